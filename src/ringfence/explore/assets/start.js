// Begins: reads the document and the link, and keeps the link in step.

(function start() {
  const root = document.getElementById("ringfence");
  const data = JSON.parse(document.getElementById("ringfence-document").textContent);
  const book = makeBook(data);
  const read = () => readState(book, location.hash);
  const first = read();
  const keep = (state) => {
    const address = stateText(book, state) || location.pathname + location.search;
    try {
      history.replaceState(null, "", address);
    } catch {
      // a page in a frame of its own, or opened from a file, may have no say over its address
    }
  };
  const shown = mount(root, data, first.state, keep);
  notice(shown.page, first.problems);
  window.addEventListener("hashchange", () => {
    const again = read();
    shown.set(again.state);
    notice(shown.page, again.problems);
  });
  window.ringfence = shown; // for whoever looks from the console
})();
