"""Rings as numbers: how far, why no farther, by whose word, and where."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from records import system
from ringfence.catalog.store import Catalog
from ringfence.errors import NotFound, UsageError
from ringfence.geo.countries import REACH_ERROR_M, country_shape, reach
from ringfence.geo.geodesy import wgs84
from ringfence.scenes.cover import cover_of
from ringfence.scenes.features import features, regions
from ringfence.scenes.rings import Derived, Ring, derive
from ringfence.scenes.scene import Site, make_scene

RECORD = """name: Test
origin: [FRA]
maker: Nobody
kind: sam
reference: aircraft
status: {status}
effectors:
  One: {{kind: missile}}
  Two: {{kind: missile}}
sensors:
  Eye: {{kind: radar, antenna_height: {{a-2020: 25 m}}}}
engages:
  helicopter: {{a-2020: true}}
envelopes:
  - targets: [aircraft]
    effector: One
    range_max: {{a-2020: 40 km, b-2020: 50 km}}
    range_min: {{a-2020: 2 km}}
    altitude_max: {{a-2020: 10 km}}
  - targets: [drone]
    effector: Two
    range_max: {{a-2020: 20 km}}
  - targets: [drone]
    altitude_max: {{a-2020: 2 km}}
  - targets: [cruise-missile]
    effector: Two
    range_max: {{a-2020: 20 km}}
detection:
  - targets: [aircraft]
    sensor: Eye
    detection_range: {{a-2020: 120 km}}
sources:
  a-2020: {{publisher: A, title: A, kind: newspaper, published: 2020-01-01, url: "https://example.org/a", language: en}}
  b-2020: {{publisher: B, title: B, kind: newspaper, published: 2020-01-01, url: "https://example.org/b", language: en}}
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A catalog with two systems of one record: one in service, one on paper."""
    folder: Path = tmp_path_factory.mktemp("own")
    for name, status in (("test", "in-service"), ("paper", "in-development")):
        (folder / f"{name}.yaml").write_text(RECORD.format(status=status), "utf-8")
    return Catalog.load(folder)


def rings_of(own: Catalog, **options: object) -> Derived:
    """The rings of the test system at Paris."""
    return derive(make_scene(**{"sites": ["Paris"], "systems": ["test"], "against": ["aircraft"], **options}), own)


def one(own: Catalog, **options: object) -> Ring:
    """The only ring of a scene."""
    (ring,) = rings_of(own, **options).rings
    return ring


def test_two_origins_that_differ(own: Catalog) -> None:
    """The ring is the farther end, the nearer one is kept, and the label says both."""
    ring = one(own)
    assert (ring.from_m, ring.radius_m) == (40_000.0, 50_000.0)
    assert ring.label == "Test, One, aircraft 40–50 km"
    assert (ring.origins, ring.sources) == (2, ("a-2020", "b-2020"))


def test_each_class_keeps_its_evidence(own: Catalog) -> None:
    """Classes of one radius share a ring only where sources, origins and spread are the same."""
    found = rings_of(own, against=["drone", "cruise-missile", "aircraft"]).rings
    assert [(ring.target, ring.radius_m) for ring in found] == [
        ("aircraft", 50_000.0),
        ("drone, cruise-missile", 20_000.0),
    ]
    assert found[1].label == "Test, Two, drones and cruise missiles 20 km"
    shipped = derive(
        make_scene(sites=["Paris"], systems=["s-400"], against=["aircraft", "drone"]), Catalog.load()
    ).rings
    assert [ring.target for ring in shipped] == ["aircraft", "drone"]
    assert shipped[0].sources != shipped[1].sources


def test_bounds_only_on_request(own: Catalog) -> None:
    """A class that is engaged without a figure has no ring unless asked for, and then one that says that it is a bound."""
    with pytest.raises(UsageError, match=r"helicopter \(yes, ≤ 40–50 km; --bounds draws the bound\)"):
        rings_of(own, against=["helicopter"])
    ring = one(own, against=["helicopter"], bounds=True)
    assert (ring.purpose, ring.radius_m, ring.from_m) == ("bound", 50_000.0, None)
    assert "an upper bound" in ring.label
    assert "≤" in ring.mark


def test_planned(own: Catalog) -> None:
    """A system that is not in service yet says so at its ring."""
    ring = one(own, systems=["paper"])
    assert ring.planned
    assert ring.label == "Test, One, aircraft 40–50 km planned"


def test_the_record_states_the_antenna(own: Catalog) -> None:
    """The horizon is of the antenna that the scene names, else the record's, else of 10 m; and it says whose."""
    low = one(own, target_altitudes=["50 m"], only_altitudes=True)
    assert low.antenna == "antenna 25 m, Eye"
    asked = one(own, target_altitudes=["50 m"], only_altitudes=True, antenna="5 m")
    assert asked.antenna == "antenna 5 m, as asked for"
    assert asked.radius_m < low.radius_m


