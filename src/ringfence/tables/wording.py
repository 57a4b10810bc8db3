"""How a cell reads: units of the reader's choice, marks for doubt, in Unicode or plain ASCII."""

from dataclasses import dataclass
from math import floor, log10

from ringfence.evidence.figures import Cell, Group
from ringfence.evidence.statements import Evidence, Naming
from ringfence.specs.measures import MeasureInfo
from ringfence.specs.words import Units
from ringfence.units.value import Value, known_units, number_text, same_within_rounding

_SHORT_LENGTHS = ("length", "diameter", "antenna_height")
_CHOICES: dict[Units, dict[str, str]] = {
    "metric": {"far": "km", "high": "km", "short": "m", "speed": "m/s", "mass": "kg", "time": "s"},
    "imperial": {"far": "mi", "high": "ft", "short": "ft", "speed": "mph", "mass": "lb", "time": "s"},
    "nautical": {"far": "nmi", "high": "ft", "short": "ft", "speed": "kt", "mass": "kg", "time": "s"},
}
BOUND_MARKS = {"more than": ">", "at least": "≥", "less than": "<", "about": "~"}
_ASCII = (
    ("–", "-"),
    ("≥", ">="),
    ("≤", "<="),
    ("°", "*"),
    ("†", "+"),
    ("—", "-"),
    ("…", "..."),
    ("×", "x"),
    ("≈", "~"),
)


@dataclass(frozen=True, slots=True)
class Style:
    """How cells are written; `names`: systems by their names, as documents have them, not by their ids."""

    units: Units = "metric"
    ascii: bool = False
    names: bool = False

    @property
    def marks(self) -> dict[Naming, str]:
        """The mark behind a figure whose statements do not name the class alone."""
        blanket, unnamed = ("*", "+") if self.ascii else ("°", "†")
        return {"blanket": blanket, "unnamed": unnamed}

    def plain(self, text: str) -> str:
        """The text, in ASCII where that was asked for."""
        if not self.ascii:
            return text
        for mark, simple in _ASCII:
            text = text.replace(mark, simple)
        return text.encode("ascii", "backslashreplace").decode("ascii")

    def counted(self, number: int) -> str:
        """A number of independent origins, so that nobody reads a power: `×7`."""
        return f"{'x' if self.ascii else '×'}{number}"

    @property
    def joint(self) -> str:
        """The space before a number of origins; a table breaks no line there."""
        return " "

    def legend(self) -> str:
        """One line on what the marks mean."""
        marks = self.marks
        return self.plain(
            f"{self.counted(7)} = independent origins; a–b ×2 = two origins differ; [a–b] = lowest and highest; "
            f"{marks['unnamed']} no source names the target; {marks['blanket']} one figure for several families of "
            "targets; yes, ≤ = engaged, no figure of its own, no farther than the reference class; yes/no = no figure; "
            "? = unknown"
        )


def unit_for(info: MeasureInfo, value: Value, units: Units) -> str:
    """The unit in which a value is shown."""
    dimension = value.dimension
    if units == "as-stated" or dimension in ("mach", "count", "angle") or dimension.startswith("money"):
        return value.unit
    choice = _CHOICES[units]
    if dimension == "length":
        if info.name in _SHORT_LENGTHS or (units == "metric" and value.si_high < 1000):
            return choice["short"]
        return choice["high" if info.name.startswith("altitude") else "far"]
    return choice[dimension]


def rounded(number: float, place: float = 0.0) -> str:
    """A converted number as exact as what was stated: `place` is one unit of the stated number's last digit, converted.

    Two significant digits at least, three at most.
    """
    if number <= 0:
        return number_text(number)
    size = floor(log10(number))
    step = floor(log10(place) + 0.3) if place > 0 else size - 2
    step = max(size - 2, min(step, size - 1))
    return number_text(round(number, -step))


def end_text(value: Value, number: float, unit: str) -> str:
    """One end of a value in a unit: as stated where it is the same unit, else converted and rounded as what
    was stated.
    """
    if unit == value.unit:
        return grouped(number_text(number), value.dimension)
    here, there = known_units()[value.unit].si, known_units()[unit].si
    return grouped(rounded(number * here / there, value.si_place / there), value.dimension)


