"""Files of rows, JSON Lines, a JSON array or CSV, as they stand: every row with its line and what is wrong with it.

Nothing of a row is passed over: a cell too many, a key or a column that stands twice, and a text that cannot be read
are said.
"""

import codecs
import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringfence.errors import RingfenceError
from ringfence.paths import read_bounded
from ringfence.plain_text import named, odd_character

MAX_BYTES = 64_000_000


class RowRefused(Exception):
    """A row that cannot be taken; the message says why."""


@dataclass(frozen=True)
class Row:
    """One row: where it begins, its cells by name, and why it cannot be read (then `cells` holds its `text`)."""

    line: int
    cells: dict[str, Any]
    fault: str | None = None


def read_rows(path: Path) -> list[Row]:
    """The rows of a file. Raises RingfenceError where the file as a whole cannot be read."""
    raw = read_bounded(path, MAX_BYTES)
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise RingfenceError(f"cannot read {path}: it is not UTF-8 text") from error
    if path.suffix.lower() == ".csv":
        return list(_csv_rows(path, text))
    return _json_array(path, text) if text.lstrip().startswith("[") else list(_json_lines(text))


def _csv_rows(path: Path, text: str) -> Iterator[Row]:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in text.splitlines(keepends=True):
            taken.append(line)
            yield line

    reader = csv.reader(lines(), strict=True)
    try:
        header = [name.strip().casefold() for name in next(reader, [])]
        twice = next((name for name in header if name and header.count(name) > 1), None)
        if twice:
            raise RingfenceError(f"{path}:1: the column {twice!r} stands twice")
        taken.clear()
        line = reader.line_num + 1
        for cells in reader:
            raw = "".join(taken).rstrip("\r\n")
            if len(cells) > len(header):
                fault = f"the line has {len(cells)} cells and the header {len(header)}: is a comma unquoted?"
                yield Row(line, {"text": raw}, fault)
            elif cells:
                yield _sound(line, {name: cell for name, cell in zip(header, cells, strict=False) if cell != ""})
            taken.clear()
            line = reader.line_num + 1
    except csv.Error as error:
        raise RingfenceError(f"{path}:{reader.line_num}: not CSV: {error}") from error


def _json_lines(text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _of_json(number, json.loads(line, object_pairs_hook=_once))
        except (ValueError, RecursionError) as error:
            yield Row(number, {"text": line}, f"not JSON: {_said(error)}")


def _json_array(path: Path, text: str) -> list[Row]:
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise RingfenceError(f"cannot read {path}: not JSON: {_said(error)}") from error
    return [_of_json(number, item) for number, item in enumerate(found, 1)]


def _said(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _of_json(number: int, found: object) -> Row:
    if isinstance(found, dict):
        return _sound(number, found)
    return Row(number, {"text": json.dumps(found, ensure_ascii=False)}, "a row is one JSON object")


def _sound(line: int, cells: dict[str, Any]) -> Row:
    for name, cell in cells.items():
        for part in cell if isinstance(cell, list) else [cell]:
            if isinstance(part, (dict, list)):
                return Row(line, cells, f"{name} is neither a text nor a number")
            at = odd_character(part) if isinstance(part, str) else None
            if at is not None and part[at] != "\r":
                return Row(line, cells, f"{name} holds the character {named(part[at])}, which nobody can see")
    return Row(line, cells)


def names_of(rows: Iterable[Row]) -> set[str]:
    """Every name that a cell of these rows bears."""
    return {name for row in rows if row.fault is None for name in row.cells}
