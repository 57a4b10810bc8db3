// The comparison: a row a measure and class, a column a system; turned round where there are more systems than fit.

function rowsOf(book, state) {
  return MEASURE_SETS[state.measures]
    .filter((name) => book.measures.has(name))
    .flatMap((name) => {
      const measure = book.measures.get(name);
      return measure.targeted ? state.against.map((target) => [measure, target]) : [[measure, null]];
    });
}

function drawTable(book, state, ink, open) {
  const rows = rowsOf(book, state);
  if (!state.systems.length) return element("p", { class: "quiet" }, "No system is chosen: search for one above.");
  if (!rows.length) return element("p", { class: "quiet" }, "No class is chosen.");
  const turned = state.systems.length > 4;
  const head = (id) =>
    element("th", { scope: turned ? "row" : "col" }, dotOf(ink, state, id), book.systems.get(id).name);
  const title = ([measure, target]) =>
    element("th", { scope: turned ? "col" : "row", title: measure.meaning }, rowTitle(measure, target));
  const cell = (id, [measure, target]) => element("td", {}, cellButton(book, state, [id, measure.name, target], open));
  const body = turned
    ? [
        row(element("td", { class: "corner" }), rows.map(title)),
        ...state.systems.map((id) =>
          row(
            head(id),
            rows.map((each) => cell(id, each)),
          ),
        ),
      ]
    : [
        row(element("td", { class: "corner" }), state.systems.map(head)),
        ...rows.map((each) =>
          row(
            title(each),
            state.systems.map((id) => cell(id, each)),
          ),
        ),
      ];
  return element(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": "Comparison" },
    element("table", { class: "comparison" }, element("thead", {}, body[0]), element("tbody", {}, body.slice(1))),
  );
}

function row(first, rest) {
  return element("tr", {}, first, rest);
}

function rowTitle(measure, target) {
  return target ? `${measure.label}, ${target}` : measure.label;
}

function dotOf(ink, state, id) {
  const dot = drawn(
    "svg",
    { width: 10, height: 10, class: "dot", "aria-hidden": "true" },
    drawn("circle", { cx: 5, cy: 5, r: 4.5, fill: colourOf(ink, state, id) }),
  );
  return dot;
}

function cellButton(book, state, [id, name, target], open) {
  const found = cellOf(book, state, id, name, target);
  const key = [id, name, ...(target ? [target] : [])];
  const chosen = state.cell && state.cell.join() === key.join();
  const label =
    `${found.text}${found.component ? `, ${found.component}` : ""}: evidence for ${book.systems.get(id).name}, ` +
    rowTitle(book.measures.get(name), target);
  return element(
    "button",
    {
      type: "button",
      class: `cell${found.text === "?" ? " unknown" : ""}`,
      "aria-label": label,
      "aria-expanded": String(Boolean(chosen)),
      "data-key": `cell ${key.join(" ")}`,
      "data-cell": key.join(" "),
      onclick: () => open(key),
    },
    element("span", { class: "text" }, found.text),
    found.component && element("span", { class: "component" }, found.component),
  );
}
