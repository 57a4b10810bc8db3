"""Sites as people write them, and the shipped list of cities."""

from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from ringfence.errors import NotFound, RingfenceError, UsageError
from ringfence.geo import countries, places
from ringfence.geo.countries import country_shape, middle, reach


@pytest.mark.parametrize(
    "text",
    [
        "28.6,77.2",
        " 28.6 , 77.2 ",
        "28.6 77.2",
        "28.6;77.2",
        "+28.6, +77.2",
        "28.6N 77.2E",
        "28.6° N, 77.2° E",
        "n28.6 e77.2",
        "77.2E 28.6N",
        "28°36'N 77°12'E",
        "28°36′N, 77°12′E",
        "28º36’00”N 77º12’00”E",
        "28°36'0''N 77°12'0''E",
        "28° 36' N 77° 12' E",
    ],
)
def test_one_point_in_many_forms(text: str) -> None:
    """Decimal degrees, hemispheres, minutes and seconds, with any of the usual marks, are one and the same point."""
    assert places.parse_coordinates(text) == pytest.approx((28.6, 77.2))


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("-33.87,151.21", (-33.87, 151.21)),
        ("−33.87 −70", (-33.87, -70)),
        ("33°52'12\"S 151°12'36\"E", (-33.87, 151.21)),
        ("51°30'N 0°7'30\"W", (51.5, -0.125)),
        ("90,0", (90, 0)),
        ("69,179.9", (69, 179.9)),
        ("-17.7,-180", (-17.7, -180)),
    ],
)
def test_south_and_west_are_negative(text: str, point: tuple[float, float]) -> None:
    """South and west are negative, by sign or by hemisphere; poles and ±180° are places too."""
    assert places.parse_coordinates(text) == pytest.approx(point)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("28,61 77,21", "did you mean 28.61,77.21?"),
        ("28,61, 77,21", "did you mean 28.61,77.21?"),
        ("120,30", "latitude comes first: did you mean 30,120?"),
        ("91N 5E", "beyond the pole"),
        ("10,181", "beyond 180°"),
        ("28", "not one latitude and one longitude"),
        ("1,2,3", "not one latitude and one longitude"),
        ("28N 77", "not one latitude and one longitude"),
        ("28N, 77", "one angle has a hemisphere"),
        ("28N 77S", "one of north or south"),
        ("28E 77W", "one of north or south"),
        ("-28N 77E", "a sign or a hemisphere"),
        ("N28N, 77E", "one hemisphere"),
        ("28°60'N 77°E", "below 60"),
        ("28°10'75\"N 77°E", "below 60"),
        ("28.5°30'N 77°E", "degrees with minutes are whole"),
        ("28°30.5'10\"N 77°E", "minutes with seconds are whole"),
        ("28..5, 77", "'28..5' is no angle"),
        ("nan,nan", "is no angle"),
    ],
)
def test_what_is_no_point_is_refused_with_the_reason(text: str, says: str) -> None:
    """Coordinates that cannot be meant are refused, with what is wrong and what was likely meant."""
    with pytest.raises(UsageError) as caught:
        places.parse_coordinates(text)
    assert says in str(caught.value)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_what_is_written_is_read(latitude: float, longitude: float) -> None:
    """The short text of a point reads back as that point, to the four decimals it shows."""
    assert places.parse_coordinates(places.coordinates(latitude, longitude)) == pytest.approx(
        (latitude, longitude), abs=6e-5
    )


