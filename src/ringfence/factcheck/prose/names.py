"""Where a text names a system: its names and those of its missiles and sensors, found in one walk over the words.

Two spellings of a name are equal where their runs of letters and of digits are: S-400, S 400, S400 and s-400 all are. A name
made of letters alone needs its capital, for many are ordinary words.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from ringfence.factcheck.prose.words import COMMON_HEADS, FOREIGN, NO_DESIGNATION

Kind = Literal["system", "family", "effector", "sensor", "other"]

_RUN = re.compile(r"[^\W\d_]+|\d+")
_CHUNK = 65_536
_GAP = re.compile(r"[\s\-./'\"]{0,2}\Z")
_DESIGNATION = re.compile(
    r"(?<![\w-])(?:[A-Z][A-Za-z]{0,5}-\d{1,4}[A-Z]{0,4}\d{0,2}s?|[A-Z]{2,5}\d{1,4}[A-Z]{0,3}s?|\d{1,3}[A-Z]{1,2}\d{1,3}[A-Z]{0,3}\d?)(?![\w])"
)
_THING = r"(?:missiles?|systems?|batter(?:y|ies)|launchers?|interceptors?|air[- ]defen[cs]es?|SAMs?|radars?|regiments?|complex(?:es)?|guns?)"
_THING_AFTER = re.compile(rf"(?:'s)?[\s-]+(?:[a-z-]+[\s-]+){{0,2}}{_THING}\b", re.I)
_THING_BEFORE = re.compile(rf"\b{_THING}\s+\Z", re.I)
_NAMED_BEFORE = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{0,3}-\d{1,3}[A-Z]{0,2} \Z")
_RADAR_AFTER = re.compile(r"(?:\s+[A-Z][a-z]+){0,2}(?:[\s-]+[a-z]+){0,2}\s+(?:radars?|sensors?)\b")
_WEAPON_AFTER = re.compile(
    r"\s+(?:(?:surface-to-air|interceptor|guided|air[- ]defen[cs]e) )?(?:missiles?|interceptors?|rounds?|rockets?)\b",
    re.I,
)
_VERSION_AFTER = re.compile(
    r"-(?:[A-Z]{1,4}\d{0,2}|\d[A-Z]{0,2})(?![\w-])|[- ](?:NG|ER|LR|XR|PRIME|Prime|Plus|(?:Mk|MK|Mark|MARK)[- .]?(?:\d|I+|V)+|Block[- ]?(?:\d|I+|V)\w*|II+|IV|[Nn]ext[- ][Gg]en(?:eration)?"
    r"|[Ee]xtended[- ][Rr]ange)(?![\w-])"
)
"""What makes another version of a name, unless the catalog holds that name too."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. `systems`: the ids that it may mean, one unless it is a family's; none for what is no catalog system.

    `effector` is set where a missile itself is spoken of, `named` also where a system goes by its missile's name.
    """

    start: int
    end: int
    kind: Kind
    systems: tuple[str, ...] = ()
    effector: str | None = None
    named: str | None = None
    sensor: str | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    runs: tuple[str, ...]
    kind: Kind
    systems: tuple[str, ...]
    effector: str | None = None
    sensor: str | None = None
    principal: bool = False
    spelling: str = ""

    @property
    def weak(self) -> bool:
        """Whether the name alone is none yet: a nickname that is an ordinary word, or a designation as short as M1."""
        letters = self.spelling.replace("-", "").replace(" ", "")
        if self.principal or (self.kind in ("system", "family") and not letters.isalpha()):
            return False
        return (
            len(letters) < 3
            if not letters.isalpha()
            else len(self.runs) == 1 and not (letters.isupper() and len(letters) > 3)
        )


@cache
def _runs(name: str) -> tuple[str, ...]:
    return tuple(run.casefold() for run in _RUN.findall(name))


class NameIndex:
    """The names of a catalog, by their first run."""

    def __init__(self, records: Mapping[str, Mapping[str, Any]], names: Mapping[str, Iterable[str]]) -> None:
        found: dict[tuple[str, ...], _Entry] = {}
        for system_id, own in names.items():
            record = records[system_id]
            principal = {_runs(system_id), _runs(record["name"]), _runs(record["name"])[:1]}
            as_written = {word.casefold(): word for word in record["name"].split()}
            for name in own:
                runs = _runs(name)
                name = as_written.get(name, name)  # an id has no capitals of its own
                _add(found, _Entry(runs, "system", (system_id,), principal=runs in principal, spelling=name))
        for system_id, record in records.items():
            for name, part in (record.get("effectors") or {}).items():
                for spelling in (name, *((part or {}).get("aliases") or ())):
                    if any(word[0].isupper() or word[0].isdigit() for word in spelling.split()[-1:]):
                        _add(found, _Entry(_runs(spelling), "effector", (system_id,), effector=name, spelling=spelling))
                for own in map(_runs, names[system_id]):  # Patriot PAC-3 MSE is the system by its missile's name
                    if len(own) > len(_runs(name)) > 1 and own[-len(_runs(name)) :] == _runs(name):
                        found[own] = replace(found[own], effector=name)
            for name, part in (record.get("sensors") or {}).items():
                for spelling in (name, *((part or {}).get("aliases") or ())):
                    _add(found, _Entry(_runs(spelling), "sensor", (system_id,), sensor=name, spelling=spelling))
        for runs, ids in _families({i: _runs(record["name"]) for i, record in records.items()}).items():
            if runs not in found:
                found[runs] = _Entry(runs, "family", ids, principal=True)
        self._by_head: dict[tuple[str, ...], list[_Entry]] = {}
        for runs, entry in found.items():
            if runs and len("".join(runs)) > 1:
                self._by_head.setdefault(runs[:2], []).append(entry)
        for entries in self._by_head.values():
            entries.sort(key=lambda e: -len(e.runs))
        self._firsts = {head[0] for head in self._by_head}

    def mentions(self, text: str, most: int = 1_000_000) -> list[Mention]:
        """Every name in a text (but no more of the catalog's than `most`), the longest where several begin at one place, and designations that the catalog does not hold."""
        cased = text != text.lower()
        found: list[Mention] = []
        weak: set[int] = set()
        for start, end in _chunks(text):
            if len(found) > most:
                break
            words = list(_RUN.finditer(text, start, end))
            index = 0
            while index < len(words):
                hit = self._at(text, words, index, cased)
                if hit:
                    entry, last, stop = hit
                    found.append(self._mention(text, entry, words[index].start(), stop))
                    version = _VERSION_AFTER.match(text, stop)
                    if version:
                        found[-1] = Mention(found[-1].start, version.end(), "other")
                    elif entry.weak and not _is_named(text, words[index].start(), stop):
                        weak.add(len(found) - 1)
                    index = last
                index += 1
        sure = {i for place, m in enumerate(found) if place not in weak for i in m.systems}
        found = [m for place, m in enumerate(found) if place not in weak or sure & set(m.systems)]
        found = [m for m in found if not _behind_designation(text, m.start)]
        taken = [m.start for m in found]
        for start, end in _foreign(text):
            place = bisect_left(taken, end)
            if not (place and found[place - 1].end > start):
                found.append(Mention(start, end, "other"))
        return sorted((m for m in found), key=lambda m: m.start)

    def _at(self, text: str, words: list[re.Match[str]], index: int, cased: bool) -> tuple[_Entry, int, int] | None:
        first = words[index]
        word, start = first[0].casefold(), first.start()
        entries: list[_Entry] = []
        if word in self._firsts:
            after = words[index + 1][0].casefold() if index + 1 < len(words) else ""
            heads = dict.fromkeys(((word, after), (word, after.removesuffix("s")), (word,)))
            entries = [e for head in heads for e in self._by_head.get(head, ())]
        elif len(word) > 3 and word[-1] == "s":
            entries = self._by_head.get((word[:-1],), entries)
        if not entries or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            return None
        if len(word) == 1 and start and text[start - 1] in "'.":
            return None
        for entry in entries:
            end = _matched(text, words, index, entry.runs)
            if end is not None and _capital(entry.spelling, text, words[index : index + len(entry.runs)], cased):
                return entry, index + len(entry.runs) - 1 + (end > words[index + len(entry.runs) - 1].end()), end
        return None

    def _mention(self, text: str, entry: _Entry, start: int, end: int) -> Mention:
        if entry.kind == "system" and entry.effector:
            if not entry.principal and _WEAPON_AFTER.match(text, end):
                return Mention(start, end, "effector", entry.systems, entry.effector, entry.effector)
            return Mention(start, end, "system", entry.systems, None, entry.effector)
        return Mention(start, end, entry.kind, entry.systems, entry.effector, entry.effector, entry.sensor)


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """The text in stretches that end at a space, so that its words need not all be held at once."""
    start = 0
    while start < len(text):
        cut = text.rfind(" ", start + 1, start + _CHUNK) if start + _CHUNK < len(text) else len(text)
        end = cut if cut > start else min(start + _CHUNK, len(text))
        yield start, end
        start = end


def _add(found: dict[tuple[str, ...], _Entry], entry: _Entry) -> None:
    known = found.get(entry.runs)
    if known is None or (known.kind == entry.kind and known.systems == entry.systems and known.spelling.islower()):
        found[entry.runs] = entry
    elif known.kind == "system" and entry.kind == "effector" and entry.systems == known.systems:
        found[entry.runs] = replace(known, effector=entry.effector)
    elif known.kind == entry.kind and entry.systems[0] not in known.systems:
        found[entry.runs] = replace(known, systems=(*known.systems, *entry.systems))


def _families(names: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Beginnings that several systems' names share, such as Patriot or S-300 → their ids."""
    shared: dict[tuple[str, ...], list[str]] = {}
    for system_id, runs in names.items():
        for length in range(1, len(runs)):
            shared.setdefault(runs[:length], []).append(system_id)
    return {
        runs: tuple(ids)
        for runs, ids in shared.items()
        if len(ids) > 1 and runs[0] not in COMMON_HEADS and runs[0].isalpha() and (len(runs[0]) > 2 or len(runs) > 1)
    }


def _matched(text: str, words: list[re.Match[str]], index: int, runs: tuple[str, ...]) -> int | None:
    """The end of a name that begins at a word, with a plural's s; None where it does not stand there."""
    if index + len(runs) > len(words):
        return None
    for offset, run in enumerate(runs):
        word = words[index + offset]
        if offset and (
            not _GAP.match(text, words[index + offset - 1].end(), word.start())
            or _broken(text, words[index + offset - 1], word)
        ):
            return None
        if word[0].casefold() != run and not (
            offset == len(runs) - 1 and word[0].casefold() == run + "s" and len(run) > 2
        ):
            return None
    end = words[index + len(runs) - 1].end()
    if end < len(text) and text[end].isalnum():
        plural = text[end] == "s" or (text[end] == "S" and text[end + 1 : end + 12] == text[end + 1 : end + 12].upper())
        plural = plural and not text[end + 1 : end + 2].isalnum()
        return end + 1 if plural else None
    return end


def _broken(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    """A sentence's end between two words is no gap within a name."""
    return "." in text[left.end() : right.start()] and right.start() - left.end() > 1


def _capital(spelling: str, text: str, words: list[re.Match[str]], cased: bool) -> bool:
    """Whether a name has the capitals that tell it from ordinary words."""
    first = words[0]
    if any(word[0].isdigit() for word in words):
        small = len(first[0]) == 1 and first[0].islower()
        return not small or first.end() == len(text) or text[first.end()] == "-" or text[first.end()].isdigit()
    if not cased:
        return len(words) > 1
    short = spelling.isupper() and len(spelling) < 5
    return first[0].isupper() if short else all(word[0][0] == word[0][0].upper() or len(word[0]) == 1 for word in words)


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether the words around a nickname say that it is a weapon's."""
    return bool(_THING_AFTER.match(text, end) or _THING_BEFORE.search(text, max(0, start - 24), start))


def _behind_designation(text: str, start: int) -> bool:
    """`Growler` in `EA-18G Growler` is another thing's name."""
    before = _NAMED_BEFORE.search(text, max(0, start - 12), start)
    return before is not None and text[start].isalpha() and not any(c.isdigit() for c in text[start : start + 3])


def _foreign(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_DESIGNATION, FOREIGN):
        for match in pattern.finditer(text.title() if pattern is FOREIGN and text.isupper() else text):
            if not NO_DESIGNATION.match(match[0]) and not _RADAR_AFTER.match(text, match.end(), match.end() + 60):
                yield match.start(), match.end()
