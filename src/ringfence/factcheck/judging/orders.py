"""Verdicts on orders: the year, the count, the sum, talks and cancellations."""

from collections.abc import Callable, Sequence

from ringfence.evidence.figures import Rule
from ringfence.factcheck.judging.pools import ABOUT, ROUNDING
from ringfence.factcheck.judging.records import Contract, Said, contracts, decide, for_operator, only_talk, unnamed
from ringfence.factcheck.judging.verdict import THIRD, Outcome, Verdict
from ringfence.factcheck.model import Claim, OrderPart
from ringfence.factcheck.prose.money import money_text
from ringfence.specs.system import System


def judge_order(claim: Claim, system: System, rule: Rule) -> Verdict:
    """The verdict on a claim of an order or of deliveries."""
    found = contracts(system, claim, rule)
    if not found:
        return Verdict(claim, Outcome.NOT_COVERED, f"the catalog holds no order of {claim.country or 'it'}", system)
    chosen, doubt = for_operator(claim, found, lambda c: _fits(claim, c))
    if doubt:
        return Verdict(claim, Outcome.NOT_CHECKABLE, doubt, system)
    everyone = len({c.acquisition.operator for c in found})
    return unnamed(claim, _rule(claim.measure)(claim, system, chosen), chosen[0], everyone)


def _rule(measure: str) -> Callable[[Claim, System, Sequence[Contract]], Verdict]:
    rules = {"signed": _signed, "ordered": _ordered, "price": _price, "talks": _talks, "cancelled": _cancelled}
    if measure in rules:
        return rules[measure]
    if measure == "expected":
        from ringfence.factcheck.judging.expected import judge_expected

        return judge_expected
    from ringfence.factcheck.judging.deliveries import judge_delivered, judge_outstanding

    return judge_delivered if measure == "delivered" else judge_outstanding


def _fits(claim: Claim, contract: Contract) -> bool:
    """Whether a claim that names no buyer may mean this contract."""
    a, part = contract.acquisition, claim.order or OrderPart()
    if claim.measure == "signed":
        return claim.date in contract.years
    if claim.measure == "ordered":
        return contract.ordered == claim.count
    if claim.measure == "price":
        return any(_agrees(claim, s) for s in _priced(contract, part.currency))
    if claim.measure in ("talks", "cancelled"):
        return any(s.value in ("talks", "approved", claim.measure) for _, _, s in contract.said(a.status))
    if claim.measure == "expected":
        return bool(contract.holding and (contract.holding.expected or contract.holding.earlier))
    return bool(
        contract.holding and contract.holding.delivered and (claim.measure == "delivered" or contract.holding.ordered)
    )


def _signed(claim: Claim, system: System, some: Sequence[Contract]) -> Verdict:
    """The year, against each contract that is dated."""
    rows: list[Said] = []
    typical = []
    for contract in some:
        own = [
            Said(key, source, f"signed {s.value}", float(s.value.text[:4]))
            for key, source, s in contract.said(contract.acquisition.signed)
        ]
        rows += own
        if own and contract.holding and contract.holding.signed:
            typical.append(contract.holding.signed[0].text[:4])
    if not rows:
        return Verdict(claim, Outcome.NOT_COVERED, f"no source dates an order of {claim.country}", system)
    year = float(claim.date or 0)
    same, others = [r for r in rows if r.number == year], [r for r in rows if r.number != year]
    origins = {r.origin for r in rows}
    span = f"{min(r.number for r in rows):g}–{max(r.number for r in rows):g}".replace(
        "–" + f"{min(r.number for r in rows):g}", ""
    )
    reason = f"{len({r.origin for r in same})} of {len(origins)} origins say {claim.date}; typical {' and '.join(dict.fromkeys(typical))}, stated {span}"
    if not claim.positive:
        return Verdict(claim, Outcome.NOT_CHECKABLE, f"a denied year; {reason}", system)
    near = any(abs(r.number - year) <= 1 for r in rows)
    if claim.date in typical:
        outcome = Outcome.SUPPORTED
    elif same or near:
        outcome = Outcome.DISAGREE
    elif claim.order and claim.order.loose:
        outcome, reason = Outcome.NOT_CHECKABLE, f"the verb may speak of the delivery; of the signature {reason}"
    elif len(some) > 1:
        outcome, reason = Outcome.NOT_COVERED, f"{reason}; of {len(some)} orders none is dated so"
    else:
        outcome = Outcome.CONTRADICTED
    return decide(claim, outcome, reason, system, same, others)


