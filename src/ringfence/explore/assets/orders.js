// Who operates or ordered a system, and what a country operates or ordered: two lists, as the catalog tells it today.

function drawOrders(book, chosen, actions) {
  const { orders } = book;
  const systems = [...new Set(orders.map((each) => each.system))];
  const countries = [...new Set(orders.map((each) => each.country))].sort((one, other) =>
    countryName(book, one) < countryName(book, other) ? -1 : 1,
  );
  if (!orders.length) return [element("p", { class: "quiet" }, "The page holds no orders.")];
  const system = systems.includes(chosen.system) ? chosen.system : systems[0];
  const country = countries.includes(chosen.country) ? chosen.country : countries[0];
  return [
    element(
      "div",
      { class: "columns" },
      orderList(
        "Of a system",
        "orders-system",
        systems.map((id) => [id, book.systems.get(id).name]),
        system,
        (value) => actions.choose({ system: value }),
        orders
          .filter((each) => each.system === system)
          .map((each) => orderItem(book, each, countryName(book, each.country))),
      ),
      orderList(
        "Of a country",
        "orders-country",
        countries.map((code) => [code, countryName(book, code)]),
        country,
        (value) => actions.choose({ country: value }),
        orders
          .filter((each) => each.country === country)
          .map((each) => orderItem(book, each, book.systems.get(each.system).name)),
      ),
    ),
    element(
      "p",
      { class: "quiet" },
      "Orders stand as the catalog has them now, whatever day is chosen above. " +
        "An order or a delivery alone does not say that a system is in use.",
    ),
  ];
}

function countryName(book, code) {
  return book.data.countries[code] || code;
}

function orderList(title, id, options, chosen, onchange, items) {
  const select = element(
    "select",
    { id, "data-key": id, onchange: (event) => onchange(event.target.value) },
    options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)),
  );
  select.value = chosen;
  return element(
    "div",
    {},
    element("label", { for: id, class: "heading" }, title),
    select,
    element("ul", { class: "orders" }, items),
  );
}

function orderItem(book, each, name) {
  const sources = each.sources.map((index) => book.data.sources[index]);
  return element(
    "li",
    {},
    element("b", {}, name),
    each.use !== "not stated" && element("span", { class: "use" }, each.use),
    each.lines.map((line) => element("div", {}, line)),
    sources.length > 0 &&
      element(
        "details",
        { "data-details": `order ${each.system} ${each.country}` },
        element("summary", {}, `${sources.length} source${sources.length === 1 ? "" : "s"}`),
        element(
          "ul",
          {},
          sources.map(([key, publisher, , , published, url, title]) =>
            element("li", {}, link(url, title || key), ` ${publisher}, ${published || "undated"}`),
          ),
        ),
      ),
  );
}
