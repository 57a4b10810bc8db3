"""Scenes: read from files and options, with every mistake at its place, and written so that they are read again as they were."""

from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.cli.scene_options import read_site
from ringfence.errors import CatalogError, RingfenceError
from ringfence.scenes.files import read_scene, scene_text
from ringfence.scenes.scene import Scene, bearings, make_scene, page

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("Warsaw", {"name": "Warsaw", "systems": []}),
        ("Warsaw: patriot-pac-3, nasams", {"name": "Warsaw", "systems": ["patriot-pac-3", "nasams"]}),
        ("52.2,21", {"name": "52.2,21", "at": "52.2,21", "systems": []}),
        ("Here=52.2,21: s-400", {"name": "Here", "at": "52.2,21", "systems": ["s-400"]}),
        ("A=B=52.2,21", {"name": "A=B", "at": "52.2,21", "systems": []}),
        ("Lublin [20-140]: s-400", {"name": "Lublin", "sector": "20-140", "systems": ["s-400"]}),
        ("Here=52.2,21 [20-140]", {"name": "Here", "at": "52.2,21", "sector": "20-140", "systems": []}),
        ("country: Belarus", {"country": "Belarus", "systems": []}),
        ("Country:Belarus: s-400", {"country": "Belarus", "systems": ["s-400"]}),
    ],
)
def test_places_as_options(text: str, site: dict[str, Any]) -> None:
    """A place on the command line is a name, a point, a country, a sector, with what stands there."""
    assert read_site(text) == site


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"sites": ["Warsaw"]}, "no system stands at Warsaw"),
        ({"sites": ["Warsaw"], "systems": ["s-400"], "against": []}, "against"),
        ({"sites": [], "systems": ["s-400"]}, "sites"),
        ({"sites": [{"country": "Belarus", "at": "1,1"}], "systems": ["s-400"]}, "neither `at` nor `sector`"),
        ({"sites": [{"country": "Nowhereland"}], "systems": ["s-400"]}, "country"),
        ({"sites": [{"name": "Warsaw", "sector": "400-10"}], "systems": ["s-400"]}, "between 0 and 360"),
        ({"sites": [{"name": "Warsaw", "sector": "10-10"}], "systems": ["s-400"]}, "between 0 and 360"),
        ({"sites": [{"name": "Warsaw", "sector": "east"}], "systems": ["s-400"]}, "45-135"),
        ({"sites": ["Warsaw"], "systems": ["s-400"], "size": "16"}, "160mm"),
        ({"sites": ["Warsaw"], "systems": ["s-400"], "size": "2000mm"}, "between 60 mm and 1200 mm"),
        ({"sites": ["Warsaw"], "systems": ["s-400"], "as_of": "x"}, "as_of"),
        ({"sites": ["Warsaw"], "systems": ["s-400"], "extent": "0 km"}, "100 m at least"),
        ({"sites": ["Warsaw"], "systems": ["s-400"], "extent": "1 mm"}, "100 m at least"),
        ({"sites": ["Warsaw"], "systems": ["s-400"], "range_is": "sloping"}, "range_is"),
        ({"sites": ["Warsaw"], "systems": [f"s-{n}" for n in range(21)]}, "20"),
    ],
)
def test_what_cannot_be_meant(options: dict[str, Any], says: str) -> None:
    """A scene that cannot be meant is refused with the reason."""
    with pytest.raises(RingfenceError, match=says):
        make_scene(**options)


def at(**options: Any) -> Scene:
    """A scene of one site and system, with options."""
    return make_scene(**{"sites": ["Warsaw"], "systems": ["s-400"], **options})


def site(**options: Any) -> Scene:
    """A scene of one system at a site."""
    return make_scene(sites=[{"name": "Warsaw", **options}], systems=["s-400"])


