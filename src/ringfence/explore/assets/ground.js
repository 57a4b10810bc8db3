// Land, lakes and borders: unpacked once, projected whenever the view moves, onto a canvas or into an SVG path.

// Packed: base64 of varints. A ring or line is its number of vertices, then zigzag differences of longitude and
// latitude, in steps of 1/`steps` degrees; a closed one gets its first vertex again.
function unpack(text, steps, closed) {
  const bytes = fromBase64(text);
  const rings = [];
  let position = 0;
  const next = () => {
    let value = bytes[position] & 127;
    for (let factor = 128; bytes[position++] > 127; factor *= 128) value += (bytes[position] & 127) * factor;
    return value;
  };
  while (position < bytes.length) {
    const count = next();
    const ring = new Float64Array(2 * count + (closed ? 2 : 0));
    const at = [0, 0];
    for (let index = 0; index < 2 * count; index++) {
      const value = next();
      at[index % 2] += value % 2 ? -(value + 1) / 2 : value / 2;
      ring[index] = at[index % 2] / steps;
    }
    if (closed) ring.set(ring.subarray(0, 2), 2 * count);
    rings.push(prepared(ring));
  }
  return rings;
}

function fromBase64(text) {
  if (typeof atob === "function") {
    const plain = atob(text),
      bytes = new Uint8Array(plain.length);
    for (let index = 0; index < plain.length; index++) bytes[index] = plain.charCodeAt(index);
    return bytes;
  }
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const bytes = [];
  let held = 0,
    bits = 0;
  for (const letter of text.replace(/=+$/, "")) {
    held = ((held << 6) | letters.indexOf(letter)) & 0xffff;
    bits += 6;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 255);
  }
  return Uint8Array.from(bytes);
}

// A ring with its vertices as directions from the earth's centre, and the cap that holds them all.
function prepared(ring) {
  const count = ring.length / 2;
  const vectors = new Float64Array(3 * count);
  const middle = [0, 0, 0];
  let west = Infinity,
    east = -Infinity,
    seams = false;
  for (let index = 0; index < count; index++) {
    const longitude = ring[2 * index],
      latitude = ring[2 * index + 1],
      cosine = Math.cos(latitude * DEGREE);
    middle[0] += vectors[3 * index] = cosine * Math.cos(longitude * DEGREE);
    middle[1] += vectors[3 * index + 1] = cosine * Math.sin(longitude * DEGREE);
    middle[2] += vectors[3 * index + 2] = Math.sin(latitude * DEGREE);
    if (longitude < west) west = longitude;
    if (longitude > east) east = longitude;
    seams = seams || Math.abs(longitude) === 180 || Math.abs(latitude) === 90;
  }
  const length = Math.hypot(...middle);
  const centre = length > 1e-6 ? middle.map((part) => part / length) : [0, 0, 1];
  let least = 1;
  for (let index = 0; index < count; index++) least = Math.min(least, dot(vectors, 3 * index, centre));
  return {
    ring,
    vectors,
    count,
    west,
    east,
    seams,
    centre,
    cap: length > 1e-6 ? Math.acos(Math.max(-1, least)) : Math.PI,
  };
}

function direction(longitude, latitude) {
  const cosine = Math.cos(latitude * DEGREE);
  return [cosine * Math.cos(longitude * DEGREE), cosine * Math.sin(longitude * DEGREE), Math.sin(latitude * DEGREE)];
}

function dot(vectors, offset, other) {
  return vectors[offset] * other[0] + vectors[offset + 1] * other[1] + vectors[offset + 2] * other[2];
}

// Draws rings into a sink with moveTo, lineTo and closePath. `fill`: closed, with the world's edge where that is
// needed; otherwise lines, without the cuts at ±180° and at the poles, which are no coasts.
function trace(projection, rings, sink, fill) {
  if (projection.kind === "world") traceWorld(projection, rings, sink, fill);
  else traceTrue(projection, rings, sink, fill);
}

function traceWorld(projection, rings, sink, fill) {
  for (const part of rings) {
    for (const shift of [-360, 0, 360]) {
      const offset = shift - projection.longitude;
      if (part.east + offset < -180 || part.west + offset > 180) continue;
      const corner = (index) => projection.place(part.ring[2 * index] + offset, part.ring[2 * index + 1]);
      line(part, corner, sink, fill);
    }
  }
}

function line(part, corner, sink, fill) {
  sink.moveTo(...corner(0));
  for (let index = 1; index < part.count; index++) {
    if (!fill && part.seams && seam(part.ring, index)) sink.moveTo(...corner(index));
    else sink.lineTo(...corner(index));
  }
  if (fill) sink.closePath();
}

function seam(ring, index) {
  const [here, before] = [2 * index, 2 * index - 2];
  return (
    (Math.abs(ring[here]) === 180 && ring[here] === ring[before]) ||
    (Math.abs(ring[here + 1]) === 90 && ring[here + 1] === ring[before + 1])
  );
}

