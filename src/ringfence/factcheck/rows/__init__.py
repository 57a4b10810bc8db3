"""The rules as rows of tables, each with a sentence that needs it and one that it must leave alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_NO_LETTERS = re.compile(r"\\.|\[[^\]]*\]|\{[^}]*\}|\w[?*]")


@dataclass(frozen=True, slots=True)
class Row:
    """What it tells, the pattern of lowered text, a sentence that needs it and one that it must leave alone.

    `where`: on which side of a figure it stands, or what it clouds; `of`: the dimensions of the figures that it can be
    about; `weight`: how much it costs beside the distance, so that the least wins.
    """

    name: str
    pattern: str
    needs: str
    leaves: str
    where: str = ""
    of: str = ""
    weight: str = "0"

    def matches(self, low: str) -> Iterator[re.Match[str]]:
        """Where the row's words stand in a lowered text; the pattern is made only for a text that may hold one."""
        return re.finditer(self.pattern, low) if may_hold(self.pattern, low) else iter(())


@cache
def table(name: str) -> list[Row]:
    """The rows of the file of this name, whose first line names the columns."""
    head, *lines = Path(__file__).with_name(f"{name}.tsv").read_text("utf-8").splitlines()
    columns = head.split("\t")
    return [Row(**dict(zip(columns, line.split("\t"), strict=True))) for line in lines]


def listed(name: str) -> frozenset[str]:
    """The words of a list of `words.tsv`, in which `_` stands for a space."""
    return frozenset(word.replace("_", " ") for word in _lists()[name].split())


def pairs(name: str) -> dict[str, str]:
    """The words of such a list, each with what stands behind its `=`."""
    some = (word.partition("=") for word in _lists()[name].split())
    return {word.replace("_", " "): meant for word, _, meant in some}


@cache
def _lists() -> dict[str, str]:
    lines = Path(__file__).with_name("words.tsv").read_text("utf-8").splitlines()
    return {name: some for name, _, some in (line.partition("\t") for line in lines)}


def groups(name: str) -> str:
    """All patterns of a table in one, a group each: `r0`, `r1` …"""
    return "|".join(f"(?P<r{index}>{row.pattern})" for index, row in enumerate(table(name)))


def named(name: str, match: re.Match[str]) -> str:
    """The name of the row whose group matched."""
    return table(name)[int((match.lastgroup or "r0")[1:])].name


def may_hold(pattern: str, low: str) -> bool:
    """Whether a text holds letters of the pattern, one run of which every match has."""
    parts = _parts(pattern)
    return not parts or any(part in low for part in parts)


@cache
def _parts(pattern: str) -> tuple[str, ...]:
    return tuple(set(re.findall(r"[a-z']{2,}|[>~]", _NO_LETTERS.sub("|", pattern))))
