"""Where a site is: a city from the shipped public list, or a latitude and a longitude as people write them.

Sites are notional: cities and points that the user gives. The cities and their coordinates are GeoNames' (CC BY 4.0).
"""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from ringfence.errors import NotFound, RingfenceError, UsageError, nearest, shortened
from ringfence.paths import data_folder

MUCH_BIGGER = 5
FORMS = "28.61,77.21 or 28°36'N 77°12'E"

_MARKS = str.maketrans({"−": "-", "–": "-", "′": "'", "’": "'", "″": '"', "”": '"', "º": "°", "˚": "°"})
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ħ": "h", "ə": "e"})  # fmt: skip
"""Letters that no decomposition makes plain."""
_NUMBER = r"\d+(?:\.\d+)?"
# minutes stand behind a degree sign or a space: 0736'N is 7°36' on a chart, and neither 73°6' nor 736'
_ANGLE = re.compile(
    rf"(?P<before>[NSEW])?\s*(?P<sign>[+-])?(?P<degrees>(?>{_NUMBER}))"
    rf"(?:(?:\s*°\s*|\s+)(?:(?P<minutes>(?>{_NUMBER}))\s*'\s*)?"
    rf"(?:(?P<seconds>(?>{_NUMBER}))\s*(?:\"|'')\s*)?)?\s*(?P<after>[NSEW])?"
)
_COMMA_DECIMALS = re.compile(r"(-?\d+),(\d+)\s*[,;\s]\s*(-?\d+),(\d+)")


@dataclass(frozen=True, slots=True)
class Site:
    """A named point: degrees north and east, and for a city its country (ISO 3166-1 alpha-3, as GeoNames has it)."""

    name: str
    latitude: float
    longitude: float
    country: str | None = None


class City(NamedTuple):
    """A place of the shipped list."""

    name: str
    country: str
    country_name: str
    latitude: float
    longitude: float
    population: int
    region: str = ""
    capital: bool = False

    @property
    def label(self) -> str:
        """The city with its region, its country and its coordinates, to tell it from others of its name."""
        where = f"{self.region}, {self.country}" if self.region else self.country
        return f"{self.name}, {where} ({coordinates(self.latitude, self.longitude)})"


class AmbiguousPlace(RingfenceError):
    """A name that several cities bear, none of them much bigger than the others; the hint lists them."""

    def __init__(self, name: str, cities: list[City]) -> None:
        choices = "; ".join(city.label for city in cities)
        super().__init__(
            f"{shortened(name)!r} may mean several cities", hint=f"add the country, or give coordinates: {choices}"
        )
        self.name = name
        self.cities = tuple(cities)


def site(text: str) -> Site:
    """The site that a text names: coordinates (see `parse_coordinates`) or a city (see `find_city`)."""
    if any(letter.isdigit() for letter in text) and not re.search(r"[^\W\d_NSEWnsew]", text):
        latitude, longitude = parse_coordinates(text)
        return Site(coordinates(latitude, longitude), latitude, longitude)
    city = find_city(text)
    return Site(city.name, city.latitude, city.longitude, city.country)


def coordinates(latitude: float, longitude: float) -> str:
    """Coordinates as short text: `28.61°N 77.21°E`, to four decimals at most (11 m)."""
    north = f"{abs(round(latitude, 4)):.10g}°{'S' if latitude < 0 else 'N'}"
    return f"{north} {abs(round(longitude, 4)):.10g}°{'W' if longitude < 0 else 'E'}"


