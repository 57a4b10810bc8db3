"""The shipped scenes at the date line and near the pole, through the command into every format and back by GDAL."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyproj import Geod

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.errors import RingfenceError
from ringfence.export.formats import export_rings
from ringfence.geo import geodesy as geometry
from ringfence.paths import data_folder
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import make_scene

from .reading import FORMATS, area_m2, rings_in

SCENES = {
    "date-line": ["--scene", str(data_folder("plots/scenes") / "date-line.yaml")],
    "near-the-pole": ["--scene", str(data_folder("plots/scenes") / "near-the-pole.yaml")],
    "on both poles": ["s-400", "--at", "90,0", "--at", "-90,0", "--dead-zone", "--target-altitude", "100m"],
}
EARTH_M2 = 510_065_621_724_088.5
WGS84 = Geod(ellps="WGS84")
form = pytest.mark.parametrize("form", FORMATS)
scene = pytest.mark.parametrize("scene", SCENES)


@form
@scene
def test_what_is_read_back_is_the_ring_that_it_says(form: str, scene: str, tmp_path: Path) -> None:
    """Each ring covers, within a millionth, what lies within its own radius of its own site, by the attributes read with it."""
    path = tmp_path / f"a.{form}"
    assert run(["export", "rings", *SCENES[scene], "-o", str(path)]) == 0
    found = rings_in(path)
    assert found
    for values, shape in found:
        lat, lon, inner, outer = (float(values[name]) for name in ("lat", "lon", "dead_m", "radius_m"))
        meant = geometry.annulus(lat, lon, inner, outer)
        assert shape.is_valid
        assert area_m2(shape) == pytest.approx(area_m2(meant), rel=1e-6)
        assert spherical_cap_m2(shape) == pytest.approx(spherical_cap_m2(meant), rel=1e-6)


def spherical_cap_m2(shape: object) -> float:
    """The area by geodesic edges (Karney); of two readings of what is inside, the smaller, as no scene covers half the earth."""
    area = abs(WGS84.geometry_area_perimeter(shape)[0])
    return float(min(area, EARTH_M2 - area))


@form
def test_same_bytes_from_two_processes(form: str, tmp_path: Path) -> None:
    """Two processes, at either end of the world's clock, write the same bytes."""
    written = []
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        folder = tmp_path / zone.replace("/", "-")
        folder.mkdir()
        command = [sys.executable, "-m", "ringfence", "export", "rings", *SCENES["date-line"], "-o", f"a.{form}"]
        subprocess.run(command, cwd=folder, env={**os.environ, "TZ": zone}, check=True, capture_output=True)
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert written[0] == written[1]


RECORD = """name: {name}
origin: [RUS]
maker: Nobody
kind: sam
reference: aircraft
status: in-service
effectors:
  ? {name}
  : {{kind: missile}}
envelopes:
  - targets: [aircraft]
    effector: {name}
    range_max: {{some-2020: {reach}}}
sources:
  some-2020: {{publisher: {name}, title: {name}, kind: newspaper, published: 2020-01-01, url: "https://example.org/?a='b'&c=1", language: en}}
"""


@form
def test_names_of_a_users_catalog(form: str, tmp_path: Path) -> None:
    """A system and its effector are called in every format what their record calls them, be it markup or a formula."""
    for number, name in enumerate(('"<b>x</b>]]><script>&amp;"', '"=1+1 🚀 עברית"', "\"$[description] 'q'\"")):
        (tmp_path / "own").mkdir(exist_ok=True)
        (tmp_path / "own" / f"own-{number}.yaml").write_text(RECORD.format(name=name, reach="100 km"), "utf-8")
        meant = name[1:-1]
        path = tmp_path / f"{number}.{form}"
        request = [f"own-{number}", "--catalog", str(tmp_path / "own"), "--at", "1,2", "--against", "aircraft"]
        assert run(["export", "rings", *request, "-o", str(path)]) == 0
        ((values, _),) = rings_in(path)
        shown = f"'{meant}" if form == "csv" and meant.startswith("=") else meant
        assert (values["sysname"], values["effector"]) == (shown, None if form != "csv" else "")


def test_rings_beyond_half_the_earth(tmp_path: Path) -> None:
    """A ring of more than half the earth is written with its whole area; one that would reach the antipode is refused."""
    scene = make_scene(sites=[{"name": "Here", "at": "10,20"}], systems=["s-400"], against=["aircraft"])
    derived = derive(scene, Catalog.load())
    far = replace(derived, rings=(replace(derived.rings[0], radius_m=15e6, low_m=15e6, high_m=15e6),))
    export_rings(scene, far, tmp_path / "a.kml", catalog="abc")
    ((_, shape),) = rings_in(tmp_path / "a.kml")
    assert area_m2(shape) == pytest.approx(area_m2(geometry.disc(10, 20, 15e6)), rel=1e-6)
    assert area_m2(shape) > EARTH_M2 / 2
    too_far = replace(far, rings=(replace(far.rings[0], radius_m=20e6),))
    with pytest.raises(RingfenceError, match="radii go from 0 to 19 000 000 m"):
        export_rings(scene, too_far, tmp_path / "b.kml", catalog="abc")
    assert not (tmp_path / "b.kml").exists()


@pytest.mark.parametrize("form", ["geojson", "kml", "kmz", "csv", "gpkg", "shp.zip", "svg", "png", "pdf"])
def test_same_bytes_whatever_the_name(form: str, tmp_path: Path) -> None:
    """A file's bytes are those of its scene, whatever it is called and wherever it lies; it holds no path and no name of the user's."""
    folders = tmp_path / "Jane Roe", tmp_path / "b"
    for folder, stem in zip(folders, ("secret-plan", "x"), strict=True):
        folder.mkdir()
        assert run(["rings", "s-400", "--at", "Warsaw", "--output", str(folder / f"{stem}.{form}")]) == 0
    one, two = (
        (folder / f"{stem}.{form}").read_bytes() for folder, stem in zip(folders, ("secret-plan", "x"), strict=True)
    )
    assert one == two
    assert b"secret-plan" not in one
    assert b"Jane Roe" not in one
