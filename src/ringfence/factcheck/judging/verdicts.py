"""Whether the sources carry a claim.

With the tiers of `ringfence.evidence.figures`, for a claim on one system, measure and class:

- supported: the typical value reaches the figure (for a limit, stays within it).
- supported if narrowed: it does with the missile named, for one class alone, with the class left out, or only "up to" it.
- contradicted: specific statements exist, fewer than a third of their origins reach the figure, and no bare figure of that family does.
- sources disagree: a third or more reach it, yet the typical value does not; or bare figures reach it and specific ones do not.
- blanket only: only sources that lump classes of several families say so.
- not covered: nobody states a figure for it. not checkable: the sentence is no plain claim, or does not say enough.

A claim that names no class is held against statements that name none; else against the system's primary family.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from ringfence.evidence.figures import Rule
from ringfence.factcheck.judging.bare import judge_bare, judge_untargeted
from ringfence.factcheck.judging.comparisons import Systems, judge_comparison
from ringfence.factcheck.judging.facts import judge_engages, judge_service
from ringfence.factcheck.judging.pools import agreement
from ringfence.factcheck.judging.reach import judge_class
from ringfence.factcheck.judging.verdict import Outcome, Verdict
from ringfence.factcheck.model import Claim
from ringfence.specs.measures import MEASURES
from ringfence.specs.system import System


def judge(claim: Claim, catalog: Systems, rule: Rule) -> Verdict:
    """The verdict on a claim. Raises what the catalog raises for a bad record."""
    if claim.doubt:
        return Verdict(claim, Outcome.NOT_CHECKABLE, claim.doubt)
    parts = [_judge_one(replace(claim, systems=(i,)), catalog.get(i), catalog, rule) for i in claim.systems]
    return parts[0] if len(parts) == 1 else _together(claim, parts)


def _together(claim: Claim, parts: Sequence[Verdict]) -> Verdict:
    """One verdict for a name that several systems share."""
    outcomes = {p.outcome for p in parts}
    names = ", ".join(claim.systems)
    if len(outcomes) == 1:
        return replace(parts[0], claim=claim, parts=tuple(parts))
    good = [p for p in parts if p.outcome in (Outcome.SUPPORTED, Outcome.NARROWED)]
    if good:
        named = " or ".join(p.system.name for p in good if p.system)
        why = f"the name may mean {names}; the sources carry it for {named}"
        return replace(
            good[0], claim=claim, outcome=Outcome.NARROWED, reason=why, narrowing=f"name {named}", parts=tuple(parts)
        )
    each = "; ".join(f"{p.claim.systems[0]}: {p.outcome}" for p in parts)
    return Verdict(
        claim, Outcome.NOT_CHECKABLE, f"the name may mean {names}, and the answers differ: {each}", parts=tuple(parts)
    )


def _judge_one(claim: Claim, system: System, catalog: Systems, rule: Rule) -> Verdict:
    if claim.versus:
        return judge_comparison(claim, system, catalog, rule)
    if claim.order:
        from ringfence.factcheck.judging.orders import judge_order

        return judge_order(claim, system, rule)
    special: dict[str, Callable[[Claim, System, Rule], Verdict]] = {
        "engages": judge_engages,
        "entered_service": judge_service,
    }
    if claim.measure in special:
        return special[claim.measure](claim, system, rule)
    info = MEASURES[claim.measure]
    agrees = agreement(claim, minimum=info.minimum)
    if not info.targeted:
        return judge_untargeted(claim, system, rule, agrees)
    return judge_bare(claim, system, rule, agrees) if claim.target is None else judge_class(claim, system, rule, agrees)
