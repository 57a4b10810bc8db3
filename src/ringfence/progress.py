"""Long work told on a terminal: one line on standard error, which is gone when the work is done.

Nothing is told in a pipe, in a file, to a dumb terminal, nor to who calls ringfence from Python: `tell` is the command
line's to call.
"""

import os
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

_Item = TypeVar("_Item")
_QUIET_S, _EVERY_S = 1.0, 0.2
_told_on: TextIO | None = None


def tell(stream: TextIO | None) -> None:
    """From now on long work is told on this stream, if a person sits before it."""
    global _told_on  # one program, one terminal
    seen = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    _told_on = stream if seen else None


def steps(items: Iterable[_Item], what: str, total: int | None = None) -> Iterator[_Item]:
    """The items, one after the other; after a second of work a line says how many are done: `rings: 1,200 of 5,000`."""
    if _told_on is None:
        yield from items
        return
    begun = shown = monotonic()
    told = ""
    try:
        for number, item in enumerate(items):
            now = monotonic()
            if now - begun >= _QUIET_S and now - shown >= _EVERY_S:
                shown, told = now, f"{what}: {number:,}" + (f" of {total:,}" if total else "")
                _write(f"\r{told}\x1b[K")
            yield item
    finally:
        if told:
            _write("\r\x1b[K")


def _write(text: str) -> None:
    if _told_on is None:
        return
    try:
        _told_on.write(text)
        _told_on.flush()
    except OSError:
        tell(None)  # the terminal is gone; the work goes on
