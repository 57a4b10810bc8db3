"""What lies under the rings: projection, land, lakes, borders and graticule, all from shipped data."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from ringfence.geo.geodesy import disc
from ringfence.geo.places import Site as Place
from ringfence.plots.basemap import Layer, load, scale_for
from ringfence.plots.look import Ink
from ringfence.scenes.scene import Scene

if TYPE_CHECKING:
    from cartopy.crs import Projection
    from cartopy.mpl.geoaxes import GeoAxes

_WORLD_M = 9_000_000.0  # from this extent on, clipping costs more than it saves


@cache
def lonlat() -> "Projection":
    """Degrees of longitude and latitude, made once: cartopy's reference systems are dear to make."""
    from cartopy.crs import PlateCarree

    return PlateCarree()


def centre(spots: Sequence[tuple[str, Place]]) -> tuple[float, float]:
    """Latitude and longitude of the middle of the sites, by their mean direction from the earth's centre."""
    angles = np.radians([(spot.latitude, spot.longitude) for _, spot in spots])
    x, y, z = (
        float(np.mean(part))
        for part in (
            np.cos(angles[:, 0]) * np.cos(angles[:, 1]),
            np.cos(angles[:, 0]) * np.sin(angles[:, 1]),
            np.sin(angles[:, 0]),
        )
    )
    if max(abs(x), abs(y), abs(z)) < 1e-9:
        return spots[0][1].latitude, spots[0][1].longitude
    if len(spots) == 1:
        return spots[0][1].latitude, spots[0][1].longitude
    return float(np.degrees(np.arctan2(z, np.hypot(x, y)))), float(np.degrees(np.arctan2(y, x)))


def projection_for(scene: Scene, spots: Sequence[tuple[str, Place]]) -> "Projection":
    """The scene's projection, about the middle of its sites."""
    from cartopy import crs

    latitude, longitude = centre(spots)
    if scene.projection == "plate-carree":
        return crs.PlateCarree(central_longitude=round(longitude))
    if scene.projection == "mercator":
        return crs.Mercator(central_longitude=round(longitude), min_latitude=-85, max_latitude=85)
    if scene.projection == "orthographic":
        return crs.Orthographic(longitude, latitude)
    return crs.AzimuthalEquidistant(longitude, latitude)


def draw_ground(axes: "GeoAxes", scene: Scene, spots: Sequence[tuple[str, Place]], extent: float, ink: Ink) -> None:
    """Set the view and draw land, lakes, borders and graticule."""
    latitude, longitude = centre(spots)
    _view(axes, scene, latitude, longitude, extent)
    axes.set_facecolor(ink.water)
    scale = scale_for(2 * extent)
    # the corners of a map that stretches the north lie farther away than those of one that does not
    reach = extent * (1.6 if scene.projection in ("azimuthal-equidistant", "orthographic") else 5)
    clip = disc(latitude, longitude, reach) if reach < _WORLD_M else None
    layers: tuple[tuple[Layer, str | None], ...] = (("land", ink.land), ("lakes", ink.water), ("borders", None))
    for layer, fill in layers:
        if layer == "borders" and not scene.borders:
            continue
        shapes = load(layer, scale)
        if clip is not None:
            shapes = shapes.intersection(clip)
        if shapes.is_empty:
            continue
        if fill is None:
            axes.add_geometries(
                _parts(shapes), lonlat(), facecolor="none", edgecolor=ink.border, linewidth=0.7, zorder=2
            )
            continue
        axes.add_geometries(
            _parts(shapes), lonlat(), facecolor=fill, edgecolor="none", zorder=1 if layer == "land" else 1.5
        )
        # the cut along 180° is the data's, not a coast
        coast = shapes.boundary.intersection(box(-179.9999, -89.9999, 179.9999, 89.9999))
        axes.add_geometries(_parts(coast), lonlat(), facecolor="none", edgecolor=ink.faint, linewidth=0.5, zorder=1.7)
    lines = axes.gridlines(draw_labels=False, color=ink.faint, alpha=0.35, linewidth=0.5, zorder=2.5)
    lines.n_steps = 40
    axes.spines["geo"].set_edgecolor(ink.faint)


def _parts(shapes: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in getattr(shapes, "geoms", [shapes]) if not part.is_empty]


def _view(axes: "GeoAxes", scene: Scene, latitude: float, longitude: float, extent: float) -> None:
    if scene.projection == "azimuthal-equidistant":
        axes.set_xlim(-extent, extent)
        axes.set_ylim(-extent, extent)
        return
    if scene.projection == "orthographic":
        half = min(6_356_000.0, 6_371_000.0 * np.sin(min(extent / 6_371_000.0, np.pi / 2)))
        axes.set_xlim(-half, half)
        axes.set_ylim(-half, half)
        return
    x, y = axes.projection.transform_point(longitude, min(max(latitude, -84), 84), lonlat())
    stretch = 1 / max(np.cos(np.radians(min(abs(latitude) + np.degrees(extent / 6_371_000.0), 84))), 0.1)
    half = extent * stretch if scene.projection == "mercator" else np.degrees(extent / 6_371_000.0) * stretch
    (left, right), (low, high) = axes.projection.x_limits, axes.projection.y_limits
    half = min(half, (right - left) / 2)
    axes.set_xlim(max(left, x - half), min(right, x + half))
    axes.set_ylim(max(low, y - half), min(high, y + half))


def paths_of(crs: "Projection", rings: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Closed rings of longitudes and latitudes, shape (rings, vertices, 2), as lines on the map, broken where its edge breaks them."""
    flat = rings.reshape(-1, 2)
    points = crs.transform_points(lonlat(), flat[:, 0], flat[:, 1])[:, :2].reshape(rings.shape)
    width = crs.x_limits[1] - crs.x_limits[0]
    steps = np.hypot(*np.moveaxis(np.diff(points, axis=1), -1, 0))
    whole = np.isfinite(points).all(axis=(1, 2)) & (np.nan_to_num(steps, nan=np.inf).max(axis=1) < width / 3)
    paths = [*points[whole]]
    for line, lengths in zip(points[~whole], steps[~whole], strict=True):
        seen = np.isfinite(line).all(axis=1)
        broken = ~(np.nan_to_num(lengths, nan=np.inf) < width / 3)
        pieces = np.split(np.arange(len(line)), np.flatnonzero(broken) + 1)
        paths += [line[piece] for piece in pieces if len(piece) > 1 and seen[piece].all()]
    return paths
