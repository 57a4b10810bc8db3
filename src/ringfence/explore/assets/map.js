// The map: the ground on a canvas, rings, labels and site handles in an SVG above it. `actions` tells what a reader
// did.

function makeMap(book, actions, buttons) {
  const canvas = element("canvas", { "aria-hidden": "true" });
  const svg = drawn("svg", { class: "rings", role: "group", "aria-label": "Range rings" });
  const frame = element(
    "div",
    {
      class: "frame",
      tabindex: 0,
      role: "application",
      "data-key": "map",
      "aria-label":
        "Map. Arrow keys move a pointer that reads out the place, plus and minus zoom; Tab goes to the sites.",
    },
    canvas,
    svg,
  );
  const map = {
    book,
    actions,
    canvas,
    svg,
    frame,
    ground: unpackedGround(book.data.ground),
    pointer: null,
    slow: true,
    pace: 30,
    size: [0, 0],
    buttons,
  };
  listenToMap(map);
  return map;
}

// Takes in how large the frame is, which asks the browser for a layout; whether that is another size than before.
function measured(map) {
  const { width, height } = map.frame.getBoundingClientRect();
  if (map.size[0] === width && map.size[1] === height) return false;
  map.size = [width, height];
  const { offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight } = map.buttons;
  map.kept = [left - 6, top - 6, left + offsetWidth + 6, top + offsetHeight + 6];
  map.frame.style.setProperty("--aspect", `${width} / ${height}`); // a print keeps it
  return true;
}

function unpackedGround(some) {
  const made = {};
  for (const one of some) {
    const layers = {};
    made[one.scale] = {
      get land() {
        return (layers.land ||= unpack(one.land, one.steps, true));
      },
      get lakes() {
        return (layers.lakes ||= unpack(one.lakes, one.steps, true));
      },
      get borders() {
        return (layers.borders ||= unpack(one.borders, one.steps, false));
      },
    };
  }
  return made;
}

function groundScale(map, projection, moving) {
  const across = Math.min(projection.width, projection.height) / projection.scale;
  if (projection.kind === "world" || across > 1.2e7) return map.ground["110m"];
  if (moving && (across > 2.5e6 || map.slow)) return map.ground["110m"];
  return across < 900000 && map.ground["10m"] && !moving ? map.ground["10m"] : map.ground["50m"];
}

// Draws all of it. `moving`: something is being dragged, so the ground may be coarser for now; a site alone moves no
// ground.
function drawMap(map, show, moving, ground = true) {
  const [width, height] = map.size;
  if (width < 10 || height < 10) return;
  map.show = show;
  map.projection = projectionOf(show.view, width, height);
  drawRings(map, moving);
  if (ground) drawGround(map, moving);
}

function drawGround(map, moving) {
  const { projection, canvas } = map,
    ink = map.show.ink;
  paced(map, moving);
  const dense = moving && map.slow ? 1 : Math.min(2, window.devicePixelRatio || 1);
  const [wide, high] = [Math.round(projection.width * dense), Math.round(projection.height * dense)];
  if (canvas.width !== wide || canvas.height !== high) [canvas.width, canvas.height] = [wide, high];
  const pen = canvas.getContext("2d");
  pen.setTransform(dense, 0, 0, dense, 0, 0);
  pen.clearRect(0, 0, projection.width, projection.height);
  for (const layer of groundLayers(map, projection, moving, ink, () => new Path2D())) {
    pen.save();
    if (layer.clip) pen.clip(layer.clip);
    if (layer.fill) {
      pen.fillStyle = layer.fill;
      pen.fill(layer.path, "evenodd");
    }
    if (layer.stroke) {
      pen.strokeStyle = layer.stroke;
      pen.lineWidth = layer.width;
      pen.stroke(layer.path);
    }
    pen.restore();
  }
  if (!moving || !map.slow) drawCities(map, pen, ink);
}

// Whether drags come to fewer than forty frames a second here: then the ground is coarse while it moves.
function paced(map, moving) {
  const now = performance.now();
  const gap = now - (map.moved || 0);
  if (moving && gap < 150) map.pace = 0.7 * map.pace + 0.3 * gap;
  map.slow = map.pace > 25;
  map.moved = moving ? now : 0;
}

// The ground from the bottom up, as paths of whatever kind `sink` makes.
function* groundLayers(map, projection, moving, ink, sink) {
  const ground = groundScale(map, projection, moving);
  const edge = sink();
  ringInto(outlineOf(projection), edge);
  yield { path: edge, fill: ink.water };
  const made = (rings, fill) => {
    const path = sink();
    trace(projection, rings, path, fill);
    return path;
  };
  const clip = edgeSeen(projection) ? edge : null;
  yield { path: made(ground.land, true), fill: ink.land, clip };
  if (!moving) yield { path: made(ground.lakes, true), fill: ink.water, clip };
  const grid = sink();
  traceGraticule(projection, grid, moving ? 12 : 48);
  yield { path: grid, stroke: ink.grid, width: 0.6, clip };
  yield { path: made(ground.borders, false), stroke: ink.border, width: 0.8, clip };
  if (!moving) yield { path: made(ground.land, false), stroke: ink.coast, width: 0.6, clip };
  yield { path: edge, stroke: ink.coast, width: 1 };
}

