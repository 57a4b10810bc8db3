"""`explain`: how a cell came about, and why each statement counts or not."""

from typing import Any

import pytest

from records import system
from ringfence.evidence.figures import cell_of
from ringfence.evidence.rule import RULE, Rule
from ringfence.specs.statement import read_date
from ringfence.tables.statements import basis, explain_sheet, explain_text
from ringfence.tables.wording import Style

LONG: dict[str, Any] = {"effector": "Long", "targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": "40 km"}}
SHORT: dict[str, Any] = {"effector": "Short", "targets": ["aircraft"], "range_max": {"cc": "9 km"}}


@pytest.mark.parametrize(
    ("envelopes", "more", "target", "sentence"),
    [
        ([{"range_max": {"aa": "40 km"}}], {}, "aircraft", "the figure of one origin, none of which names the target, on the system as a whole"),
        ([{"targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": "50 km"}}], {}, "aircraft", "the interval between 2 independent origins that differ, on the system as a whole"),
        ([{"targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": "50 km", "cc": "50 km"}}], {}, "aircraft", "the lower median of 3 independent origins, on the system as a whole"),
        ([LONG, SHORT], {}, "aircraft", "the lower median of 2 independent origins, on the effector Long (the group with most origins)"),
        ([LONG, SHORT], {"headline": {"effector": "Short", "reason": "what is sold"}}, "aircraft", "the figure of one origin, on the effector Short (chosen by the record: what is sold)"),
        ([{"targets": ["aircraft"], "range_max": {"aa": "40 km"}}], {"status": "proposed"}, "aircraft", "the figure of one origin, on the system as a whole; planned: the system is proposed"),
        ([{"targets": ["aircraft", "icbm"], "range_max": {"aa": "40 km"}}], {}, "aircraft", "the figure of one origin, each one figure for several families, on the system as a whole"),
        ([{"targets": ["aircraft", "icbm"], "range_max": {"aa": "40 km"}}], {}, "icbm", "no figure of its own; named only in one figure for classes of several families"),
        ([{"range_max": {"aa": "40 km"}}], {}, "drone", "no statement speaks for this class"),
        ([{"range_max": {"aa": "40 km"}}], {"engages": {"drone": {"aa": True}}}, "drone", "no figure; engaged according to 1 statement, not engaged according to 0; the figure against aircraft is an upper bound"),
        ([{"range_max": {"aa": "40 km"}}], {"engages": {"icbm": {"aa": True, "bb": False, "cc": False}}}, "icbm", "no figure; engaged according to 1 statement, not engaged according to 2"),
    ],
)  # fmt: skip
def test_basis(envelopes: list[dict[str, Any]], more: dict[str, Any], target: str, sentence: str) -> None:
    """One sentence says how the cell came about."""
    assert basis(cell_of(system(envelopes, **more), "range_max", target)) == sentence


def test_choices_are_told() -> None:
    """Asked for the lowest or highest, the sentence says so."""
    record = system([{"targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": "50 km", "cc": "60 km"}}])
    said = [
        basis(cell_of(record, "range_max", "aircraft", Rule(choice))).split(",")[0] for choice in ("lowest", "highest")
    ]
    assert said == ["the lowest of 3 independent origins", "the highest of 3 independent origins"]


def test_text() -> None:
    """Counted statements come first, farthest first, then those that do not count, each with its reason, note, place and link."""
    record = system(
        [
            {
                "targets": ["aircraft"],
                "range_max": {
                    "aa": "25 mi", "bb": {"value": "50 km", "by": "manufacturer", "at": "p. 12", "note": "brochure"},
                    "cc": {"value": "90 km", "doubt": "a misprint"}, "ee": "41 km",
                },
            },
            {"targets": ["drone"], "range_max": {"dd": "5 km"}},
        ],
        {"ee": {"retells": "bb"}, "aa": {"published": None}},
        engages={"aircraft": {"dd": {"value": True, "note": "seen"}}},
    )  # fmt: skip
    text = explain_text(cell_of(record, "range_max", "aircraft"), Style())
    assert text.splitlines() == [
        "X (x): range, aircraft: 40–50 km ×2",
        "  the interval between 2 independent origins that differ, on the system as a whole",
        "",
        "  counted:",
        "    50 km · aircraft · quotes manufacturer",
        "      bb, P, 2015, newspaper, p. 12",
        "      https://example.org/bb",
        "      note: brochure",
        "    41 km · aircraft",
        "      ee, P, 2015, newspaper, retells bb",
        "      https://example.org/ee",
        "    25 mi = 40 km · aircraft",
        "      aa, P, undated, newspaper",
        "      https://example.org/aa",
        "",
        "  listed, not counted:",
        "    90 km · aircraft — doubt: a misprint",
        "      cc, P, 2015, newspaper",
        "      https://example.org/cc",
        "",
        "  engaged, according to:",
        "    dd, 2015, newspaper; seen",
        "      https://example.org/dd",
    ]


def test_other_groups_and_bounds_are_told() -> None:
    """A statement on another missile says so; a bound names the figure that it comes from; undated sources are counted."""
    text = explain_text(
        cell_of(system([LONG, SHORT], engages={"drone": {"aa": True}}), "range_max", "aircraft"), Style()
    )
    assert "    9 km · aircraft · Short — another group: Short" in text.splitlines()
    drone = explain_text(cell_of(system([LONG, SHORT], engages={"drone": {"aa": True}}), "range_max", "drone"), Style())
    assert "  bounded by aircraft: 40 km" in drone.splitlines()
    undated = system([LONG, SHORT], {"aa": {"published": None}, "bb": {"published": None}})
    told = explain_text(cell_of(undated, "range_max", "aircraft", Rule(as_of=read_date("2020"))), Style())
    assert "  left out: 2 undated sources" in told.splitlines()


def test_sheet() -> None:
    """As rows: what is stated, of whom, from where, and why it does not count; with all of it as data."""
    record = system(
        [
            {
                "targets": ["aircraft"],
                "range_max": {"aa": "40 km", "bb": {"value": "90 km", "context": "test", "at": "p. 3"}},
            }
        ]
    )
    sheet = explain_sheet([cell_of(record, "range_max", "aircraft")], Style())
    assert sheet.headers == (
        "measure",
        "stated",
        "targets",
        "group",
        "source",
        "published",
        "why it does not count",
        "address",
    )
    assert sheet.rows == (
        ("range, aircraft", "40 km", "aircraft", "", "aa", "2015", "", "https://example.org/aa"),
        ("range, aircraft", "90 km", "aircraft", "", "bb", "2015", "test", "https://example.org/bb"),
    )
    assert [(r["counted"], r["why_not"], r["si_high"], r["naming"], r["at"], r["origin"]) for r in sheet.records] == [
        (True, None, 40_000, "named", None, "aa"), (False, "test", 90_000, "named", "p. 3", "bb"),
    ]  # fmt: skip


def test_the_rule_fits_on_a_screen() -> None:
    """The rule in words has at most 24 lines of 130 columns, and names each of its eight points."""
    lines = RULE.splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 130
    assert [line[0] for line in lines if line[0].isdigit()] == list("12345678")


@pytest.mark.parametrize(
    ("rule", "text"),
    [(Rule(), "typical"), (Rule("lowest", frozenset({"military", "government"})), "lowest, by government/military"),
     (Rule(kind=frozenset({"blog"}), as_of=read_date("2018")), "typical, kind blog, as of 2018")],
)  # fmt: skip
def test_rule_in_words(rule: Rule, text: str) -> None:
    """A caption tells what was asked for."""
    assert rule.text == text
