"""ringfence: what public sources say of air-defence systems, each figure with its source and its target class.

>>> from ringfence import Catalog, compare
>>> table = compare(Catalog.load(), ["s-400", "patriot-pac-3"], against=["aircraft", "ballistic-missile"])
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog
    from ringfence.errors import CatalogError, RingfenceError
    from ringfence.evidence.comparison import Comparison, compare
    from ringfence.evidence.figures import Figure, Rule, figure
    from ringfence.evidence.where import systems_where
    from ringfence.specs.system import System
    from ringfence.units.value import Measure, parse_measure

__version__ = "0.1.0"

_HOMES = {
    "Catalog": "ringfence.catalog.store",
    "CatalogError": "ringfence.errors",
    "Comparison": "ringfence.evidence.comparison",
    "Figure": "ringfence.evidence.figures",
    "Measure": "ringfence.units.value",
    "RingfenceError": "ringfence.errors",
    "Rule": "ringfence.evidence.figures",
    "System": "ringfence.specs.system",
    "compare": "ringfence.evidence.comparison",
    "figure": "ringfence.evidence.figures",
    "parse_measure": "ringfence.units.value",
    "systems_where": "ringfence.evidence.where",
}

__all__ = [
    "Catalog",
    "CatalogError",
    "Comparison",
    "Figure",
    "Measure",
    "RingfenceError",
    "Rule",
    "System",
    "compare",
    "figure",
    "parse_measure",
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
