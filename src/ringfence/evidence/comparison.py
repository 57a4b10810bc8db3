"""Systems × measures × targets → rows of figures: plain data for tables, plots and exports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ringfence.catalog.store import Catalog
from ringfence.errors import UsageError
from ringfence.evidence.figures import Cell, Group, cell_of
from ringfence.evidence.rule import Rule
from ringfence.specs.measures import MeasureInfo, read_measure
from ringfence.specs.system import System
from ringfence.specs.targets import MISSION, read_target

MOST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, for one target class where the measure has classes: a figure for every system, in their order."""

    info: MeasureInfo
    target: str | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems side by side."""

    systems: tuple[System, ...]
    rows: tuple[Row, ...]
    rule: Rule

    @property
    def of_known(self) -> "Comparison":
        """The same without the rows in which nothing is known of any system, unless that is all."""
        known = [row for row in self.rows if any(c.best or c.blanket or c.engages.word != "unknown" for c in row.cells)]
        return replace(self, rows=tuple(known) or self.rows)

    @property
    def undated(self) -> int:
        """How many sources an as-of date left out because they bear no date."""
        found = {
            (cell.system.id, e.source_key)
            for row in self.rows
            for cell in row.cells
            for e in cell.evidence
            if e.why_not == "undated"
        }
        return len(found)


def compare(
    catalog: Catalog,
    names: Sequence[str],
    *,
    against: Iterable[str] | None = None,
    measures: Iterable[str] = ("range", "altitude"),
    rule: Rule = Rule(),  # noqa: B008  # frozen
    sort: str | None = None,
) -> Comparison:
    """Put 1–20 systems side by side.

    `names` are ids, aliases or NATO names; `against` target classes (default: aircraft, drones, ballistic missiles, and
    the class that each system is made for); `measures` names such as `range` or `target_speed_max`; `sort` orders the
    systems by a measure, farthest first, unknown last: `range_max[aircraft]`. Raises NotFound, Ambiguous, UsageError
    (no system, too many, one twice).
    """
    infos = tuple(dict.fromkeys(read_measure(name) for name in measures))
    systems = [catalog.get(name) for name in names]
    asked = (*MISSION, *(system.reference for system in systems)) if against is None else map(read_target, against)
    targets = tuple(dict.fromkeys(asked))
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


def overlapping(cells: Sequence[Cell]) -> frozenset[str]:
    """The systems, in order of rank, whose spread overlaps that of the system before them: their order is in doubt."""
    known = [(cell.system.id, cell.best) for cell in cells if cell.best]
    return frozenset(after for (_, one), (after, two) in pairwise(known) if _overlap(one, two))


def _overlap(one: Group, two: Group) -> bool:
    (low, high), (least, most) = _span(one), _span(two)
    return low <= most and least <= high


def _span(group: Group) -> tuple[float, float]:
    return min(group.si_low, group.lowest.counted), max(group.si_high, group.highest.counted)
