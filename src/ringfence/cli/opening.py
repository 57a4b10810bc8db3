"""Pages that are opened at once: `explore` without --output, and `--open` of other commands."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ringfence.cli.options import Options, say
from ringfence.errors import RingfenceError

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog
    from ringfence.evidence.rule import Rule
    from ringfence.explore.model import Opening

open_option: Options[Any] = click.option(
    "--open", "opened", is_flag=True, help="Open the page of `ringfence explore` for this instead."
)


def open_explorer(catalog: "Catalog", names: Sequence[str], rule: "Rule", opening: "Opening") -> None:
    """The page for some systems, opened. Raises RingfenceError."""
    import shlex

    from ringfence.explore.build import explore

    command = shlex.join(["ringfence", *sys.argv[1:]])
    open_page(explore(catalog, names, opening=opening, rule=rule, command=command)[0])


def open_page(page: str) -> None:
    """Write a page to a temporary place and open it in the browser; where there is no screen, say where it is."""
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix="ringfence-", suffix=".html")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(page)
    except OSError as error:
        raise RingfenceError(f"cannot write a temporary page: {error.strerror}") from error
    say(f"wrote {name}")
    if _has_screen():
        click.launch(Path(name).as_uri())


def _has_screen() -> bool:
    if os.environ.get("CI"):
        return False
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
