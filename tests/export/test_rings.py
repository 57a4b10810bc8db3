"""Exported rings, read back: the area is the ring's, the shape is valid, and every attribute has arrived."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import MultiPolygon

from ringfence.catalog.store import Catalog
from ringfence.export.formats import export_rings
from ringfence.geo import geodesy as geometry
from ringfence.scenes.features import COLUMNS, features
from ringfence.scenes.rings import Derived, derive
from ringfence.scenes.scene import Scene, make_scene

from .reading import FORMATS, area_m2, gdal_name, layers, rings_in

WGS84 = geometry.wgs84()
PLACES = {
    "plain": ("28.61, 77.21", 400e3, 0.0),
    "with a hole": ("28.61, 77.21", 400e3, 40e3),
    "small": ("51, 0", 5e3, 0.0),
    "over 180 and the pole": ("69, 179.9", 2.4e6, 0.0),
    "over 180": ("69, 179.9", 1e6, 0.0),
    "over 180 with a hole": ("-10, -179.99", 400e3, 60e3),
    "on 180": ("0, 180", 60e3, 0.0),
    "north pole inside": ("85, 30", 1e6, 0.0),
    "north pole inside, with a hole": ("88, 30", 1e6, 60e3),
    "south pole inside": ("-88, -60", 400e3, 0.0),
    "at the north pole": ("90, 0", 400e3, 0.0),
    "both poles inside": ("0, 0", 12e6, 0.0),
}
place = pytest.mark.parametrize("place", PLACES)
form = pytest.mark.parametrize("form", FORMATS)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


def made(catalog: Catalog, place: str) -> tuple[Scene, Derived]:
    """One ring about one place, of a radius that no system need have."""
    where, radius, dead = PLACES[place]
    scene = make_scene(sites=[{"name": "Here", "at": where}], systems=["s-400"], against=["aircraft"])
    derived = derive(scene, catalog)
    ring = replace(derived.rings[0], radius_m=radius, low_m=radius, high_m=radius, dead_m=dead)
    return scene, replace(derived, rings=(ring,))


@place
@form
def test_area_and_validity(form: str, place: str, catalog: Catalog, tmp_path: Path) -> None:
    """The region that is read back is valid and has the area of the ring within a millionth."""
    scene, derived = made(catalog, place)
    export_rings(scene, derived, tmp_path / f"a.{form}", catalog="abc")
    ((_, shape),) = rings_in(tmp_path / f"a.{form}")
    meant = next(features(scene, derived, "abc")).shape
    assert shape.is_valid
    assert area_m2(shape) == pytest.approx(area_m2(meant), rel=1e-6)


@place
def test_area_is_the_geodesic_one(place: str, catalog: Catalog, tmp_path: Path) -> None:
    """The area of what is read back is that of the uncut geodesic rings, by Karney's algorithm, within a ten-thousandth."""
    scene, derived = made(catalog, place)
    where, radius, dead = PLACES[place]
    latitude, longitude = (float(part) for part in where.split(","))

    def disc(r: float) -> float:
        path = geometry.ring(latitude, longitude, r, vertices=7200)
        area = abs(WGS84.polygon_area_perimeter(path[:, 0], path[:, 1])[0])
        return float(area if r < 10e6 else 510065621724088.5 - area)

    export_rings(scene, derived, tmp_path / "a.geojson", catalog="abc")
    ((_, shape),) = rings_in(tmp_path / "a.geojson")
    assert area_m2(shape) == pytest.approx(disc(radius) - (disc(dead) if dead else 0), rel=1e-4)


@place
def test_geojson_is_rfc_7946(place: str, catalog: Catalog, tmp_path: Path) -> None:
    """Nothing crosses 180°, exterior rings run counter-clockwise and holes clockwise, and seven decimals are enough."""
    scene, derived = made(catalog, place)
    export_rings(scene, derived, tmp_path / "a.geojson", catalog="abc")
    text = (tmp_path / "a.geojson").read_text("utf-8")
    feature = json.loads(text)["features"][0]
    shape = shapely.geometry.shape(feature["geometry"])
    for part in shapely.get_parts(shape):
        assert part.exterior.is_ccw
        assert not any(hole.is_ccw for hole in part.interiors)
        assert part.bounds[0] >= -180
        assert part.bounds[2] <= 180
        for line in (part.exterior, *part.interiors):
            assert all(x == round(x, 7) and y == round(y, 7) for x, y in line.coords)
    west, south, east, north = feature["bbox"]
    assert (south, north) == pytest.approx((shape.bounds[1], shape.bounds[3]), abs=1e-3)
    assert (west > east) == (place in ("over 180", "over 180 with a hole", "on 180"))


