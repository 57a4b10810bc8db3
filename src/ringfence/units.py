"""Figures with units: the value grammar, `Measure`, and the table of units that pint vouches for.

Grammar: [up to | at least | more than | less than | about] NUMBER[–NUMBER] UNIT. NUMBER has a decimal point and no
thousands separator; UNIT is on the allow-list of specs/units.json. Nothing else is read: text never reaches pint's parser,
which takes `nm` for nanometres, `30 000 m` for 0 and `1,5 km` for 15 km. Reading needs only the generated table; pint itself
is imported when a Quantity is asked for.
"""

import json
import math
import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from ringfence.errors import Incomparable, ValueRefused, nearest
from ringfence.paths import data_folder

if TYPE_CHECKING:
    from pint import Quantity, UnitRegistry

Bound = Literal["exactly", "up to", "at least", "more than", "less than", "about"]
BOUNDS: tuple[Bound, ...] = ("exactly", "up to", "at least", "more than", "less than", "about")

_VALUE = re.compile(
    r"(?:(up to|at least|more than|less than|about) )?"
    r"(?:Mach (?P<mach>\d{1,15}(?:\.\d{1,15})?(?:[–-]\d{1,15}(?:\.\d{1,15})?)?)|"
    r"(\d{1,15}(?:\.\d{1,15})?)(?:[–-](\d{1,15}(?:\.\d{1,15})?))?(?: ([A-Za-z/]{1,8}))?)\Z",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class UnitInfo:
    """One unit of the allow-list: `si` times a figure is the figure in the dimension's SI unit."""

    symbol: str
    dimension: str
    si: float
    si_symbol: str
    pint: str


@cache
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads((data_folder("specs") / "units.json").read_text("utf-8"))
    return table


@cache
def known_units() -> dict[str, UnitInfo]:
    """Symbol → unit, for every unit that the grammar takes; money under its ISO 4217 code, `""` for bare counts."""
    table = _table()
    units = {symbol: UnitInfo(symbol, **row) for symbol, row in table["units"].items()}
    units |= {code: UnitInfo(code, f"money:{code}", 1.0, code, "") for code in table["currencies"]}
    return units


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as a source stated it: a bound, one or two numbers, a unit. `low == high` where it is no interval."""

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
        return self.low * known_units()[self.unit].si

    @property
    def si_high(self) -> float:
        """The upper end, as `si_low`."""
        return self.high * known_units()[self.unit].si

    @property
    def is_interval(self) -> bool:
        """Whether the source gave two ends."""
        return self.low != self.high

    @property
    def text(self) -> str:
        """The canonical text; reading it again gives the same measure."""
        numbers = number_text(self.low)
        if self.is_interval:
            numbers = f"{numbers}–{number_text(self.high)}"
        words = ("Mach", numbers) if self.unit == "Mach" else (numbers, self.unit)
        return " ".join(word for word in ("" if self.bound == "exactly" else self.bound, *words) if word)

    def __str__(self) -> str:
        return self.text

    def to(self, unit: str, *, altitude_m: float | None = None) -> "Measure":
        """The same figure in another unit of its dimension; the bound stays.

        Between Mach and the units of speed only at a stated altitude (m, 0–32,000, standard atmosphere).
        Raises Incomparable across dimensions, ValueRefused for a unit that is not known.
        """
        known = known_units()
        if unit not in known:
            raise ValueRefused(unit, "no such unit", suggestion=next(iter(nearest(unit, known)), None))
        here, there = known[self.unit], known[unit]
        factor = here.si / there.si
        if here.dimension != there.dimension:
            if {here.dimension, there.dimension} != {"mach", "speed"}:
                raise Incomparable(f"{self.text!r} is a {here.dimension}; {unit!r} measures {there.dimension}")
            if altitude_m is None:
                raise Incomparable(
                    f"{self.text!r} cannot be given in {unit!r} without an altitude: the speed of sound varies",
                    hint="state one, in metres, from 0 to 32,000",
                )
            sound = speed_of_sound(altitude_m)
            factor = factor * sound if here.dimension == "mach" else factor / sound
        return replace(self, low=self.low * factor, high=self.high * factor, unit=unit)

    @property
    def quantity(self) -> "Quantity[float]":
        """A pint Quantity of the upper end, in the unit as stated. Money has none: Incomparable."""
        return self.quantities[1]

    @property
    def quantities(self) -> "tuple[Quantity[float], Quantity[float]]":
        """Both ends as pint Quantities."""
        info = known_units()[self.unit]
        if info.dimension.startswith("money"):
            raise Incomparable(f"{self.text!r} is money: rates move, so it has no fixed quantity")
        registry = _registry()
        return registry.Quantity(self.low, info.pint), registry.Quantity(self.high, info.pint)


def number_text(number: float) -> str:
    """A number without exponent and without digits that rounding made: 400, 0.31, 1200000000."""
    short = f"{number:.12g}"
    if "e" in short:
        short = f"{number:.15f}" if abs(number) < 1 else f"{number:.0f}"
    return short.rstrip("0").rstrip(".") if "." in short else short


def measure_from_yaml(value: object) -> Measure:
    """A measure from a YAML value: a text in the grammar, or a bare number for a count. Raises ValueRefused."""
    if isinstance(value, Measure):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueRefused(str(value), "a value is a text such as 'up to 400 km', or a bare count")
    if isinstance(value, float) and math.isfinite(value):
        value = number_text(value)
    return parse_measure(str(value))


def parse_measure(text: str) -> Measure:
    """Read one value. Raises ValueRefused with the reason and, where one is likely, what was meant."""
    measure = try_measure(text)
    if measure is None or measure.low > measure.high:
        from ringfence.refusals import explain

        raise explain(text, measure)
    return measure


def try_measure(text: str) -> Measure | None:
    """The measure that the text spells, its interval perhaps backwards; None where the grammar does not take the text."""
    match = _VALUE.match(text)
    if match is None:
        return None
    bound, mach, first, second, unit = match.group(1, 2, 3, 4, 5)
    if mach is not None:
        first, _, second = mach.replace("-", "–").partition("–")
        unit = "Mach"
    if (unit or "") not in known_units():
        return None
    low = float(first)
    return Measure(bound or "exactly", low, float(second) if second else low, unit or "")


# U.S. Standard Atmosphere 1976, table of the layers up to 32 km: base (geopotential m), temperature (K), lapse (K/m)
_LAYERS = ((0.0, 288.15, -0.0065), (11_000.0, 216.65, 0.0), (20_000.0, 216.65, 0.001))
_TOP = 32_000.0


def speed_of_sound(altitude_m: float) -> float:
    """Speed of sound in m/s at a geopotential altitude in m, 0–32,000 (U.S. Standard Atmosphere 1976, equation 50)."""
    if not 0 <= altitude_m <= _TOP:
        raise Incomparable(f"the standard atmosphere is given from 0 to 32,000 m, not at {altitude_m:g} m")
    base, temperature, lapse = next(layer for layer in reversed(_LAYERS) if altitude_m >= layer[0])
    kelvin = temperature + lapse * (altitude_m - base)
    return math.sqrt(1.4 * 8314.32 / 28.9644 * kelvin)


@cache
def _registry() -> "UnitRegistry[float]":
    from pint import UnitRegistry

    return UnitRegistry()


_ALLOWED = {
    "length": {"mm": "millimeter", "cm": "centimeter", "m": "meter", "km": "kilometer", "in": "inch", "ft": "foot", "mi": "mile", "nmi": "nautical_mile"},
    "speed": {"m/s": "meter/second", "km/s": "kilometer/second", "km/h": "kilometer/hour", "mph": "mile/hour", "kt": "knot"},
    "mass": {"g": "gram", "kg": "kilogram", "t": "metric_ton", "lb": "pound"},
    "time": {"s": "second", "min": "minute", "h": "hour"},
    "angle": {"deg": "degree"},
}  # fmt: skip
_SI = {"length": "m", "speed": "m/s", "mass": "kg", "time": "s", "angle": "rad"}


def units_json_text() -> str:
    """What specs/units.json should hold: pint's factors, pycountry's ISO 4217 codes. Needs pycountry, a development dependency."""
    import pycountry

    registry = _registry()
    units: dict[str, dict[str, object]] = {
        symbol: {
            "dimension": dimension,
            "si": float(f"{registry.Quantity(1.0, name).to(_SI[dimension]).magnitude:.15g}"),
            "si_symbol": _SI[dimension],
            "pint": name,
        }
        for dimension, symbols in _ALLOWED.items()
        for symbol, name in symbols.items()
    }
    units["Mach"] = {"dimension": "mach", "si": 1.0, "si_symbol": "Mach", "pint": "dimensionless"}
    units[""] = {"dimension": "count", "si": 1.0, "si_symbol": "", "pint": "dimensionless"}
    currencies = sorted(str(currency.alpha_3) for currency in pycountry.currencies)
    return json.dumps({"units": units, "currencies": currencies}, indent=1) + "\n"
