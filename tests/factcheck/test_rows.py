"""Each row of each table is needed by its sentence, and leaves its other sentence alone."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import get_args

import pytest

from ringfence.catalog.store import Catalog
from ringfence.factcheck import figures, lexicon, names, owning, text
from ringfence.factcheck.judge import KINDS
from ringfence.factcheck.orders import roles_of
from ringfence.factcheck.point import Point, points
from ringfence.factcheck.rows import Row, may_hold, reading, table
from ringfence.factcheck.rows import names as lists
from ringfence.factcheck.rows.reading import BEHIND, SCALES, SIGNS, Over, cloud_over
from ringfence.factcheck.text import read_text

CATALOG = Catalog.load()
KNOWN = lexicon.lexicon_of(CATALOG)


def pointed(sentence: str) -> list[Point]:
    """The figures of a sentence with what they are about."""
    return [point for point in points(read_text(sentence), KNOWN)[0] if point.figure]


def kinds(sentence: str) -> list[object]:
    """What each figure measures, where a word says so."""
    return [point.kind for point in pointed(sentence) if point.cue]


def nouns(sentence: str) -> list[object]:
    """What each figure counts."""
    return [point.figure.noun for point in pointed(sentence) if point.figure]


def units(sentence: str) -> list[object]:
    """The unit of each figure."""
    return [point.figure.unit for point in pointed(sentence) if point.figure]


def bounds(sentence: str) -> list[object]:
    """The bound of each figure."""
    return [point.figure.bound for point in pointed(sentence) if point.figure]


def classes(sentence: str) -> list[object]:
    """The classes that each figure is said to hold against."""
    return [target for point in pointed(sentence) for target in point.classes]


def clouds(sentence: str) -> list[object]:
    """What clouds the sentence."""
    return [cloud_over(sentence.lower(), over) for over in get_args(Over)]


def roles(sentence: str) -> list[object]:
    """What the words around the last figure speak of."""
    point = pointed(sentence)[-1]
    assert point.figure
    return list(roles_of(point.sentence.low, point.figure))


def products(sentence: str) -> list[object]:
    """Every name in a sentence, and whether it is a version that no record holds."""
    return [(name.text, name.version) for name in names.mentions(sentence, KNOWN)[0]]


READINGS: dict[str, Callable[[str], list[object]]] = {
    "measures": kinds, "nouns": nouns, "classes": classes, "clouds": clouds, "roles": roles, "units": units,
    "bounds": bounds, "products": products,
}  # fmt: skip
ROWS = [(name, row) for name in READINGS for row in table(name)]
CACHED = (reading.pattern_of, reading.sum_words, names.product, figures.beginnings, lexicon.runs_of)


def forget() -> None:
    """Nothing that was made of the tables is kept."""
    for made in CACHED:
        made.cache_clear()


@contextmanager
def without(name: str, row: Row) -> Iterator[None]:
    """The table with one row switched off."""
    place = table(name).index(row)
    table(name).pop(place)
    forget()
    try:
        yield
    finally:
        table(name).insert(place, row)
        forget()


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}-{row.name}-{row.pattern[:24]}" for name, row in ROWS])
def test_row_is_needed(name: str, row: Row) -> None:
    """A row reads its sentence as it says; switched off, the sentence is read otherwise; the other is not touched."""
    reads = READINGS[name]
    needed, left = reads(row.needs), reads(row.leaves)
    with without(name, row):
        off = reads(row.needs)
        assert reads(row.leaves) == left
    assert off != needed
    if name != "products":
        assert row.name in needed
        assert row.name not in off


@pytest.mark.parametrize("name", ["bounds", "clouds", "measures", "roles"])
def test_no_match_is_missed(name: str) -> None:
    """What spares the making of a pattern hides no match of it."""
    said = [sentence.lower() for _, row in ROWS for sentence in (row.needs, row.leaves)]
    for row in table(name):
        assert [low for low in said if re.search(row.pattern, low) and not may_hold(row.pattern, low)] == []


def test_kinds_are_known() -> None:
    """Every kind that a row of the measure words names has its measures."""
    assert {row.name for row in table("measures")} <= set(KINDS)


def test_a_pattern_fits_on_a_line() -> None:
    """No pattern of a row is longer than a line of code."""
    assert [row.pattern for _, row in ROWS if len(row.pattern) > 120] == []


def spelled(word: str) -> str:
    """A name of the catalog as it spells it, with a capital."""
    name = KNOWN[lexicon.runs_of(word)].spelling or word
    return name[:1].upper() + name[1:]


def test_everyday_words_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each everyday word would else be taken for the system of this name."""
    for word in sorted(lists.EVERYDAY):
        sentence = f"Then {spelled(word)} came."
        assert products(sentence) == [], word
        with monkeypatch.context() as patch:
            patch.setattr(names, "EVERYDAY", lists.EVERYDAY - {word})
            assert products(sentence) != [], word


