"""Tables as a workbook for spreadsheets: numbers are numbers in every country, and no text is run as a formula."""

import io
from collections.abc import Mapping

from ringfence.errors import RingfenceError
from ringfence.plain_text import shown
from ringfence.tables.render import Plain, Record, Sheet

_WIDEST = 60


def workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """A worksheet of records for each sheet by its title, with its notes below. Raises RingfenceError where openpyxl is
    not there.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise RingfenceError("an .xlsx needs openpyxl", hint='python3 -m pip install "ringfence[xlsx]"') from error
    book = Workbook()
    book.remove(book.active)
    for title, sheet in sheets.items():
        names = list(dict.fromkeys(name for record in sheet.records for name in record)) or list(sheet.headers)
        page = book.create_sheet(title)
        for column, name in enumerate(names, 1):
            _put(page, 1, column, name)
        for row, record in enumerate(sheet.records, 2):
            for column, name in enumerate(names, 1):
                _put(page, row, column, record.get(name))
        for row, remark in enumerate(sheet.notes, len(sheet.records) + 3):
            _put(page, row, 1, remark)
        page.freeze_panes = "A2"
        for column, name in enumerate(names, 1):
            longest = max([len(name), *(len(str(record.get(name) or "")) for record in sheet.records)])
            page.column_dimensions[page.cell(1, column).column_letter].width = min(longest + 2, _WIDEST)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def titled(sheets: list[Sheet], sources: Sheet | None) -> dict[str, Sheet]:
    """All records as one worksheet, and the sources as a second."""
    records: tuple[Record, ...] = tuple(record for sheet in sheets for record in sheet.records)
    notes = tuple(note for sheet in sheets for note in sheet.notes)
    first = {"data": Sheet(sheets[0].headers, (), records, notes)}
    return first | ({"sources": sources} if sources else {})


def _put(page: object, row: int, column: int, value: Plain) -> None:
    cell = page.cell(row, column)  # type: ignore[attr-defined]  # openpyxl has no types
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str):
        cell.value = shown(value)
        cell.data_type = "s"  # else a text that begins with = is a formula
    else:
        cell.value = value