def test_a_missile_is_judged_by_its_own_ceiling(own: Catalog) -> None:
    """At a height the same missile's altitude cover counts, else the system's, never another missile's."""
    with pytest.raises(UsageError, match=r"aircraft at 11 km is out of reach \(ceiling 10 km\)"):
        rings_of(own, target_altitudes=["11 km"], only_altitudes=True)
    with pytest.raises(UsageError, match=r"drone at 3 km is out of reach \(ceiling 2 km, the system's\)"):
        rings_of(own, against=["drone"], target_altitudes=["3 km"], only_altitudes=True)
    ring = one(own, against=["cruise-missile"], target_altitudes=["11 km"], only_altitudes=True)
    assert (ring.radius_m, ring.cover) == (20_000.0, "no altitude cover known")


def test_ground_range_at_every_height(own: Catalog) -> None:
    """A stated range is a ground range at a height, too; as a slant range only on request, and then called that."""
    ring = one(own, target_altitudes=["9 km"], only_altitudes=True)
    assert (ring.radius_m, ring.limit) == (50_000.0, "stated range")
    assert ring.label == "Test, One, aircraft at 9 km: 40–50 km (stated range)"
    rings = rings_of(own, target_altitudes=["9 km"], range_is="slant").rings
    assert [round(ring.radius_m) for ring in rings] == [50_000, 49_149]
    assert rings[1].label == "Test, One, aircraft at 9 km: 49.1 km (slant range)"
    assert rings[1].from_m == pytest.approx(38_946, abs=2)
    found = rings_of(own, target_altitudes=["9 km"])
    assert found.missing == ("Test: at 9 km the stated range binds against aircraft, so no ring of its own",)


def test_horizon(own: Catalog) -> None:
    """A target at 100 m is seen at √(2·4/3·R)·(√25 + √100) at most: the ring is no larger."""
    ring = one(own, target_altitudes=["10 m"], only_altitudes=True)
    assert ring.radius_m == pytest.approx(4121.7 * (25**0.5 + 10**0.5), rel=1e-3)
    assert (ring.limit, ring.from_m) == ("radar horizon", None)


def test_the_hole_is_the_minimum_range(own: Catalog) -> None:
    """The dead zone is left open on request; where it would leave nothing at a height, that is said, and the rest is drawn."""
    assert one(own, dead_zone=True).dead_m == 2_000.0
    assert one(own).dead_m == 0.0
    found = rings_of(own, dead_zone=True, target_altitudes=["0.001 m"], antenna="0.001 m")
    assert [ring.altitude for ring in found.rings] == [None]
    assert "the minimum range leaves nothing" in found.missing[0]


def test_sensors_are_no_engagement(own: Catalog) -> None:
    """What a sensor sees is drawn only on request and says that it is seen."""
    far, near = rings_of(own, detection=True).rings
    assert (far.purpose, far.label) == ("detection", "Test, Eye, aircraft detected to 120 km")
    assert near.purpose == "engagement"


