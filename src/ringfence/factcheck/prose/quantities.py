"""The quantities of a sentence: a grammar for prose, wider than the catalog's and as finite.

    QUANTITY := [BOUND] NUMBER [UNIT] [to|-|and NUMBER] UNIT [PARENTHESIS]      up to 400 km (250 miles)
              | NUMBER, NUMBER and NUMBER UNIT                                  40, 120 and 250 km
              | Mach NUMBER | NUMBER times the speed of sound
    NUMBER   := 1,000 | 1 000 | 4.8 | 4,8 | number words up to 999,999

Dates, sums of money, shares, areas and counts are no quantities here; counts of targets are read by `ringfence.factcheck.reading.facts`.
"""

import re
from dataclasses import dataclass, replace

from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.prose.numbers import DIGITS, WORDS, digits_value, words_value
from ringfence.factcheck.prose.text import lowered
from ringfence.units.value import known_units

_UNITS = {
    "km/h": r"(?:km|kilomet(?:er|re)s?) ?(?:/ ?h(?:r|our)?|per hour|an hour)|km\.?p\.?h|k\.?p\.?h|kmh",
    "km/s": r"(?:km|kilomet(?:er|re)s?) ?(?:/ ?s(?:ec)?(?:ond)?|per second|a second)",
    "m/s": r"(?:m|met(?:er|re)s?) ?(?:/ ?s(?:ec)?(?:ond)?|per second|a second)",
    "mph": r"m\.?p\.?h|mi ?/ ?h|miles? ?(?:per|an|/) ?hour",
    "kt": r"knots?|kts?|kn",
    "nmi": r"nautical[ -]miles?|naut\.? miles?|nmi|nm|sea miles?",
    "km": r"km|kms|kilomet(?:er|re)s?|kilometros|klicks?",
    "mi": r"(?:statute )?miles?|mi",
    "m": r"met(?:er|re)s?|m",
    "ft": r"feet|foot|ft",
}
_UNIT = "|".join(f"(?P<u{i}>{pattern})" for i, pattern in enumerate(_UNITS.values()))
_SYMBOLS = tuple(_UNITS)
_NUMBER = rf"(?:{DIGITS}|{WORDS})"
_END = r"(?![\w\u00b2\u00b3]|[./]\w)"
_QUANTITY = re.compile(
    rf"(?P<first>{_NUMBER})(?P<plus>\+|[ -]?plus|[ -]odd)?[ -]?(?P<square>square |sq\.? ?|cubic )?(?:{_UNIT}){_END}",
)
_MACH = Lazy(
    rf"\bmach[ -]?(?:numbers? (?:of )?)?(?P<low>{DIGITS}|{WORDS})(?:(?: ?- ?| to | and )(?:mach[ -]?)?(?P<high>{DIGITS}|{WORDS})(?!\d|[.,]\d|[ -]?(?:feet|ft|km|kilomet|met|m\b|mi|nautical|targets)))?"
    rf"|(?P<times>twice|{_NUMBER} times) the speed of sound",
)
_BEFORE = re.compile(  # what stands before a number that has its unit: the lower end of an interval, or members of a list
    rf"(?P<number>{_NUMBER})[ -]?(?:{_UNIT})?(?P<joint> ?- ?| (?:and|or|to|through) (?:up to )?|,? (?:and|or) |, ?)(?P<bound>up to )?\Z",
)
_POINTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_SCALED = re.compile(rf"(?P<digits>{DIGITS})[ -]\Z")
_SCALES = {"hundred": 100, "thousand": 1000}
_BETWEEN = re.compile(r"\b(?:between|anywhere between)\s*(?:(?:altitudes|heights|ranges|distances) of )?\Z")
_PARENTHESIS = re.compile(
    r"(?:\s*\(|,? or |, that is |, i\.e\. ?|\s*/\s*|\s*\[)(?:about |around |some |roughly |approximately |nearly |almost |~ ?)?\Z",
)
_MONEY = re.compile(r"(?:[$\u20ac\u00a3\u00a5\u20b9\u20bd\u20aa]|\b(?:us|usd|eur|gbp|inr|rs\.?|dollars|euros)) ?\Z")
_MILLIONS = re.compile(
    r" ?(?:dollars|euros|pounds|roubles|rubles|rupees|people|users|inhabitants|viewers|deal|contract|budget)\b"
)
_BOUNDS: tuple[tuple[str, str], ...] = (
    ("no more than", r"no (?:more|farther|further|higher|faster) than|not (?:more|farther|further) than|at (?:the )?most|less than|under|below|fewer than|limited to|not exceed(?:ing)?|does not exceed|<"),
    ("only", r"(?:only|just|merely|a mere|barely)(?: (?:up to|at|out to|within|at up to|at (?:ranges|distances|altitudes|heights) of(?: up to)?|from|about|some))?|(?:up to|at|out to|reach(?:es)?) (?:only|just|merely|a mere|barely)"),
    ("more than", r"more than|over|in excess of|exceed(?:s|ing)?|upwards of|beyond|above|greater than|farther than|further than|longer than|well over|>"),
    ("at least", r"at least|no less than|not less than|a minimum of|minimum|\u2265|>="),
    ("about", r"about|around|some|roughly|approximately|approx\.?|nearly|almost|close to|an estimated|estimated|circa|ca\.?|~|\u2248|or so|as much as about|up to about|up to around|up to some|up to nearly|up to almost"),
    ("up to", r"up to(?: an?)?|as far as|as far out as|as far away as|out to|as high as|as much as|as many as|as fast as|(?:a )?max(?:imum|\.)?(?: of)?|to a maximum of|as long as|upto|within|to"),
)  # fmt: skip
_BOUND_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("no more than", re.compile(r"(?: away| out| off)?,? (?:at (?:the )?(?:very )?(?:most|best)|or less|or so at most|and no (?:more|farther|further|higher)|(?:maximum|max|tops)(?=\.? *(?:[.,;:)]|$)))")),
    ("at least", re.compile(r"(?: away| out| off)?,? (?:or (?:more|farther|further|higher|beyond|above)|and (?:more|beyond|above|up)|at (?:the )?(?:very )?least)\b")),
    ("only", re.compile(r"(?: away| out| off)? only\b(?=[.,;]|$)")),
)  # fmt: skip
_BOUND = re.compile(
    "(?<![\\w.])(?:" + "|".join(f"(?P<b{i}>{p})" for i, (_, p) in enumerate(_BOUNDS)) + r")\s*(?:a |an )?\Z"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity; `start` and `end` are its span in the text, bound words left out. `low == high` where it is one number.

    `unit` is a symbol of the value grammar; `step` half a unit of the last place as written, in `unit`; `again` the same
    figure in another unit, as given behind it; `listed` the number of the list that it is a member of.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    bound: str = "exactly"
    step: float = 0.5
    again: tuple[float, str] | None = None
    listed: int | None = None

    @property
    def dimension(self) -> str:
        """length, speed or mach."""
        return known_units()[self.unit].dimension

    @property
    def si(self) -> float:
        """The upper end in SI."""
        return self.high * known_units()[self.unit].si

    @property
    def si_low(self) -> float:
        """The lower end in SI."""
        return self.low * known_units()[self.unit].si


def quantities(cased: str, start: int = 0, end: int | None = None, *, low: str | None = None) -> list[Quantity]:
    """The lengths, speeds and Mach numbers between two places of a text, in order; `low` is the text lowered, where it is at hand."""
    text = lowered(cased) if low is None else low
    end = len(text) if end is None else end
    found: list[Quantity] = []
    lists = 0
    for match in _QUANTITY.finditer(text, start, end):
        number = _number(match["first"])
        if number is None or match["square"] or _is_money(text, cased, match, start):
            continue
        unit = _unit(match)
        floor = found[-1].end if found else start
        members = _members(text, floor, match, unit, number)
        if members is None:
            continue
        if len(members) > 1:
            lists += 1
            members = [replace(member, listed=lists) for member in members]
        found += members
        if match["plus"]:
            found[-1] = replace(found[-1], bound="about" if "odd" in match["plus"] else "more than")
    found += [q for q in _machs(text, start, end) if not any(q.start < f.end and f.start < q.end for f in found)]
    found.sort(key=lambda q: q.start)
    return [_bounded_after(text, q) for q in _joined(text, found)]


def _bounded_after(text: str, q: Quantity) -> Quantity:
    """`400 km at most`, `400 km or more`."""
    if q.bound in ("exactly", "about", "up to"):
        for bound, pattern in _BOUND_AFTER:
            if pattern.match(text, q.end, q.end + 32):
                return replace(q, bound=bound)
    return q


def _unit(match: re.Match[str]) -> str:
    return _SYMBOLS[int((match.lastgroup or "u0")[1:])]


def _number(text: str) -> tuple[float, float] | None:
    """Value and half a unit of its last place; trailing zeros do not count as places. None for 1.000, which is two numbers in two countries."""
    if _POINTED.fullmatch(text):
        return None
    return digits_value(text) if text[0].isdigit() else words_value(text)


def _is_money(text: str, cased: str, match: re.Match[str], start: int) -> bool:
    if _MONEY.search(text, max(start, match.start() - 8), match.start()):
        return True
    glued = text[match.end() - 2 : match.end() - 1].isdigit() and text[match.end() - 1] == "m"
    if glued and _MILLIONS.match(text, match.end()):
        return True
    capital = cased[match.end() - 1] == "M" and cased[match.end() - 2 : match.end()] not in ("KM", "NM")
    return capital and not cased[max(start, match.start() - 30) : match.end()].isupper()


def _members(
    text: str, floor: int, match: re.Match[str], unit: str, number: tuple[float, float]
) -> list[Quantity] | None:
    """The quantity that a number with its unit ends: an interval, a list, or itself alone; None where it is no length."""
    start, (value, step) = match.start(), number
    if match["first"][0].isalpha() and (digits := _SCALED.search(text, max(floor, start - 16), start)):
        scaled = _number(digits["digits"])  # 250 thousand feet
        if scaled is None or match["first"] not in _SCALES:
            return None
        thousands = _SCALES[match["first"]]
        return [
            Quantity(
                digits.start(),
                match.end(),
                scaled[0] * thousands,
                scaled[0] * thousands,
                unit,
                _bound(text, floor, digits.start()),
                scaled[1] * thousands,
            )
        ]
    before: list[tuple[int, int, float, float]] = []
    low: tuple[float, float] | None = None
    while len(before) < 8 and (left := _BEFORE.search(text, max(floor, start - 60), start)):
        other = _number(left["number"])
        if other is None:
            break
        own_unit = next((symbol for i, symbol in enumerate(_SYMBOLS) if left[f"u{i}"]), None)
        joint, begin = left["joint"].strip(), left.start("number")
        if text.endswith("mach ", floor, begin):
            break
        interval = joint in ("-", "to", "through", "to up to") or (
            joint == "and" and bool(_BETWEEN.search(text, max(floor, begin - 40), begin))
        )
        if interval and not before:
            scale = known_units()[own_unit].si / known_units()[unit].si if own_unit else 1
            if own_unit and known_units()[own_unit].dimension != known_units()[unit].dimension:
                break
            if other[0] * scale > value:
                break
            low, start = (other[0] * scale, other[1] * scale), begin
            break
        if own_unit or (joint == "or" and before) or not _is_listed(joint, before):
            break
        before.append((begin, left.end("number"), *other))
        start = begin
    bound = _bound(text, floor, start)
    last = match.end()
    if low:
        return [Quantity(start, last, low[0], value, unit, bound, step)]
    whole = [Quantity(begin, stop, v, v, unit, bound, s) for begin, stop, v, s in reversed(before)]
    return [*whole, Quantity(match.start(), last, value, value, unit, bound, step)]


def _is_listed(joint: str, before: list[tuple[int, int, float, float]]) -> bool:
    """A list runs `40, 120, 250 and 400 km`: its last joint is a word, the others are commas."""
    return joint.lstrip(", ") in ("and", "or") if not before else joint == ","


def _bound(text: str, floor: int, start: int) -> str:
    found = _BOUND.search(text, max(floor, start - 40), start)
    return _BOUNDS[int((found.lastgroup or "b0")[1:])][0] if found else "exactly"


def _machs(text: str, start: int, end: int) -> list[Quantity]:
    found: list[Quantity] = []
    if text.find("mach", start, end) < 0 and text.find("speed of sound", start, end) < 0:
        return found
    for match in _MACH.get.finditer(text, start, end):
        if match["times"]:
            low = high = (2.0, 0.5) if match["times"].lower() == "twice" else _number(match["times"][: -len(" times")])
        else:
            low = _number(match["low"])
            high = _number(match["high"]) if match["high"] else low
        if low and high and 0 < low[0] <= high[0] < 100:
            found.append(
                Quantity(
                    match.start(), match.end(), low[0], high[0], "Mach", _bound(text, start, match.start()), high[1]
                )
            )
    return found


_TO = re.compile(r"(?: ?- ?| to (?:up to )?| through | and (?:up to )?)\Z")
_COMMA = re.compile(r"(?:, ?|,? (?:and|or) )\Z")


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """What several numbers with units of their own say together: `400 km (250 miles)`, `500 m to 70 km`, `40 km, 120 km and 400 km`."""
    joined: list[Quantity] = []
    for q in found:
        last = joined[-1] if joined else None
        if last and last.dimension == q.dimension and 0 <= q.start - last.end < 24:
            if _says_again(text, last, q):
                close = text[last.end : q.start].lstrip()[:1] in ("(", "[") and text[q.end : q.end + 1] in (")", "]")
                joined[-1] = replace(last, end=q.end + close, again=(q.high, q.unit))
                continue
            if _is_interval(text, last, q):
                scale = known_units()[last.unit].si / known_units()[q.unit].si
                joined[-1] = replace(q, start=last.start, low=last.low * scale, bound=last.bound)
                continue
        joined.append(q)
    return _with_lists(text, joined)


def _says_again(text: str, last: Quantity, q: Quantity) -> bool:
    near = abs(last.si - q.si) <= 0.05 * q.si
    return last.unit != q.unit and last.again is None and near and bool(_PARENTHESIS.fullmatch(text, last.end, q.start))


def _is_interval(text: str, last: Quantity, q: Quantity) -> bool:
    if last.low != last.high or q.low != q.high or last.si >= q.si:
        return False
    joint = _TO.fullmatch(text, last.end, q.start)
    return joint is not None and (
        "and" not in joint[0].lower() or bool(_BETWEEN.search(text, max(0, last.start - 40), last.start))
    )


def _with_lists(text: str, found: list[Quantity]) -> list[Quantity]:
    """Three or more lengths in one unit, side by side, are a list; two may be of two measures."""
    lists = max((q.listed or 0 for q in found), default=0)
    runs: list[list[int]] = []
    for i, q in enumerate(found):
        before = found[i - 1] if i else None
        if before and before.unit == q.unit and not q.listed and _COMMA.fullmatch(text, before.end, q.start):
            runs[-1].append(i)
        else:
            runs.append([i])
    for run in (run for run in runs if len(run) > 2):
        lists += 1
        for i in run:
            found[i] = replace(found[i], listed=lists)
    return found
