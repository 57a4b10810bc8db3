"""How a figure reads: units of the reader's choice, marks for doubt, in Unicode or plain ASCII."""

from dataclasses import dataclass
from typing import Literal

from ringfence.evidence.figures import Cell, Evidence, Group, Tier
from ringfence.specs.measures import MeasureInfo
from ringfence.units.value import Value, known_units, number_text

Units = Literal["metric", "imperial", "nautical", "as-stated"]
UNITS: tuple[Units, ...] = ("metric", "imperial", "nautical", "as-stated")

_SHORT_LENGTHS = ("length", "diameter")
_CHOICES: dict[Units, dict[str, str]] = {
    "metric": {"far": "km", "high": "km", "short": "m", "speed": "m/s", "mass": "kg", "time": "s"},
    "imperial": {"far": "mi", "high": "ft", "short": "ft", "speed": "mph", "mass": "lb", "time": "s"},
    "nautical": {"far": "nmi", "high": "ft", "short": "ft", "speed": "kt", "mass": "kg", "time": "s"},
}
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
BOUND_MARKS = {"more than": ">", "at least": "≥", "less than": "<", "about": "~"}


@dataclass(frozen=True, slots=True)
class Style:
    """How cells are written."""

    units: Units = "metric"
    ascii: bool = False

    @property
    def marks(self) -> dict[Tier, str]:
        """The mark behind a figure for each weaker tier."""
        blanket, unspecified = ("*", "+") if self.ascii else ("°", "†")
        return {Tier.BLANKET: blanket, Tier.UNSPECIFIED: unspecified}

    def plain(self, text: str) -> str:
        """The text, in ASCII where that was asked for."""
        if not self.ascii:
            return text
        for mark, simple in (("–", "-"), ("≥", ">="), ("°", "*"), ("†", "+"), ("—", "-"), ("…", "...")):
            text = text.replace(mark, simple)
        return text.encode("ascii", "backslashreplace").decode("ascii")

    def counted(self, number: int) -> str:
        """A number of origins, raised where the style can."""
        return f"({number})" if self.ascii else str(number).translate(_SUPERSCRIPT)

    @property
    def joint(self) -> str:
        """The space before a number of origins, at which no line is broken."""
        return " " if self.ascii else "\u00a0"

    def legend(self) -> str:
        """One line on what the marks mean."""
        marks, count = self.marks, "(7)" if self.ascii else "⁷"
        return self.plain(
            f"typical [lowest–highest] {count} = number of independent origins; {marks[Tier.BLANKET]} one figure for "
            f"aerodynamic and ballistic targets alike, {marks[Tier.UNSPECIFIED]} target not named; "
            "yes/no = no figure; ? = unknown"
        )


def unit_for(info: MeasureInfo, measure: Value, units: Units) -> str:
    """The unit in which a measure is shown."""
    dimension = measure.dimension
    if units == "as-stated" or dimension in ("mach", "count", "angle") or dimension.startswith("money"):
        return measure.unit
    choice = _CHOICES[units]
    if dimension == "length":
        if info.name in _SHORT_LENGTHS or (units == "metric" and measure.si_high < 1000):
            return choice["short"]
        return choice["high" if info.name.startswith("altitude") else "far"]
    return choice[dimension]


def rounded(number: float) -> str:
    """A converted number as people write it: three significant digits, whole from 100 on."""
    return number_text(round(number) if number >= 100 else float(f"{number:.3g}"))


def shown(info: MeasureInfo, evidence: Evidence, unit: str) -> str:
    """The end of a statement that counts, in a unit; as stated where it is the same unit."""
    measure = evidence.measure
    number = measure.low if info.minimum else measure.high
    if unit == measure.unit:
        return grouped(number_text(number), measure.dimension)
    return rounded(evidence.counted / known_units()[unit].si)


def grouped(digits: str, dimension: str) -> str:
    """Sums of money with thousands in groups; other numbers as they are."""
    return f"{float(digits):,.0f}" if dimension.startswith("money") and "." not in digits else digits


def value_text(info: MeasureInfo, evidence: Evidence, style: Style) -> str:
    """One statement's counting end with bound mark and unit: `>60 km`."""
    unit = unit_for(info, evidence.measure, style.units)
    mark = BOUND_MARKS.get(evidence.measure.bound, "")
    number = shown(info, evidence, unit)
    return style.plain(f"{mark}Mach {number}" if unit == "Mach" else f"{mark}{number} {unit}".rstrip())


def cell_text(figure: Cell, style: Style = Style(), *, effector: bool = True) -> str:  # frozen
    """What a table's cell says: `60 km [60–400] ⁷`, `yes`, `no`, `disputed` or `?`."""
    if figure.best is None:
        return "?" if figure.engages.word == "unknown" else figure.engages.word
    return group_text(figure.info, figure.best, style, effector=effector)


def group_text(info: MeasureInfo, group: Group, style: Style, *, effector: bool = True) -> str:
    """One group's figure: value, spread where there is one, mark, number of origins, and the effector's name."""
    unit = unit_for(info, group.value.measure, style.units)
    text = value_text(info, group.value, style) + style.marks.get(group.tier, "")
    if group.lowest.counted != group.highest.counted:
        low, high = (_in_unit(info, e, unit) for e in (group.lowest, group.highest))
        text += f" [{low}–{high}]" if low != high else ""
    text += f" {style.counted(group.origins)}"
    if effector and group.name:
        text += f"\n{group.name}"
    return style.plain(text)


def _in_unit(info: MeasureInfo, evidence: Evidence, unit: str) -> str:
    if evidence.measure.dimension != known_units()[unit].dimension:
        return evidence.measure.text
    return shown(info, evidence, unit)


def column_title(info: MeasureInfo, target: str | None) -> str:
    """`range, ballistic-missile`."""
    return f"{info.label}, {target}" if target else info.label
