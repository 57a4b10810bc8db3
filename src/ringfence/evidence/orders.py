"""Who ordered what: ordered, delivered, outstanding, expected. The newest as-of wins for what has arrived; every statement stays listed.

A count is the lower median over origins, like any figure. So is the year of signing: one rule for all, and a year that somebody stated.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from ringfence.evidence.counts import (
    Count,
    Entry,
    Price,
    Said,
    number_of,
    prices,
    tally,
    told,
    when,
    why_it_cannot_count,
)
from ringfence.evidence.origins import origin_of, origins
from ringfence.specs.acquisition import Acquisition, Unit
from ringfence.specs.statement import PartialDate, Source, StatementBase
from ringfence.specs.system import System

S = TypeVar("S", bound=StatementBase)

FINAL = ("cancelled", "completed")
"""After these nothing is outstanding."""
FORMATIONS = ("regiment", "battalion", "squadron", "battery", "fire-unit", "system")
"""Units of which each may hold another: a newer count in one of them tells that a count in another is behind the times."""
_STAGES = ("talks", "option", "approved", "pledged", "ordered", *FINAL[::-1])


@dataclass(frozen=True, slots=True)
class Expected:
    """One delivery that sources expected on a date: how many, which of the order, and who said so when."""

    due: PartialDate
    nth: int | None
    count: float | None
    source: str
    said: PartialDate | None


@dataclass(frozen=True, slots=True)
class Holding:
    """One acquisition, as sources had it by a day. `unit`: what it is counted in.

    `signed` is the typical year, `years` its spread. `status` has the word that holds first. `planned` is a
    count that was asked for, approved or offered and not ordered; `others` are quantities in other units. `expected` is what is still
    due by the newest dated source, `earlier` what others said or what has come since. `left_out`: sources without a date.
    """

    system: System
    acquisition: Acquisition
    unit: str
    signed: tuple[PartialDate, ...]
    years: Count | None
    status: tuple[str, ...]
    ordered: Count | None
    planned: Count | None
    delivered: Count | None
    prices: tuple[Price, ...]
    others: tuple[tuple[str, Count], ...]
    expected: tuple[Expected, ...]
    earlier: tuple[Expected, ...]
    said: tuple[Said, ...]
    left_out: frozenset[str]

    @property
    def undated(self) -> int:
        """How many sources are left out for want of a date."""
        return len(self.left_out)

    @property
    def final(self) -> str | None:
        """`completed` or `cancelled`, where that is the last word."""
        return self.status[0] if self.status and self.status[0] in FINAL else None

    @property
    def outstanding(self) -> float | None:
        """Ordered less delivered, 0 for what is completed or cancelled. None where one of them is not known, or where a newer count of
        what has arrived is in another unit."""
        if self.final:
            return 0.0
        if self.ordered is None or self.delivered is None or self.newer_elsewhere:
            return None
        return max(self.ordered.typical - self.delivered.typical, 0.0)

    @property
    def outstanding_spread(self) -> tuple[float, float] | None:
        """The least and the most that sources leave outstanding, where they differ."""
        if self.final or self.outstanding is None or self.ordered is None or self.delivered is None:
            return None
        low = max(self.ordered.lowest - self.delivered.highest, 0.0)
        high = max(self.ordered.highest - self.delivered.lowest, 0.0)
        return (low, high) if low != high else None

    @property
    def newer_elsewhere(self) -> tuple[Count, ...]:
        """Counts of what has arrived, in units of another size, that are newer than the count in the acquisition's own unit."""
        day = when(self.delivered.as_of if self.delivered else None)
        found = (count for field, count in self.others if field == "delivered" and count.unit in FORMATIONS)
        return tuple(count for count in found if when(count.as_of) > day)

    @property
    def more_than_ordered(self) -> bool:
        """Whether more have arrived than were ordered, by the typical counts: then one of the two is behind the times."""
        return bool(self.ordered and self.delivered and self.delivered.typical > self.ordered.typical)

    @property
    def slipped(self) -> tuple[Expected, ...]:
        """What earlier dated sources said of the deliveries that are still expected, in the order in which they said it."""
        due = {e.nth for e in self.expected}
        found = [e for e in self.earlier if e.said and (e.nth in due)]
        return tuple(sorted(found, key=lambda e: (when(e.said), e.due.last)))

    @property
    def sources(self) -> dict[str, Source]:
        """Every source that speaks of it."""
        return {key: self.system.sources[key] for key in dict.fromkeys(s.source for s in self.said)}

    @property
    def origins(self) -> int:
        """How many independent ones there are among its sources."""
        return origins(tuple(self.sources), self.system.sources)

    @property
    def newest(self) -> PartialDate | None:
        """The newest day on which somebody spoke of it."""
        return max((s.told for s in self.said if s.told), key=when, default=None)


