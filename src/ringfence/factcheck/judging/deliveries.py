"""Verdicts on deliveries: how many have arrived, how many are to come, and when.

Deliveries only grow. The newest count stands (`ringfence.evidence.orders`); an earlier one held on its day, and what no source
has counted yet is contradicted only where the newest count is fresh.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ringfence.factcheck.judging.dated import dated_verdict
from ringfence.factcheck.judging.orders import agrees_in_number
from ringfence.factcheck.judging.records import Contract, Said, day_text, days_of, decide
from ringfence.factcheck.judging.verdict import Outcome, Verdict
from ringfence.factcheck.model import Claim, OrderPart
from ringfence.specs.acquisition import DeliveredStatement
from ringfence.specs.statement import PartialDate
from ringfence.specs.system import System

GOOD = (Outcome.SUPPORTED, Outcome.NARROWED)


def judge_delivered(claim: Claim, system: System, some: Sequence[Contract]) -> Verdict:
    """How many had arrived, or that a certain one had."""
    found = [_delivered(claim, c) for c in some if c.holding and c.holding.delivered]
    return of_several(claim, system, found, "received", len(some))


def judge_outstanding(claim: Claim, system: System, some: Sequence[Contract]) -> Verdict:
    """How many are still to come: what was ordered less what has arrived."""
    found = []
    for c in some:
        part = claim.order or OrderPart()
        if c.ordered is None or not c.holding or not c.holding.delivered:
            continue
        if c.holding.newer_elsewhere:
            other = c.holding.newer_elsewhere[0]
            why = f"{c.ordered:g} were ordered, and the newest count of what has arrived is in another unit: {other.typical:g} {other.unit}"
            found.append(Verdict(claim, Outcome.NOT_CHECKABLE, why, c.system))
            continue
        if part.nth:
            found.append(_delivered(replace(claim, positive=False), c))
            continue
        left = c.ordered - c.holding.delivered.typical
        count = claim.count if claim.count is not None else c.ordered if part.share == 1.0 else left
        arrived = replace(
            claim,
            count=c.ordered - count,
            order=part._replace(share=None, further=False),
            bound=_MIRROR.get(claim.bound, claim.bound),
        )
        if count > c.ordered:
            found.append(
                decide(claim, Outcome.CONTRADICTED, f"{c.ordered:g} were ordered in all", c.system, (), _rows(c))
            )
        elif claim.count is None and part.share is None:
            outcome = Outcome.SUPPORTED if left > 0 else Outcome.NOT_COVERED
            found.append(decide(claim, outcome, _left(c), c.system, *_sides(_rows(c), c.holding.delivered.typical)))
        else:
            verdict = _delivered(arrived, c)
            found.append(replace(verdict, claim=claim, reason=f"{_left(c)}; {verdict.reason}"))
    return of_several(claim, system, found, "ordered and received", len(some))


_MIRROR = {"at least": "no more than", "no more than": "at least", "more than": "less than", "less than": "more than"}


def _left(c: Contract) -> str:
    assert c.holding
    assert c.holding.delivered
    assert c.ordered is not None
    count = c.holding.delivered.typical
    return f"{c.ordered:g} ordered less {count:g} delivered leaves {max(c.ordered - count, 0):g}"


def of_several(claim: Claim, system: System, found: Sequence[Verdict], what: str, orders: int) -> Verdict:
    """One verdict from those on each order that is counted so; what one of several orders says contradicts nothing."""
    if not found:
        unit = f"{claim.unit or 'system'}s".replace("batterys", "batteries")
        return Verdict(
            claim, Outcome.NOT_COVERED, f"no source counts {unit} that {claim.country or 'a buyer'} {what}", system
        )
    good = [v for outcome in GOOD for v in found if v.outcome is outcome]
    if good or (len(found) == 1 and (orders == 1 or found[0].outcome is not Outcome.CONTRADICTED)):
        return (good or found)[0]
    each = "; ".join(v.reason for v in found)
    return Verdict(
        claim,
        Outcome.NOT_CHECKABLE,
        f"there are {orders} orders, and the sentence does not say which: {each}",
        system,
    )


def _rows(c: Contract) -> list[Said]:
    """The counts of an order, oldest first; undated ones before all."""
    words = (c.acquisition.unit, *c.acquisition.also_called, "unit")
    rows = []
    for key, source, s in c.said(c.acquisition.delivered):
        as_of = s.as_of if isinstance(s, DeliveredStatement) else None
        if s.value.unit in words:
            text = f"{s.value.text} delivered" + (f", as of {as_of}" if as_of else "")
            rows.append(Said(key, source, text, s.value.count.high, *days_of(source, as_of)))
    return sorted(rows, key=lambda r: (r.day or date.min, r.number, r.key))


def _sides(rows: Sequence[Said], count: float) -> tuple[list[Said], list[Said]]:
    return [r for r in rows if r.number == count], [r for r in rows if r.number != count]


def _delivered(claim: Claim, c: Contract) -> Verdict:
    part = claim.order or OrderPart()
    value, doubt = _claimed(claim, part, c)
    rows = _rows(c)
    if not doubt and not claim.positive and part.nth is None:
        doubt = "a denied count"
    if doubt or value is None:
        return Verdict(claim, Outcome.NOT_CHECKABLE, doubt or "does not say how many", c.system)
    if not claim.positive:
        return _not_yet(claim, c, rows, value)
    bound = "at least" if part.nth is not None else claim.bound
    asked = replace(claim, bound=bound)
    if part.date:
        dated = dated_verdict(
            asked, c, rows, value, PartialDate(part.date).first, PartialDate(part.until or part.date).last
        )
        if dated:
            return dated
    return _by_now(asked, claim, c, rows, value)


def _claimed(claim: Claim, part: OrderPart, c: Contract) -> tuple[float | None, str]:
    """How many a claim says; nothing with the reason where that cannot be told."""
    if part.further:
        return None, "says how many more, not how many in all"
    if part.nth is not None:
        return float(part.nth), ""
    if part.share == 0.0:
        return 0.0, ""
    if part.share is None:
        return claim.count, ""
    if c.ordered is None:
        return None, "no source says how many were ordered"
    if claim.count is not None:
        return (
            (claim.count, "")
            if part.total or claim.count == c.ordered
            else (None, f"says both, and {c.ordered:g} were ordered")
        )
    value = part.share * c.ordered
    return (value, "") if value == int(value) else (None, f"half of {c.ordered:g} is no whole number")


def _not_yet(claim: Claim, c: Contract, rows: Sequence[Said], value: float) -> Verdict:
    """`The fifth has not been delivered`."""
    newest = c.holding.delivered if c.holding else None
    assert newest
    reason = f"the newest count, as of {newest.as_of or 'no date'}, is {newest.typical:g}"
    good, bad = [r for r in rows if r.number < value], [r for r in rows if r.number >= value]
    if newest.typical < value:
        fresh = bool(newest.as_of) and not c.stale(newest.as_of.last if newest.as_of else None)
        return decide(
            claim,
            Outcome.SUPPORTED if fresh and not bad else Outcome.DISAGREE if bad else Outcome.NOT_COVERED,
            reason,
            c.system,
            good,
            bad,
        )
    held = [r for r in good if r.day]
    narrowing = f"say as of {day_text(held[-1])}" if held else ""
    return decide(
        claim, Outcome.NARROWED if held else Outcome.CONTRADICTED, reason, c.system, good, bad, narrowing=narrowing
    )


def _by_now(asked: Claim, claim: Claim, c: Contract, rows: Sequence[Said], value: float) -> Verdict:
    """Without a date the newest count stands."""
    newest = c.holding.delivered if c.holding else None
    assert newest
    when = f"as of {newest.as_of}" if newest.as_of else "undated"
    good = [r for r in rows if agrees_in_number(r.number, asked, value)]
    held = [r for r in good if r.day]
    since = min((r.day for r in held if r.day), default=date.min)
    bad = [r for r in rows if r not in good and (r.number > value or (r.day and r.day >= since) or not good)]
    reason = f"the newest count, {when}, is {newest.typical:g}"
    if agrees_in_number(newest.typical, asked, value):
        return decide(claim, Outcome.SUPPORTED, reason, c.system, good, bad, remarks=_earlier(rows, newest.typical))
    if newest.lowest <= value <= newest.highest:
        return decide(claim, Outcome.DISAGREE, f"{reason}, and sources of that day differ", c.system, good, bad)
    if value < newest.typical:
        if held:
            return decide(
                claim,
                Outcome.NARROWED,
                f"so it was as of {day_text(held[-1])}; {reason}",
                c.system,
                good,
                bad,
                narrowing=f"say as of {day_text(held[-1])}",
            )
        if good:
            return decide(claim, Outcome.DISAGREE, f"only undated sources say so; {reason}", c.system, good, bad)
        outcome = Outcome.CONTRADICTED if value == 0 else Outcome.NOT_COVERED
        return decide(claim, outcome, f"{reason}; no source says {value:g}", c.system, good, bad)
    if good:
        return decide(
            claim,
            Outcome.DISAGREE,
            f"{reason}, yet {day_text(good[-1])} {good[-1].source.publisher} said {value:g}",
            c.system,
            good,
            bad,
        )
    if c.stale(newest.as_of.last if newest.as_of else None) or (c.holding and c.holding.newer_elsewhere):
        return decide(
            claim,
            Outcome.NOT_COVERED,
            f"{reason}, which may have been overtaken; no source says {value:g}",
            c.system,
            good,
            bad,
        )
    return decide(claim, Outcome.CONTRADICTED, f"{reason}; no source says {value:g}", c.system, good, bad)


def _earlier(rows: Sequence[Said], newest: float) -> tuple[str, ...]:
    """What it was before, so that a reader sees how old the sentence may be."""
    before = [r for r in rows if r.day and r.number < newest]
    return (f"before that the count was {before[-1].number:g}, as of {day_text(before[-1])}",) if before else ()
