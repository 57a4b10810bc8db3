"""The page in a real browser: what a reader sees, does and shares. Debian's Chromium; without one a developer's run skips."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from geographiclib.geodesic import Geodesic
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from ringfence.catalog.store import Catalog
from ringfence.evidence.figures import cell_of
from ringfence.evidence.operators import ties
from ringfence.evidence.rule import Rule
from ringfence.explore.build import explore
from ringfence.explore.model import Opening
from ringfence.specs.countries import country_names
from ringfence.tables.wording import Style, cell_text

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SYSTEMS = ("s-400", "patriot-pac-3", "samp-t", "thaad")
WIDTHS = {360: 780, 768: 1024, 1280: 860, 1920: 1080}
WGS84 = Geodesic.WGS84
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a screen."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium is installed, and CI must look at the page")
        pytest.skip("no chromium is installed: apt-get install chromium")
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page of four systems."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    page, _ = explore(Catalog.load(), SYSTEMS, opening=Opening())
    path.write_text(page, "utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    """Opens the page; afterwards nothing was asked for and nothing was complained of."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(link: str = "", width: int = 1280, where: str = address, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": WIDTHS.get(width, 860)}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: complaints.extend([] if request.url.split("#")[0] == where else [request.url[:80]]),
        )
        page.goto(where + link)
        if options.get("java_script_enabled", True):
            until(page, "document.querySelectorAll('.ranking li').length > 0")
        return page

    yield open_page
    for context in contexts:
        context.close()
    allowed = ("data:,", "blob:")
    assert [each for each in complaints if not each.startswith(allowed)] == []


def until(page: Page, holds: str) -> None:
    """Wait until an expression is true; the page's policy refuses Playwright's own way to wait."""
    for _ in range(100):
        if page.evaluate(holds):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"it never became true that {holds}")


def state(page: Page) -> dict[str, Any]:
    """What the page holds to be shown."""
    found: dict[str, Any] = page.evaluate("window.ringfence.page.state")
    return found


def vertices(page: Page) -> list[dict[str, Any]]:
    """The drawn rings: metres, site, and the places of their vertices, read back from the drawing."""
    found: list[dict[str, Any]] = (
        page.evaluate("""() => [...document.querySelectorAll('.strokes path')].map((path, place) => {
        const { map } = window.ringfence.page, ring = map.show.rings[place];
        const spots = path.getAttribute('d').split(/[MLZ]/).filter(Boolean).map((each) => each.split(',').map(Number));
        return { metres: ring.metres, site: ring.site, scale: map.projection.scale,
          places: spots.map((spot) => map.projection.backward(...spot)) };
    })""")
    )
    return found


def test_a_drawn_ring_is_where_geographiclib_has_it(opened: Open) -> None:
    """Every vertex of the drawing, back on the globe, is the ring's radius away from the site, to a fiftieth of a pixel."""
    for link in ("", "#at=Fiji@-17.8,179.9&view=world,0,100,30000000", "#at=Pole@89.5,10;Quito@-0.2,-78.5"):
        for ring in vertices(opened(link)):
            site = ring["site"]
            for place in filter(None, ring["places"]):
                away = WGS84.Inverse(site["latitude"], site["longitude"], place[1], place[0])["s12"]
                assert abs(away - ring["metres"]) < 0.03 / ring["scale"] + 1, ring["metres"]


@pytest.mark.parametrize("units", ["metric", "nautical"])
@pytest.mark.parametrize("rule", ["typical", "highest"])
def test_the_table_reads_as_compare(opened: Open, units: str, rule: str) -> None:
    """Text for text, as it stands on the screen."""
    page, catalog = opened(f"#units={units}&rule={rule}"), Catalog.load()
    for button in page.query_selector_all(".comparison .cell"):
        system, measure, target = (button.get_attribute("data-cell") or "").split(" ")
        cell = cell_of(catalog.get(system), measure, target, Rule(rule))  # type: ignore[arg-type]  # a parameter of this test
        wanted = cell_text(cell, Style(units))  # type: ignore[arg-type]  # a parameter of this test
        assert button.inner_text().replace("\n\n", "\n") == wanted


