"""Figures with units: `Value`, read by the value grammar, converted by the table that pint vouches for.

The grammar is in `ringfence.units.grammar`; `parse_value` is the only way from text to a figure. Reading and
converting need only the generated table, specs/units.json; pint itself is imported where a Quantity is asked for.
"""

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ringfence.errors import Incomparable, ValueRefused, nearest
from ringfence.plain_text import as_written
from ringfence.units.grammar import (
    BOUNDS,
    Bound,
    UnitInfo,
    known_units,
    number_text,
    tidy,
    try_read,
    value_text,
)

if TYPE_CHECKING:
    from pint import Quantity, UnitRegistry

__all__ = [
    "BOUNDS",
    "Bound",
    "UnitInfo",
    "Value",
    "known_units",
    "number_text",
    "parse_value",
    "speed_of_sound",
    "try_value",
    "value_from_yaml",
]


@dataclass(frozen=True, slots=True)
class Value:
    """A figure as a source stated it: a bound, one or two numbers, a unit. `low == high` where it is one."""

    bound: Bound
    low: float
    high: float
    unit: str

    @property
    def dimension(self) -> str:
        """length, speed, mach, mass, time, angle, count, or money:CODE."""
        return known_units()[self.unit].dimension

    @property
    def si_low(self) -> float:
        """The lower end in m, m/s, kg, s, rad, Mach, pieces, or the currency's own unit."""
        return tidy(self.low * known_units()[self.unit].si)

    @property
    def si_high(self) -> float:
        """The upper end, as `si_low`."""
        return tidy(self.high * known_units()[self.unit].si)

    @property
    def is_interval(self) -> bool:
        """Whether the source gave two ends."""
        return self.low != self.high

    @property
    def text(self) -> str:
        """The canonical text; reading it again gives the same measure."""
        return value_text(self.bound, self.low, self.high, self.unit)

    @property
    def digits(self) -> int:
        """How many significant digits its upper end has, idle zeros left out: 1 for 400, 3 for 249."""
        return len(number_text(self.high).replace(".", "").strip("0")) or 1

    @property
    def si_place(self) -> float:
        """One unit of the last digit of its upper end, in SI: 0.1 km for `2.5 km` is 100."""
        decimals = number_text(self.high).partition(".")[2]
        return known_units()[self.unit].si * 10.0 ** -len(decimals)

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        """Equal to a value that states the same in the same unit, and to a text that means as much in any."""
        if isinstance(other, str):
            read = try_value(other)
            return read is not None and (read.dimension, read.bound, read.si_low, read.si_high) == (
                self.dimension, self.bound, self.si_low, self.si_high
            )  # fmt: skip
        if not isinstance(other, Value):
            return NotImplemented
        return (self.bound, self.low, self.high, self.unit) == (other.bound, other.low, other.high, other.unit)

    def __hash__(self) -> int:
        return hash((self.bound, self.low, self.high, self.unit))

    def __lt__(self, other: "Value | str") -> bool:
        return self.si_high < self._beside(other)

    def __le__(self, other: "Value | str") -> bool:
        return self.si_high <= self._beside(other)

    def __gt__(self, other: "Value | str") -> bool:
        return self.si_high > self._beside(other)

    def __ge__(self, other: "Value | str") -> bool:
        return self.si_high >= self._beside(other)

    def _beside(self, other: "Value | str") -> float:
        """The upper end of another value of this dimension, in SI. Raises Incomparable, ValueRefused."""
        value = parse_value(other) if isinstance(other, str) else other
        if not isinstance(value, Value):
            raise Incomparable(
                f"{self.text!r} is a {self.dimension}, and {other!r} a bare {type(other).__name__}",
                hint="compare with a text that has a unit, such as '50 km'",
            )
        if value.dimension != self.dimension:
            raise Incomparable(f"{self.text!r} is {self.dimension}, and {value.text!r} {value.dimension}")
        return value.si_high

    def to(self, unit: str, altitude_m: float | None = None) -> "Value":
        """The same figure in another unit of its dimension, rounded to 15 digits; the bound stays.

        Between Mach and the units of speed only at a stated altitude (m, 0–32,000, standard atmosphere).
        Raises Incomparable across dimensions, ValueRefused for a unit that is not known.
        """
        known = known_units()
        unit = unit if unit in known else _written(unit)
        if unit not in known:
            raise ValueRefused(unit, "no such unit", suggestion=next(iter(nearest(unit, known)), None))
        here, there = known[self.unit], known[unit]
        up, down = here.si, there.si
        if here.dimension != there.dimension:
            if {here.dimension, there.dimension} != {"mach", "speed"}:
                raise Incomparable(f"{self.text!r} is {here.dimension}; {unit!r} measures {there.dimension}")
            if altitude_m is None:
                raise Incomparable(
                    f"{self.text!r} is not known in {unit!r} without an altitude: the speed of sound varies",
                    hint="state one, in metres, from 0 to 32,000",
                )
            sound = speed_of_sound(altitude_m)
            up, down = (up * sound, down) if here.dimension == "mach" else (up, down * sound)
        return replace(self, low=tidy(self.low * up / down), high=tidy(self.high * up / down), unit=unit)

    @property
    def quantity(self) -> "Quantity[float]":
        """A pint Quantity of the upper end, in the unit as stated; Mach and counts are dimensionless.

        The upper end counts for all that is "at most" or plain; for a minimum take `quantities[0]`.
        Raises Incomparable for money, of which pint knows nothing.
        """
        return self.quantities[1]

    @property
    def quantities(self) -> "tuple[Quantity[float], Quantity[float]]":
        """Both ends as pint Quantities, lower and upper; the same twice where it is no interval."""
        info = known_units()[self.unit]
        if info.dimension.startswith("money"):
            raise Incomparable(f"{self.text!r} is money: rates move, so it has no fixed quantity")
        registry = _registry()
        return registry.Quantity(self.low, info.pint), registry.Quantity(self.high, info.pint)


