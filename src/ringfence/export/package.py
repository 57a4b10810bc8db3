"""The catalog as CSV and Parquet: a file a table, with a Frictionless Data Package (specs.frictionlessdata.io) as data
dictionary.
"""

import csv
import io
import json
from pathlib import Path
from typing import Any

from ringfence.errors import UsageError
from ringfence.export.columns import TABLES, Column, Table
from ringfence.export.contents import Contents, Row
from ringfence.tables.render import safe_cell

DESCRIPTOR = "datapackage.json"
_TYPES = {
    "text": "string", "date": "string", "integer": "integer", "real": "number", "boolean": "boolean", "list": "array"
}  # fmt: skip


def write_csv(folder: Path, found: Contents) -> None:
    """UTF-8, commas, CRLF as in RFC 4180; nothing is an empty cell, a list is a JSON array."""
    for table in TABLES:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        for row in found.tables[table.name]:
            writer.writerow([_cell(row[column.name], column) for column in table.columns])
        (folder / f"{table.name}.csv").write_text(out.getvalue(), "utf-8", newline="")
    _describe(folder, found, "csv")


def _cell(value: Any, column: Column) -> str:
    if value is None:
        return ""
    if column.kind == "list":
        return json.dumps(value, ensure_ascii=False)
    return repr(value) if column.kind == "real" else str(value) if column.kind == "integer" else safe_cell(value)


def write_parquet(folder: Path, found: Contents) -> None:
    """Typed columns, lists as lists; version, hash and meanings are in the schema's metadata."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UsageError("Parquet needs the extra `parquet`", hint='pip install "ringfence[parquet]"') from error
    types: dict[str, Any] = {
        "text": pa.string(), "date": pa.string(), "integer": pa.int64(), "real": pa.float64(), "boolean": pa.bool_(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip
    for table in TABLES:
        fields = [pa.field(c.name, types[c.kind], metadata={"meaning": c.meaning}) for c in table.columns]
        schema = pa.schema(fields, metadata={**found.meta, "meaning": table.meaning})
        made = pa.Table.from_pylist(found.tables[table.name], schema=schema)
        parquet.write_table(made, folder / f"{table.name}.parquet", compression="zstd")
    _describe(folder, found, "parquet")


def _describe(folder: Path, found: Contents, form: str) -> None:
    descriptor = {
        "profile": "tabular-data-package" if form == "csv" else "data-package",
        "name": "ringfence-catalog",
        "title": "ringfence: what public sources say of air-defence systems",
        "description": "Each statement with its source. In CSV a text that begins like a formula has an apostrophe "
        "in front, a list is a JSON array.",
        **found.meta,
        "resources": [_resource(table, found.tables[table.name], form) for table in TABLES],
    }
    (folder / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _resource(table: Table, rows: list[Row], form: str) -> dict[str, Any]:
    schema = {
        "fields": [_field(c, c.name in table.key) for c in table.columns],
        "primaryKey": list(table.key),
        "foreignKeys": [
            {"fields": list(own), "reference": {"resource": to, "fields": list(theirs)}}
            for own, to, theirs in table.refers
        ],
        "missingValues": [""],
    }
    more = {"profile": "tabular-data-resource", "encoding": "utf-8"} if form == "csv" else {}
    return {
        "name": table.name, "path": f"{table.name}.{form}", "format": form, **more, "description": table.meaning,
        "rows": len(rows), "schema": schema
    }  # fmt: skip


def _field(column: Column, required: bool) -> dict[str, Any]:
    more: dict[str, Any] = {"required": True} if required else {}
    if column.kind == "date":
        more["pattern"] = r"\d{4}(-\d{2}){0,2}"
    field: dict[str, Any] = {"name": column.name, "type": _TYPES[column.kind], "description": column.meaning}
    return field | ({"constraints": more} if more else {})
