"""A range that a source states at a height: read, refused where it cannot be, told, exported and drawn."""

from typing import Any

import numpy as np
import pytest
from matplotlib.lines import Line2D
from pydantic import ValidationError

from records import system
from ringfence.evidence.figures import cell_of
from ringfence.evidence.rule import Rule
from ringfence.export.contents import contents
from ringfence.plots.envelope import diagram
from ringfence.specs.rules import findings
from ringfence.specs.system import System
from ringfence.tables.profile import profile_text
from ringfence.tables.statements import explain_sheet, explain_text
from ringfence.tables.wording import Style

LOW, HIGH = {"value": "12 km", "at_altitude": "100 m"}, {"value": "70 km", "at_altitude": "10 km"}


def made(**more: Any) -> System:
    """One source states range at two heights and a ceiling; the statements of others in `more`."""
    return system(
        [{"targets": ["aircraft"], "range_max": {"aa": [LOW, HIGH], **more}, "altitude_max": {"aa": "20 km"}}]
    )


def test_it_counts_as_any_range() -> None:
    """The farthest of what a source states at heights is its figure, as without them; the heights stand beside it."""
    cell = cell_of(made(), "range_max", "aircraft")
    assert cell.si == 70_000
    assert [(e.counted, e.height and e.height.si_high) for e in cell.points] == [(12_000, 100), (70_000, 10_000)]


def test_a_low_point_is_no_outlier_of_the_curve() -> None:
    """Among many origins the near figure at a low height is no figure of the cell, and still a point of the curve."""
    some = dict.fromkeys(("bb", "cc", "dd", "ee", "ff"), "72 km")
    cell = cell_of(made(**some), "range_max", "aircraft")
    assert cell.best
    assert cell.best.lowest.counted == 70_000
    assert [e.counted for e in cell.points] == [12_000, 70_000]


@pytest.mark.parametrize("more", [{"doubt": "a misprint"}, {"superseded": "withdrawn"}, {"context": "test"}])
def test_what_does_not_count_is_no_point(more: dict[str, str]) -> None:
    """Doubted and withdrawn statements and tests give no points; nor do sources that the rule turns away."""
    record = system([{"targets": ["aircraft"], "range_max": {"aa": [{**HIGH, **more}, "60 km"]}}])
    assert cell_of(record, "range_max", "aircraft").points == ()
    assert cell_of(made(), "range_max", "aircraft", Rule(by="military")).points == ()


def test_only_a_range_has_it_and_only_a_length_is_one() -> None:
    """A height beside another measure, or one that is no length, is refused; one above all flight is an error of check."""
    for envelope in (
        {"altitude_max": {"aa": HIGH}},
        {"range_max": {"aa": {**HIGH, "at_altitude": "3 kg"}}},
        {"range_max": {"aa": {**HIGH, "at_altitude": "high"}}},
    ):
        with pytest.raises(ValidationError, match=r"at_altitude|length|number"):
            system([envelope])
    far = system([{"targets": ["aircraft"], "range_max": {"aa": {**HIGH, "at_altitude": "10000 km"}}}])
    assert [found.code for found in findings(far)] == ["impossible"]
    assert not list(findings(made()))


def test_it_is_told() -> None:
    """`show` and `explain` tell the height beside the range, in words and as data."""
    cell, style = cell_of(made(), "range_max", "aircraft"), Style()
    assert "70 km at a height of 10 km · aircraft" in explain_text(cell, style)
    shown = profile_text(made(), Rule(), style, 80)
    assert "stated together          12 km at a height of 100 m (aa)" in shown
    assert "70 km at a height of 10 km (aa)" in shown
    sheet = explain_sheet([cell], style)
    assert {row[1] for row in sheet.rows} == {"12 km, at 100 m", "70 km, at 10 km"}
    assert {row["at_altitude"] for row in sheet.records} == {"100 m", "10 km"}


def test_it_is_exported() -> None:
    """The exported catalog has the height as it is written and in metres."""
    rows = [row for row in contents([made()], "v", "c").tables["statements"] if row["measure"] == "range_max"]
    assert [(row["at_altitude"], row["si_at_altitude"]) for row in rows] == [("100 m", 100.0), ("10 km", 10_000.0)]


def test_it_is_drawn() -> None:
    """Points that one source states together are dots at that range and height, joined; a corner that one of them is stays not open."""
    figure, caption = diagram([made()], ["aircraft"], rule=Rule(), style=Style())
    named = {gid: [line for line in figure.findobj(Line2D) if line.get_gid() == gid] for gid in ("together", "corner")}
    (curve,) = named["together"]
    assert np.asarray(curve.get_xydata()).ravel().tolist() == pytest.approx([12, 0.1, 70, 10])
    assert len(named["corner"]) == 1
    assert any("state" in text.get_text() and "together" in text.get_text() for text in figure.texts)
    assert caption.evidence["points"][0]["together"] == [[12_000, 100, "aa"], [70_000, 10_000, "aa"]]
    met = system([{"range_max": {"aa": {"value": "70 km", "at_altitude": "20 km"}}, "altitude_max": {"aa": "20 km"}}])
    figure, _ = diagram([met], ["aircraft"], rule=Rule(), style=Style())
    assert not [line for line in figure.findobj(Line2D) if line.get_gid() == "corner"]
