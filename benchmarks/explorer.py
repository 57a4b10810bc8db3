"""How fast the explorer's page is: `python benchmarks/explorer.py [PAGE.html]`. Needs a chromium.

Prints the size, the first paint, what a drag costs the main thread a paint, the longest task, and on a phone's window
at a quarter of the speed how long frames take. Each is the best of several runs: what else runs only slows it down.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from ringfence.catalog.store import Catalog
from ringfence.explore.build import explore
from ringfence.explore.model import Opening

RUNS = 5
WATCH = """() => {
    window.seen = { frames: [], works: [], tasks: [] };
    new PerformanceObserver((list) => window.seen.tasks.push(...list.getEntries().map((each) => each.duration)))
      .observe({ type: 'longtask' });
    let before = performance.now(), last = window.ringfence.page.lastWork;
    const frame = (now) => {
      window.seen.frames.push(now - before); before = now;
      const { page } = window.ringfence;
      if (page.lastWork !== last && page.lastWork) window.seen.works.push(last = page.lastWork);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
}"""
"""Frames, the work of each paint that the page did in them, and tasks of 50 ms and more."""


def main() -> int:
    """0 where all was measured."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium is installed: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "page.html"
        if not sys.argv[1:]:
            path.write_text(explore(Catalog.load(), opening=Opening())[0], "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        print(f"{path.stat().st_size / 1e6:.3f} MB")
        address = path.resolve().as_uri()
        for name, work in (("first paint", first_paint), ("drag, desktop", drag), ("drag, phone at 4x", phone)):
            runs = [work(browser, address) for _ in range(RUNS)]
            print(f"{name}: " + ", ".join(f"{key} {min(run[key] for run in runs):.1f} ms" for key in runs[0]))
        browser.close()
    return 0


def first_paint(browser: Browser, address: str) -> dict[str, float]:
    """First contentful paint, and when the map was drawn."""
    page = _opened(browser, address, viewport={"width": 1280, "height": 860})
    found: dict[str, float] = page.evaluate("""() => ({
        paint: performance.getEntriesByName('first-contentful-paint')[0].startTime,
        drawn: performance.getEntriesByName('drawn')[0]?.startTime ?? 0 })""")
    page.context.close()
    return found


def drag(browser: Browser, address: str) -> dict[str, float]:
    """The work of a paint while a site and then the ground is dragged, and the longest task (0: none over 50 ms)."""
    page = _opened(browser, address, viewport={"width": 1280, "height": 860})
    seen = _dragged(page)
    page.context.close()
    return {
        "site, median": median(seen["site"]["works"]), "ground, median": median(seen["ground"]["works"]),
        "longest task": max([0, *seen["site"]["tasks"], *seen["ground"]["tasks"]]),
    }  # fmt: skip


def phone(browser: Browser, address: str) -> dict[str, float]:
    """The 95th percentile of a frame while a site and then the ground is dragged."""
    page = _opened(
        browser, address, viewport={"width": 390, "height": 844}, device_scale_factor=3, has_touch=True, is_mobile=True
    )
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    seen = _dragged(page)
    page.context.close()
    return {f"{what}, p95 of a frame": quantiles(told["frames"], n=20)[-1] for what, told in seen.items()} | {
        f"{what}, median work": median(told["works"]) for what, told in seen.items()
    }


def _opened(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_context(**options).new_page()
    page.goto(address)
    page.wait_for_timeout(1200)
    return page


def _dragged(page: Page) -> dict[str, dict[str, list[float]]]:
    found = {}
    for what, selector in (("site", ".handle circle"), ("ground", ".frame")):
        box = page.locator(selector).first.bounding_box()
        assert box
        left, top = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        top += 40 if what == "ground" else 0
        page.evaluate(WATCH)
        page.mouse.move(left, top)
        page.mouse.down()
        for step in range(60):
            page.mouse.move(left + step, top + step / 2)
            page.wait_for_timeout(8)
        found[what] = page.evaluate("window.seen")
        page.mouse.up()
        page.wait_for_timeout(400)
    return found


if __name__ == "__main__":
    sys.exit(main())
