"""Countries as shapes, and how far something that may stand anywhere in one of them reaches.

The shapes are Natural Earth's at 1:50m: who is in control, not whose claim is right. Of the points of its 1:10m
outlines half lie within 1 km of them and 19 in 20 within 5 km (on coasts of many islands within 8 km).
"""

from functools import cache
from math import ceil, sqrt

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

from ringfence.errors import NotFound, RingfenceError
from ringfence.geo.dateline import polygons, wound
from ringfence.geo.geodesy import Region, discs, wgs84
from ringfence.paths import data_folder

Floats = NDArray[np.float64]

OUTLINE_ERROR_M = 5_000.0
"""What is said of the outlines: 19 in 20 points of finer ones lie as near."""
REACH_ERROR_M = 500.0
"""How far the line of a reach may lie from the true one: it is made of discs about points of a thinned outline."""


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

    The result lies within REACH_ERROR_M of the geodesic dilation of the shape as it is drawn.
    """
    shape = country_shape(code)
    spots = _stations(shape, radius_m)
    around = discs(spots[:, 1], spots[:, 0], [radius_m])[:, 0]
    whole = shapely.union_all([*around, shape])
    # a hole is water or a neighbour out of reach; slivers between discs are none
    kept = [Polygon(p.exterior, [h for h in p.interiors if Polygon(h).area > 1e-4]) for p in polygons(whole)]
    return wound(MultiPolygon(kept) if len(kept) > 1 else kept[0])


def _stations(shape: MultiPolygon, radius_m: float) -> Floats:
    """Points of the outlines, thinned by half the error, so close together that the discs leave no scallop deeper than
    the other half.
    """
    step = sqrt(8 * radius_m * REACH_ERROR_M / 2)
    coarse = shapely.simplify(shape, REACH_ERROR_M / 2 / 111_320)
    found = []
    for part in polygons(coarse):
        path = np.asarray(part.exterior.coords)
        length = wgs84().inv(path[:-1, 0], path[:-1, 1], path[1:, 0], path[1:, 1])[2]
        for start, end, metres in zip(path[:-1], path[1:], length, strict=True):
            count = max(1, ceil(metres / step))
            found.append(start + (end - start) * (np.arange(count) / count)[:, None])
    return np.concatenate(found)
