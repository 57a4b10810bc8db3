// What a reader does to the map: drag a site or the ground, point at a place, use the keys.

const STEPS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

function listenToMap(map) {
  const { frame } = map;
  const spot = (event) => {
    const box = frame.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const handle = event.target.closest(".handle");
    map.drag = {
      site: handle ? Number(handle.dataset.site) : null,
      from: spot(event),
      began: spot(event),
      view: map.show.view,
      projection: map.projection,
      moved: false,
    };
    frame.setPointerCapture(event.pointerId);
    if (handle) handle.focus({ preventScroll: true });
  });
  frame.addEventListener("pointermove", (event) =>
    map.drag ? dragged(map, spot(event)) : pointed(map, spot(event), false),
  );
  frame.addEventListener("pointerleave", () => !map.drag && map.actions.point(null));
  const ended = (event) => {
    if (!map.drag) return;
    const { moved } = map.drag;
    map.drag = null;
    if (moved) map.actions.settled();
    else pointed(map, spot(event), true);
  };
  frame.addEventListener("pointerup", ended);
  frame.addEventListener("pointercancel", ended);
  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== frame) return;
      event.preventDefault();
      zoomAt(map, spot(event), event.deltaY > 0 ? 1.2 : 1 / 1.2);
    },
    { passive: false },
  );
  frame.addEventListener("keydown", (event) => event.target === frame && mapKey(map, event));
}

function dragged(map, at) {
  const { drag } = map;
  if (!drag.moved && Math.hypot(at[0] - drag.began[0], at[1] - drag.began[1]) < 4) return;
  drag.moved = true;
  if (drag.site === null) {
    map.actions.look(draggedView(drag.view, drag.projection, drag.from, at), true);
    return;
  }
  const place = map.projection.backward(...at);
  if (place) map.actions.moveSite(drag.site, place, true);
}

function pointed(map, at, stays) {
  const place = map.projection && map.projection.backward(...at);
  map.actions.point(place, stays);
}

function zoomAt(map, at, factor) {
  const place = map.projection.backward(...at);
  const view = zoomedView(map.show.view, factor);
  if (!place || view.kind === "world") return map.actions.look(view, false);
  const next = projectionOf(view, map.projection.width, map.projection.height);
  const there = next.forward(...place);
  return map.actions.look(draggedView(view, next, there, at), false);
}

// A site goes a step of the screen: near a pole a step of latitude would go back and forth.
function moveByKey(map, event, place) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const site = map.show.state.sites[place],
    long = event.shiftKey ? 1 : 8;
  const [left, top] = map.projection.forward(site.longitude, site.latitude);
  const there = map.projection.backward(left + long * step[0], top + long * step[1]);
  if (there) map.actions.moveSite(place, there, false);
}

function mapKey(map, event) {
  if (event.key === "+" || event.key === "=") return map.actions.look(zoomedView(map.show.view, 1 / 1.4), false);
  if (event.key === "-") return map.actions.look(zoomedView(map.show.view, 1.4), false);
  if (event.key === "Escape") {
    map.pointer = null;
    return map.actions.point(null);
  }
  const step = STEPS[event.key];
  if (!step) return null;
  event.preventDefault();
  const long = event.shiftKey ? 4 : 20;
  const here = map.pointer || map.projection.backward(map.projection.middleX, map.projection.middleY);
  const [left, top] = map.projection.forward(...here);
  const spot = [left + long * step[0], top + long * step[1]];
  const inside = spot[0] > 0 && spot[1] > 0 && spot[0] < map.projection.width && spot[1] < map.projection.height;
  const there = inside && map.projection.backward(...spot);
  return there ? map.actions.point(there, true) : null;
}

// What holds at a place: its name, how far and in which direction it lies from each site, and which rings reach it.
function readOut(book, show, place) {
  const [longitude, latitude] = place;
  const near = nearestCity(book, latitude, longitude);
  const where =
    near && near.metres < 40000
      ? near.metres < 8000
        ? near.name
        : `${distanceText(near.metres, show.state.units)} from ${near.name}`
      : null;
  const lines = show.state.sites.map((site) => {
    const { metres, bearing } = inverse(site.latitude, site.longitude, latitude, longitude);
    const holding = show.rings.filter(
      (ring) =>
        ring.site === site &&
        !ring.thin &&
        !ring.beyond &&
        metres <= ring.metres &&
        metres >= ring.dead &&
        (!site.sector || withinSector(bearing, site.sector)),
    );
    return {
      site: site.name,
      away: `${distanceText(metres, show.state.units)}, ${bearingText(bearing)}`,
      rings: holding.map((ring) => ringWords(ring, show.state.units)),
    };
  });
  return { name: where, place: placeText(latitude, longitude), lines };
}

function nearestCity(book, latitude, longitude) {
  const here = direction(longitude, latitude);
  book.cityDirections ||= book.cities.map((city) => direction(city.longitude, city.latitude));
  let best = -2,
    found = -1;
  book.cityDirections.forEach((there, index) => {
    const toward = there[0] * here[0] + there[1] * here[1] + there[2] * here[2];
    if (toward > best) [best, found] = [toward, index];
  });
  if (found < 0) return null;
  const city = book.cities[found];
  return { name: city.name, metres: inverse(latitude, longitude, city.latitude, city.longitude).metres };
}
