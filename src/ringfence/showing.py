"""What a notebook shows of plain data: records and cells know nothing of tables, and ask here for their HTML."""

from importlib import import_module

HOMES: dict[str, str] = {}
"""Name of a class → module:function that makes HTML of it; `ringfence` fills it in."""


def html_of(thing: object) -> str | None:
    """The HTML of a thing, as a notebook asks for it; None where nothing but its repr is known."""
    module, _, name = HOMES.get(type(thing).__name__, "").partition(":")
    return str(getattr(import_module(module), name)(thing)) if module else None
