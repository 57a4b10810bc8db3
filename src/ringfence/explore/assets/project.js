// From the globe to the screen and back. A view is { kind, latitude, longitude, scale, width, height }: `scale` in
// pixels a metre. "true": azimuthal equidistant about the view's centre, so that distances from it are true. "world":
// Equal Earth (B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection", 2018), longitudes unrolled. The
// sphere has the earth's mean radius; land and rings are drawn on the same one, so they lie right to each other.

const SPHERE_M = 6371008.8;
const EQUAL_EARTH = [1.340264, -0.081106, 0.000893, 0.003796];
const HALF_ROOT_3 = Math.sqrt(3) / 2;

function equalEarthRow(latitude) {
  const [one, two, three, four] = EQUAL_EARTH;
  const theta = Math.asin(HALF_ROOT_3 * Math.sin(latitude * DEGREE));
  const square = theta * theta,
    sixth = square * square * square;
  const slope = one + 3 * two * square + sixth * (7 * three + 9 * four * square);
  return {
    stretch: (Math.cos(theta) / (HALF_ROOT_3 * slope)) * DEGREE,
    north: theta * (one + two * square + sixth * (three + four * square)),
  };
}

function equalEarthLatitude(north) {
  const [one, two, three, four] = EQUAL_EARTH;
  let theta = north / one;
  for (let round = 0; round < 12; round++) {
    const square = theta * theta,
      sixth = square * square * square;
    const off = theta * (one + two * square + sixth * (three + four * square)) - north;
    theta -= off / (one + 3 * two * square + sixth * (7 * three + 9 * four * square));
  }
  const sine = Math.sin(theta) / HALF_ROOT_3;
  return Math.abs(sine) > 1 ? null : Math.asin(sine) / DEGREE;
}

function worldScale(width, height) {
  const edge = equalEarthRow(0).stretch * 180,
    top = equalEarthRow(90).north;
  return Math.min((width - 16) / (2 * edge), (height - 16) / (2 * top)) / SPHERE_M;
}

function makeProjection(view) {
  return view.kind === "world" ? worldProjection(view) : trueProjection(view);
}

function worldProjection(view) {
  const size = view.scale * SPHERE_M,
    middleX = view.width / 2,
    middleY = view.height / 2;
  return {
    ...view,
    size,
    middleX,
    middleY,
    // `turned` is a longitude counted from the middle one; beyond ±180 it lies past the map's edge
    place(turned, latitude) {
      const row = equalEarthRow(latitude);
      return [middleX + size * row.stretch * turned, middleY - size * row.north];
    },
    forward(longitude, latitude) {
      return this.place(normalised(longitude - view.longitude), latitude);
    },
    backward(left, top) {
      const latitude = equalEarthLatitude((middleY - top) / size);
      if (latitude === null) return null;
      const turned = (left - middleX) / (size * equalEarthRow(latitude).stretch);
      return Math.abs(turned) > 180 ? null : [normalised(turned + view.longitude), latitude];
    },
  };
}

function trueProjection(view) {
  const size = view.scale * SPHERE_M,
    middleX = view.width / 2,
    middleY = view.height / 2;
  const sineHere = Math.sin(view.latitude * DEGREE),
    cosineHere = Math.cos(view.latitude * DEGREE);
  return {
    ...view,
    size,
    middleX,
    middleY,
    forward(longitude, latitude) {
      const turned = (longitude - view.longitude) * DEGREE,
        sine = Math.sin(latitude * DEGREE);
      const cosine = Math.cos(latitude * DEGREE),
        along = cosine * Math.cos(turned);
      const east = cosine * Math.sin(turned),
        north = cosineHere * sine - sineHere * along;
      const away = Math.hypot(east, north),
        toward = sineHere * sine + cosineHere * along;
      const stretch = away < 1e-12 ? (toward < 0 ? Math.PI / 1e-12 : 1) : Math.atan2(away, toward) / away;
      return [middleX + size * stretch * east, middleY - size * stretch * north];
    },
    backward(left, top) {
      const east = (left - middleX) / size,
        north = (middleY - top) / size,
        angle = Math.hypot(east, north);
      if (angle > Math.PI) return null;
      if (angle < 1e-15) return [normalised(view.longitude), view.latitude];
      const sine = Math.sin(angle),
        cosine = Math.cos(angle);
      const latitude = Math.asin(Math.max(-1, Math.min(1, cosine * sineHere + (north * sine * cosineHere) / angle)));
      const turned = Math.atan2(east * sine, angle * cosineHere * cosine - north * sineHere * sine);
      return [normalised(view.longitude + turned / DEGREE), latitude / DEGREE];
    },
  };
}

// Whether the window shows the end of the world.
function edgeSeen({ kind, middleX, middleY, size }) {
  return kind === "world" || Math.hypot(middleX, middleY) > size * Math.PI;
}

// What of the world the window shows, as a closed line.
function outlineOf(projection) {
  const [right, bottom] = [projection.width + 2, projection.height + 2];
  return edgeSeen(projection) ? edgeOf(projection) : [[-2, -2], [right, -2], [right, bottom], [-2, bottom]];
}

// The map's own edge as a list of points: the end of the world, whatever the window shows of it.
function edgeOf(projection) {
  const points = [];
  if (projection.kind === "world") {
    for (let latitude = -90; latitude <= 90; latitude += 2) points.push(projection.place(180, latitude));
    for (let latitude = 90; latitude >= -90; latitude -= 2) points.push(projection.place(-180, latitude));
    return points;
  }
  const reach = projection.size * Math.PI;
  for (let degree = 0; degree < 360; degree += 1) {
    const angle = degree * DEGREE;
    points.push([projection.middleX + reach * Math.sin(angle), projection.middleY - reach * Math.cos(angle)]);
  }
  return points;
}
