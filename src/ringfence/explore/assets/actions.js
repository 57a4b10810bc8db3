// What a reader may do, and what follows from it.

function actionsOf(page) {
  const change = (some, sliding) => {
    page.state = { ...page.state, ...some };
    const draw = () => {
      drawPage(page, { sliding });
      page.changed(page.state);
    };
    if (sliding) later(page, "map", draw);
    else draw();
  };
  const announce = (text) => {
    page.parts.live.textContent = text;
  };
  const site = (place, some) => page.state.sites.map((each, index) => (index === place ? { ...each, ...some } : each));
  return {
    change,
    announce,
    toggleSystem: (id) => toggleSystem(page, change, id),
    toggleClass(name) {
      const kept = page.state.against.filter((each) => each !== name);
      change({ against: kept.length < page.state.against.length ? kept : [...kept, name] });
    },
    open(key) {
      const same = page.state.cell && page.state.cell.join() === key.join();
      change({ cell: same ? null : key });
      if (!same) page.root.querySelector("#evidence-title").focus({ preventScroll: true });
    },
    close() {
      const key = page.state.cell && page.state.cell.join(" ");
      change({ cell: null });
      const back = [...page.root.querySelectorAll("[data-cell]")].find((each) => each.dataset.cell === key);
      if (back) back.focus();
    },
    ...siteActions(page, change, announce, site),
    ...viewActions(page, change, site),
    choose(some) {
      page.orders = { ...page.orders, ...some };
      keeping(page.root, () => drawHeld(page));
    },
    allRanks() {
      page.allRanks = true;
      drawPage(page);
    },
    ...savingActions(page, announce),
  };
}

function toggleSystem(page, change, id) {
  const kept = page.state.systems.filter((each) => each !== id);
  if (kept.length < page.state.systems.length)
    return change({
      systems: kept,
      sites: page.state.sites.map((site) => ({ ...site, systems: site.systems.filter((each) => each !== id) })),
    });
  if (kept.length >= MOST_SYSTEMS)
    return page.actions.announce(`No more than ${MOST_SYSTEMS} systems fit side by side.`);
  return change({ systems: [...kept, id] });
}

function siteActions(page, change, announce, site) {
  return {
    addSite(text) {
      const found = findPlace(page.book, text);
      if (!found)
        return notice(page, [`No city of the page is called ${shortened(text)}. Coordinates work, too: 28.61, 77.21`]);
      change({ sites: [...page.state.sites, { systems: [], sector: null, ...found }].slice(0, 12), view: null });
      return announce(`${found.name} is added.`);
    },
    removeSite: (place) => change({ sites: page.state.sites.filter((each, index) => index !== place) }),
    moveSite(place, [longitude, latitude], moving) {
      const held = { longitude: normalised(longitude), latitude };
      const named = /^-?[\d.]+°/.test(page.state.sites[place].name) ? { name: placeText(latitude, longitude) } : {};
      page.state = {
        ...page.state,
        view: page.state.view || page.map.show.view,
        sites: site(place, { ...held, ...named, name: named.name || movedName(page, place) }),
      };
      later(page, "map", () => {
        const show = drawNow(page, moving, !moving);
        if (!moving) page.actions.settled();
        else drawReading(page, show);
      });
    },
    systemAt(place, id, on) {
      const now = systemsAt(page.state, page.state.sites[place]);
      const next = on ? [...now, id] : now.filter((each) => each !== id);
      if (next.length)
        change({ sites: site(place, { systems: next.length === page.state.systems.length ? [] : next }) });
      else drawPage(page);
    },
    sector(place, end, text) {
      const now = page.state.sites[place].sector || [0, 360];
      const value = text === "" ? (end ? 360 : 0) : Math.max(0, Math.min(360, Number(text) || 0));
      const next = end ? [now[0], value] : [value, now[1]];
      change({ sites: site(place, { sector: (next[1] - next[0] + 360) % 360 === 0 ? null : next }) });
    },
  };
}

// A site that was dragged away from its city is that city no more.
function movedName(page, place) {
  const { name } = page.state.sites[place];
  return / \(moved\)$/.test(name) ? name : `${name} (moved)`;
}

function viewActions(page, change) {
  const look = (view, moving) => {
    page.state = { ...page.state, view };
    later(page, "map", () => {
      drawNow(page, moving);
      if (!moving) page.actions.settled();
    });
  };
  return {
    look,
    zoom: (factor) => look(zoomedView(page.map.show.view, factor), false),
    fit: () => change({ view: null }),
    world() {
      const { view, state } = page.map.show;
      if (view.kind === "world") return change({ view: null });
      return change({
        view: { ...view, kind: "world", longitude: state.sites.length ? state.sites[0].longitude : view.longitude },
      });
    },
    settled() {
      if (page.waiting) page.waiting.delete("map");
      drawPage(page);
      page.changed(page.state);
    },
    point(place, stays) {
      if (stays) page.map.pointer = place;
      page.hovered = stays ? null : place;
      if (!page.map.show) return;
      later(page, "point", () => {
        placePointer(page.map, page.map.parts);
        drawReading(page, page.map.show);
      });
    },
  };
}

function findPlace(book, text) {
  const numbers = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (numbers) {
    const [latitude, longitude] = [Number(numbers[1]), Number(numbers[2])];
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null;
    return { name: placeText(latitude, longitude), latitude, longitude };
  }
  const [name, country] = text.split(",").map(folded);
  if (!name) return null;
  const matches = (test) =>
    book.cities.find(
      (city) =>
        test(folded(city.name)) &&
        (!country || folded(city.country) === country || folded(countryName(book, city.country)) === country),
    );
  const city = matches((each) => each === name) || matches((each) => each.startsWith(name));
  return city ? { name: city.name, latitude: city.latitude, longitude: city.longitude } : null;
}

function savingActions(page, announce) {
  const titled = () =>
    page.map.show.state.systems.map((id) => page.book.systems.get(id).name).join(", ") || page.book.data.title;
  const lines = () => [
    `${commandText(page.book, page.state)}`,
    `ringfence ${page.book.data.ringfence}, catalog ${page.book.data.catalog}, rule: ${page.state.rule}` +
      `${page.state.asOf ? `, sources dated by ${page.state.asOf}` : ""}. ` +
        "Ranges as sources state them; sites are notional.",
    "Land and borders: Natural Earth. Cities: GeoNames (CC BY 4.0).",
  ];
  const name = () => `ringfence-${page.state.systems.slice(0, 3).join("-") || "map"}`;
  return {
    copyLink() {
      page.changed(page.state);
      copy(location.href.split("#")[0] + (stateText(page.book, page.state) || "#"), announce);
    },
    saveSvg: () => saveSvg(mapAsSvg(page.map, titled(), lines()), name()),
    savePng: () => savePng(mapAsSvg(page.map, titled(), lines()), name()),
  };
}

function notice(page, problems) {
  page.parts.notice.hidden = !problems.length;
  replace(
    page.parts.notice,
    ...problems.map((each) => element("p", {}, each)),
    button("Dismiss", () => {
      page.parts.notice.hidden = true;
    }),
  );
}
