// The colours of the plots, darkened until text in them has a contrast of 4.5 to 1; a colour is a system, a dash a
// class.

const INKS = {
  light: {
    paper: "#ffffff",
    text: "#1a1f26",
    faint: "#5b6470",
    land: "#f0ede5",
    water: "#dfe9f1",
    border: "#c3b9a6",
    coast: "#a3adb8",
    grid: "#c6d3de",
    lines: ["#0067a3", "#b34400", "#00734f", "#a33a78", "#8a5a00", "#1f6f8f"],
  },
  dark: {
    paper: "#12161b",
    text: "#e8eaed",
    faint: "#9aa4b0",
    land: "#262c34",
    water: "#171f28",
    border: "#4b5563",
    coast: "#55606d",
    grid: "#26313c",
    lines: ["#62b8ea", "#f0a04b", "#37cf9f", "#e79cc6", "#e8dc4a", "#ff8f6b"],
  },
};
const DASHES = [null, "7 3", "2 3", "7 3 2 3", "12 4", "4 2 1 2 1 2"];

function inkOf(dark) {
  return dark ? INKS.dark : INKS.light;
}

function colourOf(ink, state, id) {
  return ink.lines[Math.max(0, state.systems.indexOf(id)) % ink.lines.length];
}

// Dashes in the order in which classes are shown, so that the first is a plain line.
function dashOf(state, target) {
  return DASHES[Math.max(0, state.against.indexOf(target)) % DASHES.length];
}

// What sensors see and upper bounds are round dots, and nothing else is.
function strokeStyle(state, ring) {
  const dotted = ring.purpose !== "engagement";
  return {
    "stroke-dasharray": dotted ? "0.1 5" : dashOf(state, ring.target),
    "stroke-linecap": dotted ? "round" : null,
    "stroke-width": dotted ? 2.4 : ring.thin ? 0.9 : 2,
    "stroke-opacity": ring.thin ? 0.75 : 1,
  };
}

function swatch(colour, style, wide) {
  return drawn(
    "svg",
    { class: "swatch", width: wide || 26, height: 10, "aria-hidden": "true" },
    drawn("line", {
      x1: 1,
      y1: 5,
      x2: (wide || 26) - 1,
      y2: 5,
      stroke: colour,
      ...style,
    }),
  );
}
