"""Which text a source retells, and the lower median: said here once."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from ringfence.specs.statement import Source

T = TypeVar("T")


def origin_of(key: str, sources: Mapping[str, Source]) -> str:
    """The root of what a source retells: the source itself where it retells nothing. `check` refuses a circle."""
    seen = {key}
    while (source := sources.get(key)) and source.retells and source.retells not in seen:
        key = source.retells
        seen.add(key)
    return key


def origins(keys: Sequence[str], sources: Mapping[str, Source]) -> int:
    """How many independent texts stand behind these sources."""
    return len({origin_of(key, sources) for key in keys})


def lower_median(ranked: Sequence[T]) -> T:
    """The middle one of a ranked sequence, the lower of the two middle ones of an even one: one that somebody
    stated.
    """
    return ranked[(len(ranked) - 1) // 2]
