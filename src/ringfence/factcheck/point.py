"""Pointing: which system each figure of a text is about, what it measures, against which classes. Nothing is judged."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ringfence.factcheck.figures import COUNTABLE, Figure, figures
from ringfence.factcheck.lexicon import Lexicon
from ringfence.factcheck.names import Mention, mentions, narrowed
from ringfence.factcheck.owning import CLOSE, How, Memory, owner
from ringfence.factcheck.rows.classes import classes_in
from ringfence.factcheck.rows.measures import MEASURE_WORDS, MeasureWord
from ringfence.factcheck.text import Sentence, Text

_FAR = 70.0
"""What costs so much says nothing of a figure."""
_NOUNS = {"target": "count", "missile": "missiles", "launcher": "launchers"}
_LEAST = {"range": "min-range", "altitude": "min-altitude"}
_DEFAULTS = {"speed": "speed", "mach": "speed", "mass": "mass", "count": "count"}
_AGAINST = re.compile(
    r"(?: in)?[ -]?(?:away|high|range|ceiling|altitude|height|distance)?(?: \(\d[^)]*\))?,? ?"
    r"(?:\(|against |for (?:the |an? )?|versus |vs\.? |when engaging |to (?:the )?)(?:incoming |enemy |hostile "
    r"|aerial )?"
)
_LOOSE = re.compile(r"(?: in)?(?: \w+){0,4} (?:against|for|versus) (?:\w+ ){0,2}")
_ON = re.compile(r",? ?(?:and |or |as well as |including )?(?:[\w-]+,? ){0,5}")
_APART = re.compile(r"\b(?:and|at|with|to|but)\b|[,;:]")
"""What parts a length from a word behind it."""
Place = tuple[int, int, str]
"""Where a class is named, and which."""
MOST = 1000  # so many figures of a text are looked at; what comes behind is said to be left


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a text and what it seems to be about; no figure where a sentence says whom a system engages.

    `systems`: none for a product that no record holds; `part`: the missile that is named; `how`: where the name stands;
    `cue`: whether a word of measure does, too; `alone`: no other product is named; `context`: the sentence before.
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


def points(text: Text, known: Lexicon, about: tuple[str, ...] = ()) -> tuple[list[Point], int | None]:
    """Every figure near a system, in order, and the place from which on none was looked at (None: all were).

    `about`: id and name of the system that a sentence is about which names none.
    """
    names, end = mentions(text.plain, known)
    starts = [m.start for m in names]
    memory = Memory(next((m for m in names if m.systems), None), bool(about))
    if about:
        memory.last, memory.said, memory.plain = Mention(0, 0, about[1], about[:1]), 0, True
    found: list[Point] = []
    for sentence in text.sentences() if names or about else ():
        here = _in_sentence(sentence, names, starts)
        found += _pointed(sentence, here, memory)
        memory.take(sentence, here)
        if len(found) > MOST or (end and sentence.places[0] > end):
            return found[:MOST], sentence.places[0]
    return found, None


def _in_sentence(sentence: Sentence, names: list[Mention], starts: list[int]) -> list[Mention]:
    """The mentions of a sentence, with places in it."""
    places = sentence.places
    here, cell = [], sentence.form == "cell"
    first, last = (min(places), max(places)) if cell else (places[0], places[-1])
    for m in names[bisect_left(starts, first) : bisect_right(starts, last)]:
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
            named: How = how if not own else "named" if own.start - f.end <= CLOSE else "near"
            yield Point(
                sentence=sentence,
                figure=f,
                systems=m.systems,
                name=m.text,
                part=m.part,
                kind=kind,
                classes=aims,
                how=named,
                cue=cue,
                alone=alone,
                context=memory.before,
            )
    if not some and classes and subject and len(subject.systems) == 1 and here:
        aims, alone = tuple(dict.fromkeys(c[2] for c in classes)), all(m.systems == subject.systems for m in here)
        known = subject.systems, subject.text, subject.part
        yield Point(sentence, None, *known, "engages", aims, how, True, alone, memory.before)


def _split(f: Figure) -> Iterator[Figure]:
    """`3 to 100 km` is a least and a most, `150–200 km` is one figure."""
    if f.cut and f.dimension == "length" and f.high >= 3 * f.low:
        yield replace(f, end=f.cut[0], high=f.low, cut=None, least=True)
        yield replace(f, start=f.cut[1], low=f.high, cut=None)
    else:
        yield f


def kind_of(low: str, f: Figure, some: Sequence[Figure], sensor: bool) -> tuple[str, bool]:
    """The kind of a figure, and whether a word of measure says so."""
    if f.dimension in ("date", "other"):
        return f.dimension, True
    topic = _NOUNS.get(f.noun or "", "") if f.dimension == "count" else f.dimension.partition(":")[0]
    costs = [(_cost(low, f, some, row), row.name) for row in MEASURE_WORDS if topic in row.dimensions]
    cost, kind = min(costs, key=lambda c: c[0], default=(_FAR, ""))
    kind = "detection" if sensor and kind == "range" else kind
    if cost < _FAR:
        return (_LEAST.get(kind, kind) if f.least else kind), True
    if f.dimension != "length":
        return _DEFAULTS.get(f.dimension, "sum" if topic == "money" else "other"), False
    kind = "detection" if sensor else "altitude" if f.unit == "ft" else "range"
    return "diameter" if f.unit in ("mm", "cm") else _LEAST.get(kind, kind) if f.least else kind, False


def _cost(low: str, f: Figure, some: Sequence[Figure], row: MeasureWord) -> float:
    """How far the row's nearest word is: its weight, the distance, and what stands between."""
    best = _FAR
    others = [g for g in some if g is not f]
    for match in re.finditer(row.pattern, low):
        start, end = match.span()
        if start < f.end and f.start < end:
            best = min(best, row.weight + 5) if f.dimension in ("count", "mach") else best
            continue
        before = end <= f.start
        between = low[end : f.start] if before else low[f.end : start]
        if (row.side == "behind" if before else row.side == "before") or (not before and len(between) > 45):
            continue
        if not before and f.dimension == "length" and _APART.search(between):
            continue
        crossed = sum(end <= g.start < f.start if before else f.end <= g.start < start for g in others)
        cost = row.weight + 0.3 * len(between) + 22 * crossed + 25 * between.count(";") + 4 * between.count(",")
        if before:  # in `20 km in height and 40 km` the word is the other figure's
            cost += 30 * any(0 <= start - g.end <= 4 for g in others)
        else:
            cost += 4 + 12 * (between.count(" and ") + between.count(",")) - 6 * (len(between) <= 4)
        best = min(best, cost)
    return best


