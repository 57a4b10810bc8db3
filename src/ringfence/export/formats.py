"""Which format a file is of, and how it comes to be there: written beside and moved into place."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from ringfence.errors import RingfenceError, UsageError
from ringfence.export.moving import put_in_place
from ringfence.paths import reason
from ringfence.scenes.rings import Derived
from ringfence.scenes.scene import Scene
from ringfence.specs.words import RingFormat
from ringfence.writing import beside

TEXTS = ("geojson", "kml", "csv")
SUFFIXES: dict[str, RingFormat] = {
    ".geojson": "geojson", ".json": "geojson", ".kml": "kml", ".kmz": "kmz", ".gpkg": "gpkg", ".shp": "shp",
    ".zip": "shp", ".csv": "csv"
}  # fmt: skip


def form_of(form: str | None, output: Path | None) -> RingFormat:
    """The format that is asked for, or that the file's ending says. Raises UsageError where they differ or neither is
    there.
    """
    known = SUFFIXES.get(output.suffix.lower()) if output else None
    if form is None:
        if output is None:
            raise UsageError(
                "which format?", hint=f"--format {'|'.join(get_args(RingFormat))}, or --output with such an ending"
            )
        if known is None:
            raise UsageError(
                f"no format ends in {output.suffix or output.name!r}", hint=f"known: {', '.join(SUFFIXES)}"
            )
        return known
    if output is not None and known != form:
        endings = [suffix for suffix, name in SUFFIXES.items() if name == form]
        raise UsageError(f"{output.name!r} is not how a {form} file ends", hint=f"it ends in {' or '.join(endings)}")
    if output is None and form not in TEXTS:
        raise UsageError(f"{form} is no text for the screen", hint="name a file: --output rings." + form)
    return next(name for name in get_args(RingFormat) if name == form)


def refuse_simplestyle(form: RingFormat, wanted: bool) -> None:
    """Raises UsageError where styles of GeoJSON are asked for in another format."""
    if wanted and form != "geojson":
        raise UsageError(f"simplestyle is GeoJSON's; {form} has styles of its own or none", hint="--format geojson")


def rings_text(
    scene: Scene, derived: Derived, form: RingFormat, *, catalog: str, points: bool = False, simplestyle: bool = False
) -> str:
    """The rings in one of TEXTS."""
    if form == "kml":
        from io import BytesIO

        from ringfence.export.kml import write_kml

        out = BytesIO()
        write_kml(out, scene, derived, catalog)
        return out.getvalue().decode()
    return "".join(_parts(scene, derived, form, catalog, points, simplestyle))


def export_rings(
    scene: Scene,
    derived: Derived,
    path: Path,
    *,
    catalog: str,
    form: RingFormat | None = None,
    points: bool = False,
    simplestyle: bool = False,
) -> None:
    """Write the rings to a file, whole or not at all. `catalog`: its hash. Raises RingfenceError."""
    wanted = form or form_of(None, path)
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder", hint="name a file in it")
        with beside(path) as folder:
            _write(folder / path.name, scene, derived, wanted, catalog, points, simplestyle)
            put_in_place(folder, path)
    except OSError as error:
        raise RingfenceError(f"cannot write {path}: {reason(error)}") from error


def _write(
    into: Path, scene: Scene, derived: Derived, form: RingFormat, catalog: str, points: bool, simplestyle: bool
) -> None:
    if form in ("gpkg", "shp"):
        from ringfence.export import gis
        from ringfence.export.archive import zipped

        if form == "gpkg":
            made = into.with_name("rings.gpkg")  # SQLite's journal has a longer name, which may be too long
            gis.write_geopackage(made, scene, derived, catalog)
            made.replace(into)
        elif into.suffix.lower() == ".zip":
            with beside(into) as inner:
                gis.write_shapefile(inner / "rings.shp", scene, derived, catalog, points=points)
                zipped(inner, into)
        else:
            gis.write_shapefile(into, scene, derived, catalog, points=points)
    elif form in ("kml", "kmz"):
        from ringfence.export import kml

        if form == "kmz":
            into.write_bytes(kml.kmz_bytes(scene, derived, catalog))
        else:
            with into.open("wb") as file:
                kml.write_kml(file, scene, derived, catalog)
    else:
        with into.open("w", encoding="utf-8", newline="") as text:
            text.writelines(_parts(scene, derived, form, catalog, points, simplestyle))


def _parts(
    scene: Scene, derived: Derived, form: RingFormat, catalog: str, points: bool, simplestyle: bool
) -> Iterator[str]:
    if form == "geojson":
        from ringfence.export.geojson import geojson_parts

        return geojson_parts(scene, derived, catalog, points=points, simplestyle=simplestyle)
    from ringfence.export.wkt import csv_parts

    return csv_parts(scene, derived, catalog, points=points)
