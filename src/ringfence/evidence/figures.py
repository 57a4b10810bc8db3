"""From many statements to one cell, by a stated rule: `ringfence.evidence.rule.RULE` tells it in words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ringfence.evidence.engaged import Engages, engages
from ringfence.evidence.origins import lower_median
from ringfence.evidence.rule import Rule
from ringfence.evidence.statements import Evidence, Naming, gathered, naming_of
from ringfence.showing import html_of
from ringfence.specs.limits import beyond
from ringfence.specs.measures import MEASURES, MeasureInfo
from ringfence.specs.system import PLANNED, System
from ringfence.specs.targets import CLASSES, UNSPECIFIED, family_of
from ringfence.specs.words import Choice
from ringfence.units.value import Value, same_within_rounding

ENOUGH = 5
"""From so many origins on, what lies beyond twice or below half their median does not count."""
OUTLIER = "outlier: "
BOUNDED = ("range_max", "altitude_max")
"""The measures in which the reference class bounds the other classes of its family."""


@dataclass(frozen=True, slots=True)
class Group:
    """The statements on one effector, or on the system as a whole (`name` None), as they bear on one cell.

    `low` and `high` state what the cell shows: one statement, or the two ends where two origins differ. `lowest` and
    `highest` bound the spread; `naming` says how the counted statements name the class, at their most direct.
    """

    name: str | None
    low: Evidence
    high: Evidence
    lowest: Evidence
    highest: Evidence
    origins: int
    counted: tuple[Evidence, ...]
    naming: Naming

    @property
    def si_low(self) -> float:
        """The lower end of what is shown, in SI."""
        return self.low.value.si_low

    @property
    def si_high(self) -> float:
        """The upper end of what is shown, in SI."""
        return self.high.value.si_high

    @property
    def shown(self) -> Evidence:
        """The statement whose end counts: of an interval the far one, of a minimum's the near one."""
        return self.low if self.low.minimum else self.high

    @property
    def si(self) -> float:
        """The end that counts, in SI: for sorting, filters and rings."""
        return self.shown.counted

    @property
    def disagree(self) -> bool:
        """Whether two origins differ, and the interval between them is shown."""
        return self.low is not self.high


@dataclass(frozen=True, slots=True, repr=False)
class Cell:
    """What the sources state of one system, measure and target class.

    `groups`: the one shown comes first. `evidence`: every statement of the measure, with why it does not count. Without
    a figure `engages` is the answer, `bound` the reference class's group where that bounds it, `blanket` whether only a
    blanket speaks.
    """

    system: System
    info: MeasureInfo
    target: str | None
    rule: Rule
    groups: tuple[Group, ...]
    evidence: tuple[Evidence, ...]
    engages: Engages
    bound: Group | None = None
    blanket: bool = False
    undated: int = 0

    def __repr__(self) -> str:
        about = f"{self.info.name}[{self.target}]" if self.target else self.info.name
        said = f"{self.value}, {self.best.origins} origins" if self.best else self.engages.word
        return f"<Cell {self.system.id} {about}: {said}>"

    def _repr_html_(self) -> str | None:
        return html_of(self)

    @property
    def best(self) -> Group | None:
        """The group that the cell shows."""
        return self.groups[0] if self.groups else None

    @property
    def value(self) -> Value | None:
        """What the statement that counts says, as its source stated it."""
        return self.best.shown.value if self.best else None

    @property
    def si(self) -> float | None:
        """The end that counts, in the dimension's SI unit."""
        return self.best.si if self.best else None

    @property
    def points(self) -> tuple[Evidence, ...]:
        """What the shown group states at a height, the lowest first; outliers, too, for low targets are met nearer."""
        some = [e for e in self.evidence if e.height and e.naming and self.best and e.group == self.best.name]
        kept = [e for e in some if (e.why_not or OUTLIER).startswith(OUTLIER)]
        return tuple(sorted(kept, key=lambda e: (e.height.si_high if e.height else 0.0, e.counted, e.source_key)))

    @property
    def planned(self) -> bool:
        """Whether the system is on paper, so that its figures are plans."""
        return self.system.status in PLANNED

    @property
    def headline(self) -> str | None:
        """Why the record names the group that is shown, where it does."""
        return _headline(self.system, self.target, self.best.name if self.best else None)


