// The page: one state, drawn anew where it changed. `mount` puts it into any element and tells of every change.

function mount(root, data, state, changed) {
  const book = makeBook(data);
  const page = { root, book, state: state || openingState(book), changed: changed || (() => {}), orders: {} };
  page.theme = makeTheme(() => drawPage(page));
  page.ink = () => inkOf(page.theme.dark());
  page.actions = actionsOf(page);
  [page.actions.searchBox, page.actions.searchResults] = searchParts(book, page.actions);
  page.parts = partsOf(page);
  page.map = makeMap(book, page.actions, page.parts.stage.firstChild);
  page.parts.stage.prepend(page.map.frame);
  replace(root, page.parts.whole);
  measured(page.map);
  drawPage(page, { first: true });
  performance.mark("drawn");
  requestAnimationFrame(() => setTimeout(() => drawPage(page)));
  new ResizeObserver(() => measured(page.map) && drawNow(page, false)).observe(page.map.frame);
  return {
    page,
    set: (next) => {
      page.state = next;
      drawPage(page);
    },
  };
}

function partsOf(page) {
  const { book, actions } = page,
    { data } = book;
  const part = (name, attributes) => element(name, attributes);
  const parts = {
    controls: part("div", { class: "controls" }),
    legend: part("div", { class: "legends" }),
    table: part("div", {}),
    chart: part("div", {}),
    orders: part("div", {}),
    evidence: part("aside", { class: "evidence", "aria-labelledby": "evidence-title", hidden: true }),
    readout: part("div", { class: "readout", role: "status", "aria-live": "polite" }),
    notice: part("div", { class: "notice", role: "alert", hidden: true }),
    live: part("div", { class: "unseen", role: "status", "aria-live": "polite" }),
    command: part("div", {}),
    rank: part("div", { class: "picks" }),
    sets: part("div", { class: "picks" }),
    facts: part("p", { class: "facts" }),
    world: button("World", actions.world, { "aria-label": "Show the whole world", "aria-pressed": "false" }),
  };
  parts.stage = element(
    "div",
    { class: "stage" },
    element(
      "div",
      { class: "zoom" },
      button("+", () => actions.zoom(1 / 1.5), { "aria-label": "Zoom in" }),
      button("−", () => actions.zoom(1.5), { "aria-label": "Zoom out" }),
      button("Fit", actions.fit, { "aria-label": "Fit the map to the rings" }),
      parts.world,
    ),
  );
  parts.whole = element(
    "div",
    { class: "page" },
    element(
      "header",
      { class: "top" },
      element("div", {}, element("h1", {}, data.title), parts.facts),
      element(
        "div",
        { class: "tools" },
        button("Copy link", actions.copyLink),
        button("SVG", actions.saveSvg, { "aria-label": "Save the map as SVG" }),
        button("PNG", actions.savePng, { "aria-label": "Save the map as PNG" }),
        button("Print", () => window.print()),
        page.theme.button,
      ),
    ),
    parts.notice,
    parts.live,
    element(
      "main",
      { class: "layout" },
      element("section", { class: "card map", "aria-label": "Map" }, parts.stage, parts.readout, parts.legend),
      element("section", { class: "side", "aria-label": "What is shown" }, parts.controls),
      element(
        "div",
        { class: "rest" },
        card("Comparison", parts.sets, parts.table, element("p", { class: "quiet" }, data.legend)),
        card("Ranking", parts.rank, parts.chart),
        card("Orders and operators", parts.orders),
      ),
      parts.evidence,
    ),
    footer(page, parts),
  );
  return parts;
}

function card(title, ...children) {
  return element("section", { class: "card" }, element("h2", {}, title), children);
}

function footer(page, parts) {
  const { data } = page.book;
  return element(
    "footer",
    {},
    element("h2", {}, "The same from the command line"),
    parts.command,
    element(
      "div",
      { class: "columns" },
      element(
        "div",
        {},
        element("h2", {}, "What a ring means"),
        element(
          "p",
          {},
          "A ring is a range that sources state, drawn over the ground on the WGS84 ellipsoid; with a height, what " +
            "the radar horizon and the stated " +
            "heights leave of it. It says nothing of terrain, jamming, rate of fire, or the chance of a hit. " +
            "Against ballistic missiles it is the distance of " +
            "intercept, not the area that is defended. Sites are notional: cities, and points that a reader chose.",
        ),
        element(
          "p",
          {},
          "Land, lakes and borders: Natural Earth (public domain), which shows who is in control, " +
            "not whose claim is right. " +
            "Cities: GeoNames (CC BY 4.0). Distances from the map's middle are true; elsewhere the readout gives them.",
        ),
      ),
      element(
        "div",
        {},
        element(
          "details",
          {},
          element("summary", {}, "How a cell comes about"),
          element(
            "ol",
            {},
            data.rule.map((each) => element("li", {}, each)),
          ),
        ),
        element(
          "p",
          { class: "quiet" },
          `ringfence ${data.ringfence}, catalog ${data.catalog}, records ${data.records}. Written by: ${data.command}`,
        ),
      ),
    ),
  );
}

