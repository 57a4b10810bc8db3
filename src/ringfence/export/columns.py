"""The tables of an exported catalog: each column's type and meaning. Writers and data dictionary both come
from here.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "real", "boolean", "list", "date"]
"""`list`: several texts; `date`: YYYY, YYYY-MM or YYYY-MM-DD, as a source gives it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `key`: its primary key; `refers`: (columns, table, columns there)."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()


_SYSTEM = Column("system", "text", "id of the system")
_TO_SYSTEM = (("system",), "systems", ("id",))

SYSTEMS = Table(
    "systems",
    "One row a system.",
    (
        Column("id", "text", "id: the name of the system's file"),
        Column("name", "text", "name in English"),
        Column("native_name", "text", "name in the maker's script"),
        Column("nato_name", "text", "NATO reporting name"),
        Column("aliases", "list", "other names"),
        Column("origin", "list", "ISO 3166-1 alpha-3"),
        Column("maker", "text", "who makes it"),
        Column("kind", "text", "sam, manpads, gun, abm …"),
        Column("platform", "list", "land, sea, silo"),
        Column("reference", "text", "the class that a bare figure, with no target named, is about"),
        Column("status", "text", "proposed, in-development, in-service, retired"),
        Column("variant_of", "text", "id of the system that this one develops"),
        Column("note", "text", "what a reader of the whole record needs"),
    ),
    ("id",),
)
COMPONENTS = Table(
    "components",
    "Effectors, sensors and launchers that a record tells apart.",
    (
        _SYSTEM,
        Column("name", "text", "name within the record"),
        Column("role", "text", "effector, sensor or launcher"),
        Column("kind", "text", "missile, gun, laser, radar …"),
        Column("aliases", "list", "other names"),
        Column("note", "text", "a note"),
    ),
    ("system", "role", "name"),
    (_TO_SYSTEM,),
)
SOURCES = Table(
    "sources",
    "One row a source of a record. Sources that retell one text count once.",
    (
        _SYSTEM,
        Column("key", "text", "key within the record"),
        Column("publisher", "text", "publisher"),
        Column("title", "text", "title as printed"),
        Column("url", "text", "address"),
        Column("published", "date", "date on the page; none: it shows none"),
        Column("kind", "text", "newspaper, trade-press, think-tank …"),
        Column("language", "text", "ISO 639"),
        Column("retells", "text", "the text that it retells; none: its own"),
        Column("credits", "text", "whom the page credits"),
        Column("accessed", "date", "day on which a contributor read it"),
        Column("note", "text", "a note"),
    ),
    ("system", "key"),
    (_TO_SYSTEM,),
)
ACQUISITIONS = Table(
    "acquisitions",
    "One row a contract, donation or plan; what sources say of it stands in statements.",
    (
        Column("id", "text", "system/acquisition"),
        _SYSTEM,
        Column("acquisition", "text", "id within the record"),
        Column("operator", "text", "ISO 3166-1 alpha-3"),
        Column("unit", "text", "what it is counted in"),
        Column("also_called", "list", "other words of sources for the same unit"),
        Column("note", "text", "a note"),
    ),
    ("id",),
    (_TO_SYSTEM,),
)
STATEMENTS = Table(
    "statements",
    "One row a statement: what one source says on one thing. Numbers in SI and as stated.",
    (
        Column(
            "id", "text", "system/measure[targets]/component/source, the same in every export; a number tells equals"
        ),
        _SYSTEM,
        Column("measure", "text", "range_max, engages, operates, acquisition.delivered …"),
        Column("dimension", "text", "length, speed, mach, mass, time, count, money; none for words, dates, yes and no"),
        Column("component", "text", "effector, sensor or launcher; none: the system as a whole"),
        Column("targets", "list", "target classes that the source named for it; empty: none named, or none apply"),
        Column("country", "text", "operator, ISO 3166-1 alpha-3"),
        Column("acquisition", "text", "id of the acquisition: system/acquisition"),
        Column("value", "text", "the value as the catalog writes it: up to 400 km, true, 2018-10 …"),
        Column("bound", "text", "exactly, up to, at least, more than, less than, about"),
        Column("low", "real", "number as stated; lower end of an interval"),
        Column("high", "real", "number as stated; upper end of an interval"),
        Column("unit", "text", "unit as stated; ISO 4217 for money; what is counted"),
        Column("currency", "text", "ISO 4217, of sums of money"),
        Column("si_low", "real", "low in the SI unit"),
        Column("si_high", "real", "high in the SI unit"),
        Column("si_unit", "text", "m, m/s, kg, s; none where there is no SI unit (counts, Mach, money)"),
        Column(
            "at_altitude", "text", "the target's height at which the source states this range, as the catalog writes it"
        ),
        Column("si_at_altitude", "real", "that height in m; of an interval the upper end"),
        Column("answer", "boolean", "yes or no, of statements that say no more"),
        Column("date", "date", "the date that is stated, or for which a delivery is expected"),
        Column("nth", "integer", "which delivery of an order"),
        Column("as_of", "date", "the day of which a count speaks"),
        Column("by", "text", "who is quoted: media, analyst, government, manufacturer, military"),
        Column(
            "context", "text", "stated, test, planned or unclear; only stated ones count, and plans of systems on paper"
        ),
        Column("superseded", "text", "why the source no longer says so"),
        Column("doubt", "text", "why a curator does not count it"),
        Column("at", "text", "where in the source it stands"),
        Column("note", "text", "a note"),
        Column("source", "text", "key of the source"),
        Column("publisher", "text", "publisher of the source"),
        Column("published", "date", "date of the source"),
        Column("url", "text", "address of the source"),
        Column("origin", "text", "the text that the source retells, at its root: what counts once"),
        Column("place", "text", "where in the system's file it stands; moves with the file"),
    ),
    ("id",),
    (
        _TO_SYSTEM,
        (("system", "source"), "sources", ("system", "key")),
        (("acquisition",), "acquisitions", ("id",)),
    ),
)
FIGURES = Table(
    "figures",
    "One row a cell: what the evidence rule makes of the statements on one measure and target class.",
    (
        Column("id", "text", "system/measure[target]"),
        _SYSTEM,
        Column("measure", "text", "the measure"),
        Column("target", "text", "target class, or unspecified; all where the measure has none"),
        Column("text", "text", "the cell as compare prints it"),
        Column(
            "naming", "text", "named, unnamed (no source names the target) or blanket (one figure for several families)"
        ),
        Column("low", "real", "lower end of the figure, in unit; two origins that differ give an interval"),
        Column("high", "real", "upper end of the figure, in unit"),
        Column("at_most", "real", "no figure of its own: the reference class's, which bounds it, in unit"),
        Column("planned", "boolean", "whether the system is on paper, and the figure a plan"),
        Column("lowest", "real", "lowest that counts, in unit"),
        Column("highest", "real", "highest that counts, in unit"),
        Column("unit", "text", "the SI unit (m, m/s, kg, s), Mach, count, or ISO 4217 for money"),
        Column("currency", "text", "ISO 4217, of sums of money"),
        Column("origins", "integer", "independent origins that count"),
        Column("component", "text", "effector or sensor whose figure it is; none: the system as a whole"),
        Column("engages", "text", "yes, no, disputed or unknown"),
    ),
    ("id",),
    (_TO_SYSTEM,),
)
FIGURE_STATEMENTS = Table(
    "figure_statements",
    "One row a figure and a statement that speaks on it: what was counted, and why the rest was not.",
    (
        Column("figure", "text", "id of the figure"),
        Column("statement", "text", "id of the statement"),
        Column("role", "text", "figure: a number for it; engages: a yes or no for the class"),
        Column("counted", "boolean", "whether the figure rests on it"),
        Column("why_not", "text", "why it does not count"),
    ),
    ("figure", "statement", "role"),
    ((("figure",), "figures", ("id",)), (("statement",), "statements", ("id",))),
)
TABLES = (SYSTEMS, COMPONENTS, SOURCES, ACQUISITIONS, STATEMENTS, FIGURES, FIGURE_STATEMENTS)
"""In the order in which what is referred to comes first."""

