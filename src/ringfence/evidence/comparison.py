"""Systems × measures × targets → rows of figures: plain data for tables, plots and exports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ringfence.catalog.store import Catalog
from ringfence.errors import UsageError
from ringfence.evidence.figures import Cell, Group, Rule, cell_of
from ringfence.specs.measures import MeasureInfo, read_measure, require_comparable
from ringfence.specs.system import System
from ringfence.specs.targets import MISSION, read_target

MOST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, for one target class where the measure has classes: a figure for every system, in their order."""

    info: MeasureInfo
    target: str | None
    figures: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems side by side."""

    systems: tuple[System, ...]
    rows: tuple[Row, ...]
    rule: Rule

    @property
    def undated(self) -> int:
        """How many sources an as-of date left out because they bear no date."""
        found = {
            (figure.system.id, e.source_key)
            for row in self.rows
            for figure in row.figures
            for e in figure.evidence
            if e.left_out == "undated" and e.tier is not None
        }
        return len(found)


def compare(
    catalog: Catalog,
    names: Sequence[str],
    *,
    against: Iterable[str] = MISSION,
    measures: Iterable[str] = ("range", "altitude"),
    rule: Rule = Rule(),  # noqa: B008  # frozen
    sort: str | None = None,
) -> Comparison:
    """Put 1–20 systems side by side.

    `names` are ids, aliases or NATO names; `against` target classes; `measures` names such as `range` or `target_speed_max`;
    `sort` orders the systems by a measure, farthest first, unknown last: `range_max[aircraft]`.
    Raises NotFound, Ambiguous, UsageError (no system, too many, one twice), Incomparable (ranges of unlike kinds).
    """
    infos = tuple(dict.fromkeys(read_measure(name) for name in measures))
    targets = tuple(dict.fromkeys(read_target(name) for name in against))
    require_comparable(infos)
    systems = [catalog.get(name) for name in names]
    if not 1 <= len(systems) <= MOST:
        raise UsageError(f"{len(systems)} systems are named; compare takes 1 to {MOST}")
    twice = next((s.id for s in systems if [t.id for t in systems].count(s.id) > 1), None)
    if twice:
        raise UsageError(f"{twice!r} is named twice")
    if not infos or (not targets and any(info.targeted for info in infos)):
        raise UsageError("nothing to compare: name a measure and a target class")
    if sort:
        info, target = read_column(sort)
        systems = ranked(systems, info, target, rule)
    rows = [
        Row(info, target, tuple(cell_of(system, info.name, target, rule) for system in systems))
        for info in infos
        for target in (targets if info.targeted else (None,))
    ]
    return Comparison(tuple(systems), tuple(rows), rule)


def read_column(text: str) -> tuple[MeasureInfo, str | None]:
    """`range_max[ballistic-missile]` → the measure and the class; no class where the measure has none."""
    name, bracket, rest = text.strip().partition("[")
    info = read_measure(name)
    if bracket and not rest.endswith("]"):
        raise UsageError(f"{text!r} lacks its closing bracket", hint="such as range_max[aircraft]")
    if info.targeted and not bracket:
        raise UsageError(f"{info.name} needs a target class", hint=f"such as {info.name}[aircraft]")
    if bracket and not info.targeted:
        raise UsageError(f"{info.name} has no target classes", hint=f"write {info.name}")
    return info, read_target(rest[:-1]) if bracket else None


def ranked(systems: Iterable[System], info: MeasureInfo, target: str | None, rule: Rule) -> list[System]:
    """Farthest first (for a minimum, nearest first); equal ones by id, unknown ones last."""

    def key(system: System) -> tuple[bool, float, str]:
        si = cell_of(system, info.name, target, rule).si
        return si is None, (si or 0.0) * (1 if info.minimum else -1), system.id

    return sorted(systems, key=key)


def overlapping(figures: Sequence[Cell]) -> list[tuple[str, str]]:
    """Pairs of systems, next to each other in rank, whose spreads overlap: their order is in doubt."""
    known = [(f.system.id, f.best) for f in figures if f.best]
    return [(a, b) for (a, one), (b, two) in pairwise(known) if _overlap(one, two)]


def _overlap(one: Group, two: Group) -> bool:
    return one.lowest.counted <= two.highest.counted and two.lowest.counted <= one.highest.counted
