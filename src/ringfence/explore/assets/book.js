// The document, made ready to be asked. All texts were written by ringfence; here one of them is picked.

const CHOICES = ["typical", "lowest", "highest"];
const UNITS = ["metric", "imperial", "nautical", "as-stated"];
const NOTHING = {
  text: "?",
  figure: "?",
  si: null,
  low: null,
  high: null,
  bound: null,
  component: null,
  others: [],
  cell: null,
  basis: "",
  why: "",
  undated: 0,
};
const FAR_UNITS = {
  metric: ["km", 1000],
  imperial: ["mi", 1609.344],
  nautical: ["nmi", 1852],
  "as-stated": ["km", 1000],
};
const HIGH_UNITS = { metric: ["m", 1], imperial: ["ft", 0.3048], nautical: ["ft", 0.3048], "as-stated": ["m", 1] };
const MOST_SYSTEMS = 20;

// A shelf of the document: columns, of which one that repeats itself holds its values and their numbers. Returns
// number → row.
function shelfOf(columns) {
  const names = Object.keys(columns);
  const pools = names.map((name) => (Array.isArray(columns[name]) ? null : columns[name]));
  const read = (number) => {
    const row = {};
    for (let place = 0; place < names.length; place++) {
      const pool = pools[place];
      row[names[place]] = pool ? pool.of[pool.at[number]] : columns[names[place]][number];
    }
    return row;
  };
  read.count = names.length ? (pools[0] ? pools[0].at : columns[names[0]]).length : 0;
  return read;
}

function rowsOfShelf(columns) {
  const read = shelfOf(columns);
  return Array.from({ length: read.count }, (none, number) => read(number));
}

function makeBook(data) {
  const shelves = {};
  for (const name of ["sources", "statements", "figures", "readings", "states", "lines"]) {
    shelves[name] = shelfOf(data[name]);
  }
  const cells = new Map();
  let first = 0;
  for (const row of rowsOfShelf(data.cells)) {
    const many = row.then || 0;
    cells.set(`${row.system} ${row.measure} ${row.target || ""}`, {
      reading: row.reading,
      first,
      many,
      statements: row.statements || [],
      why: row.why || "",
      reasons: row.reasons || [],
      answers: row.answers || [],
    });
    first += many;
  }
  const systems = new Map(data.systems.map((system) => [system.id, system]));
  const measures = new Map(data.measures.map((measure) => [measure.name, measure]));
  const families = new Map(data.targets.map((target) => [target.name, target.family]));
  return { data, ...shelves, cells, systems, measures, families, cities: rowsOfShelf(data.cities) };
}

// What a cell says in a state of the page: { text, figure, si, low, high, bound, component, others, basis, undated,
// why, cell }.
function cellOf(book, state, system, measure, target) {
  const own = book.cells.get(`${system} ${measure} ${target || ""}`);
  const cell = own || book.cells.get(`${system} engages ${target || ""}`);
  const moment = cell && momentOf(book, cell, state.asOf);
  if (!moment) return NOTHING;
  const choice = CHOICES.indexOf(state.rule);
  const one = (said) => (Array.isArray(said) ? said[choice] : said) ?? null;
  const reading = book.readings(moment.reading);
  const words = book.figures(one(reading.figure));
  const figure = words[state.units.replace("-", "_")] || words.metric;
  const si = one(reading.si);
  return {
    text: figure + (one(reading.tail) || ""),
    figure: figureOf(figure),
    si,
    low: one(reading.low) ?? si,
    high: one(reading.high) ?? si,
    bound: one(reading.bound),
    component: one(reading.component),
    others: (reading.others || []).map(([name, said]) => [name, one(said)]),
    basis: book.data.texts[one(reading.basis)] + (book.data.texts[one(reading.about)] || ""),
    why: moment.why || "",
    undated: moment.undated || 0,
    cell,
  };
}

function momentOf(book, cell, asOf) {
  if (!asOf) return cell;
  let found = null;
  for (let number = cell.first; number < cell.first + cell.many; number++) {
    const moment = book.states(number);
    if (book.data.days[moment.day] > asOf) break;
    found = moment;
  }
  return found;
}

// The figure alone, without its marks and its spread; of a bound `≤ 40 km`.
function figureOf(text) {
  return text.replace(/^yes, /, "").split(/[†°[]| planned/)[0].trim();
}

// What a cell's group of this name says in SI, else the system as a whole; null where neither says anything.
function ownSi(found, component) {
  if (found.si === null) return null;
  const named = new Map([...found.others, [found.component, found.si]]);
  return named.get(component) ?? named.get(null) ?? null;
}

// The altitude cover of one missile; a floor above the ceiling is of other conditions, and binds nothing.
function coverOf(book, state, id, target, component) {
  const [ceiling, floor] = ["altitude_max", "altitude_min"].map((name) =>
    ownSi(cellOf(book, state, id, name, target), component),
  );
  return { ceiling, floor: ceiling !== null && floor !== null && floor > ceiling ? null : floor };
}

// The antenna that was asked for, else the one that the record states, else one of 10 m.
function antennaOf(book, state, id) {
  return state.antenna ?? cellOf(book, state, id, "antenna_height", null).si ?? 10;
}

// The statements of a cell with why each does not count (null where it does).
function statementsOf(book, found, asOf) {
  if (!found.cell) return [];
  return found.cell.statements.map((index, place) => {
    const letter = found.why[place] || ".";
    const code = letter.charCodeAt(0);
    const reason =
      letter === "." ? null : book.data.texts[found.cell.reasons[code < 123 ? code - 97 : code - 0xa1 + 26]];
    return { ...statement(book, index), reason: reason === "after" ? `after ${asOf}` : reason };
  });
}

function statement(book, number) {
  const said = book.statements(number);
  const source = book.sources(said.source);
  return { ...said, targets: said.targets || [], source: { ...source, last: lastDay(source.published) } };
}

// The last day that a date may mean: a year counts at its end.
function lastDay(published) {
  if (!published) return null;
  if (published.length === 4) return `${published}-12-31`;
  if (published.length > 7) return published;
  const [year, month] = published.split("-").map(Number);
  return `${published}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

function distanceText(metres, units) {
  const [unit, size] = FAR_UNITS[units];
  return `${rounded(metres / size)} ${unit}`;
}

function heightText(metres, units) {
  const [unit, size] = HIGH_UNITS[units];
  return `${rounded(metres / size)} ${unit}`;
}

// Three digits, whole from 100 on, thousands set apart.
function rounded(number) {
  if (number >= 100) return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ",");
  return String(Number(number.toPrecision(3)));
}

function bearingText(degrees) {
  return `${String(Math.round(degrees) % 360).padStart(3, "0")}°`;
}

function placeText(latitude, longitude) {
  const part = (value, plus, minus) => `${Math.abs(value).toFixed(2)}°${value < 0 ? minus : plus}`;
  return `${part(latitude, "N", "S")} ${part(longitude, "E", "W")}`;
}
