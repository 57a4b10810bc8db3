"""A system's cells for the page: what each says now and said by the day, in all units and by all rules."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar, get_args

from ringfence.english import counted
from ringfence.evidence.engaged import Answer, engages
from ringfence.evidence.figures import BOUNDED, Cell, cell_of, chosen
from ringfence.evidence.rule import Rule
from ringfence.evidence.statements import gathered, naming_of
from ringfence.explore.model import ENGAGES, ByRule, CellText, FigureText, Reading, Said, State
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import PartialDate
from ringfence.specs.system import System, statements
from ringfence.specs.targets import CLASSES, family_of
from ringfence.specs.words import Choice, Units
from ringfence.tables.statements import basis, ordered, why_not
from ringfence.tables.wording import Style, cell_text

if TYPE_CHECKING:
    from ringfence.explore.document import Shelves

T = TypeVar("T")
Told = tuple[CellText, tuple[State, ...]]
"""A cell, and what it said by the day."""
BEFORE = "1900-01-01"
AFTER = "after"
"""Stands for "after DAY": the page puts in the day that its reader chose."""


def cells_of(system: System, rule: Rule, shelves: "Shelves") -> Iterator["Told"]:
    """All cells that say more than "?": whether each class is engaged, then the measures.

    A cell of a measure that says no more than whether its class is engaged is left out: the page looks there.
    """
    answered: dict[str, Told] = {}
    for name in CLASSES:
        told = _engaged(system, name, rule, shelves)
        if told:
            answered[name] = told
            yield told
    held = {str(loc[-3]) for loc, _, _ in statements(system) if len(loc) > 2}
    for info in (info for info in MEASURES.values() if info.name in held):
        said = {e.targets for e in gathered(system, info)}
        for target in CLASSES if info.targeted else (None,):
            spoken = not info.targeted or any(naming_of(named, target, system.reference) for named in said)
            if not spoken and not (target in answered and _may_be_bound(system, info.name, target)):
                continue
            made = _cell(cell_of(system, info.name, target, rule), shelves)
            if spoken or not _same(made, answered[target or ""]):
                yield made


def _may_be_bound(system: System, measure: str, target: str | None) -> bool:
    if measure not in BOUNDED or target is None or target == system.reference:
        return False
    return family_of(target) == family_of(system.reference)


def _same(one: Told, other: Told) -> bool:
    told = [([(state.day, state.reading) for state in then], cell.reading) for cell, then in (one, other)]
    return told[0] == told[1]


def _engaged(system: System, target: str, rule: Rule, shelves: "Shelves") -> Told | None:
    said = engages(system, target, rule)
    answers = (*said.yes, *said.no)
    if not answers:
        return None

    def state(by: Rule) -> State:
        known = engages(system, target, by)
        word = "?" if known.word == "unknown" else known.word
        text = _engaged_basis(len(known.yes), len(known.no))
        reading = Reading(figure=shelves.figures.index(FigureText(metric=word)), basis=shelves.texts.index(text))
        return State(day=_day(by, shelves), reading=shelves.readings.index(reading))

    then = _history(rule, [a.source.published for a in answers], state)
    cell = CellText(
        system=system.id, measure=ENGAGES, target=target, reading=state(rule).reading, then=len(then),
        answers=tuple(_answer(a, a in said.yes, shelves) for a in answers),
    )  # fmt: skip
    return cell, then


def _engaged_basis(yes: int, no: int) -> str:
    if not yes and not no:
        return "no statement speaks for this class"
    return f"no figure; engaged according to {counted(yes, 'statement')}, not engaged according to {no}"


def _cell(now: Cell, shelves: "Shelves") -> Told:
    rows = tuple(e.loc for e, _ in ordered(now))
    reasons: dict[str, int] = {}
    system, info, target = now.system, now.info, now.target

    def state(by: Rule) -> State:
        cell = now if by == now.rule else cell_of(system, info.name, target, by)
        told = {e.loc: why_not(cell, e) for e in cell.evidence}
        late = f"after {by.as_of}"
        words = [AFTER if told[loc] == late else told[loc] for loc in rows]
        why = "".join("." if word is None else _letter(reasons.setdefault(word, len(reasons))) for word in words)
        reading = shelves.readings.index(_reading(cell, shelves))
        return State(day=_day(by, shelves), reading=reading, why=why, undated=cell.undated)

    by_loc = {e.loc: e for e in now.evidence}
    shown = []
    for loc in rows:
        one = by_loc[loc]
        shown.append(
            shelves.statements.index(
                Said(
                    source=shelves.source(one.source_key, one.source), stated=one.value.text, targets=one.targets,
                    component=one.group,
                    by=one.statement.by if one.statement.by != "media" else None,
                    at=one.statement.at, note=one.statement.note,
                    at_altitude=one.height.text if one.height else None,
                )
            )
        )  # fmt: skip
    today = state(now.rule)
    bounding = (
        cell_of(system, info.name, system.reference, now.rule).evidence
        if _may_be_bound(system, info.name, target)
        else ()
    )
    speaking = [e for e in (*now.evidence, *bounding) if e.naming is not None]
    days = [e.source.published for e in speaking] + [a.source.published for a in (*now.engages.yes, *now.engages.no)]
    then = _history(now.rule, days, state)
    cell = CellText(
        system=system.id, measure=info.name, target=target, statements=tuple(shown), then=len(then),
        reasons=tuple(map(shelves.texts.index, reasons)), reading=today.reading, why=today.why,
    )  # fmt: skip
    return cell, then


def _day(rule: Rule, shelves: "Shelves") -> int:
    return shelves.days.index(str(rule.as_of or BEFORE))


def _letter(number: int) -> str:
    return chr(97 + number) if number < 26 else chr(0xA1 + number - 26)


def _history(rule: Rule, dates: list[PartialDate | None], state_by: Callable[[Rule], State]) -> tuple[State, ...]:
    """What the cell said before the first of these dates, and from each on; a day on which nothing changes is
    left out.
    """
    days = sorted({date.last.isoformat() for date in dates if date})
    found: list[State] = []
    for day in [BEFORE, *days]:
        here = state_by(replace(rule, as_of=PartialDate(day)))
        if not found or found[-1] != here.model_copy(update={"day": found[-1].day}):
            found.append(here)
    return tuple(found)


def _reading(cell: Cell, shelves: "Shelves") -> Reading:
    if cell.bound and cell.bound.origins > 1:
        cells = [
            cell_of(cell.system, cell.info.name, cell.target, replace(cell.rule, choice=c)) for c in get_args(Choice)
        ]
    elif all(group.origins == 1 for group in cell.groups):
        cells = [cell]
    else:
        cells = [cell, *(chosen(cell, choice) for choice in get_args(Choice)[1:])]
    shown = [each.best for each in cells if each.best]
    bounds = [each.bound.si for each in cells if each.bound]
    told = [_parted(basis(each)) for each in cells]
    about = [shelves.texts.index(tail) if tail else None for _, tail in told]
    phrases = [_phrase(each) for each in cells]
    low, high = ([getattr(group, end).counted for group in shown] for end in ("lowest", "highest"))
    si = [group.si for group in shown]
    return Reading(
        figure=_folded([shelves.figures.index(figure) for figure, _ in phrases]),
        tail=_folded([tail for _, tail in phrases]),
        basis=_folded([shelves.texts.index(head) for head, _ in told]),
        about=_folded(about),
        si=_folded(si) if shown else None,
        low=_folded(low) if shown and low != si else None,
        high=_folded(high) if shown and high != si else None,
        bound=_folded(bounds) if bounds else None,
        component=_folded([group.name for group in shown]) if shown else None,
        others=_others(cells),
    )


def _parted(text: str) -> tuple[str, str]:
    """How many origins, and of what: many cells share either, few share both."""
    at = text.find(", on ")
    return (text, "") if at < 0 else (text[:at], text[at:])


def _others(cells: list[Cell]) -> tuple[tuple[str | None, ByRule[float]], ...]:
    """What a ring asks of the groups that the cell does not show: the heights and the minimum range of its
    own missile.
    """
    if cells[0].info.name not in ("altitude_max", "altitude_min", "range_min"):
        return ()
    shown = cells[0].best.name if cells[0].best else None
    names = [group.name for group in cells[0].groups if group.name != shown]
    figures = [{group.name: group.si for group in cell.groups} for cell in cells]
    return tuple((name, _folded([of[name] for of in figures])) for name in names)


def _folded(some: Sequence[T]) -> ByRule[T]:
    return some[0] if len(set(some)) == 1 else tuple(some)


def _phrase(cell: Cell) -> tuple[FigureText, str]:
    """A cell's text in all units, and behind it the number of its origins, which is the same in all."""
    tail = f"{Style().joint}{Style().counted(cell.best.origins)}" if cell.best else ""
    metric, *others = (cell_text(cell, Style(units), effector=False).removesuffix(tail) for units in get_args(Units))
    imperial, nautical, as_stated = (None if text == metric else text for text in others)
    return FigureText(metric=metric, imperial=imperial, nautical=nautical, as_stated=as_stated), tail


def _answer(said: Answer, yes: bool, shelves: "Shelves") -> int:
    statement = said.statement
    return shelves.statements.index(
        Said(
            source=shelves.source(said.source_key, said.source), stated="yes" if yes else "no", component=said.effector,
            by=statement.by if statement.by != "media" else None, at=statement.at, note=statement.note,
        )
    )  # fmt: skip
