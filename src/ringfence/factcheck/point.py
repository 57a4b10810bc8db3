"""Pointing: which system each figure of a text is about, what it measures, against which classes. Nothing is judged."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ringfence.factcheck.figures import Figure, figures
from ringfence.factcheck.lexicon import Lexicon
from ringfence.factcheck.names import Mention, mentions, narrowed
from ringfence.factcheck.numbers import COUNTABLE
from ringfence.factcheck.owning import How, Memory, owner
from ringfence.factcheck.rows import Row, table
from ringfence.factcheck.rows.reading import classes_in
from ringfence.factcheck.text import Sentence, Text

_FAR = 70.0  # what costs so much says nothing of a figure
_NOUNS = {"target": "count", "missile": "missiles", "launcher": "launchers"}
_DEFAULTS = {"speed": "speed", "mach": "speed", "mass": "mass", "count": "count"}
_AGAINST = re.compile(
    r"(?: in)?[ -]?(?:away|high|range|ceiling|altitude|height|distance)?(?: \(\d[^)]*\))?,? ?"
    r"(?:\(|against |for (?:the |an? )?|versus |vs\.? |when engaging |to (?:the )?)"
    r"(?:incoming |enemy |hostile |aerial )?"
)
_LOOSE = re.compile(r"(?: in)?(?: \w+){0,4} (?:against|for|versus) (?:\w+ ){0,2}")
_ON = re.compile(r",? ?(?:and |or |as well as |including )?(?:[\w-]+,? ){0,5}")
_APART = re.compile(r"\b(?:and|at|with|to|but)\b|[,;:]| / ")  # what parts a length from a word behind it
MOST, _SENTENCES = 1000, 150_000
"""So many figures, in so many sentences, are looked at; what comes behind is said to be left."""


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

    @property
    def unsure(self) -> str | None:
        """Why nothing that is said there is judged; None where it is sure what is meant."""
        if self.how == "near":
            return "the system is not named in the sentence"
        return None if self.alone else "another product is named beside it, or before"


def points(text: Text, known: Lexicon, about: tuple[str, ...] = ()) -> tuple[list[Point], int | None]:
    """Every figure near a system, in order, and the place from which on none was looked at (None: all were).

    `about`: id and name of the system that a sentence is about which names none.
    """
    names, end = mentions(text.plain, known)
    starts = [name.start for name in names]
    ids = sorted({system for meant in known.values() for system in meant.systems})
    memory = Memory(next((name for name in names if name.systems), None), bool(about))
    if about:
        memory.last, memory.said, memory.plain = Mention(0, 0, about[1], about[:1]), 0, True
    found: list[Point] = []
    for sentence in text.sentences() if names or about else ():
        here = _in_sentence(sentence, names, starts) or _in_row(sentence, names, starts, text.plain)
        found += _pointed(sentence, here, memory, ids)
        memory.take(sentence, here)
        if len(found) > MOST or sentence.number > _SENTENCES or (end and sentence.places[0] > end):
            return found[:MOST], sentence.places[0]
    return found, None


def _in_sentence(sentence: Sentence, names: list[Mention], starts: list[int]) -> list[Mention]:
    """The names of a sentence, with places in it."""
    places = sentence.places
    here, cell = [], sentence.form == "cell"
    first, last = (min(places), max(places)) if cell else (places[0], places[-1])
    for name in names[bisect_left(starts, first) : bisect_right(starts, last)]:
        if not cell:
            here.append(replace(name, start=bisect_left(places, name.start), end=bisect_left(places, name.end)))
        elif name.start in places and name.end - 1 in places:
            here.append(replace(name, start=places.index(name.start), end=places.index(name.end - 1) + 1))
    return sorted(here, key=lambda name: name.start)


def _in_row(sentence: Sentence, names: list[Mention], starts: list[int], plain: str) -> list[Mention]:
    """The system of a row that is named in another of its cells, as at the head of this one."""
    if sentence.form != "cell" or not sentence.own:
        return []
    place = sentence.places[-1]
    start, end = plain.rfind("\n", 0, place), plain.find("\n", place) % (len(plain) + 1)
    row = [name for name in names[bisect_right(starts, start) : bisect_left(starts, end)] if name.systems]
    return [replace(row[0], start=0, end=0)] if len({name.systems for name in row}) == 1 else []


def _pointed(sentence: Sentence, here: list[Mention], memory: Memory, ids: list[str]) -> Iterator[Point]:
    low = sentence.low
    if not (here or COUNTABLE.search(low)):
        return
    spans = [(name.start, name.end) for name in here]
    here[:] = narrowed([*here, *([memory.last] if memory.last else [])])[: len(here)]
    told = memory.last.systems if memory.last else ()
    if told and not any(not name.sensor or memory.named.intersection(name.systems) for name in here):
        here[:] = [replace(name, systems=told, part=None) for name in here]  # a radar that the records know elsewhere
    subject, how = memory.subject(sentence, here)
    if subject is None and not here:
        return
    classes = classes_in(low, spans)
    some = [part for figure in figures(low, spans, sentence.own) for part in _split(figure)]
    remote = how == "near" and sentence.run != memory.run and sentence.number - memory.said > 2
    for figure in some:
        own = owner(low, figure, some, here, sentence.own)
        name = own or (memory.meant(sentence, figure, subject) if subject in here else subject)
        kind, cue = kind_of(low, figure, some, name is not None and name.sensor)
        kind = "range" if kind == "detection" and name and name.part and not name.sensor else kind
        if name is not None and not (remote and not own and _unrelated(low, figure, kind, cue)):
            alone = all(other.systems == name.systems for other in here)
            alone = alone and (own is not None or how != "pronoun" or memory.plain)
            aims = classes_of(low, figure, some, classes)
            named: How = "named" if own else how
            if len(name.systems) == 1 and kind in ("count", "sum", "date") and not name.part:
                called = name.systems[0]  # who orders a Patriot may order a Patriot PAC-3
                more = ids[bisect_left(ids, f"{called}-") : bisect_left(ids, f"{called}.")]
                name = replace(name, systems=(called, *more))
            yield Point(
                sentence, figure, systems=name.systems, name=name.text, part=name.part, kind=kind, classes=aims,
                how=named, cue=cue, alone=alone, context=memory.before,
            )  # fmt: skip
    if not some and classes and subject and len(subject.systems) == 1 and here:
        aims, alone = tuple(dict.fromkeys(aim for *_, aim in classes)), all(n.systems == subject.systems for n in here)
        yield Point(
            sentence, None, systems=subject.systems, name=subject.text, part=subject.part, kind="engages", classes=aims,
            how=how, cue=True, alone=alone, context=memory.before,
        )  # fmt: skip


def _unrelated(low: str, figure: Figure, kind: str, cue: bool) -> bool:
    """Whether nothing but an earlier paragraph says that a count, a sum or a date is about a system."""
    if figure.dimension == "date":
        return not any(True for row in table("roles") for _ in row.matches(low))
    return kind == "other" or (not cue and figure.dimension not in ("length", "speed", "mach"))


def _split(figure: Figure) -> Iterator[Figure]:
    """`3 to 100 km` is a least and a most, `150–200 km` is one figure."""
    if figure.cut and figure.dimension == "length" and figure.high >= 3 * figure.low:
        yield replace(figure, end=figure.cut[0], high=figure.low, cut=None, least=True)
        yield replace(figure, start=figure.cut[1], low=figure.high, cut=None, bound="up to")
    else:
        yield figure


def kind_of(low: str, figure: Figure, some: Sequence[Figure], sensor: bool) -> tuple[str, bool]:
    """The kind of a figure, and whether a word of measure says so."""
    slow = figure.dimension == "speed" and figure.si < 40  # m/s: it drives, or sails
    if slow or figure.dimension in ("date", "other"):
        return "other" if slow else figure.dimension, True
    topic = figure.dimension.partition(":")[0]
    topic = _NOUNS.get(figure.noun or "", "") if topic == "count" else topic
    costs = [(_cost(low, figure, some, row), row.name) for row in table("measures") if topic in row.of.split()]
    cost, kind = min(costs, key=lambda one: one[0], default=(_FAR, ""))
    if figure.unit in ("mm", "cm"):
        return ("length" if kind == "length" else "diameter"), kind in ("length", "diameter")
    if cost >= _FAR:
        if figure.dimension != "length":
            return _DEFAULTS.get(figure.dimension, "sum" if topic == "money" else "other"), False
        kind = "altitude" if figure.unit == "ft" and not sensor else "range"
    kind = "detection" if sensor and kind == "range" else kind
    kind = kind.removeprefix("min-") if figure.bound == "up to" else kind
    return f"min-{kind}" if figure.least and kind in ("range", "altitude") else kind, cost < _FAR


def _cost(low: str, figure: Figure, some: Sequence[Figure], row: Row) -> float:
    """How far the row's nearest word is: its weight, the distance, and what stands between."""
    best, weight = _FAR, float(row.weight)
    others = [one for one in some if one is not figure]
    for match in row.matches(low):
        start, end = match.span()
        if start < figure.end and figure.start < end:
            best = min(best, weight + 5) if figure.dimension in ("count", "mach") else best
            continue
        before = end <= figure.start
        between = low[end : figure.start] if before else low[figure.end : start]
        if (row.where == "behind" if before else row.where == "before") or (not before and len(between) > 45):
            continue
        if not before and figure.dimension == "length" and _APART.search(between):
            continue
        crossed = sum(end <= o.start < figure.start if before else figure.end <= o.start < start for o in others)
        cost = weight + 0.3 * len(between) + 22 * crossed + 25 * between.count(";") + 4 * between.count(",")
        if before:  # in `20 km in height and 40 km` the word is the other figure's
            cost += 30 * any(0 <= start - one.end <= 4 for one in others)
        else:
            cost += 4 + 12 * (between.count(" and ") + between.count(",")) - 6 * (len(between) <= 4)
        best = min(best, cost)
    return best


