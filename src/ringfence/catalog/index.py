"""Which system a name means, without reading every file: an index of a folder's names, kept beside the copy of its
records.

An index holds for the files as they stand: it is made anew when any of them has another inode, size, or time of change.
"""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringfence.catalog.cache import read_copy, write_copy
from ringfence.catalog.names import SUFFIX, fold
from ringfence.specs.system import nato_parts

Records = Mapping[str, dict[str, Any]]
"""Id → the file's data as parsed."""


@dataclass(frozen=True, slots=True)
class Index:
    """Folded name → ids of systems; folded name of a missile or sensor → (id, the part's name); a row a system for
    lists.
    """

    names: dict[str, list[str]]
    parts: dict[str, list[list[str]]]

    def beginning(self, wanted: str) -> list[str]:
        """The ids of the systems one of whose names begins so; none for fewer than three letters."""
        if len(wanted) < 3:
            return []
        return [system_id for name, ids in self.names.items() if name.startswith(wanted) for system_id in ids]


def index_of(folder: Path, ids: Iterable[str], records: Callable[[], Records]) -> Index:
    """The index of a folder's files, as kept or made from the records."""
    mark = _stamp(folder, ids)
    kept = read_copy(folder, "names")
    if isinstance(kept, dict) and kept.get("files") == mark:
        return Index(kept["names"], kept["parts"])
    index = _made(records())
    write_copy(folder, "names", {"files": mark, "names": index.names, "parts": index.parts})
    return index


def rows_of(folder: Path, ids: Iterable[str], records: Callable[[], Records]) -> dict[str, dict[str, Any]]:
    """Id → what a list shows of a system: name, NATO name, origin, kind, status, number of sources."""
    mark = _stamp(folder, ids)
    kept = read_copy(folder, "rows")
    if isinstance(kept, dict) and kept.get("files") == mark:
        rows: dict[str, dict[str, Any]] = kept["rows"]
        return rows
    rows = {system_id: _row(data) for system_id, data in records().items()}
    write_copy(folder, "rows", {"files": mark, "rows": rows})
    return rows


def system_names(system_id: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    """Every name that finds a system, from its file's data."""
    native = data.get("native_name")
    found = [
        system_id, data["name"], native, *_heads(native), *data.get("aliases", ()), *nato_parts(data.get("nato_name")),
    ]  # fmt: skip
    return tuple(dict.fromkeys(name for name in found if name))


def _heads(native: str | None) -> tuple[str, ...]:
    """`С-400` of `С-400 «Триумф»`: what stands before a nickname in quotes."""
    head = native.partition("«")[0].strip() if native and "«" in native else ""
    return (head,) if len(head) > 2 else ()


def part_names(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(Every name of a missile or sensor, its key in the record)."""
    return [
        (name, key)
        for block in ("effectors", "sensors")
        for key, part in (data.get(block) or {}).items()
        for name in (key, *((part or {}).get("aliases") or ()))
    ]


def _made(records: Records) -> Index:
    names: dict[str, list[str]] = {}
    parts: dict[str, list[list[str]]] = {}
    for system_id, data in records.items():
        for name in dict.fromkeys(map(fold, system_names(system_id, data))):
            names.setdefault(name, []).append(system_id)
        for name, key in dict.fromkeys((fold(name), key) for name, key in part_names(data)):
            parts.setdefault(name, []).append([system_id, key])
    return Index(names, parts)


def _row(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": data["name"], "nato_name": data.get("nato_name"), "origin": list(data["origin"]), "kind": data["kind"],
        "status": data["status"], "sources": len(data["sources"]),
    }  # fmt: skip


def _stamp(folder: Path, ids: Iterable[str]) -> str:
    """Changes when a file is replaced, changed, added or taken away."""
    whole = hashlib.blake2b(digest_size=16)
    for system_id in ids:
        found = os.stat(f"{folder}/{system_id}{SUFFIX}")  # noqa: PTH116  # of ten thousand files each path would count
        whole.update(f"{system_id}/{found.st_ino}/{found.st_size}/{found.st_ctime_ns}/{found.st_mtime_ns}\n".encode())
    return whole.hexdigest()
