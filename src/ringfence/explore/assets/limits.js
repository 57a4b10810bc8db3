// The height of the target and the day of the sources.

const HEIGHTS = [
  null,
  30,
  50,
  100,
  200,
  300,
  500,
  1000,
  2000,
  3000,
  5000,
  8000,
  10000,
  12000,
  15000,
  20000,
  25000,
  30000,
];

function heightGroup(state, actions) {
  const at =
    state.height === null
      ? 0
      : HEIGHTS.reduce(
          (best, height, place) =>
            height !== null && Math.abs(height - state.height) < Math.abs((HEIGHTS[best] ?? 1e9) - state.height)
              ? place
              : best,
          0,
        );
  const words = (place, exact) =>
    place === 0 ? "not set: stated ranges" : heightText(exact ?? HEIGHTS[place], state.units);
  const output = element("output", { for: "height" }, words(at, state.height));
  const slider = element("input", {
    id: "height",
    type: "range",
    min: 0,
    max: HEIGHTS.length - 1,
    step: 1,
    value: at,
    "data-key": "height",
    "aria-valuetext": words(at, state.height),
    ...sliding((place) => [{ height: HEIGHTS[place] }, words(place)], output, actions),
  });
  return group(
    "Height of the target",
    element(
      "div",
      { class: "slider" },
      element("label", { for: "height", class: "unseen" }, "Height of the target"),
      slider,
      output,
    ),
    element(
      "label",
      { class: "inline" },
      element("span", {}, "Radar antenna, m"),
      element("input", {
        type: "number",
        min: 0,
        max: 1000,
        step: 1,
        value: state.antenna ?? "",
        placeholder: "stated",
        title: "Empty: as the record states, else 10 m",
        "data-key": "antenna",
        onchange: afterwards((text) => actions.change({ antenna: antennaMeant(text) })),
      }),
    ),
  );
}

function dayGroup(book, state, actions) {
  const months = monthEnds(book.data.days.slice(1));
  const at =
    state.asOf === null
      ? months.length
      : Math.max(
          0,
          months.findIndex((day) => day >= state.asOf),
        );
  const place = state.asOf !== null && at < 0 ? months.length - 1 : at;
  const words = state.asOf || "any date";
  const output = element("output", { for: "day" }, words);
  const slider = element("input", {
    id: "day",
    type: "range",
    min: 0,
    max: months.length,
    step: 1,
    value: place,
    "data-key": "day",
    "aria-valuetext": words,
    ...sliding((step) => [{ asOf: months[step] || null }, months[step] || "any date"], output, actions),
  });
  return group(
    "Sources dated by",
    element(
      "div",
      { class: "slider" },
      element("label", { for: "day", class: "unseen" }, "Sources dated by"),
      slider,
      output,
    ),
    element(
      "label",
      { class: "inline" },
      element("span", {}, "Exact day"),
      element("input", {
        type: "date",
        value: state.asOf || "",
        "data-key": "date",
        onchange: afterwards((text) => actions.change({ asOf: text || null })),
      }),
    ),
  );
}

function monthEnds(days) {
  if (!days.length) return [];
  const found = [];
  let [year, month] = days[0].split("-").map(Number);
  const last = days[days.length - 1];
  for (let end = ""; end < last;) {
    end = lastDay(`${year}-${String(month).padStart(2, "0")}`);
    found.push(end);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
  return found;
}
