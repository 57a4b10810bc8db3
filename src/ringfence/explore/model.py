"""The document that a page carries: rows of shelves, which refer to each other by number, counted from 0."""

from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import Field

from ringfence.geo.horizon import RangeIs
from ringfence.specs.statement import Frozen
from ringfence.specs.words import Choice, Units

FORMAT: Literal["ringfence explorer 2"] = "ringfence explorer 2"
CHOICES: tuple[Choice, ...] = ("typical", "lowest", "highest")
Index = Annotated[int, Field(ge=0)]
T = TypeVar("T")
ByRule: TypeAlias = T | tuple[T, ...]
"""What the typical, the lowest and the highest rule say; once where all say the same."""
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
    names: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    origin: tuple[str, ...]
    maker: str | None = None
    kind: str
    status: str
    reference: str
    note: str | None = None


class SourceText(Frozen):
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


class Stated(Frozen):
    """What a source states: a figure in its own words, or a yes or no."""

    stated: str
    targets: tuple[str, ...] = ()
    component: str | None = None
    by: str | None = None
    at: str | None = None
    at_altitude: Annotated[str | None, Field(description="The target's height at which the source states it.")] = None
    note: str | None = None


class Said(Stated):
    """A statement, and who makes it."""

    source: Index


class FigureText(Frozen):
    """What a cell says, without the number of its origins; in other units only where they say it otherwise."""

    metric: str
    imperial: str | None = None
    nautical: str | None = None
    as_stated: str | None = None

    def in_units(self, units: Units) -> str:
        """The figure in a reader's units."""
        others = {"imperial": self.imperial, "nautical": self.nautical, "as-stated": self.as_stated}
        return others.get(units) or self.metric


class Reading(Frozen):
    """What a cell says, each by rule.

    `figure` and `tail`, one after the other, are its text, `basis` and `about` how it came about. `si`: what a ring is
    drawn by and a ranking sorted by, in SI; absent where the cell has no figure. `low`, `high`: the spread, absent
    where there is none. `bound`: the figure of another class that bounds this one, in SI.
    """

    figure: ByRule[Index]
    tail: ByRule[str] = ""
    basis: ByRule[Index]
    about: ByRule[Index | None] = None
    si: ByRule[float] | None = None
    low: ByRule[float] | None = None
    high: ByRule[float] | None = None
    bound: ByRule[float] | None = None
    component: ByRule[str | None] = None
    others: tuple[tuple[str | None, ByRule[float]], ...] = ()
    """Heights and minimum ranges: what the other groups show, each with its name and its figures by rule."""


class State(Frozen):
    """A cell from a day on: its reading, for each of its statements whether it counts, how many undated sources are
    left out.

    `day`: its place among the document's days. `why`: a letter a statement, a dot where it counts, else its reason in
    the cell: a for the first.
    """

    day: Index
    reading: Index
    why: str = ""
    undated: int = 0


class CellText(Frozen):
    """One measure and class of a system: its statements, why each does not count, what it says now.

    `then`: how many of the document's states are its own, cell after cell; the first is what it said before any dated
    source. `answers`: the yes and no behind an `engages`.
    """

    system: str
    measure: str
    target: str | None = None
    reading: Index
    then: int = 0
    statements: tuple[Index, ...] = ()
    why: str = ""
    reasons: tuple[Index, ...] = ()
    answers: tuple[Index, ...] = ()


class TieText(Frozen):
    """What ties a country to a system. `lines`: how many of the document's lines of orders are its own, tie after
    tie.
    """

    country: str
    system: str
    lines: int
    sources: tuple[Index, ...] = ()


class LineText(Frozen):
    """What sources say of one order, or of the use, from a day on; the next line of the same name takes its place.

    `name`: the order's; absent: the use. `day`: absent where it stands on sources of any date, also of none. `stage`
    and `text`: how far it has come, and the rest; both absent where nothing is said any more.
    """

    name: str | None = None
    day: Index | None = None
    stage: str | None = None
    text: str | None = None


class CityText(Frozen):
    """A city; `population` in thousands."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int


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
    bounds: bool = False
    detection: bool = False


class Document(Frozen):
    """All that a page shows. Texts are written by Python, by the evidence rule; the page only picks."""

    format: Literal["ringfence explorer 2"] = FORMAT
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
    days: Annotated[tuple[str, ...], Field(description="On which something changed; the first is before all sources.")]
    figures: tuple[FigureText, ...]
    readings: tuple[Reading, ...]
    cells: tuple[CellText, ...]
    states: tuple[State, ...]
    ties: tuple[TieText, ...]
    lines: tuple[LineText, ...]
    cities: Annotated[tuple[CityText, ...], Field(description="The largest first.")]
    ground: tuple[GroundText, ...]


def by_rule(said: ByRule[T], rule: Choice = "typical") -> T:
    """What one rule says of it."""
    if not isinstance(said, tuple):
        return said
    return said[CHOICES.index(rule)]
