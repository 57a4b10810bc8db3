"""What the records say of a country's orders: contracts as a claim meets them, and their statements one by one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple, TypeVar

from ringfence.evidence.figures import Rule
from ringfence.evidence.orders import Holding, holding, known
from ringfence.factcheck.judging.verdict import Outcome, Saying, Verdict
from ringfence.factcheck.model import Claim, OrderPart
from ringfence.specs.acquisition import Acquisition
from ringfence.specs.statement import PartialDate, Source, StatementBase
from ringfence.specs.system import System

S = TypeVar("S", bound=StatementBase)
STALE = timedelta(days=400)
"""A count or date so much older than the newest source may have been overtaken: it contradicts nothing."""

ENOUGH = 3
"""So many origins have to speak before they contradict: the records do not hold every order of a country."""


class Said(NamedTuple):
    """One statement: who said it, what in words, the number in it, and the day that it speaks of."""

    key: str
    source: Source
    text: str
    number: float = 0.0
    first: date | None = None
    day: date | None = None

    @property
    def origin(self) -> str:
        """The text that the source retells, or the source itself."""
        return self.source.origin or self.key


class Contract:
    """One acquisition, counted in the unit of a claim."""

    def __init__(self, system: System, acquisition: Acquisition, rule: Rule) -> None:
        self.system, self.acquisition, self.rule = system, acquisition, rule

    @cached_property
    def holding(self) -> Holding | None:
        """What was known of it by the day of the rule."""
        return holding(self.system, self.acquisition, self.rule.as_of)

    def said(self, by_source: Mapping[str, tuple[S, ...]]) -> list[tuple[str, Source, S]]:
        """The statements that count, with their sources."""
        day = self.rule.as_of.last if self.rule.as_of else None
        found = known(self.system, by_source, day, set())
        return [(key, self.system.sources[key], s) for key, s in found if s.counts]

    @property
    def years(self) -> set[str]:
        """The years in which sources say that it was signed."""
        return {s.value.text[:4] for _, _, s in self.said(self.acquisition.signed)}

    @property
    def ordered(self) -> float | None:
        """How many were ordered, as most sources have it."""
        return self.holding.ordered.typical if self.holding and self.holding.ordered else None

    @cached_property
    def name(self) -> str:
        """`India's order of 2018`."""
        from ringfence.specs.countries import country_names

        when = f" of {self.holding.signed[0]}" if self.holding and len(self.holding.signed) == 1 else ""
        return f"{country_names().get(self.acquisition.operator, self.acquisition.operator)}'s order{when}"

    def stale(self, day: date | None) -> bool:
        """Whether what was last said is so old that it may have been overtaken."""
        dated = [s.published.last for s in self.system.sources.values() if s.published]
        newest = self.rule.as_of.last if self.rule.as_of else max(dated, default=None)
        return day is None or newest is None or newest - day > STALE


def contracts(system: System, claim: Claim, rule: Rule) -> list[Contract]:
    """The orders of a claim's country, or of all where it names none; what came no farther than talk is left out."""
    found = []
    for a in system.acquisitions:
        if claim.country in (None, a.operator):
            a = _allowed(a, system, rule)
            if claim.unit and claim.unit not in (a.unit, *a.also_called, "unit"):
                a = a.model_copy(update={"unit": claim.unit, "also_called": ()})
            if claim.measure in ("talks", "cancelled") or not only_talk(a):
                found.append(Contract(system, a, rule))
    part = claim.order or OrderPart()
    of_year = [c for c in found if part.contract in c.years]
    return of_year or found


def _allowed(a: Acquisition, system: System, rule: Rule) -> Acquisition:
    """The acquisition with only those statements that the rule's speakers and kinds of source allow."""
    if not (rule.by or rule.kind):
        return a
    plain = replace(rule, as_of=None)

    def kept(some: Mapping[str, tuple[S, ...]]) -> dict[str, tuple[S, ...]]:
        allowed = {k: tuple(s for s in v if plain.turns_away(s, system.sources[k]) is None) for k, v in some.items()}
        return {k: v for k, v in allowed.items() if v}

    return a.model_copy(update={name: kept(getattr(a, name)) for name in Acquisition.SOURCED})


