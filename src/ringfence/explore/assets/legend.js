// What each ring is and what limits it; what is not drawn, and why.

function drawLegend(book, show) {
  const { state, ink } = show;
  const several = state.sites.length > 1;
  const line = (ring) =>
    element(
      "li",
      {},
      swatch(colourOf(ink, state, ring.id), strokeStyle(state, ring)),
      element(
        "span",
        {},
        element("b", {}, ringWords(ring, state.units)),
        element(
          "span",
          { class: "limit" },
          ` ${limitWords(ring)}` +
            `${several ? ` · ${ring.site.name}` : ""}${
              state.spread && ring.high > ring.low
                ? ` · ${distanceText(ring.low, state.units)} to ${distanceText(ring.high, state.units)}`
                : ""
            }` +
            `${ring.dead > 0 ? ` · not within ${distanceText(ring.dead, state.units)}` : ""}`,
        ),
      ),
    );
  return [
    element("ul", { class: "legend" }, show.rings.map(line)),
    !show.rings.length &&
      element("p", { class: "quiet" }, state.sites.length ? "No ring to draw." : "No site: add one to see rings."),
    show.missing.length > 0 &&
      element(
        "details",
        { class: "missing", "data-details": "missing", open: show.rings.length === 0 },
        element("summary", {}, `Not drawn: ${show.missing.length}`),
        element(
          "ul",
          {},
          show.missing.map((each) => element("li", {}, each.text)),
        ),
      ),
  ];
}

function limitWords(ring) {
  if (ring.purpose === "bound") return "an upper bound, dotted: no figure of its own";
  if (ring.purpose === "detection") return `${ring.limit}, dotted`;
  if (ring.thin) return "stated range, thin";
  return ring.limit === "stated range" ? "stated range" : `limited by the ${ring.limit}`;
}

function drawReadOut(said) {
  if (!said)
    return [element("span", { class: "quiet" }, "Point at a place to see how far it is and which rings hold there.")];
  return [
    element("b", {}, said.name || said.place),
    said.name && element("span", { class: "quiet" }, ` ${said.place}`),
    said.lines.map((line) =>
      element(
        "div",
        {},
        `${line.away} from ${line.site}: `,
        line.rings.length ? line.rings.join("; ") : "outside every ring",
      ),
    ),
  ];
}
