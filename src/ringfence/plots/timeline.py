"""Orders over time: when they were signed, how many had arrived by which day, and what was promised when, so that a
slip is seen.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from ringfence import __version__
from ringfence.english import counted, plural
from ringfence.errors import UsageError
from ringfence.evidence.origins import origin_of
from ringfence.evidence.timeline import Promise, Story
from ringfence.plots.look import INKS, Caption, Ink, new_figure
from ringfence.specs.statement import PartialDate
from ringfence.specs.words import Look

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 20
_WIDTH, _LEFT, _RIGHT = 9.0, 1.5, 1.25
_HEAD, _ROW, _GAP, _COUNTS, _BARE = 0.24, 0.135, 0.16, 0.74, 0.2
_ORDERED, _DELIVERED, _PROMISED = 0, 2, 1
"""Which of a look's line colours: told apart by the marks as well."""


def timeline(
    stories: Sequence[Story], *, records: Callable[[Iterable[str]], str], title: str, look: Look = "light",
    as_of: PartialDate | None = None, most: int = MOST
) -> "tuple[Figure, Caption]":  # fmt: skip
    """The chart and what it says of itself; `records` gives the hash of the records of systems.

    Orders of which no source gives a day are named in the foot, not drawn.

    A bare month or year is a span with the mark in its middle. Raises UsageError where there is nothing to draw.
    """
    dated = [story for story in stories if story.days]
    if not dated:
        raise UsageError("no source gives a day for any of these orders", hint="see: ringfence acquisitions")
    drawn = sorted(dated, key=lambda s: (min(day.last for day in s.days), s.holding.system.id))[:most]
    ink, known = INKS[look], records(story.holding.system.id for story in drawn)
    foot = _foot(stories, drawn, len(dated) - len(drawn), as_of, known)
    inner = sum(_height(story) for story in drawn)
    above, below = 0.82, 0.5 + 0.15 * len(foot)
    height = above + inner + below
    fig = new_figure(_WIDTH, height, look)
    axes = fig.add_axes((_LEFT / _WIDTH, below / height, (_WIDTH - _LEFT - _RIGHT) / _WIDTH, inner / height))
    axes.set_ylim(inner, 0)
    axes.set_facecolor(ink.paper)
    _time_axis(axes, drawn, as_of, ink)
    top = 0.0
    for story in drawn:
        _draw(axes, story, top, ink)
        top += _height(story)
    fig.text(0.02, 1 - 0.28 / height, title, color=ink.text, fontsize=12.5, fontweight="bold")
    _legend(fig, ink, height)
    for number, line in enumerate(reversed(foot)):
        fig.text(0.02, (0.1 + 0.15 * number) / height, line, color=ink.note, fontsize=7.5)
    return fig, Caption(title, " ".join(map(_sentence, drawn)), _evidence(drawn, known, as_of))


def _height(story: Story) -> float:
    rows = _ROW * len(story.promises) + (0.08 if story.promises else 0)
    return _HEAD + (_COUNTS if story.steps else _BARE) + rows + _GAP


def at(day: PartialDate) -> float:
    """Where a day lies on the axis: the day's number; the middle of a month or a year, whose span is drawn, too."""
    return (day.first.toordinal() + day.last.toordinal()) / 2


def _time_axis(axes: "Axes", stories: Sequence[Story], as_of: PartialDate | None, ink: Ink) -> None:
    days = [day for story in stories for day in story.days]
    first, last = min(day.last for day in days).year, max(day.last for day in days).year + 1
    every = next((n for n in (1, 2, 5, 10) if (last - first + 1) / n <= 12), 20)
    start = first - first % every
    years = range(start, last + every, every)
    axes.set_xlim(date(start, 1, 1).toordinal(), date(years[-1] if years[-1] > last else last, 12, 31).toordinal())
    axes.set_xticks(
        [date(year, 1, 1).toordinal() for year in years], [str(year) for year in years], fontsize=8.5, ha="left"
    )
    axes.set_yticks([])
    axes.tick_params(colors=ink.text, length=0)
    axes.grid(visible=True, axis="x", color=ink.faint, alpha=0.3, linewidth=0.6)
    for side in axes.spines.values():
        side.set_visible(False)
    if as_of:
        axes.axvline(at(as_of), color=ink.text, linewidth=0.9, linestyle=(0, (1, 2)))
        axes.annotate(
            f"as of {as_of.text}", (at(as_of), 0), xytext=(0, 2), textcoords="offset points", fontsize=7,
            color=ink.text, ha="center", annotation_clip=False
        )  # fmt: skip


