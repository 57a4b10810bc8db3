// Where the map looks: { kind, latitude, longitude, across }, `across` the metres that the window's shorter side shows.

const NARROWEST_M = 4000;
const WIDEST_M = 38000000;

function fittingView(state, rings, aspect) {
  const sites = state.sites;
  if (!sites.length) return { kind: "true", latitude: 25, longitude: 40, across: 1.2e7 };
  const middle = [0, 0, 0];
  for (const site of sites)
    direction(site.longitude, site.latitude).forEach((part, axis) => {
      middle[axis] += part;
    });
  const flat = Math.hypot(middle[0], middle[1]);
  const spread = Math.hypot(...middle) < 1e-6;
  const latitude = spread ? sites[0].latitude : Math.atan2(middle[2], flat) / DEGREE;
  const longitude = spread || flat < 1e-9 ? sites[0].longitude : Math.atan2(middle[1], middle[0]) / DEGREE;
  let reach = rings.length ? 30000 : 400000;
  let wide = reach;
  for (const site of sites) {
    const { metres, bearing } = inverse(latitude, longitude, site.latitude, site.longitude);
    const around = Math.max(0, ...rings.filter((ring) => ring.site === site).map((ring) => ring.metres));
    reach = Math.max(reach, Math.abs(Math.cos(bearing * DEGREE)) * metres + around);
    wide = Math.max(wide, Math.abs(Math.sin(bearing * DEGREE)) * metres + around);
  }
  const half = aspect > 1 ? Math.max(reach, wide / aspect) : Math.max(wide, reach * aspect);
  return { kind: "true", latitude, longitude, across: Math.min(WIDEST_M, 2.3 * half) };
}

function projectionOf(view, width, height) {
  const scale = view.kind === "world" ? worldScale(width, height) : Math.min(width, height) / view.across;
  return makeProjection({ kind: view.kind, latitude: view.latitude, longitude: view.longitude, scale, width, height });
}

// The view in which a place that was at one spot of the window comes to lie at another.
function draggedView(view, projection, from, to) {
  if (view.kind === "world") {
    const degrees = (to[0] - from[0]) / (projection.size * equalEarthRow(0).stretch);
    return { ...view, longitude: normalised(view.longitude - degrees) };
  }
  const place = projection.backward(projection.middleX + from[0] - to[0], projection.middleY + from[1] - to[1]);
  return place ? { ...view, longitude: place[0], latitude: place[1] } : view;
}

function zoomedView(view, factor) {
  if (view.kind === "world") return factor < 1 ? { ...view, kind: "true", across: WIDEST_M / 3 } : view;
  return { ...view, across: Math.min(WIDEST_M, Math.max(NARROWEST_M, view.across * factor)) };
}

// A round length that fits the window, in the reader's unit: [metres, text].
function scaleBar(projection, units) {
  const [unit, size] = FAR_UNITS[units];
  const most = Math.min(140, projection.width / 4) / projection.scale / size;
  const power = 10 ** Math.floor(Math.log10(most));
  const number = [5, 2, 1].find((each) => each * power <= most) * power;
  return [number * size, `${rounded(number)} ${unit}`];
}

// Cities that find room, the largest first: [x, y, name] with the box that each takes, apart from those taken already.
function cityLabels(book, projection, taken, measure) {
  const shown = [];
  const most = Math.min(26, Math.round((projection.width * projection.height) / 22000));
  const across = Math.min(projection.width, projection.height) / projection.scale;
  const least = across > 1.2e7 ? 3000 : across > 5e6 ? 1000 : across > 2e6 ? 400 : 0;
  for (const { name, latitude, longitude, population } of book.cities) {
    if (shown.length >= most || population < least) break;
    const [left, top] = projection.forward(longitude, latitude);
    if (!(left > 4 && left < projection.width - 4 && top > 8 && top < projection.height - 8)) continue;
    const wide = measure(name);
    const box = [left - 3, top - 7, left + wide + 7, top + 7];
    if (box[2] > projection.width - 2 || taken.some((other) => touching(box, other))) continue;
    taken.push(box);
    shown.push([left, top, name]);
  }
  return shown;
}

function touching(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
