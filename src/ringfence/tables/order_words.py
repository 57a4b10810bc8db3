"""How an acquisition reads: status, counts with their spread and origins, sums, what is expected and since when."""

from ringfence.english import plural
from ringfence.evidence.counts import Count, Price, Said
from ringfence.evidence.order_fields import Expected
from ringfence.evidence.orders import FORMATIONS, Holding
from ringfence.specs.countries import country_names
from ringfence.tables.wording import BOUND_MARKS, Style
from ringfence.units.value import number_text

_SCALES = ((1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1.0, ""))


def country_text(code: str) -> str:
    """`India (IND)`."""
    return f"{country_names()[code]} ({code})"


def count_text(count: Count, style: Style, *, day: bool = False) -> str:
    """`5 [4–6] ⁷`: typical, spread where there is one, number of origins; with the day of which it speaks,
    `(2026-06)`.
    """
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


def standing(holding: Holding) -> str:
    """How far it has come, and the year of signing, with its spread where sources disagree: `ordered 2018`, `ordered
    2018, partly delivered`, `signed 2005, completed`, `talks`; `?` where nothing is known of it.
    """
    year = ""
    if holding.years:
        spread = (
            f" [{holding.years.lowest:.0f}–{holding.years.highest:.0f}]"
            if holding.years.lowest != holding.years.highest
            else ""
        )
        year = f"{holding.signed[0]}{spread}"
    if holding.stage in ("ordered", "contract") and year:
        return f"{'ordered' if holding.stage == 'ordered' else 'signed'} {year}"
    words = "" if holding.stage == "mentioned" else holding.stage
    first = f"{'ordered' if 'ordered' in holding.status or holding.ordered else 'signed'} {year}" if year else ""
    return ", ".join(part for part in (first, words) if part) or "?"


def quantity_text(holding: Holding, field: str, style: Style) -> str:
    """What was ordered, or has arrived, in the acquisition's unit, and beside it in each other unit that was counted
    in; `?` where nobody counts. Of what has arrived the day, and of other units only what is newer, or where nobody
    counts in its own.
    """
    count = holding.ordered if field == "ordered" else holding.delivered
    elsewhere = [other for name, other in holding.others if name == field]
    if field == "delivered" and count:
        elsewhere = [other for other in elsewhere if other in holding.newer_elsewhere or other.unit not in FORMATIONS]
    parts = [count_text(c, style, day=True) for c in ([count.of(holding.unit)] if count else []) + elsewhere]
    if field == "ordered" and holding.planned and not count:
        parts.append(f"{count_text(holding.planned.of(holding.unit), style)} planned")
    return ", ".join(parts) or "?"


def outstanding_text(holding: Holding) -> str:
    """Ordered less delivered, in the acquisition's unit and with the day of the count of what had arrived, which may be
    years old: `2 regiments (2025-09)`; with the spread that disagreement leaves; `up to` where at least so many have
    arrived.
    """
    if holding.outstanding is None:
        return "?"
    text = _left(holding)
    if holding.outstanding:
        day = holding.delivered.as_of if holding.delivered else None
        text += f" {holding.unit if holding.outstanding == 1 else plural(holding.unit)} ({day or 'undated'})"
    return f"{text} !" if holding.more_than_ordered and not holding.final else text


def _left(holding: Holding) -> str:
    spread, most = holding.outstanding_spread, ""
    if holding.outstanding and holding.delivered and holding.delivered.bound in ("more than", "at least"):
        most = "up to "
    between = f" [{number_text(spread[0])}–{number_text(spread[1])}]" if spread else ""
    return f"{most}{number_text(holding.outstanding or 0)}{between}"


def expected_text(holding: Holding) -> str:
    """When the newest dated source expects what, who said so when, and what earlier ones said: `no. 5: 2027 (said
    2026-06)`.
    """
    said = list(dict.fromkeys(f" (said {e.said})" if e.said else " (undated)" for e in holding.expected))
    parts = list(
        dict.fromkeys(due_text(e) + (f" (said {e.said})" if e.said and len(said) > 1 else "") for e in holding.expected)
    )
    text = ", ".join(parts) + (said[0] if len(said) == 1 else "")
    now = {(e.nth, e.due) for e in holding.expected}
    before = list(dict.fromkeys(due_text(e) for e in holding.slipped if (e.nth, e.due) not in now))
    return f"{text}\nearlier said: {', '.join(before)}" if before else text


def due_text(expected: Expected) -> str:
    """`no. 5: 2027`, `2 by 2027` or `2027`."""
    count = f"{number_text(expected.count)} by " if expected.count and not expected.nth else ""
    return f"{f'no. {expected.nth}: ' if expected.nth else count}{expected.due}"


def said_text(said: Said) -> str:
    """What a statement says, with the day of which it speaks."""
    as_of = getattr(said.statement, "as_of", None)
    return said.text + (f" by {as_of}" if as_of else "")


def quantities(holding: Holding, style: Style) -> str:
    """How many of what, in one sentence: `ordered 5 regiments ⁵, delivered 3 regiments ¹ (2025-09), 2 to come`, `~25
    systems ¹, all delivered by 1978 ¹`, `ordered 12 systems ¹, none delivered by 2024 ¹`. Nothing where nobody counts.
    """
    ordered, arrived = quantity_text(holding, "ordered", style), quantity_text(holding, "delivered", style)
    last = holding.delivered or next((count for field, count in holding.others if field == "delivered"), None)
    by = f" by {last.as_of}" if last and last.as_of else ""
    if (
        holding.delivered
        and holding.ordered
        and not holding.others
        and holding.outstanding == 0
        and holding.delivered.typical == holding.ordered.typical
    ):
        return f"{ordered}, all delivered{by}{style.joint}{style.counted(holding.delivered.origins)}"
    parts = [] if ordered == "?" else [f"{'ordered ' if holding.ordered or ' planned' not in ordered else ''}{ordered}"]
    if last and not holding.arrived:
        parts.append(f"none delivered{by}{style.joint}{style.counted(last.origins)}")
    elif arrived != "?":
        parts.append(f"delivered {arrived}")
    if holding.arrived and holding.outstanding and not holding.final:
        parts.append(f"{_left(holding)}{'' if by else ' (undated)'} to come")
    if holding.outstanding == 0 and holding.more_than_ordered and not holding.final:
        parts.append("more than were ordered !")
    return ", ".join(parts)


def money(holding: Holding, style: Style) -> str:
    """The sum in the currency of most origins, and the other currencies that sums are known in."""
    if not holding.prices:
        return ""
    more = f", also in {', '.join(p.currency for p in holding.prices[1:])}" if holding.prices[1:] else ""
    return price_text(holding.prices[0], style) + more


def summary(holding: Holding, style: Style, *, brief: bool = False) -> str:
    """One line: how far, how many, what is expected, the sum; `brief` leaves out what is due and what it costs."""
    parts = [standing(holding) if standing(holding) != "?" else "", quantities(holding, style)]
    if not brief:
        parts += [f"expected {expected_text(holding).replace(chr(10), '; ')}" if holding.expected else ""]
        parts += [price_text(price, style) for price in holding.prices]
    return "; ".join(part for part in parts if part)