def holdings(
    systems: Iterable[System],
    *,
    operator: str | None = None,
    as_of: PartialDate | None = None,
    unit: Unit | None = None,
) -> Iterator[Holding]:
    """Every acquisition, of one operator (ISO 3166-1 alpha-3) or of all, as known by the last day of `as_of`.

    A source counts when it is dated on or before that day, or has no date but speaks of a day by then; a bare year or month
    counts at its end. What else has no date is left out and counted. Acquisitions that nobody had spoken of by then are left out.
    `unit`: count in this unit, and leave out what nobody counted in it.
    """
    for system in systems:
        for acquisition in system.acquisitions:
            if operator in (None, acquisition.operator):
                found = holding(system, acquisition, as_of, unit)
                if found and (unit is None or found.ordered or found.planned or found.delivered):
                    yield found


def holding(
    system: System, a: Acquisition, as_of: PartialDate | None = None, unit: Unit | None = None
) -> Holding | None:
    """One acquisition of a system as known by the last day of `as_of`; None where nobody had spoken of it by then."""
    day = as_of.last if as_of else None
    unit = unit or a.unit
    left: set[str] = set()
    said_of = {
        field: [
            Entry(field, key, system.sources[key], s, origin_of(key, system.sources))
            for key, s in known(system, getattr(a, field), day, left)
        ]
        for field in a.SOURCED
    }
    if day and not any(said_of.values()):
        return None
    words: set[str] = {unit, *a.also_called, "unit"} if unit == a.unit else {unit}
    status, said_status = _status(said_of["status"])
    years, said_signed = _signed(said_of["signed"])
    ordered, said_ordered = tally(said_of["ordered"], words)
    planned, _ = tally(said_of["ordered"], words, context="planned")
    delivered, said_delivered = _delivered(said_of["delivered"], words)
    costs, said_prices = prices(said_of["price"])
    others = _others([*said_of["ordered"], *said_of["delivered"]], words)
    bare = Holding(
        system, a, unit, (PartialDate(f"{years.typical:.0f}"),) if years else (), years, status, ordered, planned, delivered,
        costs, others, (), (), (), frozenset(left),
    )  # fmt: skip
    expected, earlier, said_expected = _expected(said_of["expected"], words, bare)
    said = (*said_status, *said_signed, *said_ordered, *said_prices, *said_delivered, *said_expected)
    return replace(bare, expected=expected, earlier=earlier, said=said)


def known(
    system: System, by_source: Mapping[str, tuple[S, ...]], day: date | None, left: set[str]
) -> list[tuple[str, S]]:
    """The statements that were known by a day, with their sources' keys; those left out for want of a date go into `left`."""
    found = []
    for key, some in by_source.items():
        for statement in some:
            spoken = told(system.sources[key], statement)
            if day and spoken is None:
                left.add(key)
            elif day is None or (spoken and spoken.last <= day):
                found.append((key, statement))
    return found


def _status(some: list[Entry]) -> tuple[tuple[str, ...], list[Said]]:
    """The farthest stage holds: a source that tells of an approval does not deny the order. A final word holds unless a source of a
    later date says otherwise."""
    counting = [e for e in some if e.statement.counts]
    counting.sort(key=lambda e: (_STAGES.index(e.word), when(e.source.published)), reverse=True)
    final = [e for e in counting if e.word in FINAL]
    last = max((when(e.source.published) for e in final), default=when(None))
    if last > when(None) and any(when(e.source.published) > last for e in counting):
        counting = [e for e in counting if e not in final] + final
    words = tuple(dict.fromkeys(e.word for e in counting))
    return words, [
        e.said(why_it_cannot_count(e.statement) or (None if e.word == words[0] else f"{words[0]!r} holds"))
        for e in some
    ]