def agrees_in_number(count: float, claim: Claim, claimed: float) -> bool:
    """Whether a count is the claimed one, by the claim's bound."""
    slack = ABOUT * claimed if claim.bound == "about" else 1e-9
    if claim.bound == "more than":
        return count > claimed
    if claim.bound == "at least":
        return count >= claimed
    if claim.bound == "less than":
        return count < claimed
    return count <= claimed if claim.bound == "no more than" else abs(count - claimed) <= slack


def _ordered(claim: Claim, system: System, some: Sequence[Contract]) -> Verdict:
    """How many, against each contract that is counted in that unit."""
    if not claim.positive or claim.count is None:
        return Verdict(claim, Outcome.NOT_CHECKABLE, "a denied count", system)
    rows: list[Said] = []
    typical: list[float] = []
    for contract in some:
        words = (contract.acquisition.unit, *contract.acquisition.also_called, "unit")
        counts = [(k, src, s) for k, src, s in contract.said(contract.acquisition.ordered) if s.value.unit in words]
        rows += [Said(k, src, s.value.text, s.value.count.high) for k, src, s in counts]
        typical += [contract.ordered] if contract.ordered is not None else []
    if not rows:
        what = f"{claim.unit or 'system'}s".replace("batterys", "batteries")
        return Verdict(claim, Outcome.NOT_COVERED, f"no source counts {what} that {claim.country} ordered", system)
    same = [r for r in rows if agrees_in_number(r.number, claim, claim.count)]
    others = [r for r in rows if r not in same]
    share = len({r.origin for r in same}) / len({r.origin for r in rows})
    told = " and ".join(f"{t:g}" for t in typical)
    reason = f"{len({r.origin for r in same})} of {len({r.origin for r in rows})} origins say {_number(claim)}; typical {told}"
    narrowing = ""
    if claim.order and claim.order.further and len(typical) < 2:
        outcome, reason = (
            Outcome.NOT_COVERED,
            f"the sentence speaks of a further order, and the catalog holds one, of {told}",
        )
        same, others = [], rows
    elif any(agrees_in_number(t, claim, claim.count) for t in typical):
        outcome = Outcome.SUPPORTED
    elif len(typical) > 1 and agrees_in_number(sum(typical), claim, claim.count):
        outcome, narrowing = (
            Outcome.NARROWED,
            f"say in {len(typical)} orders together: {' + '.join(f'{t:g}' for t in typical)}",
        )
    elif claim.unit is None and not same:
        outcome, reason = (
            Outcome.NOT_CHECKABLE,
            f"does not say {claim.count:g} of what; the sources count {rows[0].text}",
        )
    elif len(some) > 1:
        outcome = Outcome.DISAGREE if same else Outcome.NOT_CHECKABLE
        reason += "" if same else f"; there are {len(some)} orders, and the sentence does not say which"
    else:
        outcome = Outcome.DISAGREE if share >= THIRD else Outcome.CONTRADICTED
    return decide(claim, outcome, reason, system, same, others, narrowing=narrowing)


def _number(claim: Claim) -> str:
    return f"{'' if claim.bound == 'exactly' else claim.bound + ' '}{claim.count:g}"


def _priced(contract: Contract, currency: str) -> list[Said]:
    """What sources say that it cost, in one currency; where they say it in another only, none."""
    return [
        Said(
            key,
            source,
            f"{_bound(s.value.bound)}{money_text(s.value.high, currency)}" + (f" ({s.note})" if s.note else ""),
            s.value.high,
        )
        for key, source, s in contract.said(contract.acquisition.price)
        if s.value.unit == currency
    ]


def _bound(bound: str) -> str:
    return "" if bound == "exactly" else f"{bound} "


def _agrees(claim: Claim, row: Said) -> bool:
    """Whether a sum is the claimed one, within the rounding of the sentence's figure and what `about` allows."""
    part = claim.order or OrderPart()
    if claim.bound == "more than":
        return row.number > part.low or (row.number >= part.low and row.text.startswith("more than"))
    if claim.bound in ("less than", "no more than"):
        return row.number <= part.high
    if claim.bound == "at least":
        return row.number >= part.low
    slack = max(
        min(part.step, ROUNDING * part.high),
        ABOUT * part.high if claim.bound == "about" or row.text.startswith("about") else 0.0,
    )
    return part.low - slack - 1e-6 <= row.number <= part.high + slack + 1e-6


