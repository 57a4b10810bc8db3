"""The rows of an exported catalog: every statement once, with its figure as stated and in SI."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.origins import origin_of
from ringfence.evidence.rule import Rule
from ringfence.export.columns import ACQUISITIONS, SOURCES, SYSTEMS, TABLES
from ringfence.specs.acquisition import ExpectedStatement, Quantity
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import PartialDate, RangeStatement, StatementBase
from ringfence.specs.system import Loc, System, statements
from ringfence.specs.targets import CLASSES, UNSPECIFIED
from ringfence.tables.statements import ordered
from ringfence.tables.wording import Style, cell_text
from ringfence.units.value import Value

Row = dict[str, Any]
_PLAIN = Style()
_SI = {"length": "m", "speed": "m/s", "mass": "kg", "time": "s"}


@dataclass(frozen=True)
class Contents:
    """All rows by table, and what they were taken from: the version, and the catalog's hash."""

    tables: dict[str, list[Row]]
    version: str
    catalog: str

    @property
    def meta(self) -> dict[str, str]:
        """What every export says of itself."""
        return {"ringfence": self.version, "catalog": self.catalog}


def contents(systems: Iterable[System], version: str, catalog: str) -> Contents:
    """The rows of every table, in order of the records."""
    tables: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    for system in systems:
        tables["systems"].append(_plain(system, {column.name for column in SYSTEMS.columns}))
        tables["components"] += _components(system)
        names = {column.name for column in SOURCES.columns}
        tables["sources"] += [
            {"system": system.id, "key": key, **_plain(source, names)} for key, source in system.sources.items()
        ]
        names = {column.name for column in ACQUISITIONS.columns} - {"id"}
        tables["acquisitions"] += [
            {"id": f"{system.id}/{a.id}", "system": system.id, "acquisition": a.id, **_plain(a, names)}
            for a in system.acquisitions
        ]
        found = list(statements(system))
        rows = [_statement(system, *one) for one in found]
        _give_ids(rows)
        tables["statements"] += rows
        ids = {id(one): row["id"] for (_, _, one), row in zip(found, rows, strict=True)}
        for cell in _cells(system):
            tables["figures"].append(_figure(cell))
            tables["figure_statements"] += _supports(cell, ids)
    order = {table.name: [column.name for column in table.columns] for table in TABLES}
    return Contents(
        {name: [{column: row.get(column) for column in order[name]} for row in rows] for name, rows in tables.items()},
        version,
        catalog,
    )


def _plain(record: Any, names: set[str]) -> Row:
    return {name: _value(getattr(record, name)) for name in type(record).model_fields if name in names}