def test_a_site_follows_the_hand_and_the_keys(opened: Open) -> None:
    """Dragged or moved by arrows it leads its rings; the link keeps up; the map stays where it was."""
    page = opened("#at=New Delhi@28.6,77.2")
    before, view = vertices(page), page.evaluate("window.ringfence.page.map.show.view")
    box = page.locator(".handle").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=4)
    page.mouse.up()
    page.wait_for_timeout(150)
    after = vertices(page)
    moved = state(page)["sites"][0]
    assert moved["longitude"] > 77.5
    assert moved["latitude"] < 28.4
    assert [ring["metres"] for ring in after] == [ring["metres"] for ring in before]
    assert after[0]["places"] != before[0]["places"]
    assert page.evaluate("window.ringfence.page.map.show.view")["latitude"] == pytest.approx(view["latitude"])
    until(page, "location.hash.includes('moved')")
    page.locator(".handle").press("ArrowUp")
    page.wait_for_timeout(150)
    assert state(page)["sites"][0]["latitude"] > moved["latitude"]
    assert page.evaluate("document.activeElement.getAttribute('data-key')") == "site 0"


def test_a_drag_is_light_work(opened: Open) -> None:
    """A paint of a drag asks little of the main thread, far under the 50 ms of a long task; also on a busy machine."""
    page = opened()
    box = page.locator(".handle").bounding_box()
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    works = []
    for step in range(30):
        page.mouse.move(box["x"] + 10 + 3 * step, box["y"] + 10 + step)
        page.wait_for_timeout(20)
        works.append(page.evaluate("window.ringfence.page.lastWork || 0"))
    page.mouse.up()
    assert 0 < sorted(works)[len(works) // 2] < 25


def test_a_height_limits_the_rings_while_the_stated_ones_stay(opened: Open) -> None:
    """The slider is moved by keys; the legend says what limits."""
    page = opened("#systems=s-400&against=aircraft")
    assert page.locator(".strokes path").count() == 1
    page.locator("#height").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(200)
    assert state(page)["height"] == 100
    assert page.locator(".strokes path").count() == 2
    assert "radar horizon" in page.locator(".legend").inner_text()
    assert re.search(r"aircraft at 100 m: \d\d\.\d km", page.locator(".legend").inner_text())


def test_the_evidence_stands_beside_the_table(opened: Open) -> None:
    """It opens by the keyboard, shows statements with links, covers nothing, and gives the focus back."""
    page = opened()
    cell = page.locator(".comparison .cell").first
    cell.focus()
    page.keyboard.press("Enter")
    drawer = page.locator(".evidence")
    assert "S-400" in drawer.inner_text()
    assert drawer.locator(".statements a[href^=http]").count() > 5
    assert "ringfence explain s-400" in drawer.inner_text()
    one, other = drawer.bounding_box(), page.locator(".rest").bounding_box()
    assert one
    assert other
    assert other["x"] + other["width"] <= one["x"]
    page.locator(".evidence .close").click()
    assert page.evaluate("document.activeElement.getAttribute('data-cell')") == "s-400 range_max aircraft"


def test_a_day_in_the_history_sets_the_page_to_it(opened: Open) -> None:
    """Cells, link and facts follow, and so does `any date`."""
    page = opened("#cell=s-400,range_max,aircraft")
    day = page.locator(".history .day").first.inner_text()
    page.locator(".history .day").first.click()
    assert state(page)["asOf"] == day
    assert day in page.locator(".facts").inner_text()
    cell = cell_of(Catalog.load().get("s-400"), "range_max", "aircraft", Rule(as_of=_day(day)))
    assert page.locator(".comparison .cell .text").first.inner_text() == cell_text(cell, effector=False)
    page.get_by_role("button", name="any date").click()
    assert state(page)["asOf"] is None


def _day(text: str) -> Any:
    from ringfence.specs.statement import PartialDate

    return PartialDate(text)


def test_systems_are_found_by_missile_maker_and_country(opened: Open) -> None:
    """And what found them is said."""
    page = opened("#systems=s-400")
    for word, system in (
        ("Aster 30", "SAMP/T"),
        ("Lockheed", "THAAD"),
        ("Italy", "SAMP/T"),
        ("MIM-104", "Patriot PAC-3"),
    ):
        page.locator("#search").fill(word)
        assert system in page.locator(".results").inner_text(), word
    page.locator("#search").press("Enter")
    assert "Patriot PAC-3" in page.locator(".chips").inner_text()


def test_sites_have_systems_and_sectors_of_their_own(opened: Open) -> None:
    """A second site with one system and a sector; the command says so."""
    page = opened("#systems=s-400,thaad&against=aircraft,ballistic-missile")
    page.locator("#place").fill("Kyiv")
    page.keyboard.press("Enter")
    assert [site["name"] for site in state(page)["sites"]] == ["New Delhi", "Kyiv"]
    page.locator("[data-key='more 1']").click()
    page.locator("[data-key='at 1 thaad']").uncheck()
    page.locator("[data-key='bearing 1 0']").fill("45")
    page.keyboard.press("Tab")
    until(page, "location.hash.includes('45-360')")
    page.locator("[data-key='bearing 1 1']").fill("135")
    page.keyboard.press("Tab")
    until(page, "location.hash.includes('45-135')")
    assert state(page)["sites"][1]["systems"] == ["s-400"]
    assert state(page)["sites"][1]["sector"] == [45, 135]
    assert "[45-135]: s-400" in page.locator("footer").inner_text()
    page.locator("#place").fill("Nowhere at all")
    page.keyboard.press("Enter")
    assert "No city" in page.locator(".notice").inner_text()


def test_what_sensors_see_and_what_bounds_are_dots(opened: Open) -> None:
    """On request only; unlike figures they have no fill, and legend, link and command say what they are."""
    page = opened("#systems=s-400,samp-t&against=drone,aircraft,helicopter")
    assert page.locator(".strokes path:not([data-purpose=engagement])").count() == 0
    page.locator("[data-key='detection']").check()
    page.locator("[data-key='bounds']").check()
    rows = page.evaluate("""() => [...document.querySelectorAll('.strokes path')].map((path, place) => [path.dataset.purpose,
        path.getAttribute('stroke-linecap'), document.querySelectorAll('.fills path')[place].getAttribute('d')])""")
    assert {row[0] for row in rows} == {"engagement", "detection", "bound"}
    assert all((row[1] == "round") == (row[0] != "engagement") == (row[2] == "") for row in rows)
    legend = page.locator(".legend").inner_text()
    assert "detected to 600 km" in legend
    assert "an upper bound, dotted: no figure of its own" in legend
    assert "≤" in legend
    until(page, "location.hash.includes('bounds=yes') && location.hash.includes('detection=yes')")
    assert "--bounds --detection" in page.locator("footer").inner_text()


def test_orders_follow_the_day(opened: Open) -> None:
    """A country of which nobody spoke before the day is not listed, as in `operators --as-of`."""
    for link, day in (("", None), ("#as-of=2018-12-31", "2018-12-31")):
        page = opened(link)
        page.locator("#orders-system").select_option("s-400")
        wanted = [tie.country for tie in ties([Catalog.load().get("s-400")], as_of=_day(day) if day else None)]
        found = page.locator(".orders").first.locator("li > b").all_inner_texts()
        assert sorted(found) == sorted(country_names()[code] for code in wanted)
        assert (f"As sources dated by {day} tell it" in page.locator(".rest").inner_text()) == (day is not None)


def test_a_theme_is_chosen_and_kept(opened: Open) -> None:
    """Auto follows the screen; light and dark are the reader's, are found again, and are in no link."""
    page = opened(color_scheme="dark")
    dark = "window.ringfence.page.theme.dark()"
    assert page.evaluate(dark) is True
    page.get_by_role("button", name="Theme: auto").click()
    assert page.evaluate(dark) is False
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(244, 245, 247)"
    assert "theme" not in page.evaluate("location.hash")
    page.reload()
    until(page, "document.querySelectorAll('.ranking li').length > 0")
    assert page.get_by_role("button", name="Theme: light").count() == 1


def test_a_place_is_read_out(opened: Open) -> None:
    """Name, distance, bearing, and which rings hold there: by the mouse and by the keys."""
    page = opened("#at=New Delhi@28.636,77.224")
    page.locator(".frame").focus()
    page.keyboard.press("ArrowRight")
    said = page.locator(".readout")
    page.wait_for_timeout(100)
    assert re.search(r"km, \d{3}° from New Delhi: .*S-400", said.inner_text())
    page.keyboard.press("Escape")


def test_a_link_carries_all_of_it(opened: Open) -> None:
    """The address of a changed page opens the same page."""
    page = opened("#systems=thaad,s-400&units=imperial")
    page.locator("[data-key='spread']").check()
    page.locator("[data-key='class drone']").uncheck()
    page.get_by_role("button", name="Zoom in").click()
    until(page, "location.hash.includes('view=')")
    again = opened(page.evaluate("location.hash"))
    one, other = state(page), state(again)
    assert one["view"].pop("across") == pytest.approx(other["view"].pop("across"), rel=1e-3)
    assert one["view"]["latitude"] == pytest.approx(other["view"]["latitude"], abs=1e-3)
    assert {**one, "view": 0} == {**other, "view": 0}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("link", ["", "#cell=s-400,range_max,aircraft&height=100"])
def test_nothing_overlaps_and_nothing_hangs_over(opened: Open, width: int, link: str) -> None:
    """No sideways scrolling, labels apart from each other and from the buttons, controls apart from the map."""
    page = opened(link, width)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    boxes = page.evaluate("""() => [...document.querySelectorAll('.labels .label, .zoom button')].map((each) => {
        const box = each.getBoundingClientRect(); return [each.textContent, box.left, box.top + 2, box.right, box.bottom - 2]; })""")
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            apart = one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2]
            assert apart, (one, other)
    cards = page.evaluate("""() => ['.map', '.side', '.rest', 'footer', '.top'].map((each) => {
        const box = document.querySelector(each).getBoundingClientRect(); return [each, box.left, box.top, box.right, box.bottom]; })""")
    for place, one in enumerate(cards):
        for other in cards[place + 1 :]:
            assert one[3] <= other[1] or other[3] <= one[1] or one[4] <= other[2] or other[4] <= one[2], (one, other)


