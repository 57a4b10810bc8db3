"""The filter: what holds, what cannot be read and where, and that nothing is ever run."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.errors import RingfenceError, UsageError
from ringfence.evidence.where import parse_filter, systems_where


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


@pytest.mark.parametrize(
    ("text", "holds", "fails"),
    [
        ("range_max[ballistic-missile] >= 50 km and origin == RUS", "s-400", "thaad"),
        ("range_max[ballistic-missile] > 60 km", "thaad", "s-400"),
        ("range_max[ballistic-missile] == 60 km", "s-400", "thaad"),
        ("range[bm] >= 37.28 mi and origin == RUS", "s-400", "thaad"),
        ("range_max[aircraft] == unknown", "thaad", "s-400"),
        ("range_max[aircraft] != unknown", "s-400", "thaad"),
        ("engages[ballistic-missile] == disputed", "iris-t-slm", "s-400"),
        ("engages[drone] == yes", "s-400", "thaad"),
        ("not origin == RUS", "thaad", "s-400"),
        ("origin == Russia", "s-400", "thaad"),
        ('origin == South Korea or origin == "United States"', "thaad", "s-400"),
        ("maker contains almaz", "s-400", "thaad"),
        ("range_max[aircraft] > 300km", "s-400", "thaad"),
        ("kind == abm or (origin == RUS and name == 's 400')", "s-400", "hq-9"),
        ("origin == RUS or origin == USA and kind == abm", "thaad", "hq-9"),
        ("(origin == RUS or origin == USA) and kind == abm", "thaad", "s-400"),
        ("reference != ballistic-missile", "s-400", "thaad"),
        ("targets_engaged >= 6", "s-400", "gokdeniz"),
    ],
)
def test_holds(text: str, holds: str, fails: str, catalog: Catalog) -> None:
    """A filter holds for one system and not for the other."""
    found = {system.id for system in systems_where(catalog, text)}
    assert holds in found
    assert fails not in found


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ("", 0, "empty"), ("range_max >= 5 km", 1, "needs a target class"), ("range_max[tank] >= 5 km", 11, "tank"), ("rnge_max[drone] > 1 km", 1, "rnge_max"),
        ("range_max[drone] => 5 km", 18, "comparison"), ("range_max[drone] = 5 km", 18, "=="), ("range_max[drone] >= 5 kg", 21, "length"), ("range_max[drone] >= 5kmm", 21, "5kmm"),
        ("origin == RUS and", 18, "missing"), ("(origin == RUS", 15, "')'"), ("origin == RUS origin == USA", 15, "'and'"), ("origin > RUS", 8, "=="),
        ("engages[drone] == perhaps", 19, "yes, no"), ("engages == yes", 9, "target class"), ("__import__('os').system('x')", 1, "__import__"), ("origin == RUS; drop", 11, "no country"), ("id == s-400; drop", 14, "'and'"),
        ("'unclosed", 1, "cannot be read"),
    ],
)  # fmt: skip
def test_errors_name_the_column(text: str, column: int, says: str) -> None:
    """What cannot be read is named with its column and what is allowed."""
    with pytest.raises(UsageError) as caught:
        parse_filter(text)
    if column:
        assert f"column {column}:" in caught.value.message
    assert says in str(caught.value)


def test_depth_and_length_are_bounded() -> None:
    """A filter nested or grown beyond reason is refused."""
    for text in ("(" * 500 + "origin == RUS" + ")" * 500, "not " * 500 + "origin == RUS", "origin == " + "R" * 5000):
        with pytest.raises(UsageError):
            parse_filter(text)


@given(st.text(max_size=80))
def test_any_text(text: str) -> None:
    """Any text is a filter or a clear error."""
    with suppress(RingfenceError):
        assert parse_filter(text).text == text


def test_other_scales_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Asked in m/s, a filter says how many systems it cannot see because their speed is stated as a Mach number."""
    assert run(["list", "--where", "speed_max >= 1000 m/s"]) == 0
    out = capsys.readouterr().out
    assert re.search(
        r"left out, for their speed is stated on another scale \(Mach\): \d+ systems", " ".join(out.split())
    )
