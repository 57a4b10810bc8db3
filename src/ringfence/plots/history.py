"""A system over the years: what a cell said when, when it entered service, and who ordered it."""

from datetime import date
from typing import TYPE_CHECKING, Any

from ringfence import __version__
from ringfence.english import counted
from ringfence.errors import UsageError
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.orders import holdings
from ringfence.evidence.rule import Rule
from ringfence.plots.lettering import width_of, wrapped
from ringfence.plots.look import INKS, Caption, Ink, new_figure
from ringfence.scenes.rings import spoken
from ringfence.specs.countries import country_names
from ringfence.specs.statement import read_date
from ringfence.specs.system import System
from ringfence.specs.words import Look
from ringfence.tables.wording import Style, cell_text, unit_for
from ringfence.units.value import known_units

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_WIDTH, _CELL, _ROW = 547.0, 130.0, 13.0
_LEFT, _RIGHT = 46.0, 60.0
_MOST_ORDERS = 24


def history(
    system: System, target: str, *, rule: Rule, style: Style, look: Look = "light", title: str | None = None,
    records: str = "",
) -> "tuple[Figure, Caption]":  # fmt: skip
    """The picture and what it says of itself. Raises UsageError where no source of the system has a day."""
    last = rule.as_of.last.year if rule.as_of else None
    years = [source.published.last.year for source in system.sources.values() if source.published]
    years = [year for year in years if last is None or year <= last]
    if not years:
        raise UsageError(f"no source on {system.name} has a day")
    cells = [(year,
        cell_of(system, "range_max", target,
        Rule(rule.choice, rule.by, rule.kind, read_date(str(year))))) for year in range(min(years),
        max(years) + 1)]  # fmt: skip
    events = _events(system, rule)
    ink, inner = INKS[look], _WIDTH - 32
    plain = f"{system.name}: range against {spoken(target)} as known by the year, entry and orders"
    heading = wrapped(title or plain, inner, 12.5, bold=True, most=3)
    notes = [
        "Above: what the cell showed when only sources dated by the end of each year counted; the band is its "
        "lowest to its highest. Undated sources are left out.",
        f"{counted(len(years), 'dated source')}; rule: {rule.text}. ringfence {__version__}, records {records}.",
    ]
    foot = [line for note in notes for line in wrapped(note, inner, 6.8)]
    rows = min(len(events), _MOST_ORDERS) + 1
    below, head = 30 + len(foot) * 9.2, 18 + len(heading) * 15.6
    height = head + _CELL + 22 + rows * _ROW + below
    fig = new_figure(_WIDTH / 72, height / 72, look)
    wide = (_WIDTH - _LEFT - _RIGHT) / _WIDTH
    upper = fig.add_axes((_LEFT / _WIDTH, (below + rows * _ROW + 22) / height, wide, _CELL / height))
    lower = fig.add_axes((_LEFT / _WIDTH, below / height, wide, rows * _ROW / height))
    days = [*years, *(int(day) for day, _ in events)]
    for axes in (upper, lower):
        axes.set_xlim(min(days) - 0.6, max(days) + 1.2)
        _plain(axes, ink)
    unit = _cells(upper, cells, ink, style)
    _orders(lower, events, rows, ink)
    for number, line in enumerate(heading):
        fig.text(16 / _WIDTH, 1 - (20 + 15.6 * number) / height, line, color=ink.text, fontsize=12.5, fontweight="bold")
    for number, line in enumerate(reversed(foot)):
        fig.text(16 / _WIDTH, (8 + 9.2 * number) / height, line, color=ink.note, fontsize=6.8)
    said = "; ".join(f"{year}: {cell_text(cell, style, effector=False)}" for year, cell in cells)
    evidence: dict[str, Any] = {
        "ringfence": __version__, "rule": rule.text, "target": target, "unit": unit,
        "cells": [{"year": year, "system": system.id, "si": cell.si} for year, cell in cells],
        "events": [[day, text] for day, text in events],
    }  # fmt: skip
    return fig, Caption(" ".join(heading), f"By the year: {said}. {'; '.join(text for _, text in events)}.", evidence)