def classes_of(low: str, f: Figure, some: Sequence[Figure], classes: Sequence[Place]) -> tuple[str, ...]:
    """The classes that a figure is said to hold against; none where the sentence names none for it."""
    if f.dimension not in ("length", "speed", "mach") or not classes:
        return ()
    same = [g for g in some if g.dimension == f.dimension]
    after = min((g.start for g in same if g.start >= f.end), default=len(low))
    earlier = max((g for g in same if g.end <= f.start), key=lambda g: g.end, default=None)
    floor = earlier.end if earlier else 0
    behind = [c for c in classes if f.end <= c[0] < after]
    if behind and _AGAINST.fullmatch(low, f.end, behind[0][0]) and after - behind[0][1] > 2:
        return _list(low, behind)
    before = [c for c in classes if floor <= c[0] and c[1] <= f.start]
    before = [c for c in before if not (earlier and _AGAINST.fullmatch(low, floor, c[0]))]
    if before:
        return tuple(reversed(_list(low, before[::-1])))
    if earlier:
        joint = low[floor : f.start]
        return classes_of(low, earlier, some, classes) if len(joint) < 40 and not re.search(r"[.;]", joint) else ()
    return _list(low, behind) if behind and _LOOSE.fullmatch(low, f.end, behind[0][0]) else ()


def _list(low: str, found: Sequence[Place]) -> tuple[str, ...]:
    """The classes of one list, from the first on: neighbours joined by commas and words."""
    kept = [found[0]]
    for c in found[1:]:
        (_, end, _), (start, _, _) = sorted((kept[-1], c))
        if not _ON.fullmatch(low, end, start):
            break
        kept.append(c)
    return tuple(dict.fromkeys(c[2] for c in kept))
