"""Names on a map: countries and cities that are seen and whose names fit, none upon another."""

import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from itertools import islice
from math import cos, radians
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from ringfence.geo.countries import country_shapes, short_names
from ringfence.geo.places import City, cities
from ringfence.plots.basemap import clip, load
from ringfence.plots.ground import everything, window_boxes
from ringfence.plots.labels import Box, Room
from ringfence.plots.lettering import width_of
from ringfence.plots.look import Ink
from ringfence.plots.view import Floats, View
from ringfence.specs.countries import country_names

if TYPE_CHECKING:
    from cartopy.mpl.geoaxes import GeoAxes

_CITY, _COUNTRY = 6.3, (8.0, 7.0, 6.0)
_MOST_CITIES = 16
_APART = 34.0
_KNOWN = 1_000_000
"""So large a city is named even where a ring runs through its name."""
_SUBURBS = ((15.0, 3.0), (30.0, 8.0))
"""Nearer than so many km to a city so many times as large, a place is a part of that in a reader's eyes."""
_ENDINGS = {"KOR": "-si", "ARE": " City", "TWN": " City"}
_TRANSLITERATED = {
    "AFG", "ARE", "BHR", "DZA", "EGY", "IND", "IRN", "IRQ", "ISR", "JOR", "JPN", "KWT", "LBN", "LBY", "MAR", "OMN",
    "PAK", "PSE", "QAT", "SAU", "SDN", "SYR", "TUN", "YEM",
}  # fmt: skip
_QUOTES = str.maketrans("", "", "‘’ʻʼ`'")
_LONG = {"BIH", "COD", "CAF", "DOM", "SSD", "GNQ", "ESH", "MKD"}
"""Countries of which maps write no short name that anybody says."""


def draw_names(axes: "GeoAxes", view: View, room: Room, ink: Ink, named: Collection[str] = ()) -> None:
    """Countries, but for those that are `named` already, in capitals in the middle of what is seen of them, then
    cities, capitals first.
    """
    for text, size, spot in _countries(view, room, named):
        axes.text(
            *view.plane(*spot.middle), text, fontsize=size, color=ink.note, alpha=0.8, ha="center", va="center",
            zorder=4, gid="country"
        )  # fmt: skip
    for city, x, y, spot in _cities(view, room):
        axes.plot(*view.plane(x, y), ".", markersize=3, color=ink.note, zorder=4)
        axes.text(
            *view.plane(spot.left + 1, spot.low + 1.6), short(city), fontsize=_CITY, color=ink.note, zorder=4,
            gid="city",
        )  # fmt: skip


def _countries(view: View, room: Room, named: Collection[str]) -> Iterator[tuple[str, float, Box]]:
    seen, near, lakes = everything(view), window_boxes(view.window), _lakes(view)
    found = []
    for code, shape in country_shapes().items():
        if code in named:
            continue
        part = _largest(shape, view) if any(shape.envelope.intersects(box) for box in near) else None
        if part is not None and part.intersects(seen):
            whole = part.intersection(seen)
            largest = max(getattr(whole, "geoms", [whole]), key=lambda one: one.area)
            if isinstance(largest, Polygon) and largest.area > 150:
                found.append((largest.area, code, largest))
    for _, code, part in sorted(found, key=lambda item: (-item[0], item[1])):
        name = (country_names().get(code, "") if code in _LONG else "") or short_names()[code]
        for size in _COUNTRY:
            width = width_of(name.upper(), size) + 2
            free = islice((s for s in _spots(part, width, size * 1.3) if room.free(s, 1.0)), 16)
            spot = min(free, key=lambda s: (_upon(lakes, s), room.crossed(s)), default=None)
            if spot is not None:
                yield name.upper(), size, room.take(spot)
                break


def _lakes(view: View) -> BaseGeometry:
    """The lakes on the map, on which a country's name is not well placed; none on a map of the world."""
    window = view.window
    shapes = clip(load("lakes"), window) if window else MultiPolygon()
    flat: BaseGeometry = shapely.transform(shapes, lambda xy: view.project(*xy.T))
    shapely.prepare(flat)
    return flat


def _upon(shapes: BaseGeometry, spot: Box) -> bool:
    return bool(shapes.intersects(shapely.box(spot.left, spot.low, spot.right, spot.high)))


