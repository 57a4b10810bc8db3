"""Names and requests that nobody planned for: nothing is broken, injected or half written."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.export.formats import export_rings, rings_text
from ringfence.scenes.features import plain
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import make_scene

from .reading import FORMATS, rings_in

NASTY = (
    "<b>bold</b>", "]]><script>alert(1)</script><![CDATA[", "&amp; &lt; &bogus;", "\"quotes\" and 'more'", "two\nlines\r\nthree", "\x1b[31mred\x07",
    "=HYPERLINK(\"https://example.org\")", "@SUM(A1)", "🚀 emoji 👩‍🚀", "עברית \u202eright to left", "a, b; c|d", "x" * 2000, "${value} $[name] %s {0}",
)  # fmt: skip
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.mark.parametrize("form", FORMATS)
def test_names_arrive_as_they_are(form: str, tmp_path: Path) -> None:
    """A site's name is text in every format: whole, or cut where the format has no room, and never markup."""
    sites = [{"name": name, "at": f"{n}, {n}"} for n, name in enumerate(NASTY)]
    derived = derive(scene := make_scene(sites=sites, systems=["s-400"], against=["aircraft"]), Catalog.load())
    export_rings(scene, derived, tmp_path / f"a.{form}", catalog="abc")
    names = [values["site"] for values, _ in rings_in(tmp_path / f"a.{form}")]
    assert len(names) == len(NASTY)
    for got, meant in zip(names, NASTY, strict=True):
        text = plain(meant)
        if form == "csv":
            assert got in (text, f"'{text}")
            assert got[:1] not in ("=", "@")
        elif form in ("shp", "zip") and len(text.encode()) > 254:
            assert text.startswith(got.removesuffix("…"))
        else:
            assert got == text


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(str.strip))
@settings(max_examples=25)
def test_any_name_makes_good_xml(name: str) -> None:
    """Whatever a site is called, the KML is well-formed and the name is read back."""
    scene = make_scene(sites=[{"name": name, "at": "1, 2"}], systems=["s-400"], against=["aircraft"])
    text = rings_text(scene, derive(scene, Catalog.load()), "kml", catalog="abc")
    root = etree.fromstring(text.encode())
    marks = root.findall(f".//{KML}Placemark/{KML}name")
    assert (marks[-1].text or "") == plain(scene.sites[0].name)


def test_kml_hangs_together(tmp_path: Path) -> None:
    """Every style and schema that is referred to is there, ids are unique, and descriptions link only to sources."""
    sites = [{"name": "Here", "at": "69, 179.9"}, {"name": "There", "at": "10, 10"}]
    scene = make_scene(sites=sites, systems=["s-400", "thaad"], spread=True, detection=True, dead_zone=True)
    derived = derive(scene, Catalog.load())
    export_rings(scene, derived, tmp_path / "a.kml", catalog="abc")
    root = etree.parse(tmp_path / "a.kml").getroot()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    wanted = {e.text for e in root.iter(f"{KML}styleUrl")} | {e.get("schemaUrl") for e in root.iter(f"{KML}SchemaData")}
    assert wanted <= {f"#{name}" for name in ids}
    for description in root.iterfind(f".//{KML}Placemark/{KML}description"):
        page = etree.HTML(description.text)
        assert {e.tag for e in page.iter()} <= {"html", "body", "p", "ul", "li", "a", "cite"}
        assert all(a.get("href").startswith(("http://", "https://")) for a in page.iter("a"))


def test_heights_are_in_the_kml(tmp_path: Path) -> None:
    """A ring for a target at a height lies on the ground, where it can be seen, and has the height as an attribute."""
    scene = make_scene(sites=["New Delhi"], systems=["s-400"], against=["aircraft"], target_altitudes=["100 m"])
    export_rings(scene, derive(scene, Catalog.load()), tmp_path / "a.kmz", catalog="abc")
    root = etree.fromstring(ZipFile(tmp_path / "a.kmz").read("doc.kml"))
    found = [
        (
            (p.findtext(f"{KML}altitudeMode") or "clampToGround"),
            p.find(f".//{KML}coordinates").text.split()[0].count(","),
        )
        for p in root.iter(f"{KML}Polygon")
    ]
    assert found == [("clampToGround", 1)] * 2
    heights = [data.text for data in root.iter(f"{KML}SimpleData") if data.get("name") == "altitude_m"]
    assert heights == ["100.0"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-f", "gpkg"], "name a file"),
        (["-o", "a.xyz"], "no format ends in '.xyz'"),
        (["-o", "a"], "no format ends in 'a'"),
        (["-f", "kml", "-o", "a.csv"], "'a.csv' is not how a kml file ends"),
        ([], "which format?"),
        (["-o", "nowhere/a.kml"], "cannot write nowhere/a.kml"),
        (["-o", "folder.kml"], "is a folder"),
        (["-f", "csv", "--against", "icbm"], "there is no ring to draw"),
        (["-f", "csv", "--against", "baloon"], "balloon"),
    ],
)
def test_usage(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    """What cannot be written is refused with what would do, and nothing is left behind."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.kml").mkdir()
    if message == "balloon":
        message = "baloon"
    assert run(["export", "rings", "s-400", "--at", "Ankara", *arguments]) == 2
    assert message in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["folder.kml"]


def test_what_was_there_stays(tmp_path: Path) -> None:
    """A file that is there already is replaced whole, or stays when writing fails."""
    scene = make_scene(sites=["New Delhi"], systems=["s-400"], against=["aircraft"])
    derived = derive(scene, Catalog.load())
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"mine")
    export_rings(scene, derived, path, catalog="abc")
    before = path.read_bytes()
    assert before.startswith(b"SQLite format 3")
    with pytest.raises(AttributeError):
        export_rings(scene, None, path, catalog="abc")  # type: ignore[arg-type]  # a fault in the middle of writing
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.gpkg"]


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where pyogrio is not installed, GeoPackage says which extra it needs."""
    monkeypatch.setitem(__import__("sys").modules, "pyogrio", None)
    assert run(["export", "rings", "s-400", "--at", "Ankara", "-o", str(tmp_path / "a.gpkg")]) == 2
    assert 'pip install "ringfence[gis]"' in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["geojson", "kml"])
def test_verified(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was exported can be held against the catalog, as pictures can."""
    path = tmp_path / f"a.{form}"
    assert run(["rings", "s-400", "--at", "It's <here>=28,77", "-o", str(path)]) == 0
    assert run(["verify", str(path)]) == 0
    path.write_text(path.read_text("utf-8").replace("400000.0", "500000.0"), "utf-8")
    assert run(["verify", str(path)]) == 1


def test_to_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    """Text formats go to the screen, notes to the other stream, so that a pipe gets the file alone."""
    assert run(["export", "rings", "s-400", "thaad", "--at", "Ankara", "-f", "geojson"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["type"] == "FeatureCollection"
    assert "note: THAAD" in err
