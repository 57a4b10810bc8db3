"""Statements of quantities and sums, counted over origins: the lower median, the spread, and why a statement does not
count.

Counts that grow (pledges, options, plans, deliveries) take the newest dated figure instead, never a median.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from ringfence.english import plural
from ringfence.evidence.origins import lower_median
from ringfence.specs.acquisition import (
    ExpectedStatement,
    Quantity,
    QuantityStatement,
    StatusStatement,
)
from ringfence.specs.statement import DateStatement, MeasureStatement, PartialDate, Source, StatementBase
from ringfence.units.value import Value


@dataclass(frozen=True, slots=True)
class Count:
    """A count over sources: the typical one (lower median over origins; the newest of what grows), the spread, how many
    origins, and as of when.

    An interval counts by its upper end and widens the spread by its lower. `bound` is that of the typical statement.
    """

    typical: float
    lowest: float
    highest: float
    origins: int
    as_of: PartialDate | None = None
    bound: str = "exactly"
    unit: str = ""

    def at(self, as_of: PartialDate | None) -> "Count":
        """The same as of a day."""
        return replace(self, as_of=as_of)

    def of(self, unit: str) -> "Count":
        """The same, of something."""
        return replace(self, unit=unit)


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs in one currency (ISO 4217); `planned`: estimates and approvals, not a contract."""

    currency: str
    count: Count
    planned: bool


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, whether it counts, and when it was made."""

    field: str
    source: str
    statement: StatementBase
    told: PartialDate | None
    why_not: str | None

    @property
    def text(self) -> str:
        """What it says, as a catalog file writes it."""
        parts = []
        value = getattr(self.statement, "value", None)
        if isinstance(self.statement, ExpectedStatement):
            parts += [
                f"no. {self.statement.nth}" if self.statement.nth else "",
                _text(value),
                f"due {self.statement.due}",
            ]
        else:
            parts += [_text(value)]
        return ", ".join(part for part in parts if part)


def _text(value: object) -> str:
    return value.text if isinstance(value, (Value, Quantity, PartialDate)) else "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement on its way into a count."""

    field: str
    key: str
    source: Source
    statement: StatementBase
    origin: str
    """The text that the source retells: such sources count once."""

    @property
    def day(self) -> PartialDate | None:
        """The day of which a count speaks: its own, else its source's."""
        assert isinstance(self.statement, QuantityStatement)
        return self.statement.as_of or self.source.published

    @property
    def quantity(self) -> Quantity | None:
        """How many of what, in the statements that count something."""
        assert isinstance(self.statement, (QuantityStatement, ExpectedStatement))
        return self.statement.value

    @property
    def nth(self) -> int | None:
        """Which one of the order is expected."""
        assert isinstance(self.statement, ExpectedStatement)
        return self.statement.nth

    @property
    def due(self) -> PartialDate:
        """When it is expected."""
        assert isinstance(self.statement, ExpectedStatement)
        return self.statement.due

    @property
    def word(self) -> str:
        """The word of a status."""
        assert isinstance(self.statement, StatusStatement)
        return self.statement.value

    @property
    def date(self) -> PartialDate:
        """The date of a signing."""
        assert isinstance(self.statement, DateStatement)
        return self.statement.value

    def other_unit(self, words: set[str]) -> str | None:
        """Why its quantity is none of these."""
        quantity = self.quantity
        return f"counts {plural(quantity.unit)}" if quantity and quantity.unit not in words else None

    def said(self, why_not: str | None) -> Said:
        """The statement with the reason for which it does not count."""
        return Said(self.field, self.key, self.statement, told(self.source, self.statement), why_not)


def told(source: Source, statement: StatementBase) -> PartialDate | None:
    """When a statement was made: the date of its source, else the day of which it speaks."""
    return source.published or getattr(statement, "as_of", None)


def when(day: PartialDate | None) -> tuple[date, date]:
    """Sorts dates, undated ones first; a bare year before every month in it."""
    return (day.first, date.max - (day.last - day.first)) if day else (date.min, date.min)


