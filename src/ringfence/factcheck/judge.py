"""Held against the records: supported where the typical value reaches the figure, contradicted where none of
three does.

What the cells say stands beside every figure; what is neither, or not plainly said, is to be looked at.
"""

from dataclasses import dataclass, replace

from ringfence.evidence.figures import Cell, Group
from ringfence.evidence.statements import Evidence
from ringfence.factcheck.figures import Figure
from ringfence.factcheck.finding import Beside, Finding, Outcome, Witness, best_witnesses, offered, sum_words
from ringfence.factcheck.point import Point
from ringfence.factcheck.records import Records
from ringfence.factcheck.rows import listed, pairs
from ringfence.factcheck.rows.reading import cloud_over
from ringfence.specs.measures import MEASURES
from ringfence.specs.system import System
from ringfence.specs.targets import CLASSES, MISSION

KINDS = {kind: tuple(filter(None, some.split("+"))) for kind, some in pairs("kinds").items()}
"""What a figure may be of → the measures that it is held against; none for what the records do not hold."""
ENOUGH = 3  # so many closed origins contradict
_EXACT = {name.replace(" ", "_") for name in listed("exact-measures")}
"""Measures of which less is as wrong as more: they are ticked, never contradicted."""


def judged(point: Point, figure: Figure, systems: tuple[System, ...], records: Records) -> list[Finding]:
    """One finding for each class that a figure is said to hold against."""
    measures = KINDS.get(point.kind, ())
    if not measures:
        why = "a place or a way" if point.kind == "place" else "nothing in the sentence says what it measures"
        return [Finding(point, Outcome.OPEN, why, systems[0].id if len(systems) == 1 else None, point.kind)]
    room, aims = tolerance(figure), point.classes or (None,)
    return [_Case(point, figure, room, systems, measures, target, records).finding() for target in aims]


