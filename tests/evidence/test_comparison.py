"""Systems side by side: which rows there are, how systems rank, and whose order is in doubt."""

from pathlib import Path
from typing import Any

import pytest

from records import system
from ringfence.catalog.store import Catalog
from ringfence.errors import NotFound, UsageError
from ringfence.evidence.comparison import compare, overlapping, ranked, read_column
from ringfence.evidence.figures import cell_of, chosen
from ringfence.evidence.rule import Rule
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import read_date
from ringfence.specs.system import System
from ringfence.tables.comparison import cell_record, comparison_sheets
from ringfence.tables.wording import Style, cell_text

RANGE = MEASURES["range_max"]


def named(name: str, stated: dict[str, str], **more: Any) -> System:
    """A system with a range against aircraft."""
    return system([{"targets": ["aircraft"], "range_max": stated}], id=name, **more)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


def test_reference_classes_are_rows(catalog: Catalog) -> None:
    """Without --against the rows are aircraft, drone, ballistic missile, and what each system is made for."""
    assert [row.target for row in compare(catalog, ["s-400"], measures=["range"]).rows] == [
        "aircraft",
        "drone",
        "ballistic-missile",
    ]
    more = compare(catalog, ["s-400", "iron-dome"], measures=["range"]).rows
    assert [row.target for row in more] == ["aircraft", "drone", "ballistic-missile", "rocket-artillery-mortar"]
    assert [row.target for row in compare(catalog, ["iron-dome"], against=["drones"], measures=["range"]).rows] == [
        "drone"
    ]


def test_rows_and_cells(catalog: Catalog) -> None:
    """A row is a measure against a class, a cell a system, in the order asked for; a measure without classes has one row."""
    table = compare(catalog, ["thaad", "s-400"], against=["aircraft", "icbm"], measures=["altitude", "range", "mass"])
    assert [(row.info.name, row.target) for row in table.rows] == [
        ("altitude_max", "aircraft"), ("altitude_max", "icbm"), ("range_max", "aircraft"), ("range_max", "icbm"), ("mass", None),
    ]  # fmt: skip
    assert {tuple(cell.system.id for cell in row.cells) for row in table.rows} == {("thaad", "s-400")}


@pytest.mark.parametrize(
    ("names", "more", "says"),
    [
        ([], {}, "0 systems are named; compare takes 1 to 20"),
        (["s-400"] * 21, {}, "21 systems are named"),
        (["s-400", "S400"], {}, "'s-400' is named twice"),
        (["s-400"], {"measures": []}, "nothing to compare"),
        (["s-400"], {"against": []}, "nothing to compare"),
        (["s-400"], {"sort": "range_max"}, "range_max needs a target class"),
    ],
)
def test_refused(names: list[str], more: dict[str, Any], says: str, catalog: Catalog) -> None:
    """No system, too many, one twice, nothing to compare: each is told."""
    with pytest.raises(UsageError) as caught:
        compare(catalog, names, **more)
    assert says in str(caught.value)


def test_sorted(catalog: Catalog) -> None:
    """--sort puts the farthest first and the unknown last."""
    table = compare(catalog, ["thaad", "nasams", "s-400"], measures=["range"], sort="range[aircraft]")
    assert [s.id for s in table.systems] == ["s-400", "nasams", "thaad"]
    assert [cell.system.id for cell in table.rows[0].cells] == ["s-400", "nasams", "thaad"]


def test_ranking() -> None:
    """Farthest first, of equals by id, unknown last; for a minimum the nearest first."""
    some = [named("b", {"aa": "40 km"}), named("none", {}), named("a", {"aa": "40 km"}), named("far", {"aa": "60 km"})]
    assert [s.id for s in ranked(some, RANGE, "aircraft", Rule())] == ["far", "a", "b", "none"]
    near = [
        system([{"targets": ["aircraft"], "range_min": {"aa": text}}], id=name)
        for name, text in (("x", "3 km"), ("y", "2 km"))
    ]
    assert [s.id for s in ranked(near, MEASURES["range_min"], "aircraft", Rule())] == ["y", "x"]


