"""Measures, their conversion, and the table of units that pint vouches for."""

import json
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from generate import units_text
from pint import UnitRegistry

from ringfence.errors import Incomparable, ValueRefused
from ringfence.paths import data_folder
from ringfence.units import value as units
from ringfence.units.grammar import currencies
from ringfence.units.value import (
    Value,
    known_units,
    number_text,
    parse_value,
    speed_of_sound,
    value_from_yaml,
)

TABLE = data_folder("specs") / "units.json"
STATED = [info for info in known_units().values() if info.pint and info.pint != "dimensionless"]
GRAMMAR = [
    "mm", "cm", "m", "km", "in", "ft", "mi", "nmi", "m/s", "km/s", "km/h", "mph", "kt", "g", "kg", "t", "lb",
    "s", "min", "h", "deg", "Mach",
]  # fmt: skip


def test_the_table_is_what_pint_and_pycountry_say() -> None:
    """specs/units.json is exactly what pint and pycountry say today."""
    assert TABLE.read_text("utf-8") == units_text()


def test_the_table_holds_the_units_of_the_grammar_and_no_others() -> None:
    """The allow-list is the one that the grammar names, plus bare counts."""
    assert list(json.loads(TABLE.read_text("utf-8"))["units"]) == [*GRAMMAR, ""]


@pytest.mark.parametrize("info", STATED, ids=lambda info: info.symbol)
def test_pint_agrees_with_each_factor(info: units.UnitInfo) -> None:
    """Each SI factor is pint's, to the last digits of a double."""
    there: float = UnitRegistry().Quantity(1.0, info.pint).to(info.si_symbol).magnitude
    assert info.si == pytest.approx(there, rel=4e-16, abs=0)


@pytest.mark.parametrize(
    ("symbol", "factor"),
    [
        pytest.param("in", 0.0254, id="inch"),
        pytest.param("ft", 0.3048, id="foot"),
        pytest.param("mi", 1609.344, id="statute-mile"),
        pytest.param("nmi", 1852.0, id="nautical-mile"),
        pytest.param("km/h", 1 / 3.6, id="km/h"),
        pytest.param("mph", 0.44704, id="mph"),
        pytest.param("kt", 1852 / 3600, id="knot"),
        pytest.param("lb", 0.45359237, id="pound"),
        pytest.param("t", 1000.0, id="tonne"),
        pytest.param("deg", math.pi / 180, id="degree"),
    ],
)
def test_factors_are_those_of_the_definitions(symbol: str, factor: float) -> None:
    """The factors are the defined ones: statute mile, international foot and pound, metric tonne."""
    assert known_units()[symbol].si == factor


def test_names_lead_to_one_unit_each() -> None:
    """No name that is understood stands for two units, and none is taken as a unit."""
    names = [name for info in STATED for name in info.names]
    assert len(names) == len(set(names))
    assert not set(names) & set(known_units())


def test_currencies_are_money_alone() -> None:
    """The currencies are the codes in use, and no metals, testing codes or "no currency"."""
    assert {"USD", "EUR", "GBP", "ILS", "INR", "JPY", "KRW", "CNY", "RUB", "TRY", "UAH"} <= currencies()
    assert not {"XXX", "XTS", "XAU", "XAG", "XPT", "XPD"} & currencies()
    assert all(len(code) == 3 and code.isupper() and code.isascii() for code in currencies())


def test_reading_imports_no_heavy_module() -> None:
    """Reading, refusing, converting and ordering values import none of pint, numpy, pycountry."""
    code = (
        "import sys; from ringfence.units.grammar import currencies; from ringfence.units.value import parse_value, try_value;"
        "parse_value('up to 400 km').to('mi').text; try_value('5 KM'); currencies();"
        "print(*sorted({'pint', 'numpy', 'pycountry', 'matplotlib', 'pydantic'} & set(sys.modules)))"
    )
    path = str(Path(units.__file__).parents[2])
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert run.stdout.strip() == ""


