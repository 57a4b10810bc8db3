"""What a catalog holds by words of its names: systems, their missiles and radars, makers, countries."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ringfence.catalog.index import part_names, system_names
from ringfence.catalog.names import fold
from ringfence.catalog.store import Catalog
from ringfence.english import counted
from ringfence.errors import nearest
from ringfence.specs.countries import country_names
from ringfence.tables.render import Record, Sheet
from ringfence.tables.wording import Style

_KINDS = ("system", "part", "maker", "country", "user")
_MOST_SHOWN = 8
_Key = tuple[str, str]


def search_sheet(catalog: Catalog, words: Sequence[str], style: Style) -> Sheet:
    """Whatever has a name that holds all words, in any case and hyphenation: what it is, its systems, the command that
    shows it.
    """
    wanted = [fold(word) for text in words for word in text.split() if fold(word)]
    found: dict[_Key, list[str]] = {}
    known: set[str] = set()
    for system_id, data in catalog.records.items():
        for key, names in _named(system_id, data):
            known.update(names)
            if any(_holds(wanted, name) for name in names):
                owners = found.setdefault(key, [])
                owners += [] if system_id in owners else [system_id]
    keys = sorted(found, key=lambda key: (_KINDS.index(key[0]), fold(key[1]) != "".join(wanted), key[1]))
    records: list[Record] = [
        {"what": _what(key), "name": key[1], "systems": found[key], "see": _see(key, found[key])} for key in keys
    ]
    rows = tuple(
        tuple(map(style.plain, (_what(key), key[1], _some(found[key]), _see(key, found[key])))) for key in keys
    )
    notes = [f"{counted(len(keys), 'hit')}"]
    close = [] if keys else nearest(" ".join(words), known, 5)
    notes += [f"did you mean {', '.join(close)}?"] if close else []
    return Sheet(("what", "name", "systems", "see"), rows, tuple(records), tuple(map(style.plain, notes)), "Found")


def _named(system_id: str, data: Mapping[str, Any]) -> Iterator[tuple[_Key, tuple[str, ...]]]:
    """(What something is and how it is shown, every name of it) for all that a record names."""
    yield ("system", data["name"]), system_names(system_id, data)
    for name, key in part_names(data):
        yield ("part", key), (name,)
    if data.get("maker"):
        yield ("maker", data["maker"]), (data["maker"],)
    countries = country_names()
    users = {*(data.get("operators") or ()), *(a["operator"] for a in data.get("acquisitions") or ())}
    for kind, codes in (("country", data["origin"]), ("user", users)):
        for code in codes:
            yield (kind, countries[code]), (countries[code], code)


def _holds(wanted: Sequence[str], name: str) -> bool:
    folded = fold(name)
    return bool(wanted) and all(word in folded for word in wanted)


def _what(key: _Key) -> str:
    return {"part": "missile or radar", "country": "origin", "user": "orders, operates"}.get(key[0], key[0])


def _see(key: _Key, systems: Sequence[str]) -> str:
    kind, name = key
    if kind in ("country", "maker"):
        return f"ringfence list --where \"{'origin' if kind == 'country' else 'maker'} == '{name}'\""
    if kind == "user":
        return f'ringfence operators "{name}"'
    return f"ringfence show {systems[0]}"


def _some(systems: Sequence[str]) -> str:
    more = len(systems) - _MOST_SHOWN
    return ", ".join(systems[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
