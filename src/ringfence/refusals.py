"""Why the value grammar refused a text, and what was probably meant; every suggestion is itself taken by the grammar."""

import re
import unicodedata
from dataclasses import replace
from difflib import get_close_matches

from ringfence.errors import ValueRefused
from ringfence.units import Measure, known_units, number_text, try_measure

_LONGEST = 100
_WORDS = {
    "<=": "up to", "≤": "up to", "≥": "at least", ">=": "at least", ">": "more than", "<": "less than", "~": "about",
    "≈": "about", "∼": "about", "upto": "up to", "max": "up to", "over": "more than", "above": "more than",
    "under": "less than", "below": "less than", "circa": "about", "ca": "about", "ca.": "about", "c.": "about",
    "approx": "about", "approx.": "about", "approximately": "about", "around": "about", "roughly": "about", "min": "at least",
    "exactly": "", "=": "",
}  # fmt: skip
_UNITS = {
    "kilometer": "km", "kilometre": "km", "kms": "km", "meter": "m", "metre": "m", "mile": "mi", "foot": "ft", "feet": "ft",
    "inch": "in", "inche": "in", "nm": "nmi", "naut": "nmi", "nautical mile": "nmi", "knot": "kt", "kn": "kt", "kts": "kt",
    "kph": "km/h", "kmh": "km/h", "kmph": "km/h", "km/hr": "km/h", "mps": "m/s", "ms": "m/s", "mach": "Mach", "ma": "Mach",
    "ton": "t", "tonne": "t", "kilogram": "kg", "kilo": "kg", "gram": "g", "pound": "lb", "second": "s", "sec": "s",
    "minute": "min", "hour": "h", "hr": "h", "degree": "deg", "°": "deg", "millimeter": "mm", "millimetre": "mm",
    "centimeter": "cm", "centimetre": "cm", "dollar": "USD", "$": "USD", "€": "EUR", "£": "GBP",
}  # fmt: skip
_AMBIGUOUS = {
    "nm": "'nm' may be nautical miles or nanometres", "NM": "write nautical miles as 'nmi'",
    "Nm": "'Nm' is newton metres", "ton": "'ton' may be metric, short or long: write 't' for 1,000 kg",
    "tons": "'tons' may be metric, short or long: write 't' for 1,000 kg",
}  # fmt: skip


def explain(text: str, backwards: Measure | None = None) -> ValueRefused:
    """The refusal of a text that the grammar did not take, or that is an interval from the larger to the smaller number."""
    if backwards:
        return ValueRefused(text, "the interval runs backwards", suggestion=_forwards(backwards).text)
    if len(text) > _LONGEST:
        return ValueRefused(text, f"a value has at most {_LONGEST} characters, this one {len(text)}", position=_LONGEST)
    reason, position = _reason(text)
    return ValueRefused(text, reason, position=position, suggestion=_suggest(text))


def _reason(text: str) -> tuple[str, int]:
    if not text.strip():
        return "it is empty", 0
    odd = next((i for i, c in enumerate(text) if not c.isascii() and c not in "–"), None)
    if odd is not None and text[odd] not in "≤≥≈∼±":
        name = unicodedata.name(text[odd], "a control character").lower()
        return f"{text[odd]!r} ({name}) is not used here", odd
    for pattern, reason in _REASONS:
        found = re.search(pattern, text)
        if found:
            return reason, found.start()
    unit = re.search(r"[A-Za-z°$/%]+[A-Za-z0-9°$/%^]*\Z", text)
    if unit and unit[0] in _AMBIGUOUS:
        return _AMBIGUOUS[unit[0]], unit.start()
    if unit and unit[0] not in known_units() and re.search(r"\d ?\Z", text[: unit.start()]):
        return f"{unit[0]!r} is no unit of the list", unit.start()
    if text != " ".join(text.split()):
        return "words are separated by single spaces", 0
    if not re.search(r"\d", text):
        return "there is no number in it", 0
    return "it is not of the form [up to|at least|more than|less than|about] NUMBER[–NUMBER] UNIT", 0


