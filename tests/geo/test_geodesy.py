"""Rings as arrays: held to published geodesics, to the geodesic distance, and to what no ring may be made of."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from ringfence.errors import RingfenceError
from ringfence.geo import geodesy as geometry
from ringfence.scenes.features import rounded

# C. F. F. Karney, "Test set for geodesics" (GeodTest), 2010, doi:10.5281/zenodo.32156, CC0: computed in high precision.
# latitude 1, azimuth 1, latitude 2, longitude 2, distance; longitude 1 is 0. Rows of each kind in the set: at random, near
# the equator, along a meridian, from next to a pole, and short ones.
GEODTEST = [
    (36.530042355041, 176.125875162171, -48.164270779097768864, 5.762344694676510456, 9398502.0434687),
    (35.602540598169, 111.870427868602, -19.406200172031696834, 78.995799629955596127, 10299779.6328425),
    (58.439477249568, 120.188884190371, -45.257027614034848134, 86.24008736666370817, 13935207.2561946),
    (23.287785477695, 87.82760486416, 20.452440593866921854, 35.797365608165841143, 3703998.3106422),
    (23.694009525082, 2.121750345489, 26.198841940159034984, 178.180989301629228841, 14480233.5601918),
    (63.655969559901, 65.042796414527, 12.60943957803960895, 111.700018655530895272, 9790058.7849835),
    (77.456110133819, 104.471926587063, -44.264948015173204867, 87.19591715273438267, 14692937.4790901),
    (0.002776960941, 90.004934285837, -0.002670966075003864, 57.164518655793700538, 6363525.1342937),
    (0.004857951054, 89.99505820439, 0.006687014175916661, 60.946393738465005896, 6784521.4815083),
    (26.010745808687, 0.001066006762, 64.958396828764391273, 0.001576658648546905, 4328675.605565),
    (22.86663328257, 0.000126355728, 78.46255066680075319, 179.999381785966101716, 8760686.5987538),
    (11.748740014024, 179.996037064439, -8.293112205271585557, 0.001363527637285404, 2216358.685784),
    (89.991989548145, 90.383140967854, -61.038150741515986969, 89.631261715462284382, 16771704.5214092),
    (89.992862960035, 26.020973811583, 67.650349673107735103, 153.971406836372110945, 2495797.0749906),
    (18.725775553796, 98.927919777265, 18.724785210853172866, 0.006615636046166963, 706.2676803),
    (47.900780879363, 148.758779524609, 47.899309788344023215, 0.001327005894209747, 191.3088022),
    (56.310719132311, 155.158323803365, 56.304258387808388716, 0.005380024608319352, 792.7231052),
]

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
radii = st.floats(1_000, geometry.RADIUS_MAX_M)


def distances(latitude: float, longitude: float, points: geometry.Floats) -> geometry.Floats:
    """The geodesic distances in metres from a site to points, shape (points, 2)."""
    start = np.full(len(points), longitude), np.full(len(points), latitude)
    found: geometry.Floats = geometry.wgs84().inv(*start, points[:, 0], points[:, 1])[2]
    return found


@pytest.mark.parametrize("row", GEODTEST)
def test_points_are_where_the_published_geodesics_end(row: tuple[float, ...]) -> None:
    """A point at a published bearing and distance is the published one, to a micrometre."""
    latitude, azimuth, latitude2, longitude2, distance = row
    found = geometry.points(latitude, 0, azimuth, distance)[0]
    assert distances(latitude2, longitude2, found[None])[0] < 1e-6


@pytest.mark.parametrize("row", GEODTEST)
def test_published_ends_lie_on_the_ring(row: tuple[float, ...]) -> None:
    """The end of a published geodesic is at the ring's radius from its site, to a millimetre, as every vertex is."""
    latitude, _, latitude2, longitude2, distance = row
    found = np.vstack([geometry.ring(latitude, 0, distance), (longitude2, latitude2)])
    assert np.abs(distances(latitude, 0, found) - distance).max() < 1e-3


@given(latitudes, longitudes, radii)
def test_every_vertex_is_at_the_radius(latitude: float, longitude: float, radius: float) -> None:
    """Every vertex of a ring is at its radius to a millimetre, within −180…180, and the last one is the first."""
    ring = geometry.ring(latitude, longitude, radius)
    assert np.abs(distances(latitude, longitude, ring) - radius).max() < 1e-3
    assert np.abs(ring[:, 0]).max() <= 180
    assert np.array_equal(ring[0], ring[-1])


@pytest.mark.parametrize("radius", [5e3, 60e3, 400e3, 525e3, 2e6, 5e6, 10e6])
def test_chords_stay_within_20_m(radius: float) -> None:
    """The middle of the geodesic between two vertices is within 20 m of the ring, at any radius up to a quarter of the globe."""
    ring = geometry.ring(28.6, 77.2, radius)
    azimuths, _, lengths = geometry.wgs84().inv(ring[:-1, 0], ring[:-1, 1], ring[1:, 0], ring[1:, 1])
    east, north, _ = geometry.wgs84().fwd(ring[:-1, 0], ring[:-1, 1], azimuths, lengths / 2)
    assert np.abs(distances(28.6, 77.2, np.column_stack([east, north])) - radius).max() < geometry.TOLERANCE_M


def test_a_ring_of_400_km_has_360_vertices() -> None:
    """400 km need 360 vertices, one a degree of bearing; 2000 km need twice as many."""
    assert [geometry.vertex_count(radius) for radius in (0, 40e3, 400e3, 2e6)] == [360, 360, 360, 720]


