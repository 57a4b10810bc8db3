"""Range rings on the WGS84 ellipsoid: sites and radii in, longitudes and latitudes out. Nothing here draws.

Vertices solve the geodesic direct problem (C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87, 43–55, 2013,
doi:10.1007/s00190-012-0578-z) as pyproj.Geod does, to about 15 nanometres. Angles are degrees, bearings clockwise from
north, lengths metres over the ground; arrays hold (longitude, latitude), in that order, and arguments (latitude,
longitude).
"""

from functools import cache
from math import ceil, degrees, inf, pi, sqrt

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon

from ringfence.errors import RingfenceError
from ringfence.geo.dateline import cut, normalised, turned, wound

Floats = NDArray[np.float64]
Region = Polygon | MultiPolygon

RADIUS_MAX_M = 19_000_000.0  # next to the antipode, 20 000 km away, a ring crosses itself
TOLERANCE_M = 20.0
_POLAR_RADIUS_M = 6_356_752.0
_REFINEMENTS = 24
_TOUCHES_M = 0.02  # a vertex that far off is not at the pole when features are rounded, either


@cache
def wgs84() -> Geod:
    """The ellipsoid that all rings lie on."""
    return Geod(ellps="WGS84")


def vertex_count(radius_m: float) -> int:
    """How many vertices keep a ring's chords within 20 m of its arc: a multiple of 360, so that whole degrees are
    vertices.

    From the sagitta of a chord on the plane, r·(1 − cos(π/n)) ≈ r·π²/(2n²); 15 m at 400 km, 360 vertices up to 525 km.
    """
    return 360 * max(1, ceil(pi * sqrt(radius_m / (2 * TOLERANCE_M)) / 360))


def points(latitude: float, longitude: float, bearings: ArrayLike, distances_m: ArrayLike) -> Floats:
    """The points at some bearings and distances from a site, shape (points, 2); the two broadcast against
    each other.
    """
    azimuths, distances = np.broadcast_arrays(
        np.atleast_1d(np.asarray(bearings, dtype=np.float64)), np.asarray(distances_m, dtype=np.float64)
    )
    starts = np.full_like(azimuths, longitude), np.full_like(azimuths, latitude)
    east, north, _ = wgs84().fwd(*starts, azimuths, distances, return_back_azimuth=False)
    return np.column_stack([east, north])


def rings(latitudes: ArrayLike, longitudes: ArrayLike, radii_m: ArrayLike, *, vertices: int | None = None) -> Floats:
    """The closed rings of every radius about every site.

    `latitudes` and `longitudes` have shape (sites,), `radii_m` (radii,); the result is (sites, radii, vertices + 1, 2),
    with longitudes within −180 and 180, each ring counter-clockwise from the north and its last vertex the first again.
    All have as many vertices as the largest radius needs. Nothing is cut: see `disc` for polygons. Raises
    RingfenceError for coordinates that are off the globe, for radii below 0 or above 19 000 km, and for NaN.
    """
    lat, lon = sites(latitudes, longitudes)
    radii = checked_radii(radii_m)
    count = vertices or vertex_count(float(radii.max(initial=0.0)))
    if count < 4:
        raise RingfenceError(f"a ring of {count} vertices", hint="it needs at least 4")
    shape = (len(lat), len(radii), count)
    east, north, azimuths, distances = (np.empty(shape) for _ in range(4))
    east[:] = lon[:, None, None]
    north[:] = lat[:, None, None]
    azimuths[:] = -360.0 / count * np.arange(count)
    distances[:] = radii[None, :, None]
    east, north, _ = wgs84().fwd(east, north, azimuths, distances, inplace=True, return_back_azimuth=False)
    result = np.empty((len(lat), len(radii), count + 1, 2))
    result[..., :-1, 0] = east
    result[..., :-1, 1] = north
    result[..., -1, :] = result[..., 0, :]
    return result


def ring(latitude: float, longitude: float, radius_m: float, *, vertices: int | None = None) -> Floats:
    """The closed ring of one radius about one site, shape (vertices + 1, 2); see `rings`."""
    only: Floats = rings([latitude], [longitude], [radius_m], vertices=vertices)[0, 0]
    return only


def disc(latitude: float, longitude: float, radius_m: float) -> Region:
    """All that lies within a radius of a site, cut at ±180° and at the poles and wound by RFC 7946.

    Its edges, straight in longitude and latitude, stay within about 20 m of the ring, also next to a pole.
    """
    return _disc(*_site(latitude, longitude), _radius(radius_m))


