"""Countries: ISO 3166-1 alpha-3 codes, names, and what people and prose call them; read from specs/countries.json."""

import json
import unicodedata
from functools import cache
from typing import Any

from ringfence.errors import NotFound
from ringfence.paths import data_folder


@cache
def _table() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((data_folder("specs") / "countries.json").read_text("utf-8"))
    return found


@cache
def country_names() -> dict[str, str]:
    """Code → English name."""
    return {code: row["name"] for code, row in _table().items()}


@cache
def _everyday() -> dict[str, str]:
    return {name: code for code, row in _table().items() for name in row.get("also", ())}


@cache
def country_words() -> dict[str, str]:
    """What prose says for a country, in lower case → its code: its names, its people, its capital, its government."""
    spoken = {word: code for code, row in _table().items() for word in row.get("spoken", ())}
    return {name.casefold(): code for code, name in country_names().items()} | _everyday() | spoken


def read_country(text: str) -> str:
    """The code that a user means by a code or a name, in any case, with or without accents and hyphens. Raises
    NotFound.
    """
    word = _plain(text)
    for code, name in country_names().items():
        if word in (code.casefold(), _plain(name)):
            return code
    if word in _everyday():
        return _everyday()[word]
    everyday = [name.title() for name in _everyday() if len(name) > 3]
    raise NotFound(
        "country",
        text,
        [*country_names().values(), *country_names(), *everyday],
        known="a name, or a code of three letters: UKR",
    )


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", " ".join(name.replace("-", " ").replace("_", " ").casefold().split()))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
