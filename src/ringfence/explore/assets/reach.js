// The rings that a state asks for: as ringfence.scenes.rings, metres throughout.

const SENSED = [
  ["detection_range", { limit: "detection range", mark: "detected to" }],
  ["tracking_range", { limit: "tracking range", mark: "tracked to" }],
];

// { rings, missing }: the largest first, and what is not drawn and why.
function ringsOf(book, state) {
  const rings = [],
    missing = [];
  state.sites.forEach((site, place) => {
    for (const id of systemsAt(state, site)) {
      for (const target of state.against) ringsOfOne(book, state, { site, place, id, target }, rings, missing);
    }
  });
  rings.sort((one, other) => other.metres - one.metres);
  const seen = new Set();
  return { rings, missing: missing.filter((each) => !seen.has(each.text) && seen.add(each.text)) };
}

function systemsAt(state, site) {
  return site.systems && site.systems.length ? state.systems.filter((id) => site.systems.includes(id)) : state.systems;
}

// The rings of one system about one site against one class.
function ringsOfOne(book, state, what, rings, missing) {
  reachRings(book, state, what, rings, missing);
  if (!state.detection) return;
  for (const [measure, word] of SENSED) {
    const seen = cellOf(book, state, what.id, measure, what.target);
    if (!(seen.si > 0)) continue;
    rings.push({ ...ringOf(book, what, seen), purpose: "detection", limit: word.limit, word: word.mark });
  }
}

// What a cell's figure is as a ring.
function ringOf(book, what, found) {
  return {
    ...what,
    name: book.systems.get(what.id).name,
    component: found.component,
    purpose: "engagement",
    metres: Math.min(found.si, RADIUS_MOST_M),
    low: Math.min(found.low, found.si),
    high: Math.min(Math.max(found.high, found.si), RADIUS_MOST_M),
    dead: 0,
    limit: "stated range",
    figure: found.figure,
    text: found.text,
    height: null,
  };
}

// The figure of the class that the system is made for, where this one has none of its own.
function boundRing(book, what, found) {
  const same = { ...found, si: found.bound, low: found.bound, high: found.bound };
  return { ...ringOf(book, what, same), purpose: "bound", limit: "upper bound" };
}

// What it reaches, and what a height leaves of that.
function reachRings(book, state, what, rings, missing) {
  const { id, target } = what;
  const name = book.systems.get(id).name;
  const reach = cellOf(book, state, id, "range_max", target);
  if (reach.si === null || !(reach.si > 0)) {
    if (state.bounds && reach.bound) rings.push(boundRing(book, what, reach));
    else missing.push({ system: id, target, text: `${name}: no range stated against ${target} (${reach.text})` });
    return;
  }
  const nearest = state.deadZone ? cellOf(book, state, id, "range_min", target) : null;
  const named = nearest && nearest.si !== null && (new Map(nearest.others).get(reach.component) ?? nearest.si);
  const dead = named && named < reach.si ? named : 0;
  const ring = { ...ringOf(book, what, reach), dead };
  rings.push(ring);
  if (state.height === null || book.families.get(target) !== "aerodynamic") return;
  const cover = coverOf(book, state, id, target, reach.component);
  const radar = { antenna: antennaOf(book, state, id), refraction: state.refraction };
  const ends = [ring.low, reach.si, ring.high].map((stated) =>
    effectiveRadius(stated, state.height, radar, cover, state.rangeIs),
  );
  const at = heightText(state.height, state.units);
  if (ends[1].metres <= 0) {
    missing.push({ system: id, target, text: `${name}: ${target} at ${at} is out of reach (${ends[1].limit})` });
    ring.beyond = true;
  } else if (dead && dead >= ends[1].metres) {
    missing.push({
      system: id,
      target,
      text: `${name}: ${target} at ${at}: the minimum range leaves nothing of the ring`,
    });
    ring.beyond = true;
  } else if (ends[1].limit !== "stated range" || ends[1].metres < reach.si) {
    ring.thin = true;
    const radii = ends.map((end) => Math.min(end.metres, RADIUS_MOST_M));
    rings.push({
      ...ring,
      thin: false,
      metres: radii[1],
      low: radii[0],
      high: radii[2],
      limit: ends[1].limit === "stated range" ? "slant range" : ends[1].limit,
      height: state.height,
      figure: distanceText(radii[1], state.units),
    });
  }
}

function ringWords(ring, units) {
  const who = ring.component && ring.component !== ring.name ? `${ring.name}, ${ring.component}` : ring.name;
  const at = ring.height === null ? "" : ` at ${heightText(ring.height, units)}:`;
  const seen = ring.purpose === "detection" ? ` ${ring.word}` : "";
  return `${who}, ${ring.target}${at}${seen} ${ring.figure}`;
}
