// What the page shows, as a link tells it: ids, never indices. Whatever a link says that this page does not know is
// left out, and said.

const MEASURE_SETS = {
  "range and height": ["range_max", "altitude_max"],
  "nearest and lowest": ["range_min", "altitude_min"],
  sensors: ["detection_range", "tracking_range", "instrumented_range"],
  targets: ["target_speed_max", "threat_range_max", "threat_range_min"],
  "system and missile": [
    "targets_engaged",
    "targets_tracked",
    "launchers_per_battery",
    "missiles_per_launcher",
    "deployment_time",
    "reaction_time",
    "system_cost",
    "unit_cost",
    "speed_max",
    "mass",
    "warhead_mass",
    "length",
    "diameter",
  ],
};

// What is on or off: its word in a link and on the command line, its name in the state.
const SWITCHES = [
  ["spread", "spread"],
  ["dead-zone", "deadZone"],
  ["bounds", "bounds"],
  ["detection", "detection"],
];

function openingState(book) {
  const opening = { systems: [], against: [], sites: [], ...book.data.opening };
  return {
    systems: opening.systems,
    against: opening.against,
    sites: opening.sites.map((site) => ({ systems: [], sector: null, ...site })),
    height: opening.height ?? null,
    antenna: opening.antenna ?? null,
    refraction: opening.refraction ?? 4 / 3,
    rangeIs: opening.range_is || "ground",
    asOf: opening.as_of || null,
    rule: opening.rule || "typical",
    units: opening.units || "metric",
    spread: Boolean(opening.spread),
    deadZone: Boolean(opening.dead_zone),
    bounds: Boolean(opening.bounds),
    detection: Boolean(opening.detection),
    measures: "range and height",
    rank: "range_max aircraft",
    view: null,
    cell: null,
  };
}

function stateText(book, state) {
  const plain = openingState(book);
  const parts = [];
  const put = (key, value, usual) => {
    if (value !== usual) parts.push(`${key}=${escaped(value)}`);
  };
  put("systems", state.systems.join(","), plain.systems.join(","));
  put("against", state.against.join(","), plain.against.join(","));
  put("at", state.sites.map(siteText).join(";"), plain.sites.map(siteText).join(";"));
  for (const key of ["height", "antenna", "refraction"]) put(key, String(state[key]), String(plain[key]));
  put("as-of", state.asOf || "", plain.asOf || "");
  for (const key of ["rule", "units", "rank", "measures"]) put(key, state[key], plain[key]);
  put("range-is", state.rangeIs, plain.rangeIs);
  for (const [key, name] of SWITCHES) put(key, state[name] ? "yes" : "no", plain[name] ? "yes" : "no");
  if (state.view)
    put(
      "view",
      [
        state.view.kind,
        state.view.latitude.toFixed(3),
        state.view.longitude.toFixed(3),
        Math.round(state.view.across),
      ].join(","),
    );
  if (state.cell) put("cell", state.cell.join(","));
  return parts.length ? `#${parts.join("&")}&catalog=${book.data.catalog}` : "";
}

// As encodeURIComponent, but what is harmless in a link stays readable.
function escaped(text) {
  return encodeURIComponent(text)
    .replace(/%(2C|3B|40|2F|3A)/g, decodeURIComponent)
    .replace(/%20/g, "+");
}