function traceTrue(projection, rings, sink, fill) {
  const up = direction(projection.longitude, projection.latitude);
  const east = direction(projection.longitude + 90, 0);
  const north = direction(projection.longitude, projection.latitude + 90);
  const { size, middleX, middleY } = projection;
  const reach = Math.hypot(middleX, middleY) / size; // radians from the centre to the window's corner
  let flips = 0;
  for (const part of rings) {
    const away = Math.acos(Math.max(-1, Math.min(1, dot(part.centre, 0, up))));
    if (away - part.cap > reach) continue;
    const far = away + part.cap > 2 && reach > 1.2;
    if (fill && far && holds(part.ring, normalised(projection.longitude + 180), -projection.latitude)) flips++;
    const at = (vectors, offset) => {
      const right = dot(vectors, offset, east),
        top = dot(vectors, offset, north),
        toward = dot(vectors, offset, up);
      const across = Math.sqrt(right * right + top * top);
      const stretch = across < 1e-9 ? size : (size * Math.atan2(across, toward)) / across;
      return [middleX + stretch * right, middleY - stretch * top];
    };
    if (far) farLine(part, at, up, sink, fill);
    else line(part, (index) => at(part.vectors, 3 * index), sink, fill);
  }
  if (flips % 2) ringInto(edgeOf(projection), sink);
}

// As `line`, with edges beyond two radians cut into shorter ones: near the map's edge they bend.
function farLine(part, at, up, sink, fill) {
  sink.moveTo(...at(part.vectors, 0));
  for (let index = 1; index < part.count; index++) {
    const here = 3 * index;
    if (!fill && part.seams && seam(part.ring, index)) {
      sink.moveTo(...at(part.vectors, here));
      continue;
    }
    if (dot(part.vectors, here, up) < -0.4) {
      for (let share = 1; share < 16; share++) {
        const between = [0, 1, 2].map(
          (axis) =>
            part.vectors[here - 3 + axis] + ((part.vectors[here + axis] - part.vectors[here - 3 + axis]) * share) / 16,
        );
        sink.lineTo(...at(between, 0));
      }
    }
    sink.lineTo(...at(part.vectors, here));
  }
  if (fill) sink.closePath();
}

function ringInto(points, sink) {
  points.forEach((point, index) => (index ? sink.lineTo(...point) : sink.moveTo(...point)));
  sink.closePath();
}

// Whether a ring, straight in longitude and latitude, has a point inside.
function holds(ring, longitude, latitude) {
  let inside = false;
  for (let here = 0, before = ring.length - 2; here < ring.length; before = here, here += 2) {
    const crosses = ring[here + 1] > latitude !== ring[before + 1] > latitude;
    if (
      crosses &&
      longitude <
        ((ring[before] - ring[here]) * (latitude - ring[here + 1])) / (ring[before + 1] - ring[here + 1]) + ring[here]
    )
      inside = !inside;
  }
  return inside;
}

// A sink that writes an SVG path.
function textSink() {
  const parts = [];
  const point = (left, top) => `${Math.round(left * 10) / 10},${Math.round(top * 10) / 10}`;
  return {
    moveTo: (left, top) => parts.push(`M${point(left, top)}`),
    lineTo: (left, top) => parts.push(`L${point(left, top)}`),
    closePath: () => parts.push("Z"),
    text: () => parts.join(""),
  };
}

// Meridians and parallels, a step that suits the window; `steps`: into how many straight ones each is cut.
function traceGraticule(projection, sink, steps) {
  const world = projection.kind === "world";
  const wide = projection.width / projection.scale / 111000; // degrees across, about
  const step = [0.5, 1, 2, 5, 10, 15, 30].find((size) => wide / size < 9) || 30;
  const reach = Math.min(180, Math.hypot(projection.middleX, projection.middleY) / projection.size / DEGREE);
  const low = world ? -90 : Math.max(-90, projection.latitude - reach);
  const high = world ? 90 : Math.min(90, projection.latitude + reach);
  const span = world || low === -90 || high === 90 ? 180 : spanOf(projection.latitude, reach);
  const place = world
    ? (turned, latitude) => projection.place(turned, latitude)
    : (turned, latitude) => projection.forward(turned + projection.longitude, latitude);
  const from = Math.ceil((projection.longitude - span) / step) * step - projection.longitude;
  for (let turned = from; turned <= span; turned += step)
    polyline(sink, steps, (share) => place(turned, low + (high - low) * share));
  for (let latitude = Math.ceil(low / step) * step; latitude <= high; latitude += step) {
    polyline(sink, 2 * steps, (share) => place(span * (2 * share - 1), latitude));
  }
}

// How many degrees of longitude to each side a cap about a latitude takes, that holds no pole.
function spanOf(latitude, reach) {
  return Math.asin(Math.min(1, Math.sin(reach * DEGREE) / Math.cos(latitude * DEGREE))) / DEGREE;
}

function polyline(sink, steps, at) {
  for (let step = 0; step <= steps; step++) (step ? sink.lineTo : sink.moveTo).call(sink, ...at(step / steps));
}
