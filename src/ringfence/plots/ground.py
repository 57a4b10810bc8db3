"""What lies under the rings: land, lakes, borders, graticule and scale bar, all from shipped data."""

from collections.abc import Iterator
from math import floor, log10
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import LineString, box
from shapely.geometry.base import BaseGeometry

from ringfence.plots.basemap import Layer, clip, load, scale_for
from ringfence.plots.labels import Box, Room
from ringfence.plots.lettering import width_of
from ringfence.plots.look import Ink
from ringfence.plots.view import Floats, View, flattened, lonlat
from ringfence.scenes.rings import UNIT
from ringfence.scenes.scene import Scene
from ringfence.units.value import known_units

if TYPE_CHECKING:
    from cartopy.mpl.geoaxes import GeoAxes

_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0)
GRATICULE_SIZE = 6.0
_METRES_A_DEGREE = 111_320.0


def draw_ground(axes: "GeoAxes", scene: Scene, view: View, ink: Ink) -> None:
    """Set the view and draw land, lakes and borders."""
    axes.set_xlim(view.left, view.right)
    axes.set_ylim(view.low, view.high)
    axes.set_facecolor(ink.water)
    axes.spines["geo"].set_edgecolor(ink.faint)
    each = view.metres(view.width / 2, view.height / 2)
    wide = each * max(view.width, view.height)
    window = view.window
    near = window is not None and scene.projection != "plate-carree"
    layers: tuple[tuple[Layer, str | None], ...] = (("land", ink.land), ("lakes", ink.water), ("borders", None))
    for layer, fill in layers:
        if layer == "borders" and not scene.borders:
            continue
        shapes = load(layer, scale_for(wide))
        # what is finer than a third of a point is not seen, and makes files large
        shapes = shapely.simplify(clip(shapes, window), 0.3 * each / _METRES_A_DEGREE) if window else shapes
        if shapes.is_empty:
            continue
        if fill is not None:
            order = 1.0 if layer == "land" else 1.5
            _fill(axes, view, shapes, fill, order, near)
            # the cut along 180° is the data's, not a coast, and so are the window's sides
            inside = shapely.union_all([side.buffer(-1e-4) for side in window_boxes(window)])
            coast = shapes.boundary.intersection(inside)
            _lines(axes, view, coast, ink.faint, 0.5, 1.7, near)
        else:
            _lines(axes, view, shapes, ink.border, 0.8, 2.0, near)


def window_boxes(window: tuple[float, float, float, float] | None) -> list[BaseGeometry]:
    """A window of degrees as boxes: one, or two where it lies across ±180°."""
    west, south, east, north = window or (-180.0, -90.0, 180.0, 90.0)
    if west <= east:
        return [box(west, south, east, north)]
    return [box(west, south, 180, north), box(-180, south, east, north)]


def _fill(axes: "GeoAxes", view: View, shapes: BaseGeometry, colour: str, order: float, near: bool) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    if not near:
        axes.add_geometries(_parts(shapes), lonlat(), facecolor=colour, edgecolor="none", zorder=order)
        return
    # far from the projection's edge nothing has to be cut: all at once, as one path
    whole = shapely.segmentize(shapes, 1.0)
    rings = shapely.get_rings(shapely.get_parts(whole))
    counts = shapely.get_num_coordinates(rings)
    xy = shapely.get_coordinates(rings)
    codes = np.full(len(xy), Path.LINETO, np.uint8)
    ends = np.cumsum(counts)
    codes[ends - 1] = Path.CLOSEPOLY
    codes[ends - counts] = Path.MOVETO
    flat = flattened(view.crs, *xy.T)
    axes.add_patch(PathPatch(Path(flat, codes), facecolor=colour, edgecolor="none", linewidth=0, zorder=order))


def _lines(axes: "GeoAxes", view: View, shapes: BaseGeometry, colour: str, width: float, order: float,
    near: bool) -> None:  # fmt: skip
    from matplotlib.collections import LineCollection

    if not near:
        axes.add_geometries(_parts(shapes), lonlat(), facecolor="none", edgecolor=colour, linewidth=width, zorder=order)
        return
    parts = shapely.segmentize(shapely.get_parts(shapes), 1.0)
    xy = shapely.get_coordinates(parts)
    if len(xy):
        flat = flattened(view.crs, *xy.T)
        some = np.split(flat, np.cumsum(shapely.get_num_coordinates(parts))[:-1])
        axes.add_collection(LineCollection(some, colors=colour, linewidths=width, zorder=order), autolim=False)


def _parts(shapes: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in getattr(shapes, "geoms", [shapes]) if not part.is_empty]


