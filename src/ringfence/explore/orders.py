"""Who operates and who ordered a system, for the page: a line an order, by the day."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ringfence.evidence.counts import told
from ringfence.evidence.operators import Tie, ties
from ringfence.explore.model import LineText, TieText
from ringfence.specs.statement import PartialDate
from ringfence.specs.system import System, statements
from ringfence.tables.order_words import summary
from ringfence.tables.wording import Style

if TYPE_CHECKING:
    from ringfence.explore.document import Shelves

Words = tuple[str | None, str | None]
"""Stage and rest of a line; both None where nothing is said."""
NOTHING: Words = (None, None)
USE = None
"""The name of the line that tells of the use."""


def order_days(system: System) -> list[str]:
    """The days on which something became known of its orders and its use."""
    spoken = (
        told(system.sources[key], statement)
        for loc, key, statement in statements(system)
        if loc[0] in ("operators", "acquisitions")
    )
    return sorted({day.last.isoformat() for day in spoken if day})


def ties_of(system: System, shelves: "Shelves") -> Iterator[tuple[TieText, tuple[LineText, ...]]]:
    """Every country that sources tie to a system, with what they said of each order by the day."""
    now = list(ties([system]))
    days = order_days(system)
    then = [(day, {tie.country: _said(tie) for tie in ties([system], as_of=PartialDate(day))}) for day in days]
    for tie in now:
        said = _said(tie)
        states = [(shelves.days.index(day), some.get(tie.country, {})) for day, some in then]
        lines = tuple(line for name in said for line in _lines(name, said, states))
        sources = tuple(shelves.source(key, source) for key, source in tie.sources.items())
        yield TieText(country=tie.country, system=system.id, lines=len(lines), sources=sources), lines


def _lines(
    name: str | None, now: dict[str | None, Words], then: list[tuple[int, dict[str | None, Words]]]
) -> Iterator[LineText]:
    """A line from each day on which it changes; last, where undated sources make it another, what it says today."""
    before = NOTHING
    for day, said in then:
        words = said.get(name, NOTHING)
        if words != before:
            yield LineText(name=name, day=day, stage=words[0], text=words[1])
        before = words
    if now[name] != before:
        yield LineText(name=name, stage=now[name][0], text=now[name][1])


def _said(tie: Tie) -> dict[str | None, Words]:
    found: dict[str | None, Words] = {} if tie.use == "not stated" else {USE: (tie.use, None)}
    for holding in tie.holdings:
        stage, _, text = (summary(holding, Style()) or "?").partition("; ")
        found[holding.acquisition.id] = stage, text or None
    return found
