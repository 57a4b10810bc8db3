"""Systems ranked by a measure: a dot for the typical value, a bar for the spread, a tick for each statement."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ringfence import __version__
from ringfence.english import counted
from ringfence.errors import UsageError
from ringfence.evidence.comparison import ranked
from ringfence.evidence.figures import Cell, Group, cell_of
from ringfence.evidence.rule import Rule
from ringfence.plots.lettering import wrapped
from ringfence.plots.look import INKS, Caption, Ink, new_figure, with_thousands
from ringfence.scenes.rings import spoken
from ringfence.specs.measures import MeasureInfo
from ringfence.specs.system import System
from ringfence.specs.words import Look
from ringfence.tables.wording import Style, cell_text, column_title, unit_for
from ringfence.units.value import known_units

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 60


def ranking(
    systems: Sequence[System], info: MeasureInfo, target: str | None, *, rule: Rule, style: Style, look: Look = "light",
    title: str | None = None, catalog: str = "", most: int = MOST,
) -> "tuple[Figure, Caption]":  # fmt: skip
    """The chart and what it says of itself. Systems without a figure are counted in the caption, not drawn.

    Raises UsageError where none of the systems has a figure on one scale.
    """
    cells = [cell_of(system, info.name, target, rule) for system in ranked(systems, info, target, rule)]
    known = [cell for cell in cells if cell.best]
    if not known:
        raise UsageError(
            f"no system has a figure for {column_title(info, target)}", hint="ask for another class or a wider filter"
        )
    scale = max(
        {c.value.dimension for c in known if c.value},
        key=lambda d: sum(c.value is not None and c.value.dimension == d for c in known),
    )
    drawn = [cell for cell in known if cell.value and cell.value.dimension == scale][:most]
    unit = unit_for(info, max((c.best.highest for c in drawn if c.best), key=lambda e: e.counted).value, style.units)
    ink = INKS[look]
    fig = new_figure(8.6, 1.75 + 0.25 * len(drawn), look)
    inch = fig.get_figheight()
    axes = fig.add_axes((0.235, 0.95 / inch, 0.735, 1 - 1.65 / inch))
    _draw(axes, drawn, unit, ink, style)
    left_out = len(cells) - len(drawn)
    heading = title or f"{column_title(info, target and spoken(target)).capitalize()}: what sources state"
    line = wrapped(heading, 590, 12.5, bold=True, most=1)[0]
    fig.text(0.02, 1 - 0.28 / inch, line, color=ink.text, fontsize=12.5, fontweight="bold")
    fig.text(0.02, 1 - 0.5 / inch, _reading(unit, axes.get_xscale() == "log"), color=ink.note, fontsize=8)
    _legend(fig, ink, inch)
    origins = sum(c.best.origins for c in drawn if c.best)
    foot = f"{counted(origins, 'origin')}; rule: {rule.text}" + (
        f"; without such a figure, not drawn: {counted(left_out, 'system')}" if left_out else ""
    )
    fig.text(
        0.02, 0.12 / inch, f"{foot}. ringfence {__version__}, catalog {catalog}".strip(), color=ink.note, fontsize=7.5
    )
    described = "; ".join(f"{c.system.name} {cell_text(c, style, effector=False)}" for c in drawn)
    return fig, Caption(heading, f"Ranked chart in {unit}. {described}.", _evidence(drawn, info, target, rule, catalog))


def _reading(unit: str, logarithmic: bool) -> str:
    scale = ", logarithmic scale" if logarithmic else ""
    return (
        f"{unit or 'count'}{scale}; dot: what the cell shows · bar: lowest to highest that counts · ticks: "
        f"single statements"
    )


def _draw(axes: "Axes", cells: Sequence[Cell], unit: str, ink: Ink, style: Style) -> None:
    si = known_units()[unit].si
    values = [e.counted / si for c in cells if c.best for e in c.best.counted if e.counted > 0]
    logarithmic = bool(values) and max(values) / min(values) > 30
    if logarithmic:
        axes.set_xscale("log")
    for row, cell in enumerate(cells):
        best = cell.best
        assert best is not None
        colour = ink.lines[0] if best.naming == "named" else ink.lines[1]
        low, high = min(best.si_low, best.lowest.counted) / si, max(best.si_high, best.highest.counted) / si
        axes.plot([low, high], [row, row], color=colour, linewidth=5, alpha=0.3, solid_capstyle="butt", zorder=2)
        ticks = sorted({e.counted / si for e in best.counted})
        axes.plot(ticks, [row] * len(ticks), "|", color=colour, markersize=8, alpha=0.6, zorder=3)
        marker, face = {"named": ("o", colour), "blanket": ("s", ink.paper), "unnamed": ("D", ink.paper)}[best.naming]
        axes.plot([best.si / si], [row], marker, color=colour, markerfacecolor=face, markersize=6, zorder=4)
        label = cell_text(cell, style, effector=False) + (
            f"  {best.name}" if best.name and best.name != cell.system.name else ""
        )
        axes.annotate(
            label,
            (high, row),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            fontsize=7.5,
            color=ink.text,
            zorder=5,
        )
    axes.set_yticks(range(len(cells)), [cell.system.name for cell in cells], fontsize=8.5)
    axes.set_ylim(len(cells) - 0.4, -0.6)
    _scale(axes, values, logarithmic)
    axes.tick_params(colors=ink.text, length=0, labelsize=8.5)
    axes.set_facecolor(ink.paper)
    axes.grid(visible=True, axis="x", color=ink.faint, alpha=0.25, linewidth=0.6)
    for side in axes.spines.values():
        side.set_visible(False)


def _scale(axes: "Axes", values: Sequence[float], logarithmic: bool) -> None:
    """Room on the right for the labels; plain numbers on a logarithmic scale."""
    from matplotlib.ticker import LogLocator, NullFormatter, NullLocator

    if logarithmic:
        # the axis ends with the data; what is right of it is for the labels
        low, high = min(values) / 1.1, max(values)
        axes.set_xlim(low, high * (high / low) ** 0.45)
        ticks = LogLocator(subs=(1.0, 2.0, 5.0)).tick_values(low, high)
        axes.set_xticks([tick for tick in ticks if low <= tick <= 1.001 * high])
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        from matplotlib.ticker import MaxNLocator

        most = max(values, default=1.0)
        axes.set_xlim(0, most * 1.45)
        axes.set_xticks([tick for tick in MaxNLocator(nbins=8).tick_values(0, most) if tick <= 1.001 * most])
    with_thousands(axes.xaxis)


def _legend(fig: "Figure", ink: Ink, inch: float) -> None:
    from matplotlib.lines import Line2D

    entries: list[tuple[str, str, str]] = [
        ("o", ink.lines[0], "the sources name the class"),
        ("s", ink.lines[1], "blanket °"),
        ("D", ink.lines[1], "target not named †"),
    ]
    handles = [
        Line2D(
            [],
            [],
            marker=marker,
            linestyle="",
            color=colour,
            markerfacecolor=colour if marker == "o" else ink.paper,
            label=label,
        )
        for marker, colour, label in entries
    ]
    fig.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0.012, 0.24 / inch), ncols=3, frameon=False, fontsize=8,
        labelcolor=ink.text,
        handletextpad=0.3, columnspacing=1.6,
    )  # fmt: skip


def _evidence(cells: Sequence[Cell], info: MeasureInfo, target: str | None, rule: Rule, catalog: str) -> dict[str, Any]:
    def row(cell: Cell, best: Group) -> dict[str, Any]:
        return {
            "system": cell.system.id,
            "si": best.si,
            "effector": best.name,
            "sources": sorted({e.source_key for e in best.counted}),
        }

    return {
        "ringfence": __version__, "catalog": catalog, "figure": "chart", "measure": info.name, "target": target,
        "rule": rule.text,
        "cells": [row(cell, cell.best) for cell in cells if cell.best],
    }  # fmt: skip