def test_overlaps() -> None:
    """A system is marked where its spread, or its interval, touches that of the one above it."""
    some = [
        named("first", {"aa": "100 km", "bb": "90 km", "cc": "80 km"}),
        named("second", {"aa": "85 km"}),
        named("third", {"aa": "60 km", "bb": "80 km"}),
        named("fourth", {"aa": "60 km"}),
        named("fifth", {"aa": "10 km"}),
        named("none", {}),
    ]
    cells = [cell_of(s, "range_max", "aircraft") for s in some]
    assert overlapping(cells) == {"second", "fourth"}


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("range_max[aircraft]", ("range_max", "aircraft")),
        ("range [ drones ]", ("range_max", "drone")),
        ("mass", ("mass", None)),
    ],
)
def test_columns(text: str, column: tuple[str, str | None]) -> None:
    """A column is a measure with its class in brackets, in any spelling that the command line takes."""
    info, target = read_column(text)
    assert (info.name, target) == column


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("range_max[aircraft", "lacks its closing bracket"),
        ("range_max", "needs a target class"),
        ("mass[drone]", "has no target classes"),
    ],
)
def test_bad_columns(text: str, says: str) -> None:
    """What is no column says what is wrong."""
    with pytest.raises(UsageError) as caught:
        read_column(text)
    assert says in str(caught.value)


def test_unknown_words() -> None:
    """Measures and classes that are none are told with the nearest."""
    for text in ("rnge[aircraft]", "range[aircrat]"):
        with pytest.raises(NotFound):
            read_column(text)


def test_undated_sources_are_counted(tmp_path: Path) -> None:
    """A source without a date that --as-of leaves out counts once, however many cells it would have moved."""
    text = """name: X
origin: [RUS]
kind: sam
reference: aircraft
status: in-service
envelopes:
  - targets: [aircraft]
    range_max: {aa: 10 km, bb: 12 km}
    altitude_max: {aa: 5 km}
sources:
  aa: {publisher: A, url: "https://example.org/a", published: null, kind: blog, language: en}
  bb: {publisher: B, url: "https://example.org/b", published: 2015, kind: blog, language: en}
"""
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    table = compare(Catalog.load(tmp_path, shipped=False), ["x"], rule=Rule(as_of=read_date("2020")))
    assert table.undated == 1
    notes = comparison_sheets(table, Style())[-1].notes
    assert notes[1:] == ("rule: typical, as of 2020", "1 undated sources are left out")


def test_kinds_of_range_stand_apart(catalog: Catalog) -> None:
    """Engagement, detection and threat ranges come as tables one below the other; what is no range stands with the first."""
    table = compare(
        catalog,
        ["s-400", "thaad"],
        against=["aircraft"],
        measures=["range", "detection", "altitude", "threat-range", "mass"],
    )
    blocks = [[row[0] for row in sheet.rows] for sheet in comparison_sheets(table, Style())]
    assert blocks == [
        ["range, aircraft", "altitude, aircraft", "mass"],
        ["detection range, aircraft"],
        ["threat range, aircraft"],
    ]
    notes = [len(sheet.notes) for sheet in comparison_sheets(table, Style())]
    assert notes == [0, 0, 1]


def test_rows_of_systems(catalog: Catalog) -> None:
    """Turned round there is a table a measure, a row a system, a column a class."""
    table = compare(
        catalog, ["s-400", "thaad"], against=["aircraft", "drone"], measures=["range", "altitude", "mass", "length"]
    )
    sheets = comparison_sheets(table, Style(), by_system=True)
    assert [sheet.headers for sheet in sheets] == [
        ("range", "aircraft", "drone"), ("altitude", "aircraft", "drone"), ("system", "mass", "length"),
    ]  # fmt: skip
    assert [[row[0] for row in sheet.rows] for sheet in sheets] == [["s-400", "thaad"]] * 3
    (first, *_), cell = sheets[0].rows, table.rows[0].cells[0]
    assert first[1] == cell_text(cell)