function showOf(page) {
  const { state } = page;
  const found = ringsOnce(page);
  const [width, height] = page.map.size;
  const view = state.view || (page.fitted ||= fittingView(state, found.rings, (width || 1) / (height || 1)));
  return { state, ink: page.ink(), ...found, view };
}

// The rings of the state, derived anew only where something of it changed that they hang on.
function ringsOnce(page) {
  const { view, cell, measures, rank, ...rest } = page.state;
  const before = page.rings;
  if (before && Object.keys(rest).every((key) => before.rest[key] === rest[key])) return before.found;
  page.rings = { rest, found: ringsOf(page.book, page.state) };
  return page.rings.found;
}

// Everything anew. `first`: for now the map alone, on coarse ground; `sliding`: a slider is held, so the controls stay
// as they are.
function drawPage(page, { first = false, sliding = false } = {}) {
  page.fitted = null;
  keeping(page.root, () => {
    const show = showOf(page),
      { parts, book, state, actions } = page;
    drawMap(page.map, show, first || sliding);
    replace(parts.legend, drawLegend(book, show));
    drawFacts(page, show);
    if (first) return;
    if (!sliding) replace(parts.controls, drawControls(book, show, actions));
    replace(
      parts.sets,
      select(
        "Measures",
        "measures",
        Object.keys(MEASURE_SETS).map((each) => [each, each]),
        state.measures,
        (measures) => actions.change({ measures }),
      ),
    );
    replace(parts.table, drawTable(book, state, show.ink, actions.open));
    drawLower(page, show);
    drawDrawer(page);
    drawReading(page, show);
  });
}

function drawFacts({ book, parts }, { state, view }) {
  parts.facts.textContent = [
    `${state.systems.length} of ${book.systems.size} systems`,
    `rule: ${state.rule}`,
    state.asOf ? `sources dated by ${state.asOf}` : null,
    state.height === null ? null : `targets at ${heightText(state.height, state.units)}`,
  ]
    .filter(Boolean)
    .join(" · ");
  parts.world.setAttribute("aria-pressed", String(view.kind === "world"));
}

function drawLower(page, show) {
  const { parts, book, state, actions } = page;
  replace(
    parts.rank,
    select("Rank by", "rank", rankings(book), state.rank, (rank) => actions.change({ rank })),
  );
  replace(parts.chart, drawChart(book, state, show.ink, actions, page.allRanks));
  drawHeld(page);
  const commands = state.systems.length && state.against.length ? [commandText, compareText] : [];
  replace(
    parts.command,
    commands.map((text) => commandLine(text(book, state), actions.announce, "command")),
    !commands.length && element("p", { class: "quiet" }, "Choose a system and a class."),
  );
}

// The orders, where the day or what is chosen among them is another.
function drawHeld(page) {
  const { parts, book, state, actions } = page;
  const shown = [state.asOf, page.orders.system, page.orders.country, ...state.systems].join();
  if (page.ordersShown === shown) return;
  page.ordersShown = shown;
  replace(parts.orders, drawOrders(book, state, page.orders, actions));
}

function drawDrawer(page) {
  const { parts, state, book, actions } = page;
  parts.evidence.hidden = !state.cell;
  parts.whole.classList.toggle("opened", Boolean(state.cell));
  if (state.cell) replace(parts.evidence, drawEvidence(book, state, actions));
}

function drawReading(page, show) {
  const place = page.map.pointer || page.hovered;
  replace(page.parts.readout, drawReadOut(place ? readOut(page.book, show, place) : null).flat());
}

// The map alone, as while something is dragged.
function drawNow(page, moving, ground) {
  const show = showOf(page);
  drawMap(page.map, show, moving, ground);
  return show;
}

// Work for the next frame; of one kind only the last that was asked for.
function later(page, kind, work) {
  page.waiting ||= new Map();
  page.waiting.set(kind, work);
  if (page.asked) return;
  page.asked = requestAnimationFrame(() => {
    page.asked = null;
    const began = performance.now(),
      works = [...page.waiting.values()];
    page.waiting.clear();
    for (const each of works) each();
    page.lastWork = performance.now() - began;
  });
}
