"""Cutting outlines at ±180° and at the poles, so that they can be drawn and exported in longitude and latitude.

An outline on the globe becomes a path on an endless strip: its longitudes are unrolled, and wherever it runs through a
pole it runs along the strip's edge. Its region on the strip is an ordinary polygon, closed over the pole where the path
goes once round the earth; folding the strip back into −180…180 cuts it. This holds for discs that are larger than a
hemisphere or have both poles inside, too.
"""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.polygon import orient

from ringfence.errors import RingfenceError

Floats = NDArray[np.float64]
_WORLD = (-180.0, -90.0, 180.0, 90.0)
_SAME = 1e-11  # degrees: a micrometre
_AT_POLE = 90 - _SAME
_HALF_TURN = 1e-9  # degrees of longitude
_AT_EDGE = 1e-10


def cut(outline: Floats, *, inside: tuple[float, float] | None = None, mend: bool = False) -> Polygon | MultiPolygon:
    """The region of an outline as valid polygons within −180…180 and −90…90, wound as RFC 7946 asks.

    `outline` has shape (vertices, 2), longitude and latitude in degrees, open or closed, without crossings; consecutive
    vertices are less than half a turn of longitude apart, or joined through a pole. The region lies to its left; with
    `inside`, the (latitude, longitude) of a point of the region, the outline may be wound either way. Edges are
    straight in longitude and latitude. Raises RingfenceError for an outline that is not one ring; `mend` takes an
    outline with small loops, as rounded coastlines have, and fills them.
    """
    region = _left_of(outline, mend)
    if inside is not None and not region.intersects(shapely.Point(normalised(inside[1]), inside[0])):
        region = _left_of(outline[::-1], mend)
    return region


