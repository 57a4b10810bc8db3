// The map: the ground on a canvas, rings, labels and site handles in an SVG above it. `actions` tells what a reader
// did.

function makeMap(book, actions) {
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
  };
  listenToMap(map);
  return map;
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
  const box = map.frame.getBoundingClientRect();
  if (box.width < 10 || box.height < 10) return;
  map.show = show;
  map.projection = projectionOf(show.view, box.width, box.height);
  map.frame.style.setProperty("--aspect", `${box.width} / ${box.height}`); // a print keeps it
  drawRings(map, moving);
  if (ground) drawGround(map, moving);
}

function drawGround(map, moving) {
  const began = performance.now();
  const { projection, canvas } = map,
    ink = map.show.ink;
  const dense = Math.min(2, window.devicePixelRatio || 1);
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
  if (moving) map.slow = performance.now() - began > 10;
}

// The ground from the bottom up, as paths of whatever kind `sink` makes.
function* groundLayers(map, projection, moving, ink, sink) {
  const ground = groundScale(map, projection, moving);
  const edge = sink();
  ringInto(edgeOf(projection), edge);
  yield { path: edge, fill: ink.water };
  const made = (rings, fill) => {
    const path = sink();
    trace(projection, rings, path, fill);
    return path;
  };
  const clip = edge;
  yield { path: made(ground.land, true), fill: ink.land, clip };
  if (!moving) yield { path: made(ground.lakes, true), fill: ink.water, clip };
  const grid = sink();
  traceGraticule(projection, grid);
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
  svg.setAttribute("viewBox", `0 0 ${projection.width} ${projection.height}`);
  map.parts ||= mapParts(svg);
  const parts = map.parts;
  const edge = drawn("path", { d: pathText([edgeOf(projection)], true) });
  replace(parts.clip, edge);
  const shapes = show.rings.map((ring) => ringShape(projection, show, ring, tolerance));
  fitted(parts.fills, shapes.length, (path, place) => fillOf(path, shapes[place], show));
  fitted(parts.strokes, shapes.length, (path, place) => strokeOf(path, shapes[place], show, shapes));
  map.taken = [[projection.width - 78, 0, projection.width, 172]]; // the buttons stand there
  placeHandles(map, parts);
  placeLabels(map, parts, shapes);
  placeScale(map, parts);
  placePointer(map, parts);
}

function mapParts(svg) {
  const clip = drawn("clipPath", { id: "world" });
  const names = ["fills", "strokes", "labels", "scale", "pointer", "handles"];
  const groups = Object.fromEntries(names.map((name) => [name, drawn("g", { class: name })]));
  for (const name of ["fills", "strokes"]) groups[name].setAttribute("clip-path", "url(#world)");
  for (const name of ["fills", "strokes", "labels", "scale", "pointer"])
    groups[name].setAttribute("aria-hidden", "true");
  svg.append(drawn("defs", {}, clip), ...names.map((name) => groups[name]));
  return { clip, ...groups };
}

function fitted(group, count, work) {
  while (group.childNodes.length > count) group.lastChild.remove();
  while (group.childNodes.length < count) group.append(drawn("path", {}));
  group.childNodes.forEach(work);
}

function ringShape(projection, show, ring, tolerance) {
  const paths = (metres) => ringPaths(projection, ring.site, metres, ring.site.sector, tolerance);
  const whole = paths(ring.metres);
  const fill = ring.dead > 0 ? [...whole.fill, ...paths(ring.dead).fill] : whole.fill;
  const band =
    show.state.spread && ring.high > ring.low
      ? [...paths(ring.high).fill, ...(ring.low > 0 ? paths(ring.low).fill : [])]
      : null;
  return { ring, stroke: whole.stroke, fill, band, vertices: whole.vertices };
}

function fillOf(path, shape, show) {
  const paths = shape.band || (shape.ring.thin ? [] : shape.fill);
  set(path, {
    d: pathText(paths, true),
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
      !other.ring.thin === !ring.thin &&
      Math.abs(other.ring.metres - ring.metres) < 1 &&
      other.ring.id !== ring.id,
  );
  const turn = same.filter((other) => shapes.indexOf(other) < shapes.indexOf(shape)).length;
  // rings of equal radius: each system's colour shows in turn
  const dash = same.length ? `9 ${9 * same.length}` : dashOf(show.state, ring.target);
  set(path, {
    d: pathText(shape.stroke, false),
    fill: "none",
    stroke: colourOf(show.ink, show.state, ring.id),
    "stroke-width": ring.thin ? 0.9 : 2,
    "stroke-opacity": ring.thin ? 0.75 : 1,
    "stroke-dasharray": dash,
    "stroke-dashoffset": same.length ? -9 * turn : null,
    "data-ring": `${ring.id} ${ring.target}${ring.height === null ? "" : " at height"}`,
    "data-metres": ring.metres,
  });
}

function set(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) node.removeAttribute(key);
    else if (node.getAttribute(key) !== String(value)) node.setAttribute(key, value);
  }
}
