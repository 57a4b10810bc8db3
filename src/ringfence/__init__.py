"""ringfence: what public sources say of air-defence systems, each figure with its source and its target class.

>>> import ringfence as rf
>>> rf.compare("s-400", "patriot-pac-3", against="aircraft,ballistic-missile")
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from ringfence.showing import HOMES

if TYPE_CHECKING:
    from ringfence.answers import Answer, Checked, Page, Picture
    from ringfence.api import (
        catalog,
        cell,
        chart,
        compare,
        envelope,
        explain,
        explore,
        factcheck,
        orders,
        rings,
        show,
    )
    from ringfence.catalog.store import Catalog
    from ringfence.errors import CatalogError, RingfenceError
    from ringfence.evidence.comparison import Comparison
    from ringfence.evidence.figures import Cell, cell_of
    from ringfence.evidence.rule import Rule
    from ringfence.evidence.where import systems_where
    from ringfence.specs.system import System
    from ringfence.units.value import Value, parse_value

__version__ = "0.1.0"

_HOMES = {
    "Answer": "ringfence.answers",
    "Catalog": "ringfence.catalog.store",
    "CatalogError": "ringfence.errors",
    "Checked": "ringfence.answers",
    "Cell": "ringfence.evidence.figures",
    "Comparison": "ringfence.evidence.comparison",
    "Page": "ringfence.answers",
    "Picture": "ringfence.answers",
    "RingfenceError": "ringfence.errors",
    "Rule": "ringfence.evidence.rule",
    "System": "ringfence.specs.system",
    "Value": "ringfence.units.value",
    "catalog": "ringfence.api",
    "cell": "ringfence.api",
    "cell_of": "ringfence.evidence.figures",
    "chart": "ringfence.api",
    "compare": "ringfence.api",
    "envelope": "ringfence.api",
    "explain": "ringfence.api",
    "explore": "ringfence.api",
    "factcheck": "ringfence.api",
    "orders": "ringfence.api",
    "parse_value": "ringfence.units.value",
    "rings": "ringfence.api",
    "show": "ringfence.api",
    "systems_where": "ringfence.evidence.where",
}
HOMES |= {name: f"ringfence.answers:{name.lower()}_html" for name in ("Catalog", "Cell", "System")}
_ALSO_PACKAGES = ("catalog", "explore", "factcheck")

__all__ = [
    "Answer",
    "Catalog",
    "CatalogError",
    "Cell",
    "Checked",
    "Comparison",
    "Page",
    "Picture",
    "RingfenceError",
    "Rule",
    "System",
    "Value",
    "catalog",
    "cell",
    "cell_of",
    "chart",
    "compare",
    "envelope",
    "explain",
    "explore",
    "factcheck",
    "orders",
    "parse_value",
    "rings",
    "show",
    "systems_where",
]


class _Function(ModuleType):
    """A package that is called as the function of its name in `ringfence.api`."""

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"

    @property
    def __signature__(self) -> Any:
        from inspect import signature

        return signature(getattr(import_module("ringfence.api"), self.__name__.rpartition(".")[2]))

    def __call__(self, *args: Any, **options: Any) -> Any:
        return getattr(import_module("ringfence.api"), self.__name__.rpartition(".")[2])(*args, **options)


class _Face(ModuleType):
    """This package: what it is given as a part of the same name as a public function stays callable."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _ALSO_PACKAGES and isinstance(value, ModuleType):
            value.__class__ = _Function
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that one command does not pay for all."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ringfence' has no attribute {name!r}")
    return import_module(f"ringfence.{name}") if name in _ALSO_PACKAGES else getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
