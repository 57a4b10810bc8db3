// Light, dark, or as the reader's screen asks; what a reader chose is kept in this browser alone, and is in no link.

const THEMES = ["auto", "light", "dark"];
const THEME_KEY = "ringfence-theme";

function makeTheme(redraw) {
  const media = window.matchMedia("(prefers-color-scheme: dark)");
  const theme = { chosen: keptTheme(), printing: false };
  theme.dark = () => !theme.printing && (theme.chosen === "auto" ? media.matches : theme.chosen === "dark");
  theme.apply = () => {
    document.documentElement.dataset.theme = theme.dark() ? "dark" : "light";
    theme.button.textContent = `◐ ${theme.chosen[0].toUpperCase()}${theme.chosen.slice(1)}`;
    theme.button.setAttribute("aria-label", `Theme: ${theme.chosen}`);
  };
  const again = () => {
    theme.apply();
    redraw();
  };
  theme.button = button("", () => {
    theme.chosen = THEMES[(THEMES.indexOf(theme.chosen) + 1) % THEMES.length];
    keepTheme(theme.chosen);
    again();
  });
  theme.button.title = "Light, dark, or as the screen asks";
  theme.apply();
  media.addEventListener("change", again);
  for (const [event, printing] of [
    ["beforeprint", true],
    ["afterprint", false],
  ]) {
    window.addEventListener(event, () => {
      theme.printing = printing;
      again();
    });
  }
  return theme;
}

function keptTheme() {
  try {
    const kept = localStorage.getItem(THEME_KEY);
    return THEMES.includes(kept) ? kept : "auto";
  } catch {
    return "auto"; // a frame without an address of its own has no storage
  }
}

function keepTheme(chosen) {
  try {
    localStorage.setItem(THEME_KEY, chosen);
  } catch {
    // as above
  }
}
