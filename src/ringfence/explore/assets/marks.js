// What stands on the map beside the rings: site handles, labels, the scale bar, the pointer.

const BEARINGS = [0, 180, 45, 315, 135, 225, 20, 340, 90, 270, 65, 295, 160, 200];

function placeHandles(map, parts) {
  const { projection, show } = map;
  const sites = show.state.sites;
  while (parts.handles.childNodes.length > sites.length) parts.handles.lastChild.remove();
  while (parts.handles.childNodes.length < sites.length)
    parts.handles.append(newHandle(map, parts.handles.childNodes.length));
  sites.forEach((site, place) => {
    const [left, top] = projection.forward(site.longitude, site.latitude);
    const group = parts.handles.childNodes[place];
    set(group, {
      transform: `translate(${Math.round(left * 10) / 10} ${Math.round(top * 10) / 10})`,
      "aria-label": `${site.name}, ${placeText(site.latitude, site.longitude)}. Arrow keys move this site.`,
    });
    const [halo, dot, ring, name, shown] = group.childNodes;
    set(halo, { fill: show.ink.paper });
    set(dot, { fill: show.ink.text });
    set(ring, { stroke: show.ink.text });
    for (const text of [name, shown]) text.textContent = site.name;
    set(name, { stroke: show.ink.paper, fill: show.ink.paper });
    set(shown, { fill: show.ink.text });
    map.taken.push([left - 11, top - 11, left + 11, top + 11], labelBox(site.name, left, top + 22, 13));
  });
}

function newHandle(map, place) {
  const text = (attributes) =>
    drawn("text", {
      y: 26,
      "text-anchor": "middle",
      "font-size": 13,
      "font-weight": 600,
      "font-family": "system-ui, sans-serif",
      ...attributes,
    });
  const group = drawn(
    "g",
    { class: "handle", tabindex: 0, role: "button", "data-key": `site ${place}`, "data-site": place },
    drawn("circle", { r: 7, "fill-opacity": 0.9 }),
    drawn("circle", { r: 4 }),
    drawn("circle", { r: 10, fill: "none", "stroke-width": 1.5, class: "grip" }),
    text({ "stroke-width": 4, "stroke-linejoin": "round", "stroke-opacity": 0.85 }),
    text({}),
  );
  group.addEventListener("keydown", (event) => moveByKey(map, event, place));
  return group;
}

function labelBox(text, middle, base, size) {
  const half = textWidth(text, size) / 2 + 4;
  return [middle - half, base - size * 0.75, middle + half, base + size * 0.55];
}

let measuring = null;
const widths = new Map();
function textWidth(text, size) {
  const key = `${size} ${text}`;
  if (!widths.has(key)) {
    measuring ||= document.createElement("canvas").getContext("2d");
    measuring.font = `600 ${size}px system-ui, sans-serif`;
    if (widths.size > 5000) widths.clear();
    widths.set(key, measuring.measureText(text).width);
  }
  return widths.get(key);
}

// One label a ring where it finds room; rings of equal radius about one site share theirs.
function placeLabels(map, parts, shapes) {
  const { show } = map;
  const groups = new Map();
  for (const { ring } of shapes) {
    const { place, metres, id, figure, height, purpose, word } = ring;
    const key = [place, Math.round(metres), id, figure, height, purpose, word].join();
    groups.set(key, [...(groups.get(key) || []), ring]);
  }
  const texts = [];
  let turn = 0;
  for (const some of groups.values()) {
    if (some[0].thin && show.rings.length > 6) continue;
    const spot = labelSpot(map, some[0], sharedWords(some, show.state.units), turn++);
    if (spot) texts.push(...spot);
  }
  writeTexts(parts.labels, texts);
}

// Texts given by what they say and their attributes; the elements are kept from one drawing to the next.
function writeTexts(group, texts) {
  fitted(group, "text", texts.length, (node, place) => {
    const [words, attributes] = texts[place];
    set(node, { class: null, "font-family": "system-ui, sans-serif", ...attributes });
    if (node.textContent !== words) node.textContent = words;
  });
}

