"""Systems side by side: a comparison as tables, and one cell as plain data."""

from dataclasses import replace

from ringfence.evidence.comparison import Comparison, Row
from ringfence.evidence.figures import Cell, Group
from ringfence.specs.system import System
from ringfence.tables.render import Record, Sheet
from ringfence.tables.wording import Style, cell_text, column_title, figure_text, group_text, rounded, unit_for
from ringfence.units.value import Value, known_units


def comparison_sheets(
    comparison: Comparison, style: Style, *, by_system: bool = False, by_effector: bool = False
) -> list[Sheet]:
    """A comparison as tables: one for each kind of range, for those never stand in one row.

    A column a system; with `by_system` a row a system, and a table a measure. `by_effector`: every group in a cell.
    """
    blocks: dict[str, list[Row]] = {}
    for row in comparison.rows:
        kind = row.info.range_kind or ""
        blocks.setdefault(_by_measure(row) if by_system else kind, []).append(row)
    if not by_system and len(blocks) > 1:  # what is no range stands with the first kind
        blocks = {kind: [*rows, *(blocks.get("", []) if number == 0 else [])] for number, (kind, rows) in enumerate(
            (kind, rows) for kind, rows in blocks.items() if kind
        )}  # fmt: skip
    draw = _rows_of_systems if by_system else _columns_of_systems
    sheets = [draw(comparison, rows, style, by_effector) for rows in blocks.values()]
    last = sheets[-1]
    return [*sheets[:-1], replace(last, notes=tuple(_notes(comparison, style)))]


def _by_measure(row: Row) -> str:
    return row.info.name if row.info.targeted else "of the whole"


def _columns_of_systems(comparison: Comparison, rows: list[Row], style: Style, by_effector: bool) -> Sheet:
    lines = [(column_title(r.info, r.target), *(_text(cell, style, by_effector) for cell in r.cells)) for r in rows]
    heads = ("", *(_called(system, style) for system in comparison.systems))
    return Sheet(heads, tuple(lines), _records(rows, style, by_effector), (), _title(rows))


def _rows_of_systems(comparison: Comparison, rows: list[Row], style: Style, by_effector: bool) -> Sheet:
    corner = rows[0].info.label if rows[0].info.targeted else "system"
    titles = [row.target or row.info.label for row in rows]
    lines = [
        (_called(system, style), *(_text(row.cells[number], style, by_effector) for row in rows))
        for number, system in enumerate(comparison.systems)
    ]
    return Sheet((corner, *titles), tuple(lines), _records(rows, style, by_effector), (), _title(rows))


def _called(system: System, style: Style) -> str:
    return system.name if style.names else system.id


def _title(rows: list[Row]) -> str:
    labels = ", ".join(dict.fromkeys(row.info.label for row in rows))
    return labels[:1].upper() + labels[1:] + (" by class of target" if any(row.target for row in rows) else "")


def _text(cell: Cell, style: Style, by_effector: bool) -> str:
    return _all_groups(cell, style) if by_effector else cell_text(cell, style)


def _records(rows: list[Row], style: Style, by_effector: bool) -> tuple[Record, ...]:
    return tuple(
        cell_record(cell, style, group)
        for row in rows
        for cell in row.cells
        for group in ((cell.groups if by_effector else cell.groups[:1]) or (None,))
    )


def _notes(comparison: Comparison, style: Style) -> list[str]:
    notes = [style.legend()]
    if comparison.rule.text != "typical":
        notes.append(f"rule: {comparison.rule.text}")
    if comparison.rule.as_of:
        notes.append(f"{comparison.undated} undated sources are left out")
    return notes


def _all_groups(cell: Cell, style: Style) -> str:
    if not cell.groups:
        return cell_text(cell, style)
    texts = [group_text(cell.info, group, style, planned=cell.planned) for group in cell.groups]
    names = [style.plain(group.name or "system") for group in cell.groups]
    return "\n".join(f"{name}: {text}" for name, text in zip(names, texts, strict=True))


def cell_record(cell: Cell, style: Style, group: Group | None = None) -> Record:
    """One cell as plain data: numbers in a named unit, how the class is named, spread, counts and source keys.

    `group`: this one in place of the one that the cell shows.
    """
    group = group or cell.best
    record: Record = {
        "system": cell.system.id, "name": cell.system.name, "measure": cell.info.name, "target": cell.target,
        "text": cell_text(cell, style, effector=False), "value": None, "low": None, "unit": None, "lowest": None,
        "highest": None,
        "bound": None, "stated": None, "naming": None, "origins": 0, "statements": 0, "effector": None,
        "at_most": None, "engages": cell.engages.word if cell.target else None, "planned": cell.planned,
        "rule": cell.rule.text, "undated_left_out": cell.undated, "sources": [],
    }  # fmt: skip
    shown = group or cell.bound
    if shown is None:
        return record
    unit = unit_for(cell.info, shown.high.value, style.units)
    if group is None:
        return record | {"at_most": _number(shown.si_high, shown.high.value, unit), "unit": unit or "count"}
    value, low, lowest, highest = (
        _number(end, value, unit)
        for end, value in (
            (group.si, group.shown.value),
            (group.si_low, group.low.value),
            (group.lowest.counted, group.lowest.value),
            (group.highest.counted, group.highest.value),
        )
    )
    return record | {
        "text": group_text(cell.info, group, style, planned=cell.planned), "value": value, "low": low,
        "unit": unit or "count",
        "lowest": lowest, "highest": highest, "bound": group.shown.value.bound if not group.disagree else None,
        "stated": group.shown.value.text if not group.disagree else figure_text(cell.info, group, style),
        "naming": group.naming,
        "origins": group.origins, "statements": len(group.counted), "effector": group.name,
        "sources": sorted({e.source_key for e in group.counted}),
    }  # fmt: skip


def _number(si_number: float, value: Value, unit: str) -> float:
    """A number of a statement in a unit: as stated, or converted and no finer than what was stated."""
    there = known_units()[unit].si
    if value.unit == unit or value.dimension != known_units()[unit].dimension:
        return float(f"{si_number / there:.9g}")
    return float(rounded(si_number / there, value.si_place / there))