def discs(latitudes: ArrayLike, longitudes: ArrayLike, radii_m: ArrayLike) -> NDArray[np.object_]:
    """`disc` for every site and every radius: an array of polygons of shape (sites, radii), made in one go where none
    is cut.
    """
    lat, lon = sites(latitudes, longitudes)
    radii = checked_radii(radii_m)
    result = np.empty((len(lat), len(radii)), dtype=object)
    for column, radius in enumerate(radii.tolist()):
        paths = rings(lat, lon, [radius])[:, 0]
        plain = radius > 0 and ~_needs_cutting(lat, radius, paths)
        result[plain, column] = shapely.polygons(paths[plain])
        for row in np.flatnonzero(~np.broadcast_to(plain, lat.shape)).tolist():
            result[row, column] = _disc(float(lat[row]), float(lon[row]), radius)
    return result


def annulus(latitude: float, longitude: float, inner_m: float, outer_m: float) -> Region:
    """All that lies between two radii of a site: a dead zone, or a figure that is disputed, is the hole.

    Raises RingfenceError unless the inner radius is below the outer one; an inner radius of 0 leaves no hole.
    """
    site = _site(latitude, longitude)
    inner, outer = _between(inner_m, outer_m)
    whole = _disc(*site, outer)
    return wound(whole.difference(_disc(*site, inner))) if inner else whole


def sector(
    latitude: float, longitude: float, radius_m: float, bearing_from: float, bearing_to: float, *, inner_m: float = 0.0
) -> Region:
    """The part of a disc, or of an annulus, that lies clockwise from one bearing to another; 350 to 10 goes across
    north.

    Its sides are geodesics. Bearings are degrees of any sign; two that differ by a full turn or more are all round. At
    a pole, where every way is south, they count from the site's own meridian. Raises RingfenceError for equal bearings.
    """
    lat, lon = _site(latitude, longitude)
    inner, outer = _between(inner_m, radius_m)
    if not (np.isfinite(bearing_from) and np.isfinite(bearing_to)):
        raise RingfenceError(f"a sector from {bearing_from}° to {bearing_to}°", hint="bearings are numbers of degrees")
    if abs(bearing_to - bearing_from) >= 360:
        return annulus(lat, lon, inner, outer)
    span = (bearing_to - bearing_from) % 360
    if span == 0:
        raise RingfenceError(
            f"a sector from {bearing_from:g}° to {bearing_to:g}° is empty",
            hint="all round is 0 to 360, or a plain ring",
        )
    inner, outer = _off_the_poles(lat, inner) if inner else 0.0, _off_the_poles(lat, outer)
    start, steps = bearing_from % 360, max(8, ceil(vertex_count(outer) * span / 360))
    side = np.linspace(inner, outer, max(8, ceil((outer - inner) / 20_000)) + 1)
    arc = np.linspace(start, start + span, steps + 1)
    pieces = [(arc[::-1], np.full_like(arc, outer)), (np.full_like(side, start), side[::-1])]
    if inner:
        pieces.append((arc, np.full_like(arc, inner)))
    pieces.append((np.full_like(side, start + span), side))
    azimuths: Floats = np.concatenate([piece[0] for piece in pieces])
    distances: Floats = np.concatenate([piece[1] for piece in pieces])
    return cut(_refined(lat, lon, azimuths, distances))


def bounding_box(latitude: float, longitude: float, radius_m: float) -> tuple[float, float, float, float]:
    """West, south, east and north of a disc in degrees; west is greater than east where it lies across ±180°.

    A disc with a pole inside reaches all round: −180 to 180.
    """
    lat, lon = _site(latitude, longitude)
    radius = _radius(radius_m)
    path = ring(lat, lon, radius)
    south, north = float(path[:, 1].min()), float(path[:, 1].max())
    inside = [_pole_distance(lat, pole) <= radius for pole in (90.0, -90.0)]
    if any(inside):
        return -180.0, -90.0 if inside[1] else south, 180.0, 90.0 if inside[0] else north
    if _needs_cutting(np.array([lat]), radius, path[None])[0]:  # near a pole the longitudes turn between two vertices
        azimuths = np.linspace(0.0, -360.0, len(path))
        path = _refined(lat, lon, azimuths, np.full_like(azimuths, _off_the_poles(lat, radius)))
    away = turned(path[:, 0] - lon)
    return normalised(lon + float(away.min())), south, normalised(lon + float(away.max())), north


def sites(latitudes: ArrayLike, longitudes: ArrayLike) -> tuple[Floats, Floats]:
    """Latitudes and longitudes as arrays of one shape (sites,), longitudes brought within −180 and 180; else
    RingfenceError.
    """
    lat, lon = (np.atleast_1d(np.asarray(values, dtype=np.float64)) for values in (latitudes, longitudes))
    if lat.ndim != 1 or lat.shape != lon.shape:
        raise RingfenceError(f"{lat.size} latitudes and {lon.size} longitudes", hint="a site has one of each")
    _refuse(~(np.abs(lat) <= 90), lat, "a latitude of {}°", "latitudes go from -90 (south) to 90 (north)")
    _refuse(~np.isfinite(lon), lon, "a longitude of {}°", "longitudes go from -180 (west) to 180 (east)")
    return lat, np.where(np.abs(lon) <= 180, lon, (lon + 180) % 360 - 180)


