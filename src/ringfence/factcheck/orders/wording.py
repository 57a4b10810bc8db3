"""A claim on an order in a few words, and its figure as plain data."""

from typing import Any

from ringfence.factcheck.model import Claim, OrderPart
from ringfence.factcheck.prose.money import money_text


def order_text(claim: Claim) -> str:
    """`5 regiments ordered (IND)`, `contract of IND signed in 2018`, `the last delivery expected by 2027 (IND)`."""
    part = claim.order or OrderPart()
    whose = f" ({claim.country})" if claim.country else ""
    denied = "" if claim.positive else "not "
    if claim.measure == "signed":
        return f"{denied}signed in {claim.date}{whose}"
    if claim.measure == "price":
        return f"price {denied}{_bound(claim)}{_sum(part)}{whose}"
    if claim.measure in ("talks", "cancelled"):
        how_many = f" of {_what(claim, part)}" if claim.count is not None else ""
        return f"{denied}{'talks or plans' if claim.measure == 'talks' else 'order cancelled'}{how_many}{whose}"
    when = _when(part)
    return f"{_what(claim, part)} {denied}{claim.measure}{when}{whose}"


_FROM_LAST = {-1: "the last", -2: "the last but one", -3: "the last but two"}


def _what(claim: Claim, part: OrderPart) -> str:
    unit = claim.unit or "system"
    if part.nth is not None:
        return f"{unit} no. {part.nth}" if part.nth > 0 else _FROM_LAST.get(part.nth, f"no. {-part.nth} from the last")
    if claim.count is None:
        return {1.0: "all", 0.5: "half", 0.0: "none"}.get(part.share if part.share is not None else -1, "the rest")
    nouns = unit if claim.count == 1 else f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
    further = "further " if part.further else ""
    last = "the last " if part.last else ""
    return f"{last}{_bound(claim)}{claim.count:g} {further}{nouns}"


def _bound(claim: Claim) -> str:
    return "" if claim.bound == "exactly" else f"{claim.bound} "


def _sum(part: OrderPart) -> str:
    low = f"{money_text(part.low, part.currency)} to " if part.low != part.high else ""
    return low + money_text(part.high, part.currency)


def _when(part: OrderPart) -> str:
    if part.date is None:
        return ""
    span = part.date if part.until in (None, part.date) else f"{part.date}–{part.until}"
    return f" {'by' if part.by else 'in'} {span}"


def order_figure(claim: Claim) -> dict[str, Any] | None:
    """The figure of a claim on an order: its count, date or sum."""
    part = claim.order or OrderPart()
    if claim.measure == "price":
        return {"text": _sum(part), "low": part.low, "high": part.high, "unit": part.currency, "bound": claim.bound}
    text = claim.date if claim.measure == "signed" else order_text(claim)
    return {
        "text": text,
        "count": claim.count,
        "nth": part.nth,
        "unit": claim.unit,
        "country": claim.country,
        "date": claim.date or part.date,
        "bound": claim.bound,
    }
