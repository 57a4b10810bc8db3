"""Rows → text, Markdown, LaTeX, HTML, CSV, TSV and JSON; whatever a format could take for markup or a formula is escaped."""

import csv
import html
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ringfence.units.value import number_text

Format = Literal["table", "markdown", "latex", "html", "csv", "json", "tsv"]
FORMATS: tuple[Format, ...] = ("table", "markdown", "latex", "html", "csv", "json", "tsv")

Plain = str | int | float | bool | None | list[str]
Record = dict[str, Plain]


@dataclass(frozen=True)
class Sheet:
    """A table on its way out: headers, rows of text, and one plain record a row (or a cell) for the data formats."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()


_NBSP = "\u00a0"


def render(sheet: Sheet, form: Format, width: int = 80) -> str:
    """The sheet in a format, ending with a newline. `width`: columns of a terminal, for `table` alone."""
    if form == "json":
        return json.dumps(list(sheet.records), ensure_ascii=False, indent=2) + "\n"
    if form in ("csv", "tsv"):
        return _separated(sheet, "," if form == "csv" else "\t")
    if form == "table":
        return _text(sheet, width)
    return _markup(sheet, form)


def render_blocks(sheets: Sequence[Sheet], form: Format, width: int = 80) -> str:
    """Several tables one below the other; one list of records for the data formats."""
    if form in ("json", "csv", "tsv"):
        whole = Sheet(sheets[0].headers, (), tuple(record for sheet in sheets for record in sheet.records))
        return render(whole, form, width)
    return "\n".join(render(sheet, form, width) for sheet in sheets)


def _text(sheet: Sheet, width: int) -> str:
    import tabulate

    tabulate.MIN_PADDING = 0  # tabulate's own setting: headers need no room beyond their text
    sheet = _breakable(_joined(sheet), width)
    widths = fitted(sheet, width)
    headers, *rows = (
        [_broken(cell, size) for cell, size in zip(row, widths, strict=True)] for row in (sheet.headers, *sheet.rows)
    )
    body = tabulate.tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True, missingval="")
    # what must not be parted when lines are broken is parted by a plain blank when they are, so that it can be searched
    lines = [line.replace(_NBSP, " ").rstrip() for line in body.splitlines()]
    return "\n".join([*lines, *([""] if sheet.notes else []), *_wrapped(sheet.notes, width)]) + "\n"


def _broken(cell: str, size: int) -> str:
    """The cell in lines no longer than the column, most of which need no breaking; a blank where it is empty."""
    if len(cell) <= size:
        return cell or " "
    from textwrap import wrap

    return "\n".join(part for line in cell.split("\n") for part in wrap(line, size) or [""])


def _wrapped(notes: Sequence[str], width: int) -> list[str]:
    from textwrap import wrap

    return [line for note in notes for line in wrap(note, max(width, 20), break_long_words=False) or [""]]


def fitted(sheet: Sheet, width: int) -> tuple[int, ...]:
    """Column widths whose sum fits the terminal: the widest columns give way first, none below its longest word while that is
    possible, and none below eight."""
    natural = [
        max(len(line) for text in column for line in text.split("\n"))
        for column in zip(sheet.headers, *sheet.rows, strict=True)
    ]
    room = width - 2 * (len(natural) - 1)
    for floors in (_longest_words(sheet), [8] * len(natural)):
        while sum(natural) > room:
            wide = [i for i, size in enumerate(natural) if size > max(floors[i], 8)]
            if not wide:
                break
            natural[max(wide, key=lambda i: natural[i])] -= 1
    return tuple(max(1, size) for size in natural)


_COUNT = re.compile(r" (?=[×x]\d)")


def _joined(sheet: Sheet) -> Sheet:
    """The sheet with a number of origins held to its figure."""
    rows = tuple(tuple(_COUNT.sub(_NBSP, cell) for cell in row) for row in sheet.rows)
    return Sheet(sheet.headers, rows, sheet.records, sheet.notes)


def _longest_words(sheet: Sheet) -> list[int]:
    return [
        max(len(word) for text in column for word in re.split("[ \n]", text))
        for column in zip(sheet.headers, *sheet.rows, strict=True)
    ]


def _breakable(sheet: Sheet, width: int) -> Sheet:
    """The sheet, its unbreakable blanks made plain where there is no room for what they hold together."""
    if sum(_longest_words(sheet)) + 2 * (len(sheet.headers) - 1) <= width:
        return sheet
    rows = tuple(tuple(cell.replace(_NBSP, " ") for cell in row) for row in sheet.rows)
    return Sheet(sheet.headers, rows, sheet.records, sheet.notes)


def _markup(sheet: Sheet, form: Format) -> str:
    from tabulate import tabulate

    if form == "html":
        cells = [[html.escape(cell).replace("\n", "<br>") for cell in row] for row in (sheet.headers, *sheet.rows)]
        notes = "".join(f"<p>{html.escape(note)}</p>\n" for note in sheet.notes)
        table = tabulate(cells[1:], headers=cells[0], tablefmt="unsafehtml", disable_numparse=True)
        return f"{table}\n{notes}"
    if form == "latex":
        cells = [[_latex(cell) for cell in row] for row in (sheet.headers, *sheet.rows)]
        notes = "".join(f"% {' '.join(note.split())}\n" for note in sheet.notes)  # a comment ends with its line
        table = tabulate(cells[1:], headers=cells[0], tablefmt="latex_raw", disable_numparse=True)
        return f"{table}\n{notes}"
    cells = [[_markdown(cell) for cell in row] for row in (sheet.headers, *sheet.rows)]
    notes = "".join(f"\n{_markdown(note)}\n" for note in sheet.notes)
    table = tabulate(cells[1:], headers=cells[0], tablefmt="pipe", disable_numparse=True)
    return f"{table}\n{notes}"


_LATEX = str.maketrans(
    {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
     "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "<": r"\textless{}", ">": r"\textgreater{}", "°": r"$^\circ$",
     "†": r"\dag{}", "≥": r"$\geq$", "≤": r"$\leq$", "×": r"$\times$", "–": "--", "\n": " "}
)  # fmt: skip


def _latex(text: str) -> str:
    start = "{}" if text.startswith(("[", "*")) else ""  # the row before ends in \\, which takes either for its own
    return start + text.translate(_LATEX)


def _markdown(text: str) -> str:
    for mark in "\\`*_[]<>|~&$#":
        text = text.replace(mark, f"\\{mark}")
    return re.sub(r"[\r\n]+", " ", text)


_CONTROLS = ("\t", "\r", "\n")
_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def safe_cell(value: Plain) -> str:
    """A value for CSV: a text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number_text(float(value))
    text = "; ".join(value) if isinstance(value, list) else value
    return f"'{text}" if text[:1] in _CONTROLS or text.lstrip()[:1] in _FORMULAS else text


def _separated(sheet: Sheet, delimiter: str) -> str:
    out = io.StringIO()
    names = list(dict.fromkeys(name for record in sheet.records for name in record))
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(names or sheet.headers)
    for record in sheet.records:
        cells = [safe_cell(record.get(name)) for name in names]
        if delimiter == "\t":
            cells = [" ".join(cell.split()) for cell in cells]
        writer.writerow([re.sub("\r\n?", "\n", cell) for cell in cells])  # csv leaves a lone \r unquoted
    return out.getvalue()
