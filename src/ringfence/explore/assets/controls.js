// What a reader sets: systems, classes, sites, height, day, rule, units.

function drawControls(book, show, actions) {
  const { state } = show;
  return [
    systemGroup(book, show, actions),
    group(
      "Against",
      element(
        "div",
        { class: "pills" },
        book.data.targets.map(({ name }) => classPill(show, name, actions)),
      ),
    ),
    siteGroup(book, show, actions),
    heightGroup(state, actions),
    dayGroup(book, state, actions),
    element(
      "div",
      { class: "pair" },
      radios("Rule", "rule", CHOICES, state.rule, (rule) => actions.change({ rule })),
      select(
        "Units",
        "units",
        UNITS.map((each) => [each, each]),
        state.units,
        (units) => actions.change({ units }),
      ),
    ),
    element(
      "div",
      { class: "checks" },
      check("Spread between sources", "spread", state.spread, (spread) => actions.change({ spread })),
      check("Minimum range left open", "dead-zone", state.deadZone, (deadZone) => actions.change({ deadZone })),
      check("Upper bounds (≤), dotted", "bounds", state.bounds, (bounds) => actions.change({ bounds })),
      check("Sensor ranges, dotted", "detection", state.detection, (detection) => actions.change({ detection })),
    ),
  ];
}

function systemGroup(book, show, actions) {
  const { state, ink } = show;
  const chip = (id) =>
    element(
      "li",
      {},
      dotOf(ink, state, id),
      element("span", {}, book.systems.get(id).name),
      button("×", () => actions.toggleSystem(id), {
        "aria-label": `Take out ${book.systems.get(id).name}`,
        class: "remove",
        "data-key": `out ${id}`,
      }),
    );
  return group(
    "Systems",
    element("ul", { class: "chips" }, state.systems.map(chip)),
    element("label", { for: "search", class: "unseen" }, "Find a system by its name, missile, maker or country"),
    actions.searchBox,
    actions.searchResults,
  );
}

// Systems that a word finds, with what of them it found: the names first, then missiles, makers, countries.

function classPill(show, name, actions) {
  const chosen = show.state.against.includes(name);
  const style = strokeStyle(show.state, { purpose: "engagement", target: name });
  return element(
    "label",
    { class: "pill" },
    element("input", {
      type: "checkbox",
      checked: chosen,
      "data-key": `class ${name}`,
      onchange: () => actions.toggleClass(name),
    }),
    element("span", {}, chosen && swatch("currentColor", style, 20), name),
  );
}

function siteGroup(book, show, actions) {
  const { state } = show;
  const item = (site, place) =>
    element(
      "li",
      {},
      element(
        "div",
        { class: "site" },
        element("b", {}, site.name),
        element("span", { class: "quiet" }, placeText(site.latitude, site.longitude)),
        button("×", () => actions.removeSite(place), {
          class: "remove",
          "aria-label": `Take out ${site.name}`,
          "data-key": `out site ${place}`,
        }),
      ),
      element(
        "details",
        { "data-details": `site ${place}` },
        element("summary", { "data-key": `more ${place}` }, siteSummary(state, site)),
        state.systems.map((id) =>
          check(book.systems.get(id).name, `at ${place} ${id}`, systemsAt(state, site).includes(id), (on) =>
            actions.systemAt(place, id, on),
          ),
        ),
        element(
          "div",
          { class: "sector" },
          element("span", {}, "Sector"),
          bearing(site, place, 0, "from", actions),
          bearing(site, place, 1, "to", actions),
        ),
      ),
    );
  const box = element("input", {
    id: "place",
    type: "text",
    list: "cities",
    autocomplete: "off",
    placeholder: "City or 28.6, 77.2",
    "data-key": "place",
  });
  const add = (event) => {
    event.preventDefault();
    actions.addSite(box.value);
  };
  return group(
    "Sites (notional)",
    element("ol", { class: "sites" }, state.sites.map(item)),
    element(
      "form",
      { class: "adding", onsubmit: add },
      element("label", { for: "place", class: "unseen" }, "Add a site"),
      box,
      (book.cityNames ||= cityNames(book)),
      element("button", { type: "submit" }, "Add"),
    ),
  );
}

// What the browser offers while a place is typed; made once, it is long.
function cityNames(book) {
  return element(
    "datalist",
    { id: "cities" },
    book.cities.slice(0, 400).map(({ name, country }) => element("option", { value: `${name}, ${country}` })),
  );
}

function siteSummary(state, site) {
  const some = systemsAt(state, site).length;
  const which = some === state.systems.length ? "all systems" : `${some} of ${state.systems.length} systems`;
  return site.sector ? `${which}, ${site.sector[0]}° to ${site.sector[1]}°` : which;
}

function bearing(site, place, end, word, actions) {
  return element(
    "label",
    {},
    element("span", {}, word),
    element("input", {
      type: "number",
      min: 0,
      max: 360,
      step: 1,
      inputmode: "numeric",
      value: site.sector ? site.sector[end] : "",
      placeholder: end ? "360" : "0",
      "data-key": `bearing ${place} ${end}`,
      onchange: afterwards((text) => actions.sector(place, end, text)),
    }),
  );
}

// What an input means once the focus has gone on to the next: drawn at once, that one would be gone.

// What a slider does: while it is held the page follows without new controls, which would let go of it.
