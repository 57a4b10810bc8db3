"""The page's engine in V8, without a browser; a page of the whole catalog, made once."""

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
from py_mini_racer import MiniRacer

from ringfence.catalog.store import Catalog
from ringfence.explore.document import make_document
from ringfence.explore.model import Document, Opening, SiteText

ENGINE = (
    "geo.js",
    "horizon.js",
    "project.js",
    "rings.js",
    "ground.js",
    "book.js",
    "reach.js",
    "orders.js",
    "state.js",
    "chart.js",
    "table.js",
    "view.js",
)
"""The files that need no browser."""

Engine = Callable[..., Any]


@pytest.fixture(scope="session")
def engine() -> Engine:
    """Calls a function of the engine's files with plain data: `engine("direct", 0, 0, 90, 1000)`."""
    context = MiniRacer()
    for name in ENGINE:
        context.eval((resources.files("ringfence.explore") / "assets" / name).read_text("utf-8"))

    def call(expression: str, *arguments: Any) -> Any:
        texts = ",".join(json.dumps(argument) for argument in arguments)
        return json.loads(str(context.eval(f"JSON.stringify(({expression})({texts}))")))

    return call


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


@pytest.fixture(scope="session")
def whole(catalog: Catalog) -> Document:
    """The document of all shipped systems."""
    opening = Opening(
        systems=("s-400", "patriot-pac-3"), against=("aircraft", "ballistic-missile"),
        sites=(SiteText(name="New Delhi", latitude=28.63576, longitude=77.22445),),
    )  # fmt: skip
    return make_document(catalog, tuple(catalog), opening=opening, title="A title", command="ringfence explore")
