"""What is found of one figure: a verdict or a pointer, with the statements that it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ringfence.english import counted
from ringfence.evidence.figures import Cell, Group
from ringfence.factcheck.point import Point
from ringfence.factcheck.records import Row
from ringfence.specs.measures import MEASURES
from ringfence.specs.statement import PartialDate, Source
from ringfence.tables.order_words import country_text, summary
from ringfence.tables.wording import Style, end_text
from ringfence.units.value import Value, known_units


class Outcome(Enum):
    """How a figure came out; the order is that of the report."""

    CONTRADICTED = "contradicted"
    LOOK = "look"
    SUPPORTED = "supported"
    OPEN = "in no record"


@dataclass(frozen=True, slots=True)
class Witness:
    """One statement as it is shown; `by`: whom it quotes; `aside`: how far it is from a number of the class alone."""

    text: str
    source: Source
    when: PartialDate | None
    by: str = ""
    aside: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """A cell shown beside a figure; `ticked` where what it shows is the figure."""

    cell: Cell
    group: Group
    ticked: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure, for one class where it names some. `system`: whose record it is held against, None for several.

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


_BEST = "manufacturer government military academic encyclopedia think-tank news-agency"
_RANK = f"{_BEST} trade-press newspaper state-media".split()


def best_witnesses(some: Iterable[Witness]) -> tuple[Witness, ...]:
    """The two statements to show: in English, of the maker, governments, reference works and agencies, dated, of the
    class alone first; of one publisher once.
    """

    def rank(one: Witness) -> tuple[bool, int, bool, int, int, str]:
        kinds = [_RANK.index(kind) for kind in (one.source.kind, one.by) if kind in _RANK]
        grade = min(kinds, default=len(_RANK))
        foreign, undated = one.source.language != "en", one.source.published is None
        poor = (grade >= _RANK.index("trade-press")) + (grade == len(_RANK)) + undated
        return foreign, poor, undated, one.aside, grade, one.source.publisher

    seen: dict[str, Witness] = {}
    for one in sorted(some, key=rank):
        seen.setdefault(one.source.publisher, one)
    return tuple(seen.values())[:2]


_PLURAL = {"aircraft": "aircraft", "hypersonic": "hypersonic weapons", "rocket-artillery-mortar": "rockets and shells"}
_LABELS = {"price": "price", "entered_service": "in service since", "orders": "", "engages": "engages"}


def class_words(target: str) -> str:
    """A class as prose names it: `ballistic missiles`."""
    return _PLURAL.get(target, target.upper() + "s" if target.endswith("bm") else target.replace("-", " ") + "s")


def claim_words(finding: Finding) -> str:
    """What is held against the records, in a line: `S-400: range 400 km, ballistic missiles`."""
    point, aims = finding.point, class_words(finding.target) if finding.target else ""
    figure, measure = point.figure, finding.measure
    if figure is None:
        return f"{point.name}: engages {aims}"
    label = MEASURES[measure].label if measure in MEASURES else _LABELS.get(measure, measure)
    said = f"{label} {point.sentence.text[figure.start : figure.end]}".strip()
    return f"{point.name}: {said}" + (f", {aims}" if aims else "")


def sum_words(value: Value) -> str:
    """What a value says, sums from a million on in millions: `about 1,000 million USD`."""
    if value.low < 1e6 or not value.dimension.startswith("money"):
        return value.text
    ends = dict.fromkeys(f"{end / 1e6:,.6g}" for end in (value.low, value.high))
    return ("" if value.bound == "exactly" else f"{value.bound} ") + f"{'–'.join(ends)} million {value.unit}"


def value_words(low: Value, high: Value, unit: str) -> str:
    """A value in the unit of the sentence, with what was stated behind it where that is another: `249 mi (400 km)`."""
    text = sum_words(high)
    if low is not high:
        text = f"{_number(low, low.low, high.unit)}–{high.text.removeprefix(high.bound + ' ')}"
    if not unit or unit == high.unit or known_units()[unit].dimension != high.dimension:
        return text
    ends = dict.fromkeys([_number(low, low.low, unit), _number(high, high.high, unit)])
    return f"{'–'.join(ends)} {unit} ({text})"


def _number(value: Value, number: float, unit: str) -> str:
    return end_text(value, number, unit) if value.dimension == known_units()[unit].dimension else value.text


def group_words(group: Group, unit: str) -> str:
    """A group's figure in the sentence's unit, with its origins: `60 km, 6 origins`."""
    of = f", {group.name}" if group.name else ""
    return f"{value_words(group.low.value, group.high.value, unit)}, {counted(group.origins, 'origin')}{of}"


def offered(cell: Cell, group: Group, unit: str) -> str:
    """A wording that the judged pool carries: `THAAD: range up to 200 km against ballistic missiles (6 origins)`."""
    info, called = cell.info, cell.system.name
    plain = group.shown.value.bound == "exactly" and info.targeted and not info.minimum and not group.disagree
    value = ("up to " if plain else "") + value_words(group.low.value, group.high.value, unit)
    aim = f" against {class_words(cell.target)}" if cell.target else ""
    of = f" with {group.name}" if group.name and group.name not in called else ""
    return f"{called}{of}: {info.label} {value}{aim} ({counted(group.origins, 'origin')})"


def row_words(row: Row) -> str:
    """A row of the ledger in a line: `S-400 Triumf, India (IND): ordered 2018; ordered 5 regiments ×24; …`."""
    system, held = row
    return f"{system.name}, {country_text(held.acquisition.operator)}: {summary(held, Style())}"
