"""Take the README's picture of the explorer's page, plots/explorer.png: `python tools/explorer_picture.py`. Needs a chromium."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from ringfence.catalog.store import Catalog
from ringfence.explore.build import explore
from ringfence.explore.model import Opening

PICTURE = Path(__file__).resolve().parents[1] / "plots" / "explorer.png"
LINK = "#cell=s-400,range_max,ballistic-missile"
SIZE = {"width": 1360, "height": 780}


def main() -> int:
    """0 where the picture was taken."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("no chromium is installed: apt-get install chromium", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "page.html"
        path.write_text(explore(Catalog.load(), opening=Opening())[0], "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]  # a size
        page.goto(path.as_uri() + LINK)
        page.wait_for_timeout(1500)
        page.screenshot(path=PICTURE)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