def _draw(axes: "Axes", story: Story, top: float, ink: Ink) -> None:
    from matplotlib.patheffects import withStroke

    holding = story.holding
    left, right = axes.get_xlim()
    axes.text(
        left, top + 0.13, _headline(story), fontsize=8.5, fontweight="bold", color=ink.text, va="center", zorder=6,
        path_effects=[withStroke(linewidth=3, foreground=ink.paper)],
    )  # fmt: skip
    base = top + _HEAD + (_COUNTS if story.steps else _BARE)
    axes.plot([left, right], [base, base], color=ink.faint, linewidth=0.7, zorder=1)
    most = max([holding.ordered.typical if holding.ordered else 0.0, *(s.highest for s in story.steps), 1.0])
    room = (_COUNTS if story.steps else _BARE) - 0.12

    def level(count: float) -> float:
        return base - room * count / most

    if holding.ordered:
        colour = ink.lines[_ORDERED]
        begin = at(holding.signed[0]) if holding.signed else left
        axes.plot(
            [begin, right],
            [level(holding.ordered.typical)] * 2,
            color=colour,
            linewidth=1.4,
            linestyle=(0, (6, 2)),
            zorder=2,
        )
        _beside(axes, right, level(holding.ordered.typical), f"{holding.ordered.typical:g} ordered", colour)
    for day in holding.signed:
        where = level(holding.ordered.typical) if holding.ordered else base
        _span(axes, day, where, ink.lines[_ORDERED])
        axes.plot([at(day)], [where], "s", color=ink.lines[_ORDERED], markersize=6.5, zorder=4, clip_on=False)
    _steps(axes, story, level, ink)
    _promises(axes, story, base + 0.08, ink)


def _steps(axes: "Axes", story: Story, level: Callable[[float], float], ink: Ink) -> None:
    from matplotlib.patheffects import withStroke

    if not story.steps:
        return
    colour, right = ink.lines[_DELIVERED], axes.get_xlim()[1]
    x = [at(step.day) for step in story.steps]
    y = [level(step.typical) for step in story.steps]
    axes.plot(x, y, color=colour, linewidth=2, drawstyle="steps-post", zorder=3)
    before = None
    for step, place in zip(story.steps, x, strict=True):
        axes.plot(
            [place] * 2, [level(step.lowest), level(step.highest)], color=colour, linewidth=4, alpha=0.35, zorder=2
        )
        axes.plot([place], [level(step.typical)], "o", color=colour, markersize=5, zorder=5, clip_on=False)
        if step.typical != before:
            axes.annotate(
                f"{step.typical:g}", (place, level(step.typical)), xytext=(-5, 3), textcoords="offset points",
                fontsize=8,
                color=colour, ha="right", zorder=6, annotation_clip=False,
                path_effects=[withStroke(linewidth=2.5, foreground=ink.paper)],
            )  # fmt: skip
        before = step.typical
    last = story.steps[-1]
    holding = story.holding
    full = holding.ordered is not None and last.typical >= holding.ordered.typical
    _beside(axes, right, level(last.typical) + (0.13 if full else 0), f"{last.typical:g} delivered", colour)


def _promises(axes: "Axes", story: Story, top: float, ink: Ink) -> None:
    colour, left = ink.lines[_PROMISED], axes.get_xlim()[0]
    row = top
    for what, group in groupby(story.promises, key=lambda p: p.what):
        some = list(group)
        axes.annotate(
            f"{what} promised", (left, row + _ROW / 2), xytext=(-6, 0), textcoords="offset points", fontsize=7.5,
            color=colour,
            ha="right", va="center", annotation_clip=False,
        )  # fmt: skip
        there = _there(story, some[0])
        if there:
            axes.plot(
                [at(there)] * 2, [row, row + _ROW * len(some)], color=ink.lines[_DELIVERED], linewidth=1.6, zorder=2
            )
        for promise in some:
            _promise(axes, promise, row + _ROW / 2, ink)
            row += _ROW


def _promise(axes: "Axes", promise: Promise, y: float, ink: Ink) -> None:
    colour = ink.lines[_PROMISED]
    due = at(promise.due)
    if promise.said:
        axes.plot([at(promise.said), due], [y, y], color=colour, linewidth=0.9, zorder=3)
        axes.plot([at(promise.said)], [y], "o", color=colour, markersize=3, zorder=4, clip_on=False)
    _span(axes, promise.due, y, colour)
    shape = "o" if promise.said else "D"
    axes.plot([due], [y], shape, color=colour, markerfacecolor=ink.paper, markersize=4.6, zorder=5, clip_on=False)
    if len(promise.sources) > 1:
        axes.annotate(
            f"×{len(promise.sources)}", (promise.due.last.toordinal(), y), xytext=(6, 0), textcoords="offset points",
            fontsize=6.5, color=ink.text,
            va="center", annotation_clip=False,
        )  # fmt: skip


