"""Range rings on a map: true to scale about the scene's centre, each named where it is drawn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ringfence import __version__
from ringfence.plots.ground import draw_graticule, draw_ground, draw_scale, scale_box
from ringfence.plots.lettering import drawn_with, families, lacking, steadily
from ringfence.plots.look import INKS, Caption, Ink
from ringfence.plots.marks import Drawn, Inset, Mark, Plan, baseline, drawn_rings, inset_scene, leader_end, plan_map
from ringfence.plots.names import draw_names
from ringfence.plots.notes import key_rows, notes_of, source_lines, subtitle_of, title_of
from ringfence.plots.page import EDGE, draw_page, lay_out
from ringfence.plots.view import Floats, View, flattened, lonlat, outlines, projection_for, view_of
from ringfence.progress import steps
from ringfence.scenes.features import plain, regions
from ringfence.scenes.rings import Derived
from ringfence.scenes.scene import Scene

if TYPE_CHECKING:
    from cartopy.mpl.geoaxes import GeoAxes
    from matplotlib.figure import Figure


@steadily
def draw(scene: Scene, derived: Derived) -> "tuple[Figure, Caption]":
    """The map and what it says of itself. Raises UsageError where the scene does not fit its projection."""
    import matplotlib as mpl

    ink, title = INKS[scene.style], plain(scene.title or title_of(scene, derived))
    names = [plain(site.name) for site in scene.sites]
    labels = [plain(ring.label) for ring in derived.rings]
    missing = lacking([title, plain(scene.subtitle or ""), *names, *labels, *source_lines(scene, derived)])
    mpl.rcParams["font.family"] = list(families(missing))
    notes, key = notes_of(scene, derived, missing), key_rows(scene, derived, ink)
    said = title, subtitle_of(scene), key
    page = lay_out(scene, *said, notes, source_lines(scene, derived))
    spots = [site.spot for site in scene.sites]
    crs = projection_for(scene, spots)
    drawn = drawn_rings(scene, derived, crs, derived.rings)
    shown = [path for one in drawn for path in _widest(scene, crs, one)]
    view = view_of(scene, crs, spots, shown, page.inner, page.map_height)
    plan = plan_map(scene, derived, drawn, view, scale_box(scene, view))
    if plan.left_out:
        notes.insert(-2, f"Not named on the map for want of room: {'; '.join(dict.fromkeys(plan.left_out))}.")
        page = lay_out(scene, *said, notes, source_lines(scene, derived))
    fig, height, below = draw_page(page, view.height, ink, scene)
    corner = EDGE + (page.inner - view.width) / 2, below
    _draw_map(fig, (page.width, height), corner, scene, view, drawn, plan, ink)
    evidence = {
        "ringfence": __version__, "records": derived.records, "figure": "rings", "drawn_with": drawn_with(),
        "scene": scene.model_dump(mode="json", exclude_defaults=True), "notes": notes,
        "rings": [ring.evidence() for ring in derived.rings],
    }  # fmt: skip
    return fig, Caption(title, f"Map of range rings around {', '.join(names)}. {'; '.join(labels)}.", evidence)


def _widest(scene: Scene, crs: Any, one: Drawn) -> list[Floats]:
    """The lines that the view has to hold: a ring's, or its spread's unless that would make the map a map of the
    spread.
    """
    ring = one.ring
    if scene.spread and ring.radius_m < ring.high_m < 3 * ring.radius_m:
        return [path for _, path in outlines(crs, [scene.sites[n] for n in ring.sites], ring.high_m)]
    return [path for _, path in one.lines]


def _draw_map(
    fig: "Figure", size: tuple[float, float], corner: tuple[float, float], scene: Scene, view: View,
    drawn: Sequence[Drawn], plan: Plan, ink: Ink, *,
    inner: bool = False,
) -> "GeoAxes":  # fmt: skip
    """One map with its lower left corner at some points of the figure; `size` is the figure's."""
    rect = corner[0] / size[0], corner[1] / size[1], view.width / size[0], view.height / size[1]
    axes: Any = fig.add_axes(rect, projection=view.crs)
    draw_ground(axes, scene, view, ink)
    for one in drawn:
        _draw_ring(axes, scene, view, one)
    _draw_sites(axes, scene, drawn, ink)
    for mark in plan.marks:
        _draw_mark(axes, view, mark, ink)
    draw_scale(axes, scene, view, ink)
    if inner:
        return axes
    draw_graticule(axes, view, plan.room, ink)
    if scene.names:
        draw_names(axes, view, plan.room, ink, {site.country for site in scene.sites if site.country})
    for inset in plan.insets:
        _draw_inset(fig, size, corner, scene, axes, view, inset, ink)
    return axes


