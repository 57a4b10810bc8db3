"""The names of a catalog as a text may spell them, kept beside the copy of its records."""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ringfence.catalog.cache import read_copy, write_copy
from ringfence.catalog.store import Catalog
from ringfence.factcheck.rows import names as rules
from ringfence.factcheck.rows.names import FOLDED, GENERIC, SHARED, WORD_OR_NUMBER

Runs = tuple[str, ...]


class Known(NamedTuple):
    """What a name means, and how it is written; `part`: the missile or sensor that it names."""

    systems: tuple[str, ...]
    part: str | None = None
    sensor: bool = False
    spelling: str = ""


Lexicon = dict[Runs, Known]  # a name's runs of letters and digits → what it means


@cache
def runs_of(name: str) -> Runs:
    """The runs of letters and digits of a name; two spellings are one where these are."""
    return tuple(run.casefold().replace("defense", "defence") for run in WORD_OR_NUMBER.findall(name.translate(FOLDED)))


def lexicon_of(catalog: Catalog) -> Lexicon:
    """What a catalog's names mean, as kept or made from its records. Raises CatalogError where these are bad."""
    lists = Path(str(rules.__file__))
    files = [Path(__file__), lists, lists.with_name("words.tsv"), *catalog.paths.values()]
    stats = [(str(path), os.stat(path)) for path in files]  # noqa: PTH116  # a Path's own takes twice as long
    mark = str([(path, stat.st_ino, stat.st_size, stat.st_ctime_ns) for path, stat in stats])
    kept = read_copy(catalog.folders[-1], "lexicon") if catalog.folders else None
    if isinstance(kept, dict) and kept.get("mark") == mark:
        return {tuple(name.split()): Known(tuple(ids), *rest) for name, (ids, *rest) in kept["names"].items()}
    made = lexicon(catalog.records, catalog.names)
    names = {" ".join(runs): known for runs, known in made.items()}
    write_copy(catalog.folders[-1], "lexicon", {"mark": mark, "names": names})
    return made


def lexicon(records: Mapping[str, Mapping[str, Any]], names: Mapping[str, Iterable[str]]) -> Lexicon:
    """What names mean, from the files' data and every name of each system."""
    known: Lexicon = {}
    for system_id, some in names.items():
        for name in some:
            _add(known, name, system_id)
    for system_id, record in records.items():
        for group in ("effectors", "sensors"):
            for name, part in (record.get(group) or {}).items():
                for spelling in (name, *((part or {}).get("aliases") or ())):
                    _add(known, spelling, system_id, name, group == "sensors")
                runs = runs_of(name)  # RBS 70 is called Bolide, too, which is its missile
                alone = group == "effectors" and len(runs) == 1 and runs != runs_of(record["name"])[-1:]
                if alone and known[runs].systems == (system_id,):
                    known[runs] = known[runs]._replace(part=name)
                _by_missile(known, name, system_id, runs_of(record["name"]), names[system_id])
    _families(known, {system_id: runs_of(record["name"]) for system_id, record in records.items()})
    return known


def _add(known: Lexicon, name: str, system_id: str, part: str | None = None, sensor: bool = False) -> None:
    runs = runs_of(name)
    if runs in GENERIC or len("".join(runs)) < 2:
        return
    old = known.get(runs)
    if old is None:
        known[runs] = Known((system_id,), part, sensor, name)
    elif part is None or old.part is not None:  # a system's name goes before a missile's
        ids = tuple(dict.fromkeys([*old.systems, system_id]))
        spelling = max(old.spelling, name, key=lambda spelled: sum(letter.isupper() for letter in spelled))
        known[runs] = Known(ids, old.part, old.sensor, spelling)


def _by_missile(known: Lexicon, name: str, system_id: str, called: Runs, names: Iterable[str]) -> None:
    """HQ-9B and Patriot PAC-3 MSE are the system by its missile's name."""
    runs = runs_of(name)
    for alias in map(runs_of, names) if len(runs) > 1 and called[-len(runs) :] != runs else ():
        if alias[-len(runs) :] == runs and alias != runs_of(system_id):
            known[alias] = known[alias]._replace(part=name)


def _families(known: Lexicon, called: Mapping[str, Runs]) -> None:
    """Beginnings that several systems' names share, such as Patriot or S-300."""
    shared: dict[Runs, list[str]] = {}
    for system_id, runs in called.items():
        for length in range(1, len(runs)):
            shared.setdefault(runs[:length], []).append(system_id)
    parts = [(runs, meant.systems) for runs, meant in known.items() if meant.part and len(runs) > 1]
    for runs, meant in list(known.items()):  # Aster is what begins Aster 15 and Aster 30
        more = [ids for longer, ids in parts if longer[: len(runs)] == runs and not set(ids) & set(meant.systems)]
        if meant.part and more:
            known[runs] = meant._replace(systems=tuple(dict.fromkeys([*meant.systems, *sum(more, ())])))
    for runs, ids in shared.items():
        free = runs not in known or known[runs].part
        if free and len(ids) > 1 and runs[0] not in SHARED and (len(runs[0]) > 2 or len(runs) > 1):
            known[runs] = Known(tuple(ids))
