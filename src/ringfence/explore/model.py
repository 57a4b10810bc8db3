"""The document that a page carries: what specs/explorer.schema.json describes. Indices count from 0 within the
document.
"""

import json
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from ringfence.geo.horizon import RangeIs
from ringfence.specs.statement import Frozen
from ringfence.specs.words import Choice, Units

FORMAT: Literal["ringfence explorer 1"] = "ringfence explorer 1"
CHOICES = ("typical", "lowest", "highest")
Index = Annotated[int, Field(ge=0)]
ENGAGES = "engages"
"""Stands for a measure in the cells that only say whether a class is engaged."""


class MeasureText(Frozen):
    """A measure as a reader sees it."""

    name: str
    label: str
    meaning: str
    targeted: bool
    minimum: bool


class TargetText(Frozen):
    """A target class."""

    name: str
    family: str


class SystemText(Frozen):
    """What identifies a system, and what it is found by."""

    id: str
    name: str
    names: tuple[str, ...]
    parts: tuple[str, ...]
    origin: tuple[str, ...]
    maker: str | None = None
    kind: str
    status: str
    reference: str
    note: str | None = None


class SourceText(NamedTuple):
    """A source."""

    key: str
    publisher: str
    kind: str
    language: str
    published: str | None = None
    url: str | None = None
    title: str | None = None
    retells: str | None = None
    archived: str | None = None


class Said(NamedTuple):
    """A statement: a figure as stated, or a yes or no."""

    source: Index
    stated: str
    targets: tuple[str, ...] = ()
    note: str | None = None
    component: str | None = None
    by: str | None = None
    at: str | None = None


class Reading(NamedTuple):
    """What a cell says, each by rule: typical, lowest, highest; one entry where all say the same. `text`: its phrase.

    `basis` and `about`, one after the other, tell how the cell came about.
    `si`: what a ring is drawn by and a ranking sorted by, in SI; empty where the cell has no figure. `low`, `high`: the
    spread.
    """

    text: tuple[Index, ...]
    basis: tuple[Index, ...]
    about: tuple[Index, ...] = ()
    si: tuple[float, ...] = ()
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    component: tuple[str | None, ...] = ()
    others: tuple[tuple[str | None, tuple[float, ...]], ...] = ()
    """Heights and minimum ranges: what the other groups show, each with its name and its figures by rule."""


class State(NamedTuple):
    """A cell from a day on: its reading, for each of its statements whether it counts, how many undated sources are
    left out.

    `day`: its place among the document's days. `why`: a letter a statement, a dot where it counts, else its reason in
    the cell: a for the first.
    """

    day: Index
    reading: Index
    why: str = ""
    undated: int = 0


class CellText(NamedTuple):
    """One measure and class of a system: its statements, why each does not count, and what it says now and said by the
    day.

    Of `then` the first is what it said before any dated source. `answers`: the yes and no behind an `engages`.
    """

    measure: str
    target: str | None
    reading: Index
    then: tuple[State, ...] = ()
    statements: tuple[Index, ...] = ()
    why: str = ""
    reasons: tuple[Index, ...] = ()
    answers: tuple[Index, ...] = ()


class OrderText(NamedTuple):
    """What ties a country to a system: whether it operates it, and a line an order."""

    country: str
    system: str
    use: str
    orders: tuple[str, ...] = ()
    sources: tuple[Index, ...] = ()


class GroundText(Frozen):
    """Land, lakes and borders at one scale, packed: see ground.js. `steps`: steps a degree."""

    scale: Literal["110m", "50m", "10m"]
    steps: int
    land: str
    lakes: str
    borders: str


class SiteText(Frozen):
    """A site that the page opens with; `systems`: only these of the systems shown; none named: all. `sector`: from and
    to, as bearings.
    """

    name: str
    latitude: float
    longitude: float
    systems: tuple[str, ...] = ()
    sector: tuple[float, float] | None = None


class Opening(Frozen):
    """What the page shows before a reader touches it. Lengths in metres."""

    systems: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    sites: tuple[SiteText, ...] = ()
    height: float | None = None
    antenna: float | None = None
    refraction: float = 4 / 3
    range_is: RangeIs = "ground"
    rule: Choice = "typical"
    as_of: str | None = None
    units: Units = "metric"
    spread: bool = False
    dead_zone: bool = False


class Document(Frozen):
    """All that a page shows. Texts are written by Python, by the evidence rule; the page only picks."""

    format: Literal["ringfence explorer 1"] = FORMAT
    ringfence: str
    catalog: Annotated[str, Field(description="Hash of the whole catalog.")]
    records: Annotated[str, Field(description="Hash of the records that are in the page.")]
    by: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    title: str
    command: str
    legend: str
    rule: tuple[str, ...]
    opening: Opening
    measures: tuple[MeasureText, ...]
    targets: tuple[TargetText, ...]
    countries: dict[str, str]
    systems: tuple[SystemText, ...]
    sources: tuple[SourceText, ...]
    statements: tuple[Said, ...]
    texts: Annotated[tuple[str, ...], Field(description="Reasons and bases.")]
    phrases: Annotated[
        tuple[tuple[str, ...], ...],
        Field(description="Cells in metric, imperial, nautical and as-stated units; empty or left out: as in metric."),
    ]
    days: Annotated[tuple[str, ...], Field(description="On which some cell changed; the first is before all sources.")]
    readings: tuple[Reading, ...]
    cells: Annotated[dict[str, tuple[CellText, ...]], Field(description="By the system's id.")]
    orders: tuple[OrderText, ...]
    cities: tuple[tuple[str, str, float, float, int], ...]
    """Name, country, latitude, longitude, population in thousands; the largest first."""
    ground: tuple[GroundText, ...]


def document_text(document: Document) -> str:
    """The document as one line of JSON; what has its default is left out, also at the end of a row."""
    plain = document.model_dump(exclude_defaults=True)
    for shelf in ("sources", "statements", "readings", "orders"):
        plain[shelf] = [_trimmed(row) for row in getattr(document, shelf)]
    for name, cells in document.cells.items():
        plain["cells"][name] = [
            _trimmed(cell._replace(then=tuple(map(_trimmed, cell.then))))  # type: ignore[arg-type]  # on its way out
            for cell in cells
        ]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _trimmed(row: tuple[object, ...]) -> list[object]:
    short = list(row)
    while short and short[-1] in (None, "", 0, ()) and len(short) > 3:
        short.pop()
    return [_short(x) for x in short]


def _short(value: object) -> object:
    if isinstance(value, tuple):
        return [_short(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
