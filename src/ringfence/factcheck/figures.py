"""The figures of a sentence: lengths, speeds, masses, times, sums, counts and dates, whatever they are about.

A number is digits or words; what stands behind it tells its unit, or in front of it as in `range (km): 250`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from ringfence.factcheck.numbers import NUMBER, Number, read_number, step_of
from ringfence.factcheck.rows import listed, pairs, table
from ringfence.factcheck.rows.reading import BEHIND, SCALES, SIGNS, bound_of, noun_of, sum_words, unit_of
from ringfence.units.value import known_units

_ORDINALS = pairs("ordinals")
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a sentence, its ends in `unit`; of a date `low` is the year, 0 where it is not told. `noun`: what
    is counted; `nth`: an ordinal.

    `step` is half a unit of the last place as written; `odd`: why the number cannot be told; `cut`: where the first
    number of an interval ends and the second begins; `least`: the lower end of a wide one.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    dimension: str
    bound: str = "exactly"
    noun: str | None = None
    month: int = 0
    day: int = 0
    nth: bool = False
    step: float = 0.5
    odd: str | None = None
    cut: tuple[int, int] | None = None
    least: bool = False

    @property
    def si(self) -> float:
        """The upper end in SI."""
        return self.high * (known_units()[self.unit].si if self.unit else 1.0)


class _Tail(NamedTuple):
    """What stands behind a number: its unit, where that ends, what the number is multiplied by, what is counted."""

    unit: str
    dimension: str
    end: int
    size: float = 1.0
    noun: str | None = None


@cache
def beginnings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a figure begins, and how its second number follows the first."""
    sign = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if not sign.isalpha())
    codes = [word for word, code in BEHIND.items() if word.upper() == code] + [sign for sign in SIGNS if sign.isalpha()]
    code = rf"(?:{'|'.join(codes)})\.?(?= ?\d)"
    head = rf"(?P<sign>{sign}|{code})? ?(?P<first>{NUMBER}|an?(?= [bmt]r?illion\b))"
    joint = rf" ?(?P<word>[-~]|to(?: up to)?|and|through) ?(?P<sign>{sign})? ?(?P<second>{NUMBER})"
    return re.compile(rf"(?<![\w.])(?<!\w[-/,'])(?<!\d )(?P<nt>nt ?)?{head}"), re.compile(joint)


_BETWEEN = re.compile(r"\b(?:between|anywhere from)(?: [a-z]+ of)? \Z")
_MONTH = "january|february|march|april|june|july|august|september|october|november|december"
_DATE = re.compile(
    r"\b(?:(?P<part>early|late|mid|spring|summer|autumn|fall)[- ](?:of )?)?(?:(?:(?P<day>\d{1,2}) )?"
    rf"(?P<month>(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?)(?: (?P<nth>\d{{1,2}})(?:st|nd|rd|th)?)?,? )?"
    r"(?P<year>19[4-9]\d|20[0-6]\d|(?<=[a-z.] )(?:last|this|next) year)(?P<decade>'?s)?(?![\w,.]\d|[-/]?\w)"
    r"(?!-\d\d\b)"
)
_DAY = re.compile(
    rf"\b(?:\d{{1,2}} (?:{_MONTH}|may)|(?:{_MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?)(?![\w-]|[.,]\d|,? \d{{4}})"
)
_NO_YEAR = "which year, it does not say"
_WHEN = re.compile(r"\b(?:in|by|since|until|from|during|the|after|before|late|early) \Z")
_MACH = re.compile(
    r"\bmach ?(?P<low>\d+(?:\.\d+)?)(?: ?(?:-|to|and) ?(?:mach ?)?(?P<high>\d+(?:\.\d+)?)(?!\w|[,.]\d))?"
)
_ORDINAL = re.compile(rf"\b(?P<word>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))(?= )")
_AGAIN = re.compile(r" ?(?:\(|,? or |/ ?|\[)(?:about |around |some |roughly |nearly |over |~ ?)?\Z")
_NEXT = re.compile(r"(?:[ -]| ?[x\u00d7] ?)(?:(?!and|or|of|in|to|by)[a-z]+ ){0,2}")
_KEYED = re.compile(r"[\[( ,](?P<unit>[a-z/]+)\)?\]?['\"]?\s*(?:=>|[:=|])[ :|]*['\"]?\Z")
_HEAD = re.compile(r"(?:[\[(,/]| in|\w) ?\b(?P<unit>[a-z/]+)[)\]]?(?: [(\[][^()\[\]]*[)\]])?['\"]?\Z")
_CELL_BEGINS = re.compile(r"(?:\W|up to|over|about|approx)*|.*[(;,/] ?(?:[a-z]+ )?[~<>]?")
_CELL_ENDS = re.compile(r"\+?(?: ?[-(\[/,;*)]| (?:to \d|vs|against|guns?|missile)\b|\Z)")
_ENDS = re.compile(r"['\"]?(?:[,.;:)\]|'\"]|\Z)")
_FOLLOWS = listed("behind-a-count")  # words behind a number that counts what was named before
_LIST = re.compile(r",? (?:and|or|&) |, |/| (?:km )?vs\.? ")
_UNORDERED = ("missile", "target", "radar", "other")  # of these nobody orders the fourth


