// The systems ranked by one measure, as a list with bars; a cell without a figure has no place in it.

const FIRST_RANKS = 12;

function rankings(book) {
  return [...book.measures.values()].flatMap((measure) =>
    measure.targeted
      ? book.data.targets.map((target) => [`${measure.name} ${target.name}`, rowTitle(measure, target.name)])
      : [[measure.name, measure.label]],
  );
}

function rankedBy(book, state) {
  const [name, target] = state.rank.split(" ");
  const measure = book.measures.get(name);
  const found = [...book.systems.keys()]
    .map((id) => ({ id, ...cellOf(book, state, id, name, target || null) }))
    .filter((each) => each.si !== null);
  // sums in one currency cannot be ranked with those in another, nor Mach numbers with metres a second
  const scales = found.map((each) => each.text.split(/\s/).find((word) => /[A-Z]{3}|Mach/.test(word)) || "");
  const counts = new Map();
  for (const scale of scales) counts.set(scale, (counts.get(scale) || 0) + 1);
  const [common] = [...counts].sort((one, other) => other[1] - one[1])[0] || [];
  const alike = found.filter((each, place) => scales[place] === common);
  const sign = measure.minimum ? 1 : -1;
  alike.sort((one, other) => sign * (one.si - other.si) || (one.id < other.id ? -1 : 1));
  return { alike, without: book.systems.size - alike.length, measure, target: target || null };
}

function drawChart(book, state, ink, actions, whole) {
  const { alike, without, measure, target } = rankedBy(book, state);
  const most = Math.max(...alike.map((each) => Math.max(each.si, each.high || 0)), 1e-9);
  const line = (each, place) => {
    const chosen = state.systems.includes(each.id);
    const key = [each.id, measure.name, ...(target ? [target] : [])];
    return element(
      "li",
      { class: chosen ? "chosen" : null },
      element("span", { class: "rank" }, place + 1),
      button(book.systems.get(each.id).name, () => actions.toggleSystem(each.id), {
        class: "who",
        "aria-pressed": String(chosen),
        "data-key": `rank ${each.id}`,
        title: chosen ? "Take out of the comparison" : "Put into the comparison",
      }),
      bar(each, most, chosen ? colourOf(ink, state, each.id) : ink.faint),
      button(each.text, () => actions.open(key), {
        class: "cell",
        "data-key": `ranked ${each.id}`,
        "aria-label": `${each.text}: evidence for ${book.systems.get(each.id).name}`,
      }),
    );
  };
  const shown = whole ? alike : alike.filter((each, place) => place < FIRST_RANKS || state.systems.includes(each.id));
  return [
    element(
      "ol",
      { class: "ranking" },
      shown.map((each) => line(each, alike.indexOf(each))),
    ),
    !alike.length && element("p", { class: "quiet" }, "No source states a figure."),
    shown.length < alike.length && button(`Show all ${alike.length}`, actions.allRanks, { "data-key": "all ranks" }),
    element(
      "p",
      { class: "quiet" },
      `${without} of ${book.systems.size} systems have no such figure. ` +
        "The faint part of a bar reaches from the lowest to the highest figure that counts.",
    ),
  ];
}

function bar(each, most, colour) {
  const part = (value) => `${Math.max(0.4, (100 * value) / most)}%`;
  const low = Math.min(each.low ?? each.si, each.si),
    high = Math.max(each.high ?? each.si, each.si);
  return drawn(
    "svg",
    { class: "bar", height: 12, width: "100%", "aria-hidden": "true" },
    drawn("rect", { x: 0, y: 2, height: 8, rx: 2, width: part(each.si), fill: colour }),
    high > low &&
      drawn("rect", { x: part(low), y: 4.5, height: 3, width: part(high - low), fill: colour, "fill-opacity": 0.45 }),
  );
}