def test_systems_per_site(own: Catalog) -> None:
    """A ring lies about those sites alone where its system stands."""
    scene = make_scene(
        sites=["Paris", {"name": "Lyon", "systems": ["s-400", "test"]}, {"name": "Nantes", "systems": ["s-400"]}], systems=["test"], against=["aircraft"]
    )  # fmt: skip
    derived = derive(scene, own)
    assert {ring.system.id: ring.sites for ring in derived.rings} == {"s-400": (1, 2), "test": (0, 1)}
    assert derived.order == ("test", "s-400")
    assert [(f.site, f.ring.system.id) for f in features(scene, derived, "")] == [("Lyon", "s-400"), ("Nantes", "s-400"), ("Paris", "test"), ("Lyon", "test")]  # fmt: skip


def test_largest_first(own: Catalog) -> None:
    """Features come largest first over all systems, so that none hides another; for KML a system's together."""
    scene = make_scene(sites=["Paris"], systems=["test", "s-400"], against=["aircraft", "ballistic-missile", "drone"])
    derived = derive(scene, own)
    radii = [f.ring.radius_m for f in features(scene, derived, "")]
    assert radii == sorted(radii, reverse=True)
    systems = [f.ring.system.id for f in features(scene, derived, "", by_system=True)]
    assert systems == sorted(systems, key=("test", "s-400").index)


def test_a_sector_is_cut_out() -> None:
    """Of a sector only the bearings between are within reach."""
    (shape,) = regions([Site(name="Here", at="50, 10", sector="90-180")], 0.0, 100_000.0)
    inside, outside = (shapely.Point(*wgs84().fwd(10, 50, azimuth, 90_000)[:2]) for azimuth in (135, 45))
    assert shape.contains(inside)
    assert not shape.contains(outside)


@pytest.mark.parametrize(
    ("code", "radius"),
    [("BLR", 40_000.0), ("KWT", 160_000.0), ("FJI", 50_000.0), ("RUS", 400_000.0), ("NOR", 900_000.0)],
)
def test_a_countrys_reach(code: str, radius: float) -> None:
    """Every point of the line of a country's reach is a radius away from the country, within what is said of its error."""
    line = shapely.segmentize(reach(code, radius).boundary, 0.05)
    points = shapely.get_coordinates(line)[::37]
    points = points[(np.abs(points[:, 0]) < 179.999) & (np.abs(points[:, 1]) < 89.9)]
    coast = shapely.get_coordinates(shapely.segmentize(country_shape(code).boundary, 0.005))
    for lon, lat in points[:: 1 + len(points) // 300]:
        near = coast[np.abs(coast[:, 1] - lat) < radius / 100_000]
        away = wgs84().inv(np.full(len(near), lon), np.full(len(near), lat), near[:, 0], near[:, 1])[2].min()
        assert away == pytest.approx(radius, abs=REACH_ERROR_M + 200)


def test_a_country_without_a_shape() -> None:
    """A country that no shape is shipped of is an error that names it."""
    with pytest.raises(NotFound, match="XYZ"):
        country_shape("XYZ")


@pytest.mark.parametrize(
    ("floor", "ceiling", "kept"),
    [("3 km", "3 km", (3_000.0, 3_000.0)), ("2 km", "3 km", (2_000.0, 3_000.0)), ("4 km", "3 km", (None, 3_000.0))],
)
def test_a_floor_above_the_ceiling_binds_nothing(floor: str, ceiling: str, kept: tuple[float | None, float]) -> None:
    """Two sources whose floor and ceiling exclude each other spoke of two conditions: the ceiling stays, and is told."""
    record = system(
        [
            {
                "targets": ["aircraft"],
                "range_max": {"aa": "40 km"},
                "altitude_min": {"aa": floor},
                "altitude_max": {"bb": ceiling},
            }
        ]
    )
    scene = make_scene(sites=["Warsaw"], systems=["x"])
    found = cover_of(scene, record, "aircraft", None)
    assert (found.floor_m, found.ceiling_m) == kept
    assert found.words == ("" if kept[0] is None else f"floor {floor}, ") + f"ceiling {ceiling}"


def test_nothing_to_draw_is_said(own: Catalog) -> None:
    """Where no ring is left it is said that there is none, and why of each."""
    with pytest.raises(UsageError, match="there is no ring to draw: "):
        rings_of(own, against=["ballistic-missile"])
