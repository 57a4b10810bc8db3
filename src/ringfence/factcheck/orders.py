"""Counts, dates and sums matched against the ledger's rows, and dates against the years of service: ticked, not parsed.

A ledger contradicts nobody: what no row of the system (and the country, where one is named) states is in none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ringfence.english import counted
from ringfence.evidence.counts import Said
from ringfence.evidence.orders import Holding
from ringfence.factcheck.figures import Figure
from ringfence.factcheck.finding import Finding, Outcome, Witness, best_witnesses, sum_words
from ringfence.factcheck.point import Point
from ringfence.factcheck.records import Records, Row
from ringfence.factcheck.rows import table
from ringfence.factcheck.rows.names import countries_in
from ringfence.factcheck.rows.reading import cloud_over
from ringfence.specs.acquisition import ExpectedStatement, QuantityStatement
from ringfence.specs.statement import DateStatement, MeasureStatement, PartialDate
from ringfence.specs.system import System
from ringfence.tables.order_words import said_text

_REACH = 90  # so far from a number, in characters, a word may stand that tells what it is said of


@dataclass(frozen=True, slots=True)
class _Tick:
    """A statement of the ledger that states the number, and the field that it speaks of."""

    system: System
    held: Holding
    said: Said
    field: str


def ledgered(point: Point, figure: Figure, systems: tuple[System, ...], records: Records) -> Finding:
    """What the ledger, or the years of service, say of a count, a date or a sum."""
    bare = Finding(point, Outcome.OPEN, "", systems[0].id if len(systems) == 1 else None, "orders")
    roles = roles_of(point.sentence.low, figure)
    ordering = {"signed", "expected", "delivered", "ordered"} & set(roles)
    if figure.dimension == "date" and (roles[:1] == ["service"] or not ordering):
        if "service" in roles and roles[0] != "developed":
            return _served(bare, figure, systems, records)
        late = "development" if "developed" in roles else "what is neither an order nor service"
        return replace(bare, reason=f"the records hold no dates of {late}")
    if figure.dimension == "count" and figure.noun is None and not roles:
        return replace(bare, reason="it does not say what is counted")
    named = countries_in(point.sentence.text) or countries_in(point.context)
    codes = {code for _, code in named}
    every = [row for system in systems for row in records.rows(system, codes)]
    bought = [row for row in every if row[1].acquisition.operator in codes]
    rows = bought or every
    ticks = list(_ticks(figure, rows))
    stating = list({id(tick.held): (tick.system, tick.held) for tick in ticks}.values())
    of = f" --operator {bought[0][1].acquisition.operator}" if bought else ""
    command = f"ringfence acquisitions --system {systems[0].id}{of} --sources"
    bare = replace(bare, ledger=tuple(stating or bought)[:3], command=command)
    if not ticks:
        where = f"in none of {counted(len(rows), 'row')} of the ledger" if rows else "no row of the ledger speaks of it"
        return replace(bare, reason=where)
    fields = ordering | {"price"} if roles else set()
    fitting = [tick for tick in ticks if tick.field in fields]
    held = {tick.field for tick in fitting}
    field = next((role for role in roles if role in held), (fitting or ticks)[0].field)
    chosen = [tick for tick in fitting or ticks if tick.field == field]
    bare = replace(bare, measure=field, supporting=best_witnesses(map(_witness, chosen)))
    buyers = codes - {code for system in systems for code in system.origin}
    several = len(buyers) > 1 or (not bought and len({row[1].acquisition.operator for row in rows}) > 1)
    cloud = "rows state this number, but of something else" if not fitting else figure.odd
    cloud = cloud or ("several buyers may be meant" if several else _cloud(point, figure, field)) or _few(chosen)
    cloud = cloud or (_vaguer(figure, [_day(tick.said) for tick in chosen]) if figure.dimension == "date" else None)
    if chosen[0].said.field != field:
        cloud = cloud or f"no source states it: {_reason(chosen)}"
    return replace(bare, outcome=Outcome.LOOK if cloud else Outcome.SUPPORTED, reason=cloud or _reason(chosen))


def roles_of(low: str, figure: Figure) -> list[str]:
    """What the words around a number speak of, the nearest first."""
    found: dict[str, float] = {}
    for row in table("roles"):
        for match in row.matches(low):
            before = match.end() <= figure.start
            gap = figure.start - match.end() if before else match.start() - figure.end + 6
            gap += 60 * low[min(figure.start, match.end()) : max(figure.end, match.start())].count(";")
            if 0 <= gap <= _REACH:
                found[row.name] = min(found.get(row.name, 999.0), gap)
    return sorted(found, key=lambda name: (found[name], name != "expected"))


def _witness(tick: _Tick) -> Witness:
    told = tick.said.statement
    text = sum_words(told.value) if isinstance(told, MeasureStatement) else said_text(tick.said)
    return Witness(f"{tick.field} {text}", tick.system.sources[tick.said.source], tick.said.told)


def _cloud(point: Point, figure: Figure, field: str) -> str | None:
    """What clouds the clause in which a number stands."""
    low = point.sentence.low
    clause = low[low.rfind(";", 0, figure.start) + 1 :].partition(";")[0]
    cloud = point.unsure or cloud_over(clause, "orders")
    if field != "expected" and not cloud and cloud_over(clause) == "a plan":
        cloud = "a plan"
    if figure.dimension == "count" and figure.bound in ("more than", "at least"):
        cloud = cloud or "it says more than"
    return f"not judged: {cloud}" if cloud else None


def _few(chosen: list[_Tick]) -> str | None:
    """Why a number is not ticked that one source in many states; what was delivered and expected grows and slips."""
    field, kind = chosen[0].field, _dimension(chosen[0].said)
    if field in ("expected", "delivered"):
        return None
    rows = {id(tick.held): tick.held for tick in chosen}.values()
    said = [one for held in rows for one in held.said if one.field == field and not one.why_not]
    alike = {one.source for one in said if _dimension(one) == kind}
    same = {tick.said.source for tick in chosen}
    return f"{len(same)} of {len(alike)} sources say so" if 3 * len(same) < len(alike) else None


def _dimension(said: Said) -> str:
    return said.statement.value.dimension if isinstance(said.statement, MeasureStatement) else ""


def _ticks(figure: Figure, rows: list[Row]) -> Iterator[_Tick]:
    """The statements that state a number; what is outstanding, ordered less delivered, counts as expected."""
    for system, held in rows:
        direct = [said for said in held.said if not said.statement.superseded and _states(figure, said, held)]
        yield from (_Tick(system, held, said, said.field) for said in direct)
        left = figure.dimension == "count" and not figure.nth and held.outstanding == figure.high
        if left and _same_unit(figure.noun, held.unit, held) and not any(said.field == "expected" for said in direct):
            ordered = [said for said in held.said if said.field == "ordered" and not said.why_not]
            yield from (_Tick(system, held, said, "expected") for said in ordered)


def _states(figure: Figure, said: Said, held: Holding) -> bool:
    """Whether a statement of the ledger states the number."""
    told = said.statement
    if figure.dimension == "date":
        day = _day(said)
        return day is not None and _same_date(figure, day)
    if isinstance(told, MeasureStatement):
        room = max(0.015 * figure.high, min(figure.step, 0.03 * figure.high))
        same = told.value.dimension == figure.dimension
        return same and told.value.low - room <= figure.high <= told.value.high + room
    if figure.nth or figure.dimension != "count":
        return figure.nth and isinstance(told, ExpectedStatement) and told.nth == figure.high
    if not isinstance(told, (QuantityStatement, ExpectedStatement)) or told.value is None:
        return False
    count = told.value.count
    return count.low <= figure.high <= count.high and _same_unit(figure.noun, told.value.unit, held)


def _day(said: Said) -> PartialDate | None:
    told = said.statement
    return told.due if isinstance(told, ExpectedStatement) else told.value if isinstance(told, DateStatement) else None


def _vaguer(figure: Figure, days: Iterable[PartialDate | None]) -> str | None:
    """Why a month is not ticked that the records do not name."""
    return "the records name the year alone" if figure.month and all("-" not in str(day) for day in days) else None


def _same_unit(noun: str | None, unit: str, held: Holding) -> bool:
    """Whether a noun counts the same things; a bare number counts what the order is counted in."""
    ours = {held.unit, *held.acquisition.also_called}
    if noun is None:
        return unit in ours or unit == "unit"
    return noun == unit or (noun == "system" and unit == "unit") or (noun in ours and unit in ours)


def _same_date(figure: Figure, day: PartialDate) -> bool:
    """A year is the year; a month and a day that both name have to be the same."""
    said = zip((figure.low, figure.month, figure.day), day.text.split("-"), strict=False)
    return figure.low == figure.high and all(not ours or ours == float(theirs) for ours, theirs in said)


def _served(bare: Finding, figure: Figure, systems: tuple[System, ...], records: Records) -> Finding:
    """A year of entry into service, held against those that the records state."""
    every = [(each.sources[key], st) for each in systems for key, many in each.entered_service.items() for st in many]
    some = [(source, st.value) for source, st in every if records.rule.turns_away(st, source) is None]
    bare = replace(bare, measure="entered_service", command=f"ringfence show {systems[0].id}")
    if not some:
        return replace(bare, reason="the records state no year of service")
    same = [(source, day) for source, day in some if _same_date(figure, day)]
    told = ", ".join(sorted({day.text[:4] for _, day in some}))
    witnesses = best_witnesses(Witness(f"in service {day}", source, source.published) for source, day in same or some)
    if not same:
        return replace(bare, outcome=Outcome.LOOK, reason=f"the records state {told}", opposing=witnesses)
    cloud = "several systems may be meant" if len(systems) > 1 else bare.point.unsure
    cloud = cloud or cloud_over(bare.point.sentence.low) or _vaguer(figure, [day for _, day in same])
    reason = f"not judged: {cloud}" if cloud else f"{counted(len(same), 'source')}; the records state {told}"
    return replace(bare, outcome=Outcome.LOOK if cloud else Outcome.SUPPORTED, reason=reason, supporting=witnesses)


def _reason(chosen: list[_Tick]) -> str:
    """How many sources state it; of deliveries also what the newest count is."""
    held, field = chosen[0].held, chosen[0].field
    if chosen[0].said.field != field and held.ordered and held.delivered:
        return f"ordered {held.ordered.typical:g} less delivered {held.delivered.typical:g}"
    told = f"{field}: {counted(len({tick.said.source for tick in chosen}), 'source')}"
    if field == "delivered" and held.delivered and all(tick.said.why_not for tick in chosen):
        told += f"; the newest count is {held.delivered.typical:g} ({held.delivered.as_of or 'undated'})"
    return told
