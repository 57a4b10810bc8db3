"""The radar horizon, slant and ground range, and the limit that binds at an altitude."""

from math import acos, cos, hypot, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.errors import UsageError
from ringfence.geo.horizon import (
    EARTH_RADIUS_M,
    EffectiveRadius,
    effective_radius,
    ground_range,
    radar_horizon,
)

altitudes = st.floats(0, 100_000)
ranges = st.floats(0, 5_000_000)


@pytest.mark.parametrize(
    ("target", "kilometres"), [(10, 26.1), (100, 54.3), (300, 84.4), (1000, 143.4), (10_000, 425.0)]
)
def test_horizon_of_a_10_m_antenna(target: float, kilometres: float) -> None:
    """The exact arcs for k = 4/3 and 6371 km give each row to the tenth of a kilometre shown."""
    assert round(radar_horizon(target) / 1000, 1) == kilometres


def test_horizon_is_the_textbook_arc() -> None:
    """The arc is arccos(a/(a+h)) for the antenna and for the target, on the sphere of k times the earth's radius."""
    a = 1.2 * EARTH_RADIUS_M
    assert radar_horizon(9000, antenna_m=4000, k=1.2) == pytest.approx(
        a * (acos(a / (a + 4000)) + acos(a / (a + 9000)))
    )


def test_horizon_is_near_the_rule_of_thumb() -> None:
    """4.12 km times the sum of the square roots of both heights in metres is a little longer than the arc."""
    simple = 4122 * (sqrt(10) + sqrt(10_000))
    assert radar_horizon(10_000) < simple < 1.001 * radar_horizon(10_000)


def test_horizon_without_heights_is_nothing() -> None:
    """An antenna on the ground sees no target on the ground."""
    assert radar_horizon(0, antenna_m=0) == 0


@given(altitudes, altitudes, altitudes)
def test_horizon_grows_with_altitude(low: float, more: float, antenna: float) -> None:
    """The higher the target, the farther the horizon; and the same for the antenna, as the two are alike."""
    assert radar_horizon(low, antenna_m=antenna) <= radar_horizon(low + more, antenna_m=antenna)
    assert radar_horizon(low, antenna_m=antenna) == pytest.approx(radar_horizon(antenna, antenna_m=low))


@given(altitudes, st.floats(0.5, 3), st.floats(0, 2))
def test_horizon_grows_with_refraction(target: float, k: float, more: float) -> None:
    """The more the rays bend towards the ground, the farther the horizon."""
    assert radar_horizon(target, k=k) <= radar_horizon(target, k=k + more)


@given(st.floats(1, 100_000))
def test_the_horizon_is_where_the_ray_leaves_the_ground(altitude: float) -> None:
    """At the horizon of an altitude the straight ray over the effective earth touches it, and is that high there."""
    radius = 4 / 3 * EARTH_RADIUS_M
    beyond = (radar_horizon(altitude) - radar_horizon(0)) / radius
    assert 2 * radius * sin(beyond / 2) ** 2 / cos(beyond) == pytest.approx(altitude, rel=1e-6)


@pytest.mark.parametrize(
    ("slant", "altitude", "ground"),
    [
        (400_000, 0, 400_065.7),  # the chord is the shorter way: 2R·asin(s/2R)
        (30_000, 30_000, 0),  # straight up
        (5_000, 3_000, 3_999.06),  # flat: 4000 m, less 4000·h/2R of narrowing
    ],
)
def test_ground_range_rows(slant: float, altitude: float, ground: float) -> None:
    """Ground ranges are those worked out by series, in the comment beside each row."""
    assert ground_range(slant, altitude) == pytest.approx(ground, abs=0.1)


def test_what_is_higher_than_the_range_is_out_of_reach() -> None:
    """A target above the slant range has no ground range at all."""
    assert ground_range(20_000, 20_001) is None


@given(ranges, altitudes, altitudes)
def test_ground_range_falls_with_altitude(slant: float, low: float, more: float) -> None:
    """The higher the target, the shorter the ground range of one slant range, until it is out of reach."""
    near, far = ground_range(slant, low + more), ground_range(slant, low)
    assert near is None or (far is not None and near <= far)


@given(ranges, altitudes)
def test_slant_range_inverts_ground_range(ground: float, altitude: float) -> None:
    """The ground range of a point's slant range is the point's."""
    apart = 2 * sqrt(EARTH_RADIUS_M * (EARTH_RADIUS_M + altitude)) * sin(ground / EARTH_RADIUS_M / 2)
    slant = hypot(altitude, apart)
    assert ground_range(slant, altitude) == pytest.approx(ground, rel=1e-6, abs=1)