SAME = 0.01
"""Figures in two units within a hundredth of each other are one figure and its conversion: 400 km, 249 mi, 250 mi."""


def same_within_rounding(one: Value, two: Value) -> bool:
    """Whether two figures of one dimension say the same: equal, or in two units and equal within their rounding."""
    here, there = one.si_high, two.si_high
    if one.unit == two.unit or one.dimension != two.dimension:
        return here == there and one.dimension == two.dimension
    room = max(one.si_place, two.si_place) / 2
    return abs(here - there) <= max(room, SAME * max(here, there))


def value_from_yaml(value: object) -> Value:
    """A measure from a YAML value: text in the grammar, or a bare number for a count. Raises ValueRefused."""
    if isinstance(value, (Value, str)):
        return value if isinstance(value, Value) else parse_value(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueRefused(as_written(value), "a value is a text such as 'up to 400 km', or a bare count")
    if isinstance(value, int) and abs(value) >= 10**15:  # Python may refuse to write out a huge integer
        raise ValueRefused("a number", "a number has at most 15 digits")
    return parse_value(str(value) if isinstance(value, int) else number_text(value))


def parse_value(text: str) -> Value:
    """Read one value. Raises ValueRefused with the reason and, where one is likely, what was meant."""
    found = try_read(text)
    if found is None or found[1] > found[2]:
        from ringfence.units.refusals import refusal

        raise refusal(text)
    return Value(*found)


def try_value(text: str) -> Value | None:
    """As `parse_value`, but None where the grammar does not take the text; intervals may run backwards."""
    found = try_read(text)
    return Value(*found) if found else None


# U.S. Standard Atmosphere 1976, the layers up to 32 km: base (geopotential m), temperature (K), lapse (K/m)
_LAYERS = ((0.0, 288.15, -0.0065), (11_000.0, 216.65, 0.0), (20_000.0, 216.65, 0.001))
_TOP = 32_000.0


def speed_of_sound(altitude_m: float) -> float:
    """Speed of sound in m/s at a geopotential altitude of 0–32,000 m. Raises Incomparable outside.

    U.S. Standard Atmosphere, 1976 (NOAA, NASA, USAF): temperature by layer, equation 50 for the speed.
    """
    if not 0 <= altitude_m <= _TOP:
        raise Incomparable(f"the standard atmosphere is given from 0 to 32,000 m, not at {altitude_m:g} m")
    base, temperature, lapse = next(layer for layer in reversed(_LAYERS) if altitude_m >= layer[0])
    kelvin = temperature + lapse * (altitude_m - base)
    return math.sqrt(1.4 * 8314.32 / 28.9644 * kelvin)


def _written(unit: str) -> str:
    """The unit of a name as people write it, `miles` or `nautical-miles`; the name itself where none is meant."""
    word = " ".join(unit.casefold().replace("-", " ").replace("_", " ").split())
    for symbol, info in known_units().items():
        if {word, word.removesuffix("s")} & {symbol.casefold(), *info.names}:
            return symbol
    return unit


def _registry() -> "UnitRegistry[float]":
    from pint import application_registry

    registry: UnitRegistry[float] = application_registry.get()  # type: ignore[no-untyped-call]  # pint's own gap
    return registry
