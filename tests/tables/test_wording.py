"""How a cell reads: numbers, units, marks, in the reader's units and in ASCII."""

from typing import get_args

import pytest

from records import system
from ringfence.english import counted
from ringfence.evidence.figures import cell_of
from ringfence.evidence.rule import Rule
from ringfence.specs.measures import MEASURES
from ringfence.specs.words import Units
from ringfence.tables.wording import (
    Style,
    cell_text,
    column_title,
    grouped,
    rounded,
    spread_text,
    unit_for,
    value_text,
)  # fmt: skip
from ringfence.units.value import known_units, parse_value

METRIC, IMPERIAL, NAUTICAL, STATED = (Style(units) for units in get_args(Units))


@pytest.mark.parametrize(
    ("measure", "value", "texts"),
    [
        ("range_max", "400 km", ("400 km", "249 mi", "216 nmi", "400 km")),
        ("range_max", "249 mi", ("401 km", "249 mi", "216 nmi", "249 mi")),
        ("range_max", "15 mi", ("24 km", "15 mi", "13 nmi", "15 mi")),
        ("range_max", "2.5 km", ("2.5 km", "1.6 mi", "1.3 nmi", "2.5 km")),
        ("range_max", "25–30 km", ("25–30 km", "16–19 mi", "13–16 nmi", "25–30 km")),
        ("range_max", "2400 km", ("2,400 km", "1,490 mi", "1,300 nmi", "2400 km")),
        ("range_max", "800 m", ("800 m", "0.497 mi", "0.432 nmi", "800 m")),
        ("altitude_max", "27 km", ("27 km", "89,000 ft", "89,000 ft", "27 km")),
        ("altitude_max", "100000 ft", ("30.5 km", "100,000 ft", "100,000 ft", "100,000 ft")),
        ("range_max", "more than 60 km", (">60 km", ">37 mi", ">32 nmi", ">60 km")),
        ("range_max", "at least 60 km", ("≥60 km", "≥37 mi", "≥32 nmi", "≥60 km")),
        ("range_max", "less than 60 km", ("<60 km", "<37 mi", "<32 nmi", "<60 km")),
        ("range_max", "about 60 km", ("~60 km", "~37 mi", "~32 nmi", "~60 km")),
        ("range_max", "up to 60 km", ("60 km", "37 mi", "32 nmi", "60 km")),
        ("speed_max", "Mach 4.5", ("Mach 4.5",) * 4),
        ("target_speed_max", "1000 m/s", ("1,000 m/s", "2,240 mph", "1,940 kt", "1,000 m/s")),
        ("mass", "1800 kg", ("1,800 kg", "3,970 lb", "1,800 kg", "1,800 kg")),
        ("length", "7.5 m", ("7.5 m", "24.6 ft", "24.6 ft", "7.5 m")),
        ("antenna_height", "24 m", ("24 m", "79 ft", "79 ft", "24 m")),
        ("reaction_time", "10 s", ("10 s",) * 4),
        ("targets_engaged", "36", ("36",) * 4),
        ("unit_cost", "4000000 USD", ("4,000,000 USD",) * 4),
    ],
)
def test_units(measure: str, value: str, texts: tuple[str, ...]) -> None:
    """A value reads in every choice of units, as exact as it was stated and no more, thousands set apart."""
    found = tuple(
        value_text(MEASURES[measure], parse_value(value), style) for style in (METRIC, IMPERIAL, NAUTICAL, STATED)
    )
    assert found == (*texts[:3], texts[3].replace("2400", "2,400"))


@pytest.mark.parametrize(
    ("number", "place", "text"),
    [(402.336, 1.609, "402"), (400.7, 1.609, "401"), (24.14, 1.609, "24"), (0.497, 0.00062, "0.497"), (88582.7, 3280.8, "89000"),
     (9.144, 0.3048, "9.1"), (2.6998, 0.54, "2.7"), (1234.5, 0.001, "1230"), (0.0, 1.0, "0"), (5.0, 0.0, "5"), (31.07, 10.0, "31")],
)  # fmt: skip
def test_rounded(number: float, place: float, text: str) -> None:
    """A converted number keeps two to three significant digits, as many as what was stated bears."""
    assert rounded(number, place) == text


@pytest.mark.parametrize(
    ("digits", "dimension", "text"),
    [("2400", "length", "2,400"), ("999", "length", "999"), ("1000", "length", "1,000"), ("12345.5", "length", "12,345.5"),
     ("1000000", "money:USD", "1,000,000"), ("2018", "mach", "2018"), ("1000", "angle", "1000")],
)  # fmt: skip
def test_thousands(digits: str, dimension: str, text: str) -> None:
    """Thousands are set apart from one thousand on; Mach numbers and angles are left alone."""
    assert grouped(digits, dimension) == text


