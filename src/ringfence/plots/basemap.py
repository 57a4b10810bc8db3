"""Land, lakes and borders for maps: Natural Earth (public domain) as shapely geometries, shipped and read offline.

Coordinates are longitude and latitude in degrees, within −180…180 and −90…90; polygons are cut at ±180°. Borders are
those that Natural Earth draws: the ones in force on the ground, whoever claims otherwise.
"""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ringfence.errors import RingfenceError, UsageError
from ringfence.paths import data_folder

Layer = Literal["land", "lakes", "borders"]
Scale = Literal["110m", "50m", "10m"]
Box = tuple[float, float, float, float]

BORDERS_NOTE = "Borders as drawn by Natural Earth, which shows who is in control, not whose claim is right."


def load(layer: Layer, scale: Scale = "50m") -> BaseGeometry:
    """A layer of the whole world: multipolygons of land and lakes, multilinestrings of borders; read once a process.

    The Caspian Sea is a hole in the land; lakes lie on the land and are no holes in it. At 1:10m, thinned to about 500
    m, the lakes are those of 1:50m. Raises UsageError for a layer or scale that is not shipped, RingfenceError where
    the file cannot be read.
    """
    if layer not in get_args(Layer) or scale not in get_args(Scale):
        raise UsageError(
            f"no basemap layer is called {layer!r} at {scale!r}",
            hint=f"allowed: {', '.join(get_args(Layer))} at {', '.join(get_args(Scale))}",
        )
    name = f"{layer}_50m.wkb" if (layer, scale) == ("lakes", "10m") else f"{layer}_{scale}.wkb"
    return _read(data_folder("plots/basemap") / name)


def scale_for(width_m: float) -> Scale:
    """The scale that suits a map so many metres wide: details smaller than a line are left out."""
    if width_m < 500_000:
        return "10m"
    return "50m" if width_m < 6_000_000 else "110m"


def clip(geometry: BaseGeometry, box: Box) -> BaseGeometry:
    """What lies in a box of west, south, east and north degrees, across ±180° where west is greater than east.

    The result keeps its longitudes, so across ±180° it has parts at both ends. Polygons stay polygons and lines lines;
    it is empty where nothing lies in the box. Raises UsageError for a box that is upside down or not made of numbers.
    """
    west, south, east, north = box
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise UsageError(
            f"a box from {west}° to {east}° and from {south}° to {north}°",
            hint="west, south, east, north within -180…180 and -90…90; south is not above north",
        )
    halves = [(west, east)] if west <= east else [(west, 180.0), (-180.0, east)]
    kept = [
        part
        for start, end in halves
        if start < end and south < north  # of no width or height: nothing lies in it
        for part in shapely.get_parts(shapely.clip_by_rect(geometry, start, south, end, north)).tolist()
        if not part.is_empty
    ]
    if geometry.geom_type.endswith("LineString"):
        return MultiLineString([part for part in kept if isinstance(part, LineString)])
    return MultiPolygon([part for part in kept if isinstance(part, Polygon)])


@cache
def _read(path: Path) -> BaseGeometry:
    try:
        return shapely.from_wkb(path.read_bytes())
    except OSError as error:
        raise RingfenceError(f"the basemap file {path} cannot be read: {error.strerror}") from error
    except shapely.errors.GEOSException as error:
        raise RingfenceError(f"the basemap file {path} is damaged: {error}") from error
