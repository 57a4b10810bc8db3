"""From many statements to one figure, by a stated rule.

1. A statement is one source's figure for one measure; equal figures that a source gives for several classes are one statement.
2. Its tier for a class: specific (all its targets lie in the class's family, and it names the class or the family), blanket (it names the class, and classes of other families in the same breath), unspecified (it names no target:
   then it speaks for the system's primary family alone), yes/no (only that the class is, or is not, engaged).
3. Statements on one effector form a group, those on the system as a whole another. Within a group the best tier present
   counts; sources that share an origin count once, by their farthest figure; typical is the lower median over origins.
4. The cell is the group of the best tier; among equals the one that reaches farthest, for a minimum the one that reaches nearest.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Literal

from ringfence.specs.measures import MEASURES, MeasureInfo
from ringfence.specs.statement import MeasureStatement, PartialDate, Source, StatementBase
from ringfence.specs.system import Figures, Loc, System
from ringfence.specs.targets import BANDS, UNSPECIFIED, family_of, names_for
from ringfence.units.value import Value

Choice = Literal["typical", "lowest", "highest"]
Said = tuple[str, Source, StatementBase, str | None]
"""A yes or a no: source key, source, statement, effector (None: the system as a whole)."""


class Tier(IntEnum):
    """How directly a statement speaks for a class; the smaller the better."""

    SPECIFIC = 1
    BLANKET = 2
    UNSPECIFIED = 3
    YES_NO = 4

    @property
    def label(self) -> str:
        """The tier's name as it is printed."""
        return self.name.lower().replace("_", "/")


@dataclass(frozen=True, slots=True)
class Rule:
    """Which statements count, and which of them a cell shows.

    `by`: only figures for which one of these is quoted; `kind`: only sources of these kinds; `as_of`: only sources
    dated on or before the last day of this date, undated ones left out and counted.
    """

    choice: Choice = "typical"
    by: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    as_of: PartialDate | None = None

    def turns_away(self, statement: StatementBase, source: Source) -> str | None:
        """Why a statement does not count under this rule; None where it does."""
        if statement.superseded:
            return f"superseded: {statement.superseded}"
        if statement.context != "stated":
            return statement.context
        if self.by and statement.by not in self.by:
            return f"by {statement.by}"
        if self.kind and source.kind not in self.kind:
            return f"kind {source.kind}"
        if self.as_of:
            if source.published is None:
                return "undated"
            if source.published.last > self.as_of.last:
                return f"after {self.as_of}"
        return None

    @property
    def text(self) -> str:
        """The rule in words, for captions."""
        words: list[str] = [self.choice]
        words += [f"by {'/'.join(sorted(self.by))}"] if self.by else []
        words += [f"kind {'/'.join(sorted(self.kind))}"] if self.kind else []
        words += [f"as of {self.as_of}"] if self.as_of else []
        return ", ".join(words)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement as it bears on one cell.

    `group` is the effector or sensor, None for the system as a whole; `tier` is None where the statement does not speak for
    the class; `left_out` says why it does not count, None where it does.
    """

    source_key: str
    source: Source
    statement: MeasureStatement
    targets: tuple[str, ...]
    group: str | None
    loc: Loc
    tier: Tier | None = None
    left_out: str | None = None
    minimum: bool = False

    @property
    def measure(self) -> Value:
        """The figure as stated, with both ends of an interval."""
        return self.statement.value

    @property
    def counted(self) -> float:
        """The end that counts, in SI: of a maximum the upper, of a minimum the lower."""
        return self.measure.si_low if self.minimum else self.measure.si_high

    @property
    def origin(self) -> str:
        """The text that the source retells, or the source itself."""
        return self.source.origin or self.source_key


@dataclass(frozen=True, slots=True)
class Group:
    """The statements on one effector, or on the system as a whole, as they bear on one cell."""

    name: str | None
    tier: Tier
    value: Evidence
    lowest: Evidence
    highest: Evidence
    origins: int
    counted: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what the sources state of one system, measure and target class.

    `best` is None where no figure counts; `engages` is then the answer: True, False, "disputed" or None for unknown.
    """

    system: System
    info: MeasureInfo
    target: str | None
    rule: Rule
    groups: tuple[Group, ...]
    evidence: tuple[Evidence, ...]
    engages: "Engages"
    undated: int = 0

    @property
    def best(self) -> Group | None:
        """The group that the cell shows."""
        return self.groups[0] if self.groups else None

    @property
    def tier(self) -> Tier | None:
        """The tier of what the cell shows; YES_NO where it only says whether; None where nothing is known."""
        if self.best:
            return self.best.tier
        return Tier.YES_NO if self.engages.answer is not None else None

    @property
    def value(self) -> Value | None:
        """The measure that the cell shows, as its source stated it."""
        return self.best.value.measure if self.best else None

    @property
    def si(self) -> float | None:
        """The end that counts, in the dimension's SI unit."""
        return self.best.value.counted if self.best else None


