"""Tables as a workbook for spreadsheets: numbers are numbers in every country, and no text is run as a formula."""

import io
from collections import Counter
from collections.abc import Mapping, Sequence

from ringfence.errors import RingfenceError
from ringfence.plain_text import shown
from ringfence.tables.render import Plain, Record, Sheet
from ringfence.units.value import known_units

_WIDEST = 60
_NUMBERS = ("value", "low", "lowest", "highest", "at_most")


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
    first = {"data": Sheet(sheets[0].headers, (), with_units(records), notes)}
    return first | ({"sources": sources} if sources else {})


def with_units(records: Sequence[Record]) -> tuple[Record, ...]:
    """The records, with units in the heads of numbers, `value (km)`: of each dimension in the unit that most have.

    Numbers without a known unit stay as they are.
    """
    names = list(dict.fromkeys(name for record in records for name in record))
    found = [dict(record) for record in records]
    for name in (name for name in names if name == "unit" or name.endswith(" unit")):
        numbers = [name[:-4] + word for word in _NUMBERS if name[:-4] + word in names]
        units = Counter(str(record[name]) for record in records if record.get(name) is not None)
        if name[:-4] + "value" not in names or not all(_dimension(unit) for unit in units):
            continue
        usual: dict[str, str] = {}
        for unit, _ in units.most_common():
            usual.setdefault(_dimension(unit), unit)
        heads = [(number, unit) for unit in usual.values() for number in numbers]
        found = [_headed(record, name, heads, usual) for record in found]
    return tuple(found)


def _headed(record: Record, name: str, heads: Sequence[tuple[str, str]], usual: Mapping[str, str]) -> Record:
    own = str(record.get(name))
    moved: Record = {}
    for number, unit in heads:
        value, fits = record.get(number), record.get(name) is not None and usual.get(_dimension(own)) == unit
        converted = _converted(float(value), own, unit) if fits and isinstance(value, int | float) else None
        moved[f"{number} ({unit})"] = converted
    gone = {name, *(number for number, _ in heads)}
    first = next(key for key in record if key in gone)
    made: Record = {}
    for key, cell in record.items():
        if key == first:
            made |= moved
        if key not in gone:
            made[key] = cell
    return made


def _dimension(unit: str) -> str:
    known = known_units()
    return "count" if unit == "count" else known[unit].dimension if unit in known else ""


def _converted(value: float, unit: str, into: str) -> float:
    known = known_units()
    return value if unit == into else float(f"{value * known[unit].si / known[into].si:.9g}")


def _put(page: object, row: int, column: int, value: Plain) -> None:
    cell = page.cell(row, column)  # type: ignore[attr-defined]  # openpyxl has no types
    if isinstance(value, list):
        value = "; ".join(value)
    if isinstance(value, str):
        cell.value = shown(value)
        cell.data_type = "s"  # else a text that begins with = is a formula
    else:
        cell.value = value
