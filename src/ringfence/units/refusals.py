"""Why the value grammar refuses a text, where, and what was probably meant: a text that it takes, or nothing."""

import re
import unicodedata

from ringfence.errors import ValueRefused
from ringfence.units.grammar import (
    BOUNDS,
    LONGEST,
    MOST_DIGITS,
    known_units,
    may_be_thousands,
    number_text,
    too_many_digits,
    try_read,
    unit_table,
)
from ringfence.units.guesses import likely

_UNCLEAR = {
    "nm": "'nm' may be nautical miles or nanometres; nautical miles are 'nmi'",
    "Nm": "'Nm' is newton metres; nautical miles are 'nmi'",
    "ms": "'ms' may be milliseconds or metres per second", "M": "'M' may be metres or Mach",
    "sm": "'sm' may be statute miles or, as Germans write it, nautical ones; they are 'mi' and 'nmi'",
    **dict.fromkeys(("ton", "tons"), "a ton may be metric, short or long; 't' is 1,000 kg"),
}  # fmt: skip
_BOUND_IS_WORD = "a bound is a word: up to, at least, more than, less than, about"
_TOLERANCE = "a tolerance is written as an interval"
_MARKS = {"±": _TOLERANCE, "°": "degrees are 'deg'", **dict.fromkeys("≤≥≈∼", _BOUND_IS_WORD)}
_NEGATIVE = "a value is not negative"
_NO_UNIT = "is no unit of the list"
_MONEY = "money is a number and its ISO 4217 code: 5000000 USD"
_REASONS = (
    (r"\A\s|\s\Z|\s{2}|[^\S ]", "words stand apart by single plain spaces"),
    (r"(?i)\b(?:nan|inf|infinity)\b", "a value is a finite number"),
    (r"\d([eE][+-]?\d)", "a number is written out, without an exponent"),
    (r"\+/-", _TOLERANCE),
    (r"(?:\A|(?:to|least|than|about|Mach) |[–-] ?)([–-]) ?\.?\d", _NEGATIVE),
    (r"\+", f"a number has no sign, and {_BOUND_IS_WORD}"),
    (r"[<>~=]", _BOUND_IS_WORD),
    (r"\d(,)\d{3}(?!\d)", "a comma may part thousands or be a decimal comma; a number has neither"),
    (r"\d(,)\d", "decimals are written with a point"),
    (r"\d([ '_])\d{3}(?!\d)", "thousands are not set apart"),
    (r"\d\.\d*(\.)\d", "a number has one decimal point"),
    (r"(?<![\dA-Za-z])(\.)\d", "a digit stands before the decimal point"),
    (r"\d([.,])(?!\d)", "a number ends with a digit"),
    (r"(?<![\d.])(0)\d", "a number does not begin with an idle 0"),
    (r"\d ?([A-Za-z][A-Za-z/]*) ?(?:[–-]|to) ?(?:Mach )?\d", "an interval has one unit, at its end"),
    (r"\d( [–-] ?|[–-] | ?(?:to|and) ?|[–-]Mach )(?:Mach )?\d", "an interval is NUMBER–NUMBER, unspaced"),
    (r"\d (thousand|[mb]illion|trillion|ml?n|bn)\b", "large numbers are written out in digits"),
    (r"\$|\b[A-Z]{3} ?\d", _MONEY),
    (r"(?:\A| )(?!Mach \d)([Mm]a?(?:ach|ACH)?) ?\d", "Mach is written 'Mach 5'"),
    (r"Mach [\d.–-]+ (\w)", "Mach has no other unit beside it"),
    (r"\d ?[A-Za-z][A-Za-z/]*(\d)", "a unit has no digits"),
    (r"\d([A-Za-z])", "a space stands between number and unit"),
)


def refusal(text: str) -> ValueRefused:
    """Why the grammar refuses the text, where, and what was probably meant: a text that it takes, or None."""
    if len(text) > LONGEST:
        reason = f"a value has at most {LONGEST} characters, and this text has {len(text)}"
        return ValueRefused(text, reason, position=LONGEST)
    reason, position = _reason(text)
    meant = None if reason in _UNCLEAR.values() else likely(text)
    if reason.endswith(_NO_UNIT) and not meant:
        symbols = ", ".join(symbol for symbol in unit_table()["units"] if symbol)
        reason += f": {symbols}, an ISO 4217 code, or nothing for a count"
    return ValueRefused(text, reason, position=position, suggestion=meant)


def _reason(text: str) -> tuple[str, int]:
    if not text.strip():
        return "it is empty", 0
    for position, char in enumerate(text):
        if char != "–" and not (char.isascii() and (char.isprintable() or char.isspace())):
            return _MARKS.get(char) or _odd(text[:position], char), position
    for pattern, reason in _REASONS:
        if match := re.search(pattern, text):
            return reason, match.start(match.lastindex or 0)
    for number in re.finditer(r"\d[\d.]*", text):
        if too_many_digits(number[0]) or len(number[0]) > MOST_DIGITS + 11:
            return f"a number has at most {MOST_DIGITS} digits", number.start()
        if may_be_thousands(number[0]):
            one, other = number_text(float(number[0])), number[0].replace(".", "")
            return f"{number[0]!r} may be {one} or {other}: write which", number.start()
    found = re.fullmatch(r"(\D*?)(?:Mach )?\d(?:.*\d)?(?: ?([^\d ]+)( .*)?)?", text)
    if not found:
        return "there is no number in it", 0
    bound, unit = found[1].strip(), found[2]
    if bound not in ("", *BOUNDS[1:]):
        return f"{bound!r} is not a bound; {_BOUND_IS_WORD}", 0
    if unit == "NM":
        return "nautical miles are 'nmi'", found.start(2)
    if unit in _UNCLEAR:
        return _UNCLEAR[unit], found.start(2)
    if unit and unit not in known_units():
        only_case = unit.casefold() in {symbol.casefold() for symbol in known_units()}
        return f"{unit!r} {'is in the wrong case' if only_case else _NO_UNIT}", found.start(2)
    if found[3]:
        return "nothing may follow the unit", found.start(3) + 1
    if try_read(text):
        return "an interval runs from the smaller number to the larger", found.end(1)
    return f"it is not of the form [{'|'.join(BOUNDS[1:])}] NUMBER[–NUMBER] UNIT", 0


def _odd(before: str, char: str) -> str:
    name, category = unicodedata.name(char, f"U+{ord(char):04X}").lower(), unicodedata.category(char)
    if category == "Pd" or char == "−":
        interval = before.rstrip()[-1:].isalnum()
        return f"an interval takes an en dash or a hyphen, not {name}" if interval else _NEGATIVE
    reasons = {"Nd": f"digits are 0 to 9, not {name}", "Zs": f"spaces are plain, not {name}", "Sc": _MONEY}
    return reasons.get(category, f"{name} ({char!a}) has no place in a value")
