"""Verdicts on figures: does what the sources state reach what the sentence says."""

from collections.abc import Sequence

from ringfence.evidence.figures import Evidence, Rule, Tier
from ringfence.factcheck.judging.pools import Agrees, Ground, Pool, exceeds, ground, is_limit, is_part, speaking
from ringfence.factcheck.judging.verdict import MAIN_CLASS, THIRD, Outcome, Verdict
from ringfence.factcheck.model import Claim
from ringfence.specs.measures import MEASURES
from ringfence.specs.system import System
from ringfence.specs.targets import family_of

OTHER_SCALE = "the sources state it on another scale (Mach against m/s), which only an altitude would join"


def effector_of(claim: Claim, system: System, at: Ground) -> str | None:
    """The effector or sensor to hold to; None where sources speak of the system alone: it has one effector, or nobody names the sensor."""
    wanted = claim.sensor or claim.effector
    alone = claim.sensor or len(system.effectors) <= 1
    return None if alone and not any(wanted and is_part(p.group, wanted) for p in at.pools) else wanted


def pools_reached(pools: Sequence[Pool], agrees: Agrees) -> list[Pool]:
    """The pools whose typical value agrees."""
    return [p for p in pools if agrees(p.typical)]


def best_share(pools: Sequence[Pool], agrees: Agrees) -> tuple[float, Pool | None]:
    """The largest share of origins, in any pool, that agree; open-ended figures speak neither way."""
    best, of = 0.0, None
    for p in pools:
        said = [agrees(e) for e in p.each]
        yes, no = said.count(True), said.count(False)
        if yes + no and yes / (yes + no) > best:
            best, of = yes / (yes + no), p
    return best, of


def any_denied(pools: Sequence[Pool], agrees: Agrees) -> bool:
    """Whether any statement disagrees."""
    return any(agrees(e) is False for p in pools for e in p.each)


def _missile(claim: Claim, pools: Sequence[Pool], reached: Sequence[Pool], agrees: Agrees) -> str | None:
    """The effector that must be named for the claim to hold; None where it holds without."""
    names = {p.group for p in reached}
    part = claim.effector or claim.sensor
    if None in names or claim.named in names or part in names or (part and not any(is_part(n, part) for n in names)):
        return None
    rest = [p for p in pools if p not in reached]
    return reached[0].group if any_denied(rest, agrees) else None


def made(
    claim: Claim,
    outcome: Outcome,
    reason: str,
    system: System,
    at: Ground,
    pools: Sequence[Pool],
    agrees: Agrees,
    *,
    pool: Pool | None = None,
    narrowing: str = "",
) -> Verdict:
    """A verdict with its evidence: the pool shown is the one that reaches, else the cell's own."""
    shown = pool or _shown(pools, at)
    every = [e for p in ([shown] if shown else pools) for e in p.each]
    if shown is None:
        return Verdict(claim, outcome, reason, system, at, narrowing=narrowing)
    yes = [e for e in every if agrees(e)]
    no = [e for e in every if agrees(e) is False]
    wider = [e for p in at.pools for e in p.each]
    supporting = _best(yes or [e for e in wider if agrees(e)])
    contradicting = _best(no)
    if (
        outcome in (Outcome.SUPPORTED, Outcome.NARROWED)
        and claim.bound == "more than"
        and claim.positive
        and not exceeds(claim, shown.typical)
    ):
        outcome, reason, narrowing = (
            Outcome.NARROWED,
            "the sources carry the figure, not more than it",
            narrowing or "say up to, not more than",
        )
    return Verdict(
        claim, outcome, reason, system, at, shown, len(yes), len(every), supporting, contradicting, narrowing
    )


def _shown(pools: Sequence[Pool], at: Ground) -> Pool | None:
    best = at.figure.best
    if best:
        for p in pools:
            if (p.group, p.tier) == (best.name, best.tier):
                return p
    return pools[0] if pools else None


def _best(some: Sequence[Evidence]) -> Evidence | None:
    """The best statement: most directly said, of the weightiest kind of source, the newest."""
    weight = {
        "government": 0,
        "military": 0,
        "manufacturer": 1,
        "academic": 1,
        "think-tank": 1,
        "news-agency": 2,
        "trade-press": 2,
        "newspaper": 3,
        "encyclopedia": 4,
        "state-media": 4,
    }
    newest = sorted(some, key=lambda e: str(e.source.published or ""), reverse=True)
    return min(newest, key=lambda e: (e.tier or 9, not e.source.url, weight.get(e.source.kind, 5)), default=None)


