"""Writes what specs/ holds of the code and of others' tables, or checks it: `python tools/generate.py --write` (or --check).

Editors with a YAML language server complete and validate a file through the schema that its first line names.
"""

import argparse
import json
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pycountry
from pint import UnitRegistry

from ringfence.explore.packing import document_schema
from ringfence.scenes.scene import Scene
from ringfence.specs.measures import MEASURES
from ringfence.specs.system import System
from ringfence.strict_yaml import read_document
from ringfence.writing import write_atomically

SPECS = Path(__file__).resolve().parents[1] / "specs"

# dimension and SI unit → symbol: pint's name | names that are understood, but refused (also with a plural -s)
_ALLOWED = {
    ("length", "m"): {
        "mm": "millimeter | millimeter, millimetre",
        "cm": "centimeter | centimeter, centimetre",
        "m": "meter | meter, metre, mtr",
        "km": "kilometer | kilometer, kilometre, klick",
        "in": "inch | inch, inches",
        "ft": "foot | foot, feet",
        "mi": "mile | mile, statute mile",
        "nmi": "nautical_mile | nm, nautical mile, naut mile, naut mi, sea mile",
    },
    ("speed", "m/s"): {
        "m/s": "meter/second | mps",
        "km/s": "kilometer/second |",
        "km/h": "kilometer/hour | kph, kmh, kmph",
        "mph": "mile/hour | mi/h",
        "kt": "knot | knot, kn, nmi/h",
    },
    ("mass", "kg"): {
        "g": "gram | gram, gramme",
        "kg": "kilogram | kilogram, kilogramme, kilo",
        "t": "metric_ton | tonne, ton, metric ton, metric tonne",
        "lb": "pound | pound",
    },
    ("time", "s"): {
        "s": "second | second, sec",
        "min": "minute | minute",
        "h": "hour | hour, hr",
    },
    ("angle", "rad"): {"deg": "degree | degree, °"},
    ("mach", "Mach"): {"Mach": "dimensionless | ma, mach number"},
    ("count", ""): {"": "dimensionless |"},
}
# in ISO 4217, but no money: metals, units of bond markets, "testing" and "no currency"
_NO_MONEY = {"XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XPD", "XPT", "XTS", "XXX"}


def _json_text(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _schema_text(name: str, title: str, schema: dict[str, Any]) -> str:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ringfence:specs:{name}.schema.json",  # a name, for it lies with the files and at no address
        "title": title,
    }
    return _json_text(head | {key: value for key, value in schema.items() if key != "title"})


def system_schema_text() -> str:
    """What specs/system.schema.json should hold: JSON Schema 2020-12 of a catalog file."""
    schema: dict[str, Any] = System.model_json_schema(mode="validation")
    schema["required"] = [name for name in schema["required"] if name != "id"]
    for definition in [schema, *schema["$defs"].values()]:
        for name, field in definition.get("properties", {}).items():
            if name in MEASURES and "description" not in field:
                field["description"] = f"{MEASURES[name].meaning} Source → value."
            field.pop("title", None)
    return _schema_text("system", "ringfence catalog file", {"examples": [_example()]} | schema)


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


def scene_schema_text() -> str:
    """What specs/scene.schema.json should hold: JSON Schema 2020-12 of a scene file."""
    schema = Scene.model_json_schema(mode="validation")
    site = schema["$defs"]["Site"]
    site["anyOf"] = [{"required": ["name"]}, {"required": ["country"]}]
    site.pop("required", None)
    schema["$defs"]["Site"] = {"anyOf": [{"type": "string", "description": "A city of the shipped list."}, site]}
    return _schema_text("scene", "ringfence scene", schema)


def explorer_schema_text() -> str:
    """What specs/explorer.schema.json should hold: JSON Schema 2020-12 of the explorer's document."""
    return _schema_text("explorer", "ringfence explorer document", document_schema())


def units_table() -> dict[str, Any]:
    """The content of specs/units.json: pint's factors, worked out in fractions, pycountry's ISO 4217 codes."""
    exact: UnitRegistry[Any] = UnitRegistry(non_int_type=Fraction)
    units: dict[str, dict[str, Any]] = {}
    for (dimension, si), symbols in _ALLOWED.items():
        for symbol, row in symbols.items():
            name, _, names = (part.strip() for part in row.partition("|"))
            one = exact.Quantity(Fraction(1), name)
            units[symbol] = {
                "dimension": dimension,
                "si": float((one if name == "dimensionless" else one.to(si)).magnitude),
                "si_symbol": si,
                "pint": name,
                "names": [known for known in names.split(", ") if known],
            }
    codes = {str(currency.alpha_3) for currency in pycountry.currencies}
    return {"units": units, "currencies": sorted(codes - _NO_MONEY)}


def units_text() -> str:
    """What specs/units.json should hold."""
    return _json_text(units_table())


def countries_text() -> str:
    """What specs/countries.json should hold: ISO 3166-1 by pycountry, with what tools/countries.yaml adds."""
    words: Any = read_document(Path(__file__).with_name("countries.yaml")).data
    names = {country.alpha_3: getattr(country, "common_name", country.name) for country in pycountry.countries}
    lines = []
    for code, name in sorted({**names, **words["former"]}.items()):
        row = {"name": name} | {kind: words[kind][code] for kind in ("also", "spoken") if code in words[kind]}
        lines.append(f' "{code}": {json.dumps(row, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def glossary_text() -> str:
    """What specs/GLOSSARY.md should hold: the vocabulary and the measures, for reading."""
    words: Any = read_document(SPECS / "vocabulary.yaml").data
    lines = [
        "# Glossary",
        "",
        "Generated from vocabulary.yaml and the table of measures; change those and run `python tools/generate.py --write`.",
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
    "units.json": units_text,
    "countries.json": countries_text,
    "system.schema.json": system_schema_text,
    "scene.schema.json": scene_schema_text,
    "explorer.schema.json": explorer_schema_text,
    "GLOSSARY.md": glossary_text,
}


def drifted(folder: Path = SPECS) -> list[str]:
    """The generated files that are not what the code says."""
    return [
        name
        for name, text in GENERATED.items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text()
    ]


def main(arguments: list[str] | None = None) -> int:
    """Write the files, or check that they are what the code says; 1 where they are not."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true", help="write the generated files")
    what.add_argument("--check", action="store_true", help="exit 1 if they are not what the code says")
    if parser.parse_args(arguments).write:
        for name, text in GENERATED.items():
            write_atomically(SPECS / name, text())
        return 0
    stale = drifted()
    for name in stale:
        sys.stderr.write(f"specs/{name} is not what the code says: run python tools/generate.py --write\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
