"""What the page computes for itself: geodesics, horizon, rings on the screen, and the ground as it was packed."""

import random
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic

from ringfence.explore.ground import pack, packed_ground
from ringfence.explore.page import script_text
from ringfence.geo.horizon import effective_radius
from ringfence.plots.basemap import load

Engine = Callable[..., Any]
WGS84 = Geodesic.WGS84
AWKWARD = (0.0, 90.0, -90.0, 89.9999, -89.9999, 1e-7, -1e-7)


def _latitude(dice: random.Random) -> float:
    return dice.choice([dice.uniform(-90, 90), dice.uniform(-90, 90), dice.choice(AWKWARD)])


def test_a_vertex_lies_within_a_millimetre_of_geographiclib(engine: Engine) -> None:
    """Wherever the site, whatever the bearing, up to 19,000 km."""
    dice = random.Random(16)
    cases = [
        [_latitude(dice), dice.uniform(-180, 180), dice.choice([dice.uniform(0, 360), 0, 90, 180, 270]),
         dice.choice([dice.uniform(0, 19e6), dice.uniform(0, 5e5), 1.0, 19e6])]
        for _ in range(3000)
    ]  # fmt: skip
    found = engine("cases => cases.map((each) => direct(...each))", cases)
    for case, (longitude, latitude) in zip(cases, found, strict=True):
        there = WGS84.Direct(*case)
        assert WGS84.Inverse(there["lat2"], there["lon2"], latitude, longitude)["s12"] < 0.001, case


def test_a_distance_is_within_a_millimetre_also_next_to_the_antipode(engine: Engine) -> None:
    """And its bearing leads there."""
    dice = random.Random(17)
    cases = []
    for _ in range(2000):
        here = [_latitude(dice), dice.uniform(-180, 180)]
        near = [max(-90.0, min(90.0, -here[0] + dice.uniform(-0.5, 0.5))), here[1] + 180 + dice.uniform(-0.5, 0.5)]
        close = [max(-90.0, min(90.0, here[0] + dice.uniform(-1e-3, 1e-3))), here[1] + dice.uniform(-1e-3, 1e-3)]
        far = [_latitude(dice), dice.uniform(-180, 180)]
        cases.append([*here, *dice.choice([far, far, near, close, [here[0], far[1]], [far[0], here[1]]])])
    found = engine("cases => cases.map((each) => inverse(...each))", cases)
    for case, each in zip(cases, found, strict=True):
        assert abs(WGS84.Inverse(*case)["s12"] - each["metres"]) < 0.001, case
        there = WGS84.Direct(case[0], case[1], each["bearing"], each["metres"])
        assert WGS84.Inverse(there["lat2"], there["lon2"], case[2], case[3])["s12"] < 0.001, case


@pytest.mark.parametrize("range_is", ["slant", "ground"])
def test_a_height_limits_a_range_as_rings_has_it(engine: Engine, range_is: str) -> None:
    """Radius and limit are those of ringfence.geo.horizon."""
    dice = random.Random(18)
    cases: list[Any] = []
    for _ in range(2000):
        floor, ceiling = sorted((dice.uniform(0, 30_000), dice.uniform(0, 30_000)))
        cover = {"floor": dice.choice([None, floor]), "ceiling": dice.choice([None, ceiling])}
        radar = {"antenna": dice.uniform(0, 100), "refraction": dice.choice([4 / 3, 1.0])}
        cases.append([dice.uniform(0, 600_000), dice.choice([0, dice.uniform(0, 30_000)]), radar, cover, range_is])
    found = engine("cases => cases.map((each) => effectiveRadius(...each))", cases)
    for (stated, height, radar, cover, _), each in zip(cases, found, strict=True):
        want = effective_radius(
            stated, height, antenna_m=radar["antenna"], k=radar["refraction"], ceiling_m=cover["ceiling"],
            floor_m=cover["floor"], range_is=range_is,  # type: ignore[arg-type]  # a parameter of this test
        )  # fmt: skip
        assert each["limit"] == want.limit
        assert each["metres"] == pytest.approx(want.radius_m, abs=1e-6)