def grouped(digits: str, dimension: str) -> str:
    """A number with its thousands set apart: `2,400`."""
    whole, point, rest = digits.partition(".")
    if dimension in ("mach", "angle") or len(whole) < 4:
        return digits
    return f"{int(whole):,}{point}{rest}"


def value_text(info: MeasureInfo, value: Value, style: Style) -> str:
    """One value with its bound mark and unit, in the reader's units: `>60 km`, `25–30 km`."""
    return span_text(info, value, value, style)


def span_text(info: MeasureInfo, low: Value, high: Value, style: Style) -> str:
    """From the lower end of one value to the upper end of another: `2.5–5 km`, `60 km` where they read alike."""
    unit = unit_for(info, high, style.units)
    ends = [
        end_text(low, low.low, unit) if low.dimension == high.dimension else low.text,
        end_text(high, high.high, unit),
    ]
    mark = BOUND_MARKS.get(high.bound, "") if low is high else ""
    number = "–".join(dict.fromkeys(ends))
    return style.plain(f"{mark}Mach {number}" if unit == "Mach" else f"{mark}{number} {unit}".rstrip())


def evidence_text(info: MeasureInfo, evidence: Evidence, style: Style) -> str:
    """One statement's value in the reader's units."""
    return value_text(info, evidence.value, style)


def figure_text(info: MeasureInfo, group: Group, style: Style) -> str:
    """A group's figure alone, without mark, spread or origins: `400 km`, `2.5–5 km`."""
    return span_text(info, group.low.value, group.high.value, style)


def cell_text(cell: Cell, style: Style = Style(), *, effector: bool = True) -> str:  # frozen
    """What a table's cell says: `60 km [60–100] ×7`, `2.5–5 km ×2`, `yes, ≤ 40 km`, `yes°`, `yes`, `no`, `disputed` or
    `?`.
    """
    if cell.best is not None:
        text = group_text(cell.info, cell.best, style, planned=cell.planned)
        return text + (f"\n{style.plain(cell.best.name)}" if effector and cell.best.name else "")
    if cell.bound is not None:
        value = cell.bound.high.value
        unit = unit_for(cell.info, value, style.units)
        planned = " planned" if cell.planned else ""
        return style.plain(f"yes, ≤ {end_text(value, value.high, unit)} {unit}{planned}")
    if cell.blanket:
        return style.plain("yes°")
    return "?" if cell.engages.word == "unknown" else cell.engages.word


def group_text(info: MeasureInfo, group: Group, style: Style, *, planned: bool = False) -> str:
    """One group's figure: value, mark, `planned`, spread where there is one, and number of origins."""
    text = figure_text(info, group, style) + style.marks.get(group.naming, "")
    if planned:
        text += " planned"
    spread = spread_text(info, group, style)
    text += f" [{spread}]" if spread else ""
    return style.plain(f"{text}{style.joint}{style.counted(group.origins)}")


def spread_text(info: MeasureInfo, group: Group, style: Style) -> str:
    """`60–100`, the lowest and highest that count; empty where they agree, or where the two ends are what is shown.

    An end that is another origin's figure in another unit is told as that: 249 mi beside 400 km.
    """
    if group.si_low <= group.lowest.counted and group.highest.counted <= group.si_high:
        return ""
    unit = unit_for(info, group.high.value, style.units)
    low, high = (_told(group, e, unit) for e in (group.lowest, group.highest))
    return f"{low}–{high}" if low != high else ""


def _told(group: Group, end: Evidence, unit: str) -> str:
    same = (e for e in group.counted if e.value.unit == unit and same_within_rounding(e.value, end.value))
    value = end.value if end.value.unit == unit else next((e.value for e in same), end.value)
    if value.dimension != known_units()[unit].dimension:
        return value.text
    return end_text(value, value.low if end.minimum else value.high, unit)


def column_title(info: MeasureInfo, target: str | None) -> str:
    """`range, ballistic-missile`."""
    return f"{info.label}, {target}" if target else info.label
