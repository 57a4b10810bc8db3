"""The figures of a sentence: lengths, speeds, masses, times, sums, counts and dates, whatever they are about.

A number is digits or words; what stands behind it tells its unit, or in front of it as in `range (km): 250`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ringfence.factcheck.rows import words
from ringfence.factcheck.rows.ledger import noun_of
from ringfence.factcheck.rows.units import BEHIND, BOUNDS, CODES, CURRENCY, SCALE, SCALES, SIGNS, UNITS, unit_of
from ringfence.units.value import known_units

_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_BELOW = f"one two three four five six seven eight nine {_TEENS}"
_WORDS = {word: number for number, word in enumerate(_BELOW.split(), 1)}
_BY_TEN = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS |= {word: 10 * number for number, word in enumerate(_BY_TEN.split(), 2)} | {"dozen": 12, "a dozen": 12}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_GROUPED = r"\d{1,3}(?:[, ']\d{3})+(?:\.\d+)?(?!\d)"
NUMBER = rf"{_GROUPED}|\d+(?:[.,]\d+)?|\b(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}|hundred|thousand))*\b"
"""The pattern of a number, for lowered text."""
_ODD = re.compile(r"[1-9]\d{0,2}[.]\d{3}|\d+,\d{4,}|\d{4,},\d{3}")


def read_number(text: str) -> tuple[float, float, str | None] | None:
    """The number, half a unit of its last place that is not a nought, and why it cannot be told; None for none."""
    if text[0].isdigit():
        return _digits(text)
    total, part = 0, 0
    for word in re.split(r"[ -](?:and )?", text):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        else:
            part += _WORDS.get(word, _WORDS.get(text, 0))
    number = _WORDS.get(text, total + part)
    return (float(number), _step(str(number)), None) if number else None


def _digits(text: str) -> tuple[float, float, str | None]:
    if _ODD.fullmatch(text):
        whole = text.replace(".", "").replace(",", "")
        return float(whole), 0.5, f"{text} may be a thousand or one: which, it does not say"
    plain = re.sub(r"[, ']", "", text) if re.fullmatch(_GROUPED, text) else text.replace(",", ".")
    return float(plain[:40]), _step(plain[:40]), None


def _step(plain: str) -> float:
    whole, _, rest = plain.partition(".")
    return 0.5 * 10.0 ** (-len(rest) if rest else min(len(whole) - len(whole.rstrip("0")), 6))


_YEAR = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = _YEAR.split()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a sentence, its ends in `unit`; of a date `low` is the year. `noun`: what is counted; `nth`: an
    ordinal.

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


_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_HEAD = re.compile(
    rf"(?<![\w.])(?<!\w[-/,'])(?<!\d )(?P<nt>nt ?)?(?P<sign>{_SIGN}|(?:{'|'.join(CODES)}|rs)\.?(?= ?\d))? ?"
    rf"(?P<first>{NUMBER}|an?(?= [bmt]r?illion\b))"
)
_JOINT = re.compile(rf" ?(?P<word>[-~]|to(?: up to)?|and|through) ?(?P<sign>{_SIGN})? ?(?P<second>{NUMBER})")
_BETWEEN = re.compile(r"\b(?:between|anywhere from)(?: [a-z]+ of)? \Z")
_DATE = re.compile(
    r"\b(?:(?P<part>early|late|mid|spring|summer|autumn|fall)[- ](?:of )?)?(?:(?:(?P<day>\d{1,2}) )?"
    rf"(?P<month>(?:{'|'.join(MONTHS)})[a-z]{{0,6}}\.?)(?: (?P<nth>\d{{1,2}})(?:st|nd|rd|th)?)?,? )?"
    r"(?P<year>19[4-9]\d|20[0-6]\d|(?<=[a-z.] )(?:last|this|next) year)(?P<decade>'?s)?(?![\w,.]\d|[-/]?\w)"
    r"(?!-\d\d\b)"
)
_MACH = re.compile(rf"\bmach ?(?P<low>{NUMBER})(?: ?(?:-|to|and) ?(?:mach ?)?(?P<high>{NUMBER})(?!\w|[,.]\d))?")
_NTH = "first second third fourth fifth sixth seventh eighth ninth tenth"
_ORDINALS = _NTH.split()
_ORDINAL = re.compile(rf"\b(?P<word>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))(?= )")
_AGAIN = re.compile(r" ?(?:\(|,? or |/ ?|\[)(?:about |around |some |roughly |nearly |over |~ ?)?\Z")
_NEXT = re.compile(r"[ -](?:(?!and|or|of|in|to|by)[a-z]+ ){0,2}")
_KEYED = re.compile(r"[\[( ,](?P<unit>[a-z/]+)\)?\]?['\"]?\s*(?:=>|[:=|])[ :|]*['\"]?\Z")
_ENDS = re.compile(r"['\"]?(?:[,.;:)\]|'\"]|\Z)")
_FOLLOWS = words(
    "are were have has had is will of by in at to more per remain remaining and or as from with on under due still so",
    "delivered received ordered arrived expected simultaneous simultaneously",
)
"""Words behind a number that counts what was named before."""
_LIST = re.compile(r",? (?:and|or) |, |/| (?:km )?vs\.? ")


COUNTABLE = re.compile(NUMBER)


def figures(low: str, skip: list[tuple[int, int]], start: int = 0) -> list[Figure]:
    """The figures of a lowered sentence from `start` on; numbers inside the spans to skip are parts of names."""
    found = [f for f in (*_dates(low), *_machs(low)) if not _overlaps(f.start, f.end, skip)]
    taken = [(f.start, f.end) for f in found] + skip
    place = start
    while match := _HEAD.search(low, place):
        figure = None if _overlaps(match.start("first"), match.end(), taken) else _figure(low, match, skip)
        found += [figure] if figure else []
        place = max(figure.end if figure else match.end(), place + 1)
    taken = [(f.start, f.end) for f in found] + skip
    found += [f for f in _ordinals(low) if not _overlaps(f.start, f.end, taken)]
    return _lists(low, _said_again(low, sorted((f for f in found if f.start >= start), key=lambda f: f.start)))


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < b and a < end for a, b in spans)


def _dates(low: str) -> Iterator[Figure]:
    for match in _DATE.finditer(low):
        counted = unit_of(low, match.end()) or noun_of(low, match.end())
        told = match["year"].isdigit()
        if match["month"] or match["part"] or (told and not counted):
            month = MONTHS.index(match["month"][:3]) + 1 if match["month"] else 0
            day, year = int(match["day"] or match["nth"] or 0), float(match["year"]) if told else 0.0
            last, odd = year + 9 * bool(match["decade"]), None if told else "which year, it does not say"
            yield Figure(*match.span(), year, last, "", "date", month=month, day=day, odd=odd)


def _machs(low: str) -> Iterator[Figure]:
    for match in _MACH.finditer(low):
        one, two = read_number(match["low"]), read_number(match["high"] or match["low"])
        if one and two:
            wide = two[0] > one[0] and not (noun_of(low, match.end()) or unit_of(low, match.end()))
            end, high = (match.end(), two[0]) if wide else (match.end("low"), one[0])
            yield Figure(match.start(), end, one[0], high, "Mach", "mach", _bound(low, match.start(), end), step=one[1])


def _ordinals(low: str) -> Iterator[Figure]:
    for match in _ORDINAL.finditer(low):
        noun, word = noun_of(low, match.end()), match["word"]
        if noun and noun[0] not in ("missile", "target", "radar", "other"):
            number = float(_ORDINALS.index(word) + 1 if word in _ORDINALS else int(word[:-2]))
            yield Figure(*match.span(), number, number, "", "count", noun=noun[0], nth=True)


def _figure(low: str, match: re.Match[str], skip: list[tuple[int, int]]) -> Figure | None:
    """The figure that begins at a number; None where nothing tells what it counts."""
    sign, end = match["sign"], match.end("first")
    one = (1.0, 0.5, None) if match["first"] in ("a", "an") else read_number(match["first"])
    if one is None:
        return None
    first, step, odd = one
    start = match.start("nt") if match["nt"] and sign else match.start("sign") if sign else match.start("first")
    more = low.startswith("+", end)
    tail = last = _tail(low, end + more, sign, bool(match["nt"]))
    second, cut = first, None
    joint = _JOINT.match(low, tail.end if tail else end)
    again = read_number(joint["second"]) if joint else None
    if joint and again and (joint["word"] != "and" or _BETWEEN.search(low, max(0, start - 24), start)):
        other = _tail(low, joint.end("second"), joint["sign"] or sign, bool(match["nt"]))
        if other and (tail is None or tail.dimension == other.dimension):
            last, second, step, odd, cut = other, again[0], again[1], odd or again[2], joint.start("second")
    if last is None:
        if first == int(first) and any(end < a <= end + 20 and _NEXT.fullmatch(low, end, a) for a, _ in skip):
            return Figure(start, end, first, first, "", "count", noun="system", step=step)
        return _bare(low, match.start("first"), end + more, one)
    from_ = tail or last
    scale = known_units()[from_.unit].si / known_units()[last.unit].si if from_.unit != last.unit else 1.0
    least, most = sorted((first * from_.size * scale, second * last.size))
    bound, step = "more than" if more else _bound(low, start, last.end), step * last.size
    apart = (tail.end if tail else end, cut) if cut else None
    return Figure(
        start=start,
        end=last.end,
        low=least,
        high=most,
        unit=last.unit,
        dimension=last.dimension,
        bound=bound,
        noun=last.noun,
        step=step,
        odd=odd,
        cut=apart,
    )


class _Tail(NamedTuple):
    """What stands behind a number: its unit, where that ends, what the number is multiplied by, what is counted."""

    unit: str
    dimension: str
    end: int
    size: float = 1.0
    noun: str | None = None


def _tail(low: str, place: int, sign: str | None, taiwan: bool = False) -> _Tail | None:
    """A scale and a currency, a unit, or a noun that is counted."""
    unit = None if sign else unit_of(low, place)
    scale = None if unit else SCALE.match(low, place)
    size, after = (SCALES[scale[1]], scale.end()) if scale else (1.0, place)
    money = None if sign else CURRENCY.match(low, after)
    if sign or (money and not unit):
        word = sign.rstrip(".") if sign else money[1] if money else ""
        code = "TWD" if taiwan else SIGNS.get(word) or BEHIND.get(word) or BEHIND.get(word.rstrip("s")) or word.upper()
        return _Tail(code, f"money:{code}", money.end() if money else after, size)
    unit = unit or unit_of(low, after)
    if unit:
        return _Tail(unit[0], known_units()[unit[0]].dimension, unit[1], size)
    noun = noun_of(low, after)
    return _Tail("", "other" if noun[0] == "other" else "count", after, size, noun[0]) if noun else None


def _bare(low: str, start: int, end: int, one: tuple[float, float, str | None]) -> Figure | None:
    """A number with nothing behind it: its unit may stand in front, or what it counts was named before."""
    number, step, odd = one
    key = _KEYED.search(low, max(0, start - 40), start)
    unit = next((u for u, names in UNITS.items() if key and re.fullmatch(names, key["unit"])), None)
    if unit:
        return Figure(start, end, number, number, unit, known_units()[unit].dimension, step=step, odd=odd)
    following = re.match(r" ([a-z]+)", low[end:])
    noun = noun_of(f" {key['unit']}", 0) if key else None
    if 1 < number < 10_000 and (_ENDS.match(low, end) or (following and following[1] in _FOLLOWS)):
        return Figure(start, end, number, number, "", "count", noun=noun[0] if noun else None, step=step, odd=odd)
    return None


def _bound(low: str, start: int, end: int) -> str:
    """The word of bound before a figure, or behind it: `up to`, `more than`, `only` …"""
    before = low[max(0, start - 40) : start]
    for bound, front, behind in BOUNDS:
        if re.search(rf"(?<![\w.])(?:{front})\s*(?:a |an |the )?\Z", before):
            return bound
        if behind and re.match(rf"(?:{behind})\b", low[end : end + 32]):
            return bound
    return "exactly"


def _said_again(low: str, found: list[Figure]) -> list[Figure]:
    """`400 km (250 miles)` and `$10 million (€9 million)` are one figure."""
    kept: list[Figure] = []
    for f in found:
        last = kept[-1] if kept else f
        close = 0 < f.start - last.end < 16 and last.unit != f.unit and _AGAIN.search(low, last.end, f.start)
        mach = {last.dimension, f.dimension} == {"mach", "speed"}
        near = mach or (last.dimension == f.dimension and abs(last.si - f.si) <= 0.08 * max(last.si, f.si))
        if close and (near or last.dimension[:5] == f.dimension[:5] == "money"):
            kept[-1] = replace(last, end=f.end + (low[f.end : f.end + 1] in (")", "]")))
        else:
            kept.append(f)
    return kept


def _lists(low: str, found: list[Figure]) -> list[Figure]:
    """A bare number takes its unit from the figure behind it in a list, or before it: `is 150 km; its reach, 200.`"""
    bare = [f.dimension == "count" and f.noun is None for f in found]
    for index in range(len(found) - 2, -1, -1):
        here, behind = found[index], found[index + 1]
        if bare[index] and behind.unit and _LIST.fullmatch(low, here.end, behind.start):
            found[index] = replace(here, unit=behind.unit, dimension=behind.dimension)
    if len(found) > 1 and bare[-1] and found[-2].dimension == "length" and not low[found[-1].end :].strip(" .;"):
        found[-1] = replace(found[-1], unit=found[-2].unit, dimension="length")
    return found