def parse_coordinates(text: str) -> tuple[float, float]:
    """Latitude and longitude in degrees from decimal degrees, latitude first, or from degrees with a hemisphere.

    `28.61,77.21`, `-33.87 151.21`, `28.61N 77.21E`, `N28°36' E77°12'`, `77°12'30"E, 28°36'N`: with hemispheres either
    may come first. Raises UsageError for anything else: decimal commas, minutes of 60 and more, a latitude beyond 90°.
    """
    tidy = text.translate(_MARKS).strip().upper()
    commas = _COMMA_DECIMALS.fullmatch(tidy)
    if commas:
        west, east = f"{commas[1]}.{commas[2]}", f"{commas[3]}.{commas[4]}"
        raise _refused(text, "decimals have a point, not a comma", f"did you mean {west},{east}?")
    first, second = (_angle(text, part) for part in _halves(text, tidy))
    if (first[1] is None) != (second[1] is None):
        raise _refused(text, "one angle has a hemisphere and the other has none")
    if first[1] is not None and (first[1] in "NS") == (second[1] is not None and second[1] in "NS"):
        raise _refused(text, "it takes one of north or south and one of east or west")
    latitude, longitude = (first[0], second[0]) if first[1] is None or first[1] in "NS" else (second[0], first[0])
    if abs(latitude) > 90:
        swapped = first[1] is None and abs(longitude) <= 90 and abs(latitude) <= 180
        hint = f"latitude comes first: did you mean {longitude:g},{latitude:g}?" if swapped else None
        raise _refused(text, f"a latitude of {latitude:g}° is beyond the pole", hint)
    if abs(longitude) > 180:
        raise _refused(text, f"a longitude of {longitude:g}° is beyond 180°")
    return latitude, longitude


@cache
def cities() -> tuple[City, ...]:
    """All cities of the shipped list, by country and name. Raises RingfenceError where the list cannot be read."""
    return tuple(_city(row) for rows in _table().values() for row in rows)


def find_city(text: str) -> City:
    """The city of a name, with or without its accents; `Hyderabad, PAK` and `Hyderabad, Pakistan` name the country too,
    `Aurora, Colorado` the region. What it is called elsewhere, or was called before, finds it too: Warszawa, Kiev,
    Bombay.

    Of several of one name the one that is five times as populous as each other is meant, be it spelled a little
    otherwise today (Odessa is Odesa in Ukraine, not Odessa in Texas). Raises AmbiguousPlace where there is none such,
    NotFound with the nearest names where no city has the name.
    """
    name, _, country = text.rpartition(",")
    for wanted, where in ((text, ""), (name, country)):
        here, elsewhere = _named(wanted.strip(), where.strip())
        if here and not where and not any(city.capital for city in here):
            here = list(dict.fromkeys([*here, *(city for city in elsewhere if _like(wanted, city))]))
        if here or elsewhere:
            return _meant(text, here or elsewhere)
    raise _not_found(text, folded(name or text))


def _not_found(text: str, key: str) -> NotFound:
    """The error for a name that no city has: of a country how to mean all of it, else the nearest names."""
    from ringfence.geo.countries import short_names

    names = {short: rows[0][1] for short, rows in _table().items()}
    close = [names[short] for short in names if key and short.startswith(key)][:3]
    close += [names[short] for short in nearest(key, names, 5) if names[short] not in close]
    error = NotFound("city", text, close=close[:5])
    anywhere = f"any other place is given by its coordinates: {FORMS}"
    wide = [country for country in short_names().values() if folded(country) == folded(text)]
    hints: list[str | None] = [f"all of a country is 'country: {country}'" for country in wide]
    error.hint = " ".join(hint for hint in hints or [error.hint, anywhere] if hint)
    return error


def _like(name: str, city: City) -> bool:
    """Whether a name is a spelling of the city's own rather than another name."""
    return bool(nearest(folded(name), [folded(city.name)]))


def _named(name: str, where: str) -> tuple[list[City], list[City]]:
    """The cities of a name, spelled just so, else without regard to accents, case and punctuation; and what else is
    called so.
    """
    key = folded(name)
    alike = [_city(row) for row in _table().get(key, ())]
    others = [city for town, country in _towns(key) for city in map(_city, _table()[town]) if city.country == country]
    if where:
        alike, others = (
            [c for c in some if folded(where) in map(folded, (c.country, c.country_name, c.region))]
            for some in (alike, others)
        )
    exact = [city for city in alike if city.name.casefold() == name.casefold()]
    return exact or alike, others if name.isascii() else []


