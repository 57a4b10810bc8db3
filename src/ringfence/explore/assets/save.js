// The map as a file: one SVG with ground, rings, labels and what it rests on; or the same as PNG.

function mapAsSvg(map, title, notes) {
  const { projection, show } = map,
    { ink } = show;
  const lines = notes.flatMap((note) => wrapped(note, projection.width - 24));
  const foot = 18 * (lines.length + 1) + 14,
    head = 34;
  const [wide, high] = [projection.width, projection.height];
  const svg = drawn("svg", {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${wide} ${high + head + foot}`,
    width: wide,
    height: high + head + foot,
    "font-family": "system-ui, sans-serif",
    role: "img",
  });
  svg.append(
    drawn("title", {}, title),
    drawn("desc", {}, notes.join("\n")),
    drawn("rect", { width: "100%", height: "100%", fill: ink.paper }),
    drawn("text", { x: 12, y: 23, "font-size": 16, "font-weight": 600, fill: ink.text }, title),
    drawn("clipPath", { id: "window" }, drawn("rect", { width: wide, height: high })),
  );
  const body = drawn("g", { transform: `translate(0 ${head})`, "clip-path": "url(#window)" });
  for (const layer of groundLayers(map, projection, false, ink, textSink)) {
    body.append(
      drawn("path", {
        d: layer.path.text(),
        fill: layer.fill || "none",
        "fill-rule": "evenodd",
        stroke: layer.stroke || null,
        "stroke-width": layer.width || null,
        "clip-path": layer.clip ? "url(#world)" : null,
      }),
    );
  }
  for (const [left, top, name] of map.cities || []) {
    body.append(drawn("rect", { x: left - 1.5, y: top - 1.5, width: 3, height: 3, fill: ink.faint }));
    for (const halo of [
      { stroke: ink.land, "stroke-width": 2.5, fill: ink.land, "stroke-linejoin": "round" },
      { fill: ink.faint },
    ]) {
      body.append(drawn("text", { x: left + 5, y: top + 4, "font-size": 11, ...halo }, name));
    }
  }
  for (const child of map.svg.childNodes) body.append(child.cloneNode(true));
  for (const grip of body.querySelectorAll(".grip")) grip.remove();
  svg.append(body);
  lines.forEach((line, place) =>
    svg.append(drawn("text", { x: 12, y: high + head + 22 + 18 * place, "font-size": 11, fill: ink.faint }, line)),
  );
  return new XMLSerializer().serializeToString(svg);
}

// A text in lines that fit a width.
function wrapped(text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines[lines.length - 1] ? `${lines[lines.length - 1]} ${word}` : word;
    if (textWidth(longer, 11) > width && lines[lines.length - 1]) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

function download(name, blob) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function saveSvg(text, name) {
  download(`${name}.svg`, new Blob([text], { type: "image/svg+xml" }));
}

async function savePng(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  const image = new Image();
  await new Promise((resolve, reject) => {
    [image.onload, image.onerror] = [resolve, reject];
    image.src = address;
  });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  download(`${name}.png`, blob);
}
