"""Where a text names a system, its missiles and sensors, or a product that the catalog does not hold.

Two spellings are one where their runs of letters and digits are. A word of everyday life needs more than a capital.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from ringfence.factcheck.rows.names import (
    DESIGNATION,
    EVERYDAY,
    FOREIGN,
    GENERIC,
    NO_PRODUCT,
    SHARED,
    THING,
    TITLE,
    VERSION,
)

_RUN = re.compile(r"[^\W\d_]+|\d+")
_GAP = r"[\s\-./'\"\0]{0,3}"
_BROKEN = re.compile(r"[.'\"]\s|\s\s.*\n|\n\n")
MOST = 5000  # so many names of a text are read
Runs = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name. `systems`: several of a family or a shared missile, none of another product; `part`: a missile
    or sensor.
    """

    start: int
    end: int
    text: str
    systems: tuple[str, ...] = ()
    part: str | None = None
    sensor: bool = False
    version: bool = False


class _Known(NamedTuple):
    """What a name means, and how it is written."""

    systems: tuple[str, ...]
    part: str | None = None
    sensor: bool = False
    spelling: str = ""


class Names:
    """The names of a catalog: runs → what they mean."""

    def __init__(self, records: Mapping[str, Mapping[str, Any]], names: Mapping[str, Iterable[str]]) -> None:
        self.known: dict[Runs, _Known] = {}
        for system_id, some in names.items():
            for name in some:
                self._add(name, system_id)
        for system_id, record in records.items():
            for group in ("effectors", "sensors"):
                for name, part in (record.get(group) or {}).items():
                    for spelling in (name, *((part or {}).get("aliases") or ())):
                        self._add(spelling, system_id, name, group == "sensors")
                    self._by_missile(name, system_id, _runs(record["name"]), names[system_id])
        self._families({system_id: _runs(record["name"]) for system_id, record in records.items()})
        self.heads: dict[str, list[Runs]] = {}
        for runs in self.known:
            self.heads.setdefault(runs[0], []).append(runs)

    def _add(self, name: str, system_id: str, part: str | None = None, sensor: bool = False) -> None:
        runs = _runs(name)
        if runs in GENERIC or len("".join(runs)) < 2:
            return
        old = self.known.get(runs)
        if old is None:
            self.known[runs] = _Known((system_id,), part, sensor, name)
        elif part is None or old.part is not None:  # a system's name goes before a missile's
            ids = tuple(dict.fromkeys([*old.systems, system_id]))
            spelling = max(old.spelling, name, key=lambda n: sum(c.isupper() for c in n))
            self.known[runs] = _Known(ids, old.part, old.sensor, spelling)

    def _by_missile(self, name: str, system_id: str, called: Runs, names: Iterable[str]) -> None:
        """HQ-9B and Patriot PAC-3 MSE are the system by its missile's name."""
        runs = _runs(name)
        for alias in map(_runs, names) if len(runs) > 1 and called[-len(runs) :] != runs else ():
            if alias[-len(runs) :] == runs and alias != _runs(system_id):
                self.known[alias] = self.known[alias]._replace(part=name)

    def _families(self, called: Mapping[str, Runs]) -> None:
        """Beginnings that several systems' names share, such as Patriot or S-300."""
        shared: dict[Runs, list[str]] = {}
        for system_id, runs in called.items():
            for length in range(1, len(runs)):
                shared.setdefault(runs[:length], []).append(system_id)
        for runs, ids in shared.items():
            free = runs not in self.known or self.known[runs].part
            if free and len(ids) > 1 and runs[0] not in SHARED and (len(runs[0]) > 2 or len(runs) > 1):
                self.known[runs] = _Known(tuple(ids))

    def mentions(self, plain: str) -> tuple[list[Mention], int | None]:
        """Every name in a text, in order, none overlapping another; where there are too many, the place behind the
        last.
        """
        said = {_runs(word)[0] for word in set(_RUN.findall(plain))}
        heads = said | {word.removesuffix("s") for word in said}
        wanted = [runs for word in heads for runs in self.heads.get(word, ()) if heads.issuperset(runs)]
        found = list(islice(self._found(plain, wanted), MOST)) if wanted else []
        end = found[-1].end if len(found) == MOST else None
        sure = {i for m in found if not _everyday(m) for i in m.systems}
        found = [m for m in found if not _everyday(m) or sure & set(m.systems) or _is_thing(plain, m)]
        return sorted([*found, *self._others(plain[:end], found)], key=lambda m: m.start), end

    def _found(self, plain: str, wanted: list[Runs]) -> Iterator[Mention]:
        ranked = sorted(wanted, key=lambda runs: (-len(runs), -len("".join(runs)), runs))
        alternation = "|".join(_GAP.join(map(re.escape, runs)).replace("defence", "defen[cs]e") for runs in ranked)
        letter = r"(?P<letter>(?<=\d)(?-i:[A-RT-Z][A-Z]?\d?))"  # 40N6E is a version of 40N6
        pattern = re.compile(rf"(?<![^\W_])(?<!\w-)({alternation})(?:s|{letter})?(?![^\W_])", re.IGNORECASE)
        for match in pattern.finditer(plain):
            known = self.known[_runs(match[1])]
            if _capital(known.spelling, match[1]) and not _BROKEN.search(match[1]):
                version = None if match["letter"] or match.end() > match.end(1) else VERSION.match(plain, match.end(1))
                start, end = match.start(), version.end() if version else match.end()
                if version or match["letter"]:
                    text = plain[start:end]
                    ids, part = (known.systems, text) if known.part else ((), None)
                    yield Mention(start, end, text, ids, part, known.sensor, True)
                else:
                    yield Mention(start, end, match[0], known.systems, known.part, known.sensor)

    def _others(self, plain: str, found: list[Mention]) -> Iterator[Mention]:
        """Products that the catalog does not hold: designations, and weapons of a list."""
        taken = {place for m in found for place in range(m.start, m.end)}
        for pattern in (TITLE, DESIGNATION, FOREIGN):
            for match in pattern.finditer(plain):
                start, end = match.span(1)
                if taken.isdisjoint(range(start, end)) and not NO_PRODUCT.match(match[1]):
                    taken.update(range(start, end))
                    first = _runs(match[1])[0]
                    version = pattern is TITLE or (len(first) > 1 and first in self.heads)
                    yield Mention(start, end, match[1], version=version)


