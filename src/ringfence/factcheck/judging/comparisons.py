"""Verdicts on one system's figure against another's."""

from dataclasses import replace
from typing import Protocol

from ringfence.evidence.figures import Evidence, Rule, Tier, cell_of
from ringfence.factcheck.judging.verdict import MAIN_CLASS, Outcome, Verdict
from ringfence.factcheck.model import Claim
from ringfence.specs.measures import MEASURES
from ringfence.specs.system import System
from ringfence.specs.targets import UNSPECIFIED

ROUGH = 0.2
"""Writers compare roughly: a comparison is contradicted only where no two stated figures come within this of it."""


class Systems(Protocol):
    """What verdicts ask of a catalog."""

    def get(self, name: str) -> System:
        """The system of this id."""


def judge_comparison(claim: Claim, system: System, catalog: Systems, rule: Rule) -> Verdict:
    """One system's typical figure against another's, for the class named or for the family that both are for."""
    others = [catalog.get(i) for i in claim.versus]
    parts = [_against(claim, system, other, rule) for other in others]
    if len({p.outcome for p in parts}) == 1:
        return parts[0]
    good = [p for p in parts if p.outcome is Outcome.SUPPORTED]
    if good:
        named = " or ".join(o.name for o, p in zip(others, parts, strict=True) if p.outcome is Outcome.SUPPORTED)
        return replace(
            good[0],
            outcome=Outcome.NARROWED,
            reason=f"so it is against {named}",
            narrowing=f"name {named}",
            parts=tuple(parts),
        )
    return Verdict(
        claim,
        Outcome.NOT_CHECKABLE,
        f"{', '.join(claim.versus)} may be meant, and the answers differ",
        system,
        parts=tuple(parts),
    )


def _against(claim: Claim, system: System, other: System, rule: Rule) -> Verdict:
    info = MEASURES[claim.measure]
    target = claim.target
    if info.targeted and target is None:
        if system.primary_family != other.primary_family:
            return Verdict(
                claim,
                Outcome.NOT_CHECKABLE,
                f"no class is named, and {system.name} is for {system.primary_family} targets, {other.name} for {other.primary_family} ones",
                system,
            )
        target = MAIN_CLASS[system.primary_family]
    cells = [cell_of(s, claim.measure, target if info.targeted else None, rule) for s in (system, other)]
    if info.targeted and claim.target is None:
        bare = [cell_of(s, claim.measure, UNSPECIFIED, rule) for s in (system, other)]
        cells = [b if b.best else c for b, c in zip(bare, cells, strict=True)]
    left, right = (c.best for c in cells)
    if left is None or right is None:
        name = (system if left is None else other).name
        return Verdict(
            claim,
            Outcome.NOT_COVERED,
            f"no source states {info.label} of {name}" + (f" for {target}" if info.targeted else ""),
            system,
        )
    if Tier.BLANKET in (left.tier, right.tier) or left.value.measure.dimension != right.value.measure.dimension:
        return Verdict(claim, Outcome.NOT_CHECKABLE, "the figures are not of one kind", system)
    ratio = _ratio(left.value, right.value)
    ends = ((left.lowest, right.highest), (left.highest, right.lowest))
    low, high = (_ratio(a, b) for a, b in ends)
    every = [e for c in cells for g in c.groups for e in g.counted]
    reason = f"typical {left.value.measure.text} against {right.value.measure.text}: {ratio:.2g} times"
    outcome = _compared(claim, ratio, low, high)
    return Verdict(
        claim,
        outcome,
        reason,
        system,
        reach=0,
        origins=len({e.origin for e in every}),
        supporting=left.value,
        contradicting=right.value,
    )


def _ratio(a: Evidence, b: Evidence) -> float:
    return a.counted / b.counted if b.counted else float("inf")


def _compared(claim: Claim, ratio: float, low: float, high: float) -> Outcome:
    """Supported where the typical ratio fits, contradicted where no pair of stated figures does."""
    factor = claim.factor or 1.0
    downward = (claim.bound == "no more than") == claim.positive or (factor < 1 and claim.bound == "exactly")
    slack = 0.1 if claim.bound in ("exactly", "about") else 0.0
    if factor < 1 and claim.bound in ("exactly", "about"):
        fits, possible = abs(ratio - factor) <= 0.15 * factor, low * (1 - ROUGH) <= factor <= high / (1 - ROUGH)
    elif downward:
        fits, possible = ratio < factor or (slack > 0 and ratio <= factor * (1 + slack)), low * (1 - ROUGH) < factor
    else:
        fits, possible = (
            (ratio > factor if claim.bound == "more than" else ratio >= factor * (1 - slack)),
            high > factor * (1 - ROUGH),
        )
    return Outcome.SUPPORTED if fits else Outcome.DISAGREE if possible else Outcome.CONTRADICTED
