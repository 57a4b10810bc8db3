"""Rings as GeoPackage and shapefile, by GDAL through pyogrio: the extra `gis`."""

from collections.abc import Callable
from errno import ENOSPC
from os import strerror
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Point

from ringfence import __version__
from ringfence.errors import RingfenceError, UsageError
from ringfence.export.qml import style
from ringfence.scenes.features import COLUMNS, Column, features, plain
from ringfence.scenes.rings import Derived
from ringfence.scenes.scene import Scene

_DAY = "1970-01-01T00:00:00Z"
"""Both formats hold the day of writing; a fixed one keeps the same input the same bytes."""
_TYPES: dict[str, Any] = {"text": object, "real": np.float64, "integer": np.int32}
_SITE = COLUMNS[:4]
# QGIS's own table: https://docs.qgis.org, "Storing layer styles in a database"
_STYLES = tuple(
    Column(name, "integer" if name == "useAsDefault" else "text", name)
    for name in (
        "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD",
        "useAsDefault",
        "description", "owner", "ui", "update_time",
    )
)  # fmt: skip
_GPKG_VERSION = "1.3"
"""What QGIS 3.22 and its GDAL know."""
_SOURCE = tuple(
    Column(name, "text", title)
    for name, title in (
        ("key", "key of the source in its record"), ("system", "id of the system"), ("publisher", "publisher"),
        ("title", "title as printed"),
        ("published", "date on the page; none: it shows none"), ("kind", "kind of source"), ("language", "ISO 639-1"),
        ("url", "address"),
    )
)  # fmt: skip
_DBF_BYTES = 254


def write_geopackage(path: Path, scene: Scene, derived: Derived, catalog: str) -> None:
    """Layers `rings` (multipolygons, a row a ring), `sites` and the table `sources`, with typed columns."""
    put = _pyogrio()
    shapes, rows = _rings(scene, derived, catalog)
    about = {"ringfence": __version__, "catalog": catalog, "records": derived.records, "rule": scene.evidence_rule.text}
    options: dict[str, Any] = {"driver": "GPKG", "crs": "EPSG:4326", "promote_to_multi": False}
    put(
        path, shapely.to_wkb(shapes), *_fields(COLUMNS, rows), layer="rings", geometry_type="MultiPolygon",
        dataset_metadata=about,
        dataset_options={"VERSION": _GPKG_VERSION}, **options,
    )  # fmt: skip
    put(path, *_sites(scene), layer="sites", geometry_type="Point", append=True, **options)
    keys = dict.fromkeys((ring.system.id, key) for ring in derived.rings for key in ring.sources)
    systems = {ring.system.id: ring.system for ring in derived.rings}
    sources = []
    for system, key in keys:
        source = systems[system].sources[key]
        day = source.published.text if source.published else None
        texts = [key, system, source.publisher, source.title, day, source.kind, source.language, source.url]
        sources.append({c.name: plain(t) if t else None for c, t in zip(_SOURCE, texts, strict=True)})
    table: dict[str, Any] = {"geometry_type": None, "append": True, "driver": "GPKG"}
    put(path, None, *_fields(_SOURCE, sources), layer="sources", **table)
    about_style = {
        "f_table_catalog": "", "f_table_schema": "", "f_table_name": "rings", "f_geometry_column": "geom",
        "styleName": "rings",
        "styleQML": style(scene, derived), "styleSLD": "", "useAsDefault": 1,
        "description": "rings in the colours of the pictures", "owner": "", "ui": None, "update_time": _DAY,
    }  # fmt: skip
    put(path, None, *_fields(_STYLES, [about_style]), layer="layer_styles", layer_options={"FID": "id"}, **table)


