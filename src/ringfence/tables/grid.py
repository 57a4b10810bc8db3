"""Rows → a text table that fits a terminal, its columns aligned whatever script they are written in."""

import re
import unicodedata
from collections.abc import Sequence
from textwrap import wrap

_NBSP = "\u00a0"
_GAP = "  "
_COUNT = re.compile(r" (?=[×x]\d)")
_ZERO = ("Mn", "Me", "Cf")
Row = tuple[str, ...]


def display_width(text: str) -> int:
    """How many columns a terminal gives a text: two for a wide character, none for one that joins the one before."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in _ZERO else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def grid(headers: Row, rows: Sequence[Row], width: int) -> list[str]:
    """The lines of the table: a number of origins stays beside its figure, and cells are broken to fit `width`."""
    body = _breakable([headers, *(tuple(_COUNT.sub(_NBSP, cell) for cell in row) for row in rows)], width)
    import tabulate

    widths = fitted(body, width)
    tabulate.MIN_PADDING = 0  # tabulate's own setting: headers need no room beyond their text
    head, *lines = (
        ["\n".join(_broken(cell, size)) or " " for cell, size in zip(row, widths, strict=True)] for row in body
    )
    text = tabulate.tabulate(lines, headers=head, tablefmt="simple", disable_numparse=True, missingval="")
    # what must not be parted when lines are broken is parted by a plain blank when they are, so that it can be searched
    return [line.replace(_NBSP, " ").rstrip() for line in text.splitlines()]


def _broken(cell: str, size: int) -> list[str]:
    """The cell in lines no wider than the column."""
    return [part for line in cell.split("\n") for part in _folded(line, size)]


def _folded(line: str, size: int) -> list[str]:
    if display_width(line) <= size:
        return [line]
    found: list[str] = []
    for part in wrap(line, size):
        while display_width(part) > size:  # wide characters, which `wrap` takes for narrow ones
            cut = next(n for n in range(len(part), 0, -1) if n == 1 or display_width(part[:n]) <= size)
            found.append(part[:cut])
            part = part[cut:]
        found.append(part)
    return [part for part in found if part] or [""]


def fitted(rows: Sequence[Row], width: int) -> tuple[int, ...]:
    """Column widths whose sum fits the terminal: the widest columns give way first, none below its longest word while
    that is possible, and none below eight.
    """
    natural = [max(display_width(line) for text in column for line in text.split("\n")) for column in _columns(rows)]
    room = width - len(_GAP) * (len(natural) - 1)
    for floors in (_longest_words(rows), [8] * len(natural)):
        while sum(natural) > room:
            wide = [i for i, size in enumerate(natural) if size > max(floors[i], 8)]
            if not wide:
                break
            natural[max(wide, key=lambda i: natural[i])] -= 1
    return tuple(max(1, size) for size in natural)


def _columns(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return list(zip(*rows, strict=True))


def _longest_words(rows: Sequence[Row]) -> list[int]:
    return [
        max(display_width(word) for text in column for word in re.split("[ \n]", text)) for column in _columns(rows)
    ]


def _breakable(rows: Sequence[Row], width: int) -> list[Row]:
    """The rows, their unbreakable blanks made plain where there is no room for what they hold together."""
    if sum(_longest_words(rows)) + len(_GAP) * (len(rows[0]) - 1) <= width:
        return list(rows)
    return [tuple(cell.replace(_NBSP, " ") for cell in row) for row in rows]