def _views(latitude: float, longitude: float) -> list[dict[str, Any]]:
    window = {"width": 900, "height": 700, "latitude": latitude, "longitude": longitude}
    near, wide = ({**window, "kind": "true", "scale": 350 / metres} for metres in (700_000, 20_015_000))
    return [near, wide, {**window, "kind": "world", "latitude": 0, "scale": 165 / 6_371_008}]


def _inside(paths: list[list[list[float]]], point: list[float]) -> bool:
    """The even-odd rule that the page fills by."""
    crossings = 0
    for path in paths:
        at = np.array(path)
        after = np.roll(at, -1, axis=0)
        between = (at[:, 1] > point[1]) != (after[:, 1] > point[1])
        with np.errstate(divide="ignore", invalid="ignore"):
            crossing = (after[:, 0] - at[:, 0]) * (point[1] - at[:, 1]) / (after[:, 1] - at[:, 1]) + at[:, 0]
        crossings += int((between & (point[0] < crossing)).sum())
    return crossings % 2 == 1


def test_no_place_is_on_the_wrong_side_of_a_ring(engine: Engine) -> None:
    """10,000 places: date line, poles, radii to 19,000 km, both kinds of map."""
    dice = random.Random(19)
    asked = 0
    for _ in range(96):
        site = {
            "latitude": dice.choice([_latitude(dice), 70, -85]),
            "longitude": dice.choice([dice.uniform(-180, 180), 179.9, -180]),
        }
        metres = dice.choice([dice.uniform(2e4, 1e6), dice.uniform(1e6, 1.9e7), 400_000, 19e6])
        for view in _views(site["latitude"] * 0.8, site["longitude"] + dice.uniform(-20, 20)):
            ring = engine(
                "(view, site, metres) => ringPaths(makeProjection(view), site, metres, null, 0.05)", view, site, metres
            )
            places = engine("(view, spots) => spots.map((spot) => makeProjection(view).backward(...spot))", view,
                            spots := [[dice.uniform(0, 900), dice.uniform(0, 700)] for _ in range(50)])  # fmt: skip
            for spot, place in zip(spots, places, strict=True):
                if place is None:
                    continue
                away = WGS84.Inverse(site["latitude"], site["longitude"], place[1], place[0])["s12"]
                if abs(away - metres) < 2 / view["scale"]:
                    continue  # within two pixels of the line
                asked += 1
                assert _inside(ring["fill"], spot) == (away < metres), (site, metres, view, spot)
    assert asked >= 10_000


def test_the_drawn_line_keeps_to_the_ring(engine: Engine) -> None:
    """Halfway, and at a quarter, between two drawn vertices it strays from the geodesic circle by less than a tenth of a
    pixel and 20 m.
    """
    dice = random.Random(20)
    call = """(view, site, metres) => {
        const made = makeProjection(view), from = geodesicsFrom(site.latitude, site.longitude);
        const worst = { pixels: 0, asked: 0 };
        for (const path of ringPaths(made, site, metres, null, 0.05).stroke) for (let at = 1; at < path.length; at++)
            for (const share of [0.25, 0.5, 0.75]) {
                const spot = [0, 1].map((axis) => path[at - 1][axis] * (1 - share) + path[at][axis] * share);
                const place = made.backward(...spot);
                if (!place || spot[0] < 0 || spot[0] > 900 || spot[1] < 0 || spot[1] > 700) continue;
                const { bearing } = inverse(site.latitude, site.longitude, place[1], place[0]);
                const [left, top] = made.forward(...from(bearing, metres));
                worst.pixels = Math.max(worst.pixels, Math.hypot(left - spot[0], top - spot[1]));
                worst.asked++;
            }
        return worst; }"""
    asked = 0
    for _ in range(40):
        site = {"latitude": dice.choice([dice.uniform(-80, 80), 89]), "longitude": dice.uniform(-180, 180)}
        metres = dice.choice([60_000, 400_000, 3e6])
        for view in _views(site["latitude"], site["longitude"] + 1):
            worst = engine(call, view, site, metres)
            asked += worst["asked"]
            assert worst["pixels"] <= 0.1 + 20 * view["scale"], (site, metres, view)
    assert asked > 20_000


