"""How exported rings come to be where they were asked for, what lay there before, and what balloons say of them."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from lxml import etree
from pyogrio import raw
from pyogrio.errors import FeatureError

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.errors import RingfenceError
from ringfence.evidence.figures import cell_of
from ringfence.export.kml import _description
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import make_scene

KML = "{http://www.opengis.net/kml/2.2}"


def export(path: Path, *places: str) -> int:
    """The rings of one system about some places, by the command."""
    sites = [part for place in places or ("Ankara",) for part in ("--at", place)]
    return run(["export", "rings", "s-400", "--against", "aircraft", *sites, "-o", str(path)])


def test_a_link_is_followed(tmp_path: Path) -> None:
    """An output that is a symbolic link stays one, and what it points to is replaced."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "b.kml").write_text("old")
    (tmp_path / "a.kml").symlink_to(tmp_path / "real" / "b.kml")
    assert export(tmp_path / "a.kml") == 0
    assert (tmp_path / "a.kml").is_symlink()
    assert (tmp_path / "real" / "b.kml").read_text("utf-8").startswith("<?xml")
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["b.kml"]


def test_permissions_stay(tmp_path: Path) -> None:
    """A file that only its owner may read is not opened to others by being replaced."""
    (tmp_path / "a.kml").touch(mode=0o600)
    assert export(tmp_path / "a.kml") == 0
    assert (tmp_path / "a.kml").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders")
