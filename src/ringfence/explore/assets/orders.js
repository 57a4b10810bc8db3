// Who operates or ordered a system, and what a country operates or ordered: two lists, as sources dated by the chosen
// day tell it.

function drawOrders(book, state, chosen, actions) {
  book.ties ||= tiesOf(book);
  const told = book.ties
    .map((tie) => ({ ...tie, said: linesOf(book, tie, state.asOf) }))
    .filter((tie) => tie.said.size);
  if (!told.length) return [element("p", { class: "quiet" }, "No source speaks of any.")];
  const systems = [...new Set(told.map((tie) => tie.system))];
  const countries = [...new Set(told.map((tie) => tie.country))].sort((one, other) =>
    countryName(book, one) < countryName(book, other) ? -1 : 1,
  );
  const system = [chosen.system, ...state.systems, systems[0]].find((id) => systems.includes(id));
  const buyer = told.find((tie) => tie.system === system).country;
  const country = countries.includes(chosen.country) ? chosen.country : buyer;
  const of = (key, value, name) =>
    told.filter((tie) => tie[key] === value).map((tie) => orderItem(book, state, tie, name(tie)));
  return [
    element(
      "div",
      { class: "columns" },
      orderList(
        "Of a system",
        "orders-system",
        systems.map((id) => [id, book.systems.get(id).name]),
        system,
        (value) => actions.choose({ system: value }),
        of("system", system, (tie) => countryName(book, tie.country)),
      ),
      orderList(
        "Of a country",
        "orders-country",
        countries.map((code) => [code, countryName(book, code)]),
        country,
        (value) => actions.choose({ country: value }),
        of("country", country, (tie) => book.systems.get(tie.system).name),
      ),
    ),
    element(
      "p",
      { class: "quiet" },
      state.asOf ? `As sources dated by ${state.asOf} tell it; undated ones are left out. ` : null,
      "An order or a delivery alone does not say that a system is in use.",
    ),
  ];
}

function tiesOf(book) {
  let first = 0;
  return rowsOfShelf(book.data.ties).map((tie) => {
    const made = { ...tie, first, sources: tie.sources || [] };
    first += tie.lines;
    return made;
  });
}

// Name of an order, "" for the use → { stage, text } on a day; what is said without a day counts where none is
// chosen.
function linesOf(book, tie, asOf) {
  const said = new Map();
  for (let number = tie.first; number < tie.first + tie.lines; number++) {
    const line = book.lines(number);
    const dated = line.day !== null && line.day !== undefined;
    if (asOf && !(dated && book.data.days[line.day] <= asOf)) continue;
    if (line.stage) said.set(line.name || "", line);
    else said.delete(line.name || "");
  }
  return said;
}

function countryName(book, code) {
  return book.data.countries[code] || code;
}

function orderList(title, id, options, chosen, onchange, items) {
  return element(
    "div",
    {},
    element("label", { for: id, class: "heading" }, title),
    chooser(id, options, chosen, onchange),
    element("ul", { class: "orders" }, items),
  );
}

function orderItem(book, state, tie, name) {
  const sources = tie.sources
    .map(book.sources)
    .filter((source) => !state.asOf || (source.published && lastDay(source.published) <= state.asOf));
  const use = tie.said.get("");
  const lines = [...tie.said].filter(([key]) => key);
  return element(
    "li",
    {},
    element("b", {}, name),
    use && element("span", { class: "use" }, use.stage),
    lines.map(([key, line]) =>
      element(
        "div",
        { class: "order", title: key },
        element("span", { class: "far" }, line.stage),
        line.text && element("span", {}, line.text),
      ),
    ),
    sources.length > 0 &&
      element(
        "details",
        { "data-details": `order ${tie.system} ${tie.country}` },
        element("summary", {}, `${sources.length} source${sources.length === 1 ? "" : "s"}`),
        element(
          "ul",
          {},
          sources.map((source) =>
            element(
              "li",
              {},
              link(source.url, source.title || source.key),
              ` ${source.publisher}, ${source.published || "undated"}`,
            ),
          ),
        ),
      ),
  );
}
