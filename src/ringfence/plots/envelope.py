"""Altitude–range diagrams from sourced points only: what sources state is solid, the brochure's corner that none states
is not. What a source states together, a range at a height, is a point of the curve.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ringfence import __version__
from ringfence.errors import UsageError
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.rule import Rule
from ringfence.geo.horizon import radar_horizon
from ringfence.plots.lettering import wrapped
from ringfence.plots.look import DASHES, INKS, Caption, Ink, new_figure, two_axes
from ringfence.scenes.cover import USUAL_ANTENNA_M
from ringfence.scenes.rings import spoken
from ringfence.specs.system import System
from ringfence.specs.words import Look
from ringfence.tables.wording import Style, cell_text
from ringfence.units.value import known_units

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_UNITS = {"metric": ("km", "km"), "imperial": ("mi", "ft"), "nautical": ("nmi", "ft"), "as-stated": ("km", "km")}
MOST = 12
_LINE = 0.15


def diagram(
    systems: Sequence[System], targets: Sequence[str], *, rule: Rule, style: Style, look: Look = "light",
    antenna_m: float | None = None,
    k: float = 4 / 3, title: str | None = None, catalog: str = "",
) -> "tuple[Figure, Caption]":  # fmt: skip
    """A panel a system on common axes, a colour a target class, the radar horizon across.

    Raises UsageError where no system has both a range and an altitude, or more than twelve are named.
    """
    height_m = USUAL_ANTENNA_M if antenna_m is None else antenna_m
    if len(systems) > MOST:
        raise UsageError(f"{len(systems)} systems are named; a diagram takes 1 to {MOST}")
    known = _known(systems, targets, rule)
    if not any(known.values()):
        raise UsageError("no system has both a range and an altitude against these classes", hint="see: ringfence show")
    ink = INKS[look]
    far, high = _UNITS[style.units]
    columns = min(len(systems), 2)
    rows = -(-len(systems) // columns)
    shown = [cells for some in known.values() for cells in some]
    spots = [spot for cells in shown for spot in _together(cells)]
    ends = [(_si(cells, "range_max", "highest"), _si(cells, "altitude_max", "highest")) for cells in shown]
    ends += [(x, y) for x, y, _ in spots]
    right = max(x for x, _ in ends) / known_units()[far].si * 1.12
    top = max(y for _, y in ends) / known_units()[high].si * 1.45
    width = 0.9 + 4.0 * columns
    lines = [
        line for note in _notes(bool(spots), height_m, k, rule, catalog) for line in wrapped(note, 72 * width - 29, 7)
    ]
    foot = 0.6 + _LINE * len(lines)
    height = foot + 3.5 * rows
    fig = new_figure(width, height, look)
    for number, system in enumerate(systems):
        row, column = divmod(number, columns)
        axes = fig.add_axes(
            ((0.75 + 4.0 * column) / width, (foot + 3.5 * (rows - 1 - row)) / height, 3.45 / width, 2.75 / height)
        )
        _panel(axes, system, known[system.id], ink, (far, high), (right, top), style, targets)
        _horizon(axes, ink, (far, high), right, height_m, k, number == 0)
    heading = title or "How far and how high: what sources state"
    _write(fig, heading, lines, ink)
    said = [_said(system, cells, style) for system in systems for cells in known[system.id]]
    evidence: dict[str, Any] = {
        "ringfence": __version__, "catalog": catalog, "rule": rule.text,
        "points": [_point(s, c) for s in systems for c in known[s.id]],
    }  # fmt: skip
    return fig, Caption(heading, "Altitude against range. " + "; ".join(said) + ".", evidence)


def _said(system: System, cells: dict[str, Cell], style: Style) -> str:
    """How far and how high a system reaches against a class, in words."""
    far, high = (cell_text(cells[name], style, effector=False) for name in ("range_max", "altitude_max"))
    return f"{system.name}, {cells['range_max'].target}: {far} far, {high} high"


def _known(systems: Sequence[System], targets: Sequence[str], rule: Rule) -> dict[str, list[dict[str, Cell]]]:
    """A system's id → its cells against each class against which both its range and its altitude have a figure."""
    every = {system.id: [_cells(system, target, rule) for target in targets] for system in systems}
    return {
        key: [cells for cells in some if cells["range_max"].best and cells["altitude_max"].best]
        for key, some in every.items()
    }


def _notes(together: bool, height_m: float, k: float, rule: Rule, catalog: str) -> list[str]:
    dots = ["Filled dots: a range and a height that one source states together; a line joins those of one source."]
    return [
        "Solid along the axes: stated range and ceiling. Dashed: the rectangle that brochures draw from them. Open "
        "corner: no source states that both hold at once.",
        *(dots if together else []),
        f"Horizon for an antenna at {height_m:g} m, k = {k:.3g}. Rule: {rule.text}; ringfence {__version__}, "
        f"catalog {catalog}.",
    ]


def _write(fig: "Figure", heading: str, lines: list[str], ink: Ink) -> None:
    """The heading above the panels, lines of notes below them."""
    width, height = fig.get_size_inches()
    fig.text(0.2 / width, 1 - 0.3 / height, heading, color=ink.text, fontsize=13, fontweight="bold")
    for number, line in enumerate(reversed(lines)):
        fig.text(0.2 / width, (0.12 + _LINE * number) / height, line, color=ink.note, fontsize=7)


def _cells(system: System, target: str, rule: Rule) -> dict[str, Cell]:
    return {
        name: cell_of(system, name, target, rule) for name in ("range_max", "range_min", "altitude_max", "altitude_min")
    }


def _si(cells: dict[str, Cell], name: str, end: str = "value") -> float:
    best = cells[name].best
    if best is None:
        return 0.0
    return best.si if end == "value" else best.highest.counted


