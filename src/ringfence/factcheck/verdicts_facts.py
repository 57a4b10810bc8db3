"""Verdicts on what is no length: yes or no, years, counts of an order, one system against another."""

from collections.abc import Iterable, Sequence
from datetime import date

from ringfence.evidence import Rule, Tier, figure
from ringfence.factcheck.model import Claim
from ringfence.factcheck.pools import ABOUT
from ringfence.factcheck.verdict import THIRD, Outcome, Verdict
from ringfence.specs.acquisition import Acquisition, DeliveredStatement, QuantityStatement
from ringfence.specs.statement import DateStatement, Source, StatementBase
from ringfence.specs.system import System

Said = tuple[str, Source, StatementBase]


def _by_share(yes: int, no: int) -> Outcome:
    """Two thirds carry a yes or no; fewer than a third contradict it."""
    share = yes / (yes + no)
    return Outcome.SUPPORTED if share >= 2 / 3 else Outcome.DISAGREE if share >= THIRD else Outcome.CONTRADICTED


def judge_engages(claim: Claim, system: System, rule: Rule) -> Verdict:
    """Whether a class is engaged at all: statements of yes or no, and figures stated for the class."""
    assert claim.target
    yes: dict[str, Source] = {}
    no: dict[str, Source] = {}
    blanket = False
    for measure in ("range_max", "altitude_max"):
        found = figure(system, measure, claim.target, rule)
        for e in found.evidence:
            if e.left_out is None and e.tier is Tier.SPECIFIC and (not claim.effector or e.group == claim.effector):
                yes.setdefault(e.origin, e.source)
            blanket = blanket or (e.left_out is None and e.tier is Tier.BLANKET and not claim.effector)
        for into, said in ((yes, found.engages.yes), (no, found.engages.no)):
            for key, source, _, effector in said:
                if not claim.effector or effector == claim.effector:
                    into.setdefault(source.origin or key, source)
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
    best, worst = _newest(good.values()), _newest(bad.values())
    remarks = [f"{label}: {cited(source)}" for label, source in (("for it", best), ("against it", worst)) if source]
    return Verdict(
        claim, outcome, reason, system, reach=len(good), origins=len(good) + len(bad), remarks=tuple(remarks)
    )


def cited(source: Source) -> str:
    """Publisher, date and address in a line."""
    return f"{source.publisher}, {source.published or 'undated'}, {source.url or source.title}"


def _newest(sources: Iterable[Source]) -> Source | None:
    return max(sources, key=lambda s: (bool(s.url), str(s.published or "")), default=None)


def judge_service(claim: Claim, system: System, rule: Rule) -> Verdict:
    """The year of entry into service: the typical year, by origin."""
    years: dict[str, tuple[int, Source]] = {}
    for key, some in system.entered_service.items():
        source = system.sources[key]
        for statement in some:
            if isinstance(statement, DateStatement) and rule.turns_away(statement, source) is None:
                years.setdefault(source.origin or key, (statement.value.first.year, source))
    if not years:
        return Verdict(claim, Outcome.NOT_COVERED, "no source dates its entry into service", system)
    return _by_year(claim, system, years)


def judge_signed(claim: Claim, system: System, rule: Rule) -> Verdict:
    """The year in which a country signed: against all its contracts that are dated."""
    years: dict[str, tuple[int, Source]] = {}
    for a in _contracts(system, claim):
        for key, some in a.signed.items():
            for statement in some:
                if rule.turns_away(statement, system.sources[key]) is None:
                    years.setdefault(
                        system.sources[key].origin or key, (statement.value.first.year, system.sources[key])
                    )
    if not years:
        return Verdict(claim, Outcome.NOT_COVERED, f"no source dates a contract of {claim.country}", system)
    return _by_year(claim, system, years)


