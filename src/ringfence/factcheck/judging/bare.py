"""Verdicts on claims that name no class, and on measures that have none."""

from collections.abc import Sequence
from dataclasses import replace

from ringfence.evidence.figures import Rule, Tier
from ringfence.factcheck.judging.pools import Agrees, Ground, Pool, ground, is_limit, speaking
from ringfence.factcheck.judging.reach import (
    OTHER_SCALE,
    effector_of,
    judge_direct,
    made,
    measure_text,
    pools_reached,
)
from ringfence.factcheck.judging.verdict import MAIN_CLASS, Outcome, Verdict
from ringfence.factcheck.model import Claim
from ringfence.specs.system import System
from ringfence.specs.targets import BANDS, FAMILIES, UNSPECIFIED, family_of, names_for


def judge_untargeted(claim: Claim, system: System, rule: Rule, agrees: Agrees) -> Verdict:
    """A measure that has no classes."""
    at = ground(system, claim.measure, None, rule, claim)
    effector = effector_of(claim, system, at)
    if effector:
        at = ground(system, claim.measure, None, rule, claim, effector)
    pools = speaking(claim, at.of(Tier.SPECIFIC))
    if not pools:
        if at.other_scale:
            return Verdict(
                claim,
                Outcome.NOT_CHECKABLE,
                OTHER_SCALE,
                system,
                at,
            )
        return Verdict(claim, Outcome.NOT_COVERED, f"no source states {measure_text(claim)}", system, at)
    return _plain(claim, system, at, pools, agrees)


def _plain(claim: Claim, system: System, at: Ground, pools: list[Pool], agrees: Agrees) -> Verdict:
    """The verdict where all pools speak as directly as the claim does."""
    verdict = judge_direct(claim, system, at, pools, agrees)
    if verdict:
        return verdict
    return made(claim, Outcome.CONTRADICTED, "fewer than a third of the origins agree", system, at, pools, agrees)


def judge_bare(claim: Claim, system: System, rule: Rule, agrees: Agrees) -> Verdict:
    """A claim that names no class: held against bare statements, else against the primary family's own."""
    main = MAIN_CLASS[system.primary_family]
    effector = effector_of(claim, system, ground(system, claim.measure, UNSPECIFIED, rule, claim))
    by_class = _ByClass(claim, system, rule, effector)
    at = by_class[UNSPECIFIED]
    pools = speaking(claim, at.of(Tier.UNSPECIFIED))
    if not pools:
        at = by_class[main]
        pools = speaking(claim, at.of(Tier.SPECIFIC))
    if not pools and at.other_scale:
        return Verdict(claim, Outcome.NOT_CHECKABLE, OTHER_SCALE, system, at)
    verdict = _plain(claim, system, at, pools, agrees) if pools else None
    if verdict is None or verdict.outcome is Outcome.CONTRADICTED:
        return _for_one_class(claim, system, by_class, main, agrees) or verdict or _nothing(claim, system, at, by_class)
    if verdict.outcome is Outcome.SUPPORTED and not is_limit(claim) and claim.measure in ("range_max", "altitude_max"):
        short = [
            t for t in _CLASSES if family_of(t) != system.primary_family and _falls_short(by_class.specific(t), agrees)
        ]
        if short:
            why = f"the sources carry it against {main}, not against {' or '.join(short)}"
            return replace(verdict, outcome=Outcome.NARROWED, reason=why, narrowing=f"say against {main}")
    return verdict


_CLASSES = tuple(c for classes in FAMILIES.values() for c in classes if c not in BANDS)


class _ByClass(dict[str, Ground]):
    """The statements for each class, gathered when first asked for; none where no envelope names the class or its family."""

    def __init__(self, claim: Claim, system: System, rule: Rule, effector: str | None) -> None:
        super().__init__()
        self._asked = (claim, system, rule, effector)
        self.named = {t for block in system.envelopes for t in block.targets} | {
            t for block in system.detection for t in block.targets
        }

    def __missing__(self, target: str) -> Ground:
        claim, system, rule, effector = self._asked
        self[target] = ground(system, claim.measure, target, rule, claim, effector)
        return self[target]

    def specific(self, target: str) -> list[Pool]:
        """The pools of statements that name the class."""
        return self[target].of(Tier.SPECIFIC) if names_for(target) & self.named else []


def _nothing(claim: Claim, system: System, at: Ground, by_class: _ByClass) -> Verdict:
    why = f"no source states {measure_text(claim)}" + (
        " without naming a class" if any(by_class.specific(t) for t in _CLASSES) else ""
    )
    return Verdict(claim, Outcome.NOT_COVERED, why, system, at)


def _falls_short(pools: Sequence[Pool], agrees: Agrees) -> bool:
    return bool(pools) and all(agrees(p.typical) is False for p in pools)


def _for_one_class(claim: Claim, system: System, by_class: _ByClass, main: str, agrees: Agrees) -> Verdict | None:
    """A bare claim that holds against one class: its own first."""
    if is_limit(claim):
        return None
    for target in (main, *_CLASSES):
        carried = pools_reached(by_class.specific(target), agrees)
        if carried:
            why = f"the sources carry it against {target} alone"
            return made(
                claim,
                Outcome.NARROWED,
                why,
                system,
                by_class[target],
                carried,
                agrees,
                pool=carried[0],
                narrowing=f"say against {target}",
            )
    return None