def judge_class(claim: Claim, system: System, rule: Rule, agrees: Agrees) -> Verdict:
    """A claim against one class."""
    target = claim.target
    assert target
    at = ground(system, claim.measure, target, rule, claim)
    effector = effector_of(claim, system, at)
    if effector:
        at = ground(system, claim.measure, target, rule, claim, effector)
    spec, bare, blanket = (speaking(claim, at.of(tier)) for tier in (Tier.SPECIFIC, Tier.UNSPECIFIED, Tier.BLANKET))
    if not at.pools:
        why = OTHER_SCALE if at.other_scale else f"no source states {measure_text(claim)} for {target}"
        return Verdict(
            claim,
            Outcome.NOT_CHECKABLE if at.other_scale else Outcome.NOT_COVERED,
            why + (f" of {effector}" if effector and not at.other_scale else ""),
            system,
            at,
        )
    if spec:
        return _by_specific(claim, system, at, spec, bare, agrees)
    main = MAIN_CLASS[family_of(target)] == target
    reached = pools_reached(bare, agrees)
    if reached:
        if not main:
            why = f"sources state the figure without naming a target; none says {target}"
            return made(
                claim, Outcome.NARROWED, why, system, at, bare, agrees, pool=reached[0], narrowing=f"leave out {target}"
            )
        return judge_reached(claim, system, at, bare, reached, agrees)
    if best_share(bare, agrees)[0] >= THIRD:
        return made(
            claim,
            Outcome.DISAGREE,
            "a third or more of the origins agree, the typical value does not",
            system,
            at,
            bare,
            agrees,
            pool=best_share(bare, agrees)[1],
        )
    if pools_reached(blanket, agrees):
        return made(
            claim,
            Outcome.BLANKET,
            f"only sources that give one figure to classes of several families say so of {target}",
            system,
            at,
            blanket,
            agrees,
        )
    why = f"no source states {measure_text(claim)} for {target} alone; what is stated without a class, or for several at once, does not reach it"
    return made(claim, Outcome.NOT_COVERED, why, system, at, bare or blanket, agrees)


def _by_specific(
    claim: Claim, system: System, at: Ground, spec: list[Pool], bare: list[Pool], agrees: Agrees
) -> Verdict:
    verdict = judge_direct(claim, system, at, spec, agrees)
    if verdict:
        return verdict
    help_ = [] if is_limit(claim) else pools_reached(bare, agrees)
    for p in help_:
        if p.group is None and any(s.group is None for s in spec):
            why = f"sources that name {claim.target} state less, sources that name no target reach it"
            return made(claim, Outcome.DISAGREE, why, system, at, spec, agrees)
        if p.group is None:
            return made(
                claim,
                Outcome.NARROWED,
                f"sources state the figure without naming {claim.target}",
                system,
                at,
                bare,
                agrees,
                pool=p,
                narrowing=f"leave out {claim.target}",
            )
    if help_:
        why = f"sources state the figure for {help_[0].group} alone, naming no target"
        return made(
            claim, Outcome.NARROWED, why, system, at, bare, agrees, pool=help_[0], narrowing=f"name {help_[0].group}"
        )
    return made(
        claim,
        Outcome.CONTRADICTED,
        "fewer than a third of the origins that speak of it agree",
        system,
        at,
        spec,
        agrees,
    )


def judge_direct(claim: Claim, system: System, at: Ground, pools: list[Pool], agrees: Agrees) -> Verdict | None:
    """The verdict of pools that speak as directly as the claim does; None where fewer than a third of their origins agree."""
    reached = pools_reached(pools, agrees)
    if reached:
        return judge_reached(claim, system, at, pools, reached, agrees)
    if not any_denied(pools, agrees):
        why = "the sources only give a figure that is to be exceeded"
        return made(claim, Outcome.NOT_CHECKABLE, why, system, at, pools, agrees)
    share, of = best_share(pools, agrees)
    if share >= THIRD:
        why = "a third or more of the origins agree, the typical value does not"
        return made(claim, Outcome.DISAGREE, why, system, at, pools, agrees, pool=of)
    return None


def judge_reached(
    claim: Claim, system: System, at: Ground, pools: list[Pool], reached: list[Pool], agrees: Agrees
) -> Verdict:
    """The verdict where a typical value agrees: as it stands, or with the missile named."""
    missile = _missile(claim, pools, reached, agrees)
    own = next((p for p in reached if p.group in (None, claim.named)), reached[0])
    if missile:
        why = f"the sources carry it for {missile}, not for the system as a whole"
        return made(claim, Outcome.NARROWED, why, system, at, pools, agrees, pool=own, narrowing=f"name {missile}")
    return made(claim, Outcome.SUPPORTED, "the typical value agrees", system, at, pools, agrees, pool=own)


def measure_text(claim: Claim) -> str:
    """The measure with its article: `an altitude`."""
    label = MEASURES[claim.measure].label
    return f"{'an' if label[0] in 'aeiou' else 'a'} {label}"
