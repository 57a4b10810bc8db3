"""A figure as lines of text, an artist each: what it is, where it stands in points, its colours, strokes and letters."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from ringfence.plots.look import Caption

_STAMP = re.compile(r"ringfence \d\S*, (?:records|catalog) [0-9a-f]+")
"""What the foot of a figure tells of the version and the records."""

_OWN = {"ringfence", "records", "catalog", "drawn_with"}
"""Of the evidence what differs from version to version."""


def listing(figure: Figure, caption: Caption) -> list[str]:
    """Every visible artist of a figure, in the order in which they are drawn, by its axes; then what it says of itself."""
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]  # it has no types
    width, height = figure.get_size_inches() * 72
    lines = [f"figure {width:.1f} x {height:.1f} {to_hex(figure.get_facecolor())}"]
    lines += _children(figure, figure)
    for number, axes in enumerate(figure.axes):
        box = axes.get_position()
        corners = [box.x0 * width, box.y0 * height, box.x1 * width, box.y1 * height]
        lines.append(f"axes {number} {_numbers(corners)} {to_hex(axes.get_facecolor())} z{axes.get_zorder():g}")
        lines += _children(axes, figure)
    lines += [f"title {caption.title!r}", *(f"said {part!r}" for part in caption.description.split("; "))]
    lines += sorted(f"carries {key}: {value!r}" for key, value in caption.evidence.items() if key not in _OWN)
    return [_STAMP.sub("ringfence, records", line) for line in lines]


def _children(parent: Any, figure: Figure) -> Iterator[str]:
    for artist in parent.get_children():
        if artist.get_visible() and not isinstance(artist, Axes):
            yield from (f"  {line}" for line in _told(artist, figure))


def _told(artist: Artist, figure: Figure) -> Iterator[str]:
    it: Any = artist  # the stubs know fewer attributes than there are, and wider types
    name = f"{artist.get_gid() or '-'} z{artist.get_zorder():g} a{artist.get_alpha() if artist.get_alpha() is not None else 1:g}"
    scale = 72 / figure.dpi
    if isinstance(artist, Text):
        if it.get_text().strip():
            at = it.get_transform().transform(it.get_position()) * scale
            how = f"{it.get_fontsize():g} {it.get_fontweight()} {it.get_ha()}/{it.get_va()}"
            box = it.get_bbox_patch()
            behind = f" on {to_hex(box.get_facecolor())} a{box.get_alpha():g}" if box and box.get_alpha() else ""
            yield f"text {name} {_numbers(at)} {to_hex(it.get_color())} {how}{_around(it)}{behind} {it.get_text()!r}"
    elif isinstance(artist, Line2D):
        path = it.get_transform().transform(np.asarray(it.get_xydata())) * scale
        look = f"{to_hex(it.get_color())} w{it.get_linewidth():g} {it.get_linestyle()}"
        dash = it._unscaled_dash_pattern[1]
        mark = f"{it.get_marker()} {it.get_markersize():g} {to_hex(it.get_markerfacecolor())}"
        edge = (
            f"{to_hex(it.get_markeredgecolor())} w{it.get_markeredgewidth():g} {it.get_solid_capstyle()}{_around(it)}"
        )
        yield f"line {name} {look} {_dash(dash)} {mark} {edge} {len(path)} {_extent(path)}"
    elif isinstance(artist, Collection):
        edges, faces = (
            sorted({to_hex(c, keep_alpha=True) for c in some}) for some in (it.get_edgecolor(), it.get_facecolor())
        )
        paths = [path.vertices for path in it.get_paths() if len(path.vertices)]
        every = it.get_transform().transform(np.concatenate(paths)) * scale if paths else np.empty((0, 2))
        widths = ",".join(f"{width:g}" for width in sorted(set(np.atleast_1d(it.get_linewidth()).tolist())))
        dashes = sorted({_dash(dash) for _, dash in it.get_linestyle()})
        yield f"lines {name} {edges} {faces} w{widths} {dashes} {it.get_capstyle()} {len(paths)} {_extent(every)}"
    elif isinstance(artist, Patch) and it.get_gid() != "background":
        every = it.get_transform().transform_path(it.get_path()).vertices * scale
        yield f"patch {name} {to_hex(it.get_edgecolor(), keep_alpha=True)} {to_hex(it.get_facecolor(), keep_alpha=True)} w{it.get_linewidth():g} {_extent(every)}"
    elif hasattr(it, "get_children"):
        for child in it.get_children():
            if child.get_visible() and child is not it:
                yield from _told(child, figure)


def _around(artist: Any) -> str:
    """The strokes about an artist, its turn, and whether it may stand outside its axes."""
    strokes = "".join(f" about {effect._gc}" for effect in artist.get_path_effects())
    turn = f" turned {artist.get_rotation():g}" if isinstance(artist, Text) and artist.get_rotation() else ""
    return f"{strokes}{turn}{'' if artist.get_clip_on() else ' unclipped'}"


def _dash(dash: Any) -> str:
    return "solid" if dash is None else "-".join(f"{part:.1f}" for part in dash)


def _numbers(some: Any) -> str:
    return ",".join(f"{round(float(part)):d}" for part in some)


def _extent(path: Any) -> str:
    """Where a path begins and what it fills, in whole points."""
    seen = np.asarray(path)[np.isfinite(path).all(axis=1)] if len(path) else np.empty((0, 2))
    if not len(seen):
        return "nothing"
    return f"from {_numbers(seen[0])} within {_numbers([*seen.min(axis=0), *seen.max(axis=0)])}"
