"""Countries as shapes, and how far something that may stand anywhere in one of them reaches.

The shapes are Natural Earth's at 1:50m: who is in control, not whose claim is right. Of the points of its 1:10m
outlines half lie within 1 km of them and 19 in 20 within 5 km (on coasts of many islands within 8 km).
"""

from functools import cache
from math import ceil, pi, sqrt
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from pyproj import Proj
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.polygon import orient

from ringfence.errors import NotFound, RingfenceError
from ringfence.geo.dateline import cut, polygons, wound
from ringfence.geo.geodesy import RADIUS_MAX_M, Region, rings, wgs84
from ringfence.paths import data_folder

Floats = NDArray[np.float64]

OUTLINE_ERROR_M = 5_000.0
"""What is said of the outlines: 19 in 20 points of finer ones lie as near."""
REACH_ERROR_M = 1_000.0
"""How far the line of a reach may lie from the true one: it is made of discs about points of a thinned outline."""
_ROUGH = 0.12
"""The error of the rough reach, as a part of the radius."""
_MEAN_RADIUS_M = 6_371_000.0
_POLAR, _SLIVER = 80.0, 1e-4
"""Degrees of latitude beyond which edges are kept short; square degrees below which a hole is none."""


@cache
def country_shapes() -> dict[str, MultiPolygon]:
    """Code → shape, in degrees of longitude and latitude, cut at ±180°. Raises RingfenceError where they cannot be
    read.
    """
    path = data_folder("plots/basemap") / "countries_50m.wkb"
    try:
        shapes = shapely.from_wkb(path.read_bytes())
        return dict(zip(short_names(), shapely.get_parts(shapes).tolist(), strict=True))
    except (OSError, ValueError, shapely.errors.GEOSException) as error:
        raise RingfenceError(f"the shapes of countries {path} cannot be read: {error}") from error


@cache
def short_names() -> dict[str, str]:
    """Code → the name that maps write, in the order of the shapes."""
    path = data_folder("plots/basemap") / "countries.csv"
    try:
        rows = [(line[:3], line[4:]) for line in path.read_text("utf-8").splitlines()[1:]]
        return dict(rows)
    except (OSError, ValueError) as error:
        raise RingfenceError(f"the names of countries {path} cannot be read: {error}") from error


def country_shape(code: str) -> MultiPolygon:
    """The shape of a country by its code (ISO 3166-1 alpha-3). Raises NotFound."""
    shapes = country_shapes()
    if code not in shapes:
        raise NotFound("country with a shape", code, shapes)
    return shapes[code]


def middle(code: str) -> tuple[float, float]:
    """Latitude and longitude of a point well inside the largest part of a country."""
    largest = max(country_shape(code).geoms, key=lambda part: part.area)
    point = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
    return float(point[1]), float(point[0])


@cache
def reach(code: str, radius_m: float) -> Region:
    """All within a radius of some point of a country: where something that may stand anywhere in it reaches.

    The result lies within REACH_ERROR_M of the geodesic dilation of the shape as it is drawn. It is made on a plane
    about the country's middle, where nothing is cut, and twice: roughly, to tell which points of the outlines bear on
    it, and from those exactly. Raises RingfenceError for a radius that reaches round the globe.
    """
    shape, (lat, lon) = country_shape(code), middle(code)
    plane = Proj(proj="stere", lat_0=lat, lon_0=lon, ellps="WGS84")
    rough, spots = max(_ROUGH * radius_m, REACH_ERROR_M), _stations(shape, radius_m)
    at = np.column_stack(plane(*spots.T))
    away = np.hypot(*at.T)  # on this plane a length at that distance is 1 + (away / 2R)² as long
    if 2 * _MEAN_RADIUS_M * np.arctan(away.max() / 2 / _MEAN_RADIUS_M) + radius_m > RADIUS_MAX_M:
        raise RingfenceError(f"what stands anywhere in {code} and reaches {radius_m / 1000:,.0f} km reaches all round")
    inner = shapely.transform(shape, lambda path: np.column_stack(plane(*path.T)))
    some = np.unique(at // (rough / sqrt(2)), axis=0, return_index=True)[1]  # each other point is near one of them
    first = shapely.union_all([*_around(spots[some], radius_m, plane), inner])
    edge = shapely.simplify(first, rough / 2).boundary
    shapely.prepare(edge)
    far = (radius_m + 2 * rough) * (1 + ((away + 2 * radius_m) / 2 / _MEAN_RADIUS_M) ** 2)
    near = np.asarray(shapely.dwithin(edge, shapely.points(at), far))
    near[some] = False  # their discs are made
    whole = shapely.union_all([*_around(spots[near], radius_m, plane), first])
    return _unrolled(whole, plane)


def _unrolled(whole: shapely.Geometry, plane: Proj) -> Region:
    """Polygons of the plane in degrees, cut where they have to be, without the slivers between discs."""
    if np.abs(_degrees(plane, shapely.get_coordinates(whole))[:, 1]).max() > _POLAR:
        whole = shapely.segmentize(whole, 5_000.0)
    parts = []
    for part in map(orient, polygons(whole)):
        outline, *holes = (_degrees(plane, line.coords) for line in (part.exterior, *part.interiors))
        open_water = [hole for line in holes if (hole := cut(line[::-1], mend=True)).area > _SLIVER]
        parts.append(cut(outline, mend=True).difference(shapely.union_all(open_water)))
    return wound(shapely.union_all(parts))


def _degrees(plane: Proj, at: ArrayLike) -> Floats:
    """Points of the plane as longitude and latitude."""
    lon, lat = np.asarray(at).T
    return np.column_stack(plane(lon, lat, inverse=True))


def _around(spots: Floats, radius_m: float, plane: Proj) -> list[Polygon]:
    """Discs about points, on the plane, of so many vertices that their chords keep within a fifth of the error."""
    count = max(36, ceil(pi * sqrt(radius_m / (0.4 * REACH_ERROR_M))))
    paths = rings(spots[:, 1], spots[:, 0], [radius_m], vertices=count)[:, 0]
    made: Any = shapely.polygons(np.stack(plane(paths[..., 0], paths[..., 1]), axis=-1))
    return list(made)


def _stations(shape: MultiPolygon, radius_m: float) -> Floats:
    """Points of the outlines, thinned by two fifths of the error, so close together that the discs leave no scallop
    deeper than other two fifths; the last fifth is for the discs' own edges.
    """
    step = sqrt(8 * radius_m * 0.4 * REACH_ERROR_M)
    coarse = shapely.simplify(shape, 0.4 * REACH_ERROR_M / 111_320)
    found = []
    for part in polygons(coarse):
        path = np.asarray(part.exterior.coords)
        length = wgs84().inv(path[:-1, 0], path[:-1, 1], path[1:, 0], path[1:, 1])[2]
        for start, end, metres in zip(path[:-1], path[1:], length, strict=True):
            count = max(1, ceil(metres / step))
            found.append(start + (end - start) * (np.arange(count) / count)[:, None])
    return np.concatenate(found)