@dataclass(frozen=True, slots=True)
class Engages:
    """What sources say of whether a class is engaged at all: (source key, source, statement, effector)."""

    yes: tuple[Said, ...] = ()
    no: tuple[Said, ...] = ()

    @property
    def answer(self) -> bool | Literal["disputed"] | None:
        """True, False, "disputed", or None where nobody says."""
        if self.yes and self.no:
            return "disputed"
        return True if self.yes else False if self.no else None

    @property
    def word(self) -> Literal["yes", "no", "disputed", "unknown"]:
        """The answer as it is written."""
        if self.yes:
            return "disputed" if self.no else "yes"
        return "no" if self.no else "unknown"


def cell_of(system: System, measure: str, target: str | None = None, rule: Rule = Rule()) -> Cell:  # frozen
    """What the sources state of one measure, for one class where the measure has classes.

    Raises KeyError for a measure or class that is not known.
    """
    info = MEASURES[measure]
    evidence = tuple(_judged(system, info, target, rule))
    counting = [e for e in evidence if e.left_out is None and e.tier is not None]
    names = dict.fromkeys(e.group for e in counting)
    found = [_group(name, [e for e in counting if e.group == name], rule) for name in names]
    sign = 1 if info.minimum else -1
    found.sort(key=lambda g: (g.tier, sign * g.value.counted, -g.origins, g.name is not None, g.name or ""))
    undated = len({e.source_key for e in evidence if e.left_out == "undated" and e.tier is not None})
    engages = _engages(system, target, rule) if info.targeted and target else Engages()
    return Cell(system, info, target, rule, tuple(found), evidence, engages, undated)


def _judged(system: System, info: MeasureInfo, target: str | None, rule: Rule) -> Iterator[Evidence]:
    judged = []
    for e in _merged(system, info):
        tier = tier_of(e.targets, target, system.primary_family) if info.targeted else Tier.SPECIFIC
        why = rule.turns_away(e.statement, e.source)
        judged.append(Evidence(e.source_key, e.source, e.statement, e.targets, e.group, e.loc, tier, why, info.minimum))
    scale = _scale(judged)
    other = f"which does not compare with {scale.split(':')[-1]}"
    for e in judged:
        odd = e.tier is not None and e.left_out is None and e.measure.dimension != scale
        yield replace(e, left_out=f"stated in {e.measure.unit}, {other}") if odd else e


def tier_of(targets: tuple[str, ...], target: str | None, primary_family: str) -> Tier | None:
    """How a statement with these targets speaks for a class; None where it does not."""
    if not targets:
        speaks = target in (None, UNSPECIFIED) or (family_of(target) == primary_family and target not in BANDS)
        return Tier.UNSPECIFIED if speaks else None
    if target is None or target == UNSPECIFIED or not names_for(target) & set(targets):
        return None
    family = family_of(target)
    return Tier.SPECIFIC if all(family_of(t) == family for t in targets) else Tier.BLANKET


