"""What is doubtful in a catalog though valid: findings with weights, and a score per system."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ringfence.evidence.figures import Cell, Group, cell_of
from ringfence.evidence.rule import Rule
from ringfence.evidence.statements import Evidence
from ringfence.specs.limits import beyond
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import MeasureStatement
from ringfence.specs.system import System, classes_at, statements
from ringfence.specs.targets import CLASSES, MISSION
from ringfence.tables.wording import Style, column_title, figure_text, value_text

Weight = Literal["high", "medium", "low"]
POINTS: dict[Weight, int] = {"high": 15, "medium": 4, "low": 1}
"""What a finding takes from a system's hundred points."""

SLIPS = {
    1.609344: "miles and kilometres",
    1.852: "nautical miles and kilometres",
    3.28084: "metres and feet",
    1000.0: "metres and kilometres",
}
DOUBTFUL = re.compile(
    r"(?i)\boutlier\b|evident(?:ly)? (?:an )?error|\bmisprint|\bmay be the range of the|"
    r"\bprobably (?:wrong|an error)|\bimplausib"
)
"""Words in a note that belong into `doubt` or `context: unclear`, where they count."""
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


def headlines(system: System) -> Iterator[Cell]:
    """The cells that a reader asks about first: reach and height against the mission's classes and the
    reference class.
    """
    for measure in ("range_max", "altitude_max"):
        for target in dict.fromkeys((*MISSION, system.reference)):
            yield cell_of(system, measure, target)


def _headlines(system: System) -> Iterator[tuple[Cell, Group]]:
    yield from ((cell, cell.best) for cell in headlines(system) if cell.best)


def _title(cell: Cell) -> str:
    return column_title(cell.info, cell.target)


def _said(cell: Cell) -> str:
    return figure_text(cell.info, cell.best, _PLAIN) if cell.best else "?"


def _one_origin(system: System) -> Iterator[Doubt]:
    for cell, best in _headlines(system):
        if best.origins == 1:
            yield Doubt(system.id, "one-origin", "low", f"{_title(cell)} rests on one origin: {best.shown.source_key}")


def _wide(system: System) -> Iterator[Doubt]:
    for cell, best in _headlines(system):
        low, high = best.lowest.counted, best.highest.counted
        if low > 0 and high / low > 2:
            ends = " to ".join(value_text(cell.info, e.value, _PLAIN) for e in (best.lowest, best.highest))
            yield Doubt(system.id, "wide-spread", "medium", f"{_title(cell)}: sources range from {ends}")


def _weak(system: System) -> Iterator[Doubt]:
    for cell, best in _headlines(system):
        if best.naming != "named":
            what = "name no target" if best.naming == "unnamed" else "are blankets"
            yield Doubt(system.id, f"only-{best.naming}", "low", f"{_title(cell)} rests on statements that {what}")


def _undated(system: System) -> Iterator[Doubt]:
    undated = [key for key, source in system.sources.items() if source.published is None]
    if undated:
        some = f"{', '.join(undated[:3])}{' …' * (len(undated) > 3)}"
        yield Doubt(
            system.id, "undated", "low", f"{len(undated)} of {len(system.sources)} sources bear no date: {some}"
        )


def _empty(system: System) -> Iterator[Doubt]:
    cell = cell_of(system, "range_max", system.reference)
    if not cell.best:
        yield Doubt(
            system.id, "no-reach", "medium", f"no figure counts for {_title(cell)}, which the system is made for"
        )


def _ceiling(system: System) -> Iterator[Doubt]:
    for target in CLASSES:
        reach, ceiling = cell_of(system, "range_max", target), cell_of(system, "altitude_max", target)
        if reach.best and ceiling.best and reach.best.name == ceiling.best.name and ceiling.best.si > reach.best.si:
            said = f"{_said(ceiling)} high, {_said(reach)} far"
            yield Doubt(system.id, "ceiling-above-reach", "medium", f"{target}: {said}")


def _small_above_large(system: System) -> Iterator[Doubt]:
    """Small and low targets are seen later than aircraft: what reaches them farther is a slip of class."""
    large = cell_of(system, "range_max", "aircraft")
    for target in ("drone", "cruise-missile"):
        small = cell_of(system, "range_max", target)
        if large.best and small.best and small.best.name == large.best.name and small.best.si > large.best.si:
            said = f"{_said(small)}, and only {_said(large)} against aircraft"
            yield Doubt(system.id, "class-order", "medium", f"{_title(small)}: {said}")


def _nobody_says(system: System) -> Iterator[Doubt]:
    for target in CLASSES:
        cell = cell_of(system, "range_max", target)
        if cell.best and target != system.reference and cell.engages.word == "no":
            yield Doubt(
                system.id,
                "denied",
                "medium",
                f"{_title(cell)} is {_said(cell)}, though sources say that it is not engaged",
            )
        elif cell.best and target != system.reference and cell.engages.word == "unknown" and cell.best.origins == 1:
            yield Doubt(
                system.id,
                "not-said-engaged",
                "low",
                f"{_title(cell)} is {_said(cell)} by one origin, and nobody says that {target} is engaged",
            )