def figures(low: str, skip: list[tuple[int, int]], start: int = 0) -> list[Figure]:
    """The figures of a lowered sentence from `start` on; numbers inside the spans to skip are parts of names."""
    found = [one for one in (*_dates(low), *_machs(low)) if not _overlaps(one.start, one.end, skip)]
    column = _column(low, start) if start else None
    taken = [(one.start, one.end) for one in found] + skip
    place = start
    while match := beginnings()[0].search(low, place):
        under = column if column and _CELL_BEGINS.fullmatch(low, start, match.start()) else None
        figure = None if _overlaps(match.start("first"), match.end(), taken) else _figure(low, match, skip, under)
        found += [figure] if figure else []
        place = max(figure.end if figure else match.end(), place + 1)
    taken = [(one.start, one.end) for one in found] + skip
    found += [one for one in _ordinals(low) if not _overlaps(one.start, one.end, taken)]
    return _lists(low, _said_again(low, sorted((o for o in found if o.start >= start), key=lambda one: one.start)))


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in spans)


def _dates(low: str) -> Iterator[Figure]:
    for match in _DATE.finditer(low):
        start, end = match.span()
        told, month = match["year"].isdigit(), match["month"]
        sure = month or match["part"] or match["decade"] or _WHEN.search(low[max(0, start - 8) : start])
        if sure or (told and not (unit_of(low, end) or noun_of(low, end))):
            year = float(match["year"]) if told else 0.0
            last, odd = year + 9 * bool(match["decade"]), None if told else _NO_YEAR
            number, day = MONTHS.index(month[:3]) + 1 if month else 0, int(match["day"] or match["nth"] or 0)
            yield Figure(start, end, low=year, high=last, unit="", dimension="date", month=number, day=day, odd=odd)
    days = (match for match in _DAY.finditer(low) if not unit_of(low, match.end()))
    yield from (Figure(*day.span(), low=0.0, high=0.0, unit="", dimension="date", odd=_NO_YEAR) for day in days)


def _machs(low: str) -> Iterator[Figure]:
    for match in _MACH.finditer(low):
        start, end = match.span()
        first, second = float(match["low"]), float(match["high"] or match["low"])
        if second <= first or noun_of(low, end) or unit_of(low, end):
            end, second = match.end("low"), first
        bound, step = bound_of(low, start, end), step_of(match["low"])
        yield Figure(start, end, low=first, high=second, unit="Mach", dimension="mach", bound=bound, step=step)


def _ordinals(low: str) -> Iterator[Figure]:
    for match in _ORDINAL.finditer(low):
        noun, word = noun_of(low, match.end()), match["word"]
        if noun and noun[0] not in _UNORDERED:
            yield _count(*match.span(), float(_ORDINALS.get(word, word[:-2])), noun[0])


def _count(start: int, end: int, number: float, noun: str | None, one: Number | None = None) -> Figure:
    """So many of something; the so-many-eth where no number is given as read."""
    step, odd = (one.step, one.odd) if one else (0.5, None)
    made = Figure(start, end, low=number, high=number, unit="", dimension="count", noun=noun, step=step, odd=odd)
    return made if one else replace(made, nth=True)


def _figure(low: str, match: re.Match[str], skip: list[tuple[int, int]], column: _Tail | None) -> Figure | None:
    """The figure that begins at a number; None where nothing tells what it counts, nor the `column` of its cell."""
    sign, end, taiwan = match["sign"], match.end("first"), bool(match["nt"])
    one = Number(1.0) if match["first"] in ("a", "an") else read_number(match["first"])
    if one is None:
        return None
    start = match.start("nt" if taiwan and sign else "sign" if sign else "first")
    more = low.startswith("+", end)
    tail = last = _tail(low, end + more, sign, taiwan) or _under(column, low, end + more)
    joint, two, cut = beginnings()[1].match(low, tail.end if tail else end), None, None
    again = read_number(joint["second"]) if joint else None
    if joint and again and (joint["word"] != "and" or _BETWEEN.search(low, max(0, start - 24), start)):
        after = joint.end("second")
        other = _tail(low, after, joint["sign"] or sign, taiwan) or _under(column, low, after)
        if other and (tail is None or tail.dimension == other.dimension):
            last, two, cut = other, again, (tail.end if tail else end, joint.start("second"))
    if last is None:
        if one.value == int(one.value) and any(
            end < at <= end + 20 and _NEXT.fullmatch(low, end, at) for at, _ in skip
        ):
            return _count(start, end, one.value, "system", one)
        return _bare(low, match.start("first"), end + more, one)
    if tail and tail.unit == last.unit and tail.size < last.size and one.value < 1000:
        tail = last  # `$2.7-4.7 billion`
    first, second = tail or last, two or one
    scale = known_units()[first.unit].si / known_units()[last.unit].si if first.unit != last.unit else 1.0
    least, most = sorted((one.value * first.size * scale, second.value * last.size))
    bound = "more than" if more else bound_of(low, start, last.end)
    made = Figure(start, last.end, low=least, high=most, unit=last.unit, dimension=last.dimension, bound=bound)
    return replace(made, noun=last.noun, step=second.step * last.size, odd=one.odd or second.odd, cut=cut)


