"""10,000 rings as KML and as GeoPackage, beside the same rings written by hand with lxml and with pyogrio.raw.

The polygons (2,500 sites × 4 radii) are made once and given to both sides; timed is what makes a file of them. By hand KML is a
name and a shape, GeoPackage the same columns; this library writes styles, descriptions, sites and sources as well. Rounds are
interleaved, one round does not count.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from harness import Timing, environment, race, report, save
from lxml import etree
from pyogrio import raw

from ringfence.catalog.store import Catalog
from ringfence.export.formats import export_rings
from ringfence.geo import geodesy as geometry
from ringfence.scenes import features
from ringfence.scenes.features import COLUMNS
from ringfence.scenes.rings import Derived, derive
from ringfence.scenes.scene import Scene, make_scene

SITES, ROUNDS = 2500, 5
TOOL = str(Path(sys.executable).parent / "ringfence")


def scene_and_rings() -> tuple[Scene, Derived]:
    """2,500 sites, on land and sea, some over 180° and near the poles; four rings about each."""
    generator = np.random.default_rng(1)
    spots = zip(generator.uniform(-85, 85, SITES), generator.uniform(-180, 180, SITES), strict=True)
    sites = [{"name": f"No. {n}", "at": f"{lat:.4f}, {lon:.4f}"} for n, (lat, lon) in enumerate(spots)]
    scene = make_scene(sites=sites, systems=["s-400"], target_altitudes=["1 km", "3 km"])
    derived = derive(scene, Catalog.load())
    assert len(derived.rings) == 4
    return scene, derived


_made: dict[float, Any] = {}


def kept_discs(latitudes: Any, longitudes: Any, radii: Any) -> Any:
    """`geometry.discs`, made once a radius: the sites are the same throughout."""
    for radius in radii:
        if radius not in _made:
            _made[radius] = geometry.discs(latitudes, longitudes, [radius])
    return np.concatenate([_made[radius] for radius in radii], axis=1)


def polygons(scene: Scene, derived: Derived) -> Any:
    """The same polygons as the library's, by the same call."""
    spots = [site.spot for site in scene.sites]
    radii = [ring.radius_m for ring in derived.rings]
    return kept_discs([s.latitude for s in spots], [s.longitude for s in spots], radii)


def kml_by_hand(scene: Scene, derived: Derived, path: Path) -> None:
    """A placemark a ring: name and polygons."""
    root = etree.Element("kml", nsmap={None: "http://www.opengis.net/kml/2.2"})
    document = etree.SubElement(root, "Document")
    for site, row in zip(scene.sites, polygons(scene, derived), strict=True):
        for ring, shape in zip(derived.rings, row, strict=True):
            mark = etree.SubElement(document, "Placemark")
            etree.SubElement(mark, "name").text = f"{site.name}: {ring.label}"
            many = etree.SubElement(mark, "MultiGeometry")
            for part in shapely.get_parts(shape):
                outer = etree.SubElement(etree.SubElement(many, "Polygon"), "outerBoundaryIs")
                line = etree.SubElement(etree.SubElement(outer, "LinearRing"), "coordinates")
                line.text = " ".join(f"{x:.7f},{y:.7f}" for x, y in shapely.get_coordinates(part.exterior))
    path.write_bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def geopackage_by_hand(scene: Scene, derived: Derived, path: Path) -> None:
    """A layer of multipolygons with the same columns."""
    parts, index = shapely.get_parts(polygons(scene, derived).ravel(), return_index=True)
    many = shapely.multipolygons(parts, indices=index)
    texts = {
        "rule": "typical",
        "ringfence": "",
        "catalog": "",
        "records": derived.records,
        "part": "ring",
        "area": None,
    }
    rows = [
        {"site": site.name, "lat": site.spot.latitude, "lon": site.spot.longitude, "sysname": ring.system.name, **ring.evidence(),
         "from_m": np.nan if ring.from_m is None else ring.from_m, "sources": " ".join(ring.sources), "altitude_m": ring.altitude.si_high if ring.altitude else np.nan, **texts}
        for site in scene.sites for ring in derived.rings
    ]  # fmt: skip
    types: dict[str, Any] = {"text": object, "real": float, "integer": np.int32}
    columns = [np.array([row[c.name] for row in rows], dtype=types[c.kind]) for c in COLUMNS]
    names = [c.name for c in COLUMNS]
    raw.write(path, shapely.to_wkb(many), columns, names, driver="GPKG", geometry_type="MultiPolygon", crs="EPSG:4326")


def timed(sides: dict[str, Callable[[], None]]) -> list[Timing]:
    """Each side in turn, ROUNDS times, after one that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(ROUNDS + 1):
        for name, side in sides.items():
            start = time.perf_counter()
            side()
            if turn:
                seconds[name].append(time.perf_counter() - start)
    return [Timing(name, tuple(some)) for name, some in seconds.items()]


def main() -> None:
    """Print the tables and keep them."""
    scene, derived = scene_and_rings()
    setattr(features, "discs", kept_discs)  # noqa: B010  # the geometry is given to both sides
    tables = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for form, by_hand, peer, aim in (
            ("kml", kml_by_hand, "lxml by hand", 3.5),
            ("gpkg", geopackage_by_hand, "pyogrio.raw by hand", 1.2),
        ):
            ours, theirs = folder / f"ours.{form}", folder / f"theirs.{form}"

            def write(ours: Path = ours) -> None:
                export_rings(scene, derived, ours, catalog="")

            def write_by_hand(by_hand: Any = by_hand, theirs: Path = theirs) -> None:
                theirs.unlink(missing_ok=True)
                by_hand(scene, derived, theirs)

            timings = timed({peer: write_by_hand, f"ringfence {form}": write})
            tables.append(report(f"10,000 rings to {form}", timings, peer, {f"ringfence {form}": aim}))
            print(f"  {ours.stat().st_size / 1e6:.0f} MB beside {theirs.stat().st_size / 1e6:.0f} MB")
        lines = "\n".join(f"- {{name: {site.name}, at: '{site.at}'}}" for site in scene.sites)
        (folder / "many.yaml").write_text(
            f"systems: [s-400]\ntarget_altitudes: [1 km, 3 km]\nsites:\n{lines}\n", "utf-8"
        )
        commands = {
            f"export rings to {form}": [TOOL, "export", "rings", "--scene", str(folder / "many.yaml"), "-o", str(folder / f"a.{form}")]
            for form in ("geojson", "kml", "gpkg", "csv")
        }  # fmt: skip
        timings = race(commands, rounds=2, env=environment())
        tables.append(report("The same by the command, a new process each", timings, "export rings to geojson"))
    print(f"kept in {save('exports', tables)}")
    rates = statistics.median(timings[0].seconds)
    print(f"{10_000 / rates:,.0f} rings a second as GeoJSON, all told")


if __name__ == "__main__":
    main()
