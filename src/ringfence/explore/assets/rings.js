// A ring on the screen: every drawn vertex solves the geodesic direct problem; between two of them more are put in
// until the straight line on the screen is within a tolerance of the ring. Stroke and fill are two paths, for what
// closes a fill is no ring.

const FIRST_STEPS = 72;
const DEEPEST = 14;

// { stroke: [[x, y], …][], fill: [[x, y], …][], same } of a disc, or of a sector of it, in pixels; `same`: fill and
// stroke are one path. `sector`: from and to as bearings, or null; `tolerance` in pixels; `known`: places of this very
// ring on the globe, from one drawing to the next.
function ringPaths(projection, site, metres, sector, tolerance, known = new Map()) {
  const span = sector ? (sector[1] - sector[0] + 360) % 360 || 360 : 360;
  const whole = span === 360;
  const place = placer(projection, keptPlaces(geodesicsFrom(site.latitude, site.longitude), known));
  const start = sector ? sector[0] : 0;
  const arc = traced(projection, place, (share) => [start + span * share, metres], span / 360, tolerance);
  if (whole) return closedRing(projection, arc, poles(site, metres), holdsAntipode(projection, site, metres));
  const side = (bearing, outward) =>
    traced(projection, place, (share) => [bearing, metres * (outward ? share : 1 - share)], 0.1, tolerance, arc);
  const there = side(start, true),
    back = side(start + span, false);
  const path = unrolled(projection, [...there, ...arc.slice(1), ...back.slice(1)]);
  return closedRing(projection, path, { north: false, south: false }, false);
}

function poles(site, metres) {
  return { north: reaches(site, metres, 90, site.longitude), south: reaches(site, metres, -90, site.longitude) };
}

function holdsAntipode(projection, site, metres) {
  if (projection.kind === "world") return false;
  return reaches(site, metres, -projection.latitude, projection.longitude + 180);
}

// Whether a place lies within a distance of a site. On a sphere distances are wrong by 0.6 % at most, so that only what
// is nearly as far asks for the geodesic.
function reaches(site, metres, latitude, longitude) {
  const here = direction(site.longitude, site.latitude);
  const along = Math.max(-1, Math.min(1, dot(here, 0, direction(longitude, latitude))));
  const about = SPHERE_M * Math.acos(along);
  if (Math.abs(about - metres) > 0.007 * about) return about < metres;
  return inverse(site.latitude, site.longitude, latitude, longitude).metres < metres;
}

// As `geodesic`, which is asked once for each bearing and distance.
function keptPlaces(geodesic, known) {
  return (bearing, metres) => {
    const key = bearing + 1000 * metres;
    let place = known.get(key);
    if (!place) known.set(key, (place = geodesic(bearing, metres)));
    return place;
  };
}

function placer(projection, geodesic) {
  return (share, at) => {
    const [longitude, latitude] = geodesic(...at(share));
    const turned = normalised(longitude - projection.longitude);
    const [left, top] =
      projection.kind === "world" ? projection.place(turned, latitude) : projection.forward(longitude, latitude);
    return { share, longitude, latitude, turned, left, top };
  };
}

// Points of a path whose bearing and distance are given for every share of it, with as many more as the screen needs.
function traced(projection, place, at, part, tolerance) {
  const steps = Math.max(4, Math.ceil(FIRST_STEPS * part));
  const points = [place(0, at)];
  for (let step = 1; step <= steps; step++) {
    refine(projection, place, at, points, points[points.length - 1], place(step / steps, at), tolerance, 0);
  }
  return unrolled(projection, points);
}

function refine(projection, place, at, points, from, to, tolerance, depth) {
  if (depth < DEEPEST && !offScreen(projection, from, to)) {
    const middle = place((from.share + to.share) / 2, at);
    const over =
      projection.kind === "world"
        ? worldGap(projection, from, middle, to)
        : Math.hypot(middle.left - (from.left + to.left) / 2, middle.top - (from.top + to.top) / 2);
    if (over > tolerance || (depth === 0 && jumps(projection, from, to))) {
      refine(projection, place, at, points, from, middle, tolerance, depth + 1);
      refine(projection, place, at, points, middle, to, tolerance, depth + 1);
      return;
    }
  }
  points.push(to);
}

