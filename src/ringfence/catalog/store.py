"""The catalog: the shipped systems and the user's own, found by any of their names."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from os import DirEntry
from pathlib import Path
from typing import Any
from warnings import warn

from ringfence.catalog.folder import entries_of, read_file, read_folder, systems_folder
from ringfence.catalog.index import Index, index_of, rows_of, system_names
from ringfence.catalog.names import LONGEST_ID, SUFFIX, fold, not_found
from ringfence.errors import Ambiguous, CatalogError, Problem
from ringfence.paths import MAX_BYTES, read_bounded, shipped_systems, user_catalog
from ringfence.progress import steps
from ringfence.showing import html_of
from ringfence.specs.system import System


@dataclass(repr=False)
class Catalog:
    """Systems from one or more folders; a later folder's file replaces an earlier one's of the same name, whole.

    Files are read when they are needed: `get` by id opens one file. Iterating needs all, and raises CatalogError with
    every problem of every file if one is bad; with `lenient` such a file, which may be a draft, is left out instead.
    `tell` is called once with a sentence for every system used that replaces another, for every one that was named by a
    missile or sensor of it, and for every file that is left out (where nobody is told, that is a warning).
    """

    folders: tuple[Path, ...]
    tell: Callable[[str], None] | None = None
    lenient: bool = False
    left_out: dict[str, Path] = field(default_factory=dict, repr=False)
    _kept: dict[str, System] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, *folders: str | Path, shipped: bool = True) -> "Catalog":
        """The shipped catalog (unless `shipped` is False), the user's own folder, and the folders given, in this order.

        Raises RingfenceError where a folder is not there.
        """
        own = user_catalog() if shipped else None
        named = [*([own] if own else []), *(Path(folder) for folder in folders)]
        inner = [systems_folder(folder) for folder in named]
        return cls((shipped_systems(), *inner) if shipped else tuple(inner))

    @cached_property
    def paths(self) -> dict[str, Path]:
        """Id → file, in order of id; of several files with one id the last folder's."""
        return {system_id: folder / f"{system_id}{SUFFIX}" for system_id, folder in sorted(self._placed.items())}

    @cached_property
    def _placed(self) -> dict[str, Path]:
        """Id → the folder whose file stands for it: ten thousand paths take longer to make than to find."""
        found: dict[str, Path] = {}
        for folder, entries in self._entries.items():
            ids = [e.name.removesuffix(SUFFIX) for e in entries if e.name.endswith(SUFFIX) and e.is_file()]
            found |= dict.fromkeys(ids, folder)
        return found

    @cached_property
    def _entries(self) -> dict[Path, list[DirEntry[str]]]:
        return {folder: entries_of(folder) for folder in self.folders}

    @cached_property
    def passed_over(self) -> tuple[Path, ...]:
        """What lies in the folders as if it were a catalog file, and is none: `x.yml`, `x.YAML`, a link to nothing, a
        pipe.
        """
        entries = [entry for some in self._entries.values() for entry in some]
        return tuple(Path(e.path) for e in entries if not (e.name.endswith(SUFFIX) and e.is_file()))

    def _earlier(self, system_id: str, path: Path) -> bool:
        before = self.folders[: self.folders.index(path.parent)]  # none for the shipped folder, which comes first
        return any((folder / f"{system_id}{SUFFIX}").is_file() for folder in before)

    @property
    def ids(self) -> tuple[str, ...]:
        """All ids, sorted."""
        return tuple(sorted(self._placed))

    def get(self, name: str) -> System:
        """The system of this id, alias or NATO name, in any case and hyphenation, or the one that has a missile of this
        name.

        Raises NotFound with the nearest names, Ambiguous with the candidates, CatalogError where its file is bad.
        """
        direct = self._file(name.strip().casefold())
        system_id = direct.name.removesuffix(SUFFIX) if direct else self._id_of(name)
        if system_id not in self._kept:
            path = direct or self._placed[system_id] / f"{system_id}{SUFFIX}"
            self._kept[system_id] = read_file(path)
            self._say(system_id, path)
        return self._kept[system_id]

    def knows(self, name: str) -> bool:
        """Whether a system, or a missile or sensor of one, bears exactly this name, in any case and hyphenation."""
        wanted = fold(name)
        return bool(
            self._file(name.strip().casefold())
            or self._owners(wanted, lambda index: index.names.get(wanted, ()))
            or self._owners(wanted, lambda index: [row[0] for row in index.parts.get(wanted, ())])
        )

    def _say(self, system_id: str, path: Path) -> None:
        if self.tell and self._earlier(system_id, path):
            self.tell(f"{system_id} is read from {path}, in place of the shipped record")

    def _id_of(self, name: str) -> str:
        wanted = fold(name)
        owners = self._owners(wanted, lambda index: index.names.get(wanted, ()))
        exact = [system_id for system_id in owners if fold(system_id) == wanted]
        if len(exact or owners) == 1:
            return (exact or owners)[0]
        if owners:
            raise Ambiguous(name, owners)
        family = self._owners(wanted, lambda index: index.beginning(wanted))
        if len(family) > 1:
            raise Ambiguous(name, family)
        parts = {row[0]: row[1] for index in self._indices.values() for row in index.parts.get(wanted, ())}
        carriers = self._owners(wanted, lambda index: [row[0] for row in index.parts.get(wanted, ())])
        if len(carriers) == 1:
            if self.tell:
                self.tell(f"{parts[carriers[0]]} is a part of {carriers[0]}")
            return carriers[0]
        if carriers:
            raise Ambiguous(name, carriers)
        raise not_found(name, self.names)

    def _owners(self, wanted: str, ask: Callable[[Index], Iterable[str]]) -> list[str]:
        """The ids that an index names, each from the folder whose file stands for it."""
        found = [
            system_id
            for folder, index in (self._indices.items() if wanted else ())
            for system_id in ask(index)
            if self._placed[system_id] is folder
        ]
        return sorted(dict.fromkeys(found))

    @cached_property
    def _indices(self) -> dict[Path, Index]:
        """Folder → the index of its names."""
        return {
            folder: index_of(folder, ids, partial(self._records_in, folder))
            for folder, ids in self._by_folder().items()
        }

    def _records_in(self, folder: Path) -> dict[str, dict[str, Any]]:
        """Those of a folder alone: its index is kept, and holds whatever other folders stand beside it."""
        return {key: data for key, data in self.records.items() if self._placed[key] is folder}

    def _by_folder(self) -> dict[Path, list[str]]:
        found: dict[Path, list[str]] = {}
        for system_id, folder in sorted(self._placed.items()):
            found.setdefault(folder, []).append(system_id)
        return found

    @property
    def rows(self) -> dict[str, dict[str, Any]]:
        """Id → what a list shows of a system, without reading every record."""
        found: dict[str, dict[str, Any]] = {}
        for folder, ids in self._by_folder().items():
            rows = rows_of(folder, ids, partial(self._records_in, folder))
            self._leave_out([system_id for system_id in ids if system_id not in rows])
            found |= {system_id: rows[system_id] for system_id in ids if system_id in rows}
        return dict(sorted(found.items()))

    def _file(self, system_id: str) -> Path | None:
        if not system_id.replace("-", "").isalnum() or not system_id.isascii() or len(system_id) > LONGEST_ID:
            return None
        for folder in reversed(self.folders):
            path = folder / f"{system_id}{SUFFIX}"
            if path.is_file():
                return path
        return None

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Id → every name that finds it."""
        return {system_id: system_names(system_id, data) for system_id, data in self.records.items()}

    @cached_property
    def records(self) -> dict[str, dict[str, Any]]:
        """Id → the file's data as parsed, for the questions that need no typed record. Raises CatalogError."""
        by_folder: dict[Path, dict[str, Path]] = {}
        for system_id, path in self.paths.items():
            by_folder.setdefault(path.parent, {})[system_id] = path
        found: dict[str, dict[str, Any]] = {}
        problems: list[Problem] = []
        for folder, paths in by_folder.items():
            some, bad = read_folder(folder, paths.values())
            found |= some
            if self.lenient:
                self._leave_out([system_id for system_id in paths if system_id not in some])
            else:
                problems += bad
        if problems:
            raise CatalogError(problems)
        for system_id, path in self.paths.items() if len(self.folders) > 1 else ():
            if system_id in found and system_id not in self._kept:
                self._say(system_id, path)
        return dict(sorted(found.items()))

    def _leave_out(self, ids: Iterable[str]) -> None:
        for system_id in ids:
            if system_id in self.left_out:
                continue
            self.left_out[system_id] = path = self.paths[system_id]
            (self.tell or warn)(f"{path} is left out, for it is not complete or has a fault: ringfence check {path}")

    def __iter__(self) -> Iterator[System]:
        """Every system, in order of id. Raises CatalogError with all problems where a file is bad."""
        for system_id, data in steps(self.records.items(), "systems", len(self.records)):
            if system_id not in self._kept:
                self._kept[system_id] = System.model_validate({"id": system_id, **data})
            yield self._kept[system_id]

    def __getitem__(self, name: str) -> System:
        return self.get(name)

    def __repr__(self) -> str:
        return f"<Catalog of {len(self)} systems in {', '.join(map(str, self.folders))}>"

    def _repr_html_(self) -> str | None:
        return html_of(self)

    def __len__(self) -> int:
        return len(self._placed) - len(self.left_out)

    def __contains__(self, system_id: object) -> bool:
        return system_id in self._placed

    def find(self, text: str) -> tuple[System, ...]:
        """The systems one of whose names holds the text, in any case and hyphenation."""
        wanted = fold(text)
        return tuple(
            self.get(system_id) for system_id, names in self.names.items() if any(wanted in fold(n) for n in names)
        )

    @cached_property
    def digest(self) -> str:
        """A hash over all files, the same wherever they lie: twelve hexadecimal digits."""
        return self.digest_of(self.paths)

    def digest_of(self, ids: Iterable[str]) -> str:
        """A hash over these systems' files: what a figure of them rests on, whatever happens to other records."""
        whole = hashlib.sha256()
        for system_id in sorted(set(ids)):
            raw = read_bounded(self.paths[system_id], MAX_BYTES)
            whole.update(system_id.encode() + b"\0" + hashlib.sha256(raw).digest())
        return whole.hexdigest()[:12]
