"""How far a radar sees, and what a range means at an altitude: plain numbers, metres throughout.

The horizon is that of a smooth sphere with bent rays. A ray that the atmosphere bends towards the ground is drawn
straight over a sphere of radius k·Rₑ (the effective earth radius; Recommendation ITU-R P.834, "Effects of tropospheric
refraction on radiowave propagation"); k = 4/3 is the usual value for a standard atmosphere. Terrain, clutter and
ducting are left out, so a horizon is the best case for the radar.
"""

from dataclasses import dataclass
from math import asin, isfinite, sqrt
from typing import Literal

from ringfence.errors import UsageError

EARTH_RADIUS_M = 6_371_000.0
STANDARD_K = 4 / 3
ANTENNA_M = 10.0

RangeIs = Literal["ground", "slant"]
"""What a stated range is at a height."""
Limit = Literal["stated range", "radar horizon", "altitude cover", "out of reach"]


@dataclass(frozen=True, slots=True)
class EffectiveRadius:
    """How far over the ground a target at one altitude can be engaged, in metres, and what sets that limit."""

    radius_m: float
    limit: Limit


def radar_horizon(
    target_m: float, *, antenna_m: float = ANTENNA_M, k: float = STANDARD_K, earth_radius_m: float = EARTH_RADIUS_M
) -> float:
    """The ground distance in metres at which a target at `target_m` drops below the horizon of an antenna at
    `antenna_m`.

    Exact arcs on the sphere of radius a = k·Rₑ: d = a·(arccos(a/(a+h_antenna)) + arccos(a/(a+h_target))). The
    well-known √(2·k·Rₑ)·(√h_antenna + √h_target) is its first term and 0.05 % longer for a target at 10 km.
    `k` is the effective earth radius factor; infinite k (a ray that follows the ground) has no horizon and is refused.
    Raises UsageError for a negative or non-finite height, and for k ≤ 0.
    """
    radius = _effective_earth(k, earth_radius_m)
    return radius * (
        _dip(_height("antenna height", antenna_m), radius) + _dip(_height("target altitude", target_m), radius)
    )


def ground_range(slant_m: float, altitude_m: float, *, earth_radius_m: float = EARTH_RADIUS_M) -> float | None:
    """The ground distance in metres to the foot of a target at `altitude_m` that is `slant_m` away in a straight line.

    From the triangle site–earth's centre–target, by the law of cosines in its half-angle form: sin²(θ/2) = (slant² −
    h²) / (4·Rₑ·(Rₑ + h)), ground = Rₑ·θ. The site is at sea level; flight paths are not bent, so the true earth radius
    is used here and not k·Rₑ. None where the target is higher than the slant range reaches. Raises UsageError for
    negative or non-finite numbers, and for a slant range longer than to the antipode.
    """
    slant, height = _height("slant range", slant_m), _height("target altitude", altitude_m)
    if height > slant:
        return None
    half = (slant - height) * (slant + height) / (4 * earth_radius_m * (earth_radius_m + height))
    if half > 1:
        raise UsageError(
            f"a slant range of {slant_m:,.0f} m ends beyond the earth",
            hint=f"at an altitude of {altitude_m:,.0f} m the farthest is {2 * earth_radius_m + height:,.0f} m",
        )
    return 2 * earth_radius_m * asin(sqrt(half))


def effective_radius(
    stated_range_m: float,
    target_altitude_m: float,
    *,
    antenna_m: float | None = ANTENNA_M,
    k: float = STANDARD_K,
    ceiling_m: float | None = None,
    floor_m: float | None = None,
    range_is: RangeIs = "slant",
) -> EffectiveRadius:
    """The ground radius in metres within which a target at one altitude can be engaged, and the limit that binds.

    It is the least of the stated range (as ground range at that altitude where it is a slant range), the radar horizon
    and the altitude cover `floor_m` … `ceiling_m`, both included. Radius 0 with "altitude cover" outside that cover,
    and with "out of reach" where a slant range does not reach up to the altitude. Of two equal limits the stated range
    is named. `antenna_m=None` leaves the horizon out: for a weapon that is cued from elsewhere.
    """
    altitude = _height("target altitude", target_altitude_m)
    stated = _height("stated range", stated_range_m)
    if range_is not in ("slant", "ground"):
        raise UsageError(f"a range is {range_is!r}", hint="allowed: slant, ground")
    if floor_m is not None and ceiling_m is not None and floor_m > ceiling_m:
        raise UsageError(f"the altitude cover starts at {floor_m:,.0f} m and ends below it, at {ceiling_m:,.0f} m")
    if (ceiling_m is not None and altitude > ceiling_m) or (floor_m is not None and altitude < floor_m):
        return EffectiveRadius(0.0, "altitude cover")
    reach = ground_range(stated, altitude) if range_is == "slant" else stated
    if reach is None:
        return EffectiveRadius(0.0, "out of reach")
    if antenna_m is not None:
        horizon = radar_horizon(altitude, antenna_m=antenna_m, k=k)
        if horizon < reach:
            return EffectiveRadius(horizon, "radar horizon")
    return EffectiveRadius(reach, "stated range")


def _dip(height: float, radius: float) -> float:
    # arccos(a/(a+h)) loses all digits for small h; its sine form does not
    return 2 * asin(sqrt(height / (2 * (radius + height))))


def _effective_earth(k: float, earth_radius_m: float) -> float:
    if not (isfinite(k) and k > 0):
        raise UsageError(
            f"the effective earth radius factor k is {k:g}", hint="k must be above 0; 4/3 is the usual value"
        )
    if not (isfinite(earth_radius_m) and earth_radius_m > 0):
        raise UsageError(
            f"the earth's radius is {earth_radius_m:g} m", hint="it must be above 0; 6371000 is the usual value"
        )
    return k * earth_radius_m


def _height(what: str, value: float) -> float:
    if not (isfinite(value) and value >= 0):
        raise UsageError(f"the {what} is {value:g} m", hint="it must be a finite number of metres, 0 or more")
    return float(value)