def cell_of(
    system: System,
    measure: str,
    target: str | None = None,
    rule: Rule = Rule(),  # noqa: B008  # frozen
) -> Cell:
    """What the sources state of one measure, for one class where the measure has classes.

    Raises KeyError for a measure or class that is not known.
    """
    info = MEASURES[measure]
    judged = _judged(system, info, target, rule)
    names = dict.fromkeys(e.group for e in judged if e.why_not is None)
    groups: list[Group] = []
    for name in names:
        group, judged = _group(name, judged, rule)
        groups.append(group)
    groups.sort(key=lambda g: _rank(system, info, target, g))
    undated = len({e.source_key for e in judged if e.why_not == "undated"})
    said = engages(system, target, rule) if info.targeted and target else Engages()
    blanket = not groups and said.word == "unknown" and any(_only_blanket(e) for e in judged)
    bound = None if groups else _bound(system, info, target, rule, said)
    return Cell(
        system=system,
        info=info,
        target=target,
        rule=rule,
        groups=tuple(groups),
        evidence=tuple(judged),
        engages=said,
        bound=bound,
        blanket=blanket,
        undated=undated,
    )


def chosen(cell: Cell, choice: Choice) -> Cell:
    """The same cell by another choice: the same statements count, another of them is shown.

    Not for a cell that shows a bound of several origins, which is another cell's.
    """
    if choice == "typical" or cell.rule.choice != "typical":
        return cell_of(cell.system, cell.info.name, cell.target, replace(cell.rule, choice=choice))
    ends = [g.lowest if choice == "lowest" else g.highest for g in cell.groups]
    groups = [replace(g, low=end, high=end) for g, end in zip(cell.groups, ends, strict=True)]
    groups.sort(key=lambda g: _rank(cell.system, cell.info, cell.target, g))
    return replace(cell, rule=replace(cell.rule, choice=choice), groups=tuple(groups))


def _judged(system: System, info: MeasureInfo, target: str | None, rule: Rule) -> list[Evidence]:
    """Every statement with how it speaks for the class, and why it does not count; what nobody counts yet has no
    reason.
    """
    plans = system.status in PLANNED
    judged = []
    for one in gathered(system, info):
        naming: Naming | None = naming_of(one.targets, target, system.reference) if info.targeted else "named"
        why = (
            _silent(one, naming, target, system)
            or rule.turns_away(one.statement, one.source, plans=plans)
            or _too_high(one, info, target, system)
        )
        judged.append(replace(one, naming=naming, why_not=why))
    scale = _scale(judged)
    odd = f"on another scale than most, {scale.split(':')[-1]}"
    return [
        replace(e, why_not=f"stated in {e.value.unit}: {odd}")
        if e.why_not is None and e.value.dimension != scale
        else e
        for e in judged
    ]


BLANKET = "blanket: one figure for "


def _silent(one: Evidence, naming: Naming | None, target: str | None, system: System) -> str | None:
    if naming is None:
        return f"is about {', '.join(one.targets) or f'{system.reference} (it names no target)'}"
    if naming == "blanket" and target != system.reference:
        return BLANKET + ", ".join(one.targets)
    return None


def _only_blanket(one: Evidence) -> bool:
    return bool(one.why_not and one.why_not.startswith(BLANKET)) and one.statement.counts


def _too_high(one: Evidence, info: MeasureInfo, target: str | None, system: System) -> str | None:
    about = (system.reference if target in (None, UNSPECIFIED) else target,) if info.targeted else ()
    over = beyond("not_counted_above", info.name, tuple(filter(None, about)), one.value, one.counted)
    return f"above {over[0].text}, where nothing of the class flies" if over else None