def _by_year(claim: Claim, system: System, years: dict[str, tuple[int, Source]]) -> Verdict:
    ranked = sorted(year for year, _ in years.values())
    typical, claimed = ranked[(len(ranked) - 1) // 2], int(claim.date or 0)
    same = [source for year, source in years.values() if year == claimed]
    others = [source for year, source in years.values() if year != claimed]
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
    return Verdict(claim, outcome, reason, system, reach=len(same), origins=len(years), remarks=_remarks(same, others))


def _contracts(system: System, claim: Claim) -> list[Acquisition]:
    """A country's acquisitions, those left out that came no farther than talk."""
    return [a for a in system.acquisitions if a.operator == claim.country and not _only_talk(a)]


def _only_talk(a: Acquisition) -> bool:
    said = {s.value for some in a.status.values() for s in some}
    return bool(said) and not said & {"ordered", "completed", "option", "pledged"} and not a.signed and not a.delivered


def judge_order(claim: Claim, system: System, rule: Rule) -> Verdict:
    """How many a country ordered, or had received: against all its contracts that are counted in that unit."""
    contracts = _contracts(system, claim)
    if not contracts:
        return Verdict(claim, Outcome.NOT_COVERED, f"the catalog holds no acquisition of {claim.country}", system)
    said = [row for a in contracts for row in _rows(a, claim, system, rule)]
    if not said:
        return Verdict(
            claim,
            Outcome.NOT_COVERED,
            f"no source counts {claim.unit}s that {claim.country} {'ordered' if claim.measure == 'ordered' else 'received'}",
            system,
        )
    newest: dict[str, tuple[float, Source, date]] = {}
    for origin, count, source, day in said:
        if origin not in newest or day > newest[origin][2]:
            newest[origin] = (count, source, day)
    if not claim.positive:
        return Verdict(claim, Outcome.NOT_CHECKABLE, "a denied count", system)
    rows = list(newest.values())
    if claim.measure == "delivered":
        return _delivered(claim, system, rows)
    same = [r for r in rows if _equal(r[0], claim)]
    counts = sorted(r[0] for r in rows)
    typical = counts[(len(counts) - 1) // 2]
    share = len(same) / len(rows)
    outcome = (
        Outcome.SUPPORTED if _equal(typical, claim) else Outcome.DISAGREE if share >= THIRD else Outcome.CONTRADICTED
    )
    if outcome is not Outcome.SUPPORTED and len(contracts) > 1:
        outcome = Outcome.DISAGREE if same else Outcome.NOT_CHECKABLE
    reason = f"{len(same)} of {len(rows)} origins say {claim.count:g}; typical {typical:g}"
    if outcome is Outcome.NOT_CHECKABLE:
        reason += f"; {claim.country} has {len(contracts)} contracts, and the sentence does not say which"
    return Verdict(
        claim,
        outcome,
        reason,
        system,
        reach=len(same),
        origins=len(rows),
        remarks=_remarks([r[1] for r in same], [r[1] for r in rows if r not in same]),
    )


def _delivered(claim: Claim, system: System, rows: list[tuple[float, Source, date]]) -> Verdict:
    """Deliveries only grow: the latest count stands, an earlier one held on its day."""
    last = max(r[2] for r in rows)
    latest = [r for r in rows if r[2] == last]
    same = [r for r in rows if _equal(r[0], claim)]
    most = max(r[0] for r in rows)
    if any(_equal(r[0], claim) for r in latest) and _equal(most, claim):
        outcome, reason = Outcome.SUPPORTED, f"as of {last} the sources count {claim.count:g}"
    elif same:
        day = max(r[2] for r in same)
        outcome, reason = Outcome.NARROWED, f"so it was as of {day}; the latest count, as of {last}, is {most:g}"
        return Verdict(
            claim,
            outcome,
            reason,
            system,
            reach=len(same),
            origins=len(rows),
            narrowing=f"say as of {day}",
            remarks=_remarks([r[1] for r in same], [r[1] for r in latest]),
        )
    else:
        outcome, reason = (
            (Outcome.CONTRADICTED if (claim.count or 0) > most else Outcome.NOT_COVERED),
            f"the latest count, as of {last}, is {most:g}; no source says {claim.count:g}",
        )
    return Verdict(
        claim,
        outcome,
        reason,
        system,
        reach=len(same),
        origins=len(rows),
        remarks=_remarks([r[1] for r in same], [r[1] for r in rows if r not in same]),
    )


def _remarks(good: Sequence[Source], bad: Sequence[Source]) -> tuple[str, ...]:
    return tuple(
        f"{label}: {cited(source)}"
        for label, source in (("for it", _newest(good)), ("against it", _newest(bad)))
        if source
    )


def _equal(count: float, claim: Claim) -> bool:
    return abs(count - (claim.count or 0)) <= (ABOUT if claim.bound == "about" else 0) * count


def _rows(a: Acquisition, claim: Claim, system: System, rule: Rule) -> list[tuple[str, float, Source, date]]:
    rows = []
    by_source: dict[str, tuple[QuantityStatement, ...]] = {**(a.ordered if claim.measure == "ordered" else a.delivered)}
    whole = {a.unit, *a.also_called}
    for key, some in by_source.items():
        source = system.sources[key]
        for statement in some:
            unit = statement.value.unit
            fits = unit == claim.unit or {unit, claim.unit} <= whole
            if rule.turns_away(statement, source) is None and fits:
                as_of = statement.as_of if isinstance(statement, DeliveredStatement) else None
                day = as_of or source.published
                rows.append((source.origin or key, statement.value.count.high, source, day.last if day else date.min))
    return rows