def _span(axes: "Axes", day: PartialDate, y: float, colour: str) -> None:
    axes.plot(
        [day.first.toordinal(), day.last.toordinal()], [y, y], color=colour, linewidth=3.2, alpha=0.35, zorder=2,
        solid_capstyle="butt"
    )  # fmt: skip


def _there(story: Story, promise: Promise) -> PartialDate | None:
    """The day by which sources first count as many as `no. 4` says."""
    if not promise.what.startswith("no. "):
        return None
    return next((s.day for s in story.steps if s.typical >= float(promise.what.removeprefix("no. "))), None)


def _beside(axes: "Axes", x: float, y: float, text: str, colour: str) -> None:
    axes.annotate(
        text, (x, y), xytext=(7, 0), textcoords="offset points", fontsize=8, color=colour, va="center",
        annotation_clip=False
    )  # fmt: skip


def _headline(story: Story) -> str:
    holding = story.holding
    parts = [f"{holding.system.name}, order {holding.acquisition.id}"]
    if holding.signed:
        parts.append(f"signed {holding.signed[0].text}")
    if not holding.ordered and holding.status:
        parts.append(holding.status[0])
    parts.append(f"counted in {plural(holding.unit)}" if holding.ordered or story.steps else "no count")
    return " · ".join(parts)


def _sentence(story: Story) -> str:
    holding = story.holding
    ordered = (
        f"{counted(holding.ordered.typical, holding.unit)} ordered" if holding.ordered else "count of the order unknown"
    )
    arrived = "; ".join(f"{s.typical:g} delivered by {s.day.text}" for s in story.steps)
    dues = "; ".join(
        f"{p.what} promised for {p.due.text}" + (f" in {p.said.text}" if p.said else "") for p in story.promises
    )
    return "; ".join(part for part in (f"{_headline(story)}: {ordered}", arrived, dues) if part) + "."


def _foot(
    stories: Sequence[Story], drawn: Sequence[Story], more: int, as_of: PartialDate | None, records: str
) -> list[str]:
    origins = len(
        {(s.holding.system.id, origin_of(key, s.holding.system.sources)) for s in drawn for key in s.holding.sources}
    )
    bare = [f"{s.holding.system.name} ({s.holding.acquisition.id})" for s in stories if not s.days]
    undated = sum(len(s.undated) for s in drawn)
    parts = [f"{counted(origins, 'origin')}; a month or a year is a span, its mark in the middle"]
    if undated:
        parts.append(f"not drawn for want of a day: {counted(undated, 'count')} of what had arrived")
    if more:
        parts.append(f"not drawn: {counted(more, 'later order')}")
    if bare:
        parts.append(
            f"no day is known of: {', '.join(bare[:8])}" + (f" and {len(bare) - 8} more" if len(bare) > 8 else "")
        )
    known = f", as known by {as_of.text}" if as_of else ""
    return [*wrap("; ".join(parts) + ".", 125), f"ringfence {__version__}, records {records}{known}"]


def _legend(fig: "Figure", ink: Ink, height: float) -> None:
    from matplotlib.lines import Line2D

    ordered, delivered, promised = (ink.lines[n] for n in (_ORDERED, _DELIVERED, _PROMISED))
    handles = [
        Line2D([], [], marker="s", linestyle=(0, (6, 2)), color=ordered, markersize=6, label="signed and ordered"),
        Line2D([], [], marker="o", linestyle="-", color=delivered, markersize=5, label="delivered by then"),
        Line2D([], [], marker="o", linestyle="-", linewidth=0.9, color=promised, markerfacecolor=ink.paper,
        label="promised: when said, for when"),
        Line2D([], [], marker="D", linestyle="", color=promised, markerfacecolor=ink.paper, markersize=4.6,
        label="promised in an undated source"),
    ]  # fmt: skip
    fig.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0.012, 1 - 0.36 / height), ncols=4, frameon=False,
        fontsize=8, labelcolor=ink.text,
        handletextpad=0.4, columnspacing=1.6,
    )  # fmt: skip


def _evidence(drawn: Sequence[Story], records: str, as_of: PartialDate | None) -> dict[str, object]:
    return {
        "ringfence": __version__, "records": records, "figure": "deliveries", "as_of": as_of and as_of.text,
        "orders": [story.evidence() for story in drawn],
    }  # fmt: skip