def test_units_of_measures() -> None:
    """Heights read in feet where ranges read in miles; what is short reads in metres or feet; Mach and counts are as stated."""
    km, m = parse_value("40 km"), parse_value("500 m")
    assert [unit_for(MEASURES["range_max"], v, "metric") for v in (km, m)] == ["km", "m"]
    assert [unit_for(MEASURES["altitude_min"], v, "imperial") for v in (km, m)] == ["ft", "ft"]
    assert unit_for(MEASURES["range_max"], m, "imperial") == "mi"
    assert unit_for(MEASURES["diameter"], parse_value("1 km"), "metric") == "m"
    assert unit_for(MEASURES["range_max"], parse_value("1000 m"), "metric") == "km"
    assert unit_for(MEASURES["speed_max"], parse_value("Mach 3"), "nautical") == "Mach"
    assert unit_for(MEASURES["range_max"], parse_value("5 nmi"), "as-stated") == "nmi"


@pytest.mark.parametrize(
    ("stated", "units", "text"),
    [
        ({"aa": "20 km", "bb": "40 km"}, "metric", "20–40 km ×2"),
        ({"aa": "20 km", "bb": "40 km"}, "imperial", "12–25 mi ×2"),
        ({"aa": "500 m", "bb": "5 km"}, "metric", "0.5–5 km ×2"),
        ({"aa": "1000 km", "bb": "1200 km", "cc": "1500 km"}, "metric", "1,200 km [1,000–1,500] ×3"),
        ({"aa": "100 km", "bb": "120 km", "cc": "150 km"}, "imperial", "75 mi [62–93] ×3"),
        ({"aa": "400 km", "bb": "400 km", "cc": "249 mi"}, "imperial", "249 mi ×3"),
        ({"aa": "40–60 km", "bb": "60 km", "cc": "60 km"}, "metric", "60 km ×3"),
    ],
)
def test_cells(stated: dict[str, str], units: str, text: str) -> None:
    """Figure, spread and origins in the reader's units; what is a conversion of another's figure is no spread."""
    cell = cell_of(system([{"targets": ["aircraft"], "range_max": stated}]), "range_max", "aircraft")
    assert cell_text(cell, Style(units)) == text  # type: ignore[arg-type]  # a parameter is no literal


def test_ascii() -> None:
    """In ASCII every mark has a plain one, and no other character is left."""
    style = Style(ascii=True)
    record = system(
        [
            {"range_max": {"aa": "20 km", "bb": "more than 40 km"}},
            {"targets": ["drone", "ballistic-missile"], "range_max": {"cc": "9 km"}},
        ],
        engages={"helicopter": {"aa": True}},
    )
    texts = [cell_text(cell_of(record, "range_max", t), style) for t in ("aircraft", "drone", "helicopter", "icbm")]
    assert texts == ["20-40 km+ x2", "yes*", "yes, <= 40 km", "?"]
    assert style.legend().isascii()
    assert "x7 = independent origins" in style.legend()
    assert style.plain("Тор – 5 °") == "\\u0422\\u043e\\u0440 - 5 *"


def test_legend() -> None:
    """The legend explains every mark that a cell may bear."""
    for mark in ("×7 = independent origins", "a–b ×2", "[a–b]", "†", "°", "yes, ≤", "yes/no", "? = unknown"):
        assert mark in Style().legend()


def test_minimum() -> None:
    """Of a minimum the lower ends are told."""
    record = system([{"targets": ["aircraft"], "range_min": {"aa": "2 km", "bb": "3–5 km", "cc": "1–2 km"}}])
    assert cell_text(cell_of(record, "range_min", "aircraft")) == "2 km [1–3] ×3"


def test_rules_of_choice() -> None:
    """Asked for the lowest or the highest, the cell shows it, and the spread beside it."""
    record = system([{"targets": ["aircraft"], "range_max": {"aa": "20 km", "bb": "30 km"}}])
    texts = [cell_text(cell_of(record, "range_max", "aircraft", Rule(choice))) for choice in ("lowest", "highest")]
    assert texts == ["20 km [20–30] ×2", "30 km [20–30] ×2"]


def test_titles_and_plurals() -> None:
    """A column is headed by measure and class; nouns follow their number."""
    assert column_title(MEASURES["range_max"], "drone") == "range, drone"
    assert column_title(MEASURES["mass"], None) == "mass"
    assert [counted(n, "origin") for n in (0, 1, 2)] == ["0 origins", "1 origin", "2 origins"]
    assert counted(2, "battery") == "2 batteries"


def test_all_units_are_known() -> None:
    """Every unit that a style may choose is one of the table."""
    values = [parse_value(t) for t in ("5 km", "5 m/s", "5 kg", "5 s", "5 m")]
    assert {unit_for(info, v, u) for info in MEASURES.values() for v in values for u in get_args(Units)} <= set(
        known_units()
    )


def test_no_spread_of_one() -> None:
    """One origin has no spread."""
    cell = cell_of(system([{"targets": ["aircraft"], "range_max": {"aa": "25–30 km"}}]), "range_max", "aircraft")
    assert cell.best
    assert spread_text(cell.info, cell.best, Style()) == ""
