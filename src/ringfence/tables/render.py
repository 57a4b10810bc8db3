"""Rows → text, Markdown, LaTeX, HTML, CSV, TSV, JSON and JSON Lines; whatever a format could take for markup or a
formula is escaped.
"""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ringfence.plain_text import in_json
from ringfence.specs.words import Format
from ringfence.tables.grid import grid
from ringfence.tables.latex import latex_head, latex_table
from ringfence.tables.markup import html_table, markdown_table, page
from ringfence.units.value import number_text

ENDINGS = {
    ".md": "markdown", ".markdown": "markdown", ".tex": "latex", ".html": "html", ".htm": "html", ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".tsv": "tsv", ".xlsx": "xlsx",
}  # fmt: skip
"""The format of a table by its file's ending; any other ending is a text table."""

Plain = str | int | float | bool | None | list[str]
Record = dict[str, Plain]


@dataclass(frozen=True)
class Sheet:
    """A table on its way out: headers, rows of text, and one plain record a row (or a cell) for the data formats.

    `title`: its caption, where a document has one.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()
    title: str = ""


def render(sheet: Sheet, form: Format, width: int = 80) -> str:
    """The sheet in a format, ending with a newline. `width`: columns of a terminal, for `table` alone."""
    if form == "json":
        return in_json(json.dumps(list(sheet.records), ensure_ascii=False, indent=2)) + "\n"
    if form == "jsonl":
        return "".join(in_json(json.dumps(record, ensure_ascii=False)) + "\n" for record in sheet.records)
    if form == "csv":
        return _separated(sheet, ",")
    if form == "tsv":
        return _separated(sheet, "\t")
    if form == "table":
        lines = grid(sheet.headers, sheet.rows, width)
        return "\n".join([*lines, *([""] if sheet.notes else []), *_wrapped(sheet.notes, width)]) + "\n"
    if form == "markdown":
        return markdown_table(sheet.headers, sheet.rows, sheet.notes)
    table = html_table if form == "html" else latex_table
    return table(sheet.headers, sheet.rows, sheet.notes, sheet.title)


def render_blocks(sheets: Sequence[Sheet], form: Format, width: int = 80) -> str:
    """Several tables one below the other, in HTML as a document; one list of records for the data formats."""
    if form in ("json", "jsonl", "csv", "tsv"):
        whole = Sheet(sheets[0].headers, (), tuple(record for sheet in sheets for record in sheet.records))
        return render(whole, form, width)
    text = "\n".join(render(sheet, form, width) for sheet in sheets)
    if form == "html":
        return page(text, "; ".join(dict.fromkeys(sheet.title for sheet in sheets if sheet.title)))
    return latex_head() + text if form == "latex" else text


def _wrapped(notes: Sequence[str], width: int) -> list[str]:
    from textwrap import wrap

    return [line for note in notes for line in wrap(note, max(width, 20), break_long_words=False) or [""]]


_CONTROLS = ("\t", "\r", "\n")
_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def safe_cell(value: Plain) -> str:
    """A value for CSV: a text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV
    injection).
    """
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