def _tail(low: str, place: int, sign: str | None, taiwan: bool = False) -> _Tail | None:
    """A scale and a currency, a unit, or a noun that is counted."""
    unit = None if sign else unit_of(low, place)
    currency, scales = sum_words()
    scale = None if unit else scales.match(low, place)
    size, after = (SCALES[scale[1]], scale.end()) if scale else (1.0, place)
    money = None if sign else currency.match(low, after)
    if sign or (money and not unit):
        word = sign.rstrip(".") if sign else money[1] if money else ""
        code = "TWD" if taiwan else SIGNS.get(word) or BEHIND.get(word) or BEHIND.get(word.rstrip("s")) or word.upper()
        return _Tail(code, f"money:{code}", money.end() if money else after, size)
    unit = unit or unit_of(low, after)
    if unit:
        return _Tail(unit[0], known_units()[unit[0]].dimension, unit[1], size)
    noun = noun_of(low, after)
    return _Tail("", "other" if noun[0] == "other" else "count", after, size, noun[0]) if noun else None


def _column(low: str, own: int) -> _Tail | None:
    """What the numbers of a cell are of, by the head of its column or row: `Range (km)`, `Missiles per launcher`."""
    for head in reversed(low[: own - 2].split(": ")):
        match = _HEAD.search(head)
        unit = unit_of(match["unit"], 0) if match else None
        if match and unit and unit[1] == len(match["unit"]):
            return _Tail(unit[0], known_units()[unit[0]].dimension, 0)
        noun = noun_of(f" {head}", 0)
        if noun and noun[0] != "other":
            return _Tail("", "count", 0, 1.0, noun[0])
    return None


def _under(column: _Tail | None, low: str, place: int) -> _Tail | None:
    """The tail that a column gives to a number of its cell that ends here, with no words of its own."""
    return column._replace(end=place) if column and _CELL_ENDS.match(low, place) else None


def _bare(low: str, start: int, end: int, one: Number) -> Figure | None:
    """A number with nothing behind it: its unit may stand in front, or what it counts was named before."""
    key = _KEYED.search(low, max(0, start - 40), start)
    unit = next((row.name for row in table("units") if key and re.fullmatch(row.pattern, key["unit"])), None)
    noun = noun_of(f" {key['unit']}", 0) if key else None
    made = _count(start, end, one.value, noun[0] if noun else None, one)
    if unit:
        return replace(made, unit=unit, dimension=known_units()[unit].dimension, noun=None)
    following = re.match(r" ([a-z]+)", low[end : end + 20])
    counts = _ENDS.match(low, end) or (following and following[1] in _FOLLOWS)
    return made if 1 < one.value < 10_000 and counts else None


def _said_again(low: str, found: list[Figure]) -> list[Figure]:
    """`400 km (250 miles)` and `$10 million (€9 million)` are one figure."""
    kept: list[Figure] = []
    for one in found:
        last = kept[-1] if kept else one
        close = 0 < one.start - last.end < 16 and last.unit != one.unit and _AGAIN.search(low, last.end, one.start)
        near = last.dimension == one.dimension and abs(last.si - one.si) <= 0.08 * max(last.si, one.si)
        kinds = {last.dimension[:5], one.dimension[:5]}
        if close and (near or kinds in ({"money"}, {"mach", "speed"})):
            kept[-1] = replace(last, end=one.end + (low[one.end : one.end + 1] in (")", "]")))
        else:
            kept.append(one)
    return kept


def _lists(low: str, found: list[Figure]) -> list[Figure]:
    """A bare number takes its unit from the figure behind it in a list, or before it: `is 150 km; its reach, 200.`"""
    bare = [one.dimension == "count" and one.noun is None for one in found]
    for index in range(len(found) - 2, -1, -1):
        here, behind = found[index], found[index + 1]
        if bare[index] and behind.unit and _LIST.fullmatch(low, here.end, behind.start):
            found[index] = replace(here, unit=behind.unit, dimension=behind.dimension, odd=here.odd or "one of a list")
    last = found[-1].start if len(found) > 1 and bare[-1] and found[-2].dimension == "length" else 0
    if last and low[:last].rstrip(" ~")[-1:] in (",", ";", ":") and not low[found[-1].end :].strip(" .;"):
        found[-1] = replace(found[-1], unit=found[-2].unit, dimension="length")
    return found