def _draw_ring(axes: "GeoAxes", scene: Scene, view: View, one: Drawn) -> None:
    from matplotlib.collections import LineCollection

    ring, stroke = one.ring, one.stroke

    def lines(paths: Sequence[Floats], width: float, name: str) -> None:
        made = LineCollection(
            paths, colors=stroke.colour, linestyles=[stroke.dash], linewidths=width, capstyle=stroke.cap, zorder=5,
            gid=name
        )  # fmt: skip
        axes.add_collection(made, autolim=False)

    here = sorted({number for number, _ in one.lines})
    sites = [scene.sites[n] for n in here]
    lines([path for _, path in one.lines], stroke.width, "ring")
    if ring.from_m is not None:
        lines([path for _, path in outlines(view.crs, sites, ring.from_m)], 0.7, "ring-from")
    if scene.spread and ring.low_m < ring.high_m:
        _bands(axes, regions(sites, ring.low_m, ring.high_m), stroke.colour, 0.13)
    if ring.dead_m > 0:
        lines([path for _, path in outlines(view.crs, sites, ring.dead_m)], 0.9, "ring-dead")
        _bands(axes, regions(sites, ring.dead_m, ring.radius_m), stroke.colour, 0.07)


def _bands(axes: "GeoAxes", shapes: Sequence[Any], colour: str, alpha: float) -> None:
    # on the plane already: what cartopy does while it draws cannot be told
    flat = [axes.projection.project_geometry(shape, lonlat()) for shape in steps(shapes, "bands", len(shapes))]
    axes.add_geometries(flat, axes.projection, facecolor=colour, edgecolor="none", alpha=alpha, zorder=3)


def _draw_sites(axes: "GeoAxes", scene: Scene, drawn: Sequence[Drawn], ink: Ink) -> None:
    numbers = sorted({n for one in drawn for n, _ in one.lines if not scene.sites[n].country})
    if not numbers:
        return
    spots = np.array([(scene.sites[n].spot.longitude, scene.sites[n].spot.latitude) for n in numbers])
    flat = flattened(axes.projection, *spots.T)
    axes.plot(
        flat[:, 0], flat[:, 1], linestyle="", marker="^", markersize=6, color=ink.text, markeredgecolor=ink.paper,
        markeredgewidth=0.8, zorder=8,
        gid="sites",
    )  # fmt: skip


def _draw_mark(axes: "GeoAxes", view: View, mark: Mark, ink: Ink) -> None:
    # a sheet of paper behind the letters: an outline about each would make the file many times as large
    behind = {"boxstyle": "square,pad=0.1", "facecolor": ink.paper, "edgecolor": "none", "alpha": 0.72}
    if mark.anchor is not None:
        ends = np.array([view.plane(*mark.anchor), view.plane(*leader_end(mark))])
        axes.plot(ends[:, 0], ends[:, 1], color=mark.lines[0][1], linewidth=0.7, zorder=7, gid="leader")
    for number, (text, colour) in enumerate(mark.lines):
        spot = view.plane(mark.box.middle[0], baseline(mark, number))
        axes.text(
            *spot, text, ha="center", fontsize=mark.size, fontweight="bold", color=colour, bbox=behind, zorder=9,
            gid=mark.kind
        )  # fmt: skip


def _draw_inset(
    fig: "Figure", size: tuple[float, float], corner: tuple[float, float], scene: Scene, outer: "GeoAxes", view: View,
    inset: Inset, ink: Ink
) -> None:  # fmt: skip
    """The corner map, and on the large one a box about what it shows."""
    within = corner[0] + inset.box.left, corner[1] + inset.box.low
    own = inset.view
    axes: Any = _draw_map(fig, size, within, inset_scene(scene), own, inset.drawn, inset.plan, ink, inner=True)
    axes.set_zorder(20)
    axes.spines["geo"].set_edgecolor(ink.text)
    axes.set_gid("inset")
    edge = np.array(
        [(own.left, own.low), (own.right, own.low), (own.right, own.high), (own.left, own.high), (own.left, own.low)]
    )
    lon, lat = own.degrees(edge[:, 0], edge[:, 1]).T
    flat = flattened(view.crs, lon, lat)
    outer.plot(flat[:, 0], flat[:, 1], color=ink.text, linewidth=0.7, zorder=8.2, gid="inset-frame")
