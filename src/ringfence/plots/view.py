"""What part of the world a map shows: projection, view, and the way from degrees to points on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Proj

from ringfence.errors import UsageError
from ringfence.geo.geodesy import RADIUS_MAX_M, Region, bounding_box, wgs84
from ringfence.geo.geodesy import rings as geodesic_rings
from ringfence.geo.places import Site as Spot
from ringfence.plots.labels import Box
from ringfence.progress import steps
from ringfence.scenes.features import regions
from ringfence.scenes.scene import Scene, Site

if TYPE_CHECKING:
    from cartopy.crs import Projection

Floats = NDArray[np.float64]
_MARGIN = 0.07
_MERCATOR_ENDS = 85
_WORLD_M = 9_000_000.0  # from this reach on, clipping costs more than it saves
FLATTEST, STEEPEST = 0.62, 1.2
"""The least and most height of a map for a width of 1."""


@cache
def lonlat() -> "Projection":
    """Degrees of longitude and latitude, made once: cartopy's reference systems are dear to make."""
    from cartopy.crs import PlateCarree

    return PlateCarree()


@cache
def _plain(definition: str) -> Proj:
    return Proj(definition)


def flattened(crs: Any, longitudes: Any, latitudes: Any) -> Floats:
    """Degrees on a projection's plane, shape (points, 2), not finite where it does not show them.

    By pyproj itself: cartopy's way through two reference systems and the database of PROJ takes longer than the map.
    """
    lon, lat = (np.array(part, dtype=float) for part in (longitudes, latitudes))
    return np.column_stack(_plain(crs.proj4_init)(lon, lat))