def _lonely(system: System) -> Iterator[Doubt]:
    """A class's figure of one origin beside the reference class's of three or more, a fifth and more away from it."""
    for measure in ("range_max", "altitude_max"):
        known = cell_of(system, measure, system.reference).best
        for target in CLASSES:
            cell = cell_of(system, measure, target)
            if not known or not cell.best or target == system.reference or cell.best.origins > 1 or known.origins < 3:
                continue
            if cell.best.name == known.name and known.si > 0 and cell.best.si / known.si > 1.2:
                said = (
                    f"{_said(cell)} by one origin, {figure_text(cell.info, known, _PLAIN)} against "
                    f"{system.reference} by {known.origins}"
                )
                yield Doubt(system.id, "one-against-many", "medium", f"{_title(cell)}: {said}")


def _notes(system: System) -> Iterator[Doubt]:
    for _, key, statement in statements(system):
        if statement.note and not statement.doubt and statement.counts and DOUBTFUL.search(statement.note):
            yield Doubt(
                system.id, "doubt-in-note", "medium", f"{key}: {statement.note!r} is a doubt, and counts nonetheless"
            )


def _near_limits(system: System) -> Iterator[Doubt]:
    for loc, key, statement in statements(system):
        if not isinstance(statement, MeasureStatement) or not statement.counts:
            continue
        name, targets = str(loc[-3]), classes_at(system, loc)
        over = beyond("questioned_above", name, targets, statement.value, statement.value.si_high)
        if over:
            owner = f"{loc[1]}: " if loc[0] in ("effectors", "sensors") else ""
            said = f"{owner}{statement.value.text} ({key}) lies above {over[0].text}. {over[1]}"
            yield Doubt(
                system.id, "near-limit", "high", f"{MEASURES[name].label}: {said}" if name in MEASURES else said
            )


def _slips(system: System) -> Iterator[Doubt]:
    """Pairs of sources whose figures for one cell differ by the very factor between two units."""
    seen: set[tuple[str, str, str]] = set()
    for name, info in MEASURES.items():
        if info.dimension not in ("length", "speed"):
            continue
        for target in CLASSES if info.targeted else (None,):
            found = cell_of(system, name, target)
            for name_of_group in dict.fromkeys(e.group for e in found.evidence):
                some = [
                    e
                    for e in found.evidence
                    if e.group == name_of_group and (e.why_not is None or e.why_not.startswith(("outlier", "above")))
                ]
                for one, two in combinations(sorted(some, key=lambda e: (e.counted, e.source_key)), 2):
                    slip = _slip(one, two)
                    mark = (name, one.source_key, two.source_key)
                    if slip and one.origin != two.origin and mark not in seen:
                        seen.add(mark)
                        said = f"{one.value.text} ({one.source_key}) and {two.value.text} ({two.source_key})"
                        yield Doubt(system.id, "unit-slip", "high", f"{info.label}: {said} differ as {slip} do")


def _slip(one: Evidence, two: Evidence) -> str | None:
    if one.counted <= 0 or one.value.is_interval or two.value.is_interval:
        return None
    if one.value.unit != two.value.unit:
        same = one.value.high == two.value.high and one.value.dimension == two.value.dimension
        return f"{one.value.unit} and {two.value.unit}" if same else None
    ratio = two.counted / one.counted
    return next((words for factor, words in SLIPS.items() if abs(ratio / factor - 1) < 0.004), None)


def _variants(system: System, by_id: dict[str, System]) -> Iterator[Doubt]:
    older = by_id.get(system.variant_of or "")
    if older is None:
        return
    for measure, target in ((m, c) for m in ("range_max", "altitude_max") for c in MISSION):
        now, before = cell_of(system, measure, target, Rule("highest")), cell_of(older, measure, target)
        if now.best and before.best and now.best.naming == before.best.naming and now.best.si < before.best.si:
            said = f"{_said(now)}, less than {_said(before)} of {older.id}, which it develops"
            yield Doubt(system.id, "variant-order", "medium", f"{_title(now)}: {said}")


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
            copy, model = sorted((one, two), key=lambda name: (len(figures[name]), name != two))
            said = f"{len(shared)} of its {len(figures[copy])} figures stand in {model} too"
            yield Doubt(copy, "copied", "high", said)


_LOOKS: tuple[Callable[[System], Iterator[Doubt]], ...] = (
    _one_origin, _wide, _weak, _undated, _empty, _ceiling, _small_above_large, _nobody_says, _lonely, _notes,
    _near_limits, _slips,
)  # fmt: skip