function drawCities(map, pen, ink) {
  pen.font = "11px system-ui, sans-serif";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  map.cities = cityLabels(map.book, map.projection, [...map.taken], (text) => pen.measureText(text).width);
  for (const [left, top, name] of map.cities) {
    pen.fillStyle = ink.faint;
    pen.fillRect(left - 1.5, top - 1.5, 3, 3);
    pen.strokeStyle = ink.land;
    pen.lineWidth = 2.5;
    pen.strokeText(name, left + 5, top);
    pen.fillText(name, left + 5, top);
  }
}

// Rings, labels, handles, scale bar. Elements are kept from one drawing to the next, so that the focus stays on a
// handle.
function drawRings(map, moving) {
  const { projection, show, svg } = map;
  const tolerance = moving ? 0.4 : 0.05;
  set(svg, { viewBox: `0 0 ${projection.width} ${projection.height}` });
  map.parts ||= mapParts(svg);
  const parts = map.parts;
  const whole = edgeSeen(projection);
  set(parts.edge, { d: whole ? pathText([edgeOf(projection)]) : "" });
  for (const group of [parts.fills, parts.strokes]) set(group, { "clip-path": whole ? "url(#world)" : null });
  const shapes = show.rings.map((ring) => ringShape(projection, show, ring, tolerance));
  fitted(parts.fills, "path", shapes.length, (path, place) => fillOf(path, shapes[place], show));
  fitted(parts.strokes, "path", shapes.length, (path, place) => strokeOf(path, shapes[place], show, shapes));
  map.taken = [map.kept]; // the buttons stand there
  placeHandles(map, parts);
  placeLabels(map, parts, shapes);
  placeScale(map, parts);
  placePointer(map, parts);
}

function mapParts(svg) {
  const edge = drawn("path", {});
  const clip = drawn("clipPath", { id: "world" }, edge);
  const names = ["fills", "strokes", "labels", "scale", "pointer", "handles"];
  const groups = Object.fromEntries(names.map((name) => [name, drawn("g", { class: name })]));
  for (const name of ["fills", "strokes", "labels", "scale", "pointer"])
    groups[name].setAttribute("aria-hidden", "true");
  svg.append(drawn("defs", {}, clip), ...names.map((name) => groups[name]));
  return { edge, ...groups };
}

function fitted(group, kind, count, work) {
  while (group.childNodes.length > count) group.lastChild.remove();
  while (group.childNodes.length < count) group.append(drawn(kind, {}));
  group.childNodes.forEach(work);
}

function ringShape(projection, show, ring, tolerance) {
  ring.places ||= new Map();
  const paths = (metres) => ringPaths(projection, ring.site, metres, ring.site.sector, tolerance, ring.places);
  const whole = paths(ring.metres);
  const fill = ring.dead > 0 ? [...whole.fill, ...paths(ring.dead).fill] : whole.fill;
  const band =
    show.state.spread && ring.purpose === "engagement" && ring.high > ring.low
      ? [...paths(ring.high).fill, ...(ring.low > 0 ? paths(ring.low).fill : [])]
      : null;
  // a fill closes by itself: where it is the line's own path, one text serves both
  const line = pathText(whole.stroke);
  return { ring, line, area: fill === whole.fill && whole.same ? line : pathText(fill), band: band && pathText(band) };
}

function fillOf(path, shape, show) {
  set(path, {
    d: shape.band || (shape.ring.thin || shape.ring.purpose !== "engagement" ? "" : shape.area),
    fill: colourOf(show.ink, show.state, shape.ring.id),
    "fill-rule": "evenodd",
    "fill-opacity": shape.band ? 0.16 : 0.07,
    stroke: "none",
  });
}

function strokeOf(path, shape, show, shapes) {
  const { ring } = shape;
  const same = shapes.filter(
    (other) =>
      other.ring.site === ring.site &&
      other.ring.purpose === ring.purpose &&
      !other.ring.thin === !ring.thin &&
      Math.abs(other.ring.metres - ring.metres) < 1 &&
      other.ring.id !== ring.id,
  );
  const turn = same.filter((other) => shapes.indexOf(other) < shapes.indexOf(shape)).length;
  // rings of equal radius: each system's colour shows in turn
  const style = strokeStyle(show.state, ring);
  const turns = same.length && ring.purpose === "engagement";
  set(path, {
    d: shape.line,
    fill: "none",
    stroke: colourOf(show.ink, show.state, ring.id),
    ...style,
    "stroke-dasharray": turns ? `9 ${9 * same.length}` : style["stroke-dasharray"],
    "stroke-dashoffset": turns ? -9 * turn : null,
    "data-ring": `${ring.id} ${ring.target}${ring.height === null ? "" : " at height"}`,
    "data-purpose": ring.purpose,
    "data-metres": ring.metres,
  });
}

// Sets what is another than last time.
function set(node, attributes) {
  node.known ||= {};
  for (const [key, value] of Object.entries(attributes)) {
    if (node.known[key] === value) continue;
    node.known[key] = value;
    if (value === null || value === undefined) node.removeAttribute(key);
    else node.setAttribute(key, value);
  }
}
