"""The value grammar and the table of units. Why a text is refused, and what was meant, is told by
`ringfence.units.refusals`.

Grammar: [up to | at least | more than | less than | about] NUMBER[–NUMBER] UNIT, or Mach before the number. NUMBER is a
plain decimal of at most 15 digits, with a point, without sign, exponent or thousands separator, and not such as 1.500,
which is one and a half to some readers and a thousand and a half to others; UNIT is on the allow-list of
specs/units.json, and counts have none. Words stand apart by single spaces. Nothing else is read: text never reaches a
parser of quantities, which may take `nm` for nanometres, `1,5 km` for 15 km and `30 000 m` for 0.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

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
    """A unit of the allow-list: `si` times a figure is that figure in `si_symbol`; `names` are not taken."""

    symbol: str
    dimension: str
    si: float
    si_symbol: str
    pint: str
    names: tuple[str, ...] = ()


@cache
def unit_table() -> dict[str, Any]:
    """specs/units.json: `units` and `currencies`."""
    return cast("dict[str, Any]", json.loads((data_folder("specs") / "units.json").read_text("utf-8")))


@cache
def currencies() -> frozenset[str]:
    """The ISO 4217 codes that money may be stated in."""
    return frozenset(unit_table()["currencies"])


@cache
def known_units() -> dict[str, UnitInfo]:
    """Symbol → unit, for all that the grammar takes; money under its ISO 4217 code, `""` for bare counts."""
    units = {
        symbol: UnitInfo(symbol, **{**row, "names": tuple(row["names"])})
        for symbol, row in unit_table()["units"].items()
    }
    return units | {code: UnitInfo(code, f"money:{code}", 1.0, code, "") for code in currencies()}


def try_read(text: str) -> tuple[Bound, float, float, str] | None:
    """Bound, lower end, upper end and unit symbol; None where the grammar does not take the text. An interval may run
    backwards.
    """
    match = _VALUE.match(text)
    if match is None:
        return None
    parts: tuple[Any, ...] = match.groups()
    bound, mach, first, second, unit = parts
    if mach:
        if unit:
            return None
        unit = "Mach"
    elif unit is None:
        unit = ""
    numbers = (first, second) if second else (first,)
    if unit not in known_units() or any(too_many_digits(number) or may_be_thousands(number) for number in numbers):
        return None
    low = float(first)
    return bound or "exactly", low, float(second) if second else low, unit


def too_many_digits(number: str) -> bool:
    """Whether a number has more significant digits than a double keeps apart."""
    return len(number) > MOST_DIGITS and len(number.replace(".", "").lstrip("0")) > MOST_DIGITS


def may_be_thousands(number: str) -> bool:
    """Whether the point of a number may set its thousands apart: three digits behind it, one to three before, and no 0
    first.
    """
    whole, _, decimals = number.partition(".")
    return len(decimals) == 3 and len(whole) <= 3 and whole[:1] != "0"


def tidy(number: float) -> float:
    """The number without the digits that binary rounding made: 0.1 + 0.2 is 0.3."""
    return float(f"{number:.{MOST_DIGITS}g}")


def number_text(number: float) -> str:
    """A finite number without exponent and without the digits that binary rounding made: 0.3, 1200000000."""
    short = f"{number:.{MOST_DIGITS}g}"
    mantissa, _, exponent = short.partition("e")
    if not exponent:
        return "0" if short == "-0" else short
    sign, digits = ("-", mantissa[1:]) if mantissa[0] == "-" else ("", mantissa)
    digits, power = digits.replace(".", ""), int(exponent)
    return f"{sign}0.{'0' * (-power - 1)}{digits}" if power < 0 else f"{sign}{digits:0<{power + 1}}"


def value_text(bound: Bound, low: float, high: float, unit: str) -> str:
    """The canonical text of a value; reading it gives the same value."""
    ends = [unmistakable(number_text(number)) for number in ((low,) if low == high else (low, high))]
    numbers = "–".join(ends)
    if unit:
        numbers = f"Mach {numbers}" if unit == "Mach" else f"{numbers} {unit}"
    return numbers if bound == "exactly" else f"{bound} {numbers}"


def unmistakable(number: str) -> str:
    """The number with a further 0 behind it where its point may set thousands apart: 1.2340 is no thousand."""
    return f"{number}0" if may_be_thousands(number) else number