@pytest.mark.parametrize(
    ("stated", "altitude", "more", "expected"),
    [
        (400e3, 10_000, {"range_is": "ground"}, EffectiveRadius(400e3, "stated range")),
        (400e3, 100, {}, EffectiveRadius(radar_horizon(100), "radar horizon")),
        (400e3, 100, {"antenna_m": 30}, EffectiveRadius(radar_horizon(100, antenna_m=30), "radar horizon")),
        (400e3, 100, {"antenna_m": None, "range_is": "ground"}, EffectiveRadius(400e3, "stated range")),
        (400e3, 31_000, {"ceiling_m": 30_000}, EffectiveRadius(0, "altitude cover")),
        (400e3, 5, {"floor_m": 10}, EffectiveRadius(0, "altitude cover")),
        (60e3, 10, {"floor_m": 10, "ceiling_m": 10, "antenna_m": 1e4, "range_is": "ground"}, EffectiveRadius(60e3, "stated range")),
        (15e3, 20_000, {}, EffectiveRadius(0, "out of reach")),
        (15e3, 20_000, {"range_is": "ground"}, EffectiveRadius(15e3, "stated range")),
    ],
)  # fmt: skip
def test_the_limit_that_binds_is_named(
    stated: float, altitude: float, more: dict[str, float], expected: EffectiveRadius
) -> None:
    """The effective radius is the least of all limits, and bears the name of that one."""
    assert effective_radius(stated, altitude, **more) == expected  # type: ignore[arg-type] # the options are of two types


def test_a_slant_range_is_shortened_by_the_altitude() -> None:
    """40 km slant to a target at 24 km are some 32 km over the ground, and it is still the stated range that binds."""
    found = effective_radius(40e3, 24_000)
    assert found.limit == "stated range"
    assert found.radius_m == pytest.approx(31_940, abs=5)


@given(ranges, altitudes)
def test_no_limit_is_exceeded(stated: float, altitude: float) -> None:
    """The effective radius exceeds neither the horizon nor the stated range taken as ground range."""
    found = effective_radius(stated, altitude, range_is="ground")
    assert found.radius_m == min(stated, radar_horizon(altitude))


FINITE = "it must be a finite number of metres, 0 or more"


@pytest.mark.parametrize(
    ("arguments", "options", "says", "hint"),
    [
        ((-1, 0), {}, "the stated range is -1 m", FINITE),
        ((400e3, -5), {}, "the target altitude is -5 m", FINITE),
        ((float("nan"), 0), {}, "the stated range is nan m", FINITE),
        ((400e3, float("inf")), {}, "the target altitude is inf m", FINITE),
        ((400e3, 100), {"k": 0}, "the effective earth radius factor k is 0", "k must be above 0; 4/3 is the usual value"),
        ((400e3, 100), {"k": float("nan")}, "the effective earth radius factor k is nan", "k must be above 0; 4/3 is the usual value"),
        ((400e3, 100), {"antenna_m": -1}, "the antenna height is -1 m", FINITE),
        ((400e3, 100), {"ceiling_m": 10, "floor_m": 20}, "the altitude cover starts at 20 m and ends below it, at 10 m", None),
        ((400e3, 100), {"range_is": "chord"}, "a range is 'chord'", "allowed: slant, ground"),
        ((2e7, 100), {}, "a slant range of 20,000,000 m ends beyond the earth", "at an altitude of 100 m the farthest is 12,742,100 m"),
    ],
)  # fmt: skip
def test_what_is_no_altitude_or_range_is_refused(
    arguments: tuple[float, float], options: dict[str, float], says: str, hint: str | None
) -> None:
    """Negative, infinite and missing numbers, and options that cannot be, are errors that say so."""
    with pytest.raises(UsageError) as caught:
        effective_radius(*arguments, **options)  # type: ignore[arg-type] # the options are of two types
    assert (caught.value.message, caught.value.hint) == (says, hint)


@pytest.mark.parametrize("radius", [0, -1, float("inf"), float("nan")])
def test_an_earth_of_no_size_is_refused(radius: float) -> None:
    """The earth's radius is above 0."""
    with pytest.raises(UsageError) as caught:
        radar_horizon(100, earth_radius_m=radius)
    assert caught.value.message == f"the earth's radius is {radius:g} m"
    assert caught.value.hint == "it must be above 0; 6371000 is the usual value"


def test_the_earths_radius_counts() -> None:
    """On an earth of four times the radius the horizon is twice as far, and a slant range loses less to its curve."""
    assert radar_horizon(100, earth_radius_m=4 * EARTH_RADIUS_M) == pytest.approx(2 * radar_horizon(100), rel=1e-4)
    assert ground_range(400e3, 0, earth_radius_m=4 * EARTH_RADIUS_M) == pytest.approx(400e3 + 65.7 / 16, abs=0.1)
    assert radar_horizon(100, k=5 / 3) == pytest.approx(sqrt(5 / 4) * radar_horizon(100), rel=1e-4)