def _signed(some: list[Entry]) -> tuple[Count | None, list[Said]]:
    """The year: lower median over origins, the earliest of each."""
    years: dict[str, float] = {}
    for e in some:
        if e.statement.counts:
            year = float(e.date.text[:4])
            years[e.origin] = min(years.get(e.origin, year), year)
    ranked = sorted(years.values())
    count = Count(ranked[(len(ranked) - 1) // 2], ranked[0], ranked[-1], len(ranked)) if ranked else None
    return count, [e.said(why_it_cannot_count(e.statement)) for e in some]


def _delivered(some: list[Entry], words: set[str]) -> tuple[Count | None, list[Said]]:
    """The newest as-of wins; the day of its source stands for a statement that names none. Dates are alike only where they are equal,
    and a bare year is older than a month in it."""
    said: list[Said] = []
    usable: list[Entry] = []
    for e in some:
        reason = why_it_cannot_count(e.statement) or e.other_unit(words)
        usable += [] if reason else [e]
        said += [e.said(reason)] if reason else []
    newest = max((e.day for e in usable if e.day), key=when, default=None)
    counting = [e for e in usable if e.day == newest]
    count, told_now = tally(counting, words)
    older = [e.said(f"older than {newest}" if e.day else "no date") for e in usable if e.day != newest]
    return (count.at(newest) if count else None), [*told_now, *older, *said]


def _others(some: list[Entry], words: set[str]) -> tuple[tuple[str, Count], ...]:
    """Quantities in other units: (`ordered` or `delivered`, how many of what)."""
    found = []
    for field in ("ordered", "delivered"):
        units = dict.fromkeys(
            e.quantity.unit for e in some if e.field == field and e.quantity and e.quantity.unit not in words
        )
        for unit in units:
            entries = [e for e in some if e.field == field]
            count, _ = _delivered(entries, {unit}) if field == "delivered" else tally(entries, {unit})
            if count:
                found.append((field, count.of(unit)))
    return tuple(found)


def _expected(
    some: list[Entry], words: set[str], holding: Holding
) -> tuple[tuple[Expected, ...], tuple[Expected, ...], list[Said]]:
    """What is still due by the newest dated source, and what others said.

    Where the newest source speaks of numbered deliveries alone, those that it does not name stand as the newest source on each has
    them. What has arrived since is expected no longer; nor is anything where nothing is outstanding.
    """
    usable = [e for e in some if e.statement.superseded is None]
    found = {id(e): Expected(e.due, e.nth, number_of(e.quantity, words), e.key, e.source.published) for e in usable}
    open_ones = [e for e in usable if not _arrived(found[id(e)], holding)]
    dated = [e for e in open_ones if e.source.published]
    newest = max((e.source.published for e in dated if e.source.published), key=when, default=None)
    now = [e for e in dated if e.source.published == newest] if dated else open_ones
    if dated and all(e.nth for e in now):
        for nth in sorted({e.nth for e in dated if e.nth} - {e.nth for e in now}):
            same = [e for e in dated if e.nth == nth]
            last = max((e.source.published for e in same if e.source.published), key=when)
            now += [e for e in same if e.source.published == last]
    chosen = {id(e) for e in now}
    said = [
        e.said(why_it_cannot_count(e.statement, planned=True) or (None if id(e) in chosen else _why_not(e, e in open_ones, newest)))
        for e in some
    ]  # fmt: skip
    ranked = sorted(usable, key=lambda e: (e.due.last, e.nth or 0, e.key))
    pick = tuple(found[id(e)] for e in ranked if id(e) in chosen)
    return pick, tuple(found[id(e)] for e in ranked if id(e) not in chosen), said


def _arrived(expected: Expected, holding: Holding) -> bool:
    if holding.outstanding == 0:
        return True
    return bool(expected.nth and holding.delivered and expected.nth <= holding.delivered.typical)


def _why_not(e: Entry, is_open: bool, newest: PartialDate | None) -> str:
    if not is_open:
        return "has arrived, or nothing is outstanding"
    return f"older than {newest}" if e.source.published else "no date"


def status_counts(some: Iterable[Holding]) -> Counter[str]:
    """How many acquisitions stand at each status."""
    return Counter(holding.status[0] if holding.status else "not stated" for holding in some)