def checked_radii(radii_m: ArrayLike) -> Floats:
    """Radii in metres as an array of shape (radii,), each within 0 and 19 000 km; else RingfenceError."""
    radii = np.atleast_1d(np.asarray(radii_m, dtype=np.float64))
    if radii.ndim != 1:
        raise RingfenceError(f"radii in {radii.ndim} dimensions", hint="radii are one list")
    wrong = ~((radii >= 0) & (radii <= RADIUS_MAX_M))
    _refuse(
        wrong, radii, "a radius of {} m", "radii go from 0 to 19 000 000 m: next to the antipode a ring crosses itself"
    )
    return radii


def _refuse(wrong: NDArray[np.bool_], values: Floats, message: str, hint: str) -> None:
    if wrong.any():
        raise RingfenceError(message.format(f"{float(values[wrong][0]):.12g}"), hint=hint)


def _site(latitude: float, longitude: float) -> tuple[float, float]:
    lat, lon = sites(latitude, longitude)
    return float(lat[0]), float(lon[0])


def _radius(radius_m: float) -> float:
    return float(checked_radii(radius_m)[0])


def _between(inner_m: float, outer_m: float) -> tuple[float, float]:
    inner, outer = _radius(inner_m), _radius(outer_m)
    if inner >= outer:
        raise RingfenceError(
            f"nothing lies between an inner radius of {inner:,.0f} m and an outer one of {outer:,.0f} m",
            hint="the inner radius must be the smaller one",
        )
    return inner, outer


def _disc(lat: float, lon: float, radius: float) -> Region:
    if radius == 0:
        return Polygon()
    path = ring(lat, lon, radius)
    if not _needs_cutting(np.array([lat]), radius, path[None])[0]:
        return Polygon(path)
    azimuths = np.linspace(0.0, -360.0, len(path))
    return cut(_refined(lat, lon, azimuths, np.full_like(azimuths, _off_the_poles(lat, radius))))


def _off_the_poles(lat: float, radius: float) -> float:
    """The radius, two centimetres away from one that only touches a pole: whether that lies inside is then
    decided.
    """
    for pole in (90.0, -90.0):
        distance = _pole_distance(lat, pole)
        if abs(distance - radius) < _TOUCHES_M:
            return distance + _TOUCHES_M if radius >= distance else distance - _TOUCHES_M
    return radius


def _needs_cutting(lat: Floats, radius: float, paths: Floats) -> NDArray[np.bool_]:
    """Which of the closed rings, shape (sites, vertices, 2), cross ±180°, come near a pole, or need more vertices."""
    crosses = np.abs(np.diff(paths[..., 0], axis=1)).max(axis=1) > 180
    reach = np.abs(lat) + degrees(radius / _POLAR_RADIUS_M)
    chord = 2 * pi * radius / (paths.shape[1] - 1)
    # how far a line straight in longitude and latitude strays from the geodesic: chord² · tan(latitude) / 8R
    limit = degrees(np.arctan(TOLERANCE_M / 2 * 8 * _POLAR_RADIUS_M / chord**2)) if chord else inf
    result: NDArray[np.bool_] = crosses | (reach > min(limit, 89.0))
    return result


def _pole_distance(lat: float, pole: float) -> float:
    return float(wgs84().inv(0.0, lat, 0.0, pole)[2])


def _refined(lat: float, lon: float, azimuths: Floats, distances: Floats) -> Floats:
    """The path through points given by bearing and distance from a site, with as many more as its straight edges need.

    An edge that is straight in longitude and latitude is halved until its middle is within 20 m of the path's.
    """
    path = points(lat, lon, azimuths, distances)
    for _ in range(_REFINEMENTS):
        middles = (azimuths[1:] + azimuths[:-1]) / 2, (distances[1:] + distances[:-1]) / 2
        drawn = _halfway(path)
        off = wgs84().inv(drawn[:, 0], drawn[:, 1], *points(lat, lon, *middles).T)[2]
        coarse = np.flatnonzero(off > TOLERANCE_M / 2)
        if not len(coarse):
            break
        extra = points(lat, lon, middles[0][coarse], middles[1][coarse])
        azimuths = np.insert(azimuths, coarse + 1, middles[0][coarse])
        distances = np.insert(distances, coarse + 1, middles[1][coarse])
        path = np.insert(path, coarse + 1, extra, axis=0)
    return path


def _halfway(path: Floats) -> Floats:
    """The middles of the edges in longitude and latitude; an edge to a pole is drawn along its other end's meridian."""
    start, end = path[:-1], path[1:]
    change = turned(end[:, 0] - start[:, 0])
    east = np.where(np.abs(start[:, 1]) == 90, end[:, 0], start[:, 0] + change / 2)
    east = np.where(np.abs(end[:, 1]) == 90, start[:, 0], east)
    return np.column_stack([east, (start[:, 1] + end[:, 1]) / 2])
