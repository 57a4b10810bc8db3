"""Who ordered what: ordered, delivered, outstanding, expected; the newest as-of wins for what has arrived, and disagreement stays visible."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ringfence.specs.acquisition import Acquisition, ExpectedStatement, Quantity, QuantityStatement
from ringfence.specs.statement import DateStatement, PartialDate, StatementBase
from ringfence.specs.system import System

S = TypeVar("S", bound=StatementBase)


@dataclass(frozen=True, slots=True)
class Count:
    """A count over sources: the typical one (lower median over origins), the spread, how many origins, and as of when."""

    typical: float
    lowest: float
    highest: float
    origins: int
    as_of: PartialDate | None = None


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
    """One acquisition, as sources had it by a day."""

    system: System
    acquisition: Acquisition
    signed: tuple[PartialDate, ...]
    status: tuple[str, ...]
    ordered: Count | None
    delivered: Count | None
    expected: tuple[Expected, ...]
    earlier: tuple[Expected, ...]
    undated: int

    @property
    def outstanding(self) -> float | None:
        """Ordered less delivered; None where one of them is not known."""
        if self.ordered is None or self.delivered is None:
            return None
        return max(self.ordered.typical - self.delivered.typical, 0.0)


def holdings(
    systems: Iterable[System], *, operator: str | None = None, as_of: PartialDate | None = None
) -> Iterator[Holding]:
    """Every acquisition, of one operator (ISO 3166-1 alpha-3) or of all, as known by the last day of `as_of`.

    A source counts when it is dated on or before that day, or has no date but speaks of an earlier day; what else has no
    date is left out and counted. Acquisitions that nobody had spoken of by then are left out.
    """
    for system in systems:
        for acquisition in system.acquisitions:
            if operator in (None, acquisition.operator):
                found = holding(system, acquisition, as_of)
                if found:
                    yield found


def holding(system: System, a: Acquisition, as_of: PartialDate | None = None) -> Holding | None:
    """One acquisition of a system as known by the last day of `as_of`; None where nobody had spoken of it by then."""
    day = as_of.last if as_of else None
    left: set[str] = set()
    signed = [s for _, s in known(system, a.signed, day, left)]
    status = [s for _, s in known(system, a.status, day, left)]
    ordered = _count(system, a, known(system, a.ordered, day, left))
    delivered = _delivered(system, a, day, left)
    expected, earlier = _expected(system, a, day, left)
    if day and not (signed or status or ordered or delivered or expected):
        return None
    dates = tuple(dict.fromkeys(s.value for s in sorted(signed, key=lambda s: s.value) if s.counts))
    words = tuple(dict.fromkeys(s.value for s in status))
    return Holding(system, a, _commonest(signed) or dates, words, ordered, delivered, expected, earlier, len(left))


def _commonest(signed: Iterable[DateStatement]) -> tuple[PartialDate, ...]:
    """The year that most sources give; the disagreeing ones stay in the record."""
    years: dict[str, int] = {}
    for statement in signed:
        if statement.counts:
            year = statement.value.text[:4]
            years[year] = years.get(year, 0) + 1
    return (PartialDate(max(sorted(years), key=lambda year: years[year])),) if years else ()


def known(
    system: System, by_source: Mapping[str, tuple[S, ...]], day: date | None, left: set[str]
) -> list[tuple[str, S]]:
    """The statements that were known by a day, with their sources' keys; those left out for want of a date go into `left`."""
    found = []
    for key, some in by_source.items():
        published = system.sources[key].published
        for statement in some:
            spoken = published or getattr(statement, "as_of", None)
            if day and spoken is None:
                left.add(key)
            elif day and spoken and (published.last if published else spoken.first) > day:
                continue
            else:
                found.append((key, statement))
    return found


def _number(a: Acquisition, quantity: Quantity | None) -> float | None:
    """How many of what the acquisition counts in; None where the source counts something else."""
    words = {a.unit, *a.also_called, "unit"}
    return quantity.count.high if quantity and quantity.unit in words else None


def _count(system: System, a: Acquisition, some: Iterable[tuple[str, QuantityStatement]]) -> Count | None:
    by_origin: dict[str, float] = {}
    for key, statement in some:
        number = _number(a, statement.value)
        if number is not None and statement.counts:
            origin = system.sources[key].origin or key
            by_origin[origin] = max(by_origin.get(origin, 0.0), number)
    ranked = sorted(by_origin.values())
    return Count(ranked[(len(ranked) - 1) // 2], ranked[0], ranked[-1], len(ranked)) if ranked else None


def _delivered(system: System, a: Acquisition, day: date | None, left: set[str]) -> Count | None:
    """The newest as-of wins; where no statement names a day, the day of its source stands for it."""
    dated: dict[PartialDate, list[tuple[str, QuantityStatement]]] = {}
    undated: list[tuple[str, QuantityStatement]] = []
    for key, statement in known(system, a.delivered, day, left):
        when = statement.as_of or system.sources[key].published
        if when is None or not statement.counts or _number(a, statement.value) is None:
            undated.append((key, statement))
        else:
            dated.setdefault(when, []).append((key, statement))
    if not dated:
        return _count(system, a, undated)
    newest = max(dated, key=lambda when: (when.first, when.last))
    count = _count(system, a, dated[newest])
    return count and Count(count.typical, count.lowest, count.highest, count.origins, newest)


def _expected(
    system: System, a: Acquisition, day: date | None, left: set[str]
) -> tuple[tuple[Expected, ...], tuple[Expected, ...]]:
    """What the newest dated source that expects something says; and what earlier ones said."""
    found = [
        Expected(s.due, s.nth, _number(a, s.value), key, system.sources[key].published)
        for key, s in known(system, a.expected, day, left)
        if isinstance(s, ExpectedStatement) and s.superseded is None
    ]
    found.sort(key=lambda e: (e.due.last, e.nth or 0, e.source))
    said = [e.said for e in found if e.said]
    if not said:
        return tuple(found), ()
    newest = max(said, key=lambda when: (when.first, when.last))
    now = tuple(e for e in found if e.said == newest)
    return now, tuple(e for e in found if e.said != newest)
