// What a range means at a height: as ringfence.geo.horizon, metres throughout.

const EARTH_M = 6371000;

// arccos(a / (a + h)) without the loss of digits at small heights
function dip(height, radius) {
  return 2 * Math.asin(Math.sqrt(height / (2 * (radius + height))));
}

function radarHorizon(target, antenna, refraction) {
  const radius = refraction * EARTH_M;
  return radius * (dip(antenna, radius) + dip(target, radius));
}

// The ground distance to the foot of a target that is `slant` away in a straight line; null where it flies too high.
function groundRange(slant, height) {
  if (height > slant) return null;
  const half = ((slant - height) * (slant + height)) / (4 * EARTH_M * (EARTH_M + height));
  return half > 1 ? Math.PI * EARTH_M : 2 * EARTH_M * Math.asin(Math.sqrt(half));
}

// The ground radius within which a target at one height can be engaged, and the limit that binds. `cover`: ceiling and
// floor, each null where nobody states it; `rangeIs`: "ground" or "slant".
function effectiveRadius(stated, height, radar, cover, rangeIs) {
  const above = cover.ceiling !== null && height > cover.ceiling;
  const below = cover.floor !== null && height < cover.floor;
  if (above || below) return { metres: 0, limit: "altitude cover" };
  const reach = rangeIs === "slant" ? groundRange(stated, height) : stated;
  if (reach === null) return { metres: 0, limit: "out of reach" };
  const horizon = radarHorizon(height, radar.antenna, radar.refraction);
  return horizon < reach ? { metres: horizon, limit: "radar horizon" } : { metres: reach, limit: "stated range" };
}