def _scale(judged: list[Evidence]) -> str:
    """The scale on which a cell is read: speeds come in m/s or Mach, sums in currencies; of the best tier, most origins'."""
    counting = [e for e in judged if e.tier is not None and e.left_out is None]
    best = min((e.tier for e in counting if e.tier is not None), default=None)
    heard = {(e.measure.dimension, e.group, e.origin) for e in counting if e.tier == best}
    votes = Counter(dimension for dimension, _, _ in heard)
    return max(sorted(votes), key=lambda name: votes[name], default="")


def _merged(system: System, info: MeasureInfo) -> list[Evidence]:
    """All statements of a measure; one source's equal figures for several classes joined into one."""
    joined: dict[tuple[object, ...], Evidence] = {}
    for group, targets, loc, block in _blocks(system, info):
        by_source: dict[str, tuple[MeasureStatement, ...]] = getattr(block, info.name)
        for key, some in by_source.items():
            source = system.sources.get(key)
            if source is None:
                continue
            for index, statement in enumerate(some):
                value = statement.value
                who = (statement.by, statement.context, statement.superseded)
                same = (key, group, value.dimension, value.si_low, value.si_high, who, not targets)
                here = Evidence(key, source, statement, targets, group, (*loc, info.name, key, index))
                first = joined.setdefault(same, here)
                if first is not here:
                    both = tuple(dict.fromkeys([*first.targets, *targets]))
                    kept = max(first, here, key=lambda e: e.measure.text)  # words of doubt come after digits
                    joined[same] = replace(kept, targets=both)
    return list(joined.values())


def _blocks(system: System, info: MeasureInfo) -> Iterator[tuple[str | None, tuple[str, ...], Loc, object]]:
    if not info.targeted:
        yield None, (), (), system
        if system.launcher:
            yield "launcher", (), ("launcher",), system.launcher
        parts: dict[str, Figures] = {**system.effectors, **system.sensors}
        for name, part in parts.items():
            yield name, (), ("effectors" if name in system.effectors else "sensors", name), part
    elif info.range_kind in ("detection", "tracking", "instrumented"):
        for index, detection in enumerate(system.detection):
            yield detection.sensor, detection.targets, ("detection", index), detection
    else:
        for index, envelope in enumerate(system.envelopes):
            yield envelope.effector, envelope.targets, ("envelopes", index), envelope


def _group(name: str | None, some: list[Evidence], rule: Rule) -> Group:
    tier = min(e.tier for e in some if e.tier is not None)
    best = [e for e in some if e.tier == tier]
    by_origin: dict[str, Evidence] = {}
    for e in sorted(best, key=_farthest_last, reverse=not best[0].minimum):
        by_origin.setdefault(e.origin, e)
    ranked = sorted(by_origin.values(), key=lambda e: (e.counted, e.source_key))
    place = {"lowest": 0, "highest": -1, "typical": (len(ranked) - 1) // 2}
    lowest, highest, value = (_plainest(ranked, ranked[place[choice]]) for choice in ("lowest", "highest", rule.choice))
    return Group(name, tier, value, lowest, highest, len(ranked), tuple(best))


def _farthest_last(e: Evidence) -> tuple[float, str, bool, str]:
    # of equals of one source the one that states the figure alone comes first, whatever their order in the file
    return e.counted, e.source_key, e.measure.is_interval == e.minimum, e.measure.text


def _plainest(ranked: list[Evidence], chosen: Evidence) -> Evidence:
    """Of several that state the chosen figure, the one that states it alone rather than as the end of an interval."""
    return next((e for e in ranked if e.counted == chosen.counted and not e.measure.is_interval), chosen)


def _engages(system: System, target: str, rule: Rule) -> Engages:
    if target == UNSPECIFIED:
        return Engages()
    yes: list[Said] = []
    no: list[Said] = []
    blocks: list[tuple[str | None, Figures]] = [(None, system), *system.effectors.items()]
    if system.launcher:
        blocks.append(("launcher", system.launcher))
    for name, block in blocks:
        for named, flags in block.engages.items():
            if named not in names_for(target):
                continue
            for key, some in flags.items():
                source = system.sources.get(key)
                for statement in some:
                    if source and rule.turns_away(statement, source) is None:
                        (yes if statement.value else no).append((key, source, statement, name))
    return Engages(tuple(yes), tuple(no))
