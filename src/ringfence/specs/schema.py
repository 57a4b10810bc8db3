"""Generates the schema, the tables and the glossary in specs/: `python -m ringfence.specs.schema --write` (or --check).

Editors with a YAML language server complete and validate a catalog file through the schema that its first line names.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ringfence.paths import data_folder, write_atomically
from ringfence.specs.countries import countries_json_text
from ringfence.specs.measures import MEASURES
from ringfence.specs.system import System
from ringfence.strict_yaml import read_document
from ringfence.units.value import units_json_text


def schema_json_text() -> str:
    """What specs/system.schema.json should hold: JSON Schema 2020-12 of a catalog file."""
    schema: dict[str, Any] = System.model_json_schema(mode="validation")
    schema["required"] = [name for name in schema["required"] if name != "id"]
    for definition in [schema, *schema["$defs"].values()]:
        for name, field in definition.get("properties", {}).items():
            if name in MEASURES and "description" not in field:
                field["description"] = f"{MEASURES[name].meaning} Source → value."
            field.pop("title", None)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ringfence catalog file",
        "examples": [_example()],
    }
    return json.dumps(head | {k: v for k, v in schema.items() if k != "title"}, ensure_ascii=False, indent=1) + "\n"


def _example() -> dict[str, Any]:
    source = {
        "publisher": "Example Daily",
        "url": "https://example.org/a",
        "published": "2007-08-06",
        "kind": "newspaper",
        "language": "en",
    }
    return {
        "name": "Example-1 Sentinel", "origin": ["RUS"], "kind": "sam", "reference": "aircraft", "status": "in-service",
        "envelopes": [{"targets": ["aircraft"], "range_max": {"example-daily-2007": "up to 400 km"}}],
        "sources": {"example-daily-2007": source},
    }  # fmt: skip


def glossary_text() -> str:
    """What specs/GLOSSARY.md should hold: the vocabulary and the measures, for reading."""
    words: Any = read_document(data_folder("specs") / "vocabulary.yaml").data
    lines = [
        "# Glossary",
        "",
        "Generated from vocabulary.yaml and the table of measures; change those and run `python -m ringfence.specs.schema --write`.",
        "",
        "## Targets",
        "",
        "A source that names a family speaks for every class in it.",
        "",
        "| word | family | means | read in |",
        "|---|---|---|---|",
    ]
    for word, entry in words["targets"].items():
        family = next(name for name, classes in words["families"].items() if word in (name, *classes))
        scheme = f" Scheme: {entry['scheme']}." if "scheme" in entry else ""
        lines.append(
            f"| {word} | {family} | {' '.join(entry['definition'].split())}{scheme} | [{entry['source']}]({entry['url']}) |"
        )
    lines += ["", "## Measures", "", "| measure | dimension | means |", "|---|---|---|"]
    lines += [f"| {info.name} | {info.dimension} | {info.meaning} |" for info in MEASURES.values()]
    lines += ["", "## Terms", "", "| term | means |", "|---|---|"]
    lines += [f"| {word} | {' '.join(text.split())} |" for word, text in words["terms"].items()]
    return "\n".join(lines) + "\n"


GENERATED: dict[str, Callable[[], str]] = {
    "system.schema.json": schema_json_text,
    "units.json": units_json_text,
    "countries.json": countries_json_text,
    "GLOSSARY.md": glossary_text,
}


def drifted(folder: Path) -> list[str]:
    """The generated files that are not what the code says."""
    found = []
    for name, text in GENERATED.items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text():
            found.append(name)
    return found


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or check that they are what the code says; 1 where they are not."""
    parser = argparse.ArgumentParser(prog="python -m ringfence.specs.schema", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true", help="write the generated files")
    what.add_argument("--check", action="store_true", help="exit 1 if they are not what the code says")
    chosen = parser.parse_args(arguments)
    folder = data_folder("specs")
    if chosen.write:
        for name, text in GENERATED.items():
            write_atomically(folder / name, text())
        return 0
    stale = drifted(folder)
    for name in stale:
        sys.stderr.write(f"{folder / name} is not what the code says: run python -m ringfence.specs.schema --write\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