@pytest.mark.parametrize("pipe", ["a.shp", "a.dbf"])
def test_no_shapefile_goes_into_a_pipe(pipe: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A format of several files leaves a pipe in the place of one of them as it is, and says so."""
    os.mkfifo(tmp_path / pipe)
    assert export(tmp_path / "a.shp") == 2
    assert f"{pipe} is a device or a pipe, and one of several files" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [pipe]
    assert (tmp_path / pipe).is_fifo()


@pytest.mark.parametrize("ending", ["gpkg", "geojson", "kmz", "csv"])
def test_the_longest_name(ending: str, tmp_path: Path) -> None:
    """A name as long as the disk takes is taken, also where another program's journal would be longer."""
    path = tmp_path / f"{'n' * (254 - len(ending))}.{ending}"
    assert export(path) == 0
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    if ending == "gpkg":
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as base:
            assert base.execute("SELECT count(*) FROM rings").fetchone()[0] > 0


@pytest.mark.parametrize("in_the_way", ["a.cpg", "a.dbf", "a.prj", "a.shx"])
def test_all_files_of_a_shapefile_or_none(in_the_way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where one of the files cannot be put, the others stay as they were."""
    assert export(tmp_path / "a.shp") == 0
    (tmp_path / in_the_way).unlink()
    (tmp_path / in_the_way).mkdir()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert export(tmp_path / "a.shp", "New Delhi") == 2
    assert f"{in_the_way} is a folder" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_a_failure_on_the_way_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where moving fails half way, every file is what it was."""
    assert export(tmp_path / "a.shp") == 0
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    move = Path.replace

    def fails(self: Path, target: Any) -> Path:
        if self.name == "a.shp" and Path(target) == tmp_path / "a.shp":
            raise OSError(5, "Input/output error")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    assert export(tmp_path / "a.shp", "New Delhi") == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_old_index_goes(tmp_path: Path) -> None:
    """A spatial index of the shapefile that was there is not believed of the new one."""
    path = tmp_path / "a.shp"
    west = [f"{lat},{lon}" for lat in range(-60, -10, 10) for lon in range(-170, -60, 10)]
    east = [f"{lat},{lon}" for lat in range(10, 60, 10) for lon in range(60, 170, 10)]
    assert export(path, *west) == 0
    meta, _, shapes, fields = raw.read(path)
    options = {"geometry_type": "Polygon", "driver": "ESRI Shapefile", "crs": "EPSG:4326", "SPATIAL_INDEX": "YES"}
    raw.write(path, shapes, fields, list(meta["fields"]), **options)
    assert path.with_suffix(".qix").is_file()
    assert export(path, *east) == 0
    box = (80, 20, 100, 30)
    truly = sum(shape.intersects(shapely.box(*box)) for shape in shapely.from_wkb(raw.read(path)[2]))
    assert len(raw.read(path, bbox=box)[2]) == truly > 0


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_an_old_journal_goes(mode: str, tmp_path: Path) -> None:
    """What a crash has left beside the GeoPackage that was there is not replayed into the new one."""
    path = tmp_path / "a.gpkg"
    assert export(path) == 0
    crash = f"""
import os, sqlite3
base = sqlite3.connect({str(path)!r}, isolation_level=None)
base.execute("pragma journal_mode={mode}"), base.execute("pragma cache_size=1"), base.execute("create table junk (x)")
base.execute("begin")
base.executemany("insert into junk values (?)", [("y" * 3000,)] * 300)
{mode == "WAL"} and base.execute("commit")
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", crash], check=True)
    assert len(list(tmp_path.iterdir())) > 1
    assert export(path, "60,100") == 0
    base = sqlite3.connect(path)
    assert base.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert base.execute("select site from rings").fetchall() == [("60,100",)]
    assert not base.execute("select * from sqlite_master where name = 'junk'").fetchall()
    base.close()
    assert [one.name for one in tmp_path.iterdir()] == ["a.gpkg"]


@pytest.mark.parametrize("form", ["gpkg", "shp", "zip"])
def test_what_gdal_refuses(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error of GDAL's is told in a line, and what was there stays."""

    def full(*arguments: Any, **options: Any) -> None:
        raise FeatureError("Could not add feature to layer at index 0: database or disk is full")

    path = tmp_path / f"a.{form}"
    path.write_bytes(b"mine")
    monkeypatch.setattr(raw, "write", full)
    assert export(path) == 2
    assert "database or disk is full" in capsys.readouterr().err
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(("ending", "keep"), [(".shp", 500), (".shx", 100), (".dbf", 900), (".dbf", 12), (".prj", 0)])
def test_what_gdal_leaves_out(
    ending: str, keep: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shapefile whose end is missing, which GDAL does not tell of on a full disk, is an error and is not put in place."""
    write = raw.write

    def short(path: Path, *arguments: Any, **options: Any) -> None:
        write(path, *arguments, **options)
        part = Path(path).with_suffix(ending)
        part.write_bytes(part.read_bytes()[:keep])

    monkeypatch.setattr(raw, "write", short)
    assert export(tmp_path / "a.shp") == 2
    assert "No space left on device" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_balloons_credit_sources_with_the_rings_own_figures() -> None:
    """A source is not credited, under one missile's ring, with what it says of another missile."""
    catalog, told = Catalog.load(), 0
    for system in catalog:
        scene = make_scene(sites=["Ankara"], systems=[system.id], against=["aircraft", "drone", "ballistic-missile"])
        try:
            rings = derive(scene, catalog).rings
        except RingfenceError:
            continue
        for ring in rings:
            cells = [cell_of(system, "range_max", target, scene.evidence_rule) for target in ring.targets]
            own = {statement.value.text for cell in cells if cell.best for statement in cell.best.counted}
            for item in etree.HTML(_description(ring, scene)).iter("li"):
                figures = "".join(item.xpath("text()")).rpartition(": ")[2] if item.xpath("a") else ""
                assert {text for text in figures.split(", ") if text} <= own
                told += 1
    assert told > 100


def test_balloons_take_nothing_for_markup(tmp_path: Path) -> None:
    """Every balloon shows the description alone, in which a name has neither markup nor a `$[…]` to fill in."""
    name = "$[description]<img src=x>"
    path = tmp_path / "a.kml"
    request = ["s-400", "--at", f"{name}=69,179.9", "--against", "aircraft", "-o", str(path)]
    assert run(["export", "rings", *request]) == 0
    root = etree.parse(path).getroot()
    styles = {
        f"#{style.get('id')}": style.findtext(f"{KML}BalloonStyle/{KML}text") for style in root.iter(f"{KML}Style")
    }
    assert set(styles.values()) == {"$[description]"}
    marks = list(root.iter(f"{KML}Placemark"))
    assert len(marks) == 3
    for mark in marks:
        assert mark.findtext(f"{KML}styleUrl") in styles
        text = mark.findtext(f"{KML}description")
        assert "$" not in text
        page = etree.HTML(text)
        assert name in "".join(page.itertext())
        assert not list(page.iter("img"))


def test_shapes_are_as_many_as_rows(tmp_path: Path) -> None:
    """A shapefile of several sites has a row and a shape for each ring, with its sites beside."""
    path = tmp_path / "a.shp"
    request = ["s-400", "--at", "Ankara", "--at", "69,179.9", "--against", "aircraft", "--sites", "-o", str(path)]
    assert run(["export", "rings", *request]) == 0
    assert [len(np.asarray(raw.read(tmp_path / name)[2])) for name in ("a.shp", "a-sites.shp")] == [2, 2]
