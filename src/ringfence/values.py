"""The value grammar and the table of units: read strictly, refused with the reason and with what was probably meant.

Grammar: [up to | at least | more than | less than | about] NUMBER[–NUMBER] UNIT, or the same with "Mach" before the number.
NUMBER is a plain decimal of at most 15 digits, with a point, without sign, exponent or thousands separator; UNIT is on the
allow-list of specs/units.json, and counts have none. Words stand apart by single spaces. Nothing else is read: text never
reaches a parser of quantities, which may take `nm` for nanometres, `30 000 m` for 0 and `1,5 km` for 15 km.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from ringfence.errors import ValueRefused
from ringfence.paths import data_folder

Bound = Literal["exactly", "up to", "at least", "more than", "less than", "about"]
BOUNDS: tuple[Bound, ...] = ("exactly", "up to", "at least", "more than", "less than", "about")

MOST_DIGITS = 15  # a double holds every decimal number of 15 digits apart from its neighbours
LONGEST = 100  # more than two such numbers, a bound and a unit can take

_NUMBER = r"((?:0|[1-9]\d{0,14})(?:\.\d{1,24})?)"
_VALUE = re.compile(
    rf"(?:({'|'.join(BOUNDS[1:])}) )?(Mach )?{_NUMBER}(?:[–-]{_NUMBER})?(?: ([A-Za-z/]{{1,8}}))?\Z", re.ASCII
)


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """One unit of the allow-list: `si` times a figure is the figure in `si_symbol`; `names` are understood, but refused."""

    symbol: str
    dimension: str
    si: float
    si_symbol: str
    pint: str
    names: tuple[str, ...] = ()


@cache
def _table() -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads((data_folder("specs") / "units.json").read_text("utf-8")))


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes that money may be stated in."""
    return frozenset(_table()["currencies"])


@cache
def known_units() -> dict[str, UnitInfo]:
    """Symbol → unit, for every unit that the grammar takes; money under its ISO 4217 code, `""` for bare counts."""
    units = {
        symbol: UnitInfo(symbol, row["dimension"], row["si"], row["si_symbol"], row["pint"], tuple(row["names"]))
        for symbol, row in _table()["units"].items()
    }
    units |= {code: UnitInfo(code, f"money:{code}", 1.0, code, "") for code in currencies()}
    return units


def read(text: str) -> tuple[Bound, float, float, str]:
    """Bound, lower end, upper end and unit symbol. Raises ValueRefused, with what was probably meant where that is likely."""
    found = try_read(text)
    if found is None or found[1] > found[2]:
        raise refusal(text)
    return found


def try_read(text: str) -> tuple[Bound, float, float, str] | None:
    """As `read`, but None where the grammar does not take the text; an interval may run backwards."""
    match = _VALUE.match(text)
    if match is None:
        return None
    bound, mach, first, second, unit = match.groups()
    if mach:
        if unit:
            return None
        unit = "Mach"
    elif unit is None:
        unit = ""
    if unit not in known_units() or _too_many_digits(first) or (second and _too_many_digits(second)):
        return None
    low = float(first)
    return bound or "exactly", low, float(second) if second else low, unit


def _too_many_digits(number: str) -> bool:
    return len(number) > MOST_DIGITS and len(number.replace(".", "").lstrip("0")) > MOST_DIGITS


def tidy(number: float) -> float:
    """The number without the digits that binary rounding made: 0.1 + 0.2 is 0.3."""
    return float(f"{number:.{MOST_DIGITS}g}")


def number_text(number: float) -> str:
    """A finite number without exponent and without the digits that binary rounding made: 400, 0.3, 1200000000."""
    short = f"{number:.{MOST_DIGITS}g}"
    mantissa, _, exponent = short.partition("e")
    if not exponent:
        return "0" if short == "-0" else short
    sign, digits = ("-", mantissa[1:]) if mantissa[0] == "-" else ("", mantissa)
    digits, power = digits.replace(".", ""), int(exponent)
    return f"{sign}0.{'0' * (-power - 1)}{digits}" if power < 0 else f"{sign}{digits:0<{power + 1}}"


def value_text(bound: Bound, low: float, high: float, unit: str) -> str:
    """The canonical text of a value; reading it gives the same value."""
    numbers = number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"
    if unit:
        numbers = f"Mach {numbers}" if unit == "Mach" else f"{numbers} {unit}"
    return numbers if bound == "exactly" else f"{bound} {numbers}"


_UNCLEAR = {
    "nm": "'nm' may be nautical miles or nanometres; nautical miles are 'nmi'", "NM": "nautical miles are 'nmi'",
    "Nm": "'Nm' is newton metres; nautical miles are 'nmi'", "ms": "'ms' may be milliseconds or metres per second",
    "M": "'M' may be metres or Mach", "°": "degrees are 'deg'",
    **dict.fromkeys(("ton", "tons"), "a ton may be metric, short or long; 't' is 1,000 kg"),
}  # fmt: skip
_REASONS = (
    (r"\s\Z|\A\s|\s{2}|[^\S ]", "words stand apart by single plain spaces"),
    (r"(?i)\b(nan|inf|infinity)\b", "a value is a finite number"),
    (r"(?i)\d(e[+-]?\d)", "a number is written out, without an exponent"),
    (r"\+/-", "a tolerance is written as an interval"),
    (r"(?:\A|[^\d ]|[A-Za-z] |[–-] ?)([–-]) ?\.?\d", "a value is not negative"),
    (r"(\+)", "a number has no sign, and a bound is a word"),
    (r"\d(,)\d{3}(?!\d)", "a comma may part thousands or be a decimal comma; a number has neither"),
    (r"\d(,)\d", "decimals are written with a point"),
    (r"\d([ '_])\d{3}(?!\d)", "thousands are not set apart"),
    (r"\d\.\d*(\.)\d", "a number has one decimal point"),
    (r"(?<!\d)(\.)\d", "a digit stands before the decimal point"),
    (r"\d(\.)(?!\d)(?=.*\S)", "digits stand after the decimal point"),
    (r"[<>~=]", "bounds are words: up to, at least, more than, less than, about"),
    (r"(?<![\d.])(0)\d", "a number does not begin with an idle 0"),
    (r"\d ?([A-Za-z][A-Za-z/]*) ?(?:[–-]|to) ?(?:[Mm]ach )?\d", "an interval has one unit, at its end"),
    (r"\d( ?(?:[–-]|to|and) ?)(?:[Mm]ach )?\d", "an interval is NUMBER–NUMBER, without spaces or words"),
    (r"\d([A-Za-z])", "a space stands between number and unit"),
    (r"(?i)\d (thousand|[mb]illion|trillion|ml?n|bn)\b", "large numbers are written out in digits"),
    (r"[$]|\b([A-Z]{3}) ?\d", "money is a number and then an ISO 4217 code: 5000000 USD"),
    (r"(?i)\A(?:.* )?(?!Mach \d)(mach|ma?) ?\d", "Mach is written 'Mach 5'"),
    (r"Mach [\d.–-]+ (\w)", "Mach has no other unit beside it"),
)


def refusal(text: str) -> ValueRefused:
    """Why the grammar refuses the text, where, and what was probably meant (a text that the grammar takes, or None)."""
    if len(text) > LONGEST:
        reason = f"a value has at most {LONGEST} characters, and this one has {len(text)}"
        return ValueRefused(text, reason, position=LONGEST)
    from ringfence.guesses import meant

    reason, position = _reason(text)
    return ValueRefused(text, reason, position=position, suggestion=meant(text))
