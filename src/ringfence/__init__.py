"""ringfence: what public sources say of air-defence systems, each figure with its source and its target class.

>>> from ringfence import Catalog, compare
>>> table = compare(Catalog.load(), ["s-400", "patriot-pac-3"], against=["aircraft", "ballistic-missile"])
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog
    from ringfence.errors import CatalogError, RingfenceError
    from ringfence.evidence.comparison import Comparison, compare
    from ringfence.evidence.figures import Cell, cell_of
    from ringfence.evidence.rule import Rule
    from ringfence.evidence.where import systems_where
    from ringfence.specs.system import System
    from ringfence.units.value import Value, parse_value

__version__ = "0.1.0"

_HOMES = {
    "Catalog": "ringfence.catalog.store",
    "CatalogError": "ringfence.errors",
    "Cell": "ringfence.evidence.figures",
    "Comparison": "ringfence.evidence.comparison",
    "RingfenceError": "ringfence.errors",
    "Rule": "ringfence.evidence.rule",
    "System": "ringfence.specs.system",
    "Value": "ringfence.units.value",
    "cell_of": "ringfence.evidence.figures",
    "compare": "ringfence.evidence.comparison",
    "parse_value": "ringfence.units.value",
    "systems_where": "ringfence.evidence.where",
}

__all__ = [
    "Catalog",
    "CatalogError",
    "Cell",
    "Comparison",
    "RingfenceError",
    "Rule",
    "System",
    "Value",
    "cell_of",
    "compare",
    "parse_value",
    "systems_where",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that one command does not pay for all."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ringfence' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
