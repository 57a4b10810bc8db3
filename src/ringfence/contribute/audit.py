"""What is doubtful in a catalog though valid: findings with weights, and a score per system."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ringfence.evidence.figures import Cell, Evidence, Group, Rule, Tier, cell_of
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import MeasureStatement
from ringfence.specs.system import System, statements
from ringfence.specs.targets import CLASSES, MISSION
from ringfence.tables.wording import Style, column_title, value_text

Weight = Literal["high", "medium", "low"]
POINTS: dict[Weight, int] = {"high": 15, "medium": 4, "low": 1}
"""What a finding takes from a system's hundred points."""

HEADLINE = tuple((measure, target) for measure in ("range_max", "altitude_max") for target in MISSION)
"""The cells that a reader asks about first."""

FASTEST_MACH, FASTEST_SPEED = 15.0, 5_100.0
SLIPS = {
    1.609344: "miles and kilometres",
    1.852: "nautical miles and kilometres",
    3.28084: "metres and feet",
    1000.0: "metres and kilometres",
}
_PLAIN = Style()


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """One thing to look at: where, its code, its weight, and in words."""

    system: str
    code: str
    weight: Weight
    message: str


@dataclass(frozen=True)
class Audit:
    """The doubts about a catalog, and each system's score out of a hundred."""

    doubts: tuple[Doubt, ...]
    scores: dict[str, int]

    @property
    def score(self) -> float:
        """The catalog's: the mean of its systems'."""
        return round(sum(self.scores.values()) / len(self.scores), 1) if self.scores else 0.0


def audit(systems: Sequence[System]) -> Audit:
    """Look for what is doubtful in each system, and between them."""
    by_id = {system.id: system for system in systems}
    doubts = [doubt for system in systems for look in _LOOKS for doubt in look(system)]
    doubts += [doubt for system in systems for doubt in _variants(system, by_id)]
    doubts += _copies(systems)
    scores = {
        system.id: max(0, 100 - sum(POINTS[d.weight] for d in doubts if d.system == system.id)) for system in systems
    }
    return Audit(tuple(sorted(doubts)), scores)


def _headlines(system: System) -> Iterator[tuple[Cell, Group]]:
    for measure, target in HEADLINE:
        found = cell_of(system, measure, target)
        if found.best:
            yield found, found.best


def _one_origin(system: System) -> Iterator[Doubt]:
    for found, best in _headlines(system):
        if best.origins == 1:
            title = column_title(found.info, found.target)
            yield Doubt(system.id, "one-origin", "low", f"{title} rests on one origin: {best.value.source_key}")


def _wide(system: System) -> Iterator[Doubt]:
    for found, best in _headlines(system):
        low, high = best.lowest.counted, best.highest.counted
        if low > 0 and high / low > 2:
            ends = " to ".join(value_text(found.info, e, _PLAIN) for e in (best.lowest, best.highest))
            yield Doubt(
                system.id,
                "wide-spread",
                "medium",
                f"{column_title(found.info, found.target)}: sources range from {ends}",
            )


def _weak(system: System) -> Iterator[Doubt]:
    for found, best in _headlines(system):
        if best.tier in (Tier.BLANKET, Tier.UNSPECIFIED):
            title = column_title(found.info, found.target)
            yield Doubt(
                system.id, f"only-{best.tier.label}", "low", f"{title} rests on {best.tier.label} statements only"
            )


def _undated(system: System) -> Iterator[Doubt]:
    undated = [key for key, source in system.sources.items() if source.published is None]
    if undated:
        count = f"{len(undated)} of {len(system.sources)}"
        yield Doubt(
            system.id,
            "undated",
            "low",
            f"{count} sources bear no date: {', '.join(undated[:3])}{' …' * (len(undated) > 3)}",
        )


def _ceiling(system: System) -> Iterator[Doubt]:
    for target in CLASSES:
        reach, ceiling = cell_of(system, "range_max", target), cell_of(system, "altitude_max", target)
        if reach.best and ceiling.best and reach.best.name == ceiling.best.name and (ceiling.si or 0) > (reach.si or 0):
            said = f"{value_text(ceiling.info, ceiling.best.value, _PLAIN)} high, {value_text(reach.info, reach.best.value, _PLAIN)} far"
            yield Doubt(system.id, "ceiling-above-reach", "medium", f"{target}: {said}")


def _too_fast(system: System) -> Iterator[Doubt]:
    for loc, key, statement in statements(system):
        if "speed_max" in loc and isinstance(statement, MeasureStatement):
            value = statement.value
            limit = FASTEST_MACH if value.dimension == "mach" else FASTEST_SPEED
            if value.si_high > limit:
                owner = loc[1] if loc[0] in ("effectors", "sensors") else "the system"
                yield Doubt(system.id, "too-fast", "high", f"{owner} flies at {value.text} according to {key}")


def _slips(system: System) -> Iterator[Doubt]:
    """Pairs of sources whose figures for one cell differ by the very factor between two units."""
    seen: set[tuple[str, str, str]] = set()
    for name, info in MEASURES.items():
        if info.dimension not in ("length", "speed"):
            continue
        for target in CLASSES if info.targeted else (None,):
            found = cell_of(system, name, target)
            for group in found.groups:
                for one, two in combinations(sorted(group.counted, key=lambda e: (e.counted, e.source_key)), 2):
                    slip = _slip(one, two)
                    mark = (name, one.source_key, two.source_key)
                    if slip and one.origin != two.origin and mark not in seen:
                        seen.add(mark)
                        said = f"{one.measure.text} ({one.source_key}) and {two.measure.text} ({two.source_key})"
                        yield Doubt(system.id, "unit-slip", "high", f"{info.label}: {said} differ as {slip} do")


def _slip(one: Evidence, two: Evidence) -> str | None:
    if one.measure.unit != two.measure.unit or one.counted <= 0 or one.measure.is_interval or two.measure.is_interval:
        return None
    ratio = two.counted / one.counted
    return next((words for factor, words in SLIPS.items() if abs(ratio / factor - 1) < 0.004), None)


def _variants(system: System, by_id: dict[str, System]) -> Iterator[Doubt]:
    older = by_id.get(system.variant_of or "")
    if older is None:
        return
    for measure, target in HEADLINE:
        now, before = cell_of(system, measure, target, Rule("highest")), cell_of(older, measure, target)
        if now.best and before.best and now.best.tier == before.best.tier and (now.si or 0) < (before.si or 0):
            said = f"{value_text(now.info, now.best.value, _PLAIN)}, less than {value_text(before.info, before.best.value, _PLAIN)}"
            yield Doubt(
                system.id,
                "variant-order",
                "medium",
                f"{column_title(now.info, target)}: {said} of {older.id}, which it develops",
            )


def _copies(systems: Sequence[System]) -> Iterator[Doubt]:
    """Records most of whose figures stand in another record too."""
    figures = {
        system.id: {
            (loc[-3], statement.value.text)
            for loc, _, statement in statements(system)
            if isinstance(statement, MeasureStatement)
        }
        for system in systems
    }
    for one, two in combinations(figures, 2):
        shared = figures[one] & figures[two]
        smaller = min(len(figures[one]), len(figures[two]))
        if smaller >= 5 and len(shared) >= 0.8 * smaller:
            yield Doubt(two, "copied", "high", f"{len(shared)} of its {len(figures[two])} figures stand in {one} too")


_LOOKS: tuple[Callable[[System], Iterator[Doubt]], ...] = (
    _one_origin,
    _wide,
    _weak,
    _undated,
    _ceiling,
    _too_fast,
    _slips,
)