@given(st.text(max_size=30))
def test_any_text_is_a_site_or_an_error(text: str) -> None:
    """No text makes anything but a site or one of our errors."""
    with suppress(RingfenceError):
        assert abs(places.site(text).latitude) <= 90


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("New Delhi", "New Delhi", "IND"),
        ("new delhi", "New Delhi", "IND"),
        ("Sao Paulo", "São Paulo", "BRA"),
        ("Hyderabad, PAK", "Hyderabad", "PAK"),
        ("Hyderabad, Pakistan", "Hyderabad", "PAK"),
        ("London", "London", "GBR"),
        ("San José", "San José", "CRI"),
        ("San Jose", "San Jose", "USA"),
        ("6th of October City", "6th of October City", "EGY"),
        ("Springfield, Illinois", "Springfield", "USA"),
        ("Victoria, CAN", "Victoria", "CAN"),
        ("Tromso", "Tromsø", "NOR"),
        ("Lodz", "Łódź", "POL"),
        ("Diyarbakir", "Diyarbakır", "TUR"),
        ("Kiev", "Kyiv", "UKR"),
        ("Odessa", "Odesa", "UKR"),
        ("Odessa, Texas", "Odessa", "USA"),
        ("St Petersburg", "Saint Petersburg", "RUS"),
        ("Bombay", "Mumbai", "IND"),
        ("Saigon", "Ho Chi Minh City", "VNM"),
        ("Rzeszow", "Rzeszów", "POL"),
        ("Bushehr", "Bushehr", "IRN"),
        ("Guam", "Hagåtña", "GUM"),
        ("Kinmen", "Jincheng", "TWN"),
        ("Penghu", "Magong", "TWN"),
        ("Hualien", "Hualien City", "TWN"),
    ],
)
def test_cities_by_name(text: str, name: str, country: str) -> None:
    """A city is found by its name in any case, without accents, with its country or region, by what it was called before."""
    found = places.site(text)
    assert (found.name, found.country) == (name, country)


def test_coordinates_name_themselves() -> None:
    """A site given by coordinates has them as its name and no country."""
    assert places.site("28.61,77.21") == places.Site("28.61°N 77.21°E", 28.61, 77.21)


def test_cities_of_one_name_and_like_size_are_listed() -> None:
    """Where no city of a name is five times as big as the others, all are listed with country and coordinates."""
    with pytest.raises(places.AmbiguousPlace) as caught:
        places.site("Hyderabad")
    assert {city.country for city in caught.value.cities} == {"IND", "PAK"}
    assert all(city.label in str(caught.value) for city in caught.value.cities)


@pytest.mark.parametrize(("text", "close"), [("Kyivv", "Kyiv"), ("Lonndon", "London"), ("Warzaw", "Warsaw")])
def test_unknown_cities_name_the_nearest(text: str, close: str) -> None:
    """A city that is not listed is an error with the nearest names and the way to give any point."""
    with pytest.raises(NotFound) as caught:
        places.site(text)
    assert close in caught.value.close
    assert places.FORMS in str(caught.value)


@pytest.mark.parametrize("text", ["", "   ", ",", "?!"])
def test_no_name_at_all_is_not_found(text: str) -> None:
    """A text without a name in it names no city."""
    with pytest.raises(NotFound):
        places.site(text)


@pytest.mark.parametrize(
    "name",
    ["New Delhi", "Ankara", "Warsaw", "Kyiv", "Seoul", "Taipei", "Tel Aviv", "Longyearbyen", "Murmansk", "Anadyr", "Suva"],
)  # fmt: skip
def test_the_cities_that_scenes_need_are_there(name: str) -> None:
    """Capitals, far-north places and places by the date line can be named."""
    assert places.find_city(name).name == name


def test_the_list_is_clean() -> None:
    """Every city has a name, a three-letter country and coordinates on the globe, and no row comes twice."""
    for city in places.cities():
        assert city.name == city.name.strip() != ""
        assert city.country.isupper()
        assert len(city.country) == 3
        assert city.country_name == city.country_name.strip() != ""
        assert abs(city.latitude) <= 90
        assert abs(city.longitude) <= 180
        assert city.population >= 0
    assert max(Counter(places.cities()).values()) == 1


def test_every_city_can_be_named() -> None:
    """Each city is found by its name and country, or is among those listed as ambiguous."""
    for city in places.cities():
        text = f"{city.name}, {city.country}"
        try:
            found: tuple[places.City, ...] = (places.find_city(text),)
        except places.AmbiguousPlace as error:
            found = error.cities
        assert city.name in {one.name for one in found}