@pytest.mark.parametrize(
    ("width", "options", "link"),
    [
        (1280, {}, ""), (1280, {"color_scheme": "dark"}, "#cell=s-400,range_max,aircraft"), (360, {"color_scheme": "dark"}, ""),
        (360, {"has_touch": True}, "#cell=s-400,range_max,aircraft&height=100"), (1280, {}, "#cell=thaad,range_max,ballistic-missile"),
        (1280, {}, "#bounds=yes&detection=yes&spread=yes&as-of=2019-01-01&view=world,0,60,30000000"),
    ],
)  # fmt: skip
def test_axe_finds_nothing(opened: Open, width: int, options: dict[str, Any], link: str) -> None:
    """Light, dark, phone, drawer open and closed."""
    found = Axe().run(opened(link, width, **options)).response["violations"]
    assert [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found] == []


def test_a_finger_works_as_a_mouse(opened: Open) -> None:
    """On a phone a tap reads out a place, and the evidence is a sheet at the bottom."""
    page = opened("", 360, has_touch=True, is_mobile=True)
    box = page.locator(".frame").bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + 120, box["y"] + 190)
    until(page, "document.querySelector('.readout').innerText.includes('from New Delhi')")
    page.locator(".comparison .cell").first.tap()
    sheet = page.locator(".evidence").bounding_box()
    assert sheet
    assert sheet["y"] + sheet["height"] == pytest.approx(page.viewport_size["height"], abs=2)  # type: ignore[index]  # it has one


