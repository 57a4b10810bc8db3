"""Counts, dates and sums matched against the ledger's rows, and dates against the years of service: ticked, not parsed.

A ledger contradicts nobody: what no row of the system (and the country, where one is named) states is in none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ringfence.english import counted
from ringfence.evidence.counts import Said
from ringfence.evidence.orders import Holding
from ringfence.factcheck.figures import Figure
from ringfence.factcheck.finding import Finding, Outcome, Witness, best_witnesses
from ringfence.factcheck.point import Point
from ringfence.factcheck.records import Records, Row
from ringfence.factcheck.rows.clouds import cloud_over
from ringfence.factcheck.rows.ledger import ROLE_WORDS
from ringfence.factcheck.rows.names import countries_in
from ringfence.specs.acquisition import ExpectedStatement, QuantityStatement
from ringfence.specs.statement import DateStatement, MeasureStatement, PartialDate
from ringfence.specs.system import System

_REACH = 90
"""So far from a number, in characters, a word may stand that tells what it is said of."""


@dataclass(frozen=True, slots=True)
class _Tick:
    """A statement of the ledger that states the number, and the field that it speaks of."""

    system: System
    held: Holding
    said: Said
    field: str


def ledgered(point: Point, f: Figure, systems: tuple[System, ...], records: Records) -> Finding:
    """What the ledger, or the years of service, say of a count, a date or a sum."""
    bare = Finding(point, Outcome.OPEN, "", systems[0].id if len(systems) == 1 else None, "orders")
    roles = roles_of(point.sentence.low, f)
    ordering = {"signed", "expected", "delivered", "ordered"} & set(roles)
    if f.dimension == "date" and (roles[:1] == ["service"] or not ordering):
        if "service" in roles and roles[0] != "developed":
            return _served(bare, f, systems, records)
        late = "development" if "developed" in roles else "what is neither an order nor service"
        return replace(bare, reason=f"the records hold no dates of {late}")
    named = countries_in(point.sentence.text) or countries_in(point.context)
    codes = {code for _, code in named}
    every = [row for s in systems for row in records.rows(s, codes)]
    bought = [(s, h) for s, h in every if h.acquisition.operator in codes]
    rows = bought or every
    if f.dimension == "count" and f.noun is None and not roles:
        return replace(bare, reason="it does not say what is counted")
    ticks = list(_ticks(f, rows))
    stating = list({id(t.held): (t.system, t.held) for t in ticks}.values())
    of = f" --operator {bought[0][1].acquisition.operator}" if bought else ""
    command = f"ringfence acquisitions --system {systems[0].id}{of} --sources"
    bare = replace(bare, ledger=tuple(stating or bought)[:3], command=command)
    if not ticks:
        where = f"in none of {counted(len(rows), 'row')} of the ledger" if rows else "no row of the ledger speaks of it"
        return replace(bare, reason=where)
    fields = ordering | {"price"} if roles else set()
    fitting = [t for t in ticks if t.field in fields]
    field = next((role for role in roles if any(t.field == role for t in fitting)), (fitting or ticks)[0].field)
    chosen = [t for t in fitting or ticks if t.field == field]
    said = [(t.system.sources[t.said.source], t.said) for t in chosen]
    told = [(source, 0, Witness(f"{one.field} {one.text}", source, one.told)) for source, one in said]
    bare = replace(bare, measure=field, supporting=best_witnesses(told, lambda w: w))
    buyers = codes - {code for s in systems for code in s.origin}
    several = len(buyers) > 1 or (not bought and len({h.acquisition.operator for _, h in rows}) > 1)
    cloud = "rows state this number, but of something else" if not fitting else f.odd
    cloud = cloud or ("several buyers may be meant" if several else _cloud(point, f, field)) or _few(chosen)
    cloud = cloud or (_vaguer(f, [_day(t.said) for t in chosen]) if f.dimension == "date" else None)
    if chosen[0].said.field != field:
        cloud = cloud or f"no source states it: {_reason(chosen)}"
    if cloud:
        return replace(bare, outcome=Outcome.LOOK, reason=cloud)
    return replace(bare, outcome=Outcome.SUPPORTED, reason=_reason(chosen))


def roles_of(low: str, f: Figure) -> list[str]:
    """What the words around a number speak of, the nearest first."""
    found: dict[str, float] = {}
    for row in ROLE_WORDS:
        for match in re.finditer(row.pattern, low):
            gap = f.start - match.end() if match.end() <= f.start else match.start() - f.end + 6
            gap += 60 * low[min(f.start, match.end()) : max(f.end, match.start())].count(";")
            if 0 <= gap <= _REACH:
                found[row.name] = min(found.get(row.name, 999.0), gap)
    return sorted(found, key=lambda name: (found[name], name != "expected"))


def _cloud(point: Point, f: Figure, field: str) -> str | None:
    """What clouds the clause in which a number stands."""
    low = point.sentence.low
    clause = low[low.rfind(";", 0, f.start) + 1 :].partition(";")[0]
    cloud = cloud_over(clause, "orders")
    if field != "expected" and not cloud and cloud_over(clause) == "a plan":
        cloud = "a plan"
    if f.dimension == "count" and f.bound in ("more than", "at least"):
        cloud = cloud or "it says more than"
    return f"not judged: {cloud}" if cloud else None


def _few(chosen: list[_Tick]) -> str | None:
    """Why a number is not ticked that one source in many states; what was delivered and expected grows and slips."""
    field, kind = chosen[0].field, _dimension(chosen[0].said)
    if field in ("expected", "delivered"):
        return None
    held = {id(t.held): t.held for t in chosen}.values()
    alike = {s.source for h in held for s in h.said if s.field == field and not s.why_not and _dimension(s) == kind}
    same = {t.said.source for t in chosen}
    return f"{len(same)} of {len(alike)} sources say so" if 3 * len(same) < len(alike) else None


def _dimension(said: Said) -> str:
    return said.statement.value.dimension if isinstance(said.statement, MeasureStatement) else ""


def _ticks(f: Figure, rows: list[Row]) -> Iterator[_Tick]:
    """The statements that state a number; what is outstanding, ordered less delivered, counts as expected."""
    for system, held in rows:
        direct = [s for s in held.said if not s.statement.superseded and _states(f, s, held)]
        yield from (_Tick(system, held, s, s.field) for s in direct)
        left = (
            f.dimension == "count" and not f.nth and held.outstanding == f.high and _same_unit(f.noun, held.unit, held)
        )
        if left and not any(s.field == "expected" for s in direct):
            yield from (_Tick(system, held, s, "expected") for s in held.said if s.field == "ordered" and not s.why_not)


def _states(f: Figure, said: Said, held: Holding) -> bool:
    """Whether a statement of the ledger states the number."""
    st = said.statement
    if f.dimension == "date":
        day = _day(said)
        return day is not None and _same_date(f, day)
    if isinstance(st, MeasureStatement):
        room = max(0.015 * f.high, min(f.step, 0.03 * f.high))
        return st.value.dimension == f.dimension and st.value.low - room <= f.high <= st.value.high + room
    if f.nth or f.dimension != "count":
        return f.nth and isinstance(st, ExpectedStatement) and st.nth == f.high
    if not isinstance(st, (QuantityStatement, ExpectedStatement)) or st.value is None:
        return False
    return st.value.count.low <= f.high <= st.value.count.high and _same_unit(f.noun, st.value.unit, held)


def _day(said: Said) -> PartialDate | None:
    st = said.statement
    return st.due if isinstance(st, ExpectedStatement) else st.value if isinstance(st, DateStatement) else None


def _vaguer(f: Figure, days: Iterable[PartialDate | None]) -> str | None:
    """Why a month is not ticked that the records do not name."""
    return "the records name the year alone" if f.month and all("-" not in str(day) for day in days) else None


def _same_unit(noun: str | None, unit: str, held: Holding) -> bool:
    """Whether a noun counts the same things; a bare number counts what the order is counted in."""
    ours = {held.unit, *held.acquisition.also_called}
    if noun is None:
        return unit in ours or unit == "unit"
    return noun == unit or (noun == "system" and unit == "unit") or (noun in ours and unit in ours)


def _same_date(f: Figure, day: PartialDate) -> bool:
    """A year is the year; a month and a day that both name have to be the same."""
    said = zip((f.low, f.month, f.day), day.text.split("-"), strict=False)
    return f.low == f.high and all(not ours or ours == float(theirs) for ours, theirs in said)


def _served(bare: Finding, f: Figure, systems: tuple[System, ...], records: Records) -> Finding:
    """A year of entry into service, held against those that the records state."""
    every = [(s.sources[key], st) for s in systems for key, many in s.entered_service.items() for st in many]
    some = [(source, st.value) for source, st in every if records.rule.turns_away(st, source) is None]
    bare = replace(bare, measure="entered_service", command=f"ringfence show {systems[0].id}")
    if not some:
        return replace(bare, reason="the records state no year of service")
    same = [(source, day) for source, day in some if _same_date(f, day)]
    told = ", ".join(sorted({day.text[:4] for _, day in some}))
    both = [(source, 0, (source, day)) for source, day in same or some]
    witnesses = best_witnesses(both, lambda one: Witness(f"in service {one[1]}", one[0], one[0].published))
    if not same:
        return replace(bare, outcome=Outcome.LOOK, reason=f"the records state {told}", opposing=witnesses)
    cloud = cloud_over(bare.point.sentence.low) or ("several systems may be meant" if len(systems) > 1 else None)
    cloud = cloud or _vaguer(f, [day for _, day in same])
    outcome = Outcome.LOOK if cloud else Outcome.SUPPORTED
    reason = f"not judged: {cloud}" if cloud else f"{counted(len(same), 'source')}; the records state {told}"
    return replace(bare, outcome=outcome, reason=reason, supporting=witnesses)


def _reason(chosen: list[_Tick]) -> str:
    """How many sources state it; of deliveries also what the newest count is."""
    held, field = chosen[0].held, chosen[0].field
    if chosen[0].said.field != field and held.ordered and held.delivered:
        return f"ordered {held.ordered.typical:g} less delivered {held.delivered.typical:g}"
    told = f"{field}: {counted(len({t.said.source for t in chosen}), 'source')}"
    if field == "delivered" and held.delivered and all(t.said.why_not for t in chosen):
        told += f"; the newest count is {held.delivered.typical:g} ({held.delivered.as_of or 'undated'})"
    return told
