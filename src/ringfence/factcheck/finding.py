"""What is found of one figure: a verdict or a pointer, with the statements that it rests on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from ringfence.evidence.figures import Cell, Group
from ringfence.factcheck.point import Point
from ringfence.factcheck.records import Row
from ringfence.specs.statement import PartialDate, Source

T = TypeVar("T")


class Outcome(Enum):
    """How a figure came out; the order is that of the report."""

    CONTRADICTED = "contradicted"
    LOOK = "look"
    SUPPORTED = "supported"
    OPEN = "in no record"


@dataclass(frozen=True, slots=True)
class Witness:
    """One statement as it is shown: who says what, when."""

    text: str
    source: Source
    when: PartialDate | None


@dataclass(frozen=True, slots=True)
class Beside:
    """A cell shown beside a figure; `ticked` where what it shows is the figure."""

    cell: Cell
    group: Group
    ticked: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure, for one class where it names some. `system`: whose record it is held against, None where several are meant.

    `measure` and `target` are those of the cell, or a field of the ledger; `wording`: what the judged pool carries.
    """

    point: Point
    outcome: Outcome
    reason: str
    system: str | None
    measure: str
    target: str | None = None
    beside: tuple[Beside, ...] = ()
    ledger: tuple[Row, ...] = ()
    supporting: tuple[Witness, ...] = ()
    opposing: tuple[Witness, ...] = ()
    wording: str | None = None
    command: str | None = None


_BEST = (
    "manufacturer government military academic encyclopedia think-tank news-agency trade-press newspaper state-media"
)
_RANK = _BEST.split()


def best_witnesses(some: Iterable[tuple[Source, int, T]], made: Callable[[T], Witness]) -> tuple[Witness, ...]:
    """The two statements to show of sources: in English, of the class alone (0 of the number beside it), dated, of the
    maker, governments and reference works first; of one publisher once."""

    def rank(one: tuple[Source, int, T]) -> tuple[bool, int, bool, int, str]:
        source, naming, _ = one
        kind = _RANK.index(source.kind) if source.kind in _RANK else len(_RANK)
        return source.language != "en", naming, source.published is None, kind, source.publisher

    seen: dict[str, T] = {}
    for source, _, what in sorted(some, key=rank):
        seen.setdefault(source.publisher, what)
    return tuple(made(what) for what in list(seen.values())[:2])