def test_rings_of_many_sites_and_radii_are_the_rings_of_each() -> None:
    """The array of all sites and radii holds the same rings as one call for each, in their order."""
    together = geometry.rings([10, -69, 90], [20, 179.9, 0], [40e3, 400e3])
    assert together.shape == (3, 2, 361, 2)
    for row, (latitude, longitude) in enumerate([(10, 20), (-69, 179.9), (90, 0)]):
        for column, radius in enumerate([40e3, 400e3]):
            assert np.array_equal(together[row, column], geometry.ring(latitude, longitude, radius))


def test_rings_run_counter_clockwise_from_the_north() -> None:
    """The first vertex of a ring is north of its site and the next ones are to the west of it."""
    ring = geometry.ring(45, 8, 100e3)
    assert ring[0, 1] == ring[:, 1].max()
    assert ring[0, 0] == pytest.approx(8)
    assert ring[1, 0] < 8


@pytest.mark.parametrize(("longitude", "same"), [(540, 180), (-190, 170), (190, -170), (720, 0), (-180, -180)])
def test_longitudes_beyond_the_date_line_are_brought_back(longitude: float, same: float) -> None:
    """A longitude more than half way round is the same place counted the other way."""
    assert np.allclose(
        distances(0, same, geometry.ring(0, longitude, 50e3)), distances(0, same, geometry.ring(0, same, 50e3))
    )


@pytest.mark.parametrize("latitude", [90.001, -91, float("nan"), float("inf"), -float("inf")])
def test_latitudes_off_the_globe_are_refused(latitude: float) -> None:
    """A latitude beyond a pole, or none at all, is an error that names it."""
    with pytest.raises(RingfenceError) as caught:
        geometry.rings([0, latitude], [0, 0], [1000])
    assert caught.value.message == f"a latitude of {latitude:.12g}°"
    assert caught.value.hint == "latitudes go from -90 (south) to 90 (north)"


@pytest.mark.parametrize("longitude", [float("nan"), float("inf")])
def test_longitudes_that_are_no_number_are_refused(longitude: float) -> None:
    """A longitude that is not finite is an error."""
    with pytest.raises(RingfenceError) as caught:
        geometry.disc(0, longitude, 1000)
    assert caught.value.message == f"a longitude of {longitude}°"
    assert caught.value.hint == "longitudes go from -180 (west) to 180 (east)"


@pytest.mark.parametrize("radius", [-1, float("nan"), float("inf"), 19_000_001, 2e7])
def test_radii_that_make_no_ring_are_refused(radius: float) -> None:
    """A radius below 0, beyond 19 000 km, or that is no number, is an error that says what is allowed."""
    with pytest.raises(RingfenceError) as caught:
        geometry.discs([0], [0], [400e3, radius])
    assert caught.value.message == f"a radius of {radius:.12g} m"
    assert caught.value.hint == "radii go from 0 to 19 000 000 m: next to the antipode a ring crosses itself"


def test_radii_are_one_list() -> None:
    """A table of radii, and a ring of too few vertices, are errors."""
    with pytest.raises(RingfenceError) as caught:
        geometry.rings([0], [0], [[1000]])
    assert (caught.value.message, caught.value.hint) == ("radii in 2 dimensions", "radii are one list")
    with pytest.raises(RingfenceError) as caught:
        geometry.ring(0, 0, 1000, vertices=3)
    assert (caught.value.message, caught.value.hint) == ("a ring of 3 vertices", "it needs at least 4")
    assert len(geometry.ring(0, 0, 1000, vertices=4)) == 5


def test_each_latitude_needs_its_longitude() -> None:
    """Sites with more latitudes than longitudes are an error that counts both."""
    for latitudes, longitudes, says in (([0, 1], [0], "2 latitudes and 1 longitudes"), ([[0]], [[0]], "1 latitudes and 1 longitudes")):  # fmt: skip
        with pytest.raises(RingfenceError) as caught:
            geometry.rings(latitudes, longitudes, [1000])
        assert (caught.value.message, caught.value.hint) == (says, "a site has one of each")


@pytest.mark.parametrize("off", [0.0, 1e-6, -1e-6, 11e-6, -11e-6, 1e-4, -1e-4, 4e-3, -4e-3])
def test_rings_that_touch_a_pole(off: float) -> None:
    """A ring that only just touches a pole is valid, as are its sectors and what lies between it and a smaller one: in
    memory, and rounded for a file.
    """
    for lat, lon in ((86.41873927790957, 13.7), (-88.3, 170.0), (71.25, -95.1), (89.9, 0.0)):
        radius = float(geometry.wgs84().inv(0.0, lat, 0.0, 90.0 if lat > 0 else -90.0)[2]) + off
        made = [
            geometry.disc(lat, lon, radius),
            geometry.annulus(lat, lon, radius / 3, radius),
            geometry.sector(lat, lon, radius, -30, 30),
            geometry.sector(lat, lon, radius * 1.1, 160, 20, inner_m=radius),
        ]
        for region in (*made, *rounded(made)):
            assert shapely.is_valid(region), shapely.is_valid_reason(region)
            assert region.area > 0


@pytest.mark.parametrize(
    ("radius", "count"),
    [(0, 360), (400e3, 360), (525_200.0, 360), (525_300.0, 720), (2_100_900.0, 720), (2_101_100.0, 1080)],
)
def test_how_many_vertices_a_ring_has(radius: float, count: int) -> None:
    """A ring has the least multiple of 360 vertices that keeps the sagitta of its chords, r·π²/(2n²), below 20 m."""
    assert geometry.vertex_count(radius) == count
    assert radius * np.pi**2 / (2 * count**2) <= 20.0
    assert count == 360 or radius * np.pi**2 / (2 * (count - 360) ** 2) > 20.0