def write_shapefile(path: Path, scene: Scene, derived: Derived, catalog: str, *, points: bool = False) -> None:
    """`path` and its companions (.shx, .dbf, .prj, .cpg, a style in .qml); with `points` also `…-sites.shp`. Text
    beyond 254 bytes ends in an ellipsis.
    """
    put = _pyogrio()
    shapes, rows = _rings(scene, derived, catalog)
    short = [{name: _short(value) for name, value in row.items()} for row in rows]
    options: dict[str, Any] = {
        "driver": "ESRI Shapefile",
        "crs": "EPSG:4326",
        "encoding": "UTF-8",
        "DBF_DATE_LAST_UPDATE": _DAY[:10],
    }
    put(path, shapely.to_wkb(shapes), *_fields(COLUMNS, short), geometry_type="Polygon", **options)
    _complete(path, len(rows))
    path.with_suffix(".qml").write_text(style(scene, derived), "utf-8")
    if points:
        geometry, fields, names = _sites(scene)
        beside = path.with_name(f"{path.stem}-sites.shp")
        put(beside, geometry, fields, names, geometry_type="Point", **options)
        _complete(beside, len(geometry))


def _complete(path: Path, rows: int) -> None:
    """Raises OSError unless a shapefile is as long as its headers say: on a full disk GDAL leaves the end out and is
    silent.
    """
    for one, first in ((path, 100), (path.with_suffix(".shx"), 100 + 8 * rows)):
        with one.open("rb") as file:
            said = 2 * int.from_bytes(file.read(28)[24:], "big")
        if one.stat().st_size != said or said < first:
            raise OSError(ENOSPC, strerror(ENOSPC))
    table = path.with_suffix(".dbf").read_bytes()
    count, start, width = (int.from_bytes(table[at:end], "little") for at, end in ((4, 8), (8, 10), (10, 12)))
    records = table[start : start + count * width]
    # records are padded with blanks: a NUL is what was never written
    whole = count == rows and start > 32 and width > 1 and len(records) == count * width and b"\0" not in records
    if not (whole and all(path.with_suffix(ending).stat().st_size for ending in (".prj", ".cpg"))):
        raise OSError(ENOSPC, strerror(ENOSPC))


def _pyogrio() -> Callable[..., None]:
    """pyogrio.raw.write, with errors of this program's own."""
    try:
        import pyogrio
        from pyogrio import raw
        from pyogrio.errors import DataLayerError, DataSourceError
    except ImportError as error:
        raise UsageError(
            "GeoPackage and shapefile need the extra `gis`", hint='pip install "ringfence[gis]"'
        ) from error
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _DAY})

    def put(path: Path, *arguments: Any, **options: Any) -> None:
        try:
            raw.write(path, *arguments, **options)
        except (DataLayerError, DataSourceError) as error:
            reason = " ".join(str(error).split()).rsplit(": ", 1)[-1]
            raise RingfenceError(f"cannot write {path.name}: {reason}") from error

    return put


def _rings(scene: Scene, derived: Derived, catalog: str) -> tuple[Any, list[dict[str, Any]]]:
    found = list(features(scene, derived, catalog))
    parts, rows = shapely.get_parts(np.asarray([feature.shape for feature in found], object), return_index=True)
    return shapely.multipolygons(parts, indices=rows), [feature.values for feature in found]


def _sites(scene: Scene) -> tuple[Any, list[Any], list[str]]:
    named = [(plain(site.name), site.spot) for site in scene.sites]  # a spot is read from text each time
    rows: list[dict[str, Any]] = [
        {"site": name, "lat": spot.latitude, "lon": spot.longitude, "area": site.country or site.sector}
        for (name, spot), site in zip(named, scene.sites, strict=True)
    ]
    spots = [Point(row["lon"], row["lat"]) for row in rows]
    return (shapely.to_wkb(np.asarray(spots, object)), *_fields(_SITE, rows))


def _fields(columns: tuple[Column, ...], rows: list[dict[str, Any]]) -> tuple[list[Any], list[str]]:
    """A column each as an array; None in numbers is NaN, which is written as null."""
    arrays = []
    for column in columns:
        values = [row[column.name] for row in rows]
        if column.kind == "real":
            values = [np.nan if value is None else value for value in values]
        arrays.append(np.array(values, dtype=_TYPES[column.kind]))
    return arrays, [column.name for column in columns]


def _short(value: Any) -> Any:
    """Text that a DBF field holds whole, cut between characters."""
    if not isinstance(value, str) or len(value.encode()) <= _DBF_BYTES:
        return value
    return value.encode()[: _DBF_BYTES - 3].decode("utf-8", "ignore") + "…"
