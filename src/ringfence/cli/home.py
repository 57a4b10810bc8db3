"""What `ringfence` says of itself, and what a first word means that is no command."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from ringfence.errors import Ambiguous, NotFound, nearest

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog

GROUPS: dict[str, tuple[str, ...]] = {
    "Look up": ("search", "show", "compare", "list", "explain", "sources", "factcheck", "explore"),
    "Draw": ("rings", "envelope", "chart", "verify"),
    "Orders and operators": ("acquisitions", "operators"),
    "Take elsewhere": ("export", "site"),
    "Contribute": ("suggest", "new", "import", "check", "audit", "diff"),
    "Aids": ("value", "completion"),
}
"""Commands by what one wants to do."""

_ROOMS = {
    "Look up": "lookup", "Draw": "draw", "Orders and operators": "orders", "Take elsewhere": "export",
    "Contribute": "contribute", "Aids": "aids",
}  # fmt: skip
"""The folder in which the commands of a group lie."""

ALIASES = {
    "find": "search", "card": "show", "info": "show", "versus": "compare", "map": "rings", "orders": "acquisitions",
    "users": "operators", "fact-check": "factcheck", "why": "explain",
}  # fmt: skip
"""Other names of commands; they work, and no help lists them."""

_TRY = (
    ("ringfence compare s-400 vs patriot-pac-3", "side by side, by class of target"),
    ("ringfence explain s-400 --against ballistic-missile", "who says so, with links"),
    ('ringfence rings s-400 --at "New Delhi"', "a map, rings.svg, that says what limits each ring"),
)


def home(commands: Mapping[str, str]) -> str:
    """What ringfence is, three things to try, and the commands in groups."""
    lines = [
        "ringfence: what public sources say of air-defence systems, each figure with its source, its doubt",
        "and the kind of target it holds against.",
        "",
        "Try:",
    ]
    longest = max(len(command) for command, _ in _TRY)
    lines += [f"  {command:{longest}}  {what}" for command, what in _TRY]
    width = max(map(len, commands))
    for heading, names in GROUPS.items():
        lines += ["", f"{heading}:"]
        lines += [f"  {name:{width}}  {commands[name]}" for name in names]
    return "\n".join([*lines, "", "`ringfence NAME` shows a system; `ringfence COMMAND --help` tells the rest.", ""])


def _is_one(catalog: "Catalog", name: str) -> bool:
    """Whether a known name is one system's, and no family's."""
    try:
        catalog.get(name)
    except Ambiguous:
        return False
    return True


def room_of(command: str) -> str:
    """The module of a command, such as `ringfence.cli.draw.rings`."""
    room = next(_ROOMS[heading] for heading, names in GROUPS.items() if command in names)
    return f"ringfence.cli.{room}.{'import_' if command == 'import' else command}"


def meant(words: Sequence[str], commands: Mapping[str, str]) -> str:
    """The command for words that begin with none: the card of a system, a comparison of several, the list of a
    family.

    Raises click.UsageError with what is near.
    """
    from ringfence.cli.words import quiet_catalog, split

    catalog = quiet_catalog()
    names = split(catalog, words)
    if names and all(catalog.knows(name) for name in names):
        return "compare" if len(names) > 1 else "show" if _is_one(catalog, names[0]) else "list"
    close = nearest(words[0], (*commands, *ALIASES))
    if close:
        raise click.UsageError(f"there is no command {words[0][:40]!r}. Did you mean {close[0]!r}?")
    try:
        for name in names:
            catalog.get(name)
    except Ambiguous:
        return "list" if len(names) == 1 else "compare"
    except NotFound as error:
        raise click.UsageError(f"there is no command {words[0][:40]!r}, and {error}") from error
    raise click.UsageError(f"there is no command {words[0][:40]!r}")
