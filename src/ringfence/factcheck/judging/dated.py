"""Verdicts on how many had arrived by a day, or did arrive in a time: what was counted before it bounds it from below, what after from above."""

from collections.abc import Sequence
from datetime import date

from ringfence.factcheck.judging.orders import agrees_in_number
from ringfence.factcheck.judging.records import Contract, Said, day_text, decide
from ringfence.factcheck.judging.verdict import Outcome, Verdict
from ringfence.factcheck.model import Claim, OrderPart


def dated_verdict(
    asked: Claim, c: Contract, rows: Sequence[Said], value: float, first: date, last: date
) -> Verdict | None:
    """What had arrived by a day, or did arrive in a time; None where the records do not date it, and only the count is left to judge."""
    part = asked.order or OrderPart()
    before = [r for r in rows if r.day and r.day < first]
    until = [r for r in rows if r.day and r.day <= last]
    inside = [r for r in until if r.first and r.first >= first]
    later = [r for r in rows if r.first and r.first > last]
    there, next_up = (
        (until[-1].number if until else None),
        (min(later, key=lambda r: r.day or last).number if later else None),
    )
    good = [r for r in until if agrees_in_number(r.number, asked, value)]
    bad = [r for r in rows if r not in good]
    had = max((r.number for r in before), default=0.0)
    if later and min(r.number for r in later) < value:
        low = [r for r in later if r.number < value]
        return decide(
            asked,
            Outcome.CONTRADICTED if not good else Outcome.DISAGREE,
            f"as of {day_text(low[-1])} the sources still count {low[-1].number:g}",
            c.system,
            good,
            low,
        )
    if part.nth is not None and not part.by:
        early = [r for r in before if r.number >= value]
        if early:
            outcome = Outcome.CONTRADICTED if len({r.origin for r in early}) > 1 else Outcome.DISAGREE
            return decide(asked, outcome, f"it had arrived by {day_text(early[0])}", c.system, (), early)
        if before and had < value and any(r.number >= value for r in inside):
            return decide(
                asked,
                Outcome.SUPPORTED,
                f"{had:g} by {day_text(before[-1])}, {inside[-1].number:g} by {day_text(inside[-1])}",
                c.system,
                good,
                (),
            )
        newest = c.holding.delivered if c.holding else None
        if (newest and newest.typical >= value) or any(r.number >= value for r in inside):
            exact = [r for r in inside if r.number == value]
            if exact and value == 1:
                return decide(
                    asked, Outcome.SUPPORTED, f"{exact[0].number:g} by {day_text(exact[0])}", c.system, exact, ()
                )
            every = [r for r in rows if r.number >= value]
            why = f"that many have arrived; no source dates it {'in ' if first.year != last.year else ''}{part.date}"
            return decide(asked, Outcome.NARROWED, why, c.system, every, [], narrowing="leave out the date")
        return None
    if not part.by and part.total is None and had and any(r.day for r in before):
        return Verdict(
            asked,
            Outcome.NOT_CHECKABLE,
            f"may mean how many in {part.date} or how many by then; {had:g} had come by {day_text(before[-1])}",
            c.system,
        )
    if any(agrees_in_number(r.number, asked, value) for r in inside) or (
        there is not None and there == next_up and agrees_in_number(there, asked, value)
    ):
        return decide(
            asked,
            Outcome.SUPPORTED,
            f"as of {day_text(until[-1])} the sources count {until[-1].number:g}",
            c.system,
            good,
            bad,
        )
    if there is not None and asked.bound in ("at least", "more than") and agrees_in_number(there, asked, value):
        return decide(
            asked, Outcome.SUPPORTED, f"as of {day_text(until[-1])} the sources count {there:g}", c.system, good, bad
        )
    told = f"{there:g} by {day_text(until[-1])}" if until else "nothing by then"
    after = f", {next_up:g} by {day_text(min(later, key=lambda r: r.day or last))}" if later else ""
    return decide(
        asked,
        Outcome.NOT_COVERED,
        f"the sources count {told}{after}; none says {value:g} as of {part.until}",
        c.system,
        good,
        bad,
    )