DICTIONARY = Table(
    "dictionary",
    "The data dictionary.",
    (
        Column("table", "text", "table"),
        Column("column", "text", "column"),
        Column("type", "text", "type"),
        Column("meaning", "text", "what it holds"),
    ),
    ("table", "column"),
)


def dictionary() -> list[dict[str, str]]:
    """The data dictionary as rows."""
    return [
        {"table": table.name, "column": column.name, "type": column.kind, "meaning": column.meaning}
        for table in TABLES
        for column in table.columns
    ]


def dictionary_text() -> str:
    """The data dictionary as Markdown."""
    lines = [
        "# Data dictionary",
        "",
        "`list`: several texts, in CSV and SQLite a JSON array; `date`: YYYY, YYYY-MM or YYYY-MM-DD, as a source "
        "gives it.",
    ]
    for table in TABLES:
        key = ", ".join(f"`{name}`" for name in table.key)
        refers = "".join(f" {', '.join(own)} → {to}." for own, to, _ in table.refers)
        lines += [
            "",
            f"## {table.name}",
            "",
            f"{table.meaning} Key: {key}.{refers}",
            "",
            "| column | type | holds |",
            "|---|---|---|",
        ]
        lines += [f"| `{column.name}` | {column.kind} | {column.meaning} |" for column in table.columns]
    return "\n".join(lines) + "\n"
