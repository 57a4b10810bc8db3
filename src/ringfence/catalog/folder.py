"""The files of a catalog folder: which there are, and what they hold, read anew only where it is not kept."""

from collections.abc import Collection
from os import DirEntry, scandir
from pathlib import Path
from typing import Any

from ringfence.catalog.cache import Kept, hash_of, read_cache, write_cache
from ringfence.catalog.kept import keep_system, kept_system
from ringfence.catalog.names import ALIKE, SUFFIX
from ringfence.errors import CatalogError, Problem, RingfenceError
from ringfence.paths import MAX_BYTES, read_beginning, reason
from ringfence.progress import steps
from ringfence.specs.system import System


def systems_folder(folder: Path) -> Path:
    """Where a catalog's files lie: in its `systems`, or in the folder itself. Raises RingfenceError where there is
    none.
    """
    try:
        if folder.is_dir():
            inner = folder / "systems"
            return inner if inner.is_dir() else folder
    except (OSError, ValueError) as error:
        raise RingfenceError(f"cannot read the folder {folder}: {reason(error)}") from error
    raise RingfenceError(f"{folder} is not a folder", hint="a catalog is a folder of <id>.yaml files")


def entries_of(folder: Path) -> list[DirEntry[str]]:
    """What a folder holds that is a catalog file, or is called like one."""
    try:
        with scandir(folder) as entries:
            return [e for e in entries if e.name.casefold().endswith(ALIKE) and not e.name.startswith(".")]
    except OSError as error:
        raise RingfenceError(f"cannot read the folder {folder}: {reason(error)}") from error


def read_file(path: Path) -> System:
    """The record of one file, as kept or read. Raises CatalogError, RingfenceError."""
    raw = read_beginning(path, MAX_BYTES + 1)
    system = kept_system(path, raw)
    if system is None:
        from ringfence.catalog.load import system_from
        from ringfence.strict_yaml import document_of

        system = system_from(document_of(path, raw))
        keep_system(path, raw, system)
    return system


def read_folder(folder: Path, paths: Collection[Path]) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """The data of a folder's files by id, as kept or read, and the problems of those that are bad."""
    kept = read_cache(folder)
    fresh: Kept = {}
    problems: list[Problem] = []
    changed = False
    for path in steps(paths, "files read", len(paths)):
        raw = read_beginning(path, MAX_BYTES + 1)
        mark = hash_of(raw)
        before = kept.get(path.name)
        if before and before[0] == mark:
            fresh[path.name] = before
            continue
        changed = True
        data, bad = _examined(path, raw)
        problems += bad
        if data is not None:
            fresh[path.name] = (mark, data)
    if changed:
        write_cache(folder, fresh)
    return {name.removesuffix(SUFFIX): data for name, (_, data) in fresh.items()}, problems


def _examined(path: Path, raw: bytes) -> tuple[dict[str, Any] | None, list[Problem]]:
    """A file's data, where it is good, else what is wrong with it."""
    from ringfence.catalog.load import examine
    from ringfence.strict_yaml import document_of

    try:
        document = document_of(path, raw)
    except CatalogError as error:
        return None, list(error.problems)
    system, problems = examine(document)
    if system is None or problems or not isinstance(document.data, dict):
        return None, problems
    return document.data, []
