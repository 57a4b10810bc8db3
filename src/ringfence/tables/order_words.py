"""How an acquisition reads: status, counts with their spread and origins, sums, what is expected and since when."""

from ringfence.evidence.counts import Count, Price, Said
from ringfence.evidence.orders import Expected, Holding
from ringfence.specs.acquisition import plural
from ringfence.specs.countries import country_names
from ringfence.tables.wording import BOUND_MARKS, Style
from ringfence.units.value import number_text

_SCALES = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1.0, ""))


def country_text(code: str) -> str:
    """`India (IND)`."""
    return f"{country_names()[code]} ({code})"


def count_text(count: Count, style: Style, *, day: bool = False) -> str:
    """`5 [4–6] ⁷`: typical, spread where there is one, number of origins; with the day of which it speaks, `(2026-06)`."""
    text = BOUND_MARKS.get(count.bound, "") + number_text(count.typical)
    if count.unit:
        text += f" {count.unit if count.typical == 1 else plural(count.unit)}"
    if count.lowest != count.highest:
        text += f" [{number_text(count.lowest)}–{number_text(count.highest)}]"
    return f"{text}{style.joint}{style.counted(count.origins)}" + (f" ({count.as_of})" if day and count.as_of else "")


def price_text(price: Price, style: Style) -> str:
    """`5.43 bn USD [4.5–5.8] ¹⁸`, in trillions (10¹²), billions (10⁹) or millions."""
    size, word = next(scale for scale in _SCALES if price.count.typical >= scale[0] or scale[0] == 1.0)
    typical, low, high = (number_text(x / size) for x in (price.count.typical, price.count.lowest, price.count.highest))
    spread = f" [{low}–{high}]" if low != high else ""
    mark = BOUND_MARKS.get(price.count.bound, "")
    return f"{mark}{typical}{word} {price.currency}{spread}{style.joint}{style.counted(price.count.origins)}" + (
        " planned" if price.planned else ""
    )


def standing(h: Holding) -> str:
    """The status as stated, and the year of signing: `ordered 2018`, `completed, signed 2005`, with its spread where sources disagree."""
    words = h.status[0] if h.status else ""
    if h.years:
        spread = f" [{h.years.lowest:.0f}–{h.years.highest:.0f}]" if h.years.lowest != h.years.highest else ""
        words += f"{' ' if words == 'ordered' else ', signed ' if words else 'signed '}{h.signed[0]}{spread}"
    if h.status[1:]:
        words += f" (also: {', '.join(h.status[1:])})"
    return words or "?"


def quantity_text(h: Holding, field: str, style: Style) -> str:
    """What was ordered, or has arrived, in the acquisition's unit; in other units where nobody counts in that; `?` where nobody counts."""
    count = h.ordered if field == "ordered" else h.delivered
    if count:
        newer = h.newer_elsewhere if field == "delivered" else ()
        return ", ".join(count_text(c, style, day=True) for c in (count.of(h.unit), *newer))
    parts = [count_text(other, style, day=True) for name, other in h.others if name == field]
    if field == "ordered" and h.planned:
        parts.insert(0, f"{count_text(h.planned.of(h.unit), style)} planned")
    return ", ".join(parts) or "?"


def outstanding_text(h: Holding) -> str:
    """Ordered less delivered, with the spread that disagreement leaves; `up to` where at least so many have arrived."""
    if h.outstanding is None:
        return "?"
    spread = h.outstanding_spread
    most = "up to " if h.outstanding and h.delivered and h.delivered.bound in ("more than", "at least") else ""
    text = (
        most + number_text(h.outstanding) + (f" [{number_text(spread[0])}–{number_text(spread[1])}]" if spread else "")
    )
    return f"{text} !" if h.more_than_ordered and not h.final else text


def expected_text(h: Holding) -> str:
    """When the newest dated source expects what, who said so when, and what earlier ones said: `no. 5: 2027 (said 2026-06)`."""
    said = list(dict.fromkeys(f" (said {e.said})" if e.said else " (undated)" for e in h.expected))
    parts = list(
        dict.fromkeys(due_text(e) + (f" (said {e.said})" if e.said and len(said) > 1 else "") for e in h.expected)
    )
    text = ", ".join(parts) + (said[0] if len(said) == 1 else "")
    now = {(e.nth, e.due) for e in h.expected}
    before = list(dict.fromkeys(due_text(e) for e in h.slipped if (e.nth, e.due) not in now))
    return f"{text}\nearlier said: {', '.join(before)}" if before else text


def due_text(e: Expected) -> str:
    """`no. 5: 2027`, `2 by 2027` or `2027`."""
    count = f"{number_text(e.count)} by " if e.count and not e.nth else ""
    return f"{f'no. {e.nth}: ' if e.nth else count}{e.due}"


def said_text(s: Said) -> str:
    """What a statement says, with the day of which it speaks."""
    as_of = getattr(s.statement, "as_of", None)
    return s.text + (f" by {as_of}" if as_of else "")


def summary(h: Holding, style: Style, *, brief: bool = False) -> str:
    """One line: status, ordered, delivered, outstanding, expected, price; `brief` leaves out what is due and what it costs."""
    parts = [standing(h)] if standing(h) != "?" else []
    for field in ("ordered", "delivered"):
        text = quantity_text(h, field, style)
        parts += [f"{field} {text}"] if text != "?" else []
    if h.outstanding is not None and not h.final:
        parts.append(f"outstanding {outstanding_text(h)}")
    if brief:
        return "; ".join(parts)
    if h.expected:
        parts.append(f"expected {expected_text(h).replace(chr(10), '; ')}")
    parts += [price_text(price, style) for price in h.prices]
    return "; ".join(parts)
