"""The shipped basemap: whole, in bounds, and right where a reader would look."""

from pathlib import Path

import numpy as np
import pytest
import shapely

from ringfence.errors import RingfenceError, UsageError
from ringfence.geo.places import City, cities
from ringfence.plots import basemap
from ringfence.plots.basemap import Layer, Scale
from ringfence.plots.names import part_of_another, short

LAYERS: tuple[Layer, ...] = ("land", "lakes", "borders")
SCALES: tuple[Scale, ...] = ("110m", "50m", "10m")
every = pytest.mark.parametrize("scale", SCALES)


@every
@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_is_whole(layer: Layer, scale: Scale) -> None:
    """Each layer loads, is valid, lies on the globe, and is of its kind."""
    geometry = basemap.load(layer, scale)
    assert geometry.is_valid
    west, south, east, north = geometry.bounds
    assert (west, south) >= (-180, -90)
    assert (east, north) <= (180, 90)
    assert geometry.geom_type == ("MultiLineString" if layer == "borders" else "MultiPolygon")


@every
@pytest.mark.parametrize("layer", LAYERS)
def test_no_edge_jumps_across_the_map(layer: Layer, scale: Scale) -> None:
    """No edge runs from one end of the map to the other, but along the foot of Antarctica."""
    for part in shapely.get_parts(basemap.load(layer, scale)):
        for line in shapely.get_parts(part.boundary if layer != "borders" else part):
            at = shapely.get_coordinates(line)
            wide = np.abs(np.diff(at[:, 0])) > 90
            assert (at[:-1][wide, 1] == -90).all()


@every
@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "dry"),
    [
        ("Paris", 2.3, 48.8, True),
        ("the South Pole", 0, -89.9, True),
        ("Chukotka, west of 180°", 179, 67.5, True),
        ("Chukotka, east of 180°", -179, 67, True),
        ("the mid-Pacific", -150, 0, False),
        ("the North Pole", 0, 89.9, False),
        ("the Caspian Sea", 50.5, 42, False),
        ("Lake Victoria", 33, -1, False),
        ("Lake Superior", -87, 47.7, False),
    ],
)
def test_land_is_where_it_is(place: str, longitude: float, latitude: float, dry: bool, scale: Scale) -> None:
    """A point is on the land, less its lakes, exactly where there is dry land."""
    box = (longitude - 0.5, max(latitude - 0.5, -90), longitude + 0.5, min(latitude + 0.5, 90))
    land, lakes = (basemap.clip(basemap.load(layer, scale), box) for layer in ("land", "lakes"))
    assert land.difference(lakes).contains(shapely.Point(longitude, latitude)) == dry


@every
def test_lake_victoria_is_a_lake(scale: Scale) -> None:
    """Lake Victoria lies on the land and is a lake; the Caspian Sea is a hole in the land."""
    victoria, caspian = shapely.Point(33, -1), shapely.Point(50.5, 42)
    land, lakes = basemap.load("land", scale), basemap.load("lakes", scale)
    assert (land.contains(victoria), lakes.contains(victoria)) == (True, True)
    assert (land.contains(caspian), lakes.contains(caspian)) == (False, False)


@every
def test_borders_are_no_coasts(scale: Scale) -> None:
    """A border runs between France and Spain, and none along the shore of Iceland or Australia."""
    borders = basemap.load("borders", scale)
    assert not basemap.clip(borders, (-2, 42, 3.5, 43.5)).is_empty
    assert basemap.clip(borders, (-26, 62, -12, 68)).is_empty
    assert basemap.clip(borders, (110, -45, 140, -12)).is_empty


def test_a_layer_is_read_once() -> None:
    """The second call gives the same object."""
    assert basemap.load("land", "110m") is basemap.load("land", "110m")


def test_clipping_keeps_to_the_box() -> None:
    """What is clipped lies in the box and is as much as intersecting gives."""
    box = (-10.0, 35.0, 30.0, 60.0)
    clipped = basemap.clip(basemap.load("land", "110m"), box)
    assert clipped.area == pytest.approx(basemap.load("land", "110m").intersection(shapely.box(*box)).area)
    assert basemap.clip(basemap.load("borders", "110m"), box).geom_type == "MultiLineString"


