"""What a country operates, in one picture: how far and how high each system reaches, as sources state it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ringfence import __version__
from ringfence.english import counted
from ringfence.errors import UsageError
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.rule import Rule
from ringfence.plots.labels import Box, Floats, Place, Room
from ringfence.plots.lettering import width_of, wrapped
from ringfence.plots.look import INKS, Caption, Ink, new_figure, two_axes
from ringfence.scenes.rings import spoken
from ringfence.specs.system import System
from ringfence.specs.words import Look
from ringfence.tables.wording import Style, cell_text
from ringfence.units.value import known_units

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

UNITS = {"metric": ("km", "km"), "imperial": ("mi", "ft"), "nautical": ("nmi", "ft"), "as-stated": ("km", "km")}
_WIDTH, _HIGH = 547.0, 300.0
_LEFT, _RIGHT = 54.0, 16.0
_LABEL = 7.2


def layers(
    systems: Sequence[System], target: str, *, country: str, rule: Rule, style: Style, look: Look = "light",
    title: str | None = None, records: str = "",
) -> "tuple[Figure, Caption]":  # fmt: skip
    """The picture and what it says of itself. Systems without a range or a ceiling are named, not drawn.

    Raises UsageError where no system has both.
    """
    cells = [tuple(cell_of(system, name, target, rule) for name in ("range_max", "altitude_max")) for system in systems]
    known = sorted(((far, high) for far, high in cells if far.best and high.best), key=lambda pair: -(pair[0].si or 0))
    bare = [far.system.name for far, high in cells if not (far.best and high.best)]
    if not known:
        raise UsageError(f"nothing that {country} operates has a range and a ceiling against {target}")
    ink, names = INKS[look], UNITS[style.units]
    inner = _WIDTH - 32
    heading = wrapped(title or f"{country}: layers against {spoken(target)}", inner, 12.5, bold=True, most=3)
    notes = ["Each step is one system: as far as its stated range, as high as its stated ceiling; no source need "
        "say that both hold at once."]  # fmt: skip
    notes += [f"Without a range and a ceiling against {target}, not drawn: {', '.join(bare)}."] if bare else []
    origins = sum(cell.best.origins for pair in known for cell in pair if cell.best)
    notes.append(f"{counted(origins, 'origin')}; rule: {rule.text}. ringfence {__version__}, records {records}.")
    foot = [line for note in notes for line in wrapped(note, inner, 6.8)]
    below, head = 44 + len(foot) * 9.2 + 8, 18 + len(heading) * 15.6
    height = below + _HIGH + head
    fig = new_figure(_WIDTH / 72, height / 72, look)
    wide = _WIDTH - _LEFT - _RIGHT
    axes = fig.add_axes((_LEFT / _WIDTH, below / height, wide / _WIDTH, _HIGH / height))
    _axes(axes, known, ink, names, target)
    _steps(axes, known, ink, names, style, Room(Box(0, 0, wide, _HIGH)))
    for number, line in enumerate(heading):
        fig.text(16 / _WIDTH, 1 - (20 + 15.6 * number) / height, line, color=ink.text, fontsize=12.5, fontweight="bold")
    for number, line in enumerate(reversed(foot)):
        fig.text(16 / _WIDTH, (8 + 9.2 * number) / height, line, color=ink.note, fontsize=6.8)
    said = [f"{far.system.name}: {cell_text(far, style, effector=False)} far, "
        f"{cell_text(high, style, effector=False)} high" for far, high in known]  # fmt: skip
    evidence: dict[str, Any] = {
        "ringfence": __version__, "rule": rule.text, "target": target,
        "cells": [{"system": far.system.id, "range_max": far.si, "altitude_max": high.si} for far, high in known],
        "not_drawn": bare,
    }  # fmt: skip
    return fig, Caption(" ".join(heading), f"Reach by height. {'; '.join(said)}.", evidence)


def _axes(axes: "Axes", known: Sequence[tuple[Cell, ...]], ink: Ink, names: tuple[str, str], target: str) -> None:
    far, high = (known_units()[name].si for name in names)
    axes.set_xlim(0, 1.06 * max(pair[0].si or 0 for pair in known) / far)
    axes.set_ylim(0, 1.12 * max(pair[1].si or 0 for pair in known) / high)
    two_axes(axes, ink, f"range against {spoken(target)}, {names[0]}", f"height, {names[1]}")


def _steps(axes: "Axes", known: Sequence[tuple[Cell, ...]], ink: Ink, names: tuple[str, str], style: Style,
    room: Room) -> None:  # fmt: skip
    """The largest first, so that the smaller lie upon them; a name at each outer corner."""
    from matplotlib.patches import Rectangle

    far, high = (known_units()[name].si for name in names)
    right, top = axes.get_xlim()[1], axes.get_ylim()[1]
    wide, tall = room.frame.right, room.frame.high
    behind = {"boxstyle": "square,pad=0.1", "facecolor": ink.paper, "edgecolor": "none", "alpha": 0.72}
    corners = [((reach.si or 0) / far, (ceiling.si or 0) / high) for reach, ceiling in known]
    places = [(x / right * wide, y / top * tall) for x, y in corners]
    for x, y in places:
        room.take(Box.about(x, y, 6, 6))
    room.avoid([part for x, y in places for part in (_dotted((0, y), (x, y)), _dotted((x, 0), (x, y)))])
    for number, ((reach, _), (x, y)) in enumerate(zip(known, corners, strict=True)):
        colour = ink.lines[number % len(ink.lines)]
        axes.add_patch(Rectangle((0, 0), x, y, facecolor=colour, alpha=0.08, edgecolor="none", zorder=2))
        axes.plot([0, x, x], [y, y, 0], color=colour, linewidth=1.5, zorder=3, gid="layer")
        axes.plot([x], [y], "o", color=colour, markersize=4, zorder=4)
        text = f"{reach.system.name} {cell_text(reach, style, effector=False).split(' [')[0]}"
        box = _beside(room, *places[number], width_of(text, _LABEL, bold=True) + 2)
        if box is not None:
            room.take(box)
            room.avoid_also(_dotted(places[number], box.middle))
            axes.annotate(
                text, (x, y), xytext=(box.left / wide * right, box.low / tall * top), textcoords="data",
                fontsize=_LABEL, fontweight="bold",
                color=colour, zorder=6, gid="layer-name", bbox=behind,
                arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 0.5, "shrinkA": 0, "shrinkB": 2},
            )  # fmt: skip


def _dotted(start: tuple[float, float], end: tuple[float, float]) -> Floats:
    """Points of a straight line, 3 apart."""
    count = 2 + int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 3)
    return np.linspace(start, end, count)


def _beside(room: Room, x: float, y: float, width: float) -> Box | None:
    """A box near a corner, where it and its leader line hide least: beside it, else farther and farther above and to
    the right of it.
    """
    high = _LABEL * 1.3
    # never upon the step's own lines, which run to the left and down
    boxes = [Box.about(x + width / 2 + 7, y, width, high), Box.about(x - width / 2 - 6, y - high, width, high)]
    boxes += [
        Box.about(x + dx, y + dy, width, high) for dy in (18, 30, 44, 60, 80, -18, -30) for dx in (0, 40, 80, 120, -60)
    ]
    free = [box for box in boxes if room.free(box)]
    hidden = {box: room.crossed(box) + 6 * room.hit(Place(box, (x, y), True)) for box in free}
    return min(free, key=lambda box: (hidden[box], boxes.index(box)), default=None)
