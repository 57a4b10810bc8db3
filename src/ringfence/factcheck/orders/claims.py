"""From a fact to the claims that it makes, and why one may be no plain statement."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ringfence.factcheck.model import Claim
from ringfence.factcheck.orders.grammar import Fact
from ringfence.factcheck.orders.tokens import Date
from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.reading.scene import Scene

MEASURE_OF = {"open": "outstanding", "due": "expected"}
"""Kinds of fact whose measure has another name."""
_IF = Lazy(
    r"(?<![\w'-])(?:if|unless|provided that|assuming|supposing|suppose|imagine|would have|could have|might have)\b|^\W*had\b"
)
_RELATIVE_DAY = Lazy(
    r"\b(?:last|this|next|previous|earlier this|later this) (?:year|month|week|spring|summer|autumn|fall|winter|quarter|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\b(?:yesterday|today|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_APPROVED = Lazy(
    r"\b(?:approv\w+|cleared|clears|authori[sz]\w+|request\w*|sought|tender\w*|propos\w+|possible|potential|prospective|shortlist\w*|selected|chose|chosen|picked|rumou?r\w*)\b"
)


def doubt_of(scene: Scene, fact: Fact, start: int, end: int) -> str:
    """Why a fact is no plain statement; empty where it is one."""
    text, s = scene.text, scene.sentence
    if text[s.start : s.end].rstrip("\"') ").endswith("?"):
        return "a question"
    if _IF.get.search(text, s.start, s.end):
        return "says what would be, not what is"
    if fact.kind in ("ordered", "signed", "price") and _APPROVED.get.search(text, s.start, end):
        return "speaks of an approval, a choice or a request, not of an order"
    if fact.kind == "due" and fact.loose:
        return "says what may be"
    if fact.kind in ("due", "open", "talks"):
        whole = scene.positive(start) is not True and fact.kind != "open"
        return "the sentence denies it" if whole else ""
    if fact.kind == "price" and fact.loose:
        return "speaks of a sale that may be, not of a contract"
    doubt = scene.doubt(start, end)
    if doubt:
        return doubt
    if fact.kind == "delivered" and not fact.dates and fact.item and fact.item.nth:
        floor, stop = scene.clause(start, end)
        when = _RELATIVE_DAY.get.search(text, floor, stop)
        if when:
            return f"{when[0]!r}: the text does not give the day that it counts from"
    if fact.item and fact.item.share == 0.0:
        return ""
    return "" if scene.positive(start) else "the sentence denies it"


def once(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without those that a sentence makes twice; what it says of one buyer it says of that buyer throughout."""
    named = {c.country for c in claims if c.country}
    if len(named) == 1 and len({c.systems for c in claims}) == 1:
        country = next(iter(named))
        claims = [c if c.country or c.doubt else replace(c, country=country) for c in claims]
    found: dict[tuple[Any, ...], Claim] = {}
    for c in claims:
        order = c.order._replace(contract=None, loose=False) if c.order else None
        found.setdefault((c.systems, c.measure, c.count, c.date, c.country, c.unit, c.bound, c.positive, order), c)
    return list(found.values())


def parts_of(base: Claim, fact: Fact) -> Iterator[Claim]:
    """The claims that a fact makes: one for each ordinal, and one for each of the last ones that has a date of its own."""
    item, order = fact.item, base.order
    assert order
    if fact.kind == "price" and fact.money:
        m = fact.money
        yield replace(base, unit=None, order=order._replace(low=m.low, high=m.high, currency=m.currency, step=m.step))
        return
    if fact.kind == "signed":
        yield replace(base, date=fact.dates[0].first[:4], unit=None, order=order._replace(contract=None))
        return
    if item is None:
        yield replace(base, unit=None)
        return
    part = order._replace(share=item.share, total=item.total, further=item.further, last=item.end)
    if len(fact.dates) == 1 or (fact.dates and fact.kind != "due"):
        part = part._replace(**_span(fact.dates[0]))
    if item.nth:
        dates = fact.dates if len(fact.dates) == len(item.nth) else fact.dates[:1] * len(item.nth)
        for i, nth in enumerate(item.nth):
            yield replace(base, order=part._replace(nth=nth, **(_span(dates[i]) if dates else {})))
    elif fact.kind == "due" and len(fact.dates) > 1:
        paired = item.end and item.many == len(fact.dates)
        for i, date in enumerate(fact.dates):
            back = len(fact.dates) - 1 - i
            yield replace(
                base,
                count=1.0 if paired else item.many,
                order=part._replace(nth=-1 - back if paired else None, **_span(date)),
            )
    else:
        yield replace(base, count=item.many, order=part)


def _span(date: Date) -> dict[str, Any]:
    return {"date": date.first, "until": date.last}
