"""Rows that an import did not take, and the file in which they are given back."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ringfence.contribute.rows import Row
from ringfence.plain_text import odd_character


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken, of which file, and why. `row` is the row as it stands in the file."""

    file: Path
    row: Row
    reason: str


def given_back(some: Iterable[Rejected]) -> str:
    """JSON Lines to mend and import again: each row once, with all reasons, and with its own text where its file was no
    JSON.
    """
    found: dict[int, tuple[Row, list[str]]] = {}
    for one in some:
        found.setdefault(id(one.row), (one.row, []))[1].append(one.reason)
    return "".join(_line(row, list(dict.fromkeys(why))) for row, why in found.values())


def _line(row: Row, reasons: list[str]) -> str:
    cells: dict[str, Any] = {**row.cells, "reason": "; ".join(reasons), "line": row.line}
    if row.text is not None:
        cells["text"] = row.text
    text = json.dumps(cells, ensure_ascii=False)
    return (text if odd_character(text) is None else json.dumps(cells)) + "\n"