def _capital(spelling: str, text: str) -> bool:
    """Whether a name has the capitals that tell it from ordinary words."""
    runs = _RUN.findall(text)
    first: str = next((run for run in runs if run.isalpha()), "")
    if not first or first != runs[0] or any(run.isdigit() for run in runs):
        return not first or first[0].isupper() or len(first) == 1
    short = len(runs) == 1 and spelling.isupper() and len(spelling) < 5 and spelling.casefold() not in EVERYDAY
    return text.isupper() if short else first[0].isupper()


@cache
def _runs(name: str) -> Runs:
    return tuple(run.casefold().replace("defense", "defence") for run in _RUN.findall(name))


def _everyday(mention: Mention) -> bool:
    runs = _runs(mention.text)
    return " ".join(runs).removesuffix("s") in EVERYDAY or len("".join(runs)) < 3


def _is_thing(plain: str, m: Mention) -> bool:
    """Whether the words around an everyday word say that it is a weapon's."""
    alone = plain[plain.rfind("\n", 0, m.start) + 1 :].partition("\n")[0].strip(" #\0") == m.text
    return alone or bool(THING.match(plain, m.end, m.end + 60) or THING.search(plain, max(0, m.start - 14), m.start))


def narrowed(mentions: list[Mention]) -> list[Mention]:
    """A missile that several systems fire is the one's that its sentence names."""
    sure = {m.systems[0] for m in mentions if len(m.systems) == 1}
    kept = [tuple(i for i in m.systems if i in sure) if m.part else () for m in mentions]
    return [replace(m, systems=some) if some else m for m, some in zip(mentions, kept, strict=True)]