def test_a_hostile_link_runs_nothing(opened: Open) -> None:
    """Markup in every part of a link is text."""
    nasty = "<img src=x onerror=window.hacked=1>"
    page = opened(
        f"#systems={nasty}&at={nasty}@1,2;javascript:x@3,4/{nasty}&cell={nasty},a,b&catalog={nasty}&view={nasty}&rank={nasty}"
    )
    assert page.evaluate("window.hacked") is None
    assert "<img" in page.locator(".sites").inner_text()
    assert page.locator(".sites img").count() == 0


def test_a_hostile_catalog_runs_nothing(opened: Open, tmp_path: Path) -> None:
    """Markup in names, notes, titles and addresses of a record is text, and no address but http is a link."""
    nasty = "</script><script>window.hacked=1</script><b onclick=1>"
    text = f"""
name: "Bad {nasty}"
origin: [RUS]
maker: "{nasty}"
kind: sam
reference: aircraft
status: in-service
note: "{nasty}"
envelopes:
  - targets: [aircraft]
    range_max:
      bad-source: {{value: 50 km, note: "{nasty}"}}
sources:
  bad-source: {{publisher: "{nasty}", title: "{nasty}", url: "https://example.org/'onmouseover=alert(1)'", published: 2020, kind: blog, language: en}}
"""
    (tmp_path / "bad.yaml").write_text(text, "utf-8")
    path = tmp_path / "bad.html"
    page_text, _ = explore(Catalog.load(tmp_path, shipped=False), ["bad"], opening=Opening(), title=nasty)
    path.write_text(page_text, "utf-8")
    page = opened("#cell=bad,range_max,aircraft", where=path.as_uri())
    assert page.evaluate("window.hacked") is None
    assert "window.hacked=1" in page.locator(".evidence").inner_text()
    assert page.locator("b[onclick]").count() == 0
    assert page.evaluate("[...document.links].every((link) => /^https?:/.test(link.href))")


