"""What datasette says of an exported database: titles, meanings of columns, facets, and questions worth asking."""

import json
from typing import Any

from ringfence.export.columns import TABLES
from ringfence.export.contents import Contents

_FACETS = {
    "systems": ["kind", "status", "reference"], "sources": ["kind", "language"],
    "figures": ["measure", "target", "engages"],
    "statements": ["measure", "by", "context"], "acquisitions": ["operator"], "components": ["role", "kind"],
    "figure_statements": ["role", "counted"],
}  # fmt: skip
_LABELS = {"systems": "name", "sources": "publisher"}
_QUERIES = {
    "what_a_figure_rests_on": (
        "What a figure rests on",
        "select * from explained where system = :system and measure = :measure and target = :target",
    ),
    "where_sources_differ_most": ("Where sources differ most", "select * from disagreement limit 100"),
    "said_in_words": (
        "Statements by words",
        "select s.* from statements s join statements_fts f on f.rowid = s.rowid "
        "where statements_fts match :words order by f.rank limit 100",
    ),
}


def metadata_text(found: Contents, database: str) -> str:
    """The metadata.json of `datasette DATABASE.sqlite --metadata metadata.json`; `database`: its name without the
    ending.
    """
    tables: dict[str, Any] = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.meaning for column in table.columns},
            "facets": _FACETS[table.name],
            **({"label_column": _LABELS[table.name]} if table.name in _LABELS else {}),
        }
        for table in TABLES
    }
    queries = {name: {"title": title, "sql": sql} for name, (title, sql) in _QUERIES.items()}
    whole = {
        "title": "ringfence: what public sources say of air-defence systems",
        "description": f"Each figure names its source. ringfence {found.version}, catalog {found.catalog}.",
        "license": "MIT",
        "databases": {database: {"tables": tables, "queries": queries}},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
