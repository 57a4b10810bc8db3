"""Orders over time: what is drawn, in which place, and whether it still holds."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.errors import UsageError
from ringfence.evidence.orders import holdings
from ringfence.evidence.timeline import Story, story
from ringfence.plots.carried import evidence_in
from ringfence.plots.timeline import at, timeline
from ringfence.specs.statement import read_date
from ringfence.specs.system import System


def india(as_of: str | None = None) -> Story:
    """India's contract of 2018."""
    day = read_date(as_of) if as_of else None
    found = holdings([Catalog.load().get("s-400")], operator="IND", as_of=day)
    return next(story(h) for h in found if h.acquisition.id == "india-2018")


def made(**acquisition: Any) -> Story:
    """The story of one made-up order; sources aa (2020-05) and bb (undated)."""
    plain = {"publisher": "P", "kind": "newspaper", "language": "en"}
    sources = {
        "aa": {**plain, "url": "https://example.org/aa", "published": "2020-05"},
        "bb": {**plain, "url": "https://example.org/b", "published": None},
    }
    order = {"id": "india-2018", "operator": "IND", "unit": "regiment", "also_called": ["squadron"], **acquisition}
    system = System.model_validate(
        {
            "id": "x", "name": "X", "origin": ["RUS"], "kind": "sam", "reference": "aircraft", "status": "in-service",
            "acquisitions": [order], "sources": sources,
        }
    )  # fmt: skip
    return story(next(iter(holdings([system]))))


def test_the_contract_of_the_article() -> None:
    """By 2025-09-03 three had arrived, and the fourth and fifth, once promised for 2026, were promised for 2026 and 2027."""
    found = india("2025-09-03")
    assert found.steps[-1].typical == 3
    assert {(p.what, p.due.text) for p in found.promises if p.said and p.said.text == "2025-09-03"} == {
        ("no. 4", "2026"),
        ("no. 5", "2027"),
    }
    assert ("no. 4", "2026-03") in {(p.what, p.due.text) for p in found.promises}


def test_a_count_of_no_day_is_not_drawn() -> None:
    """A count by an undated source that names no day is listed, not placed."""
    found = made(delivered={"aa": "1 regiment", "bb": "2 regiments"})
    assert [(s.day.text, s.typical) for s in found.steps] == [("2020-05", 1)]
    assert found.undated == ("2 regiments (bb)",)


def test_one_word_for_one_thing() -> None:
    """Promises in the words that sources use for the same thing are one row, with both sources."""
    due = {"value": "2 squadrons", "due": "2023"}
    found = made(expected={"bb": [due, {"value": "2 regiments", "due": "2023"}]})
    assert [(p.what, p.sources) for p in found.promises] == [("2 regiments", ("bb",))]


def test_other_units_stay_out() -> None:
    """What is counted in another unit makes no step."""
    assert made(delivered={"aa": ["8 launchers", "1 squadron"]}).steps[0].typical == 1


def test_superseded_promises_are_not_drawn() -> None:
    """A promise that its own source has superseded is not drawn."""
    assert made(expected={"aa": {"due": "2023", "superseded": "corrected"}}).promises == ()


@pytest.mark.parametrize(
    ("text", "first", "last"), [("2026", "2026-07-01", "2026-07-03"), ("2026-05", "2026-05-15", "2026-05-17")]
)
def test_a_year_stands_in_its_middle(text: str, first: str, last: str) -> None:
    """The mark of a year or a month stands in the middle of its span."""
    assert at(read_date(first)) <= at(read_date(text)) <= at(read_date(last))


def test_nothing_to_draw() -> None:
    """Orders of which no source gives a day are refused with a reason, not drawn empty."""
    with pytest.raises(UsageError, match="no source gives a day"):
        timeline([made(ordered={"bb": "5 regiments"})], records=lambda _: "", title="x")


def test_every_mark_is_inside() -> None:
    """No mark lies outside the axis, whatever the dates."""
    found = made(
        signed={"aa": "1999"},
        delivered={"aa": {"value": "1 regiment", "as_of": "2019-12-31"}},
        expected={"aa": {"due": "2040"}},
    )
    figure, _ = timeline([found], records=lambda _: "", title="x")
    left, right = figure.axes[0].get_xlim()
    assert all(left <= x <= right for line in figure.axes[0].lines for x in np.asarray(line.get_xdata(), float))


def test_command_and_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The chart is the same on every run, carries what it was drawn from, and is verified against the catalog."""
    one, two = tmp_path / "one.svg", tmp_path / "two.svg"
    for path in (one, two):
        assert run(["chart", "deliveries", "--operator", "India", "--system", "s-400", "-o", str(path)]) == 0
    assert one.read_bytes() == two.read_bytes()
    assert evidence_in(one.read_bytes(), one)["figure"] == "deliveries"
    assert run(["verify", str(one)]) == 0
    two.write_bytes(
        one.read_bytes()
        .replace(b'"ordered":5', b'"ordered":6')
        .replace(b"&quot;ordered&quot;:5", b"&quot;ordered&quot;:6")
    )
    assert two.read_bytes() != one.read_bytes()
    assert run(["verify", str(two)]) == 1
    assert "changed: s-400, india-2018: ordered" in capsys.readouterr().out


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Deliveries without an operator or a system, and an operator with another chart, are wrong usage with an example."""
    assert run(["chart", "deliveries"]) == 2
    assert run(["chart", "range", "--operator", "India"]) == 2
    assert "chart deliveries" in capsys.readouterr().err