def _price(claim: Claim, system: System, some: Sequence[Contract]) -> Verdict:
    """The sum, against what sources state in its currency; currencies are not converted."""
    part = claim.order or OrderPart()
    if not claim.positive:
        return Verdict(claim, Outcome.NOT_CHECKABLE, "a denied sum", system)
    each = {c.acquisition.id: _priced(c, part.currency) for c in some}
    rows = [r for own in each.values() for r in own]
    if not rows:
        said = sorted({s.value.unit for c in some for _, _, s in c.said(c.acquisition.price)})
        if said:
            why = f"the sources state the sum in {', '.join(said)} and not in {part.currency}; currencies are not converted"
            return Verdict(claim, Outcome.NOT_CHECKABLE, why, system)
        return Verdict(claim, Outcome.NOT_COVERED, f"no source states what {claim.country} pays", system)
    typical = []
    for own in each.values():
        highest: dict[str, Said] = {}
        for r in sorted(own, key=lambda r: r.number):
            highest[r.origin] = r
        ranked = sorted(highest.values(), key=lambda r: r.number)
        typical += [ranked[(len(ranked) - 1) // 2]] if ranked else []
    same = [r for r in rows if _agrees(claim, r)]
    others = [r for r in rows if r not in same]
    low, high = min(r.number for r in rows), max(r.number for r in rows)
    spread = f" [{money_text(low, part.currency)} to {money_text(high, part.currency)}]" if low != high else ""
    told = " and ".join(money_text(t.number, part.currency) for t in typical)
    reason = f"typical {told}{spread}; {len({r.origin for r in same})} of {len({r.origin for r in rows})} origins agree"
    share = len({r.origin for r in same}) / len({r.origin for r in rows})
    if any(_agrees(claim, t) for t in typical):
        outcome = Outcome.SUPPORTED
    elif share >= THIRD or low <= part.high <= high:
        outcome = Outcome.DISAGREE
    elif len(typical) > 1 or len(some) > 1:
        outcome, reason = (
            Outcome.NOT_CHECKABLE,
            f"{reason}; there are {len(some)} orders, and the sentence does not say which",
        )
    else:
        outcome = Outcome.CONTRADICTED
    return decide(claim, outcome, reason, system, same, others)


def _talks(claim: Claim, system: System, some: Sequence[Contract]) -> Verdict:
    """Plans and talks: supported by sources that speak of talks or of an approval; never contradicted, for plans come and go."""
    if not claim.positive:
        return Verdict(claim, Outcome.NOT_CHECKABLE, "a denied plan", system)
    rows, counts = [], []
    for contract in some:
        a = contract.acquisition
        own = [
            Said(k, src, s.value) for k, src, s in contract.said(a.status) if s.value in ("talks", "approved", "option")
        ]
        if own:
            rows += own
            counts += [(k, q) for k, of in a.ordered.items() for q in of]
    if not rows:
        return Verdict(claim, Outcome.NOT_COVERED, f"no source speaks of talks or plans of {claim.country}", system)
    reason = f"{len({r.origin for r in rows})} origins speak of {' and '.join(dict.fromkeys(r.text for r in rows))}"
    if claim.count is None or any(q.value.count.high == claim.count for _, q in counts):
        return decide(claim, Outcome.SUPPORTED, reason, system, rows)
    told = " and ".join(dict.fromkeys(q.value.text for _, q in counts)) or "no number"
    return decide(
        claim,
        Outcome.NARROWED,
        f"{reason}, with {told} and not {claim.count:g}",
        system,
        rows,
        narrowing="leave out how many",
    )


def _cancelled(claim: Claim, system: System, some: Sequence[Contract]) -> Verdict:
    """Cancelled: where a source says so; contradicted where others have since counted deliveries."""
    if not claim.positive:
        return Verdict(claim, Outcome.NOT_CHECKABLE, "a denied cancellation", system)
    rows = [
        Said(k, src, s.value + (f" ({s.note})" if s.note else ""))
        for c in some
        for k, src, s in c.said(c.acquisition.status)
    ]
    gone = [r for r in rows if r.text.startswith("cancelled")]
    others = [r for r in rows if r.text.startswith(("ordered", "completed"))]
    if gone:
        outcome = Outcome.DISAGREE if others and len(others) > len(gone) else Outcome.SUPPORTED
        reason = f"{len(gone)} of {len(gone) + len(others)} origins say that it was cancelled"
        return decide(claim, outcome, reason, system, gone, others)
    some = [c for c in some if not only_talk(c.acquisition)]
    counted = [c for c in some if c.holding and c.holding.delivered and c.holding.delivered.as_of]
    fresh = [
        c
        for c in counted
        if c.holding
        and c.holding.delivered
        and c.holding.delivered.as_of
        and not c.stale(c.holding.delivered.as_of.last)
    ]
    if fresh and len(counted) == len(some):
        count = fresh[0].holding.delivered if fresh[0].holding else None
        assert count
        return decide(
            claim,
            Outcome.CONTRADICTED,
            f"no source says so; as of {count.as_of} they count {count.typical:g} delivered",
            system,
            (),
            others,
        )
    return decide(claim, Outcome.NOT_COVERED, "no source says that it was cancelled", system, (), others)