@form
def test_attributes(form: str, catalog: Catalog, tmp_path: Path) -> None:
    """Every attribute arrives with its type; what is not known is absent, not zero."""
    scene = make_scene(
        sites=["New Delhi"], systems=["s-400"], against=["aircraft", "ballistic-missile"], target_altitudes=["100 m"]
    )
    derived = derive(scene, catalog)
    export_rings(scene, derived, tmp_path / f"a.{form}", catalog="abc")
    wanted = [feature.values for feature in features(scene, derived, "abc")]
    got = [values for values, _ in rings_in(tmp_path / f"a.{form}")]
    assert len(got) == len(wanted) == 3
    for values, meant in zip(got, wanted, strict=True):
        for column in COLUMNS:
            assert same(form, values.get(column.name), meant[column.name]), column.name


def same(form: str, got: Any, meant: Any) -> bool:
    """Whether a value has arrived, by what the format can hold."""
    if isinstance(got, list):
        got = " ".join(got)
    if form == "csv":
        return bool(got == ("" if meant is None else str(meant)))
    if form in ("shp", "zip") and isinstance(got, str) and got.endswith("…"):
        return bool(meant.startswith(got[:-1]) and len(got.encode()) <= 254)
    if form in ("kml", "kmz", "shp", "zip") and meant is None:
        return got in (None, "")
    return bool(got == meant and type(got) is type(meant))


@form
def test_same_bytes(form: str, catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same scene gives the same bytes, in every time zone."""
    scene, derived = made(catalog, "over 180")
    name, written = f"a.{form}", []
    for zone in ("UTC", "Asia/Kolkata"):
        monkeypatch.setenv("TZ", zone)
        folder = tmp_path / zone.replace("/", "-")
        folder.mkdir()
        export_rings(scene, derived, folder / name, catalog="abc")
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert written[0] == written[1]


@pytest.mark.parametrize("form", ["kml", "kmz", "gpkg"])
def test_sites_are_there(form: str, catalog: Catalog, tmp_path: Path) -> None:
    """Earth viewers and GeoPackages get the sites as points, and GeoPackages the sources as a table."""
    scene, derived = made(catalog, "plain")
    path = tmp_path / f"a.{form}"
    export_rings(scene, derived, path, catalog="abc")
    assert layers(path) == (
        ["rings", "sites", "sources", "layer_styles"] if form == "gpkg" else ["S-400 Triumf", "Sites"]
    )


@pytest.mark.parametrize("form", ["geojson", "shp", "csv"])
def test_sites_on_request(form: str, catalog: Catalog, tmp_path: Path) -> None:
    """The other formats have the sites as points where they are asked for."""
    scene, derived = made(catalog, "plain")
    path = tmp_path / f"a.{form}"
    export_rings(scene, derived, path, catalog="abc", points=True)
    assert (
        (tmp_path / "a-sites.shp").is_file() if form == "shp" else "Point" in path.read_text("utf-8").title()
    ) is True
    assert len(rings_in(path)) == 1


def test_many_sites(catalog: Catalog, tmp_path: Path) -> None:
    """A ring a site and system, in one file, each where it belongs."""
    spots = [(lat, lon) for lat in (-60, 0, 60) for lon in (-179.5, 0, 179.5)]
    sites = [{"name": f"No. {n}", "at": f"{lat}, {lon}"} for n, (lat, lon) in enumerate(spots)]
    scene = make_scene(sites=sites, systems=["s-400", "hawk"], against=["aircraft"])
    derived = derive(scene, catalog)
    export_rings(scene, derived, tmp_path / "a.gpkg", catalog="abc")
    found = rings_in(tmp_path / "a.gpkg")
    assert len(found) == 18
    for values, shape in found:
        assert shape.covers(shapely.Point(values["lon"], values["lat"]))
        assert isinstance(shape, MultiPolygon)


def test_gdal_reads_geojson_and_csv(catalog: Catalog, tmp_path: Path) -> None:
    """GDAL itself takes the text formats for what they are."""
    scene, derived = made(catalog, "over 180")
    for form in ("geojson", "csv"):
        export_rings(scene, derived, tmp_path / f"a.{form}", catalog="abc")
        assert layers(tmp_path / f"a.{form}") == ["a"]
    assert gdal_name(tmp_path / "a.csv").endswith("a.csv")
