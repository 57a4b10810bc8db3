"""The page's engine in V8, without a browser."""

import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest
from py_mini_racer import MiniRacer

ENGINE = ("geo.js", "horizon.js", "project.js", "rings.js", "ground.js")


@pytest.fixture(scope="session")
def engine() -> Callable[..., Any]:
    """Calls a function of the engine's files with plain data: `engine("direct", 0, 0, 90, 1000)`."""
    context = MiniRacer()
    for name in ENGINE:
        context.eval((resources.files("ringfence.explore") / "assets" / name).read_text("utf-8"))

    def call(expression: str, *arguments: Any) -> Any:
        texts = ",".join(json.dumps(argument) for argument in arguments)
        return json.loads(str(context.eval(f"JSON.stringify(({expression})({texts}))")))

    return call
