"""Files of rows, JSON or separated values, as they stand: every row with its line, its own text and what is wrong.

Nothing of a row is passed over: a cell too many, a key or a column that stands twice, and a text that cannot be read
are said.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

from ringfence.contribute.decoding import decoded
from ringfence.errors import RingfenceError
from ringfence.paths import read_bounded
from ringfence.plain_text import named, odd_character

MAX_BYTES = 64_000_000
_SEPARATED = (".csv", ".tsv", ".tab", ".txt")
_SEPARATORS = ",;\t|"


class RowRefused(Exception):
    """A row that cannot be taken; the message says why."""


@dataclass(frozen=True)
class Row:
    """One row: where it begins, its cells by name, why it cannot be read, how it stands in the file where the cells do
    not say it, and the row of the file of which it is a part.
    """

    line: int
    cells: dict[str, Any]
    fault: str | None = None
    text: str | None = None
    whole: "Row | None" = None


@dataclass
class Rows:
    """The rows of a file, its columns in their order, and how its bytes were read where that was a guess."""

    rows: list[Row]
    columns: list[str] = field(default_factory=list)
    guess: str | None = None


def read_rows(path: Path, encoding: str | None = None) -> Rows:
    """The rows of a file. `encoding`: None to find it out. Raises RingfenceError where the file as a whole cannot be
    read.
    """
    text, guess = decoded(read_bounded(path, MAX_BYTES), path, encoding)
    start = text.lstrip()[:1]
    if path.suffix.lower() in _SEPARATED or (
        start not in ("[", "{") and path.suffix.lower() not in (".json", ".jsonl")
    ):
        rows, columns = _separated_rows(path, text)
    else:
        rows = list(_json_rows(path, text, start))
        columns = list(dict.fromkeys(name for row in rows if row.fault is None for name in row.cells))
    return Rows(rows, columns, guess)


def _separated_rows(path: Path, text: str) -> tuple[list[Row], list[str]]:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in StringIO(text, newline=""):  # no other mark of Unicode's ends a row
            taken.append(line)
            yield line

    reader = csv.reader(lines(), delimiter=_separator(path, text), strict=True)
    rows: list[Row] = []
    try:
        header = [_folded(name) for name in next(reader, [])]
        if header and header[0].startswith("sep="):  # Excel's own
            header = [_folded(name) for name in next(reader, [])]
        twice = next((name for name in header if name and header.count(name) > 1), None)
        if twice:
            raise RingfenceError(f"{path}:{reader.line_num}: the column {twice!r} stands twice")
        taken.clear()
        line = reader.line_num + 1
        for cells in reader:
            raw = "".join(taken).rstrip("\r\n")
            if len(cells) > len(header):
                fault = f"the line has {len(cells)} cells and the header {len(header)}: is a comma unquoted?"
                rows.append(Row(line, {}, fault, raw))
            elif any(cells):
                named = {name: cell for name, cell in zip(header, cells, strict=False) if cell != ""}
                rows.append(_sound(line, named, raw))
            taken.clear()
            line = reader.line_num + 1
    except csv.Error as error:
        raise RingfenceError(f"{path}:{reader.line_num}: not CSV: {error}") from error
    return rows, [name for name in header if name]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _separator(path: Path, text: str) -> str:
    """What stands between the cells: what parts the header into most; of a .tsv tabs."""
    first = next(StringIO(text.lstrip(), newline=""), "").rstrip("\r\n")
    if first[:4].casefold() == "sep=" and first[4:5] not in ("", '"'):
        return first[4]
    if path.suffix.lower() in (".tsv", ".tab"):
        return "\t"
    return max(_SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def _json_rows(path: Path, text: str, start: str) -> Iterator[Row]:
    """A JSON array, an object (of rows by their system, around a list of rows, or a row), or an object a line."""
    if start == "[":
        yield from _items(path, text)
        return
    first, _, rest = text.strip().partition("\n")
    if rest.strip() and not _is_object(first):  # an object over several lines
        try:
            whole = json.loads(text, object_pairs_hook=_once)
        except (ValueError, RecursionError) as error:
            if path.suffix.lower() == ".json":
                raise RingfenceError(f"cannot read {path}: not JSON: {_said(error)}") from error
        else:
            yield from _of_object(1, whole)
            return
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield from _of_object(number, json.loads(line, object_pairs_hook=_once))
        except (ValueError, RecursionError) as error:
            yield Row(number, {}, f"not JSON: {_said(error)}", line.rstrip("\r"))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _items(path: Path, text: str) -> Iterator[Row]:
    """The items of an array, each with the line on which it begins."""
    decoder = json.JSONDecoder(object_pairs_hook=_once)
    try:
        json.loads(text)
        at = text.index("[") + 1
        while (begin := _skipped(text, at)) < len(text) and text[begin] != "]":
            found, at = decoder.raw_decode(text, begin)
            yield _of_json(text.count("\n", 0, begin) + 1, found)
    except (ValueError, RecursionError) as error:
        raise RingfenceError(f"cannot read {path}: not JSON: {_said(error)}") from error


def _skipped(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,":
        at += 1
    return at


def _of_object(number: int, found: object) -> Iterator[Row]:
    """The rows of an object: itself, or what it holds by the names of systems or around a list."""
    inner = {key: value for key, value in found.items() if _is_rows(value)} if isinstance(found, dict) else {}
    if not isinstance(found, dict) or not inner or any(_folded(key) == "system" for key in found):
        yield _of_json(number, found)
        return
    around = {key: value for key, value in found.items() if key not in inner}
    for key, value in inner.items():
        for row in value if isinstance(value, list) else [value]:
            named = {} if any(_folded(name) == "system" for name in row) else {"system": key}
            yield _of_json(number, around | named | row)


def _is_rows(value: object) -> bool:
    some = value if isinstance(value, list) else [value]
    return bool(some) and all(isinstance(row, dict) and row for row in some)


def _said(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _of_json(number: int, found: object) -> Row:
    if not isinstance(found, dict):
        return Row(number, {}, "a row is one JSON object", json.dumps(found, ensure_ascii=False))
    cells = {_folded(name): cell for name, cell in found.items()}
    return _sound(number, cells if len(cells) == len(found) else found)


def _sound(line: int, cells: dict[str, Any], text: str | None = None) -> Row:
    for name, cell in cells.items():
        for part in cell if isinstance(cell, list) else [cell]:
            if isinstance(part, (dict, list)):
                return Row(line, cells, f"{name} is neither a text nor a number", text)
            at = odd_character(part) if isinstance(part, str) else None
            if at is not None and part[at] != "\r":
                return Row(line, cells, f"{name} holds the character {named(part[at])}, which nobody can see", text)
    return Row(line, cells, None, text)


def names_of(rows: Iterable[Row]) -> set[str]:
    """Every name that a cell of these rows bears."""
    return {name for row in rows if row.fault is None for name in row.cells}
