"""The tool that one would write first: all YAML with PyYAML's SafeLoader, every field with pint, a table with tabulate."""

import sys
from pathlib import Path
from typing import Any

import yaml
from pint import UnitRegistry
from tabulate import tabulate

REGISTRY: Any = UnitRegistry()


def magnitude(value: object) -> float | None:
    """The figure in km, for whatever pint can make of it."""
    text = value.get("value") if isinstance(value, dict) else value
    for word in ("up to ", "at least ", "more than ", "less than ", "about "):
        text = str(text).replace(word, "")
    try:
        return float(REGISTRY.Quantity(str(text)).to("km").magnitude)
    except Exception:  # noqa: BLE001  # whatever a naive tool meets, it goes on
        return None


def main() -> None:
    """Read everything, then print two systems."""
    systems = {}
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        figures = [
            magnitude(value)
            for envelope in data.get("envelopes", ())
            for name, sources in envelope.items()
            if isinstance(sources, dict)
            for some in sources.values()
            for value in (some if isinstance(some, list) else [some])
        ]
        systems[path.stem] = max((f for f in figures if f is not None), default=None)
    print(tabulate([(name, systems.get(name)) for name in ("s-400", "patriot-pac-3")]))


main()