function jumps(projection, from, to) {
  return projection.kind === "world" && Math.abs(normalised(to.turned - from.turned)) > 30;
}

// how far the middle lies from the chord, where one may have stepped over the edge of the world
function worldGap(projection, from, middle, to) {
  const first = middle.turned + normalised(from.turned - middle.turned);
  const last = middle.turned + normalised(to.turned - middle.turned);
  const [left, top] = projection.place(first, from.latitude),
    [right, bottom] = projection.place(last, to.latitude);
  return Math.hypot(middle.left - (left + right) / 2, middle.top - (top + bottom) / 2);
}

function offScreen(projection, from, to) {
  if (projection.kind === "world") return false;
  const margin = Math.hypot(from.left - to.left, from.top - to.top);
  // past two radians a straight line on the screen is far from straight on the globe
  const beyond = projection.size * 2;
  const away = Math.hypot(from.left - projection.middleX, from.top - projection.middleY);
  if (away > beyond && projection.size * 4 < projection.width + projection.height) return false;
  return (
    Math.max(from.left, to.left) < -margin ||
    Math.min(from.left, to.left) > projection.width + margin ||
    Math.max(from.top, to.top) < -margin ||
    Math.min(from.top, to.top) > projection.height + margin
  );
}

// On the world map: longitudes that run on past ±180, so that neighbours are less than half a turn apart.
function unrolled(projection, points) {
  if (projection.kind !== "world") return points;
  let before = points[0].turned;
  return points.map((point) => {
    const turned = before + normalised(point.turned - before);
    before = turned;
    return { ...point, turned };
  });
}

function closedRing(projection, points, within, antipode) {
  if (projection.kind !== "world") {
    const path = points.map((point) => [point.left, point.top]);
    return { stroke: [path], fill: antipode ? [edgeOf(projection), path] : [path], same: !antipode };
  }
  const row = (point, turn) => projection.place(point.turned + 360 * turn, point.latitude);
  const first = Math.round(points[0].turned / 360);
  const turns = [-1 - first, -first, 1 - first];
  const stroke = turns.flatMap((turn) => pieces(points).map((piece) => piece.map((point) => row(point, turn))));
  if (within.north === within.south) {
    const copies = turns.map((turn) => points.map((point) => row(point, turn)));
    return { stroke, fill: within.north ? [edgeOf(projection), ...copies] : copies };
  }
  const onward = points[points.length - 1].turned > points[0].turned;
  const five = [-2, -1, 0, 1, 2].map((turn) => turn - first); // so that the sides of the closed path are off the map
  const many = (onward ? five : five.reverse()).flatMap((turn) => points.map((point) => [point, turn]));
  const path = many.map(([point, turn]) => row(point, turn));
  const pole = within.north ? 90 : -90;
  for (const [point, turn] of [many[many.length - 1], many[0]])
    path.push(projection.place(point.turned + 360 * turn, pole));
  return { stroke, fill: [path] };
}

// The path where it is a line: broken where it leaps over a pole.
function pieces(points) {
  const found = [[points[0]]];
  for (let index = 1; index < points.length; index++) {
    const leap = Math.abs(points[index].turned - points[index - 1].turned) > 90;
    if (leap && Math.abs(points[index].latitude) > 89) found.push([]);
    found[found.length - 1].push(points[index]);
  }
  return found;
}

function pathText(paths) {
  let text = "";
  for (const path of paths) {
    if (path.length < 2) continue;
    for (let index = 0; index < path.length; index++) {
      const [left, top] = path[index];
      text += `${index ? "L" : "M"}${Math.round(left * 100) / 100},${Math.round(top * 100) / 100}`;
    }
  }
  return text;
}
