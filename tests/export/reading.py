"""Exported rings read back by programs that are not ours: GDAL (through pyogrio), lxml, and the csv module."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyogrio import list_layers, raw
from pyproj import Transformer

from ringfence.scenes.features import COLUMNS

FORMATS = ("geojson", "kml", "kmz", "gpkg", "shp", "zip", "csv")
_AREA = Transformer.from_crs("EPSG:4326", "+proj=cea +ellps=WGS84", always_xy=True)


def rings_in(path: Path) -> list[tuple[dict[str, Any], Any]]:
    """Attributes and area of every ring in a file, in the file's order."""
    if path.suffix == ".csv":
        csv.field_size_limit(10**8)
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return [(row, shapely.from_wkt(row.pop("WKT"))) for row in rows if row["part"] == "ring"]
    if path.suffix == ".geojson":
        return [
            (feature["properties"], shapely.geometry.shape(feature["geometry"]))
            for feature in json.loads(path.read_text("utf-8"))["features"]
            if feature["properties"].get("part") == "ring"
        ]
    return [pair for layer in layers(path) for pair in _layer(path, layer) if pair[0].get("part") == "ring"]


def layers(path: Path) -> list[str]:
    """The names of a file's layers, as GDAL sees them."""
    names: list[str] = list_layers(gdal_name(path))[:, 0].tolist()
    return names


def gdal_name(path: Path) -> str:
    """How GDAL is told to open a file."""
    return f"/vsizip/{path}" if path.suffix == ".zip" else str(path)


def _layer(path: Path, layer: str) -> list[tuple[dict[str, Any], Any]]:
    meta, _, geometry, columns = raw.read(gdal_name(path), layer=layer)
    if geometry is None:
        return []
    shapes = shapely.from_wkb(geometry)
    names = list(meta["fields"])
    rows = []
    for n, shape in enumerate(shapes):
        values = {name: column[n] for name, column in zip(names, columns, strict=True)}
        rows.append(({name: _value(values[name]) for name in (c.name for c in COLUMNS) if name in values}, shape))
    return rows


def _value(value: Any) -> Any:
    if value is None or (isinstance(value, float | np.floating) and np.isnan(value)):
        return None
    return value.item() if isinstance(value, np.generic) else value


def area_m2(shape: Any) -> float:
    """The area of a region of longitudes and latitudes whose edges are straight in both, by an equal-area projection."""
    projected = shapely.transform(shape, lambda xy: np.column_stack(_AREA.transform(xy[:, 0], xy[:, 1])))
    return float(shapely.area(projected))