def draw_graticule(axes: "GeoAxes", view: View, room: Room, ink: Ink) -> None:
    """Meridians and parallels at round degrees, named at the left and the lower edge."""
    from matplotlib.collections import LineCollection

    frame = LineString([(0, 0), (view.width, 0)]), LineString([(0, 0), (0, view.height)])
    drawn, named = [], []
    for text, line, edge in _graticule(view):
        seen = line[np.isfinite(line).all(axis=1)]
        if len(seen) < 2:
            continue
        drawn.append(seen)
        crossing = frame[edge].intersection(LineString(view.points(seen)))
        named += [(text, edge, point) for point in shapely.get_coordinates(crossing)[:1]]
    axes.add_collection(LineCollection(drawn, colors=ink.faint, alpha=0.35, linewidths=0.5, zorder=2.5), autolim=False)
    for text, edge, (x, y) in named:
        width = width_of(text, GRATICULE_SIZE) + 2
        spot = Box(x + 2, 3, x + 2 + width, 10) if edge == 0 else Box(3, y + 2, 3 + width, y + 9)
        if room.free(spot, 1.0) or (spot.within(view.frame, 1.0) and not any(spot.meets(b) for b in room.taken)):
            room.take(spot)
            axes.text(*view.plane(spot.left, spot.low + 1), text, fontsize=GRATICULE_SIZE, color=ink.note, zorder=8.5)


def _graticule(view: View) -> Iterator[tuple[str, Floats, int]]:
    """Every meridian (edge 0: named below) and parallel (edge 1: at the left) of the view, as lines on the plane."""
    x, y = (part.ravel() for part in np.meshgrid(np.linspace(view.left, view.right, 24),
        np.linspace(view.low, view.high, 24)))  # fmt: skip
    grid = view.degrees(x, y)
    grid = grid[np.isfinite(grid).all(axis=1)]
    if not len(grid):
        return
    middle = grid[len(grid) // 2, 0]
    away = (grid[:, 0] - middle + 180) % 360 - 180
    south, north = float(grid[:, 1].min()), float(grid[:, 1].max())
    west, east = float(away.min()) + middle, float(away.max()) + middle
    if east - west > 270:
        west, east = -180.0, 179.9
    step_n, step_e = _step(north - south, 5), _step(east - west, 6)
    top = 90 - step_n if north > 89 else north
    for lon in np.arange(np.floor(west / step_e), np.ceil(east / step_e) + 1) * step_e:
        lat = np.linspace(max(south - step_n, -90), min(top + step_n, 90), 60)
        yield _degrees(float(lon), "E", "W"), flattened(view.crs, np.full_like(lat, lon), lat), 0
    for lat_ in np.arange(np.floor(south / step_n), np.ceil(north / step_n) + 1) * step_n:
        if abs(lat_) < 90:
            lon = np.linspace(west - step_e, east + step_e, 120)
            flat = flattened(view.crs, lon, np.full_like(lon, lat_))
            yield _degrees(float(lat_), "N", "S"), flat, 1


def _step(span: float, wanted: int) -> float:
    return next((step for step in _STEPS if span / step <= wanted), _STEPS[-1])


def _degrees(value: float, positive: str, negative: str) -> str:
    value = (value + 180) % 360 - 180 if positive == "E" else value
    text = f"{abs(round(value, 2)):g}°"
    return text if value == 0 or abs(value) == 180 else f"{text}{positive if value > 0 else negative}"


def scale_box(scene: Scene, view: View) -> Box:
    """What the scale bar takes, at the lower right."""
    _, points, text = _scale(scene, view)
    wide = max(points, width_of(text, 6.5)) + 10
    return Box(view.width - wide - 4, 3, view.width - 4, 22)


def _scale(scene: Scene, view: View) -> tuple[float, float, str]:
    """A round length in the scene's unit, how many points it takes, and what is written."""
    name = UNIT[scene.units]
    unit = known_units()[name].si
    each = view.metres(view.width / 2, view.height / 2)
    length = _round_length(0.22 * view.width * each / unit)
    where = "" if scene.projection == "azimuthal-equidistant" else " at the centre"
    return length, length * unit / each, f"{length:,g} {name}{where}"


def draw_scale(axes: "GeoAxes", scene: Scene, view: View, ink: Ink) -> None:
    """A bar of a round length at the lower right; a projection that stretches says where the bar holds."""
    _, points, text = _scale(scene, view)
    spot = scale_box(scene, view)
    (left, low), (right, high) = view.plane(spot.left, spot.low), view.plane(spot.right, spot.high)
    axes.fill([left, right, right, left], [low, low, high, high], color=ink.paper, alpha=0.7, linewidth=0, zorder=8.4)
    middle, y = spot.middle[0], spot.low + 5
    ends = [view.plane(middle - points / 2, y), view.plane(middle + points / 2, y)]
    axes.plot(
        *zip(*ends, strict=True), color=ink.text, linewidth=1.6, solid_capstyle="butt", zorder=8.6, gid="scale-bar"
    )
    axes.text(
        *view.plane(middle, spot.low + 9), text, ha="center", fontsize=6.5, color=ink.text, zorder=8.6, gid="scale"
    )


def _round_length(most: float) -> float:
    """The longest of 1, 2 and 5 times a power of ten that is no longer."""
    power = 10.0 ** floor(log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most)


def everything(view: View) -> Any:
    """The view as a shape on the map, in points."""
    return box(0, 0, view.width, view.height)