@pytest.mark.parametrize(
    ("text", "unit", "converted"),
    [
        pytest.param("400 km", "m", "400000 m", id="km-m"),
        pytest.param("up to 400 km", "mi", "up to 248.548476894934 mi", id="km-mi"),
        pytest.param("about 60 nmi", "km", "about 111.12 km", id="nmi-km"),
        pytest.param("5280 ft", "mi", "1 mi", id="ft-mi"),
        pytest.param("10–30 km", "ft", "32808.3989501312–98425.1968503937 ft", id="interval"),
        pytest.param("0.3 km", "m", "300 m", id="no-noise-down"),
        pytest.param("3 m", "km", "0.003 km", id="no-noise-up"),
        pytest.param("1.1 km", "m", "1100 m", id="no-noise-product"),
        pytest.param("36 km/h", "m/s", "10 m/s", id="km/h-m/s"),
        pytest.param("4.8 km/s", "km/h", "17280 km/h", id="km/s-km/h"),
        pytest.param("100 kt", "km/h", "185.2 km/h", id="kt-km/h"),
        pytest.param("1 lb", "g", "453.59237 g", id="lb-g"),
        pytest.param("43.3 t", "kg", "43300 kg", id="t-kg"),
        pytest.param("1.5 h", "min", "90 min", id="h-min"),
        pytest.param("less than 10 s", "s", "less than 10 s", id="same-unit"),
        pytest.param("500 USD", "USD", "500 USD", id="same-money"),
    ],
)
def test_conversion_within_a_dimension(text: str, unit: str, converted: str) -> None:
    """A figure is given in another unit with its bound, both ends, and no digits that rounding made."""
    assert parse_value(text).to(unit).text == converted


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("400 km", "s", id="length-time"),
        pytest.param("36", "km", id="count-length"),
        pytest.param("500 USD", "EUR", id="money-money"),
        pytest.param("Mach 5", "km", id="mach-length"),
        pytest.param("5 kg", "", id="mass-count"),
    ],
)
def test_conversion_across_dimensions_is_refused(text: str, unit: str) -> None:
    """A figure is not given in a unit of another dimension or currency, at any altitude."""
    with pytest.raises(Incomparable):
        parse_value(text).to(unit, 0)


def test_conversion_to_an_unknown_unit_is_refused() -> None:
    """A unit that is not on the list is refused with the nearest that is."""
    with pytest.raises(ValueRefused) as caught:
        parse_value("400 km").to("nmm")
    assert caught.value.suggestion in ("nmi", "mm")


def test_mach_becomes_a_speed_only_at_an_altitude() -> None:
    """Mach 1 is 340.3 m/s at sea level and 295.1 m/s in the stratosphere, and nothing without an altitude."""
    mach = parse_value("more than Mach 2–4")
    with pytest.raises(Incomparable, match="altitude"):
        mach.to("m/s")
    at_sea = mach.to("m/s", 0)
    assert (at_sea.bound, at_sea.unit) == ("more than", "m/s")
    assert (at_sea.low, at_sea.high) == pytest.approx((680.588, 1361.176), abs=0.001)
    assert mach.to("km/h", altitude_m=15_000).high == pytest.approx(4 * 295.069 * 3.6, abs=0.02)
    back = at_sea.to("Mach", 0)
    assert (back.low, back.high) == pytest.approx((2, 4), rel=1e-14)


@pytest.mark.parametrize(
    ("altitude", "speed"),
    [
        pytest.param(0, 340.294, id="0-km"),
        pytest.param(5_000, 320.529, id="5-km"),
        pytest.param(11_000, 295.070, id="11-km"),
        pytest.param(20_000, 295.070, id="20-km"),
        pytest.param(32_000, 303.131, id="32-km"),
    ],
)
def test_speed_of_sound_is_the_standard_atmospheres(altitude: float, speed: float) -> None:
    """The speed of sound is that of the U.S. Standard Atmosphere 1976 at its geopotential altitudes."""
    assert speed_of_sound(altitude) == pytest.approx(speed, abs=0.002)


@pytest.mark.parametrize("altitude", [-1, 32_001, math.inf, math.nan])
def test_speed_of_sound_ends_with_the_layers(altitude: float) -> None:
    """Below 0 and above 32 km no speed of sound is given."""
    with pytest.raises(Incomparable, match="from 0 to 32,000"):
        speed_of_sound(altitude)


def test_equal_figures_in_unlike_units_are_equal_in_si() -> None:
    """The unit changes nothing: 400 km stands above 248.5 mi and below 248.6 mi, and 5280 ft are a mile."""
    assert parse_value("248.5 mi").si_high < parse_value("400 km").si_low < parse_value("248.6 mi").si_high
    assert parse_value("5280 ft").si_low == parse_value("1 mi").si_low == 1609.344
    assert parse_value("3 ft").si_low == parse_value("3 ft").si_high == parse_value("91.44 cm").si_high
    assert parse_value("0.3 km").si_low == parse_value("300 m").si_low == 300
    assert parse_value("180 deg").si_low == pytest.approx(math.pi, rel=1e-15)