def _value(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return value.text
    return list(value) if isinstance(value, tuple) else value


def _components(system: System) -> Iterator[Row]:
    if system.launcher:
        yield _component(system, "launcher", "launcher", None, system.launcher)
    for name, effector in system.effectors.items():
        yield _component(system, name, "effector", effector.kind, effector)
    for name, sensor in system.sensors.items():
        yield _component(system, name, "sensor", sensor.kind, sensor)


def _component(system: System, name: str, role: str, kind: str | None, part: Any) -> Row:
    return {
        "system": system.id, "name": name, "role": role, "kind": kind, "aliases": list(part.aliases), "note": part.note
    }  # fmt: skip


def _statement(system: System, loc: Loc, key: str, statement: StatementBase) -> Row:
    source = system.sources[key]
    value = getattr(statement, "value", None)
    measure = value.count if isinstance(value, Quantity) else value if isinstance(value, Value) else None
    row: Row = {
        "system": system.id, "targets": [], **_about(system, loc), "place": "/".join(map(str, loc)),
        "dimension": measure.dimension.split(":")[0] if measure else None, "value": _text(value),
        **(_numbers(measure) if measure else {}),
        **_height(statement),
        "answer": value if isinstance(value, bool) else None,
        "date": value.text if isinstance(value, PartialDate) else statement.due.text if isinstance(statement,
        ExpectedStatement) else None,
        "nth": getattr(statement, "nth", None), "as_of": _value(getattr(statement, "as_of", None)),
        "by": statement.by, "context": statement.context, "superseded": statement.superseded, "doubt": statement.doubt,
        "at": statement.at, "note": statement.note,
        "source": key, "publisher": source.publisher, "published": _value(source.published), "url": source.url,
        "origin": origin_of(key, system.sources),
    }  # fmt: skip
    if isinstance(value, Quantity):
        row["unit"] = value.unit
    return row


def _height(statement: StatementBase) -> Row:
    height = statement.at_altitude if isinstance(statement, RangeStatement) else None
    return {"at_altitude": height.text, "si_at_altitude": height.si_high} if height else {}


def _give_ids(rows: list[Row]) -> None:
    """Names for statements that stay when the file is put in another order; those that would share one are numbered."""
    met: Counter[str] = Counter()
    for row in rows:
        targets = f"[{','.join(row['targets'])}]" if row["targets"] else ""
        about = [row.get("acquisition") or row["system"], row["measure"] + targets]
        about += [row[part] for part in ("component", "country") if row.get(part) and not row.get("acquisition")]
        name = "/".join([*about, row["source"]]).replace(" ", "-")
        met[name] += 1
        row["id"] = f"{name}/{met[name]}" if met[name] > 1 else name


def _about(system: System, loc: Loc) -> Row:
    """What a statement is about, from its place in the record."""
    head, where = loc[0], loc[1]
    if head == "acquisitions":
        acquisition = system.acquisitions[int(where)]
        name = f"{system.id}/{acquisition.id}"
        return {"measure": f"acquisition.{loc[2]}", "acquisition": name, "country": acquisition.operator}
    if head == "operators":
        return {"measure": "operates", "country": where}
    if head in ("envelopes", "detection"):
        block = (system.envelopes if head == "envelopes" else system.detection)[int(where)]
        part = getattr(block, "effector" if head == "envelopes" else "sensor")
        return {"measure": loc[2], "component": part, "targets": list(block.targets)}
    component = where if head in ("effectors", "sensors") else "launcher" if head == "launcher" else None
    rest = loc[2:] if head in ("effectors", "sensors") else loc[1:] if head == "launcher" else loc
    return {"measure": rest[0], "component": component, "targets": [rest[1]] if rest[0] == "engages" else []}


def _text(value: Any) -> str | None:
    if isinstance(value, Value | Quantity | PartialDate):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)


def _numbers(measure: Value) -> Row:
    dimension, _, currency = measure.dimension.partition(":")
    si = dimension in _SI
    return {
        "bound": measure.bound, "low": float(measure.low), "high": float(measure.high), "unit": measure.unit or None,
        "currency": currency or None,
        "si_low": measure.si_low if si else None, "si_high": measure.si_high if si else None,
        "si_unit": _SI.get(dimension),
    }  # fmt: skip


def _cells(system: System) -> Iterator[Cell]:
    """Every cell of which anything is known."""
    for info in MEASURES.values():
        for target in (*CLASSES, UNSPECIFIED) if info.targeted else (None,):
            cell = cell_of(system, info.name, target, Rule())
            if cell.best or cell.bound or cell.blanket or cell.engages.answer is not None:
                yield cell


def _figure_id(cell: Cell) -> str:
    return f"{cell.system.id}/{cell.info.name}" + (f"[{cell.target}]" if cell.target else "")


def _figure(cell: Cell) -> Row:
    best, shown = cell.best, cell.best or cell.bound
    dimension, _, currency = shown.high.value.dimension.partition(":") if shown else ("", "", "")
    unit = currency or _SI.get(dimension, "Mach" if dimension == "mach" else dimension or None)
    return {
        "id": _figure_id(cell), "system": cell.system.id, "measure": cell.info.name, "target": cell.target or "all",
        "text": cell_text(cell, _PLAIN, effector=False), "naming": best.naming if best else None,
        "engages": cell.engages.word if cell.target else None,
        "low": best.si_low if best else None, "high": best.si_high if best else None,
        "at_most": cell.bound.si_high if cell.bound else None, "planned": cell.planned,
        "lowest": best.lowest.counted if best else None, "highest": best.highest.counted if best else None,
        "unit": unit, "currency": currency or None,
        "origins": best.origins if best else None, "component": best.name if best else None,
    }  # fmt: skip


def _supports(cell: Cell, ids: dict[int, str]) -> Iterator[Row]:
    """The statements that speak on a cell, by the identity of their objects, and whether it rests on them."""
    figure = _figure_id(cell)
    for evidence, why_not in ordered(cell):
        yield {
            "figure": figure, "statement": ids[id(evidence.statement)], "role": "figure", "counted": why_not is None,
            "why_not": why_not,
        }  # fmt: skip
    for answer in (*cell.engages.yes, *cell.engages.no):
        yield {"figure": figure, "statement": ids[id(answer.statement)], "role": "engages", "counted": True}
