"""Who ordered what: ordered, delivered, outstanding, expected; every statement stays listed.

An ordered count is the lower median over origins, like any figure, and so is the year of signing. What grows (pledges,
options, plans, deliveries) is the newest dated figure.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from ringfence.evidence import order_fields as fields
from ringfence.evidence.counts import Count, Entry, Price, Said, prices, told, when
from ringfence.evidence.order_fields import FINAL, GROWING, Expected
from ringfence.evidence.origins import origin_of, origins
from ringfence.specs.acquisition import Acquisition
from ringfence.specs.statement import PartialDate, Source, StatementBase
from ringfence.specs.system import System
from ringfence.specs.words import OrderUnit

S = TypeVar("S", bound=StatementBase)

FORMATIONS = ("regiment", "battalion", "squadron", "battery", "fire-unit", "system")
"""Units of which each may hold another: a newer count in one of them tells that a count in another is behind the times.
"""


@dataclass(frozen=True, slots=True)
class Holding:
    """One acquisition, as sources had it by a day. `unit`: what it is counted in.

    `signed` is the typical year, `years` its spread. `status` has the word that holds first. `planned` is a count that
    was asked for, approved or offered and not ordered; `others` are quantities in other units. `expected` is what is
    still due by the newest dated source, `earlier` what others said or what has come since. `left_out`: sources without
    a date.
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
    def arrived(self) -> bool:
        """Whether anything has arrived, in whatever unit."""
        counts = [self.delivered, *(count for field, count in self.others if field == "delivered")]
        return any(count and count.typical for count in counts)

    @property
    def stage(self) -> str:
        """How far it has come, in one word that agrees with what has arrived: a final word, `delivered` or `partly
        delivered`, else the status as stated; where none is stated `ordered`, `contract` (a year of signing alone),
        `planned` or `mentioned`.
        """
        if self.final:
            return self.final
        if self.arrived:
            return "partly delivered" if self.outstanding or self._lacking else "delivered"
        if self.status:
            return self.status[0]
        if self.ordered or any(field == "ordered" for field, _ in self.others):
            return "ordered"
        return "contract" if self.signed else "planned" if self.planned or self.expected else "mentioned"

    @property
    def _lacking(self) -> bool:
        """Whether in a unit of another kind fewer have arrived than were ordered, where nothing can be told
        in its own.
        """
        arrived = {count.unit: count for field, count in self.others if field == "delivered"}
        ordered = {count.unit: count for field, count in self.others if field == "ordered"}
        lacking = any(ordered[unit].typical > count.typical for unit, count in arrived.items() if unit in ordered)
        return lacking and self.outstanding is None

    @property
    def began(self) -> PartialDate | None:
        """The year in which it was ordered; where none is stated the first day on which somebody spoke of it."""
        return self.signed[0] if self.signed else min((s.told for s in self.said if s.told), key=when, default=None)

    def since(self, day: PartialDate | None) -> bool:
        """Whether it was ordered, or first spoken of, on that day or later; a bare year at its end. True for no day."""
        return day is None or (self.began is not None and self.began.last >= day.first)

    @property
    def outstanding(self) -> float | None:
        """Ordered less delivered, 0 for what is completed or cancelled. None where one of them is not known, or where a
        newer count of what has arrived is in another unit.
        """
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
        """Counts of what has arrived, in units of another size, that are newer than the count in the acquisition's own
        unit.
        """
        day = when(self.delivered.as_of if self.delivered else None)
        found = (count for field, count in self.others if field == "delivered" and count.unit in FORMATIONS)
        return tuple(count for count in found if when(count.as_of) > day)

    @property
    def more_than_ordered(self) -> bool:
        """Whether more have arrived than were ordered, by the typical counts: then one of the two is behind
        the times.
        """
        return bool(self.ordered and self.delivered and self.delivered.typical > self.ordered.typical)

    @property
    def slipped(self) -> tuple[Expected, ...]:
        """What earlier dated sources said of the deliveries that are still expected, in the order in which they said
        it.
        """
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
    since: PartialDate | None = None,
    unit: OrderUnit | None = None,
) -> Iterator[Holding]:
    """Every acquisition, of one operator (ISO 3166-1 alpha-3) or of all, as known by the last day of `as_of`.

    A source counts when it is dated on or before that day, or has no date but speaks of a day by then; a bare year or
    month counts at its end. What else has no date is left out and counted. Acquisitions that nobody had spoken of by
    then are left out. `since`: only what was ordered, or first spoken of, on that day or later. `unit`: count in this
    unit, and leave out what nobody counted in it.
    """
    for system in systems:
        for acquisition in system.acquisitions:
            if operator in (None, acquisition.operator):
                found = holding(system, acquisition, as_of, unit)
                if found and found.since(since) and (unit is None or found.ordered or found.planned or found.delivered):
                    yield found


def holding(
    system: System, order: Acquisition, as_of: PartialDate | None = None, unit: OrderUnit | None = None
) -> Holding | None:
    """One acquisition of a system as known by the last day of `as_of`; None where nobody had spoken of it by then."""
    day = as_of.last if as_of else None
    unit = unit or order.unit
    left: set[str] = set()
    said_of = {
        field: [
            Entry(field, key, system.sources[key], s, origin_of(key, system.sources))
            for key, s in known(system, getattr(order, field), day, left)
        ]
        for field in order.SOURCED
    }
    if day and not any(said_of.values()):
        return None
    words: set[str] = {unit, *order.also_called, "unit"} if unit == order.unit else {unit}
    status, said_status = fields.status_of(said_of["status"])
    years, said_signed = fields.signed(said_of["signed"])
    ordered, said_ordered = fields.ordered(said_of["ordered"], words, not GROWING.isdisjoint(status))
    planned = fields.planned(said_of["ordered"], words)
    delivered, said_delivered = fields.delivered(said_of["delivered"], words)
    costs, said_prices = prices(said_of["price"])
    others = fields.others([*said_of["ordered"], *said_of["delivered"]], words)
    bare = Holding(
        system=system, acquisition=order, unit=unit, signed=(PartialDate(f"{years.typical:.0f}"),) if years else (),
        years=years, status=status, ordered=ordered, planned=planned, delivered=delivered,
        prices=costs, others=others, expected=(), earlier=(), said=(), left_out=frozenset(left),
    )  # fmt: skip
    expected, earlier, said_expected = fields.expected(said_of["expected"], words, lambda one: _arrived(one, bare))
    said = (*said_status, *said_signed, *said_ordered, *said_prices, *said_delivered, *said_expected)
    return replace(bare, expected=expected, earlier=earlier, said=said)


def known(
    system: System, by_source: Mapping[str, tuple[S, ...]], day: date | None, left: set[str]
) -> list[tuple[str, S]]:
    """The statements that were known by a day, with their sources' keys; those left out for want of a date go into
    `left`.
    """
    found = []
    for key, some in by_source.items():
        for statement in some:
            spoken = told(system.sources[key], statement)
            if day and spoken is None:
                left.add(key)
            elif day is None or (spoken and spoken.last <= day):
                found.append((key, statement))
    return found


def _arrived(expected: Expected, holding: Holding) -> bool:
    if holding.outstanding == 0:
        return True
    return bool(expected.nth and holding.delivered and expected.nth <= holding.delivered.typical)


def stage_counts(some: Iterable[Holding]) -> Counter[str]:
    """How many acquisitions have come how far."""
    return Counter(holding.stage for holding in some)