def test_a_missing_list_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of cities that cannot be read is an error that names the file."""
    monkeypatch.setattr(places, "data_folder", lambda _name: tmp_path)
    with pytest.raises(RingfenceError, match=r"cities\.csv"):
        places._table.__wrapped__()
    with pytest.raises(RingfenceError, match=r"names\.csv"):
        places._other_names.__wrapped__()


@pytest.mark.parametrize(
    "text",
    ["0736'N 01712'E", "28'N 77'E", '28"N 77"E', "0130'N 0130'E", "0030N 00130E", "013N 013E", "2836.5N 07712.5E"],
)
def test_minutes_are_set_apart(text: str) -> None:
    """Degrees and minutes in one, as charts and pilots write them, are refused rather than read as something else."""
    with pytest.raises(UsageError, match=r"set them apart|minutes stand behind"):
        places.site(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("120,45", "did you mean 45,120?"),
        ("100,90", "did you mean 90,100?"),
        ("180,-90", "did you mean -90,180?"),
        ("100,91", None),
        ("181,45", None),
    ],
)
def test_swapped_coordinates_are_asked_about(text: str, hint: str | None) -> None:
    """A latitude beyond the pole may be a longitude, where the other one is a latitude: that is asked, and nothing else."""
    with pytest.raises(UsageError, match="beyond the pole") as caught:
        places.parse_coordinates(text)
    assert (hint is not None) == ("did you mean" in (caught.value.hint or ""))
    assert not hint or hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("code", "south", "north", "west", "east"),
    [("POL", 49, 55, 14, 24), ("CHL", -56, -17, -76, -66), ("KWT", 28, 31, 46, 49), ("NZL", -47, -34, 166, 179)],
)
def test_the_middle_of_a_country(code: str, south: float, north: float, west: float, east: float) -> None:
    """A country's middle, latitude first, lies well inside its largest part."""
    latitude, longitude = middle(code)
    assert south < latitude < north
    assert west < longitude < east
    assert country_shape(code).contains(Point(longitude, latitude))
    assert country_shape(code).boundary.distance(Point(longitude, latitude)) > 0.3


def test_a_country_that_has_no_shape_is_named() -> None:
    """What is asked for is said with what it should have been."""
    with pytest.raises(NotFound, match="no country with a shape is called 'ATL'"):
        country_shape("ATL")


def test_a_reach_round_the_globe_is_refused() -> None:
    """What stands anywhere in a country and reaches farther than the other side of the globe has no line."""
    with pytest.raises(RingfenceError, match="reaches all round"):
        reach("RUS", 17_000_000.0)


def test_the_nearest_names_and_any_point() -> None:
    """The hint for a name that no city has is the nearest names, then how to give any point."""
    with pytest.raises(NotFound) as caught:
        places.find_city("Kyivv")
    assert caught.value.message == "no city is called 'Kyivv'"
    hint = str(caught.value.hint)
    assert hint.startswith("did you mean Kyiv")
    assert hint.endswith("? any other place is given by its coordinates: 28.61,77.21 or 28°36'N 77°12'E")


def test_a_country_is_no_city() -> None:
    """Who names a country is told how to mean all of it."""
    with pytest.raises(NotFound) as caught:
        places.site("fiji")
    assert (caught.value.message, caught.value.hint) == (
        "no city is called 'fiji'",
        "all of a country is 'country: Fiji'",
    )


@pytest.mark.parametrize(
    ("module", "read", "name", "says"),
    [
        (places, places._table, "cities.csv", "the list of cities {path} cannot be read: "),
        (places, places._other_names, "names.csv", "the list of names {path} cannot be read: "),
        (countries, countries.short_names, "countries.csv", "the names of countries {path} cannot be read: "),
        (countries, countries.country_shapes, "countries_50m.wkb", "the shapes of countries {path} cannot be read: "),
    ],
)
@pytest.mark.parametrize("raw", [None, b"\xff\xfe\n\n"])
def test_lists_that_cannot_be_read(
    module: Any, read: Any, name: str, says: str, raw: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shipped list that is gone or damaged is an error that names it."""
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    monkeypatch.setattr(module, "data_folder", lambda _: tmp_path)
    with pytest.raises(RingfenceError) as caught:
        read.__wrapped__()
    assert caught.value.message.startswith(says.format(path=tmp_path / name))
