"""The document's cells with every number looked up: what the pages print and the API serves."""

from collections.abc import Iterator

from pydantic import Field

from ringfence.explore.model import ENGAGES, CellText, Document, Reading, Said
from ringfence.specs.statement import Frozen


class SourceFacts(Frozen):
    """A source, as the record has it."""

    key: str
    publisher: str
    kind: str
    language: str
    published: str | None = None
    url: str | None = None
    title: str | None = None
    retells: str | None = None
    archived: str | None = None


class StatementFacts(Frozen):
    """One statement behind a cell: what its source says, whether it counts, and why not."""

    stated: str
    targets: tuple[str, ...] = ()
    component: str | None = None
    by: str | None = None
    at: str | None = None
    note: str | None = None
    why_not: str | None = Field(None, description="Absent where the statement counts.")
    source: SourceFacts


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
    """What ties a country to a system."""

    country: str
    country_name: str
    system: str
    use: str
    orders: tuple[str, ...] = ()
    sources: tuple[SourceFacts, ...] = ()


class SystemFacts(Frozen):
    """A system with all its cells and orders."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    origin: tuple[str, ...]
    maker: str | None = None
    kind: str
    status: str
    reference: str
    note: str | None = None
    cells: tuple[CellFacts, ...]
    orders: tuple[OrderFacts, ...]


_UNITS = ("metric", "imperial", "nautical", "as-stated")


def all_facts(document: Document) -> Iterator[SystemFacts]:
    """Every system of a document, in its order."""
    orders = [*_orders(document)]
    for system in document.systems:
        yield SystemFacts(
            **system.model_dump(), cells=tuple(_cell(document, cell) for cell in document.cells.get(system.id, ())),
            orders=tuple(order for order in orders if order.system == system.id),
        )  # fmt: skip


def source_facts(document: Document, index: int) -> SourceFacts:
    """A source by its number."""
    return SourceFacts(**document.sources[index]._asdict())


def phrase_in(phrase: tuple[str, ...], unit: int) -> str:
    """A phrase in a unit; what is left out is as in metric."""
    return (phrase[unit] if unit < len(phrase) else "") or phrase[0]


def _cell(document: Document, cell: CellText) -> CellFacts:
    reading: Reading = document.readings[cell.reading]
    phrase = document.phrases[reading.text[0]]
    statements = [*_counted(document, cell), *(_said(document, index, None) for index in cell.answers)]
    return CellFacts(
        measure=cell.measure, target=cell.target, text=phrase[0],
        units={name: phrase_in(phrase, unit) for unit, name in enumerate(_UNITS)} if cell.measure != ENGAGES else {},
        si=reading.si[0] if reading.si else None, low=reading.low[0] if reading.low else None,
        high=reading.high[0] if reading.high else None, component=reading.component[0] if reading.component else None,
        basis=document.texts[reading.basis[0]] + (document.texts[reading.about[0]] if reading.about else ""),
        statements=tuple(statements), history=tuple(_history(document, cell)),
    )  # fmt: skip


def _counted(document: Document, cell: CellText) -> Iterator[StatementFacts]:
    for index, letter in zip(cell.statements, cell.why, strict=True):
        number = ord(letter) - 97 if ord(letter) < 123 else ord(letter) - 0xA1 + 26
        yield _said(document, index, None if letter == "." else document.texts[cell.reasons[number]])


def _said(document: Document, index: int, why_not: str | None) -> StatementFacts:
    said: Said = document.statements[index]
    return StatementFacts(
        stated=said.stated, targets=said.targets, component=said.component, by=said.by, at=said.at, note=said.note,
        why_not=why_not, source=source_facts(document, said.source),
    )  # fmt: skip


def _history(document: Document, cell: CellText) -> Iterator[SaidOn]:
    before = None
    for state in cell.then[1:]:
        text = document.phrases[document.readings[state.reading].text[0]][0]
        if text != before:
            yield SaidOn(day=document.days[state.day], text=text)
        before = text


def _orders(document: Document) -> Iterator[OrderFacts]:
    for order in document.orders:
        yield OrderFacts(
            country=order.country, country_name=document.countries.get(order.country, order.country),
            system=order.system,
            use=order.use, orders=order.orders, sources=tuple(source_facts(document, index) for index in order.sources),
        )  # fmt: skip
