// Geodesics on the WGS84 ellipsoid: degrees and metres in, degrees and metres out.
// Direct: T. Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid", Survey Review 23 (1975), 88–93.
// Inverse: the azimuth is found by bisection on the longitude that it leads to, which grows with it (C. F. F. Karney,
// "Algorithms for geodesics", J. Geodesy 87 (2013), section 4); this holds next to the antipode, too.

const MAJOR_M = 6378137;
const FLATTENING = 1 / 298.257223563;
const MINOR_M = MAJOR_M * (1 - FLATTENING);
const SECOND_ECCENTRICITY_2 = (MAJOR_M ** 2 - MINOR_M ** 2) / MINOR_M ** 2;
const DEGREE = Math.PI / 180;
const RADIUS_MOST_M = 19000000; // next to the antipode a ring crosses itself

function normalised(longitude) {
  return longitude - 360 * Math.floor((longitude + 180) / 360);
}

// What a geodesic needs beside its start: the great ellipse's terms for one azimuth at the equator.
function ellipseTerms(sineAlpha) {
  const cosine2 = Math.max(0, 1 - sineAlpha * sineAlpha);
  const squared = cosine2 * SECOND_ECCENTRICITY_2;
  return {
    scale: 1 + (squared / 16384) * (4096 + squared * (-768 + squared * (320 - 175 * squared))),
    wave: (squared / 1024) * (256 + squared * (-128 + squared * (74 - 47 * squared))),
    turn: (FLATTENING / 16) * cosine2 * (4 + FLATTENING * (4 - 3 * cosine2)),
  };
}

function arcCorrection(wave, sine, cosine, middle) {
  const twice = 2 * middle * middle - 1;
  return (
    wave *
    sine *
    (middle + (wave / 4) * (cosine * twice - (wave / 6) * middle * (4 * sine * sine - 3) * (4 * middle * middle - 3)))
  );
}

function longitudeCorrection(terms, sineAlpha, arc, sine, cosine, middle) {
  const turn = terms.turn;
  return (
    (1 - turn) * FLATTENING * sineAlpha * (arc + turn * sine * (middle + turn * cosine * (2 * middle * middle - 1)))
  );
}

// A site, made ready for many bearings and distances from it: returns (bearing, metres) → [longitude, latitude].
function geodesicsFrom(latitude, longitude) {
  const reduced = Math.atan((1 - FLATTENING) * Math.tan(latitude * DEGREE));
  const sineHere = Math.sin(reduced),
    cosineHere = Math.cos(reduced);
  return function (bearing, metres) {
    const sineAzimuth = Math.sin(bearing * DEGREE),
      cosineAzimuth = Math.cos(bearing * DEGREE);
    const start = Math.atan2(sineHere, cosineHere * cosineAzimuth);
    const sineAlpha = cosineHere * sineAzimuth;
    const terms = ellipseTerms(sineAlpha);
    const plain = metres / (MINOR_M * terms.scale);
    let arc = plain,
      sine = 0,
      cosine = 1,
      middle = 1;
    for (let round = 0; round < 20; round++) {
      middle = Math.cos(2 * start + arc);
      sine = Math.sin(arc);
      cosine = Math.cos(arc);
      const next = plain + arcCorrection(terms.wave, sine, cosine, middle);
      const change = Math.abs(next - arc);
      arc = next;
      if (change < 1e-15) break;
    }
    middle = Math.cos(2 * start + arc);
    sine = Math.sin(arc);
    cosine = Math.cos(arc);
    const across = sineHere * sine - cosineHere * cosine * cosineAzimuth;
    const north = Math.atan2(
      sineHere * cosine + cosineHere * sine * cosineAzimuth,
      (1 - FLATTENING) * Math.hypot(sineAlpha, across),
    );
    const east = Math.atan2(sine * sineAzimuth, cosineHere * cosine - sineHere * sine * cosineAzimuth);
    const correction = longitudeCorrection(terms, sineAlpha, arc, sine, cosine, middle);
    return [normalised(longitude + (east - correction) / DEGREE), north / DEGREE];
  };
}

function direct(latitude, longitude, bearing, metres) {
  return geodesicsFrom(latitude, longitude)(bearing, metres);
}

// Where a geodesic that leaves the reduced latitude `from` (south of or at the equator, and no nearer to it than `to`)
// by an azimuth first climbs past the reduced latitude `to`: the longitude between them, the distance and the azimuth
// there. The azimuth is counted from due east, where no digit of it may be lost.
function climb(from, to, pastEast) {
  const sineFrom = Math.sin(from),
    cosineFrom = Math.cos(from),
    sineTo = Math.sin(to),
    cosineTo = Math.cos(to);
  const sineAlpha = Math.cos(pastEast) * cosineFrom,
    upward = -Math.sin(pastEast) * cosineFrom;
  const rise =
    cosineFrom < -sineFrom
      ? (cosineTo - cosineFrom) * (cosineTo + cosineFrom)
      : (sineFrom - sineTo) * (sineFrom + sineTo); // the same, from whichever is the smaller
  const onward = Math.sqrt(Math.max(0, upward ** 2 + rise));
  const start = Math.atan2(sineFrom, upward);
  const end = Math.atan2(sineTo, onward);
  const first = Math.atan2(sineAlpha * sineFrom, upward);
  const last = Math.atan2(sineAlpha * sineTo, onward);
  const arc = Math.max(0, end - start);
  const sine = Math.sin(arc),
    cosine = Math.cos(arc),
    middle = Math.cos(start + end);
  const terms = ellipseTerms(Math.min(1, sineAlpha));
  const longitude = last - first - longitudeCorrection(terms, sineAlpha, arc, sine, cosine, middle);
  const metres = MINOR_M * terms.scale * (arc - arcCorrection(terms.wave, sine, cosine, middle));
  return { longitude, metres, arrival: Math.atan2(sineAlpha, onward) };
}

function inverse(latitude1, longitude1, latitude2, longitude2) {
  // by symmetry: the first point in the south and farther from the equator, the second to the east of it
  let change = normalised(longitude2 - longitude1);
  const westward = change < 0;
  change = Math.abs(change) * DEGREE;
  const swapped = Math.abs(latitude1) < Math.abs(latitude2);
  let [from, to] = swapped ? [latitude2, latitude1] : [latitude1, latitude2];
  const flipped = from > 0;
  if (flipped) [from, to] = [-from, -to];
  const reduce = (degrees) =>
    Math.abs(degrees) === 90 ? degrees * DEGREE : Math.atan((1 - FLATTENING) * Math.tan(degrees * DEGREE));
  from = reduce(from);
  to = reduce(to);
  let metres, leaving, arriving;
  if (from === 0 && to === 0 && change <= (1 - FLATTENING) * Math.PI) {
    [metres, leaving, arriving] = [MAJOR_M * change, Math.PI / 2, Math.PI / 2];
  } else {
    if (from === 0) from = -1e-200;
    let low = -Math.PI / 2,
      high = Math.PI / 2;
    for (let round = 0; round < 100 && change > 0; round++) {
      const middle = (low + high) / 2;
      if (climb(from, to, middle).longitude < change) low = middle;
      else high = middle;
    }
    const pastEast = change > 0 ? (low + high) / 2 : low;
    ({ metres, arrival: arriving } = climb(from, to, pastEast));
    leaving = Math.PI / 2 + pastEast;
  }
  if (swapped) [leaving, arriving] = [arriving, leaving];
  if (swapped !== flipped) leaving = Math.PI - leaving;
  const bearing = (westward ? -leaving : leaving) / DEGREE;
  return { metres, bearing: (bearing + 360) % 360 };
}