def test_the_page_may_ask_for_nothing(browser: Browser, address: str) -> None:
    """Its own policy refuses a request and a script that are not its own."""
    page = browser.new_page()
    page.goto(address)
    refused = page.evaluate("""async () => {
        const blocked = []; document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
        const script = document.createElement('script'); script.textContent = 'window.hacked = 1'; document.body.append(script);
        try { await fetch('https://example.org/'); blocked.push('asked'); } catch {}
        await new Promise((resolve) => setTimeout(resolve, 200));
        return [blocked, window.hacked || null]; }""")
    assert "connect-src" in refused[0]
    assert "asked" not in refused[0]
    assert any(each.startswith("script-src") for each in refused[0])
    assert refused[1] is None
    page.close()


def test_without_scripts_a_table_and_a_map_stand_there(opened: Open) -> None:
    """The same cells as with them."""
    page = opened(java_script_enabled=False)
    cell = cell_of(Catalog.load().get("s-400"), "range_max", "aircraft")
    assert cell_text(cell, effector=False) in page.locator("noscript table").inner_text()
    assert page.locator("noscript svg path").count() > 3


def test_a_print_has_map_table_and_evidence_on_white(opened: Open) -> None:
    """Without the controls; also from a dark screen."""
    page = opened("#cell=s-400,range_max,aircraft", color_scheme="dark")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".side").is_hidden()
    box, drawn = page.locator(".frame").bounding_box(), page.evaluate("window.ringfence.page.map.projection")
    assert box
    assert box["width"] / box["height"] == pytest.approx(drawn["width"] / drawn["height"], rel=0.01)
    assert page.locator(".evidence").is_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("window.ringfence.page.ink().paper") == "#ffffff"
    assert len(page.pdf()) > 20_000


def test_the_map_is_saved_as_a_file(opened: Open, tmp_path: Path) -> None:
    """An SVG with ground, rings and command that stands alone, and a PNG."""
    page = opened()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the map as SVG").click()
    text = Path(waiting.value.path()).read_text("utf-8")
    assert waiting.value.suggested_filename.endswith(".svg")
    assert text.count("data-ring") >= 4
    assert "ringfence rings s-400" in text
    assert "grip" not in text
    assert "href" not in text
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the map as PNG").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_keyboard_reaches_everything_in_reading_order(opened: Open) -> None:
    """Tools, map, controls, table, in this order; no trap."""
    page = opened("#systems=s-400&against=aircraft")
    seen = []
    for _ in range(70):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "(() => { const now = document.activeElement; return now.dataset.key || now.dataset.cell || now.textContent.trim(); })()"
            )
        )
    wanted = [
        "Copy link",
        "map",
        "site 0",
        "+",
        "out s-400",
        "search",
        "class aircraft",
        "place",
        "height",
        "day",
        "rule typical",
        "units",
        "measures",
    ]
    places = [seen.index(each) for each in wanted]
    assert places == sorted(places), seen


def test_a_page_in_a_frame_of_a_notebook_works(browser: Browser, address: str) -> None:
    """`<iframe srcdoc>`: no address of its own, and it still draws and changes."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    text = Path(address.removeprefix("file://")).read_text("utf-8")
    page.set_content("<iframe width=1000 height=800></iframe>")
    page.evaluate("(text) => { document.querySelector('iframe').srcdoc = text; }", text)
    frame = page.frame_locator("iframe")
    frame.locator("[data-key='spread']").check()
    assert frame.locator(".strokes path").count() > 3
    assert complaints == []
    page.close()