@cache
def _table() -> dict[str, list[list[str]]]:
    """The rows of the list by their first column, the name as `folded` has it."""
    path, found = data_folder("plots/basemap") / "cities.csv", dict[str, list[list[str]]]()
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            for row in islice(csv.reader(stream), 1, None):
                found.setdefault(row[0], []).append(row)
    except (OSError, ValueError, IndexError) as error:
        raise RingfenceError(f"the list of cities {path} cannot be read: {error}") from error
    return found


def _city(row: list[str]) -> City:
    _, name, country, country_name, latitude, longitude, population, region, capital = row
    return City(name, country, country_name, float(latitude), float(longitude), int(population), region, capital == "1")


def _towns(key: str) -> list[tuple[str, str]]:
    """Keys and countries of the cities that another name means; found as text, for the list is long and
    seldom asked.
    """
    text = _other_names()
    found, at = [], text.find(f"\n{key},")
    while key and at >= 0:
        _, town, country = text[at + 1 : text.index("\n", at + 1)].split(",")
        found.append((town, country))
        at = text.find(f"\n{key},", at + 1)
    return found


@cache
def _other_names() -> str:
    path = data_folder("plots/basemap") / "names.csv"
    try:
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise RingfenceError(f"the list of names {path} cannot be read: {error}") from error


def _meant(text: str, found: list[City]) -> City:
    found = sorted(found, key=lambda city: -city.population)
    if len(found) > 1 and found[0].population < MUCH_BIGGER * found[1].population:
        raise AmbiguousPlace(text, found)
    return found[0]


def folded(name: str) -> str:
    """A name without its accents, case and punctuation: `Łódź` and `lodz` are one."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(letter for letter in letters if letter.isalnum())


def _halves(text: str, tidy: str) -> tuple[str, str]:
    """The two angles of a text: apart at a comma or semicolon, at a hemisphere, else at the only space."""
    parts = re.split(r"[,;]", tidy)
    if len(parts) == 1:
        parts = re.findall(r"[NSEW][^NSEW]+|[^NSEW]+[NSEW]", tidy) if re.search("[NSEW]", tidy) else tidy.split()
    if len(parts) != 2 or sum(len(re.sub(r"\s", "", part)) for part in parts) < len(re.sub(r"[\s,;]", "", tidy)):
        raise _refused(text, "it is not one latitude and one longitude")
    return parts[0], parts[1]


def _angle(text: str, part: str) -> tuple[float, str | None]:
    """Degrees of one angle, signed by its hemisphere, and that hemisphere."""
    match = _ANGLE.fullmatch(part.strip())
    if not match:
        raise _refused(text, f"{part.strip()!r} is no angle: minutes stand behind a degree sign or a space")
    whole = match["degrees"].partition(".")[0]
    north = (match["before"] or match["after"] or "") in ("N", "S")
    if len(whole) > 3 or (north and len(whole) == 3 and whole[0] == "0"):
        raise _refused(text, f"{part.strip()!r} may be degrees and minutes in one: set them apart")
    degrees, minutes, seconds = (float(match[name] or 0) for name in ("degrees", "minutes", "seconds"))
    if (match["minutes"] or match["seconds"]) and not degrees.is_integer():
        raise _refused(text, "degrees with minutes are whole")
    if match["seconds"] and not minutes.is_integer():
        raise _refused(text, "minutes with seconds are whole")
    if minutes >= 60 or seconds >= 60:
        raise _refused(text, "minutes and seconds are below 60")
    if match["before"] and match["after"]:
        raise _refused(text, "an angle has one hemisphere")
    hemisphere: str | None = match["before"] or match["after"]
    if hemisphere and match["sign"]:
        raise _refused(text, "an angle has a sign or a hemisphere, not both")
    value = degrees + minutes / 60 + seconds / 3600
    return (-value if match["sign"] == "-" or hemisphere in ("S", "W") else value), hemisphere


def _refused(text: str, reason: str, hint: str | None = None) -> UsageError:
    return UsageError(f"cannot read the coordinates {shortened(text)!r}: {reason}", hint=hint or f"write {FORMS}")
