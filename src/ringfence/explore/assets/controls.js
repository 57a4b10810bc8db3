// What a reader sets: systems, classes, sites, height, day, rule, units.

const HEIGHTS = [null, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 8000, 10000, 12000, 15000, 20000, 25000, 30000];

function group(title, ...children) {
  return element("fieldset", {}, element("legend", {}, title), children);
}

function drawControls(book, show, actions) {
  const { state } = show;
  return [
    systemGroup(book, show, actions),
    group("Against", element("div", { class: "pills" }, book.data.targets.map(({ name }) => classPill(show, name, actions)))),
    siteGroup(book, show, actions),
    heightGroup(state, actions),
    dayGroup(book, state, actions),
    element("div", { class: "pair" },
      radios("Rule", "rule", CHOICES, state.rule, (rule) => actions.change({ rule })),
      select("Units", "units", UNITS.map((each) => [each, each]), state.units, (units) => actions.change({ units }))),
    element("div", { class: "checks" },
      check("Spread between sources", "spread", state.spread, (spread) => actions.change({ spread })),
      check("Minimum range left open", "dead-zone", state.deadZone, (deadZone) => actions.change({ deadZone }))),
  ];
}

function systemGroup(book, show, actions) {
  const { state, ink } = show;
  const chip = (id) => element("li", {}, dotOf(ink, state, id), element("span", {}, book.systems.get(id).name),
    button("×", () => actions.toggleSystem(id), { "aria-label": `Take out ${book.systems.get(id).name}`, class: "remove", "data-key": `out ${id}` }));
  return group("Systems", element("ul", { class: "chips" }, state.systems.map(chip)),
    element("label", { for: "search", class: "unseen" }, "Find a system by its name, missile, maker or country"),
    actions.searchBox, actions.searchResults);
}

function searchParts(book, actions) {
  const results = element("ul", { class: "results", "aria-live": "polite" });
  const box = element("input", { id: "search", type: "search", autocomplete: "off", spellcheck: "false", "data-key": "search",
    placeholder: "Name, missile, maker, country", "aria-describedby": "search-hint" });
  const update = () => replace(results, searched(book, box.value).map(([id, why]) => element("li", {},
    button(book.systems.get(id).name, () => {
      box.value = "";
      update();
      box.focus();
      actions.toggleSystem(id);
    }, { "data-result": id }), why && element("span", { class: "quiet" }, why))));
  box.addEventListener("input", update);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && results.querySelector("button")) results.querySelector("button").click();
    if (event.key === "Escape") {
      box.value = "";
      update();
    }
  });
  return [box, results];
}

