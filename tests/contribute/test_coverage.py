"""How complete the catalog is, counted."""

from records import system
from ringfence.catalog.store import Catalog
from ringfence.contribute.coverage import Count, coverage, coverage_text
from ringfence.paths import data_folder


def test_page_is_current() -> None:
    """catalog/COVERAGE.md is what `ringfence audit --coverage` prints."""
    page = (data_folder("catalog") / "COVERAGE.md").read_text("utf-8")
    assert page == coverage_text(coverage(list(Catalog.load(shipped=True)))), (
        "run: ringfence audit --coverage -o catalog/COVERAGE.md"
    )


def test_counts() -> None:
    """A class is counted where its cell shows a figure; a bound, a doubt and a blanket of another family are none."""
    one = system(
        [
            {"targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": "41 km"}},
            {"targets": ["drone"], "range_max": {"aa": {"value": "9 km", "doubt": "a slip"}}},
            {"targets": ["aircraft", "icbm"], "altitude_max": {"aa": "9 km"}},
        ],
        {"bb": {"kind": "government"}},
        engages={"helicopter": {"aa": True}},
    )
    two = system([], id="two", mass={"aa": "5 t"}, sources={"aa": {}})
    found = coverage([one, two])
    assert found.counts == (
        Count("range_max", "aircraft", 1, 1, 1), Count("altitude_max", "aircraft", 1, 0, 0), Count("mass", None, 1, 0, 0),
    )  # fmt: skip
    assert found.empty == (("two", "range_max"), ("two", "altitude_max"))
    assert found.lonely == (("x", "altitude_max"),)