def test_by_effector() -> None:
    """Asked for, a cell lists every missile, and the data holds a record for each."""
    record = system(
        [
            {"effector": "Long", "targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": "40 km"}},
            {"effector": "Short", "targets": ["aircraft"], "range_max": {"aa": "9 km"}},
            {"targets": ["aircraft"], "range_max": {"cc": "30 km"}},
        ]
    )
    cell = cell_of(record, "range_max", "aircraft")
    from ringfence.evidence.comparison import Comparison, Row

    table = Comparison((record,), (Row(RANGE, "aircraft", (cell,)),), Rule())
    (sheet,) = comparison_sheets(table, Style(), by_effector=True)
    assert sheet.rows == (("range, aircraft", "Long: 40 km ×2\nsystem: 30 km ×1\nShort: 9 km ×1"),)
    assert [(r["effector"], r["value"], r["origins"], r["text"]) for r in sheet.records] == [
        ("Long", 40, 2, "40 km ×2"), (None, 30, 1, "30 km ×1"), ("Short", 9, 1, "9 km ×1"),
    ]  # fmt: skip


def test_by_effector_without_figures() -> None:
    """A cell without a figure reads as always, plans are marked, and names come in ASCII where that is asked for."""
    from ringfence.evidence.comparison import Comparison, Row

    some = [{"effector": "Dvina–1", "range_max": {"aa": "40 mi"}}, {"effector": "B", "range_max": {"bb": "9 mi"}}]
    record = system(some, status="proposed", engages={"icbm": {"aa": True}})
    rows = tuple(Row(RANGE, t, (cell_of(record, "range_max", t),)) for t in ("aircraft", "icbm"))
    (sheet,) = comparison_sheets(Comparison((record,), rows, Rule()), Style("imperial", ascii=True), by_effector=True)
    assert [row[1] for row in sheet.rows] == ["Dvina-1: 40 mi+ planned x1\nB: 9 mi+ planned x1", "yes"]


@pytest.mark.parametrize("choice", ["typical", "lowest", "highest"])
def test_another_choice_of_a_cell(choice: str) -> None:
    """A cell by another choice is the cell that the rule with that choice gives, whichever one it was made from."""
    record = system(
        [
            {"effector": "A", "targets": ["aircraft"], "range_max": {"aa": "40 km", "bb": "30 km", "cc": "50 km"}},
            {"effector": "B", "targets": ["aircraft"], "range_max": {"dd": "60 km", "ee": "20 km", "ff": "20 km"}},
        ]
    )
    wanted = cell_of(record, "range_max", "aircraft", Rule(choice))  # type: ignore[arg-type]  # no literal
    for start in ("typical", "lowest", "highest"):
        cell = cell_of(record, "range_max", "aircraft", Rule(start))
        assert chosen(cell, choice) == wanted  # type: ignore[arg-type]  # no literal


def test_record_of_a_figure() -> None:
    """A cell as data: numbers in the reader's unit, no finer than stated, both ends, spread, origins, sources."""
    record = cell_record(
        cell_of(named("x", {"aa": "20 km", "bb": "more than 40 km"}), "range_max", "aircraft"), Style("imperial")
    )
    assert record == {
        "system": "x", "name": "X", "measure": "range_max", "target": "aircraft", "text": "12–25 mi ×2", "value": 25.0,
        "low": 12.0, "unit": "mi", "lowest": 12.0, "highest": 25.0, "bound": None, "stated": "12–25 mi",
        "naming": "named", "origins": 2, "statements": 2, "effector": None, "at_most": None, "engages": "unknown", "planned": False,
        "rule": "typical", "undated_left_out": 0, "sources": ["aa", "bb"],
    }  # fmt: skip
    one = cell_record(
        cell_of(named("x", {"aa": "more than 40 km"}, status="proposed"), "range_max", "aircraft"), Style()
    )
    assert (one["bound"], one["stated"], one["planned"], one["text"]) == (
        "more than",
        "more than 40 km",
        True,
        ">40 km planned ×1",
    )


def test_record_of_a_bound() -> None:
    """A bound is a number of its own, never a value."""
    record = cell_record(
        cell_of(named("x", {"aa": "40 km"}, engages={"drone": {"aa": True}}), "range_max", "drone"), Style()
    )
    assert (record["value"], record["at_most"], record["unit"], record["engages"], record["text"]) == (
        None,
        40,
        "km",
        "yes",
        "yes, ≤ 40 km",
    )


def test_record_of_a_count() -> None:
    """A count is counted in `count`."""
    record = cell_record(cell_of(system([], targets_engaged={"aa": 6}, sources={"aa": {}}), "targets_engaged"), Style())
    assert (record["value"], record["unit"], record["engages"]) == (6, "count", None)