function folded(text) {
  return text.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

// Systems that a word finds, with what of them it found: the names first, then missiles, makers, countries.
function searched(book, text) {
  const wanted = folded(text);
  if (wanted.length < 2) return [];
  const found = [];
  for (const system of book.data.systems) {
    const places = system.origin.map((code) => countryName(book, code));
    const fields = [
      [0, "", [system.name, system.id]], [1, "", system.names || []], [2, "missile or sensor ", system.parts || []],
      [3, "", [system.maker || ""]], [4, "", [...places, ...system.origin]], [5, "", [system.kind]],
    ];
    for (const [rank, word, names] of fields) {
      const name = names.find((each) => folded(each).includes(wanted));
      if (name === undefined) continue;
      const begins = folded(name).startsWith(wanted) ? 0 : 0.5;
      found.push([rank + begins, system.id, rank ? word + (rank === 4 ? places.join(", ") : name) : ""]);
      break;
    }
  }
  found.sort((one, other) => one[0] - other[0] || (one[1] < other[1] ? -1 : 1));
  return found.slice(0, 40).map(([, id, why]) => [id, why]);
}

function classPill(show, name, actions) {
  const chosen = show.state.against.includes(name);
  return element("label", { class: "pill" },
    element("input", { type: "checkbox", checked: chosen, "data-key": `class ${name}`, onchange: () => actions.toggleClass(name) }),
    element("span", {}, chosen && swatch("currentColor", dashOf(show.state, name), 20), name));
}

function siteGroup(book, show, actions) {
  const { state } = show;
  const item = (site, place) => element("li", {},
    element("div", { class: "site" }, element("b", {}, site.name), element("span", { class: "quiet" }, placeText(site.latitude, site.longitude)),
      button("×", () => actions.removeSite(place), { class: "remove", "aria-label": `Take out ${site.name}`, "data-key": `out site ${place}` })),
    element("details", { "data-details": `site ${place}` },
      element("summary", { "data-key": `more ${place}` }, siteSummary(state, site)),
      state.systems.map((id) => check(book.systems.get(id).name, `at ${place} ${id}`, systemsAt(state, site).includes(id),
        (on) => actions.systemAt(place, id, on))),
      element("div", { class: "sector" }, element("span", {}, "Sector"),
        bearing(site, place, 0, "from", actions), bearing(site, place, 1, "to", actions))));
  const known = element("datalist", { id: "cities" }, book.data.cities.slice(0, 400).map(([name, country]) => element("option", { value: `${name}, ${country}` })));
  const box = element("input", { id: "place", type: "text", list: "cities", autocomplete: "off", placeholder: "City, or 28.61, 77.21", "data-key": "place" });
  const add = (event) => {
    event.preventDefault();
    actions.addSite(box.value);
  };
  return group("Sites (notional)", element("ol", { class: "sites" }, state.sites.map(item)),
    element("form", { class: "adding", onsubmit: add }, element("label", { for: "place", class: "unseen" }, "Add a site"), box, known,
      element("button", { type: "submit" }, "Add")));
}

function siteSummary(state, site) {
  const some = systemsAt(state, site).length;
  const which = some === state.systems.length ? "all systems" : `${some} of ${state.systems.length} systems`;
  return site.sector ? `${which}, ${site.sector[0]}° to ${site.sector[1]}°` : which;
}

function bearing(site, place, end, word, actions) {
  return element("label", {}, element("span", {}, word),
    element("input", { type: "number", min: 0, max: 360, step: 1, inputmode: "numeric", value: site.sector ? site.sector[end] : "", placeholder: end ? "360" : "0",
      "data-key": `bearing ${place} ${end}`, onchange: afterwards((text) => actions.sector(place, end, text)) }));
}

// What an input means once the focus has gone on to the next: drawn at once, that one would be gone.
function afterwards(work) {
  return (event) => setTimeout(work, 0, event.target.value);
}

function heightGroup(state, actions) {
  const at = state.height === null ? 0 : HEIGHTS.reduce((best, height, place) =>
    (height !== null && Math.abs(height - state.height) < Math.abs((HEIGHTS[best] ?? 1e9) - state.height) ? place : best), 0);
  const words = (place, exact) => (place === 0 ? "not set: stated ranges" : heightText(exact ?? HEIGHTS[place], state.units));
  const output = element("output", { for: "height" }, words(at, state.height));
  const slider = element("input", { id: "height", type: "range", min: 0, max: HEIGHTS.length - 1, step: 1, value: at, "data-key": "height",
    "aria-valuetext": words(at, state.height), ...sliding((place) => [{ height: HEIGHTS[place] }, words(place)], output, actions) });
  return group("Height of the target", element("div", { class: "slider" }, element("label", { for: "height", class: "unseen" }, "Height of the target"), slider, output),
    element("label", { class: "inline" }, element("span", {}, "Radar antenna, m"), element("input", { type: "number", min: 0, max: 1000, step: 1, value: state.antenna ?? "", placeholder: "stated",
      title: "Empty: as the record states, else 10 m", "data-key": "antenna", onchange: afterwards((text) => actions.change({ antenna: antennaMeant(text) })) })));
}

function antennaMeant(text) {
  const metres = Number(text);
  return text === "" || Number.isNaN(metres) ? null : Math.max(0, Math.min(10000, metres));
}

function dayGroup(book, state, actions) {
  const months = monthEnds(book.days);
  const at = state.asOf === null ? months.length : Math.max(0, months.findIndex((day) => day >= state.asOf));
  const place = state.asOf !== null && at < 0 ? months.length - 1 : at;
  const words = state.asOf || "any date";
  const output = element("output", { for: "day" }, words);
  const slider = element("input", { id: "day", type: "range", min: 0, max: months.length, step: 1, value: place, "data-key": "day", "aria-valuetext": words,
    ...sliding((step) => [{ asOf: months[step] || null }, months[step] || "any date"], output, actions) });
  return group("Sources dated by", element("div", { class: "slider" }, element("label", { for: "day", class: "unseen" }, "Sources dated by"), slider, output),
  element("label", { class: "inline" }, element("span", {}, "Exact day"), element("input", { type: "date", value: state.asOf || "", "data-key": "date",
    onchange: afterwards((text) => actions.change({ asOf: text || null })) })));
}

// What a slider does: while it is held the page follows without new controls, which would let go of it.
function sliding(meant, output, actions) {
  const follow = (event, held) => {
    const [some, words] = meant(Number(event.target.value));
    output.textContent = words;
    event.target.setAttribute("aria-valuetext", words);
    actions.change(some, held);
  };
  return { oninput: (event) => follow(event, true), onchange: (event) => follow(event, false) };
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

function radios(title, name, options, chosen, onchange) {
  return group(title, element("div", { class: "segments" }, options.map((each) => element("label", {},
    element("input", { type: "radio", name, value: each, checked: each === chosen, "data-key": `${name} ${each}`, onchange: () => onchange(each) }),
    element("span", {}, each)))));
}

function select(title, id, options, chosen, onchange) {
  const box = element("select", { id, "data-key": id, onchange: (event) => onchange(event.target.value) },
    options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)));
  return element("div", { class: "field" }, element("label", { for: id }, title), box);
}

function check(text, key, on, onchange) {
  return element("label", { class: "check" }, element("input", { type: "checkbox", checked: on, "data-key": key,
    onchange: (event) => onchange(event.target.checked) }), element("span", {}, text));
}
