"""Rings as CSV: a row a ring, its area as well-known text (OGC 06-103r4) in the first column, in degrees on WGS84."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import Point

from ringfence.plots.carried import EVIDENCE_COLUMN
from ringfence.scenes.features import COLUMNS, DECIMALS, evidence, features, plain
from ringfence.scenes.rings import Derived
from ringfence.scenes.scene import Scene
from ringfence.tables.render import safe_cell


def csv_parts(scene: Scene, derived: Derived, catalog: str, *, points: bool = False) -> Iterator[str]:
    """The table in pieces. Text that a spreadsheet would run as a formula has an apostrophe in front."""
    yield _line(["WKT", *(column.name for column in COLUMNS), EVIDENCE_COLUMN])
    # what `verify` needs stands once, in the first row
    about = json.dumps({**evidence(scene, derived, catalog), "options": {"points": points}}, ensure_ascii=False)
    for feature in features(scene, derived, catalog):
        area = shapely.to_wkt(feature.shape, rounding_precision=DECIMALS)
        yield _line([area, *(_cell(feature.values[column.name]) for column in COLUMNS), about])
        about = ""
    for site in scene.sites if points else ():
        spot = site.spot
        values: dict[str, Any] = {"site": plain(site.name), "lat": spot.latitude, "lon": spot.longitude, "part": "site"}
        area = shapely.to_wkt(Point(spot.longitude, spot.latitude), rounding_precision=DECIMALS)
        yield _line([area, *(_cell(values.get(column.name)) for column in COLUMNS), ""])


def _cell(value: str | float | None) -> str:
    return repr(value) if isinstance(value, float) else safe_cell(value)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
