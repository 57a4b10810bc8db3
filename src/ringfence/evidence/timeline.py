"""What a timeline of an order shows: how many had arrived by which day, and what was promised when. Nothing is drawn
here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ringfence.english import plural
from ringfence.evidence.orders import Holding
from ringfence.evidence.origins import origin_of
from ringfence.specs.acquisition import DeliveredStatement, ExpectedStatement, Quantity
from ringfence.specs.statement import PartialDate, Source


@dataclass(frozen=True, slots=True)
class Step:
    """How many had arrived by a day: the highest count of the sources that speak of this day, and their spread."""

    day: PartialDate
    typical: float
    lowest: float
    highest: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A delivery that sources expected. `said`: when; None where the sources have no date."""

    what: str
    due: PartialDate
    said: PartialDate | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One order over time."""

    holding: Holding
    steps: tuple[Step, ...]
    promises: tuple[Promise, ...]
    undated: tuple[str, ...]

    @property
    def days(self) -> tuple[PartialDate, ...]:
        """Every day that would be drawn."""
        said = (p.said for p in self.promises if p.said)
        return (*self.holding.signed, *(s.day for s in self.steps), *(p.due for p in self.promises), *said)

    def evidence(self) -> dict[str, Any]:
        """What a drawn figure carries, so that it can be derived again."""
        holding = self.holding
        return {
            "system": holding.system.id, "acquisition": holding.acquisition.id, "unit": holding.unit,
            "signed": [d.text for d in holding.signed],
            "ordered": holding.ordered and holding.ordered.typical,
            "delivered": [[s.day.text, s.typical, s.lowest, s.highest] for s in self.steps],
            "promised": [[p.what, p.due.text, p.said and p.said.text] for p in self.promises],
        }  # fmt: skip


def story(holding: Holding) -> Story:
    """The steps and promises of a holding, each with its sources. A delivery that was counted in other units is left
    out.
    """
    order, sources = holding.acquisition, holding.system.sources
    words = {holding.unit, *order.also_called, "unit"} if holding.unit == order.unit else {holding.unit}
    counts: dict[PartialDate, list[tuple[str, float]]] = {}
    promised: dict[tuple[str, PartialDate, PartialDate | None], list[str]] = {}
    undated = []
    for said in holding.said:
        statement = said.statement
        if isinstance(statement, ExpectedStatement):
            if statement.superseded is None:
                key = (_what(statement.nth, statement.value, words, holding.unit), statement.due, said.told)
                promised.setdefault(key, []).append(said.source)
        elif isinstance(statement, DeliveredStatement) and statement.counts and statement.value.unit in words:
            day = statement.as_of or sources[said.source].published
            if day is None:
                undated.append(f"{statement.value.text} ({said.source})")
            else:
                counts.setdefault(day, []).append((said.source, statement.value.count.high))
    steps = [_step(day, some, sources) for day, some in counts.items()]
    promises = [Promise(what, due, said, tuple(dict.fromkeys(keys))) for (what, due, said), keys in promised.items()]
    return Story(
        holding,
        tuple(sorted(steps, key=lambda s: (s.day.first.toordinal() + s.day.last.toordinal(), s.day.last))),
        tuple(
            sorted(promises, key=lambda p: (p.what, p.said is None, p.said.last if p.said else p.due.last, p.due.last))
        ),
        tuple(undated),
    )


def _what(nth: int | None, value: Quantity | None, words: set[str], unit: str) -> str:
    """What is promised; the words that sources use for one thing in this order are one word here."""
    if nth is not None:
        return f"no. {nth}"
    if value is None:
        return "deliveries"
    unit = unit if value.unit in words else value.unit
    return f"{value.count.text} {unit if value.count.high == 1 else plural(unit)}"


def _step(day: PartialDate, some: Iterable[tuple[str, float]], sources: dict[str, Source]) -> Step:
    """The highest over origins, as everywhere for what grows."""
    by_origin: dict[str, float] = {}
    keys = []
    for key, count in some:
        origin = origin_of(key, sources)
        by_origin[origin] = max(by_origin.get(origin, 0.0), count)
        keys.append(key)
    ranked = sorted(by_origin.values())
    return Step(day, ranked[-1], ranked[0], ranked[-1], tuple(dict.fromkeys(keys)))
