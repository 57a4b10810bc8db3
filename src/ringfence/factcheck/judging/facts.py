"""Verdicts on what is no length: whether a class is engaged, and the year of entry into service."""

from collections.abc import Iterable

from ringfence.evidence.figures import Rule, Tier, cell_of
from ringfence.factcheck.judging.verdict import THIRD, Outcome, Saying, Verdict
from ringfence.factcheck.model import Claim
from ringfence.specs.statement import DateStatement
from ringfence.specs.system import System


def _by_share(yes: int, no: int) -> Outcome:
    """Two thirds carry a yes or no; fewer than a third contradict it."""
    share = yes / (yes + no)
    return Outcome.SUPPORTED if share >= 2 / 3 else Outcome.DISAGREE if share >= THIRD else Outcome.CONTRADICTED


def judge_engages(claim: Claim, system: System, rule: Rule) -> Verdict:
    """Whether a class is engaged at all: statements of yes or no, and figures stated for the class."""
    assert claim.target
    yes: dict[str, Saying] = {}
    no: dict[str, Saying] = {}
    blanket = False
    for measure in ("range_max", "altitude_max"):
        found = cell_of(system, measure, claim.target, rule)
        for e in found.evidence:
            if e.left_out is None and e.tier is Tier.SPECIFIC and (not claim.effector or e.group == claim.effector):
                yes.setdefault(e.origin, Saying(e.source_key, e.source, f"{found.info.label} {e.measure.text}"))
            blanket = blanket or (e.left_out is None and e.tier is Tier.BLANKET and not claim.effector)
        for into, said, word in ((yes, found.engages.yes, "engages"), (no, found.engages.no, "does not engage")):
            for key, source, _, effector in said:
                if not claim.effector or effector == claim.effector:
                    into.setdefault(source.origin or key, Saying(key, source, f"{word} {claim.target}"))
    for origin in no:
        yes.pop(origin, None)
    good, bad = (yes, no) if claim.positive else (no, yes)
    word = "is" if claim.positive else "is not"
    if not yes and not no:
        if blanket and claim.positive:
            return Verdict(
                claim,
                Outcome.BLANKET,
                f"only sources that give one figure to classes of several families say so of {claim.target}",
                system,
            )
        return Verdict(claim, Outcome.NOT_COVERED, f"no source says whether {claim.target} is engaged", system)
    outcome = _by_share(len(good), len(bad))
    reason = f"{len(good)} of {len(good) + len(bad)} origins say or imply that {claim.target} {word} engaged"
    return Verdict(
        claim, outcome, reason, system, reach=len(good), origins=len(good) + len(bad),
        supporting=newest(good.values()), contradicting=newest(bad.values()),
    )  # fmt: skip


def newest(sayings: Iterable[Saying]) -> Saying | None:
    """The newest that has a link."""
    return max(sayings, key=lambda s: (bool(s.source.url), str(s.source.published or ""), s.source_key), default=None)


def judge_service(claim: Claim, system: System, rule: Rule) -> Verdict:
    """The year of entry into service: the typical year, by origin."""
    years: dict[str, tuple[int, Saying]] = {}
    for key, some in system.entered_service.items():
        source = system.sources[key]
        for statement in some:
            if isinstance(statement, DateStatement) and rule.turns_away(statement, source) is None:
                said = Saying(key, source, f"in service {statement.value}")
                years.setdefault(source.origin or key, (statement.value.first.year, said))
    if not years:
        return Verdict(claim, Outcome.NOT_COVERED, "no source dates its entry into service", system)
    return _by_year(claim, system, years)


def _by_year(claim: Claim, system: System, years: dict[str, tuple[int, Saying]]) -> Verdict:
    ranked = sorted(year for year, _ in years.values())
    typical, claimed = ranked[(len(ranked) - 1) // 2], int(claim.date or 0)
    same = [said for year, said in years.values() if year == claimed]
    others = [said for year, said in years.values() if year != claimed]
    span = f"{ranked[0]}–{ranked[-1]}" if ranked[0] != ranked[-1] else f"{ranked[0]}"
    reason = f"{len(same)} of {len(years)} origins say {claimed}; typical {typical}, stated {span}"
    if not claim.positive:
        return Verdict(claim, Outcome.NOT_CHECKABLE, f"a denied year; {reason}", system)
    if typical == claimed:
        outcome = Outcome.SUPPORTED
    elif len(same) / len(years) >= THIRD or min(abs(year - claimed) for year in ranked) <= 1:
        outcome = Outcome.DISAGREE
    else:
        outcome = Outcome.CONTRADICTED
    return Verdict(
        claim, outcome, reason, system, reach=len(same), origins=len(years), supporting=newest(same), contradicting=newest(others),
    )  # fmt: skip