def _events(system: System, rule: Rule) -> list[tuple[float, str]]:
    """Entry and orders with their day as a year and a part of it, the earliest first."""
    found: list[tuple[float, str]] = []
    for key, some in system.entered_service.items():
        if key in system.sources:
            found += [(_when(s.value.first, s.value.last),
                f"entered service: {s.value.text}") for s in some if rule.turns_away(s,
                system.sources[key]) is None]  # fmt: skip
    for holding in holdings([system], as_of=rule.as_of):
        if holding.signed:
            day, names = holding.signed[0], country_names()
            count = f", {counted(holding.ordered.typical, holding.unit)}" if holding.ordered else ""
            who = names.get(holding.acquisition.operator, holding.acquisition.operator)
            found.append((_when(day.first, day.last), f"{who}: ordered {day.text}{count}"))
    return sorted(dict.fromkeys(found))


def _when(first: date, last: date) -> float:
    middle = date.fromordinal((first.toordinal() + last.toordinal()) // 2)
    return round(middle.year + (middle.timetuple().tm_yday - 1) / 365.25, 3)


def _plain(axes: "Axes", ink: Ink) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    axes.set_facecolor(ink.paper)
    axes.tick_params(colors=ink.text, labelsize=8, length=0)
    axes.grid(visible=True, color=ink.faint, alpha=0.25, linewidth=0.6)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _cells(axes: "Axes", cells: list[tuple[int, Cell]], ink: Ink, style: Style) -> str:
    """The cell's figure by the year as steps, with its spread and the last of it named; the unit."""
    known = [(year, cell) for year, cell in cells if cell.best]
    if not known:
        axes.text(
            0.5,
            0.5,
            "no dated source states a figure",
            transform=axes.transAxes,
            ha="center",
            color=ink.note,
            fontsize=8.5,
        )
        axes.set_yticks([])
        return ""
    last = known[-1][1]
    unit = unit_for(last.info, last.value, style.units) if last.value else "km"
    si, colour = known_units()[unit].si, ink.lines[0]
    x = [float(year) for year, _ in known] + [known[-1][0] + 1.0]
    ends = [
        (cell.best.lowest.counted / si, (cell.si or 0) / si, cell.best.highest.counted / si)
        for _, cell in known
        if cell.best
    ]
    low, shown, high = ([*part, part[-1]] for part in zip(*ends, strict=True))
    axes.fill_between(x, low, high, step="post", color=colour, alpha=0.15, linewidth=0)
    axes.plot(x, shown, drawstyle="steps-post", color=colour, linewidth=2, gid="cell")
    axes.set_ylim(0, 1.15 * max(high))
    axes.set_ylabel(f"range, {unit}", color=ink.text, fontsize=8.5)
    axes.annotate(
        cell_text(last, style, effector=False).split(" [")[0], (x[-1], shown[-1]), xytext=(4, 0),
        textcoords="offset points", va="center",
        fontsize=7.5, color=colour, annotation_clip=False,
    )  # fmt: skip
    return unit


def _orders(axes: "Axes", events: list[tuple[float, str]], rows: int, ink: Ink) -> None:
    """A row an event: a mark at its day, its words beside."""
    axes.set_ylim(rows, 0)
    axes.set_yticks([])
    left, right = axes.get_xlim()
    wide = _WIDTH - _LEFT - _RIGHT
    for row, (day, text) in enumerate(events[:_MOST_ORDERS]):
        colour = ink.lines[2] if text.startswith("entered") else ink.lines[1]
        axes.plot([day], [row + 0.5], "s", color=colour, markersize=4.5, zorder=3)
        space = (right - day) / (right - left) * wide + _RIGHT - 14
        after = width_of(text, 7.2) <= space
        axes.annotate(
            text, (day, row + 0.5), xytext=(7 if after else -7, 0), textcoords="offset points",
            ha="left" if after else "right", va="center",
            fontsize=7.2, color=ink.text, annotation_clip=False, gid="event",
        )  # fmt: skip
    more = len(events) - _MOST_ORDERS
    if more > 0:
        axes.text(
            left, rows - 0.4, f"and {counted(more, 'more order')}: ringfence acquisitions", fontsize=7, color=ink.note
        )
