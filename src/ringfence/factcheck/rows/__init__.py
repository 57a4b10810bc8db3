"""The rules as rows of tables, each with a sentence that needs it and one that it must leave alone."""

from dataclasses import dataclass


def words(*texts: str) -> frozenset[str]:
    """The words of some texts, parted by spaces."""
    return frozenset(word for text in texts for word in text.split())


@dataclass(frozen=True, slots=True)
class Row:
    """What it tells, the pattern of lowered text, a sentence that needs it and one that it must leave alone."""

    name: str
    pattern: str
    needs: str
    leaves: str
