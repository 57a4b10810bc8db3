"""Verdicts on when a delivery is due: the newest source that dates it stands, earlier ones held in their time."""

from collections.abc import Sequence
from datetime import date, timedelta

from ringfence.factcheck.judging.deliveries import of_several
from ringfence.factcheck.judging.records import Contract, Said, decide
from ringfence.factcheck.judging.verdict import Outcome, Verdict
from ringfence.factcheck.model import Claim, OrderPart
from ringfence.specs.acquisition import ExpectedStatement
from ringfence.specs.statement import PartialDate
from ringfence.specs.system import System

YEAR = timedelta(days=366)


def judge_expected(claim: Claim, system: System, some: Sequence[Contract]) -> Verdict:
    """When a delivery is due: what the newest source that dates it expects, and what earlier ones did."""
    found = [v for c in some if (v := _expected(claim, c))]
    return of_several(claim, system, found, "expects, with a date,", len(some))


def _expected(claim: Claim, c: Contract) -> Verdict | None:
    part = claim.order or OrderPart()
    if not claim.positive:
        return Verdict(claim, Outcome.NOT_CHECKABLE, "a denied date", c.system)
    every = [(k, src, s) for k, src, s in c.said(c.acquisition.expected) if isinstance(s, ExpectedStatement)]
    if not every:
        return None
    left = c.holding.outstanding if c.holding else None
    nth = part.nth
    if nth is not None and nth < 0:
        nth = int(c.ordered) + nth + 1 if c.ordered else None
    final = part.last or part.share == 1.0 or (claim.count is not None and claim.count == left)
    if nth is None and not final:
        return Verdict(claim, Outcome.NOT_CHECKABLE, "does not say which of the order", c.system)
    whole = nth is None or nth == c.ordered
    nth = int(c.ordered) if nth is None and c.ordered else nth
    found: dict[str, Said] = {}
    for key, source, s in every:
        if s.nth == nth or (whole and s.nth is None):
            what = f"no. {s.nth}" if s.nth else s.value.text if s.value else "all"
            said = Said(key, source, f"{what} due {s.due}", 0.0, s.due.first, s.due.last)
            if key not in found or not whole or (said.day or date.min) > (found[key].day or date.min):
                found[key] = said
    rows = list(found.values())
    if not rows:
        return Verdict(claim, Outcome.NOT_COVERED, f"no source dates the delivery of no. {nth}", c.system)
    good = [r for r in rows if _meets(r, part)]
    bad = [r for r in rows if r not in good]
    dated = sorted(
        (r for r in rows if r.source.published),
        key=lambda r: (r.source.published.last if r.source.published else date.min, r.key),
    )
    last = dated[-1].source.published if dated else None
    newest = [r for r in dated if r.source.published == last] or rows
    told = f"{len({r.origin for r in good})} of {len({r.origin for r in rows})} origins say {_when(part)}; the newest{f', of {last},' if last else ''} says {newest[-1].text}"
    remarks: tuple[str, ...] = ()
    if c.holding and c.holding.delivered and nth and c.holding.delivered.typical >= nth:
        remarks = (
            f"it has arrived: the newest count, as of {c.holding.delivered.as_of}, is {c.holding.delivered.typical:g}",
        )
    if any(r in good for r in newest):
        outcome = Outcome.SUPPORTED
    elif good:
        when = max((r.source.published.text for r in good if r.source.published), default="")
        outcome = Outcome.NARROWED if when else Outcome.DISAGREE
        narrow = f"say as of {when}: later sources expect it at another time" if when else ""
        return decide(claim, outcome, told, c.system, good, bad, narrowing=narrow, remarks=remarks)
    else:
        outcome = Outcome.NOT_COVERED if c.stale(last.last if last else None) else Outcome.CONTRADICTED
    return decide(claim, outcome, told, c.system, good, bad, remarks=remarks)


def _when(part: OrderPart) -> str:
    return f"{'by ' if part.by else ''}{part.date}" + (f"–{part.until}" if part.until != part.date else "")


def _meets(row: Said, part: OrderPart) -> bool:
    """Whether a date lies within the claimed one, or up to a year before the end of a `by`."""
    if not (row.first and row.day and part.date and part.until):
        return False
    first, last = PartialDate(part.date).first, PartialDate(part.until).last
    if part.by:
        return row.day <= last and last - row.day <= YEAR
    return first <= row.first and row.day <= last