// Key → value of a hash; a stray percent sign is part of the text.
function hashParts(hash) {
  const parts = new Map();
  for (const part of hash.replace(/^#/, "").split("&").filter(Boolean)) {
    const [key, ...rest] = part.split("=");
    parts.set(key, unescaped(rest.join("=").replace(/\+/g, " ")));
  }
  return parts;
}

function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function siteText(site) {
  const name = encodeURIComponent(site.name);
  const sector = site.sector ? `/${site.sector.join("-")}` : "";
  const systems = site.systems.length ? `/${site.systems.join(",")}` : "";
  return `${name}@${round(site.latitude)},${round(site.longitude)}${systems}${sector}`;
}

function round(degrees) {
  return String(Math.round(degrees * 1e5) / 1e5);
}

// { state, problems }: the state that a link's hash asks for, and in words what of it could not be done.
function readState(book, hash) {
  const state = openingState(book),
    problems = [],
    parts = hashParts(hash);
  const list = (key) => (parts.get(key) || "").split(",").filter(Boolean);
  const known = (key, some, has) => {
    const gone = some.filter((each) => !has(each));
    if (gone.length)
      problems.push(`The link names ${key} that this page does not hold: ${shortened(gone.join(", "))}.`);
    return [...new Set(some.filter(has))];
  };
  if (parts.has("systems"))
    state.systems = known("systems", list("systems"), (id) => book.systems.has(id)).slice(0, MOST_SYSTEMS);
  if (parts.has("against")) state.against = known("classes", list("against"), (name) => book.families.has(name));
  if (parts.has("at")) readSites(book, state, parts.get("at"), problems);
  const number = (key, low, high, usual) => {
    const value = Number(parts.get(key));
    return parts.has(key) && parts.get(key) !== "" && value >= low && value <= high ? value : usual;
  };
  state.height = parts.get("height") === "null" ? null : number("height", 0, 100000, state.height);
  state.antenna = parts.get("antenna") === "null" ? null : number("antenna", 0, 10000, state.antenna);
  state.refraction = number("refraction", 0.5, 5, state.refraction);
  const day = parts.get("as-of");
  if (day !== undefined) state.asOf = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
  const choice = (key, allowed, usual) => (allowed.includes(parts.get(key)) ? parts.get(key) : usual);
  state.rule = choice("rule", CHOICES, state.rule);
  state.units = choice("units", UNITS, state.units);
  state.rangeIs = choice("range-is", ["ground", "slant"], state.rangeIs);
  state.measures = choice("measures", Object.keys(MEASURE_SETS), state.measures);
  state.rank = choice(
    "rank",
    rankings(book).map(([key]) => key),
    state.rank,
  );
  for (const [key, name] of SWITCHES) if (parts.has(key)) state[name] = parts.get(key) === "yes";
  state.view = readView(parts.get("view"));
  const cell = list("cell");
  const fits = book.systems.has(cell[0]) && book.measures.has(cell[1]) && (!cell[2] || book.families.has(cell[2]));
  state.cell = fits && Boolean(cell[2]) === book.measures.get(cell[1]).targeted ? cell.slice(0, 3) : null;
  const other = parts.get("catalog");
  if (other && other !== book.data.catalog) {
    problems.push(`The link was made with another catalog (${shortened(other)}); figures may have changed since.`);
  }
  return { state, problems };
}

function readView(text) {
  const [kind, ...numbers] = (text || "").split(",");
  const [latitude, longitude, across] = numbers.map(Number);
  const fits =
    ["true", "world"].includes(kind) &&
    Math.abs(latitude) <= 90 &&
    Math.abs(longitude) <= 540 &&
    across >= 1000 &&
    across <= 1e8;
  return fits ? { kind, latitude, longitude: normalised(longitude), across } : null;
}

function readSites(book, state, text, problems) {
  const found = [];
  for (const part of text.split(";").filter(Boolean).slice(0, 12)) {
    const [place, ...rest] = part.split("/");
    const cut = place.lastIndexOf("@");
    const [latitude, longitude] = place
      .slice(cut + 1)
      .split(",")
      .map(Number);
    if (cut < 0 || !(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 360)) {
      problems.push("The link names a site that is not on the globe.");
      continue;
    }
    const name = unescaped(place.slice(0, cut));
    const angles = rest.map((each) => /^(-?[\d.]+)-(-?[\d.]+)$/.exec(each)).find(Boolean);
    const systems = rest.flatMap((each) => each.split(",")).filter((id) => book.systems.has(id));
    const sector = angles ? [Number(angles[1]), Number(angles[2])] : null;
    found.push({ name: name.slice(0, 80), latitude, longitude: normalised(longitude), systems, sector });
  }
  state.sites = found;
}

function shortened(text) {
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

// The same from the command line. A word that a shell would read is quoted.
function commandText(book, state) {
  const words = ["ringfence", "rings", ...state.systems, ...state.sites.flatMap((site) => ["--at", placeWord(site)])];
  words.push("--against", state.against.join(","), ...ruleWords(book, state));
  if (state.height !== null) words.push("--target-altitude", `${state.height}m`);
  if (state.antenna !== null) words.push("--antenna", `${state.antenna} m`);
  if (state.rangeIs !== "ground") words.push("--range-is", state.rangeIs);
  for (const [key, name] of SWITCHES) if (state[name]) words.push(`--${key}`);
  return words.map(quoted).join(" ");
}

function compareText(book, state) {
  const words = [
    "ringfence",
    "compare",
    ...state.systems,
    "--against",
    state.against.join(","),
    "--measure",
    MEASURE_SETS[state.measures].filter((name) => book.measures.has(name)).join(","),
    ...ruleWords(book, state),
  ];
  return words.map(quoted).join(" ");
}

function explainText(book, state) {
  const [system, measure, target] = state.cell;
  const words = ["ringfence", "explain", system, "--measure", measure, ...(target ? ["--against", target] : [])];
  return [...words, ...ruleWords(book, state)].map(quoted).join(" ");
}

function placeWord(site) {
  const sector = site.sector ? ` [${site.sector.join("-")}]` : "";
  const systems = site.systems.length ? `: ${site.systems.join(", ")}` : "";
  const name = site.name.replace(/[=:[\]]/g, " ").trim();
  return `${name}=${round(site.latitude)},${round(site.longitude)}${sector}${systems}`;
}

function ruleWords(book, state) {
  const words = [];
  if (state.rule !== "typical") words.push("--rule", state.rule);
  if (state.asOf) words.push("--as-of", state.asOf);
  if (state.units !== "metric") words.push("--units", state.units);
  for (const who of book.data.by || []) words.push("--by", who);
  for (const kind of book.data.kind || []) words.push("--kind", kind);
  return words;
}

function quoted(word) {
  return /^[\w.,:=+-]+$/.test(word) ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
