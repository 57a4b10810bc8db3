// Elements from plain data. Texts only ever become text nodes, and links only lead to http and https.

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  return filled(made, attributes, children);
}

function drawn(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  return filled(made, attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

function replace(parent, ...children) {
  parent.replaceChildren(...children.flat().filter(Boolean));
}

// A link that opens elsewhere; the text alone where the address is none to follow.
function link(address, text) {
  if (!/^https?:\/\//i.test(address || "")) return element("span", {}, text);
  return element("a", { href: address, rel: "noopener noreferrer nofollow", target: "_blank" }, text);
}

function button(text, onclick, attributes) {
  return element("button", { type: "button", onclick, ...attributes }, text);
}

// Puts the focus back where it was, and opens what was open, when it has been made anew: by `data-key` and `data-
// details`.
function keeping(root, work) {
  const held =
    document.activeElement && root.contains(document.activeElement)
      ? document.activeElement.getAttribute("data-key")
      : null;
  const seen = new Map(
    [...root.querySelectorAll("details[data-details]")].map((each) => [each.dataset.details, each.open]),
  );
  work();
  for (const each of root.querySelectorAll("details[data-details]")) {
    if (seen.has(each.dataset.details)) each.open = seen.get(each.dataset.details);
  }
  if (!held || (document.activeElement && document.activeElement !== document.body)) return;
  const again = [...root.querySelectorAll("[data-key]")].find((each) => each.getAttribute("data-key") === held);
  if (again) again.focus({ preventScroll: true });
}

async function copy(text, announce) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = element("textarea", { class: "unseen", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  announce("Copied.");
}
