// Finding a system by its name, missile, maker or country.

function searchParts(book, actions) {
  const results = element("ul", { class: "results", "aria-live": "polite" });
  const box = element("input", {
    id: "search",
    type: "search",
    autocomplete: "off",
    spellcheck: "false",
    "data-key": "search",
    placeholder: "Name, missile, maker …",
    "aria-describedby": "search-hint",
  });
  const update = () =>
    replace(
      results,
      searched(book, box.value).map(([id, why]) =>
        element(
          "li",
          {},
          button(
            book.systems.get(id).name,
            () => {
              box.value = "";
              update();
              box.focus();
              actions.toggleSystem(id);
            },
            { "data-result": id },
          ),
          why && element("span", { class: "quiet" }, why),
        ),
      ),
    );
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
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

function searched(book, text) {
  const wanted = folded(text);
  if (wanted.length < 2) return [];
  const found = [];
  for (const system of book.data.systems) {
    const places = system.origin.map((code) => countryName(book, code));
    const fields = [
      [0, "", [system.name, system.id]],
      [1, "", system.names || []],
      [2, "missile or sensor ", system.parts || []],
      [3, "", [system.maker || ""]],
      [4, "", [...places, ...system.origin]],
      [5, "", [system.kind]],
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
