"""Discs, annuli and sectors, cut at ±180° and the poles: every random point is on the side its geodesic distance says."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.errors import RingfenceError
from ringfence.geo import geodesy as geometry
from ringfence.geo.dateline import cut, outline, polygons

WGS84 = geometry.wgs84()
NEAR_M = 40.0  # chords stray by 20 m from the arc, and edges by 20 m from chords


def to_pole(latitude: float) -> float:
    """The distance from a latitude to the nearer pole."""
    return float(WGS84.inv(0, latitude, 0, 90 if latitude > 0 else -90)[2])


CASES = {
    "equator": (0, 0, 400e3),
    "west of 180": (10, 179.5, 400e3),
    "east of 180": (-40, -179.9, 400e3),
    "on 180": (0, 180, 400e3),
    "69°N 179.9°E, 2000 km": (69, 179.9, 2e6),
    "north pole inside": (85, 30, 1e6),
    "south pole inside": (-88, -60, 400e3),
    "at the north pole": (90, 0, 400e3),
    "at the south pole": (-90, 45, 400e3),
    "north pole touched": (86.4, 0, to_pole(86.4)),
    "south pole touched": (-86.4, 33, to_pole(-86.4)),
    "north pole touched on 180": (72, 180, to_pole(72)),
    "a metre over the pole": (86.4, 17, to_pole(86.4) + 1),
    "a metre short of the pole": (-86.4, 17, to_pole(-86.4) - 1),
    "a millimetre short of the pole": (86.4, 17, to_pole(86.4) - 1e-3),
    "100 m from the pole": (89.999, 12, 300e3),
    "80°N": (80, 0, 400e3),
    "a hemisphere": (0, 90, 10e6),
    "both poles touched": (0, 90, to_pole(0)),
    "11 000 km": (40, 100, 11e6),
    "both poles inside": (0, 0, 12e6),
    "all but a cap": (30, -50, 19e6),
    "all but a cap round 0°": (1, 180, 19e6),
    "small": (51, 0, 5e3),
}
case = pytest.mark.parametrize(("latitude", "longitude", "radius"), CASES.values(), ids=list(CASES))


def scattered(latitude: float, longitude: float, radius: float, count: int = 3000) -> tuple[np.ndarray, np.ndarray]:
    """Longitudes and latitudes over the globe, about the ring, and about both poles and ±180°."""
    random = np.random.default_rng(7)
    by_area = np.degrees(np.arcsin(random.uniform(-1, 1, count)))
    away = np.abs(radius + random.normal(0, min(radius / 20, 2e5), count))
    ring = geometry.points(latitude, longitude, random.uniform(0, 360, count), away)
    poles = random.uniform(89.9, 90, count // 5) * random.choice([-1, 1], count // 5)
    edge = 180 - random.uniform(0, 1e-3, count // 5)
    east = [random.uniform(-180, 180, count), ring[:, 0], random.uniform(-180, 180, count // 5)]
    return (
        np.concatenate([*east, edge * random.choice([-1, 1], count // 5)]),
        np.concatenate([by_area, ring[:, 1], poles, random.uniform(-90, 90, count // 5)]),
    )


def misplaced(region: geometry.Region, latitude: float, longitude: float, inner: float, outer: float) -> int:
    """How many scattered points are on the wrong side of a region that lies between two radii."""
    east, north = scattered(latitude, longitude, outer)
    away = WGS84.inv(np.full_like(east, longitude), np.full_like(east, latitude), east, north)[2]
    clear = (np.abs(away - outer) > NEAR_M) & ((np.abs(away - inner) > NEAR_M) | (inner == 0))
    inside = shapely.contains_xy(region, east, north)
    return int((clear & (inside != ((away < outer) & (away >= inner)))).sum())


def well_made(region: geometry.Region) -> None:
    """Valid, within the globe, and wound by RFC 7946."""
    assert region.is_valid
    west, south, east, north = region.bounds
    assert (west, south) >= (-180, -90)
    assert (east, north) <= (180, 90)
    for polygon in polygons(region):
        assert polygon.exterior.is_ccw
        assert not any(hole.is_ccw for hole in polygon.interiors)


@case
def test_discs_hold_the_points_within_their_radius(latitude: float, longitude: float, radius: float) -> None:
    """A disc is well made, and a point lies in it exactly if its geodesic distance is below the radius."""
    region = geometry.disc(latitude, longitude, radius)
    well_made(region)
    assert misplaced(region, latitude, longitude, 0, radius) == 0


@case
@pytest.mark.parametrize("turned", [False, True], ids=["counter-clockwise", "clockwise"])
def test_outlines_are_cut_in_either_winding(latitude: float, longitude: float, radius: float, turned: bool) -> None:
    """Cutting a ring gives the side with the named point inside, however the ring is wound."""
    ring = geometry.ring(latitude, longitude, radius)
    region = cut(ring[::-1] if turned else ring, inside=(latitude, longitude))
    well_made(region)
    area = region.symmetric_difference(geometry.disc(latitude, longitude, radius)).area
    assert area < 0.01 * min(region.area, 64_800 - region.area)


@case
def test_outlines_have_no_seams(latitude: float, longitude: float, radius: float) -> None:
    """What is drawn of a disc is its ring alone: no edge along ±180° or a pole, and all of it at the radius."""
    lines = outline(geometry.disc(latitude, longitude, radius))
    ring = geometry.ring(latitude, longitude, radius)
    at = shapely.get_coordinates(lines)
    start = np.full(len(at), longitude), np.full(len(at), latitude)
    away = WGS84.inv(*start, at[:, 0], at[:, 1])[2]
    assert np.abs(away - radius).max() < NEAR_M
    drawn = sum(WGS84.line_length(*shapely.get_coordinates(line).T) for line in lines.geoms)
    assert drawn == pytest.approx(WGS84.line_length(*ring.T), rel=1e-4)


@case
def test_annuli_leave_out_the_inner_disc(latitude: float, longitude: float, radius: float) -> None:
    """An annulus is well made, and a point lies in it exactly if its distance is between the radii."""
    region = geometry.annulus(latitude, longitude, radius / 5, radius)
    well_made(region)
    assert misplaced(region, latitude, longitude, radius / 5, radius) == 0


def test_a_dead_zone_is_a_hole() -> None:
    """Away from ±180° and the poles an annulus is one polygon with one hole."""
    region = geometry.annulus(28.6, 77.2, 5e3, 400e3)
    assert isinstance(region, shapely.Polygon)
    assert len(region.interiors) == 1


@pytest.mark.parametrize(("inner", "outer"), [(400e3, 400e3), (500e3, 400e3)])
def test_an_annulus_needs_its_inner_radius_inside(inner: float, outer: float) -> None:
    """An inner radius that is not below the outer one is an error that shows both."""
    with pytest.raises(RingfenceError) as caught:
        geometry.annulus(0, 0, inner, outer)
    says = f"nothing lies between an inner radius of {inner:,.0f} m and an outer one of 400,000 m"
    assert (caught.value.message, caught.value.hint) == (says, "the inner radius must be the smaller one")


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, 0), (69, 179.9), (45, -179.99), (89.5, 20), (-89.5, -170), (86.4, 17), (90, 0), (-90, 33)],
)
@pytest.mark.parametrize(("inner", "outer"), [(0, 400e3), (60e3, 2e6), (3e6, 11e6)])
@pytest.mark.parametrize(
    ("start", "end"), [(350, 10), (80, 100), (0, 180), (180, 0), (10, 350), (-90, 90), (123.4, 300), (370, 460)]
)
def test_sectors_hold_the_bearings_between(
    latitude: float, longitude: float, inner: float, outer: float, start: float, end: float
) -> None:
    """A sector is well made, and holds a point exactly if its distance and its bearing, clockwise, are in between."""
    region = geometry.sector(latitude, longitude, outer, start, end, inner_m=inner)
    well_made(region)
    random = np.random.default_rng(7)
    bearings, away = random.uniform(0, 360, 1500), np.sqrt(random.uniform(0, 1.3, 1500)) * outer
    points = geometry.points(latitude, longitude, bearings, away)
    span, turn = (end - start) % 360, (bearings - start) % 360
    aside = np.minimum.reduce([turn, 360 - turn, np.abs(turn - span)])
    clear = np.radians(aside) * 6_371e3 * np.sin(np.minimum(away / 6_371e3, 3.1)) > 2 * NEAR_M
    clear &= (np.abs(away - outer) > NEAR_M) & (np.abs(away - inner) > NEAR_M)
    expected = (turn < span) & (away < outer) & (away > inner)
    assert not (clear & (shapely.contains_xy(region, *points.T) != expected)).any()


def test_a_full_turn_is_all_round() -> None:
    """A sector from 0 to 360 is the whole annulus."""
    assert geometry.sector(10, 20, 400e3, 0, 360, inner_m=5e3).equals(geometry.annulus(10, 20, 5e3, 400e3))


@pytest.mark.parametrize(
    ("start", "end", "says", "hint"),
    [
        (90, 90, "a sector from 90° to 90° is empty", "all round is 0 to 360, or a plain ring"),
        (float("nan"), 10, "a sector from nan° to 10°", "bearings are numbers of degrees"),
        (10, float("inf"), "a sector from 10° to inf°", "bearings are numbers of degrees"),
    ],
)
def test_sectors_without_a_width_are_refused(start: float, end: float, says: str, hint: str) -> None:
    """Equal bearings, or one that is no number, are an error."""
    with pytest.raises(RingfenceError) as caught:
        geometry.sector(0, 0, 400e3, start, end)
    assert (caught.value.message, caught.value.hint) == (says, hint)


@pytest.mark.parametrize(("latitude", "radius"), [(0, 40e3), (28.6, 400e3), (69, 2e6), (-85, 1e6), (40, 9e6)])
def test_areas_are_those_of_caps(latitude: float, radius: float) -> None:
    """A disc's area on the ellipsoid is a spherical cap's, to the half percent that the flattening makes."""
    found = WGS84.geometry_area_perimeter(geometry.disc(latitude, 60, radius))[0]
    # the sphere of the latitude's own mean curvature: between the polar and the equatorial one
    cap = 2 * np.pi * 6_371e3**2 * (1 - np.cos(radius / 6_371e3))
    assert found == pytest.approx(cap, rel=0.015)
    assert found > 0


def test_a_hole_takes_its_area_away() -> None:
    """The area of an annulus across ±180° is the outer disc's less the inner one's."""
    disc, hole, both = (
        WGS84.geometry_area_perimeter(region)[0]
        for region in (
            geometry.disc(69, 179.9, 2e6),
            geometry.disc(69, 179.9, 100e3),
            geometry.annulus(69, 179.9, 100e3, 2e6),
        )
    )
    assert both == pytest.approx(disc - hole, rel=1e-9)


def test_many_discs_are_the_discs_of_each() -> None:
    """The discs of all sites and radii are the same as one call for each, cut or not; a radius of 0 is empty."""
    sites = [(10, 20), (69, 179.9), (-90, 0), (85, -120)]
    radii = [0, 40e3, 400e3, 2e6]
    together = geometry.discs([site[0] for site in sites], [site[1] for site in sites], radii)
    for row, (latitude, longitude) in enumerate(sites):
        for column, radius in enumerate(radii):
            assert together[row, column].equals(geometry.disc(latitude, longitude, radius))
    assert all(region.is_empty for region in together[:, 0])


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(1e3, geometry.RADIUS_MAX_M))
@settings(max_examples=60, deadline=None)
def test_any_disc_is_well_made(latitude: float, longitude: float, radius: float) -> None:
    """A disc about any site is valid, within the globe, holds its site and not the antipode."""
    region = geometry.disc(latitude, longitude, radius)
    well_made(region)
    assert region.intersects(shapely.Point(longitude, latitude))
    assert not region.intersects(shapely.Point((longitude + 360) % 360 - 180, -latitude))


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(1e3, 5e6))
@settings(max_examples=60, deadline=None)
def test_bounding_boxes_hold_their_disc(latitude: float, longitude: float, radius: float) -> None:
    """Every vertex of a disc lies in its bounding box, which is read across ±180° where its west is greater than its east."""
    west, south, east, north = geometry.bounding_box(latitude, longitude, radius)
    for polygon in polygons(geometry.disc(latitude, longitude, radius)):
        at = np.array(polygon.exterior.coords)
        assert ((at[:, 1] >= south - 1e-3) & (at[:, 1] <= north + 1e-3)).all()
        past = (at[:, 0] - west + 1e-3) % 360
        assert (past <= (east - west) % 360 + 2e-3).all() or (west, east) == (-180, 180)


def test_a_bounding_box_near_a_pole_holds_the_outline_between_vertices() -> None:
    """Where a ring passes metres from a pole its longitudes turn between two vertices, and the box knows."""
    site, radius = (-50.586001173779465, -73.6601914201685), 4395930.624329264
    west, _, east, _ = geometry.bounding_box(*site, radius)
    held = geometry.disc(*site, radius).bounds
    assert (west, east) == pytest.approx((held[0], held[2]), abs=1e-9)


def test_bounding_boxes_cross_the_date_line_westward() -> None:
    """A box across ±180° has its west east of its east."""
    west, _, east, _ = geometry.bounding_box(0, 180, 400e3)
    assert west == pytest.approx(176.4, abs=0.1)
    assert east == pytest.approx(-176.4, abs=0.1)


@pytest.mark.parametrize(
    ("outline", "says"),
    [
        ([(0, 0), (10, 10), (10, 0), (0, 10)], "an outline that crosses itself has no inside"),
        ([(0, 0), (1, 1)], "an outline is an array of at least 3 vertices, each a longitude and a latitude"),
        (
            [(0, 0), (1, 1), (float("nan"), 0)],
            "an outline is an array of at least 3 vertices, each a longitude and a latitude",
        ),
        ([(0, 90), (90, 90), (180, 90)], "an outline whose vertices are all at the poles has no inside"),
        (
            [(lon, 10 + lon / 100) for lon in range(0, 720, 30)],
            "an outline that goes 2 times round the earth is no ring",
        ),
    ],
)
def test_what_is_no_ring_is_not_cut(outline: list[tuple[float, float]], says: str) -> None:
    """An outline without one inside is refused with the reason."""
    path = np.array(outline, dtype=float)
    with pytest.raises(RingfenceError, match=f"^{says}$"):
        cut(path)