def wound(geometry: shapely.Geometry) -> Polygon | MultiPolygon:
    """The polygons of a geometry, exteriors counter-clockwise and holes clockwise (RFC 7946, 3.1.6)."""
    parts = [orient(part) for part in polygons(geometry)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def polygons(geometry: shapely.Geometry) -> list[Polygon]:
    """The polygons in a geometry; points and lines, which cutting may leave, are dropped."""
    parts: Iterable[shapely.Geometry] = shapely.get_parts(geometry).tolist()
    found: list[Polygon] = []
    for part in parts:
        if isinstance(part, Polygon):
            found += [] if part.is_empty else [part]
        elif not isinstance(part, shapely.Point | shapely.LineString):
            found += polygons(part)
    return found


def outline(geometry: shapely.Geometry) -> MultiLineString:
    """The edges of polygons without those that only cutting has made, along ±180° and at the poles: what to draw as a
    line.

    A cut ring is open there, in pieces whose ends meet on the globe. An edge that ran along ±180° of its own goes with
    them.
    """
    lines: list[LineString] = []
    for polygon in polygons(geometry):
        for ring in (polygon.exterior, *polygon.interiors):
            at = shapely.get_coordinates(ring)
            seam = _seams(at)
            if not seam.any():
                lines.append(LineString(at))
                continue
            first = int(np.argmax(seam))  # begun at a seam, every run of other edges is whole
            seam = np.roll(seam, -first)
            at = np.concatenate([at[first:-1], at[: first + 1]])
            bounds = np.flatnonzero(np.diff(np.concatenate([[True], seam, [True]]).astype(int)))
            lines += [LineString(at[start : end + 1]) for start, end in bounds.reshape(-1, 2)]
    return MultiLineString(lines)


def normalised(longitude: float) -> float:
    """A longitude in degrees within −180 (included) and 180 (not included)."""
    return (longitude + 180) % 360 - 180


def turned(change: Floats) -> Floats:
    """Changes of longitude in degrees as the shorter way round, within −180 and 180."""
    short: Floats = (change + 180) % 360 - 180
    return short


def _seams(at: Floats) -> NDArray[np.bool_]:
    """Which edges of a closed ring lie along ±180° or at a pole."""
    edge = np.abs(at) == (180, 90)
    along: NDArray[np.bool_] = (edge[1:] & edge[:-1] & (at[1:] == at[:-1])).any(axis=1)
    return along


def _left_of(outline: Floats, mend: bool) -> Polygon | MultiPolygon:
    strip, turns = _unrolled(outline)
    if turns == 0:
        flat = Polygon(strip)
        region = _folded(flat, mend)
        if not flat.exterior.is_ccw:  # the small side is to the right: the region is the rest of the earth
            region = shapely.box(*_WORLD).difference(region)
    elif abs(turns) == 1:
        # closed over the pole from the vertex nearest to it, where no part of the path is in the way; and five turns of
        # it,
        # so that this seam is outside the window
        first = int(np.argmax(strip[:-1, 1] * turns))
        once = np.concatenate([strip[first:-1], _shifted(strip[:first], turns)])
        once = _shifted(once, -int((once[0, 0] + 180) // 360))
        many = np.concatenate([_shifted(once, turns * turn) for turn in range(-2, 3)])
        pole = 90.0 * turns  # eastward, the north is to the left
        region = _folded(Polygon([*many, (many[-1, 0], pole), (many[0, 0], pole)]), mend, only=0)
    else:
        raise RingfenceError(f"an outline that goes {abs(turns)} times round the earth is no ring")
    return wound(shapely.transform(region, _snapped))


def _unrolled(outline: Floats) -> tuple[Floats, int]:
    """The closed path on the strip, and how often it goes round the earth (eastward positive)."""
    path = np.asarray(outline, dtype=np.float64)
    if path.ndim != 2 or path.shape[1] != 2 or len(path) < 3 or not np.isfinite(path).all():
        raise RingfenceError("an outline is an array of at least 3 vertices, each a longitude and a latitude")
    path = path[np.abs(path - np.roll(path, -1, axis=0)).max(axis=1) > _SAME]  # neither doubled nor closed
    path = _through_poles(path)
    path = np.concatenate([path, path[:1]])
    change = turned(np.diff(path[:, 0]))
    along = (path[1:, 1] == path[:-1, 1]) & (np.abs(path[1:, 1]) == 90)
    # along the northern edge the region is to the left on the way west, along the southern one on the way east
    north = path[1:, 1] > 0
    change = np.where(along & north & (change > 0), change - 360, change)
    change = np.where(along & ~north & (change < 0), change + 360, change)
    start = normalised(float(path[0, 0]))
    longitudes = start + np.concatenate([[0.0], np.cumsum(change)])
    turns = round(float(longitudes[-1] - start) / 360)
    longitudes[-1] = start + 360 * turns
    edges = np.round((longitudes + 180) / 360) * 360 - 180
    longitudes = np.where(np.abs(longitudes - edges) < _AT_EDGE, edges, longitudes)
    return np.column_stack([longitudes, path[:, 1]]), turns


def _through_poles(path: Floats) -> Floats:
    """The open path, with two vertices for each pass through a pole: where it arrives and where it leaves."""
    at_pole = np.abs(path[:, 1]) >= _AT_POLE
    change = turned(np.diff(path[:, 0], append=path[0, 0]))
    leap = (np.abs(np.abs(change) - 180) < _HALF_TURN) & ~at_pole & ~np.roll(at_pole, -1)
    if not (at_pole.any() or leap.any()):
        return path
    if at_pole.all():
        raise RingfenceError("an outline whose vertices are all at the poles has no inside")
    first = int(np.argmin(at_pole))  # start away from the poles
    result: list[tuple[float, float]] = []
    arriving = 0.0
    for index in np.roll(np.arange(len(path)), -first):
        following = (index + 1) % len(path)
        longitude, latitude = float(path[index, 0]), float(path[index, 1])
        if at_pole[index]:
            if not at_pole[following]:
                pole = 90.0 if latitude > 0 else -90.0
                result += [(arriving, pole), (float(path[following, 0]), pole)]
            continue
        result.append((longitude, latitude))
        arriving = longitude
        if leap[index]:
            pole = 90.0 if latitude + path[following, 1] > 0 else -90.0
            result += [(longitude, pole), (float(path[following, 0]), pole)]
    return np.array(result)


def _folded(flat: Polygon, mend: bool, only: int | None = None) -> shapely.Geometry:
    """A polygon on the strip, folded into the window −180…180; of one turn only where that is named."""
    if not flat.is_valid and not mend:
        raise RingfenceError("an outline that crosses itself has no inside")
    west, _, east, _ = flat.bounds
    window = shapely.box(*_WORLD)
    turns = range(int((west + 180) // 360), int((east + 180) // 360) + 1) if only is None else [only]
    unshifted = np.array(flat.exterior.coords)
    pieces: list[Polygon] = []
    for turn in turns:
        shifted = Polygon(_shifted(unshifted, -turn))
        pieces += polygons(window.intersection(shapely.make_valid(shifted) if mend else shifted))
    return pieces[0] if len(pieces) == 1 else MultiPolygon(pieces)


def _shifted(path: Floats, turns: int) -> Floats:
    return np.column_stack([path[:, 0] + 360 * turns, path[:, 1]])


def _snapped(at: Floats) -> Floats:
    edge = np.array([180.0, 90.0])
    return np.where(np.abs(np.abs(at) - edge) < _AT_EDGE, np.sign(at) * edge, at)