def _point(system: System, cells: dict[str, Cell]) -> dict[str, Any]:
    ends, spots = {name: cell.si for name, cell in cells.items()}, [list(spot) for spot in _together(cells)]
    return {"system": system.id, "target": cells["range_max"].target, **ends, **({"together": spots} if spots else {})}


def _together(cells: dict[str, Cell]) -> list[tuple[float, float, str]]:
    """Range and height in m that a source states in one, and the source's key."""
    return [(e.counted, e.height.si_high, e.source_key) for e in cells["range_max"].points if e.height]


def _panel(
    axes: "Axes", system: System, some: Sequence[dict[str, Cell]], ink: Ink, units: tuple[str, str],
    ends: tuple[float, float],
    style: Style, targets: Sequence[str],
) -> None:  # fmt: skip
    from matplotlib.patches import Rectangle

    far, high = (known_units()[unit].si for unit in units)
    for cells in some:
        number = list(targets).index(str(cells["range_max"].target))
        colour, dash = ink.lines[number % len(ink.lines)], DASHES[1 + number % (len(DASHES) - 1)]
        left, right = _si(cells, "range_min") / far, _si(cells, "range_max") / far
        low, top = _si(cells, "altitude_min") / high, _si(cells, "altitude_max") / high
        axes.add_patch(
            Rectangle((left, low), right - left, top - low, facecolor=colour, alpha=0.07, edgecolor="none", zorder=2)
        )
        axes.plot([left, right, right], [top, top, low], color=colour, linestyle=dash, linewidth=1.2, zorder=3)
        # what is stated stands on the axes, so that it is read there: range below, ceiling at the left
        for x, y in (([left, right], [0, 0]), ([0, 0], [low, top])):
            axes.plot(x, y, color=colour, linewidth=3.2, solid_capstyle="butt", zorder=4, clip_on=False, gid="stated")
        axes.plot([right], [0], marker=">", color=colour, markersize=7, zorder=5, clip_on=False, gid="range")
        axes.plot([0], [top], marker="^", color=colour, markersize=7, zorder=5, clip_on=False, gid="ceiling")
        spots = _together(cells)
        if not any(x >= right * far and y >= top * high for x, y, _ in spots):
            axes.plot(
                [right],
                [top],
                marker="o",
                color=colour,
                markerfacecolor=ink.paper,
                markersize=6,
                zorder=5,
                gid="corner",
            )
        for key in dict.fromkeys(key for *_, key in spots):
            xs, ys = zip(*((x / far, y / high) for x, y, whose in spots if whose == key), strict=True)
            axes.plot(xs, ys, marker="o", color=colour, markersize=6, linewidth=1.6, zorder=5.5, gid="together")
    _labels(axes, some, ink, style, targets)
    axes.set_title(system.name, loc="left", fontsize=10, fontweight="bold", color=ink.text)
    axes.set_xlim(0, ends[0])
    axes.set_ylim(0, ends[1])
    two_axes(axes, ink, f"range, {units[0]}", f"altitude, {units[1]}")


def _labels(axes: "Axes", some: Sequence[dict[str, Cell]], ink: Ink, style: Style, targets: Sequence[str]) -> None:
    """What each colour is, in the panel's free corner."""
    y = 0.985
    for cells in some:
        target = str(cells["range_max"].target)
        far, high = (cell_text(cells[name], style, effector=False) for name in ("range_max", "altitude_max"))
        bests = (cells[name].best for name in ("range_max", "altitude_max"))
        names = {best.name for best in bests if best} - {None}
        lines = [spoken(target), f"{far} far, {high} high"] + ([", ".join(sorted(map(str, names)))] if names else [])
        colour = ink.lines[list(targets).index(target) % len(ink.lines)]
        for number, line in enumerate(lines):
            axes.text(
                0.985,
                y,
                line,
                transform=axes.transAxes,
                ha="right",
                va="top",
                fontsize=7.4,
                color=colour,
                fontweight="bold" if number == 0 else "normal",
                zorder=7,
            )
            y -= 0.062
        y -= 0.02
    for target in targets:
        if target not in {c["range_max"].target for c in some}:
            axes.text(
                0.985,
                y,
                f"{spoken(target)}: no range and altitude",
                transform=axes.transAxes,
                ha="right",
                va="top",
                fontsize=7.2,
                color=ink.note,
                zorder=7,
            )
            y -= 0.07


def _horizon(
    axes: "Axes", ink: Ink, units: tuple[str, str], right: float, antenna_m: float, k: float, labelled: bool
) -> None:
    """Targets below this line are hidden by the earth's curve."""
    far, high = (known_units()[unit].si for unit in units)
    top = axes.get_ylim()[1]
    heights = np.linspace(0.0, top**0.5, 200) ** 2
    distances = np.array([radar_horizon(float(height) * high, antenna_m=antenna_m, k=k) for height in heights]) / far
    axes.fill_betweenx(
        heights, distances, max(right, float(distances.max())), color=ink.faint, alpha=0.13, linewidth=0, zorder=1
    )
    axes.plot(distances, heights, color=ink.text, linewidth=1.1, linestyle=(0, (1, 1.2)), zorder=6)
    if labelled:
        at = min(range(len(distances)), key=lambda i: abs(distances[i] - 0.8 * right))
        axes.annotate(
            "radar horizon",
            (distances[at], heights[at]),
            xytext=(-4, 7),
            textcoords="offset points",
            ha="right",
            fontsize=7.5,
            color=ink.text,
            bbox={"facecolor": ink.paper, "edgecolor": "none", "alpha": 0.8, "pad": 0.8},
        )