@dataclass(frozen=True, slots=True)
class _Case:
    """One figure, one class (None: none is named), the systems that may be meant; `room`: see `tolerance`."""

    point: Point
    figure: Figure
    room: float
    systems: tuple[System, ...]
    measures: tuple[str, ...]
    target: str | None
    records: Records

    def finding(self) -> Finding:
        system, target = self.systems[0], self.target if MEASURES[self.measures[0]].targeted else None
        beside = tuple(one for each in self.systems for cell in self._cells(each) if (one := self._beside(cell)))
        known = system.id if len(self.systems) == 1 else None
        bare = Finding(self.point, Outcome.LOOK, "", known, self.measures[0], target, beside)
        if not beside:
            return replace(bare, outcome=Outcome.OPEN, reason="the records state nothing of the kind")
        bare = replace(bare, command=_command(system, self.measures[0], target))
        if known is None:
            return replace(bare, reason=f"{self.point.name} may be {', '.join(each.name for each in self.systems)}")
        main = self._main()
        if main is None:
            return replace(bare, reason=self._why_no_cell())
        group = self._group(main)
        if group is None:
            return replace(bare, reason=f"the records state nothing of this kind of {self.point.part}")
        rest = tuple(one for one in beside if (one.cell.target, one.cell.info) != (main.target, main.info))
        reached = [one for one in group.counted if self._reached(one)]
        short = [one for one in group.counted if _closed(one) and not self._reached(one)]
        outcome, reason = self._weigh(main, group, {one.origin for one in reached})
        cloud = self._cloud(main)
        bare = replace(bare, measure=main.info.name, beside=(Beside(main, group, self._states(group)), *rest))
        bare = replace(bare, command=_command(system, main.info.name, main.target))
        bare = replace(bare, supporting=best_witnesses(map(_witness, reached)))
        bare = replace(bare, opposing=best_witnesses(map(_witness, short)))
        if cloud:
            return replace(bare, reason=f"not judged: {cloud}")
        wording = None if outcome is Outcome.SUPPORTED else offered(main, group, self.figure.unit)
        return replace(bare, outcome=outcome, reason=reason, wording=wording)

    def _cells(self, system: System) -> list[Cell]:
        """The cells to show: of the named class and the reference class, else of that and the three of the mission."""
        return self._of(system, [self.target, system.reference] if self.target else [system.reference, *MISSION])

    def _of(self, system: System, aims: list[str]) -> list[Cell]:
        some = [
            (name, aim) for name in self.measures for aim in dict.fromkeys(aims if MEASURES[name].targeted else [None])
        ]
        return [self.records.cell(system, name, aim) for name, aim in some]

    def _main(self) -> Cell | None:
        """The cell to judge by: of the named class, else the reference class, or one with a figure of the missile."""
        aims = [self.target] if self.target else [self.systems[0].reference, *(MISSION if self.point.part else ())]
        some = [cell for cell in self._of(self.systems[0], aims) if cell.best]
        return next((cell for cell in some if self._group(cell)), some[0] if some else None)

    def _group(self, cell: Cell) -> Group | None:
        """The statements on the missile that is named; on the system, the group that the cell shows."""
        part = self.point.part
        if part is None or list(cell.system.effectors) == [part]:
            return cell.best
        return next((group for group in cell.groups if group.name == part), None)

    def _beside(self, cell: Cell) -> Beside | None:
        group = self._group(cell) or cell.best
        return Beside(cell, group, self._states(group)) if group else None

    def _states(self, group: Group) -> bool:
        same = group.shown.value.dimension == self.figure.dimension
        return same and group.si_low - self.room <= self.figure.si <= group.si_high + self.room

    def _reached(self, one: Evidence) -> bool:
        return reaches(self.figure, one, self.room)

    def _why_no_cell(self) -> str:
        system, target = self.systems[0], self.target
        cell = self.records.cell(system, self.measures[0], target or system.reference)
        if cell.bound:
            return f"no source states a figure for {target}; it is engaged no farther than {system.reference}"
        if cell.blanket:
            return f"sources state it only in one figure for {target} and others"
        if cell.engages.word == "no":
            return f"sources say that {target} is not engaged"
        return f"no source states a figure against {target}" if target else "the records state nothing of the kind"

    def _weigh(self, cell: Cell, group: Group, reaching: set[str]) -> tuple[Outcome, str]:
        """The verdict on a figure by one group of statements."""
        figure, number = self.figure, self.figure.dimension == "count"
        if group.shown.value.dimension != figure.dimension:
            return Outcome.LOOK, f"the records state it in {group.shown.value.unit or 'pieces'}, which does not convert"
        closed = {one.origin for one in group.counted if _closed(one)}
        more = {one.origin for one in group.counted} - closed
        told = f"{len(reaching)} of {group.origins} origins reach it" if group.origins > 1 else "one origin states it"
        told += f", of {group.name}" if group.name else ""
        exact = cell.info.minimum or figure.least or cell.info.name in _EXACT
        if (number or exact) and self._states(group):
            return Outcome.SUPPORTED, told
        if exact or number:
            return Outcome.LOOK, "the records state another figure"
        typical = group.si_low if group.disagree else group.si_high
        most = figure.si if figure.bound == "more than" else figure.si - self.room
        if not number and typical >= most:  # who says a third of what is stated means something else
            told += "" if self._states(group) else "; the records state more"
            return Outcome.LOOK if typical > 3 * figure.si else Outcome.SUPPORTED, told
        if reaching:
            return Outcome.LOOK, f"{told}, the typical one does not"
        low = replace(figure, high=figure.low)
        part = low.low < figure.high and any(reaches(low, one, self.room) for one in group.counted)
        doubt = self._elsewhere(cell) or ("the records reach its lower end" if part else None)
        if doubt:
            return Outcome.LOOK, doubt
        if len(closed) >= ENOUGH and len(more) < len(closed) and self.point.sentence.form != "cell":
            return Outcome.CONTRADICTED, f"none of {len(closed)} origins reaches it{self._uncounted(cell)}"
        if more:
            return Outcome.LOOK, "sources say more than a lower figure, which neither carries nor contradicts it"
        return Outcome.LOOK, "one source says otherwise" if len(closed) == 1 else f"{len(closed)} origins say otherwise"

    def _elsewhere(self, cell: Cell) -> str | None:
        """Who does reach it: another missile of the system, or, where no class is named, any statement at all."""
        for group in cell.groups if self.point.part is None else ():
            if any(self._reached(one) for one in group.counted):
                return f"with {group.name} it does" if group.name else "of the system as a whole sources say so"
        if self.target:
            return None
        aims = CLASSES if cell.info.targeted else (None,)
        every = (one for aim in aims for one in self.records.cell(cell.system, cell.info.name, aim).evidence)
        far = next((one for one in every if self._reached(one) and not one.statement.superseded), None)
        if far is None:
            return None
        about = f" against {', '.join(far.targets)}" if far.targets else ""
        return f"one source states as much{about}, and does not count: {far.why_not or 'another class'}"

    def _uncounted(self, cell: Cell) -> str:
        """Which statements of the class do reach a figure, and why they do not count."""
        some = [one for one in cell.evidence if one.why_not and one.naming and self._reached(one)]
        why = ", ".join(sorted({str(one.why_not).partition(":")[0] for one in some}))
        return f"; {len(some)} that do are not counted ({why})" if some else ""

    def _cloud(self, cell: Cell) -> str | None:
        """Why a sentence is shown and not judged; None where it is plain."""
        figure, point = self.figure, self.point
        if point.unsure or not point.cue:
            return point.unsure or "no word in it says what the figure measures"
        if figure.dimension == "count" and not cell.info.targeted and figure.noun is None:
            return "it does not say what is counted"
        reach = point.kind in ("range", "altitude") and not cell.info.name.startswith("detection")
        return figure.odd or cloud_over(
            point.sentence.low, "range" if reach else "cost" if point.kind.endswith("cost") else "capability"
        )


def tolerance(figure: Figure) -> float:
    """How far a figure may be off by rounding, in SI: 2 %, 5 % for `about` and other units, or half its last place."""
    loose = figure.bound in ("about", "more than") or figure.unit in ("mi", "nmi", "ft", "mph", "kt")
    scale = figure.si / figure.high if figure.high else 1.0
    return max((0.05 if loose else 0.02) * figure.si, min(figure.step * scale, 0.05 * figure.si))


def reaches(figure: Figure, one: Evidence, room: float) -> bool:
    """Whether a statement carries the figure: its far end is as far; a minimum's is as near."""
    if one.value.dimension != figure.dimension:
        return False
    return one.value.si_low <= figure.si + room if one.minimum else one.value.si_high >= figure.si - room


def _closed(one: Evidence) -> bool:
    """Whether a statement says that it goes no farther: `more than 100 km` does not."""
    return one.value.bound not in ("more than", "at least")


def _witness(one: Evidence) -> Witness:
    about = f" (for {', '.join(one.targets)})" if len(one.targets) > 1 else ""
    about = " (target not named)" if one.naming == "unnamed" else about
    aside = 2 * ("named", "unnamed", "blanket").index(one.naming or "named") + one.value.is_interval
    about += f", {one.group}" if one.group else ""
    return Witness(sum_words(one.value) + about, one.source, one.source.published, one.statement.by, aside)


def _command(system: System, measure: str, target: str | None) -> str:
    return f"ringfence explain {system.id} --measure {measure}" + (f" --against {target}" if target else "")
