"""Land, lakes and borders, packed for the page: whole steps of a degree as differences, zigzag varints, base64."""

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ringfence.plots.basemap import Layer, Scale, load

Detail = Literal["50m", "10m"]
LAYERS: tuple[Layer, ...] = ("land", "lakes", "borders")
STEPS = 100
"""Steps a degree: 1.1 km at most, less than a pixel where 1:50m is fine enough."""
FINE_STEPS = 1000
SIMPLER = {"110m": 0.02, "50m": 0.02, "10m": 0.002}
"""Degrees by which a coast may be drawn aside for the sake of fewer vertices: two steps."""


@cache
def packed_ground(detail: Detail = "50m") -> dict[str, dict[str, str | int]]:
    """Scale → `steps` and one packed text a layer; the coarse scale first."""
    found: dict[str, dict[str, str | int]] = {}
    scales: tuple[Scale, ...] = ("110m", "50m") if detail == "50m" else ("110m", "50m", "10m")
    for scale in scales:
        steps = FINE_STEPS if scale == "10m" else STEPS
        found[scale] = {
            "steps": steps,
            **{n: pack(shapely.simplify(load(n, scale), SIMPLER[scale]), steps) for n in LAYERS},
        }
    return found


def pack(geometry: BaseGeometry, steps: int) -> str:
    """Rings and lines of a geometry as base64: of each its number of vertices, then zigzag differences of longitude and
    latitude.

    A polygon's ring is packed without its last vertex. Vertices that fall together are one; what is left with too few
    is dropped.
    """
    out = bytearray()
    for path, closed in _paths(geometry):
        at = np.round(path * steps).astype(np.int64)
        at = at[np.concatenate([[True], (np.diff(at, axis=0) != 0).any(axis=1)])]
        at = at[:-1] if closed and len(at) > 1 else at
        if len(at) < (3 if closed else 2):
            continue
        _varint(out, len(at))
        for number in np.diff(at, axis=0, prepend=[[0, 0]]).ravel().tolist():
            _varint(out, number * 2 if number >= 0 else -number * 2 - 1)
    return b64encode(bytes(out)).decode("ascii")


def _paths(geometry: BaseGeometry) -> Iterator[tuple[NDArray[np.float64], bool]]:
    for part in shapely.get_parts(geometry).tolist():
        if part.geom_type == "Polygon":
            for ring in (part.exterior, *part.interiors):
                yield shapely.get_coordinates(ring), True
        else:
            yield shapely.get_coordinates(part), False


def _varint(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