@pytest.mark.parametrize(
    ("make", "options", "says"),
    [
        (at, {"size": "59.9mm"}, "size: a figure of 59.9mm: its sides are between 60 mm and 1200 mm"),
        (at, {"size": "1200.1mm"}, "size: a figure of 1200.1mm: its sides are between 60 mm and 1200 mm"),
        (at, {"size": "160x59mm"}, "size: a figure of 160x59mm: its sides are between 60 mm and 1200 mm"),
        (at, {"size": "160x1201mm"}, "size: a figure of 160x1201mm: its sides are between 60 mm and 1200 mm"),
        (at, {"size": "16"}, "size: a size of '16' cannot be read; write 160mm, or 160x120mm for width and height"),
        (at, {"extent": "99 m"}, "extent: a map that ends 99 m from its centre shows nothing: 100 m at least"),
        (at, {"antenna": "5 s"}, "antenna: a length is wanted here, and '5 s' is a time"),
        (at, {"against": ["unspecified"]}, "against.0: a ring is of a class: what names none counts for the system's reference class, and is drawn there"),
        (at, {"refraction": 0.5}, "refraction: a number of more than 0.5 is wanted"),
        (at, {"refraction": 5}, "refraction: a number of less than 5.0 is wanted"),
        (at, {"systems": [f"s-{n}" for n in range(21)]}, "systems: at most 20 are taken"),
        (site, {"sector": "0-361"}, "sites.0.sector: a sector of '0-361': two bearings between 0 and 360 degrees, such as 45-135"),
        (site, {"sector": "0-360"}, "sites.0.sector: a sector of '0-360': two bearings between 0 and 360 degrees, such as 45-135"),
        (site, {"sector": "x"}, "sites.0.sector: a sector of 'x' cannot be read; write two bearings, clockwise: 45-135"),
        (site, {"country": "Chad", "at": "1,1"}, "sites.0: Warsaw is a country: it has neither `at` nor `sector`"),
        (site, {"country": "Chad", "sector": "1-2"}, "sites.0: Warsaw is a country: it has neither `at` nor `sector`"),
    ],
)  # fmt: skip
def test_what_is_beyond_the_bounds(make: Any, options: dict[str, Any], says: str) -> None:
    """What is a little beyond a bound is refused in whole sentences."""
    with pytest.raises(RingfenceError) as caught:
        make(**options)
    assert caught.value.message == says


@pytest.mark.parametrize(
    ("make", "options"),
    [
        (at, {"size": "60mm"}), (at, {"size": "1200x60mm"}), (at, {"size": "60x1200mm"}), (at, {"extent": "100 m"}),
        (at, {"refraction": 0.51}), (at, {"refraction": 4.9}), (site, {"sector": "0-359"}), (site, {"sector": "1-360"}),
        (site, {"sector": "360-90"}),
    ],
)  # fmt: skip
def test_what_is_at_the_bounds(make: Any, options: dict[str, Any]) -> None:
    """What is just within a bound is taken."""
    assert make(**options)


def test_many_systems_at_many_sites() -> None:
    """Twenty systems are taken, wherever they stand; one more is refused with their number."""
    some = [{"name": "Warsaw", "systems": [f"s-{n}" for n in range(start, start + 10)]} for start in (0, 10)]
    assert len(make_scene(sites=some).all_systems) == 20
    with pytest.raises(RingfenceError) as caught:
        make_scene(sites=[*some, {"name": "Gdansk", "systems": ["another"]}])
    assert caught.value.message == "21 systems are named; a scene takes 20"
    with pytest.raises(RingfenceError) as caught:
        make_scene(sites=["Warsaw", "Gdansk", "Lodz", "Poznan"])
    assert (
        caught.value.message == "no system stands at Warsaw, Gdansk, Lodz: name `systems` there, or for the whole scene"
    )


def test_words_with_commas_are_several() -> None:
    """Who is quoted, and what kinds of sources, may come as one word with commas."""
    assert at(by=["analyst, military"], kind=["newspaper,blog"]).by == ("analyst", "military")
    assert at(kind=["newspaper,blog"]).kind == ("newspaper", "blog")


def test_sizes_and_sectors() -> None:
    """Sizes come in mm, cm and inches, sectors as two bearings with any dash."""
    assert page("160mm") == (160.0, None)
    assert page("16 x 12 cm") == (160.0, 120.0)
    assert page("7in") == pytest.approx((177.8, None))
    assert page("10.5 × 8 IN") == pytest.approx((266.7, 203.2))
    assert bearings("350–10") == (350.0, 10.0)
    assert bearings(" 22.5° - 45.5° ") == (22.5, 45.5)


def test_who_stands_where() -> None:
    """The scene's systems stand where a site names none, and nowhere else."""
    scene = make_scene(sites=["Warsaw", {"name": "Gdansk", "systems": ["nasams"]}], systems=["s-400"])
    assert scene.all_systems == ("s-400", "nasams")
    everywhere = make_scene(sites=[{"name": "Gdansk", "systems": ["nasams"]}], systems=["s-400"])
    assert everywhere.all_systems == ("nasams",)


