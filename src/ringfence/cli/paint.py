"""Colour on a terminal that takes it: verdicts, and the kinds of sources. Nothing is said by colour alone."""

import os
import re
import sys
from typing import get_args

import click

from ringfence.specs.words import SourceKind

_OWN = ("manufacturer", "government", "military")
_PRESS = ("news-agency", "newspaper", "trade-press", "think-tank", "academic", "encyclopedia")
_ANY = "|".join(get_args(SourceKind))
_KIND = re.compile(rf"(?<=, )(?:{_ANY})(?=$|,)|(?<=\()(?:{_ANY})(?=, )")
_VERDICTS = {
    "CONTRADICTED": "red", "TO LOOK AT": "yellow", "SUPPORTED": "green", "NOT COVERED": "blue",
    "  counted:": "green", "  listed, not counted:": "yellow", "  engaged, according to:": "green",
    "  not engaged, according to:": "red",
}  # fmt: skip
"""Lines that are a verdict on those below."""


def in_colour() -> bool:
    """Whether the screen is a terminal that takes colour, and NO_COLOR is not set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def painted(text: str) -> str:
    """The text with its verdicts and kinds of sources in colour."""
    return "".join(_line(line) for line in text.splitlines(keepends=True))


def _line(line: str) -> str:
    bare = line.rstrip("\n")
    if bare in _VERDICTS:
        return click.style(bare, fg=_VERDICTS[bare], bold=True) + line[len(bare) :]
    return _KIND.sub(lambda found: click.style(found[0], fg=_colour(found[0])), bare) + line[len(bare) :]


def _colour(kind: str) -> str:
    return "cyan" if kind in _OWN else "blue" if kind in _PRESS else "magenta"
