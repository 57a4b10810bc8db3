"""A copy of a catalog folder's parsed files, so that asking for all systems need not read all YAML again.

The copy is only ever a shortcut: a file counts as unchanged when its size and time of change do, and whatever is wrong with
the copy, which its checksum tells, it is made anew. Nothing depends on its being there.
"""

import hashlib
import json
import os
from pathlib import Path
from typing import Any
from zlib import crc32

from ringfence import __version__
from ringfence.paths import cache_folder, write_atomically

Stamp = tuple[int, int]
_FORM = 2
_MOST = 16
"""Copies kept, newest first: folders that are gone leave theirs behind."""


def stamp(entry: os.stat_result) -> Stamp:
    """What tells a changed file from an unchanged one."""
    return entry.st_mtime_ns, entry.st_size


def read_cache(folder: Path) -> dict[str, tuple[Stamp, dict[str, Any]]]:
    """File name → stamp and data, as last kept for this folder; empty where there is none that can be trusted."""
    path = _path(folder)
    if path is None:
        return {}
    try:
        mark, _, text = path.read_bytes().partition(b"\n")
        if int(mark) != crc32(text):
            return {}
        kept = json.loads(text)
        if kept["form"] != _FORM or kept["code"] != _code_stamp():
            return {}
        return {name: ((row[0], row[1]), row[2]) for name, row in kept["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}


def write_cache(folder: Path, files: dict[str, tuple[Stamp, dict[str, Any]]]) -> None:
    """Keep a copy; where that is not possible, go without."""
    path = _path(folder)
    if path is None:
        return
    rows = {name: [*mark, data] for name, (mark, data) in files.items()}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"form": _FORM, "code": _code_stamp(), "files": rows}).encode()
        write_atomically(path, b"%d\n%b" % (crc32(text), text))
        copies = sorted(path.parent.glob("records-*.json"), key=lambda copy: copy.stat().st_mtime_ns, reverse=True)
        for copy in copies[_MOST:]:
            copy.unlink(missing_ok=True)
    except (OSError, ValueError):
        return


def _path(folder: Path) -> Path | None:
    home = cache_folder()
    if home is None:
        return None
    return home / f"records-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}.json"


def _code_stamp() -> str:
    """Changes with the code that decides what a good file is."""
    here = Path(__file__).resolve().parents[1]
    newest = max(path.stat().st_mtime_ns for name in ("specs", "catalog") for path in (here / name).glob("*.py"))
    return f"{__version__}-{newest}"
