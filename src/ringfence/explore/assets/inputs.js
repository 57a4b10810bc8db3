// Inputs of one kind each: groups, radio buttons, lists, boxes to tick, sliders.

function group(title, ...children) {
  return element("fieldset", {}, element("legend", {}, title), children);
}

function afterwards(work) {
  return (event) => setTimeout(work, 0, event.target.value);
}

function antennaMeant(text) {
  const metres = Number(text);
  return text === "" || Number.isNaN(metres) ? null : Math.max(0, Math.min(10000, metres));
}

function sliding(meant, output, actions) {
  const follow = (event, held) => {
    const [some, words] = meant(Number(event.target.value));
    output.textContent = words;
    event.target.setAttribute("aria-valuetext", words);
    actions.change(some, held);
  };
  return { oninput: (event) => follow(event, true), onchange: (event) => follow(event, false) };
}

function radios(title, name, options, chosen, onchange) {
  return group(
    title,
    element(
      "div",
      { class: "segments" },
      options.map((each) =>
        element(
          "label",
          {},
          element("input", {
            type: "radio",
            name,
            value: each,
            checked: each === chosen,
            "data-key": `${name} ${each}`,
            onchange: () => onchange(each),
          }),
          element("span", {}, each),
        ),
      ),
    ),
  );
}

function chooser(id, options, chosen, onchange) {
  return element(
    "select",
    { id, "data-key": id, onchange: (event) => onchange(event.target.value) },
    options.map(([value, text]) => element("option", { value, selected: value === chosen }, text)),
  );
}

function select(title, id, options, chosen, onchange) {
  const box = chooser(id, options, chosen, onchange);
  return element("div", { class: "field" }, element("label", { for: id }, title), box);
}

function check(text, key, on, onchange) {
  return element(
    "label",
    { class: "check" },
    element("input", {
      type: "checkbox",
      checked: on,
      "data-key": key,
      onchange: (event) => onchange(event.target.checked),
    }),
    element("span", {}, text),
  );
}