def classes_of(
    low: str, figure: Figure, some: Sequence[Figure], classes: Sequence[tuple[int, int, str]]
) -> tuple[str, ...]:
    """The classes that a figure is said to hold against; none where the sentence names none for it."""
    start, end = figure.start, figure.end
    if figure.dimension not in ("length", "speed", "mach") or not classes:
        return ()
    same = [one for one in some if one.dimension == figure.dimension]
    after = min((one.start for one in same if one.start >= end), default=len(low))
    earlier = max((one for one in same if one.end <= start), key=lambda one: one.end, default=None)
    floor = earlier.end if earlier else 0
    behind = [place for place in classes if end <= place[0] < after]
    if behind and _AGAINST.fullmatch(low, end, behind[0][0]) and after - behind[0][1] > 2:
        return _list(low, behind)
    before = [place for place in classes if floor <= place[0] and place[1] <= start]
    before = [place for place in before if not (earlier and _AGAINST.fullmatch(low, floor, place[0]))]
    if before:
        return tuple(reversed(_list(low, before[::-1])))
    if earlier:
        joint = low[floor:start]
        return classes_of(low, earlier, some, classes) if len(joint) < 40 and not re.search(r"[.;]", joint) else ()
    return _list(low, behind) if behind and _LOOSE.fullmatch(low, end, behind[0][0]) else ()


def _list(low: str, found: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    """The classes of one list, from the first on: neighbours joined by commas and words."""
    kept = [found[0]]
    for place in found[1:]:
        (_, end, _), (start, _, _) = sorted((kept[-1], place))
        if not _ON.fullmatch(low, end, start):
            break
        kept.append(place)
    return tuple(dict.fromkeys(aim for *_, aim in kept))
