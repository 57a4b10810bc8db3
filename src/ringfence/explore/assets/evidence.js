// The evidence behind a cell: how it came about, what it said by the day, and every statement with its link.

function drawEvidence(book, state, actions) {
  const [id, name, target] = state.cell;
  const system = book.systems.get(id),
    measure = book.measures.get(name);
  const found = cellOf(book, state, id, name, target);
  const statements = statementsOf(book, found, state.asOf);
  const counted = statements.filter((each) => each.reason === null),
    listed = statements.filter((each) => each.reason !== null);
  const engaged = book.cells.get(`${id} engages ${target || ""}`);
  const answers = (engaged ? engaged.answers : []).map((index) => statement(book, index));
  const known = answers.filter((each) => !state.asOf || (each.source.last && each.source.last <= state.asOf));
  return [
    element(
      "header",
      {},
      element(
        "h2",
        { id: "evidence-title", tabindex: -1, "data-key": "evidence" },
        system.name,
        element("small", {}, rowTitle(measure, target)),
      ),
      button("Close", actions.close, { class: "close", "aria-label": "Close the evidence", "data-key": "close" }),
    ),
    element(
      "p",
      { class: "figure" },
      found.text,
      found.component && element("span", { class: "component" }, found.component),
    ),
    element("p", { class: "basis" }, found.basis || "no statement speaks for this class"),
    found.undated > 0 &&
      element(
        "p",
        { class: "quiet" },
        `${found.undated} undated ${found.undated === 1 ? "source is" : "sources are"} left out as of ${state.asOf}.`,
      ),
    historyOf(book, state, found, actions),
    section("Counted", counted, statementItem),
    section("Listed, not counted", listed, statementItem),
    section(
      "Engaged, according to",
      known.filter((each) => each.stated === "yes"),
      statementItem,
    ),
    section(
      "Not engaged, according to",
      known.filter((each) => each.stated === "no"),
      statementItem,
    ),
    system.note && element("section", {}, element("h3", {}, "Note on the record"), element("p", {}, system.note)),
    element(
      "section",
      {},
      element("h3", {}, "The same from the command line"),
      commandLine(explainText(book, state), actions.announce, "explain command"),
    ),
  ];
}

function commandLine(text, announce, what) {
  return element(
    "div",
    { class: "command" },
    element("code", {}, text),
    button("Copy", () => copy(text, announce), { "aria-label": `Copy the ${what}` }),
  );
}

function section(title, some, item) {
  if (!some.length) return null;
  return element(
    "section",
    {},
    element("h3", {}, title, element("span", { class: "count" }, some.length)),
    element("ul", { class: "statements" }, some.map(item)),
  );
}

function statementItem(each) {
  const { source } = each;
  const about = [
    each.at_altitude && `at a height of ${each.at_altitude}`,
    each.targets.join(", "),
    each.component,
    each.by && `quotes ${each.by}`,
  ]
    .filter(Boolean)
    .join(" · ");
  const where = [
    source.publisher,
    source.published || "undated",
    source.kind,
    each.at,
    source.retells && `retells ${source.retells}`,
  ];
  return element(
    "li",
    {},
    element("div", { class: "stated" }, element("b", {}, each.stated), about && element("span", {}, about)),
    each.reason && element("div", { class: "reason" }, each.reason),
    element(
      "div",
      { class: "source" },
      link(source.url, source.title || source.key),
      source.archived && [" (", link(source.archived, "archived copy"), ")"],
    ),
    element("div", { class: "where" }, where.filter(Boolean).join(", ")),
    each.note && element("div", { class: "note" }, each.note),
  );
}

// What the cell said by the day, a line for each change of what it says; a line sets the date.
function historyOf(book, state, found, actions) {
  if (!found.cell) return null;
  const { first, many } = found.cell;
  const days = [];
  for (let number = first + 1; number < first + many; number++) days.push(book.data.days[book.states(number).day]);
  const [id, name, target] = state.cell;
  const lines = [];
  for (const day of days) {
    const said = cellOf(book, { ...state, asOf: day }, id, name, target);
    const text = said.text + (said.component ? `, ${said.component}` : "");
    const told = text.replace(/\s×\d+/, ""); // one more origin that says the same is no change
    if (!lines.length || lines[lines.length - 1].told !== told) lines.push({ day, text, told });
  }
  if (!lines.length) return null;
  const now = cellOf(book, { ...state, asOf: null }, id, name, target);
  const entry = (day, text) =>
    element(
      "li",
      {},
      button(day || "any date", () => actions.change({ asOf: day }), {
        class: "day",
        "aria-pressed": String(state.asOf === day),
        "data-key": `day ${day}`,
      }),
      element("span", {}, text),
    );
  return element(
    "section",
    {},
    element("h3", {}, "By the date of the sources"),
    element(
      "ol",
      { class: "history" },
      lines.map((each) => entry(each.day, each.text)),
      entry(null, now.text + (now.component ? `, ${now.component}` : "")),
    ),
  );
}