def test_clipping_across_the_date_line_gives_both_ends() -> None:
    """A box from 170°E to 170°W holds land at both ends of the map and nothing between."""
    clipped = basemap.clip(basemap.load("land", "50m"), (170, 60, -170, 75))
    sides = {-1 if part.bounds[2] < 0 else 1 for part in shapely.get_parts(clipped)}
    assert sides == {-1, 1}
    assert not clipped.intersects(shapely.box(-169.9, -90, 169.9, 90))


def test_an_empty_sea_is_empty() -> None:
    """Where nothing lies in the box the result is empty, not an error."""
    assert basemap.clip(basemap.load("land", "50m"), (-31, -2, -30, -1)).is_empty


@pytest.mark.parametrize(
    ("box", "empty"),
    [
        ((-180, -90, 180, 90), False),
        ((0, 90, 10, 90), True),
        ((180, 60, -180, 70), True),
        ((-180, -90, 180, -60), False),
    ],
)
def test_boxes_at_the_edges_are_taken(box: tuple[float, float, float, float], empty: bool) -> None:
    """The whole world, a line and a box of no width are boxes."""
    assert basemap.clip(basemap.load("land", "110m"), box).is_empty == empty


@pytest.mark.parametrize("box", [(0, 10, 10, 0), (0, 0, float("nan"), 1), (-190, 0, 10, 10), (0, 0, 10, 91)])
def test_boxes_that_are_none_are_refused(box: tuple[float, float, float, float]) -> None:
    """A box upside down, off the globe or without numbers is an error."""
    with pytest.raises(UsageError, match="a box from"):
        basemap.clip(basemap.load("land", "110m"), box)


@pytest.mark.parametrize(("width", "scale"), [(100e3, "10m"), (1000e3, "50m"), (20e6, "110m")])
def test_wider_maps_are_coarser(width: float, scale: Scale) -> None:
    """A map of a city takes the finest scale, one of the world the coarsest."""
    assert basemap.scale_for(width) == scale


def test_unknown_layers_are_refused() -> None:
    """A layer or scale that is not shipped is an error that lists those that are."""
    with pytest.raises(UsageError, match="rivers") as caught:
        basemap.load("rivers")  # type: ignore[arg-type] # that is the point
    assert "land, lakes, borders" in str(caught.value)


@pytest.mark.parametrize("content", [None, b"no wkb"])
def test_a_broken_installation_is_told(content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A basemap file that is missing or damaged is an error that names the file."""
    if content is not None:
        (tmp_path / "land_110m.wkb").write_bytes(content)
    monkeypatch.setattr(basemap, "data_folder", lambda _name: tmp_path)
    with pytest.raises(RingfenceError, match=r"land_110m\.wkb"):
        basemap.load("land", "110m")


def test_drawing_is_left_to_others() -> None:
    """The basemap module does not import matplotlib or cartopy."""
    source = Path(basemap.__file__).read_text(encoding="utf-8")
    assert "matplotlib" not in source
    assert "cartopy" not in source


@pytest.mark.parametrize(
    ("name", "part"),
    [("Mokotów", True), ("Ursynów", True), ("Brooklyn", True), ("Uijeongbu-si", True), ("Warsaw", False), ("Incheon", False), ("Yokohama", False), ("Gdynia", False), ("Manama", False)],
)  # fmt: skip
def test_suburbs_are_no_cities_of_a_map(name: str, part: bool) -> None:
    """A district, and a suburb near a city many times as large, is not named on a map; cities in their own right and capitals are."""
    assert {part_of_another(city) for city in cities() if city.name == name} == {part}


@pytest.mark.parametrize(
    ("name", "country", "written"),
    [("Ḩamāh", "SYR", "Hamah"), ("‘Ibrī", "OMN", "Ibri"), ("Cheongju-si", "KOR", "Cheongju"), ("Al Ain City", "ARE", "Al Ain"), ("Łódź", "POL", "Łódź"), ("Mexico City", "MEX", "Mexico City")],
)  # fmt: skip
def test_names_are_written_as_maps_write_them(name: str, country: str, written: str) -> None:
    """Marks of transliteration, and words that only say that a place is one, are left away; a language's own letters stay."""
    assert short(City(name, country, "", 0.0, 0.0, 1)) == written
