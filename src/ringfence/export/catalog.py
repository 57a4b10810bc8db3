"""The whole catalog in a file or a folder, written beside and moved into place."""

import json
import sqlite3
from pathlib import Path
from typing import Literal, get_args

from ringfence.errors import RingfenceError, UsageError
from ringfence.export.columns import dictionary
from ringfence.export.contents import Contents
from ringfence.export.moving import put_folder, put_in_place
from ringfence.export.package import DESCRIPTOR
from ringfence.paths import reason
from ringfence.writing import beside

Form = Literal["json", "csv", "sqlite", "parquet"]
_SUFFIXES: dict[str, Form] = {
    ".json": "json",
    ".sqlite": "sqlite",
    ".db": "sqlite",
    ".sqlite3": "sqlite",
    ".zip": "csv",
}


def form_of(form: str | None, output: Path | None) -> Form:
    """The format that is asked for, or that the file's ending says. Raises UsageError where they differ or neither is
    there.
    """
    said = _SUFFIXES.get(output.suffix.lower()) if output else None
    wanted = next((name for name in get_args(Form) if name == form), None) or said
    if wanted is None:
        hint = f"--format {'|'.join(get_args(Form))}, or --output with an ending: {', '.join(_SUFFIXES)}"
        raise UsageError("which format?", hint=hint)
    folder = wanted in ("csv", "parquet")
    if output is None:
        if wanted != "json":
            raise UsageError(
                f"{wanted} does not go to the screen", hint=f"name a {'folder' if folder else 'file'}: --output"
            )
    elif said != wanted and not (folder and said is None):
        raise UsageError(f"{output.name!r} is not how a {wanted} export is called", hint=_called(wanted))
    return wanted


def _called(form: Form) -> str:
    endings = [suffix for suffix, name in _SUFFIXES.items() if name == form]
    if form == "parquet":
        return "it is a folder, without an ending"
    return "a folder without an ending, or a .zip" if form == "csv" else f"it ends in {' or '.join(endings)}"


def json_text(found: Contents) -> str:
    """One document: version, hash, data dictionary, and the tables as arrays of objects."""
    return json.dumps({**found.meta, "dictionary": dictionary(), **found.tables}, ensure_ascii=False, indent=1) + "\n"


def export_catalog(found: Contents, path: Path, form: Form) -> None:
    """Write the tables. A folder that is there is only replaced where it is an earlier export. Raises
    RingfenceError.
    """
    folder = form in ("csv", "parquet") and path.suffix.lower() != ".zip"
    try:
        if folder and path.exists() and not _ours(path):
            raise UsageError(f"{path} is there, and is no earlier export", hint="name a folder that is not there yet")
        if not folder and path.is_dir():
            raise UsageError(f"{path} is a folder", hint="name a file in it")
        with beside(path) as aside:
            made = aside / path.name
            _write(made, found, form, folder)
            if folder:
                put_folder(made, path)
            else:
                put_in_place(aside, path)
    except (OSError, RuntimeError, sqlite3.Error) as error:  # RuntimeError: a circle of links, before Python 3.13
        raise RingfenceError(f"cannot write {path}: {reason(error)}") from error


def _write(made: Path, found: Contents, form: Form, folder: bool) -> None:
    from ringfence.export.archive import zipped
    from ringfence.export.database import write_sqlite
    from ringfence.export.package import write_csv, write_parquet

    if form == "json":
        made.write_text(json_text(found), "utf-8")
    elif form == "sqlite":
        write_sqlite(made, found)
    elif folder:
        made.mkdir()
        (write_csv if form == "csv" else write_parquet)(made, found)
    else:
        with beside(made) as inner:
            write_csv(inner, found)
            zipped(inner, made)


def _ours(path: Path) -> bool:
    """Whether a folder holds an export and nothing else."""
    try:
        known = json.loads((path / DESCRIPTOR).read_text("utf-8"))
        names = {resource["path"] for resource in known["resources"]} | {DESCRIPTOR}
        return bool(known["name"] == "ringfence-catalog") and {p.name for p in path.iterdir()} <= names
    except (OSError, ValueError, KeyError, TypeError):
        return False
