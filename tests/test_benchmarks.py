"""The benchmarks measure what they say: fair twins, valid records, ratios taken round by round."""

import sys
from math import isnan
from pathlib import Path

import pytest
from harness import Ratio, Timing, race, table
from large_catalog import SHIPPED, large_catalog
from table import page
from validation import records, unchecked_models

from ringfence import Catalog
from ringfence.specs.system import System


def test_ratio_is_taken_round_by_round() -> None:
    """A round in which the whole machine was slow changes no ratio."""
    steady = Ratio.of(Timing("a", (2.0, 2.0, 2.0)), Timing("b", (1.0, 1.0, 1.0)))
    assert steady == Ratio.of(Timing("a", (2.0, 20.0, 2.0)), Timing("b", (1.0, 10.0, 1.0))) == Ratio(2, 2, 2)


def test_aims() -> None:
    """An aim is met up to its value, and an aim for a command that did not run is an error."""
    timings = [Timing("a", (1.3,)), Timing("b", (1.0,))]
    assert table("t", timings, "b", {"a": 1.3}).rows[0].verdict == "aim 1.30: met"
    assert table("t", timings, "b", {"a": 1.2}).rows[0].verdict == "aim 1.20: MISSED"
    with pytest.raises(ValueError, match="did not run: c"):
        table("t", timings, "b", {"c": 1})


def test_race() -> None:
    """The first round does not count, a peak below the measuring process's own is not given, a failure ends the race."""
    fast, slow = [sys.executable, "-c", "pass"], [sys.executable, "-c", "import time; time.sleep(0.3)"]
    timings = race({"fast": fast, "slow": slow}, rounds=2)
    assert [len(t.seconds) for t in timings] == [2, 2]
    assert timings[0].median < timings[1].median
    assert isnan(timings[0].peak_mb)
    with pytest.raises(SystemExit, match="bad failed with 1"):
        race({"bad": [sys.executable, "-c", "raise SystemExit(1)"]}, rounds=1)


def test_generated_records_are_valid(tmp_path: Path) -> None:
    """A generated catalog loads whole, one record for each that was asked for, with the shipped figures in it."""
    count = len(list(SHIPPED.glob("*.yaml"))) + 1
    catalog = Catalog.load(large_catalog(tmp_path / "big", count), shipped=False)
    systems = list(catalog)
    assert len(systems) == count
    assert systems[0].envelopes == next(iter(Catalog.load())).envelopes


def test_the_unchecked_twin_is_fair() -> None:
    """The unchecked models take every shipped record whole, and a value and a dimension that the real models refuse."""
    twin = unchecked_models()
    for record in records():
        assert twin.model_validate(record).model_fields_set == System.model_validate(record).model_fields_set
    for value in ("forty parsecs", "40 s"):
        record = {**records()[0], "envelopes": [{"range_max": {"some-source": value}}]}
        twin.model_validate(record)
        with pytest.raises(ValueError, match=r"envelopes\.0\.range_max"):
            System.model_validate(record)


def test_page() -> None:
    """The page of results shows ratios with their spread and whether the aim is met, and no times."""
    ratio = {"median": 1.25, "low": 1.0, "high": 1.5}
    row = {"name": "a", "median_ms": 77.0, "peak_mb": 38.2, "ratio": ratio, "aim": 1.2}
    content = {
        "machine": {"python": "3.11.7", "system": "Linux x86_64", "cpus": 2},
        "tables": [{"title": "T", "against": "b", "rounds": 15, "rows": [row]}],
    }
    text = page([("startup", content)])
    assert "| a | 1.25 | 1.00–1.50 | 38 | ≤ 1.20 **missed** |" in text
    assert "77" not in text.replace("3.11.7", "")