def _scale(judged: Sequence[Evidence]) -> str:
    """The scale on which a cell is read: speeds come in m/s or Mach, sums in currencies; most origins decide."""
    heard = {(e.value.dimension, e.group, e.origin) for e in judged if e.why_not is None}
    votes = Counter(dimension for dimension, _, _ in heard)
    return max(sorted(votes), key=lambda name: votes[name], default="")


def _group(name: str | None, judged: list[Evidence], rule: Rule) -> tuple[Group, list[Evidence]]:
    """A group, and the statements with its outliers turned away."""
    some = [e for e in judged if e.group == name and e.why_not is None]
    ranked = _by_origin(some)
    if len(ranked) >= ENOUGH:
        middle = lower_median(ranked).counted
        odd = {e.loc for e in some if not middle / 2 <= e.counted <= middle * 2}
        why = f"{OUTLIER}not between half and twice the median of {len(ranked)} origins"
        judged = [replace(e, why_not=why) if e.loc in odd else e for e in judged]
        some = [e for e in some if e.loc not in odd]
        ranked = _by_origin(some)
    lowest, highest = (_plainest(ranked, ranked[at]) for at in (0, -1))
    low = high = {"lowest": lowest, "highest": highest, "typical": _plainest(ranked, lower_median(ranked))}[rule.choice]
    if rule.choice == "typical" and len(ranked) == 2:
        low, high = _pair(*ranked)
    naming: Naming = next(kind for kind in ("named", "unnamed", "blanket") if any(e.naming == kind for e in some))
    group = Group(
        name=name, low=low, high=high, lowest=lowest, highest=highest, origins=len(ranked), counted=tuple(some),
        naming=naming,
    )  # fmt: skip
    return group, judged


def _by_origin(some: Sequence[Evidence]) -> list[Evidence]:
    """One statement an origin, its farthest, from the lowest to the highest."""
    minimum = some[0].minimum
    best: dict[str, Evidence] = {}
    for one in sorted(some, key=lambda e: (e.counted, e.source_key, e.value.text), reverse=not minimum):
        first = best.setdefault(one.origin, one)
        if one.counted == first.counted and one.doubtful < first.doubtful:
            best[one.origin] = one
    return sorted(best.values(), key=lambda e: (e.counted, e.doubtful, e.source_key))


def _plainest(ranked: Sequence[Evidence], chosen: Evidence) -> Evidence:
    """Of several that state the chosen figure, the one that states it most plainly."""
    return min((e for e in ranked if e.counted == chosen.counted), key=lambda e: (e.doubtful, e.source_key))


def _pair(one: Evidence, two: Evidence) -> tuple[Evidence, Evidence]:
    """The ends of what two origins say: one statement twice where they agree within rounding."""
    if not (one.value.is_interval or two.value.is_interval) and same_within_rounding(one.value, two.value):
        rounder = min((one, two), key=lambda e: (e.value.digits, e.doubtful, e.source_key))
        return rounder, rounder
    low = min((one, two), key=lambda e: (e.value.si_low, e.source_key))
    high = max((one, two), key=lambda e: (e.value.si_high, e.source_key))
    return low, high


def _rank(system: System, info: MeasureInfo, target: str | None, group: Group) -> tuple[object, ...]:
    named = _headline(system, target, group.name) is not None
    far = group.si * (1 if info.minimum else -1)
    return not named, -group.origins, group.name is not None, far, group.name or ""


def _headline(system: System, target: str | None, name: str | None) -> str | None:
    for headline in system.headline:
        if headline.effector == name and (not headline.targets or target in headline.targets):
            return headline.reason
    return None


def _bound(system: System, info: MeasureInfo, target: str | None, rule: Rule, said: Engages) -> Group | None:
    """The reference class's group, where the class is of its family, engaged, and without a figure of its own."""
    if info.name not in BOUNDED or said.word != "yes" or target not in CLASSES or target == system.reference:
        return None
    if family_of(target) != family_of(system.reference):
        return None
    return cell_of(system, info.name, system.reference, rule).best
