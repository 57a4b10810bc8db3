"""A copy of a catalog folder's parsed files, so that asking for all systems need not read all YAML again.

The copy is only ever a shortcut. Each file in it bears the hash of the bytes that it was read from, and the copy as a
whole is sealed with a key that lies elsewhere: a file that has changed is read again whatever its date says, and a copy
that anyone else has made, or changed, is made anew. Nothing depends on its being there.
"""

import hashlib
import json
import os
import shutil
import stat
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pydantic

from ringfence import __version__
from ringfence.paths import cache_folder, data_folder, state_folder
from ringfence.writing import beside

Kept = dict[str, tuple[str, dict[str, Any]]]
"""File name → hash of its bytes, and what they parsed to."""
_MOST = 16
"""Copies kept, newest first: folders that are gone leave theirs behind."""
_MAX_BYTES = 256_000_000
_KEY_BYTES = 32


def hash_of(raw: bytes) -> str:
    """What tells a changed file from an unchanged one."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def read_cache(folder: Path) -> Kept:
    """The parsed files last kept for this folder; empty where there is nothing that can be trusted."""
    try:
        return {str(name): (str(row[0]), dict(row[1])) for name, row in read_copy(folder, "records").items()}
    except (ValueError, TypeError, IndexError, AttributeError):
        return {}


def write_cache(folder: Path, files: Kept) -> None:
    """Keep the parsed files; where that is not possible, go without."""
    write_copy(folder, "records", files)


def read_copy(folder: Path, what: str) -> Any:
    """What was last kept for this folder under a name; None where there is nothing that can be trusted."""
    home = cache_folder()
    data = unsealed(home / f"{what}-{mark_of(folder)}.json", os.path.realpath(folder)) if home else None
    try:
        return json.loads(data) if data is not None else None
    except (ValueError, RecursionError):
        return None


def write_copy(folder: Path, what: str, kept: Any) -> None:
    """Keep something for this folder under a name; where that is not possible, go without."""
    home = cache_folder()
    if home is None:
        return
    try:
        data = json.dumps(kept).encode()
    except ValueError:
        return
    if seal(home / f"{what}-{mark_of(folder)}.json", data, os.path.realpath(folder)):
        prune(home, f"{what}-*.json")


def prune(home: Path, pattern: str) -> None:
    """Of the copies that a pattern names only the newest stay."""
    with suppress(OSError):
        copies = sorted(home.glob(pattern), key=lambda copy: copy.lstat().st_mtime_ns, reverse=True)
        for copy in copies[_MOST:]:
            if copy.is_dir() and not copy.is_symlink():
                shutil.rmtree(copy, ignore_errors=True)
            else:
                copy.unlink(missing_ok=True)


def unsealed(path: Path, of: str) -> bytes | None:
    """The bytes that `seal` wrote there, of the same thing; None where they are anybody else's, or of other code."""
    key = _key(make=False)
    raw = _own_file(path, _MAX_BYTES) if key else None
    if raw is None or key is None:
        return None
    mark, _, data = raw.partition(b"\n")
    return data if mark.decode("ascii", "replace") == _seal(data, key, of) else None


def seal(path: Path, data: bytes, of: str) -> bool:
    """Write bytes, under a seal that says what they are of, for this user alone; False where that is not possible."""
    key = _key(make=True)
    if key is None:
        return False
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put(path, _seal(data, key, of).encode() + b"\n" + data)
    except (OSError, ValueError):
        return False
    return True


def _put(path: Path, data: bytes) -> None:
    """Write for the user alone, in the place of whatever bears the name: a link there is replaced, not followed."""
    with beside(path.parent / "records") as aside:
        new = aside / "new"
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
        new.replace(path)


def _own_file(path: Path, most: int) -> bytes | None:
    """The bytes of a regular file that is the user's and that nobody else may write; None for anything else."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return None
    found = os.fstat(handle)
    foreign = hasattr(os, "getuid") and (found.st_uid != os.getuid() or found.st_mode & 0o022)
    if foreign or not stat.S_ISREG(found.st_mode) or found.st_size > most:
        os.close(handle)
        return None
    with os.fdopen(handle, "rb") as stream:
        try:
            return stream.read(most)
        except OSError:
            return None


def _key(*, make: bool) -> bytes | None:
    """The secret that seals this user's copies; None where there is none, or none can be kept."""
    home = state_folder()
    path = home / "cache.key"
    key = _own_file(path, _KEY_BYTES)
    if key is not None and len(key) == _KEY_BYTES:
        return key
    if not make:
        return None
    key = os.urandom(_KEY_BYTES)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put(path, key)
    except (OSError, ValueError):
        return None
    return key


def _seal(data: bytes, key: bytes, of: str) -> str:
    whole = hashlib.blake2b(f"{_code_stamp()}\0{of}\0".encode("utf-8", "surrogateescape"), key=key)
    whole.update(data)
    return whole.hexdigest()


def mark_of(folder: Path) -> str:
    """What a folder's copies are called by."""
    return hashlib.blake2b(os.fsencode(os.path.realpath(folder)), digest_size=8).hexdigest()


@cache
def _code_stamp() -> str:
    """Changes with the code that decides what a good file is, and what a record consists of."""
    here = Path(__file__).resolve().parents[1]
    files = [
        here / "strict_yaml.py",
        *(f for name in ("specs", "catalog", "units") for f in (here / name).glob("*.py")),
        *data_folder("specs").glob("*.json"),
    ]
    newest = max(path.stat().st_mtime_ns for path in files)
    return f"{__version__} {newest} {sys.version_info[:2]} {pydantic.VERSION}"
