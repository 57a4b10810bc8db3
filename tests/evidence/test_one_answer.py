"""Awkward cells read the same wherever they are shown: compare, list, chart, rings, export, factcheck and Python."""

import json
from functools import cache
from typing import Any

import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.english import counted
from ringfence.errors import RingfenceError
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.rule import Rule
from ringfence.export.contents import contents
from ringfence.plots.charts import ranking
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import make_scene
from ringfence.tables.comparison import cell_record
from ringfence.tables.wording import Style, cell_text, span_text

AWKWARD = [
    ("s-400", "aircraft"),  # blankets, bare figures and named ones together
    ("s-400", "ballistic-missile"),  # an outlier
    ("s-400", "drone"),  # one origin
    ("s-500", "drone"),  # figures that name no target, of a system made for ballistic missiles
    ("s-500", "ballistic-missile"),
    ("s-300pmu2", "ballistic-missile"),  # one figure whose version is not clear
    ("s-300pmu2", "aircraft"),
    ("s-200", "drone"),  # nobody says anything
    ("thaad", "aircraft"),
    ("patriot-pac-3", "ballistic-missile"),  # two missiles
    ("patriot-pac-3", "aircraft"),
    ("samp-t", "ballistic-missile"),
    ("nasams", "aircraft"),  # an interval
    ("iron-dome", "aircraft"),  # engaged, and no figure
    ("iron-dome", "rocket-artillery-mortar"),
    ("kusha", "aircraft"),  # planned
    ("km-sam", "aircraft"),  # two generations
    ("tor-m1", "drone"),
    ("davids-sling", "ballistic-missile"),  # reach or range of the threat?
    ("hq-9", "aircraft"),
]
cells = pytest.mark.parametrize(("name", "target"), AWKWARD)
STYLE = Style()


@cache
def shipped() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


def shown(name: str, target: str) -> Cell:
    """The range cell."""
    return cell_of(shipped().get(name), "range_max", target)


@cells
def test_compare_and_list(name: str, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`compare` and `list` print the cell that Python gives."""
    meant = cell_text(shown(name, target), STYLE, effector=False)
    assert run(["compare", name, "-a", target, "-m", "range", "-f", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["text"] == meant
    assert run(["list", "--where", f"id == {name}", "--sort", f"range_max[{target}]", "-f", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row[f"range_max[{target}] text"] == meant


@cells
def test_export(name: str, target: str) -> None:
    """The exported figures hold the same text, number and origins; what no cell shows has no row."""
    cell = shown(name, target)
    rows = [r for r in figures_of(name) if r["measure"] == "range_max" and r["target"] == target]
    text = cell_text(cell, STYLE, effector=False)
    assert [r["text"] for r in rows] == ([] if text == "?" else [text])
    assert [(r["high"], r["origins"]) for r in rows if cell.best] == (
        [(cell.best.si_high, cell.best.origins)] if cell.best else []
    )


@cache
def figures_of(name: str) -> tuple[dict[str, Any], ...]:
    """The rows of the export's table of figures for a system."""
    return tuple(contents([shipped().get(name)], "0", "none").tables["figures"])


@cells
def test_chart(name: str, target: str) -> None:
    """A chart is labelled with the cell, and leaves out a system without a figure."""
    cell = shown(name, target)
    try:
        _, caption = ranking([cell.system], cell.info, target, rule=Rule(), style=STYLE)
    except RingfenceError:
        assert cell.best is None
    else:
        assert cell_text(cell, STYLE, effector=False) in caption.description


@cells
def test_rings(name: str, target: str) -> None:
    """A ring has the radius, spread, missile and origins of the cell; without a figure there is none."""
    cell = shown(name, target)
    try:
        (ring,) = derive(make_scene(sites=["Ankara"], systems=[name], against=[target]), shipped()).rings
    except RingfenceError:
        assert cell.best is None
    else:
        assert cell.best
        assert (ring.radius_m, ring.effector, ring.origins) == (cell.best.si, cell.best.name, cell.best.origins)


@cells
def test_factcheck(name: str, target: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence that says what the cell shows is held against that figure and its origins, and nothing contradicts it;
    where the cell has no figure, none is ticked.
    """
    cell = shown(name, target)
    plural = {"aircraft": "aircraft", "rocket-artillery-mortar": "rockets"}.get(target, f"{target.replace('-', ' ')}s")
    reach = cell.best.si / 1000 if cell.best else 123
    assert run(
        ["factcheck", f"The {cell.system.name} has a range of {reach:g} km against {plural}.", "-f", "json"]
    ) in (0, 1)
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    beside = [row["states"] for row in finding["records"] if (row["measure"], row["target"]) == ("range_max", target)]
    if cell.best:
        assert finding["outcome"] in ("supported", "look")
        figure = span_text(cell.info, cell.best.low.value, cell.best.high.value, STYLE)
        assert f"{figure.lstrip('~≤≥>')}, {counted(cell.best.origins, 'origin')}" in beside[0]
    else:
        assert finding["outcome"] != "supported"
        assert beside == []


@cells
def test_records(name: str, target: str) -> None:
    """What is no figure is never a number to sort by: a bound is told apart."""
    cell = shown(name, target)
    record = cell_record(cell, STYLE)
    assert (record["value"] is None) == (cell.best is None)
    assert (record["at_most"] is None) == (cell.bound is None)