def test_foreign_weapons_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each weapon of the list is a product, and no other rule says so."""
    for word in sorted(lists.FOREIGN):
        sentence = f"Then one {word.replace('_', ' ')} came."
        assert products(sentence) != [], word
        with monkeypatch.context() as patch:
            patch.setattr(names, "FOREIGN", lists.FOREIGN - {word})
            forget()
            assert products(sentence) == [], word
        forget()


def test_shared_words_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two names that begin with one of them are no family, as two that begin otherwise are."""
    for word in sorted(lists.SHARED):
        called = {"one": f"{word} Qalpha", "two": f"{word} Qbeta"}
        records, spellings = {key: {"name": name} for key, name in called.items()}, dict.fromkeys(called, ())
        assert lexicon.lexicon(records, spellings) == {}, word
        with monkeypatch.context() as patch:
            patch.setattr(lexicon, "SHARED", lists.SHARED - {word})
            assert list(lexicon.lexicon(records, spellings)) == ([(word,)] if len(word) > 2 else []), word


def test_descriptions_are_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What every maker has is nobody's name."""
    for runs in lists.GENERIC:
        assert runs not in KNOWN
        with monkeypatch.context() as patch:
            patch.setattr(lexicon, "GENERIC", lists.GENERIC - {runs})
            assert runs in lexicon.lexicon(CATALOG.records, CATALOG.names)


def test_expected_capitals_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of them would else be taken for a product."""
    for word in sorted(lists.EXPECTED_CAPITALS):
        said = f"then {word.capitalize()} came"
        assert not owning.other_capitals(said, []), word
        with monkeypatch.context() as patch:
            patch.setattr(owning, "EXPECTED_CAPITALS", lists.EXPECTED_CAPITALS - {word})
            assert owning.other_capitals(said, []), word


@pytest.mark.parametrize("rule", ["SHORT", "UNITS"])
def test_abbreviations_are_needed(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full stop behind each of them ends no sentence; behind a unit one where a capital follows."""
    for word in sorted(getattr(text, rule)):
        said = f"We saw {word}. 4 came." if rule == "SHORT" else f"We saw 4 {word}. 5 of them came."
        assert len(list(read_text(said).sentences())) == 1, word
        with monkeypatch.context() as patch:
            patch.setattr(text, rule, getattr(text, rule) - {word})
            assert len(list(read_text(said).sentences())) == 2, word


@pytest.mark.parametrize(
    ("table_of", "said"), [(SIGNS, "it cost {}5 in all"), (BEHIND, "it cost 5 {}s"), (SCALES, "it cost $5 {}")]
)
def test_money_is_read(table_of: dict[str, object], said: str) -> None:
    """Each sign, each word of a currency and each scale is read, and not without its row."""
    for word, meant in list(table_of.items()):
        (found,) = figures.figures(said.format(word), [])
        assert (found.unit == meant) if isinstance(meant, str) else (found.high == 5 * float(str(meant))), word
        del table_of[word]
        forget()
        again = figures.figures(said.format(word), [])
        table_of[word] = meant
        forget()
        assert again != [found], word