def only_talk(a: Acquisition) -> bool:
    """Whether it came no farther than talk, a tender or an approval."""
    said = {s.value for some in a.status.values() for s in some}
    planned = all(s.context == "planned" for some in a.ordered.values() for s in some)
    return (
        bool(said)
        and not said & {"ordered", "completed", "option", "pledged"}
        and not a.signed
        and not a.delivered
        and planned
    )


def for_operator(
    claim: Claim, found: Sequence[Contract], fits: Callable[[Contract], bool]
) -> tuple[list[Contract], str]:
    """The contracts of the one operator that a claim fits, where it names none; else none, with the reason."""
    if claim.country:
        return list(found), ""
    operators = {c.acquisition.operator for c in found}
    fitting = [c for c in found if fits(c) and _total_fits(claim, c)]
    chosen = {c.acquisition.operator for c in fitting}
    if len(chosen) == 1:
        return fitting, ""
    from ringfence.specs.countries import country_names

    names = ", ".join(sorted(country_names().get(code, code) for code in operators))
    return (
        [],
        f"names no buyer, and the catalog holds orders of {names}" if names else "the catalog holds no order of it",
    )


def _total_fits(claim: Claim, contract: Contract) -> bool:
    total = claim.order.total if claim.order else None
    return total is None or total == contract.ordered


def unnamed(claim: Claim, verdict: Verdict, contract: Contract, everyone: int) -> Verdict:
    """A verdict on a claim that names no buyer: the reader is told whose order it was held against."""
    if claim.country:
        return verdict
    note = f"no buyer is named: only {contract.name} fits"
    if everyone > 1 and claim.measure in ("ordered", "price", "signed") and verdict.outcome is Outcome.SUPPORTED:
        return replace(
            verdict,
            outcome=Outcome.NARROWED,
            narrowing=f"name whose it is: {contract.name}",
            remarks=(*verdict.remarks, note),
        )
    return replace(verdict, remarks=(*verdict.remarks, note))


def decide(
    claim: Claim, outcome: Outcome, reason: str, system: System, good: Iterable[Said] = (), bad: Iterable[Said] = (), *, narrowing: str = "", remarks: tuple[str, ...] = ()
) -> Verdict:  # fmt: skip
    """A verdict with the newest statement on either side that can be read."""
    good, bad = list(good), list(bad)
    yes, no = {s.origin for s in good}, {s.origin for s in bad}
    if outcome is Outcome.CONTRADICTED and len(yes | no) < ENOUGH:
        outcome, reason = (
            Outcome.NOT_COVERED,
            f"{reason}; {len(yes | no)} of the {ENOUGH} origins that it takes to contradict: there may be other orders",
        )
    return Verdict(
        claim, outcome, reason, system, reach=len(yes), origins=len(yes | no), supporting=best(good), contradicting=best(bad), narrowing=narrowing, remarks=remarks,
    )  # fmt: skip


def best(some: Iterable[Said]) -> Saying | None:
    """The newest statement, those with a link first, but for deliveries, where the newest is what decides."""
    chosen = max(
        some,
        key=lambda s: (
            s.day is not None or bool(s.source.url),
            str(s.source.published or ""),
            bool(s.source.url),
            s.key,
        ),
        default=None,
    )
    return Saying(chosen.key, chosen.source, chosen.text) if chosen else None


def days_of(source: Source, as_of: PartialDate | None = None) -> tuple[date | None, date | None]:
    """The first and last day that a statement may speak of: its own as-of, else its source's date."""
    when = as_of or source.published
    return (when.first, when.last) if when else (None, None)


def day_text(row: Said) -> str:
    """The day, month or year that a statement speaks of."""
    if row.day is None or row.first is None:
        return "no date"
    if row.first == row.day:
        return str(row.day)
    return f"{row.day:%Y-%m}" if row.first.month == row.day.month else f"{row.day:%Y}"
