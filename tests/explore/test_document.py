"""What the document says is what the commands say; the page only picks."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from ringfence.catalog.store import Catalog
from ringfence.evidence.comparison import ranked
from ringfence.evidence.figures import cell_of
from ringfence.evidence.operators import ties
from ringfence.evidence.rule import Rule
from ringfence.explore.build import explore, opening_of
from ringfence.explore.model import Document, Opening
from ringfence.explore.packing import document_text, unpacked
from ringfence.explore.page import page_html, read_page
from ringfence.explore.verify import verify_page
from ringfence.paths import data_folder
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import make_scene
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import PartialDate
from ringfence.specs.targets import CLASSES
from ringfence.specs.words import Choice, Units
from ringfence.tables.order_words import summary
from ringfence.tables.statements import basis, ordered, why_not
from ringfence.tables.wording import Style, cell_text, figure_text

Engine = Callable[..., Any]
CELLS = """(state, asked) => asked.map(([system, measure, target]) => {
    const found = cellOf(book, { ...openingState(book), ...state }, system, measure, target);
    return [found.text, found.component, found.figure, found.si, found.basis, found.undated];
})"""
TEXTS = """(states, asked) => states.map((some) => {
    const state = { ...openingState(book), ...some };
    return asked.map(([system, measure, target]) => cellOf(book, state, system, measure, target).text);
})"""
DAYS = ("1990-01-01", "2012-06-30", "2017-12-31", "2018-01-01", "2021-02-28", "2024-10-05")


@pytest.fixture(scope="module")
def loaded(engine: Engine, whole: Document) -> Engine:
    """The engine with the whole document as `book`."""
    engine("(text) => { globalThis.book = makeBook(JSON.parse(text)); return 1; }", document_text(whole))
    return engine


def _asked(catalog: Catalog) -> list[tuple[str, str, str | None]]:
    """Every cell that there is."""
    return [
        (system, name, target)
        for system in catalog.ids
        for name, info in MEASURES.items()
        for target in (CLASSES if info.targeted else (None,))
    ]


@pytest.mark.parametrize("choice", get_args(Choice))
def test_every_cell_reads_as_in_compare(loaded: Engine, catalog: Catalog, choice: Choice) -> None:
    """All systems, measures and classes, by every rule: component, SI value, how it came about, and in all units its
    text and its figure.
    """
    asked, told = _asked(catalog), get_args(Units)
    texts = loaded(TEXTS, [{"rule": choice, "units": units} for units in told], asked)
    rest = loaded(CELLS, {"rule": choice}, asked)
    for place, (system, name, target) in enumerate(asked):
        cell = cell_of(catalog.get(system), name, target, Rule(choice))
        assert [some[place] for some in texts] == [cell_text(cell, Style(u), effector=False) for u in told], asked[
            place
        ]
        _, component, figure, si, why, _ = rest[place]
        assert (component, si) == (cell.best.name if cell.best else None, cell.si), asked[place]
        assert cell.best is None or figure == figure_text(cell.info, cell.best, Style()), asked[place]
        assert why in (basis(cell), ""), asked[place]


@pytest.mark.parametrize(("number", "day"), [*enumerate(DAYS)])
def test_a_day_reads_as_with_as_of(loaded: Engine, catalog: Catalog, number: int, day: str) -> None:
    """Every cell, by each rule and in each of the units on some day, also how many undated sources are left out."""
    choice, units = get_args(Choice)[number % 3], get_args(Units)[number % 4]
    asked, rule = _asked(catalog), Rule(choice, as_of=PartialDate(day))
    found = loaded(CELLS, {"asOf": day, "rule": choice, "units": units}, asked)
    for (system, name, target), (text, component, _, si, _, undated) in zip(asked, found, strict=True):
        cell = cell_of(catalog.get(system), name, target, rule)
        assert (text, si) == (cell_text(cell, Style(units), effector=False), cell.si), (system, name, target)
        assert component == (cell.best.name if cell.best else None)
        assert undated == cell.undated or not list(ordered(cell))


@pytest.mark.parametrize("day", [None, "2010-01-01", "2020-06-30"])
def test_orders_are_those_that_operators_tells(loaded: Engine, catalog: Catalog, day: str | None) -> None:
    """Use, stage and counts of every order of every country, today and on a day."""
    told = """(asOf) => tiesOf(book).map((tie) => [tie.country, tie.system, [...linesOf(book, tie, asOf)].map(
        ([name, line]) => [name, [line.stage, line.text].filter(Boolean).join("; ")])]).filter((tie) => tie[2].length)"""
    wanted = []
    for tie in ties(catalog, as_of=PartialDate(day) if day else None):
        use = [] if tie.use == "not stated" else [["", tie.use]]
        lines = [[h.acquisition.id, summary(h, Style()) or "?"] for h in tie.holdings]
        if use or lines:
            wanted.append([tie.country, tie.system.id, sorted([*use, *lines])])
    assert [[*each[:2], sorted(each[2])] for each in loaded(told, day)] == wanted


def test_the_day_before_a_source_its_figure_is_not_there(loaded: Engine, catalog: Catalog) -> None:
    """Every day on which some cell of the S-400 changed, and the day before it."""
    system = catalog.get("s-400")
    days = sorted({s.published.last for s in system.sources.values() if s.published})
    for day in sorted({*days, *(each - timedelta(1) for each in days)}):
        asked = [("s-400", "range_max", target) for target in CLASSES]
        found = loaded(CELLS, {"asOf": day.isoformat()}, asked)
        rule = Rule(as_of=PartialDate(day.isoformat()))
        wanted = [cell_text(cell_of(system, "range_max", target, rule), effector=False) for target in CLASSES]
        assert [each[0] for each in found] == wanted, day


@pytest.mark.parametrize("day", [None, "2018-06-15"])
def test_a_statement_counts_or_not_for_the_reason_that_explain_gives(
    loaded: Engine, catalog: Catalog, day: str | None
) -> None:
    """Every statement behind the S-400's and the Patriot's cells, with its source and its reason."""
    told = """(asOf, system, target) => { const state = { ...openingState(book), asOf };
        const found = cellOf(book, state, system, "range_max", target);
        return statementsOf(book, found, asOf).map((each) => [each.source.key, each.stated, each.reason, each.source.url, each.at_altitude]); }"""
    rule = Rule(as_of=PartialDate(day)) if day else Rule()
    for system in ("s-400", "patriot-pac-3", "arrow-2"):
        for target in CLASSES:
            cell = cell_of(catalog.get(system), "range_max", target, rule)
            wanted = sorted(
                (
                    e.source_key,
                    e.value.text,
                    why_not(cell, e) or "",
                    e.source.url or "",
                    e.height.text if e.height else "",
                )
                for e, _ in ordered(cell)
            )
            found = sorted(
                (key, text, reason or "", url or "", height or "")
                for key, text, reason, url, height in loaded(told, day, system, target)
            )
            assert found == wanted, (system, target)


@pytest.mark.parametrize(
    "options",
    [
        {"systems": ["s-400", "patriot-pac-3", "samp-t"], "against": ["aircraft", "drone", "ballistic-missile"]},
        {"systems": ["thaad", "iris-t-slm"], "rule": "highest", "spread": True, "dead_zone": True},
        {"systems": ["buk-m2", "nasams", "hq-9"], "as_of": "2019-05-04", "rule": "lowest"},
        {
            "systems": ["s-400", "patriot-pac-3", "nasams", "buk-m2", "iris-t-slm"],
            "target_altitudes": ["100 m"],
            "against": ["aircraft", "drone"],
        },
        {
            "systems": ["s-400", "samp-t", "hq-9"],
            "target_altitudes": ["9 km"],
            "range_is": "slant",
            "antenna": "30 m",
            "dead_zone": True,
        },
        {
            "systems": ["s-400", "patriot-pac-3", "nasams"],
            "against": ["aircraft", "drone", "helicopter", "srbm"],
            "bounds": True,
            "detection": True,
        },
    ],
)
def test_rings_are_those_that_rings_draws(loaded: Engine, catalog: Catalog, options: dict[str, Any]) -> None:
    """Radius, spread, dead zone and limit, class by class."""
    scene = make_scene(sites=["Kyiv"], **options)
    opening = opening_of(scene, catalog).model_dump(mode="json")
    state = {
        "systems": options["systems"], "against": list(scene.against), "sites": opening["sites"], "rule": scene.rule, "asOf": scene.as_of,
        "spread": scene.spread, "deadZone": scene.dead_zone, "bounds": scene.bounds, "detection": scene.detection, "height": opening["height"], "antenna": opening["antenna"], "rangeIs": scene.range_is,
    }  # fmt: skip
    call = "(state) => ringsOf(book, { ...openingState(book), ...state }).rings.map((r) => [r.id, r.target, r.metres, r.low, r.high, r.dead, r.purpose, r.limit])"
    found = [tuple(row) for row in loaded(call, state)]
    wanted = [
        (
            ring.system.id,
            target,
            ring.radius_m,
            ring.low_m,
            ring.high_m,
            ring.dead_m,
            ring.purpose,
            ring.limit.split(":")[0].removeprefix("an "),
        )
        for ring in derive(scene, catalog).rings
        for target in ring.target.split(", ")
    ]
    if not scene.spread:  # rings that share a line may then share their spread
        found, wanted = ([(*row[:3], *row[5:]) for row in rows] for rows in (found, wanted))
    assert [row[:2] for row in sorted(found)] == [row[:2] for row in sorted(wanted)]
    for one, other in zip(sorted(found), sorted(wanted), strict=True):
        assert one[-2:] == other[-2:]
        assert one[2:-2] == pytest.approx(other[2:-2], rel=1e-9)


def test_a_ranking_is_that_of_list(loaded: Engine, catalog: Catalog) -> None:
    """Farthest first, by the value that the cells show; for a minimum nearest first."""
    for name, target in (("range_max", "aircraft"), ("altitude_max", "ballistic-missile"), ("range_min", "aircraft")):
        info = MEASURES[name]
        found = loaded(
            "(rank) => rankedBy(book, { ...openingState(book), rank }).alike.map((each) => each.id)", f"{name} {target}"
        )
        wanted = [s.id for s in ranked(catalog, info, target, Rule()) if cell_of(s, name, target).si is not None]
        assert found == wanted


def test_a_link_opens_what_was_shown(loaded: Engine) -> None:
    """A state written into a link and read again is the same state; ids, never indices."""
    state = {
        "systems": ["thaad", "s-400"], "against": ["drone", "mrbm"], "height": 300, "antenna": 25, "asOf": "2019-03-02", "rule": "highest",
        "units": "nautical", "spread": True, "deadZone": True, "measures": "sensors", "rank": "altitude_max drone", "rangeIs": "slant",
        "sites": [{"name": "A/B; C=D, Ü", "latitude": -12.5, "longitude": 179.99, "systems": ["thaad"], "sector": [350, 20.5]}],
        "view": {"kind": "true", "latitude": 3, "longitude": 4, "across": 90000}, "cell": ["s-400", "range_max", "aircraft"],
    }  # fmt: skip
    text = loaded("(state) => stateText(book, { ...openingState(book), ...state })", state)
    assert "thaad,s-400" in text.replace("%2C", ",")
    again = loaded("(text) => readState(book, text)", text)
    assert again["problems"] == []
    assert {key: again["state"][key] for key in state} == state


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("#systems=s-400,no-such", "no-such"), ("#at=Nowhere@95,400", "globe"), ("#catalog=000000000000", "another catalog"),
        ("#against=<script>", "<script>"), ("#as-of=2018-99-99&height=-1&units=furlongs&view=x,y,z&cell=s-400,range_max", ""), ("#%E0%A4%A", ""),
    ],
)  # fmt: skip
def test_a_link_that_cannot_be_meant_is_told(loaded: Engine, link: str, said: str) -> None:
    """Unknown names, places off the globe, another catalog; what is left is shown."""
    read = loaded("(text) => readState(book, text)", link)
    assert said in " ".join(read["problems"])
    assert read["state"]["asOf"] is None
    assert read["state"]["height"] is None
    assert read["state"]["cell"] is None


def test_the_document_is_what_its_schema_says(whole: Document) -> None:
    """The document is what specs/explorer.schema.json says."""
    written = (data_folder("specs") / "explorer.schema.json").read_text("utf-8")
    jsonschema.Draft202012Validator(json.loads(written)).validate(json.loads(document_text(whole)))


def test_a_page_is_small_and_the_same_each_time(catalog: Catalog, tmp_path: Path) -> None:
    """Two processes with different hash seeds write the same bytes."""
    code = (
        "import sys; from pathlib import Path; from ringfence.cli import run; "
        "run(['explore', 's-400', 'thaad', '--at', 'Kyiv', '--output', sys.argv[1]])"
    )
    pages = []
    for seed in ("1", "2"):
        path = tmp_path / "page.html"
        subprocess.run([sys.executable, "-c", code, str(path)], env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        pages.append(path.read_bytes())
    assert pages[0].replace(b"seed", b"") == pages[1]
    assert len(pages[0]) < 700_000


def test_the_whole_catalog_fits_into_a_mail(whole: Document, catalog: Catalog) -> None:
    """At most 1.6 MB for 190 systems, and in proportion for more and for fewer."""
    assert len(page_html(whole).encode()) <= 1_600_000 * len(catalog) / 190


def test_verify_derives_every_cell_anew(catalog: Catalog, tmp_path: Path) -> None:
    """A page holds; with one digit of one cell changed it does not, and verify says which."""
    path = tmp_path / "page.html"
    page, _ = explore(catalog, ["s-400", "thaad"], opening=Opening())
    path.write_text(page, "utf-8")
    assert verify_page(path, catalog).holds
    path.write_text(page.replace('"400 km"', '"450 km"'), "utf-8")
    verdict = verify_page(path, catalog)
    assert not verdict.holds
    assert any(line.startswith("changed: s-400") for line in verdict.lines)


def test_a_page_of_some_systems_holds_no_others(catalog: Catalog) -> None:
    """Neither their records nor their sources."""
    page, systems = explore(catalog, ["thaad"], opening=Opening())
    data = read_page(page, "page")
    assert [system.id for system in systems] == ["thaad"] == [each["id"] for each in data["systems"]]
    assert {row["key"] for row in unpacked(data["sources"])} <= set(catalog.get("thaad").sources)


def test_sites_bring_systems_of_their_own(catalog: Catalog, tmp_path: Path) -> None:
    """A system that one --at names is in the page and stands there alone; the others stand at the other sites."""
    from ringfence.cli import run

    path = tmp_path / "page.html"
    assert run(["explore", "thaad", "--at", "Kyiv", "--at", "Odesa [10-80]: s-400", "-o", str(path)]) == 0
    data = read_page(path.read_text("utf-8"), "page")
    assert {system["id"] for system in data["systems"]} == {"thaad", "s-400"}
    kyiv, odesa = data["opening"]["sites"]
    assert (kyiv.get("systems"), odesa["systems"], odesa["sector"]) == (None, ["s-400"], [10, 80])
    assert data["opening"]["systems"] == ["thaad", "s-400"]


def test_dates_are_days_that_exist(whole: Document) -> None:
    """The history's days can be set as `as of`, and each cell's follow one another."""
    states = iter(whole.states)
    for cell in whole.cells:
        days = [date.fromisoformat(whole.days[state.day]) for state in islice(states, cell.then)]
        assert days == sorted(days)
    assert not list(states)
