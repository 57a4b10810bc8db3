"""The page about a map: title, key, notes and sources in lines that fit, and how much room they take. All lengths in
points.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ringfence.plots.lettering import width_of, wrapped
from ringfence.plots.look import Ink, new_figure
from ringfence.plots.strokes import Stroke
from ringfence.scenes.scene import Scene, page

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, EDGE = 547.0, 16.0
TITLE, SUBTITLE, KEY, FOOT = 12.5, 8.0, 8.0, 6.8
_SAMPLE = 34.0
LOWEST_MAP = 120.0


@dataclass(frozen=True)
class Row:
    """A line of the key: how a ring is drawn, and what it is."""

    stroke: Stroke
    text: str


@dataclass
class Page:
    """Everything but the map, in lines; `columns` of the key."""

    width: float
    height: float | None
    title: list[str]
    subtitle: list[str]
    key: list[tuple[Stroke, list[str]]]
    columns: int
    foot: list[str]
    sources: list[str]

    @property
    def inner(self) -> float:
        """The width within the edges."""
        return self.width - 2 * EDGE

    @property
    def head(self) -> float:
        """What title and subtitle take."""
        return 12 + len(self.title) * TITLE * 1.25 + len(self.subtitle) * SUBTITLE * 1.3 + 6

    @property
    def key_height(self) -> float:
        """What the key takes."""
        return max(sum(len(lines) for _, lines in column) for column in self.split()) * KEY * 1.45 + 6

    @property
    def below(self) -> float:
        """What key, sources and notes take."""
        notes = len(self.foot) * FOOT * 1.35
        return 8 + self.key_height + len(self.sources) * FOOT * 1.35 + (5 if self.sources else 0) + notes + 8

    def split(self) -> list[list[tuple[Stroke, list[str]]]]:
        """The key's columns, the first the longer one."""
        per = -(-len(self.key) // self.columns)
        return [self.key[start : start + per] for start in range(0, max(len(self.key), 1), per or 1)]

    @property
    def map_height(self) -> float | None:
        """What is left for the map on a page of a fixed height."""
        return None if self.height is None else max(self.height - self.head - self.below, LOWEST_MAP)


def lay_out(scene: Scene, title: str, subtitle: str, key: Sequence[Row], foot: Sequence[str],
    sources: Sequence[str]) -> Page:  # fmt: skip
    """The page of a scene's size."""
    width, height = (None, None) if scene.size is None else page(scene.size)
    points = WIDTH if width is None else width / 25.4 * 72
    inner = points - 2 * EDGE
    half = inner / 2 - 8
    narrow = all(width_of(row.text, KEY) <= half - _SAMPLE for row in key)
    columns = 2 if len(key) > 3 and narrow else 1
    room = (half if columns == 2 else inner) - _SAMPLE
    return Page(
        points, None if height is None else height / 25.4 * 72, wrapped(title, inner, TITLE, bold=True, most=4),
        wrapped(subtitle, inner, SUBTITLE),
        [(row.stroke, wrapped(row.text, room, KEY)) for row in key], columns,
        [line for note in foot for line in wrapped(note, inner, FOOT)],
        [line for text in sources for line in wrapped(text, inner, FOOT, most=2)],
    )  # fmt: skip


def draw_page(made: Page, map_height: float, ink: Ink, scene: Scene) -> "tuple[Figure, float, float]":
    """The figure with all its lines, its height, and how high above its lower edge the map begins."""
    below = made.below
    height = made.head + map_height + below
    fig = new_figure(made.width / 72, height / 72, scene.style)
    y = height - 12
    for line in made.title:
        y -= TITLE * 1.25
        _put(fig, made, EDGE, y + 3, height, line, ink.text, TITLE, fontweight="bold", gid="title")
    for line in made.subtitle:
        y -= SUBTITLE * 1.3
        _put(fig, made, EDGE, y + 1, height, line, ink.note, SUBTITLE, gid="subtitle")
    for number, column in enumerate(made.split()):
        _draw_column(fig, made, column, EDGE + number * (made.inner / 2 + 8), below - 8, height, ink)
    y = below - 8 - made.key_height
    for line in made.sources:
        y -= FOOT * 1.35
        _put(fig, made, EDGE, y + 2, height, line, ink.text, FOOT, gid="source")
    y -= 5 if made.sources else 0
    for line in made.foot:
        y -= FOOT * 1.35
        _put(fig, made, EDGE, y + 2, height, line, ink.note, FOOT, gid="note")
    return fig, height, below


def _draw_column(fig: "Figure", made: Page, column: Any, left: float, top: float, height: float, ink: Ink) -> None:
    from matplotlib.lines import Line2D

    y = top
    for stroke, lines in column:
        middle = (y - KEY * 1.45 + 5) / height
        ends = [(left + 1) / made.width, (left + _SAMPLE - 8) / made.width]
        fig.add_artist(
            Line2D(ends, [middle] * 2, color=stroke.colour, linestyle=stroke.dash, linewidth=stroke.width,
            dash_capstyle=stroke.cap, figure=fig, gid="key-line")
        )  # fmt: skip
        for line in lines:
            y -= KEY * 1.45
            _put(fig, made, left + _SAMPLE, y + 2.5, height, line, ink.text, KEY, gid="key")


def _put(fig: "Figure", made: Page, x: float, y: float, height: float, text: str, colour: str, size: float,
    **more: Any) -> None:  # fmt: skip
    fig.text(x / made.width, y / height, text, color=colour, fontsize=size, **more)