@dataclass(frozen=True)
class View:
    """A part of a projected plane, and its size on the figure in points."""

    crs: Any
    left: float
    low: float
    right: float
    high: float
    width: float
    height: float

    @property
    def frame(self) -> Box:
        """The map in points."""
        return Box(0.0, 0.0, self.width, self.height)

    def points(self, xy: Floats) -> Floats:
        """From the plane to points on the map."""
        scale = np.array([self.width / (self.right - self.left), self.height / (self.high - self.low)])
        found: Floats = (np.asarray(xy)[..., :2] - (self.left, self.low)) * scale
        return found

    def plane(self, x: float, y: float) -> tuple[float, float]:
        """From points on the map to the plane."""
        return (
            self.left + x / self.width * (self.right - self.left),
            self.low + y / self.height * (self.high - self.low),
        )

    @property
    def window(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north, in degrees, of what may be seen; None for the whole world."""
        corners = np.array([(x, y) for x in (self.left, self.right) for y in (self.low, self.high)])
        name = type(self.crs).__name__
        if name in ("AzimuthalEquidistant", "Orthographic"):
            reach = 1.03 * float(np.hypot(*corners.T).max())
            if name == "Orthographic":  # which shrinks what lies far from its middle
                reach = 6_371_000.0 * float(np.arcsin(reach / 6_371_000.0)) if reach < 4_000_000 else np.inf
            ((longitude, latitude),) = self.degrees([0.0], [0.0]).tolist()  # such a projection is about its own middle
            return None if reach > _WORLD_M else bounding_box(latitude, longitude, reach)
        lon, lat = self.degrees(corners[:, 0], corners[:, 1]).T
        west, east = self.crs.x_limits
        if not np.isfinite([lon, lat]).all() or self.right - self.left > 0.9 * (east - west):
            return None
        lon, lat = np.clip(lon, -180, 180), np.clip(lat, -90, 90)  # some versions of PROJ give 90.0000000000004
        return float(lon[0]), float(lat.min()), float(lon[-1]), float(lat.max())

    def project(self, longitudes: Any, latitudes: Any) -> Floats:
        """Degrees as points on the map; what cannot be seen is not finite."""
        return self.points(flattened(self.crs, longitudes, latitudes))

    def degrees(self, x: Any, y: Any) -> Floats:
        """Points of the plane as longitude and latitude."""
        return np.column_stack(_plain(self.crs.proj4_init)(np.array(x, float), np.array(y, float), inverse=True))

    def metres(self, x: float, y: float) -> float:
        """Metres on the ground for one point of the map, along a line to the right of a point of the map."""
        ends = np.array([self.plane(x - 5, y), self.plane(x + 5, y)])
        lon, lat = self.degrees(ends[:, 0], ends[:, 1]).T
        return float(wgs84().inv(lon[0], lat[0], lon[1], lat[1])[2]) / 10


def centre(spots: Sequence[Spot]) -> tuple[float, float]:
    """Latitude and longitude of the middle of the sites, by their mean direction from the earth's centre."""
    if len(spots) == 1:
        return spots[0].latitude, spots[0].longitude
    angles = np.radians([(spot.latitude, spot.longitude) for spot in spots])
    north, east = angles[:, 0], angles[:, 1]
    x, y, up = (
        float(np.mean(part)) for part in (np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north))
    )
    if max(abs(x), abs(y), abs(up)) < 1e-9:
        return spots[0].latitude, spots[0].longitude
    return float(np.degrees(np.arctan2(up, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def projection_for(scene: Scene, spots: Sequence[Spot]) -> "Projection":
    """The scene's projection, about the middle of its sites."""
    from cartopy import crs

    latitude, longitude = centre(spots)
    if scene.projection == "plate-carree":
        return crs.PlateCarree(central_longitude=round(longitude))
    if scene.projection == "mercator":
        return crs.Mercator(
            central_longitude=round(longitude), min_latitude=-_MERCATOR_ENDS, max_latitude=_MERCATOR_ENDS
        )
    if scene.projection == "orthographic":
        return crs.Orthographic(longitude, latitude)
    return crs.AzimuthalEquidistant(longitude, latitude)


def outlines(crs: Any, sites: Sequence[Site], radius_m: float) -> list[tuple[int, Floats]]:
    """The lines of a radius about every site on the plane, each with the site's place in the list."""
    whole = [n for n, site in enumerate(sites) if not (site.country or site.sector)]
    found: list[tuple[int, Floats]] = []
    if whole:
        spots = [sites[n].spot for n in whole]
        circles = geodesic_rings([s.latitude for s in spots], [s.longitude for s in spots], [radius_m])[:, 0]
        found += [(whole[n], path) for n, path in paths_of(crs, circles)]
    parts = [number for number, site in enumerate(sites) if site.country or site.sector]
    for number in steps(parts, "countries and sectors", len(parts)):
        (shape,) = regions([sites[number]], 0.0, radius_m)
        found += [(number, path) for line in _edges(shape) for _, path in paths_of(crs, line[None])]
    return found


def _edges(shape: Region) -> list[Floats]:
    """The outlines of a region's parts, with points close enough together for any projection."""
    lines = shapely.get_parts(shapely.boundary(shapely.segmentize(shape, 0.25))).tolist()
    return [np.asarray(line.coords) for line in lines]


def paths_of(crs: Any, rings: Floats) -> list[tuple[int, Floats]]:
    """Closed rings of longitudes and latitudes, shape (rings, vertices, 2), as lines on the plane, each with its ring's
    number.

    They are broken where the projection's edge breaks them.
    """
    flat = rings.reshape(-1, 2)
    points = flattened(crs, *flat.T).reshape(rings.shape)
    width = crs.x_limits[1] - crs.x_limits[0]
    steps = np.hypot(*np.moveaxis(np.diff(points, axis=1), -1, 0))
    whole = np.isfinite(points).all(axis=(1, 2)) & (np.nan_to_num(steps, nan=np.inf).max(axis=1) < width / 3)
    paths: list[tuple[int, Floats]] = [(int(n), points[n]) for n in np.flatnonzero(whole)]
    for number in np.flatnonzero(~whole).tolist():
        line, seen = points[number], np.isfinite(points[number]).all(axis=1)
        broken = ~(np.nan_to_num(steps[number], nan=np.inf) < width / 3)
        pieces = np.split(np.arange(len(line)), np.flatnonzero(broken) + 1)
        paths += [(number, line[piece]) for piece in pieces if len(piece) > 1 and seen[piece].all()]
    return paths


def view_of(
    scene: Scene, crs: Any, spots: Sequence[Spot], paths: Sequence[Floats], width: float, height: float | None
) -> View:
    """The view that shows all paths, or the scene's extent, for a map of so many points; without a height as the paths
    need.

    Raises UsageError where they do not fit on one map.
    """
    latitude, longitude = centre(spots)
    beyond = [spot.name for spot in spots if abs(spot.latitude) > _MERCATOR_ENDS]
    if scene.projection == "mercator" and beyond:
        raise UsageError(
            f"a Mercator map ends at {_MERCATOR_ENDS}°, and {beyond[0]} lies beyond",
            hint="such as: --projection azimuthal-equidistant",
        )
    if scene.extent:
        middle, half = _about(scene, crs, latitude, longitude)
    else:
        every = np.concatenate([*paths, flattened(crs, [s.longitude for s in spots], [s.latitude for s in spots])])
        every = every[np.isfinite(every).all(axis=1)]
        low, high = every.min(axis=0), every.max(axis=0)
        middle, half = (low + high) / 2, (high - low) / 2
        half = half + _MARGIN * max(float(half.max()), 1e-9)
    if scene.projection == "azimuthal-equidistant" and float(np.hypot(*(np.abs(middle) + half))) > 1.05 * RADIUS_MAX_M:
        raise UsageError("the rings do not fit on one map", hint="give an --extent, or fewer sites")
    shape = height / width if height else min(max(half[1] / half[0], FLATTEST), STEEPEST)
    half = np.array([max(half[0], half[1] / shape), max(half[1], half[0] * shape)])
    (west, east), (south, north) = crs.x_limits, crs.y_limits
    left, low_y = max(west, middle[0] - half[0]), max(south, middle[1] - half[1])
    right, high_y = min(east, middle[0] + half[0]), min(north, middle[1] + half[1])
    if scene.projection == "orthographic":
        left, low_y, right, high_y = (float(v) for v in (*(middle - half), *(middle + half)))
    shape = (high_y - low_y) / (right - left)
    if height and width * shape > height:
        width = height / shape
    return View(crs, float(left), float(low_y), float(right), float(high_y), width, width * shape)


def _about(scene: Scene, crs: Any, latitude: float, longitude: float) -> tuple[Floats, Floats]:
    """Middle and half the size, on the plane, of the scene's extent about its centre."""
    assert scene.extent is not None
    extent = scene.extent.si_high
    if extent > RADIUS_MAX_M:
        raise UsageError(
            f"an extent of {scene.extent.text} goes nearly round the earth",
            hint=f"{RADIUS_MAX_M / 1000:,.0f} km at most",
        )
    angle = min(extent / 6_371_000.0, np.pi / 2)
    middle = flattened(crs, [longitude], [min(max(latitude, -84), 84)])[0]
    if scene.projection == "azimuthal-equidistant":
        return np.zeros(2), np.array([extent, extent])
    if scene.projection == "orthographic":
        half = min(6_356_000.0, 6_371_000.0 * float(np.sin(angle)))
        return np.zeros(2), np.array([half, half])
    stretch = 1 / max(float(np.cos(np.radians(min(abs(latitude) + np.degrees(angle), 84)))), 0.1)
    half = extent * stretch if scene.projection == "mercator" else float(np.degrees(angle)) * stretch
    return middle, np.array([half, half])
