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


def test_other_groups_are_told() -> None:
    """A statement on another missile says so, and the title does not repeat the missile that the basis names."""
    text = explain_text(cell_of(system([LONG, SHORT]), "range_max", "aircraft"), Style())
    assert text.splitlines() == [
        "X (x): range, aircraft: 40 km ×2",
        "  the lower median of 2 independent origins, on the effector Long (the group with most origins)",
        "",
        "  counted:",
        "    40 km · aircraft · Long",
        "      aa, P, 2015, newspaper",
        "      https://example.org/aa",
        "    40 km · aircraft · Long",
        "      bb, P, 2015, newspaper",
        "      https://example.org/bb",
        "",
        "  listed, not counted:",
        "    9 km · aircraft · Short — another group: Short",
        "      cc, P, 2015, newspaper",
        "      https://example.org/cc",
    ]
    whole = explain_text(
        cell_of(system([LONG, SHORT, {"range_max": {"dd": "5 km"}}]), "range_max", "aircraft"), Style()
    )
    assert "    5 km · no target named — another group: the system as a whole" in whole.splitlines()


def test_bounds_and_denials_are_told() -> None:
    """A bound names the figure that it comes from; who says that a class is engaged, and who that it is not, stand apart."""
    flags = {"drone": {"aa": True}, "icbm": {"aa": {"value": False, "note": "too fast"}}}
    record = system([LONG, SHORT], engages=flags)
    assert explain_text(cell_of(record, "range_max", "drone"), Style("imperial")).splitlines() == [
        "X (x): range, drone: yes, ≤ 25 mi",
        "  no figure; engaged according to 1 statement, not engaged according to 0; the figure against aircraft is an upper bound",
        "",
        "  bounded by aircraft: 25 mi",
        "",
        "  engaged, according to:",
        "    aa, 2015, newspaper",
        "      https://example.org/aa",
    ]
    assert explain_text(cell_of(record, "range_max", "icbm"), Style()).splitlines()[-3:] == [
        "  not engaged, according to:",
        "    aa, 2015, newspaper; too fast",
        "      https://example.org/aa",
    ]
    told = system(
        [{"effector": "A", "range_max": {"aa": "1 km"}}], effectors={"A": {"engages": {"icbm": {"aa": True}}}, "B": {}}
    )
    assert "    aa (A), 2015, newspaper" in explain_text(cell_of(told, "range_max", "icbm"), Style()).splitlines()


def test_undated_sources_are_told() -> None:
    """How many sources without a date --as-of left out is said."""
    undated = system([LONG, SHORT], {"aa": {"published": None}, "bb": {"published": None}})
    told = explain_text(cell_of(undated, "range_max", "aircraft", Rule(as_of=read_date("2020"))), Style())
    assert told.splitlines()[2] == "  left out: 2 undated sources"


@pytest.mark.parametrize(
    ("units", "ascii", "line"),
    [
        ("metric", False, "    25–30 mi = 40–48 km · aircraft, drone"),
        ("as-stated", False, "    25–30 mi · aircraft, drone"),
        ("imperial", False, "    25–30 mi · aircraft, drone"),
        ("metric", True, "    25-30 mi = 40-48 km \\xb7 aircraft, drone"),
    ],
)
def test_units_of_statements(units: str, ascii: bool, line: str) -> None:
    """A statement is told as stated, and in the reader's unit where that is another."""
    record = system([{"targets": ["aircraft", "drone"], "range_max": {"aa": "25–30 mi"}}])
    assert line in explain_text(cell_of(record, "range_max", "aircraft"), Style(units, ascii)).splitlines()  # type: ignore[arg-type]  # no literal


def test_a_source_without_address() -> None:
    """A source that has no address is told by its title."""
    record = system(
        [{"range_max": {"aa": "40 km"}}], {"aa": {"url": None, "title": "Of rockets"}}, engages={"icbm": {"aa": True}}
    )
    for target in ("aircraft", "icbm"):
        assert explain_text(cell_of(record, "range_max", target), Style()).splitlines()[-1] == "      Of rockets"
    assert explain_sheet([cell_of(record, "range_max", "aircraft")], Style()).rows[0][-1] == "Of rockets"


def test_order_of_statements() -> None:
    """Of a minimum the nearest comes first; of equal ones they stand in order of their keys."""
    record = system(
        [
            {
                "targets": ["aircraft"],
                "range_min": {"bb": "3 km", "aa": "3 km", "cc": "2 km"},
                "range_max": {"bb": "9 km", "aa": "9 km"},
            }
        ]
    )
    keys = [
        [r["source"] for r in explain_sheet([cell_of(record, m, "aircraft")], Style()).records]
        for m in ("range_min", "range_max")
    ]
    assert keys == [["cc", "aa", "bb"], ["aa", "bb"]]


def test_record() -> None:
    """A statement as data: what is stated, of whom, who is quoted, from where, and whether it counts."""
    record = system(
        [
            {
                "effector": "A",
                "targets": ["aircraft"],
                "range_max": {"aa": {"value": "2–4 km", "by": "military", "note": "n", "at": "p. 3"}},
            },
            SHORT,
        ],
        {"aa": {"retells": "wire", "kind": "blog"}},
    )
    rows = explain_sheet([cell_of(record, "range_max", "aircraft")], Style()).records
    assert next(row for row in rows if row["source"] == "aa") == {
        "system": "x", "measure": "range_max", "target": "aircraft", "counted": False, "why_not": "another group: A", "stated": "2–4 km",
        "bound": "exactly", "si_low": 2000.0, "si_high": 4000.0, "targets": ["aircraft"], "group": "A", "naming": "named", "by": "military",
        "at_altitude": None, "context": "stated", "at": "p. 3", "note": "n", "source": "aa", "origin": "wire", "publisher": "P", "published": "2015",
        "kind": "blog", "url": "https://example.org/aa",
    }  # fmt: skip


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
    assert sheet.headers == ("measure", "stated", "targets", "source", "why it does not count", "address")
    assert sheet.rows == (
        ("range, aircraft", "40 km", "aircraft", "aa, 2015", "", "https://example.org/aa"),
        ("range, aircraft", "90 km", "aircraft", "bb, 2015", "test", "https://example.org/bb"),
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