def test_pint_takes_over_where_asked() -> None:
    """`quantity` is the upper end as a pint Quantity in the unit as stated, `quantities` both ends."""
    low, high = parse_value("250–300 km").quantities
    assert low.to("mile").magnitude == pytest.approx(155.343, abs=0.001)
    assert high.magnitude == 300
    assert parse_value("up to 400 km").quantity.to("m").magnitude == 400_000
    assert parse_value("Mach 5").quantity.dimensionless
    assert parse_value("36").quantity.magnitude == 36
    assert parse_value("2 nmi").quantity.to("m").magnitude == pytest.approx(3704)
    with pytest.raises(Incomparable, match="money"):
        _ = parse_value("5 USD").quantity


@pytest.mark.parametrize(
    ("number", "text"),
    [
        pytest.param(400.0, "400", id="whole"),
        pytest.param(0.1 + 0.2, "0.3", id="noise"),
        pytest.param(1.2e9, "1200000000", id="large"),
        pytest.param(1e22, "10000000000000000000000", id="larger-than-the-grammar"),
        pytest.param(1e-7, "0.0000001", id="small"),
        pytest.param(1.25e-7, "0.000000125", id="small-digits"),
        pytest.param(-1.25e-7, "-0.000000125", id="negative-small"),
        pytest.param(-0.0, "0", id="negative-zero"),
        pytest.param(100 / 3, "33.3333333333333", id="third"),
    ],
)
def test_numbers_are_written_out(number: float, text: str) -> None:
    """A number is written with 15 digits at most, without exponent and without trailing zeros."""
    assert number_text(number) == text


def test_a_measure_is_a_value() -> None:
    """A measure cannot be changed, takes no other attributes, and serves as a key."""
    measure = parse_value("up to 400 km")
    with pytest.raises(AttributeError):
        measure.low = 5  # type: ignore[misc]
    assert not hasattr(measure, "__dict__")
    assert {measure: 1}[Value("up to", 400.0, 400.0, "km")] == 1
    assert (measure.is_interval, parse_value("4–6").is_interval) == (False, True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("up to 400 km", "up to 400 km", id="text"),
        pytest.param(36, "36", id="integer"),
        pytest.param(0, "0", id="zero"),
        pytest.param(2.5, "2.5", id="decimal"),
        pytest.param(36.0, "36", id="whole-float"),
        pytest.param(-0.0, "0", id="negative-zero"),
        pytest.param(0.1 + 0.2, "0.3", id="float-noise"),
        pytest.param(1e5, "100000", id="float-exponent"),
        pytest.param(999_999_999_999_999, "999999999999999", id="15-digits"),
        pytest.param(Value("about", 5, 5, "km"), "about 5 km", id="measure"),
    ],
)
def test_yaml_gives_texts_and_bare_counts(value: object, text: str) -> None:
    """A YAML text goes through the grammar, and a YAML number is a count."""
    assert value_from_yaml(value).text == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(True, "'true'", id="true"),
        pytest.param(False, "'false'", id="false"),
        pytest.param(None, "'null'", id="null"),
        pytest.param([400, "km"], r"\[400, \"km\"\]", id="list"),
        pytest.param({"km": 400}, r"\{\"km\": 400\}", id="map"),
        pytest.param(-5, "not negative", id="negative"),
        pytest.param(-0.5, "not negative", id="negative-float"),
        pytest.param(float("nan"), "finite", id="nan"),
        pytest.param(float("inf"), "finite", id="inf"),
        pytest.param(1e300, "at most", id="huge-float"),
        pytest.param(10**15, "at most 15 digits", id="16-digits"),
        pytest.param(10**5000, "at most 15 digits", id="5001-digits"),
        pytest.param("400 KM", "wrong case", id="text"),
    ],
)
def test_other_yaml_is_refused(value: object, shown: str) -> None:
    """Booleans, nothing, collections and impossible numbers are refused, never raised as anything else."""
    with pytest.raises(ValueRefused, match=shown):
        value_from_yaml(value)
