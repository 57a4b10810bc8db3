"""The catalog as one SQLite file: keys, indices, views, full-text search, the data dictionary beside the data."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from ringfence.export.columns import DICTIONARY, TABLES, Column, Table, dictionary
from ringfence.export.contents import Contents

_TYPES = {"text": "TEXT", "date": "TEXT", "list": "TEXT", "integer": "INTEGER", "real": "REAL", "boolean": "INTEGER"}
_MORE = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE statement_targets (
  statement TEXT NOT NULL REFERENCES statements (id), target TEXT NOT NULL, PRIMARY KEY (statement, target)
) WITHOUT ROWID;
CREATE INDEX statements_by_system ON statements (system, measure);
CREATE INDEX statements_by_measure ON statements (measure);
CREATE INDEX statements_by_source ON statements (system, source);
CREATE INDEX targets_by_target ON statement_targets (target);
CREATE INDEX figures_by_system ON figures (system, measure, target);
CREATE INDEX figures_of_statement ON figure_statements (statement);
CREATE VIEW disagreement AS
  SELECT system, measure, target, lowest, high AS figure, highest, unit, origins, component,
    round(highest / lowest, 2) AS factor
  FROM figures WHERE lowest > 0 AND highest > lowest ORDER BY highest / lowest DESC;
CREATE VIEW named_ranges AS
  SELECT system, target, high / 1000 AS km, low / 1000 AS from_km, lowest / 1000 AS lowest_km,
    highest / 1000 AS highest_km, origins, component
  FROM figures WHERE measure = 'range_max' AND naming = 'named' ORDER BY high DESC;
CREATE VIEW explained AS
  SELECT f.system, f.measure, f.target, f.text AS figure, s.value AS stated, l.role, l.counted, l.why_not, s.component,
    s.publisher, s.published, s.url, l.figure AS figure_id, l.statement AS statement_id
  FROM figure_statements l JOIN figures f ON f.id = l.figure JOIN statements s ON s.id = l.statement
  ORDER BY l.figure, l.counted DESC;
"""

SEARCHED = {
    "systems": ("id", "name", "native_name", "nato_name", "aliases", "maker", "note"),
    "statements": ("system", "measure", "component", "targets", "value", "note", "doubt", "publisher"),
    "sources": ("system", "key", "publisher", "title", "url", "note"),
}
"""The tables that can be searched by words, `NAME_fts`, and the columns that are."""


def write_sqlite(path: Path, found: Contents) -> None:
    """Write the file. Lists are JSON arrays (and `statement_targets` a row a target), yes and no are 1 and 0."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA page_size = 4096")
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        for table in (*TABLES, DICTIONARY):
            connection.execute(_create(table))
        connection.executescript(_MORE)
        rows: dict[str, list[dict[str, Any]]] = {**found.tables, "dictionary": list(dictionary())}
        for table in (*TABLES, DICTIONARY):
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(
                f"INSERT INTO {table.name} VALUES ({marks})",  # noqa: S608  # our own names
                ([_cell(row[column.name], column) for column in table.columns] for row in rows[table.name]),
            )
        connection.executemany(
            "INSERT INTO statement_targets VALUES (?, ?)",
            ((row["id"], target) for row in found.tables["statements"] for target in row["targets"]),
        )
        connection.executemany("INSERT INTO meta VALUES (?, ?)", found.meta.items())
        for name, columns in SEARCHED.items():
            connection.executescript(_search(name, columns))
        connection.commit()


def _create(table: Table) -> str:
    lines = [
        f'"{c.name}" {_TYPES[c.kind]}{" NOT NULL" if c.name in table.key else ""}' for c in table.columns
    ]  # the names are our own, and some are words of SQL
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [f"FOREIGN KEY ({_names(own)}) REFERENCES {to} ({_names(theirs)})" for own, to, theirs in table.refers]
    inner = ",\n  ".join(lines)
    return f"CREATE TABLE {table.name} (\n  {inner}\n)"


def _search(table: str, columns: tuple[str, ...]) -> str:
    """The full-text index of a table, with its content in the table itself, as datasette looks for it."""
    tokens = "tokenize = 'unicode61 remove_diacritics 2'"
    return (
        f"CREATE VIRTUAL TABLE {table}_fts USING fts5 ({_names(columns)}, content = '{table}', {tokens});\n"
        f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild');"
    )


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _cell(value: Any, column: Column) -> Any:
    return json.dumps(value, ensure_ascii=False) if column.kind == "list" and value is not None else value
