"""The document's cells with every number looked up: what the pages print and the API serves."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import get_args

from pydantic import Field

from ringfence.explore.model import (
    ENGAGES,
    CellText,
    Document,
    LineText,
    SourceText,
    State,
    Stated,
    SystemText,
    TieText,
    by_rule,
)
from ringfence.specs.statement import Frozen
from ringfence.specs.words import Units


class StatementFacts(Stated):
    """One statement behind a cell: what its source says, whether it counts, and why not."""

    why_not: str | None = Field(None, description="Absent where the statement counts.")
    source: SourceText


class SaidOn(Frozen):
    """What a cell said by the dated sources of a day."""

    day: str
    text: str


class CellFacts(Frozen):
    """One cell by the typical rule. `si`, `low`, `high`: in the dimension's SI unit; absent where no figure counts."""

    measure: str
    target: str | None = None
    text: str
    units: dict[str, str] = Field(description="The same in metric, imperial, nautical and as-stated units.")
    si: float | None = None
    low: float | None = None
    high: float | None = None
    component: str | None = None
    basis: str
    statements: tuple[StatementFacts, ...] = ()
    history: tuple[SaidOn, ...] = ()


class OrderFacts(Frozen):
    """What ties a country to a system, as the catalog has it now."""

    country: str
    country_name: str
    system: str
    use: str
    orders: tuple[str, ...] = ()
    sources: tuple[SourceText, ...] = ()


class SystemFacts(SystemText):
    """A system with all its cells and orders."""

    cells: tuple[CellFacts, ...]
    orders: tuple[OrderFacts, ...]


def all_facts(document: Document) -> Iterator[SystemFacts]:
    """Every system of a document, in its order."""
    cells: dict[str, list[CellFacts]] = {system.id: [] for system in document.systems}
    orders: dict[str, list[OrderFacts]] = {system.id: [] for system in document.systems}
    states, lines = iter(document.states), iter(document.lines)
    for cell in document.cells:
        cells[cell.system].append(_cell(document, cell, islice(states, cell.then)))
    for tie in document.ties:
        orders[tie.system].append(_order(document, tie, islice(lines, tie.lines)))
    for system in document.systems:
        yield SystemFacts(**system.model_dump(), cells=tuple(cells[system.id]), orders=tuple(orders[system.id]))


def _cell(document: Document, cell: CellText, then: Iterable[State]) -> CellFacts:
    reading = document.readings[cell.reading]
    si, tail, about = by_rule(reading.si), by_rule(reading.tail), by_rule(reading.about)
    figure = document.figures[by_rule(reading.figure)]
    statements = [*_counted(document, cell), *(_said(document, index, None) for index in cell.answers)]
    units = {name: figure.in_units(name) + tail for name in get_args(Units)} if cell.measure != ENGAGES else {}
    return CellFacts(
        measure=cell.measure, target=cell.target, text=figure.metric + tail, units=units, si=si,
        low=si if reading.low is None else by_rule(reading.low),
        high=si if reading.high is None else by_rule(reading.high), component=by_rule(reading.component),
        basis=document.texts[by_rule(reading.basis)] + ("" if about is None else document.texts[about]),
        statements=tuple(statements), history=tuple(_history(document, then)),
    )  # fmt: skip


def _counted(document: Document, cell: CellText) -> Iterator[StatementFacts]:
    for index, letter in zip(cell.statements, cell.why, strict=True):
        number = ord(letter) - 97 if ord(letter) < 123 else ord(letter) - 0xA1 + 26
        yield _said(document, index, None if letter == "." else document.texts[cell.reasons[number]])


def _said(document: Document, index: int, why_not: str | None) -> StatementFacts:
    plain = dict(document.statements[index])
    return StatementFacts(**{**plain, "why_not": why_not, "source": document.sources[plain["source"]]})


def _history(document: Document, then: Iterable[State]) -> Iterator[SaidOn]:
    before = None
    for state in then:
        reading = document.readings[state.reading]
        text = document.figures[by_rule(reading.figure)].metric + by_rule(reading.tail)
        if before is not None and text != before:
            yield SaidOn(day=document.days[state.day], text=text)
        before = text


def _order(document: Document, tie: TieText, lines: Iterable[LineText]) -> OrderFacts:
    last = {line.name: line for line in lines}
    told = {name: "; ".join(filter(None, [line.stage, line.text])) for name, line in last.items() if line.stage}
    use = told.pop(None, "not stated")
    return OrderFacts(
        country=tie.country, country_name=document.countries.get(tie.country, tie.country), system=tie.system, use=use,
        orders=tuple(f"{name}: {text}" for name, text in told.items()),
        sources=tuple(document.sources[number] for number in tie.sources),
    )  # fmt: skip