def why_it_cannot_count(statement: StatementBase, *, planned: bool = False) -> str | None:
    """Why a statement never counts: superseded, doubted, a test, or planned (unless plans are what is asked for)."""
    if statement.superseded:
        return f"superseded: {statement.superseded}"
    if statement.doubt:
        return f"doubted: {statement.doubt}"
    return None if statement.context == "stated" or (planned and statement.context == "planned") else statement.context


def number_of(quantity: Quantity | None, words: set[str]) -> float | None:
    """How many of what the acquisition counts in; None where the source counts something else."""
    return quantity.count.high if quantity and quantity.unit in words else None


def tally(some: Iterable[Entry], words: set[str]) -> tuple[Count | None, list[Said]]:
    """Quantities over origins; of an origin the highest stands."""
    measures: list[tuple[Entry, Value]] = []
    said: list[Said] = []
    for entry in some:
        reason = why_it_cannot_count(entry.statement) or entry.other_unit(words)
        if reason is None and entry.quantity:
            measures.append((entry, entry.quantity.count))
        else:
            said.append(entry.said(reason))
    count, counted = _over_origins(measures)
    return count, [*counted, *said]


def newest(
    some: Iterable[Entry], words: set[str], day_of: Callable[[Entry], PartialDate | None], *, context: str = "stated"
) -> tuple[Count | None, list[Said]]:
    """A count that grows: the newest dated figure; of several of one day, or of none, the highest. The spread is that
    day's.

    Days are alike only where they are equal, and a bare year is older than a month in it.
    """
    said: list[Said] = []
    usable: list[tuple[Entry, Value]] = []
    for entry in some:
        reason = why_it_cannot_count(entry.statement, planned=context == "planned") or entry.other_unit(words)
        if reason is None and entry.statement.context == context and entry.quantity:
            usable.append((entry, entry.quantity.count))
        else:
            said.append(entry.said(reason or entry.statement.context))
    last = max((day for e, _ in usable if (day := day_of(e))), key=when, default=None)
    count, told_now = _over_origins([(e, number) for e, number in usable if day_of(e) == last], grows=True)
    older = [e.said(f"older than {last}" if day_of(e) else "no date") for e, _ in usable if day_of(e) != last]
    return (count.at(last) if count else None), [*told_now, *older, *said]


def prices(some: Iterable[Entry]) -> tuple[tuple[Price, ...], list[Said]]:
    """Sums over origins, a currency each, that of most origins first; plans only in a currency in which nothing is
    stated.
    """
    found: list[Price] = []
    said: list[Said] = []
    for planned in (False, True):
        by_currency: dict[str, list[tuple[Entry, Value]]] = {}
        for entry in some:
            assert isinstance(entry.statement, MeasureStatement)
            measure = entry.statement.value
            why = why_it_cannot_count(entry.statement, planned=planned)
            if why is None and (entry.statement.context == "planned") == planned:
                by_currency.setdefault(measure.unit, []).append((entry, measure))
        for currency, measures in by_currency.items():
            count, counted = _over_origins(measures)
            said += [replace(s, why_not="planned") if planned else s for s in counted]
            if count and currency not in {price.currency for price in found}:
                found.append(Price(currency, count, planned))
    said += [e.said(why) for e in some if (why := why_it_cannot_count(e.statement, planned=True))]
    return tuple(sorted(found, key=lambda p: (p.planned, -p.count.origins, p.currency))), said


def _over_origins(measures: list[tuple[Entry, Value]], *, grows: bool = False) -> tuple[Count | None, list[Said]]:
    best: dict[str, tuple[Entry, Value]] = {}
    for entry, measure in measures:
        if entry.origin not in best or measure.high > best[entry.origin][1].high:
            best[entry.origin] = (entry, measure)
    counting = {id(e.statement) for e, _ in best.values()}
    said = [
        e.said(None if id(e.statement) in counting else "its origin counts once, by its highest") for e, _ in measures
    ]
    if not best:
        return None, said
    ranked = sorted((m.high, m.low, m.bound) for _, m in best.values())
    typical, _, bound = ranked[-1] if grows else lower_median(ranked)
    return Count(typical, min(low for _, low, _ in ranked), ranked[-1][0], len(ranked), None, bound), said