function sharedWords(rings, units) {
  const targets = rings.map((ring) => ring.target);
  return ringWords(
    { ...rings[0], target: targets.length > 3 ? `${targets.length} classes` : targets.join(", ") },
    units,
  );
}

// Where a label finds room; `turn`: the how many-th it is, so that they do not all stand at the north.
function labelSpot(map, ring, words, turn) {
  const { projection, show } = map;
  const place = keptPlaces(geodesicsFrom(ring.site.latitude, ring.site.longitude), ring.places);
  const size = projection.width < 500 ? 11 : 12;
  const short = words.length > 34 && projection.width < 500 ? `${ring.target} ${ring.figure}` : words;
  if (ring.metres * projection.scale < 14) return null;
  const first = turn % 4;
  for (const bearing of [...BEARINGS.slice(first), ...BEARINGS.slice(0, first)]) {
    if (ring.site.sector && !withinSector(bearing, ring.site.sector)) continue;
    const [left, top] = projection.forward(...place(bearing, ring.metres));
    for (const away of [0, -9, 9]) {
      const box = labelBox(short, left, top + away, size);
      const fits = box[0] > 2 && box[1] > 2 && box[2] < projection.width - 2 && box[3] < projection.height - 2;
      if (!fits || map.taken.some((other) => touching(box, other))) continue;
      map.taken.push(box);
      const plain = {
        x: Math.round(left * 10) / 10,
        y: Math.round((top + away + size * 0.34) * 10) / 10,
        "text-anchor": "middle",
        "font-size": size,
        "font-weight": 600,
      };
      const halo = {
        stroke: show.ink.paper,
        "stroke-width": 4,
        "stroke-linejoin": "round",
        "stroke-opacity": 0.9,
        fill: show.ink.paper,
      };
      const ink = { stroke: null, fill: colourOf(show.ink, show.state, ring.id), class: "label" };
      return [
        [short, { ...plain, ...halo }],
        [short, { ...plain, ...ink }],
      ];
    }
  }
  return null;
}

function withinSector(bearing, sector) {
  const span = (sector[1] - sector[0] + 360) % 360 || 360;
  return (bearing - sector[0] + 720) % 360 <= span;
}

function placeScale(map, parts) {
  const { projection, show } = map;
  if (projection.kind === "world") {
    map.scaleTold = null;
    return replace(parts.scale);
  }
  const [metres, text] = scaleBar(projection, show.state.units);
  const long = metres * projection.scale,
    base = projection.height - 14;
  const path = `M14,${base - 5}V${base}H${14 + long}V${base - 5}`;
  map.taken.push([8, base - 22, 20 + long, base + 8]);
  const told = [path, text, show.ink.text].join();
  if (map.scaleTold === told) return null;
  map.scaleTold = told;
  return replace(
    parts.scale,
    drawn("path", { d: path, fill: "none", stroke: show.ink.paper, "stroke-width": 4, "stroke-opacity": 0.8 }),
    drawn("path", { d: path, fill: "none", stroke: show.ink.text, "stroke-width": 1.5 }),
    ...[
      { stroke: show.ink.paper, "stroke-width": 3, "stroke-opacity": 0.8, fill: show.ink.paper },
      { fill: show.ink.text },
    ].map((each) =>
      drawn("text", { x: 16, y: base - 8, "font-size": 11, "font-family": "system-ui, sans-serif", ...each }, text),
    ),
  );
}

function placePointer(map, parts) {
  if (!map.pointer) return replace(parts.pointer);
  const [left, top] = map.projection.forward(map.pointer[0], map.pointer[1]);
  const cross = `M${left - 8},${top}H${left + 8}M${left},${top - 8}V${top + 8}`;
  return replace(
    parts.pointer,
    drawn("path", { d: cross, stroke: map.show.ink.paper, "stroke-width": 4, "stroke-opacity": 0.8 }),
    drawn("path", { d: cross, stroke: map.show.ink.text, "stroke-width": 1.5 }),
  );
}