def _largest(shape: MultiPolygon, view: View) -> Polygon | MultiPolygon | None:
    """A country on the map, without islands too small to bear a name; None where the view does not hold it."""
    parts = [part for part in shape.geoms if part.area > 0.02 * shape.area]
    many = shapely.simplify(MultiPolygon(parts), 0.03)
    flat = view.project(*shapely.get_coordinates(many).T)
    finite = np.isfinite(flat).all(axis=1)
    if (
        not finite.any()
        or (flat[finite].max(axis=0) < 0).any()
        or (flat[finite].min(axis=0) > (view.width, view.height)).any()
    ):
        return None
    if not finite.all() or (np.abs(np.diff(flat, axis=0)) > 4 * max(view.width, view.height)).any():
        return None  # it reaches round to the projection's far side
    placed = shapely.set_coordinates(many, flat)
    made = placed if placed.is_valid else shapely.make_valid(placed)
    return made if isinstance(made, Polygon | MultiPolygon) else None


def _spots(part: Polygon, width: float, height: float) -> list[Box]:
    """Where a name may stand within a shape, its corners and sides inside but for one point: nearest to the middle
    first.
    """
    shapely.prepare(part)
    middle = shapely.maximum_inscribed_circle(part, tolerance=6.0).coords[0]
    west, south, east, north = part.bounds
    across, along = np.meshgrid(np.linspace(west, east, 11)[1:-1], np.linspace(south, north, 11)[1:-1])
    spots = np.column_stack([np.append(across.ravel(), middle[0]), np.append(along.ravel(), middle[1])])
    edge = np.array([(dx * width / 2, dy * height / 2) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy])
    every = spots[:, None, :] + edge
    inside = shapely.contains_xy(part, every[..., 0], every[..., 1]).sum(axis=1) >= len(edge) - 1
    found = sorted(spots[inside].tolist(), key=lambda at: (at[0] - middle[0]) ** 2 + (at[1] - middle[1]) ** 2)
    return [Box.about(x, y, width, height) for x, y in found]


def part_of_another(city: City) -> bool:
    """Whether a place is a district or a suburb: no capital, and near a city several times as large."""
    if city.capital:
        return False
    where, people = _everywhere()
    apart = (where - (city.latitude, city.longitude)) * (111.2, 111.2 * cos(radians(city.latitude)))
    away, larger = np.hypot(*apart.T), people / max(city.population, 1)
    return any(bool((larger[away < near] >= times).any()) for near, times in _SUBURBS)


def short(city: City) -> str:
    """A city's name as maps write it: without the word that only says that it is one, nor marks of transliteration."""
    ending = _ENDINGS.get(city.country, "")
    name = city.name.removesuffix(ending) if ending else city.name
    if city.country not in _TRANSLITERATED:
        return name
    plain = unicodedata.normalize("NFD", name).translate(_QUOTES)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def _everywhere() -> tuple[Floats, Floats]:
    """Latitude and longitude of every city, and how many people live there."""
    every = cities()
    where = np.array([(city.latitude, city.longitude) for city in every])
    return where, np.array([float(city.population) for city in every])


def _cities(view: View, room: Room) -> Iterator[tuple[City, float, float, Box]]:
    every = cities()
    flat = view.project([city.longitude for city in every], [city.latitude for city in every])
    inside = (
        np.isfinite(flat).all(axis=1) & (flat > 4).all(axis=1) & (flat < (view.width - 4, view.height - 4)).all(axis=1)
    )
    some = [(every[n], float(flat[n, 0]), float(flat[n, 1])) for n in np.flatnonzero(inside).tolist()]
    some.sort(key=lambda item: (not item[0].capital, -item[0].population))
    placed: list[tuple[float, float]] = []
    for city, x, y in islice((item for item in some if not part_of_another(item[0])), 80):
        if len(placed) >= _MOST_CITIES:
            return
        dot = Box.about(x, y, 4, 4)
        if any(np.hypot(x - a, y - b) < _APART for a, b in placed) or not room.free(dot, 1.0):
            continue
        spot = room.at_point(x, y, width_of(short(city), _CITY) + 2, _CITY * 1.25, 4.0)
        known = city.capital or city.population >= _KNOWN
        if spot is not None and (known or not room.crossed(spot)):
            room.take(dot)
            room.take(spot)
            placed.append((x, y))
            yield city, x, y, spot