_REASONS = (
    (r"\d,\d{3}(?!\d)", "a comma may group thousands or be a decimal comma: write 30000, or 1.5"),
    (r"\d,\d", "decimals are written with a point"),
    (r"\d[ '_]\d{3}(?!\d)", "thousands are not separated"),
    (r"±|\+/-", "a tolerance is written as an interval"),
    (r"\d\.\d{1,15}\.\d", "a number has one decimal point"),
    (r"(?i)\b(nan|inf|infinity)\b", "a value is a finite number"),
    (r"(?i)\d[eE][+-]?\d", "a number is written out, without an exponent"),
    (r"\A\s*[-−]\s*\d|[–-]\s*-", "a value is not negative"),
    (r"\d{16}", "a number has at most 15 digits before the point"),
    (r"\A\s*\.\d", "a number begins with a digit"),
    (r"[<>≤≥~≈∼]", "bounds are written in words"),
    (r"\d(?: ?[A-Za-z/]+)\s*(?:[–-]|to)\s*\d", "an interval has one unit, at its end"),
    (r"\d (?:[–-]|to) ?\d|\d[–-] \d|\dto\d", "an interval is NUMBER–NUMBER, without spaces"),
    (r"\d[A-Za-z]", "a space stands between number and unit"),
    (r"(?i)mach", "Mach is written 'Mach 5'"),
)


def _forwards(measure: Measure) -> Measure:
    low, high = sorted((measure.low, measure.high))
    return replace(measure, low=low, high=high)


def _suggest(text: str) -> str | None:
    for attempt in _attempts(text):
        measure = try_measure(attempt)
        if measure:
            return _forwards(measure).text
    return None


def _attempts(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("\u2212", "-")
    plain = "".join(str(unicodedata.digit(c, c)) if not c.isascii() else c for c in plain)
    plain = " ".join(plain.replace("—", "–").split())
    if not plain or not re.search(r"\d", plain) or re.match(r"[-]", plain):
        return []
    tolerance = re.fullmatch(r"(.*?)(\d+(?:\.\d+)?) ?(?:±|\+/-) ?(\d+(?:\.\d+)?) ?(\S.*)?", plain)
    if tolerance:
        middle, half = float(tolerance[2]), float(tolerance[3])
        return [f"{middle - half:g}–{middle + half:g} {tolerance[4] or ''}".strip()] if middle >= half else []
    plain = re.sub(r"(?<=\d)[ '_](?=\d{3}(?:\D|$))", "", plain)
    plain = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", plain)
    plain = re.sub(r"(?<=\d),(?=\d{1,2}(?:\D|$))", ".", plain)
    two_units = re.fullmatch(r"(.*?)([\d.]+) ?([A-Za-z/]+) ?(?:[–-]|to) ?([\d.]+) ?([A-Za-z/]+)", plain)
    if two_units and _unit(two_units[3]) == _unit(two_units[5]):
        plain = f"{two_units[1]}{two_units[2]}–{two_units[4]} {two_units[5]}"
    elif two_units:
        return _one_unit(two_units)
    plain = re.sub(r"(\d+(?:\.\d+)?) (thousand|million|billion)\b", _written_out, plain)
    plain = re.sub(r"(?<=\d) ?(?:[–-]|to) ?(?=\d)", "–", plain)
    found = re.fullmatch(r"([^\d]*?) ?(\d[\d.–]*) ?([^\d].*)?", plain)
    if not found:
        return []
    before, numbers, after = found[1].strip(), found[2], (found[3] or "").strip()
    sign = before if before in "$€£" else ""
    before = "" if sign else before
    if before.casefold().endswith("mach"):
        before, after = before[:-4].strip(), "Mach"
    bound = _WORDS.get(before.casefold(), before.casefold())
    unit = _unit(after or sign)
    return [] if unit is None else [" ".join(part for part in (bound, numbers, unit) if part)]


def _written_out(found: re.Match[str]) -> str:
    return number_text(float(found[1]) * {"thousand": 1e3, "million": 1e6, "billion": 1e9}[found[2]])


def _one_unit(found: re.Match[str]) -> list[str]:
    low, high = (try_measure(f"{found[n]} {_unit(found[n + 1])}") for n in (2, 4))
    if not (low and high) or low.dimension != high.dimension:
        return []
    bound = _WORDS.get(found[1].strip(), found[1].strip())
    return [f"{bound} {number_text(low.to(high.unit).low)}–{found[4]} {high.unit}".strip()]


def _unit(word: str) -> str | None:
    known = known_units()
    if word in known:
        return word
    plain = word.casefold().rstrip(".")
    for guess in (plain, plain.removesuffix("s"), _UNITS.get(plain), _UNITS.get(plain.removesuffix("s"))):
        if guess in known and guess is not None:
            return guess
    if plain.upper() in known:
        return plain.upper()
    close = get_close_matches(plain, _UNITS, n=1, cutoff=0.8) if len(plain) > 3 else []
    return _UNITS[close[0]] if close else None
