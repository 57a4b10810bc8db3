"""ISO 3166-1 alpha-3 codes and names, read from specs/countries.json (generated from pycountry), with those of states that are no more."""

import json
import unicodedata
from functools import cache

from ringfence.errors import NotFound
from ringfence.paths import data_folder

_EVERYDAY = {
    "america": "USA", "united states of america": "USA", "us": "USA", "britain": "GBR", "great britain": "GBR", "uk": "GBR",
    "brunei": "BRN", "burma": "MMR", "czech republic": "CZE", "dr congo": "COD", "emirates": "ARE", "gdr": "DDR", "holland": "NLD",
    "ivory coast": "CIV", "korea": "KOR", "macedonia": "MKD", "russia": "RUS", "turkey": "TUR", "uae": "ARE", "ussr": "SUN",
    "viet nam": "VNM",
}  # fmt: skip
"""What people call countries whose ISO names are others."""


@cache
def country_names() -> dict[str, str]:
    """Code → English name."""
    names: dict[str, str] = json.loads((data_folder("specs") / "countries.json").read_text("utf-8"))
    return names


def read_country(text: str) -> str:
    """The code that a user means by a code or a name, in any case, with or without accents and hyphens. Raises NotFound."""
    word = _plain(text)
    for code, name in country_names().items():
        if word in (code.casefold(), _plain(name)):
            return code
    if word in _EVERYDAY:
        return _EVERYDAY[word]
    everyday = [name.title() for name in _EVERYDAY if len(name) > 3]
    raise NotFound(
        "country",
        text,
        [*country_names().values(), *country_names(), *everyday],
        known="a name, or a code of three letters: UKR",
    )


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", " ".join(name.replace("-", " ").replace("_", " ").casefold().split()))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
