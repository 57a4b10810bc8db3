"""What a figure measures, and against which classes: told by the words around it, by the rows of the tables."""

import re
from collections.abc import Sequence

from ringfence.factcheck.figures import Figure
from ringfence.factcheck.rows.measures import MEASURE_WORDS, MeasureWord

_FAR = 70.0
"""What costs so much says nothing of a figure."""
_NOUNS = {"target": "count", "missile": "missiles", "launcher": "launchers"}
_LEAST = {"range": "min-range", "altitude": "min-altitude"}
_DEFAULTS = {"speed": "speed", "mach": "speed", "mass": "mass", "count": "count"}
_AGAINST = re.compile(
    r"(?: in)?[ -]?(?:away|high|range|ceiling|altitude|height|distance)?(?: \(\d[^)]*\))?,? ?"
    r"(?:\(|against |for (?:the |an? )?|versus |vs\.? |when engaging |to (?:the )?)(?:incoming |enemy |hostile |aerial )?"
)
_LOOSE = re.compile(r"(?: in)?(?: \w+){0,4} (?:against|for|versus) (?:\w+ ){0,2}")
_ON = re.compile(r",? ?(?:and |or |as well as |including )?(?:[\w-]+,? ){0,5}")
_APART = re.compile(r"\b(?:and|at|with|to|but)\b|[,;:]")
"""What parts a length from a word behind it."""
Place = tuple[int, int, str]
"""Where a class is named, and which."""


def kind_of(low: str, f: Figure, some: Sequence[Figure], sensor: bool) -> tuple[str, bool]:
    """The kind of a figure, and whether a word of measure says so."""
    if f.dimension == "date":
        return "date", True
    topic = _NOUNS.get(f.noun or "", "") if f.dimension == "count" else f.dimension.partition(":")[0]
    costs = [(_cost(low, f, some, row), row.name) for row in MEASURE_WORDS if topic in row.dimensions]
    cost, kind = min(costs, key=lambda c: c[0], default=(_FAR, ""))
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
