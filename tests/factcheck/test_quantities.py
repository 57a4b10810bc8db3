"""The quantities of prose, and what is left alone."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.factcheck.prose.quantities import quantities

Wanted = list[tuple[float, float, str, str]]


def found(text: str) -> Wanted:
    """Low, high, unit and bound of each quantity."""
    return [(round(q.low, 6), q.high, q.unit, q.bound) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("up to 400 kilometres", [(400, 400, "km", "up to")]),
        ("a 400-kilometre-range missile", [(400, 400, "km", "exactly")]),
        ("400km away", [(400, 400, "km", "exactly")]),
        ("some 1,000 km off", [(1000, 1000, "km", "about")]),
        ("3 500 km", [(3500, 3500, "km", "exactly")]),
        ("more than four hundred and fifty miles", [(450, 450, "mi", "more than")]),
        ("a hundred miles", [(100, 100, "mi", "exactly")]),
        ("no more than 40 km", [(40, 40, "km", "no more than")]),
        ("only up to 60 km", [(60, 60, "km", "only")]),
        ("400 km at most", [(400, 400, "km", "no more than")]),
        ("400 km or more", [(400, 400, "km", "at least")]),
        ("250 thousand feet", [(250_000, 250_000, "ft", "exactly")]),
        ("1.000 km", []),
        ("at least 215 nautical miles", [(215, 215, "nmi", "at least")]),
        ("215 NM and 65,600 ft", [(215, 215, "nmi", "exactly"), (65600, 65600, "ft", "exactly")]),
        ("400-plus km", [(400, 400, "km", "more than")]),
        ("from 40 to 400 km", [(40, 400, "km", "exactly")]),
        ("40-60 km", [(40, 60, "km", "exactly")]),
        ("between 40 and 150 kilometres", [(40, 150, "km", "exactly")]),
        ("from 500 metres to 70 km", [(0.5, 70, "km", "exactly")]),
        ("at 40, 120, 250 and 400 km", [(n, n, "km", "exactly") for n in (40, 120, 250, 400)]),
        ("400 km and 30 km", [(400, 400, "km", "exactly"), (30, 30, "km", "exactly")]),
        ("4.8 kilometres per second", [(4.8, 4.8, "km/s", "exactly")]),
        ("4,8 km/s", [(4.8, 4.8, "km/s", "exactly")]),
        ("3,000 kilometers an hour", [(3000, 3000, "km/h", "exactly")]),
        ("nearly 900 mph", [(900, 900, "mph", "about")]),
        ("Mach 5 to 6", [(5, 6, "Mach", "exactly")]),
        ("five times the speed of sound", [(5, 5, "Mach", "exactly")]),
        ("twice the speed of sound", [(2, 2, "Mach", "exactly")]),
        ("700 m/s", [(700, 700, "m/s", "exactly")]),
    ],
)  # fmt: skip
def test_read(text: str, wanted: Wanted) -> None:
    """Numbers, number words, units, intervals, lists and bounds of news prose are read."""
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "in October 2018", "on 2018-10-05", "$5.43 billion", "€400m", "a 400M deal", "30m people", "300 square kilometres", "300 km²",
        "five regiments", "36 targets", "the S-400", "9M96E2", "several hundred kilometres", "at 60.", "20 minutes", "46 tonnes", "90%",
        "1" * 400 + " km", "1,000,000,000,000,000,000 km", "4.4.4 km", "route A40 km-long",
    ],
)  # fmt: skip
def test_left_alone(text: str) -> None:
    """Dates, money, areas, counts, names and vague or endless numbers are no lengths."""
    assert found(text) == []


def test_said_again() -> None:
    """A figure and its conversion in brackets are one quantity."""
    (q,) = quantities("up to 250 miles (400 km) away")
    assert (q.high, q.unit, q.again) == (250, "mi", (400, "km"))
    assert len(quantities("400 km (120 miles)")) == 2


@given(st.integers(1, 9999), st.sampled_from(["km", "kilometres", "KM", "kilometers", "Kilometres"]))
def test_separators_and_case(number: int, unit: str) -> None:
    """Thousands separators and the unit's case change nothing."""
    assert found(f"{number} {unit}") == found(f"{number:,} {unit}") == [(number, number, "km", "exactly")]


@given(st.text(alphabet="0123456789., -–kmMachtobetweenand", max_size=120))
def test_any_text(text: str) -> None:
    """Any text can be read; what is found lies within it, in order and apart."""
    some = quantities(text)
    assert all(0 <= q.start < q.end <= len(text) and q.low <= q.high for q in some)
    assert all(a.end <= b.start for a, b in pairwise(some))
