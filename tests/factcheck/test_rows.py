"""Each row of each table is needed by its sentence, and leaves its other sentence alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from ringfence.catalog.store import Catalog
from ringfence.factcheck.lexicon import lexicon_of
from ringfence.factcheck.orders import roles_of
from ringfence.factcheck.point import Point, points
from ringfence.factcheck.rows import Row
from ringfence.factcheck.rows.classes import CLASS_WORDS
from ringfence.factcheck.rows.clouds import CLOUDS, cloud_over
from ringfence.factcheck.rows.ledger import COUNT_NOUNS, ROLE_WORDS
from ringfence.factcheck.rows.measures import KINDS, MEASURE_WORDS
from ringfence.factcheck.text import read_text

CATALOG = Catalog.load()
NAMES = lexicon_of(CATALOG)


def pointed(sentence: str) -> list[Point]:
    """The figures of a sentence with what they are about."""
    return points(read_text(sentence), NAMES)[0]


def kinds(sentence: str) -> list[object]:
    """What each figure measures, and whether a word says so."""
    return [kind for p in pointed(sentence) if p.figure for kind in ((p.kind,) if p.cue else ())]


def nouns(sentence: str) -> list[object]:
    """What each figure counts."""
    return [p.figure.noun for p in pointed(sentence) if p.figure]


def classes(sentence: str) -> list[object]:
    """The classes that each figure is said to hold against."""
    return [target for p in pointed(sentence) for target in p.classes]


def clouds(sentence: str) -> list[object]:
    """What clouds the sentence."""
    return [cloud_over(sentence.lower(), over) for over in ("capability", "range", "orders")]


def roles(sentence: str) -> list[object]:
    """What the words around the last figure speak of."""
    point = pointed(sentence)[-1]
    assert point.figure
    return list(roles_of(point.sentence.low, point.figure))


TABLES: tuple[tuple[list[Any], Callable[[str], list[object]]], ...] = (
    (MEASURE_WORDS, kinds),
    (COUNT_NOUNS, nouns),
    (CLASS_WORDS, classes),
    (CLOUDS, clouds),
    (ROLE_WORDS, roles),
)
ROWS = [(table, row, reading) for table, reading in TABLES for row in table]


@contextmanager
def without(table: list[Any], row: Row) -> Iterator[None]:
    """The table with one row switched off."""
    place = table.index(row)
    table.pop(place)
    try:
        yield
    finally:
        table.insert(place, row)


@pytest.mark.parametrize(
    ("table", "row", "reading"), ROWS, ids=[f"{row.name}-{row.pattern[:24]}" for _, row, _ in ROWS]
)
def test_row_is_needed(table: list[Any], row: Row, reading: Callable[[str], list[object]]) -> None:
    """A row reads its sentence as it says; switched off, the sentence is read otherwise; the other sentence is not touched."""
    assert row.name in reading(row.needs)
    left = reading(row.leaves)
    with without(table, row):
        assert row.name not in reading(row.needs)
        assert reading(row.leaves) == left


def test_kinds_are_known() -> None:
    """Every kind that a row of the measure words names has its measures."""
    assert {row.name for row in MEASURE_WORDS} <= set(KINDS)


def test_a_pattern_fits_on_a_line() -> None:
    """No pattern of a row is longer than a line of code."""
    assert [row.pattern for table, _ in TABLES for row in table if len(row.pattern) > 120] == []
