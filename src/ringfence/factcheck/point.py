"""Pointing: which system each figure of a text is about, what it measures, and against which classes.

Nothing is judged here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ringfence.factcheck.figures import COUNTABLE, Figure, figures
from ringfence.factcheck.measuring import classes_of, kind_of
from ringfence.factcheck.names import Mention, Names, narrowed
from ringfence.factcheck.owning import How, Memory, owner, stands_with
from ringfence.factcheck.rows.classes import classes_in
from ringfence.factcheck.text import Sentence, Text

MOST = 1000
"""So many figures of a text are looked at; what comes behind is said to be left."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a text and what it seems to be about; no figure where a sentence says whom a system engages.

    `systems`: ids, none for a product that no record holds (`name` tells which); `part`: the missile that is named.
    `how`: where the name stands. `cue`: whether a word of measure stands with the figure. `alone`: no other product is
    named. `context`: the sentence before.
    """

    sentence: Sentence
    figure: Figure | None
    systems: tuple[str, ...]
    name: str
    part: str | None
    kind: str
    classes: tuple[str, ...]
    how: How
    cue: bool
    alone: bool
    context: str


def points(text: Text, names: Names, about: tuple[str, ...] = ()) -> tuple[list[Point], int | None]:
    """Every figure near a system, in order, and the place from which on none was looked at (None: all were).

    `about`: id and name of the system that a sentence is about which names none.
    """
    mentions, end = names.mentions(text.plain)
    starts = [m.start for m in mentions]
    memory = Memory(next((m for m in mentions if m.systems), None), bool(about))
    if about:
        memory.last, memory.said, memory.plain = Mention(0, 0, about[1], about[:1]), 0, True
    found: list[Point] = []
    for sentence in text.sentences() if mentions or about else ():
        here = _in_sentence(sentence, mentions, starts)
        found += _pointed(sentence, here, memory)
        memory.take(sentence, here)
        if len(found) > MOST or (end and sentence.places[0] > end):
            return found[:MOST], sentence.places[0]
    return found, None


def _in_sentence(sentence: Sentence, mentions: list[Mention], starts: list[int]) -> list[Mention]:
    """The mentions of a sentence, with places in it."""
    places = sentence.places
    here, cell = [], sentence.form == "cell"
    first, last = (min(places), max(places)) if cell else (places[0], places[-1])
    for m in mentions[bisect_left(starts, first) : bisect_right(starts, last)]:
        if not cell:
            here.append(replace(m, start=bisect_left(places, m.start), end=bisect_left(places, m.end)))
        elif m.start in places and m.end - 1 in places:
            here.append(replace(m, start=places.index(m.start), end=places.index(m.end - 1) + 1))
    return sorted(here, key=lambda m: m.start)


def _pointed(sentence: Sentence, here: list[Mention], memory: Memory) -> Iterator[Point]:
    low = sentence.low
    if not (here or COUNTABLE.search(low)):
        return
    spans = [(m.start, m.end) for m in here]
    here[:] = narrowed([*here, *([memory.last] if memory.last else [])])[: len(here)]
    some = [part for f in figures(low, spans, sentence.own) for part in _split(f)]
    classes = classes_in(low, spans)
    subject, how = memory.subject(sentence, here)
    for f in some:
        own = owner(low, f, some, here)
        m = own or subject
        if m is not None:
            kind, cue = kind_of(low, f, some, m.sensor)
            alone = len(m.systems) == 1 and all(o.systems == m.systems for o in here)
            alone = alone and (own is not None or how != "pronoun" or memory.plain)
            aims = classes_of(low, f, some, classes)
            named: How = how if not own else "named" if stands_with(low, f, own) else "near"
            yield Point(sentence, f, m.systems, m.text, m.part, kind, aims, named, cue, alone, memory.before)
    if not some and classes and subject and len(subject.systems) == 1 and here:
        aims, alone = tuple(dict.fromkeys(c[2] for c in classes)), all(m.systems == subject.systems for m in here)
        known = subject.systems, subject.text, subject.part
        yield Point(sentence, None, *known, "engages", aims, how, True, alone, memory.before)


def _split(f: Figure) -> Iterator[Figure]:
    """`3 to 100 km` is a least and a most, `150–200 km` is one figure."""
    if f.cut and f.dimension == "length" and f.high >= 3 * f.low:
        yield replace(f, end=f.cut, high=f.low, cut=None, least=True)
        yield replace(f, start=f.cut, low=f.high, cut=None)
    else:
        yield f