def test_a_place_on_the_screen_is_found_again(engine: Engine) -> None:
    """Forward and backward are each other's inverse."""
    dice = random.Random(21)
    for view in [*_views(28.6, 77.2), *_views(-89.9, 10), *_views(0, 180)]:
        spots = [[dice.uniform(0, 900), dice.uniform(0, 700)] for _ in range(300)]
        both = """(view, spots) => spots.map((spot) => { const made = makeProjection(view), place = made.backward(...spot);
            return place && made.forward(...place); })"""
        for spot, again in zip(spots, engine(both, view, spots), strict=True):
            assert again is None or again == pytest.approx(spot, abs=1e-3)


@pytest.mark.parametrize("layer", ["land", "borders"])
def test_the_ground_unpacks_to_what_was_packed(engine: Engine, layer: str) -> None:
    """To a step of a hundredth of a degree; every ring of land is closed."""
    shapes = load(layer, "110m")  # type: ignore[arg-type]  # a parameter of this test
    closed = layer == "land"
    rings = engine(
        "(text, closed) => unpack(text, 100, closed).map((part) => [...part.ring])", pack(shapes, 100), closed
    )
    kept = np.concatenate([np.array(ring).reshape(-1, 2) for ring in rings])
    original = shapely.get_coordinates(shapes)
    distance = shapely.distance(shapely.MultiPoint(kept), shapely.points(original))
    assert distance.max() <= 0.0072
    assert not closed or all(ring[:2] == ring[-2:] for ring in rings)


def test_both_scales_are_in_the_page() -> None:
    """110m for the world, 50m for a region, 10m only where it is asked for."""
    assert list(packed_ground()) == ["110m", "50m"]


def test_land_is_land_and_sea_is_sea(engine: Engine) -> None:
    """The filled ground holds places on land and no others, also where the far side of the earth is land."""
    shapes, ground = load("land", "110m"), packed_ground()["110m"]["land"]
    shapely.prepare(shapes)
    dice = random.Random(22)
    trace = """(text, view, spots) => {
        const projection = makeProjection(view), paths = [];
        const sink = { moveTo: (...at) => paths.push([at]), lineTo: (...at) => paths[paths.length - 1].push(at), closePath() {} };
        trace(projection, unpack(text, 100, true), sink, true);
        return [paths, spots.map((spot) => projection.backward(...spot))]; }"""
    for latitude, longitude in ((28.6, 77.2), (40, -4), (-40, 175), (90, 0), (0, 0), (-30, 100)):
        for view in _views(latitude, longitude):
            spots = [[dice.uniform(0, 900), dice.uniform(0, 700)] for _ in range(120)]
            paths, places = engine(trace, ground, view, spots)
            for spot, place in zip(spots, places, strict=True):
                here = shapely.Point(place) if place else None
                if here and shapes.boundary.distance(here) > 0.6:
                    assert _inside(paths, spot) == shapes.contains(here), (view, spot, place)


def test_no_name_of_the_script_hides_another() -> None:
    """The files share one scope: a name is declared once, and none is one of the browser's own that the page uses."""
    names = re.findall(r"^(?:function\*?|const|let) (\w+)", script_text(), re.MULTILINE)
    assert sorted(set(names)) == sorted(names)
    assert not {
        "history",
        "location",
        "document",
        "window",
        "navigator",
        "performance",
        "name",
        "status",
        "print",
    } & set(names)