FULL = make_scene(
    title="A: 'title' — of $ many \"signs\"", sites=["Warsaw", {"name": "No", "at": "28.61, 77.21", "sector": "20-140"}, {"country": "Belarus", "systems": ["nasams"]}],
    systems=["s-400", "thaad"], against=["aircraft", "drone"], target_altitudes=["100 m", "3 km"], only_altitudes=True, range_is="slant", antenna="24 m",
    refraction=1.2, rule="highest", as_of="2023-05", by=["analyst"], kind=["newspaper"], bounds=True, spread=True, dead_zone=True, detection=True, units="nautical",
    borders=False, names=False, sources=True, extent="400 km", size="160x120mm", projection="mercator", style="dark",
)  # fmt: skip


@pytest.mark.parametrize("scene", [FULL, make_scene(sites=["Warsaw"], systems=["s-400"])])
def test_a_scene_is_read_as_it_was_written(scene: Scene, tmp_path: Path) -> None:
    """What --save-scene writes is the scene."""
    (tmp_path / "a.yaml").write_text(scene_text(scene), "utf-8")
    assert read_scene(tmp_path / "a.yaml") == scene


def test_a_scene_file_says_no_more_than_it_must() -> None:
    """A site that has no more than a name stands as the name; a country stands as its code."""
    scene = make_scene(sites=["Warsaw", {"country": "TCD"}, {"name": "There", "country": "Mali"}], systems=["s-400"])
    assert scene_text(scene) == (
        "# a scene of ringfence; its keys: specs/scene.schema.json\n"
        "sites:\n- Warsaw\n- country: TCD\n- name: There\n  country: MLI\nsystems:\n- s-400\n"
    )


def test_mistakes_in_a_file_have_places(tmp_path: Path) -> None:
    """Unknown keys, classes, systems and places are told with line and column, and what was meant."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("sites: [Warsaw]\nsystems: [s-400]\nagainst: [tank]\nsytle: dark\n", "utf-8")
    with pytest.raises(CatalogError) as caught:
        read_scene(bad)
    found = {(p.place.line, p.place.column): f"{p.message} {p.hint}" for p in caught.value.problems}
    assert set(found) == {(3, 11), (4, 1)}
    assert "did you mean 'style'" in found[4, 1]
    bad.write_text("- Warsaw\n", "utf-8")
    with pytest.raises(CatalogError) as caught:
        read_scene(bad)
    assert [(p.place.line, p.code, p.message, p.hint) for p in caught.value.problems] == [
        (1, "scene", "a scene is a mapping of keys to values", "see plots/scenes")
    ]
    bad.write_text(
        "sites:\n  - Warsaw\n  - {name: Here, at: '95, 0', systems: [s-4000]}\nsystems: [s-400, thad]\n", "utf-8"
    )
    with pytest.raises(CatalogError) as caught:
        read_scene(bad, Catalog.load())
    told = {p.place.line: p.message for p in caught.value.problems if p.code == "system"}
    assert "thad" in told[4]
    assert "s-4000" in told[3]
    assert [p.place.line for p in caught.value.problems if p.code == "place"] == [3]


def test_options_beside_a_scene_hold(tmp_path: Path, capsys: Capture) -> None:
    """Options given beside --scene hold in place of the file's; the others are the file's; what cannot be is refused."""
    file, saved = tmp_path / "a.yaml", tmp_path / "b.yaml"
    file.write_text("sites: [Warsaw]\nsystems: [s-400]\nagainst: [aircraft]\nunits: nautical\n", "utf-8")
    request = ["export", "rings", "--scene", str(file), "-f", "csv", "--save-scene", str(saved)]
    assert run([*request, "--against", "drone", "--style", "dark", "--at", "Minsk"]) == 0
    found = read_scene(saved)
    assert (found.against, found.style, found.units) == (("drone",), "dark", "nautical")
    assert [site.name for site in found.sites] == ["Minsk"]
    file.write_text("sites: [{name: Warsaw, systems: [s-400]}]\n", "utf-8")
    capsys.readouterr()
    assert run([*request, "thaad"]) == 2
    assert "says which systems stand at Warsaw" in capsys.readouterr().err
