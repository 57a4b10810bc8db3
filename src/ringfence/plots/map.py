"""Range rings on a map: true to scale about the scene's centre, labelled with radius, class and what limits them."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from ringfence import __version__
from ringfence.errors import UsageError
from ringfence.geo.geodesy import RADIUS_MAX_M, wgs84
from ringfence.geo.geodesy import rings as geodesic_rings
from ringfence.geo.places import Site as Place
from ringfence.plots.ground import centre, draw_ground, lonlat, paths_of, projection_for
from ringfence.plots.look import DASHES, INKS, Caption, Ink, new_figure
from ringfence.scenes.rings import Derived, Ring
from ringfence.scenes.scene import Scene
from ringfence.specs.targets import family_of
from ringfence.tables.wording import rounded

if TYPE_CHECKING:
    from cartopy.mpl.geoaxes import GeoAxes
    from matplotlib.figure import Figure

_WIDTH, _MAP = 7.6, 7.1
_LINE = 0.205
_UNIT = {
    "metric": ("km", 1000.0),
    "imperial": ("mi", 1609.344),
    "nautical": ("nmi", 1852.0),
    "as-stated": ("km", 1000.0),
}
SENSOR_DASH: Any = (0, (1, 1.8))


@dataclass(frozen=True)
class Stroke:
    """How one ring is drawn, on the map and in the key."""

    colour: str
    dash: Any
    width: float


def draw(scene: Scene, derived: Derived, command: str) -> "tuple[Figure, Caption]":
    """The map and what it says of itself. Raises UsageError where the scene does not fit its projection."""
    spots = [(site.name, site.spot) for site in scene.sites]
    ink = INKS[scene.style]
    extent = scene.extent.si_high if scene.extent else _extent(scene, spots, derived)
    if extent > RADIUS_MAX_M:
        raise UsageError("the rings do not fit on one map", hint="give an --extent, or fewer sites")
    notes = _notes(scene, derived)
    key = [(_stroke(ring, n, ink), line) for n, ring in enumerate(derived.rings) for line in [wrap(ring.label, 92)]]
    key_inches = _LINE * sum(len(lines) for _, lines in key) + 0.12
    foot = [line for note in notes for line in wrap(note, 122)]
    height = 0.78 + _MAP + 0.1 + key_inches + 0.16 * len(foot) + 0.25
    fig = new_figure(_WIDTH, height, scene.style)
    bottom = key_inches + 0.16 * len(foot) + 0.3
    crs = projection_for(scene, spots)
    axes: Any = fig.add_axes((0.25 / _WIDTH, bottom / height, _MAP / _WIDTH, _MAP / height), projection=crs)
    draw_ground(axes, scene, spots, extent, ink)
    for number, ring in enumerate(derived.rings):
        _draw_ring(axes, spots, ring, _stroke(ring, number, ink), spread=scene.spread)
    _names(axes, scene, spots, derived, ink)
    title = scene.title or _title(scene, derived)
    fig.text(0.25 / _WIDTH, 1 - 0.33 / height, title, color=ink.text, fontsize=12.5, fontweight="bold")
    subtitle = (
        scene.subtitle
        or "Rings on the WGS84 ellipsoid about notional sites; what public sources state, not what was tested"
    )
    fig.text(
        0.25 / _WIDTH, 1 - 0.42 / height, "\n".join(wrap(subtitle, 104)[:2]), color=ink.faint, fontsize=8.2, va="top"
    )
    _key(fig, key, ink, height, bottom)
    for number, line in enumerate(reversed(foot)):
        fig.text(0.25 / _WIDTH, (0.12 + 0.16 * number) / height, line, color=ink.faint, fontsize=7)
    evidence = {
        "ringfence": __version__, "records": derived.records, "figure": "rings", "command": command,
        "scene": scene.model_dump(mode="json", exclude_defaults=True), "notes": notes,
        "rings": [ring.evidence() for ring in derived.rings],
    }  # fmt: skip
    where = ", ".join(name for name, _ in spots)
    return fig, Caption(
        title, f"Map of range rings around {where}. {'; '.join(ring.label for ring in derived.rings)}.", evidence
    )


def _extent(scene: Scene, spots: Sequence[tuple[str, Place]], derived: Derived) -> float:
    """From the scene's centre to the map's edge, in m."""
    widest = max(
        ring.high_m if scene.spread and ring.high_m < 3 * ring.radius_m else ring.radius_m for ring in derived.rings
    )
    latitude, longitude = centre(spots)
    geod = wgs84()
    farthest = max(geod.inv(longitude, latitude, spot.longitude, spot.latitude)[2] for _, spot in spots)
    return float(1.13 * widest + farthest)


def _stroke(ring: Ring, number: int, ink: Ink) -> Stroke:
    colour = ink.lines[number % len(ink.lines)]
    if ring.purpose == "detection":
        return Stroke(colour, SENSOR_DASH, 1.3)
    dash = DASHES[(number + number // len(ink.lines)) % len(DASHES)]
    return Stroke(colour, dash, 1.9)


def _draw_ring(
    axes: "GeoAxes", spots: Sequence[tuple[str, Place]], ring: Ring, stroke: Stroke, *, spread: bool
) -> None:
    _lines(axes, spots, ring.radius_m, stroke)
    if spread and ring.low_m < ring.high_m:
        for _, spot in spots:
            _band(axes, spot, ring.low_m, ring.high_m, stroke.colour, 0.13)
    if ring.dead_m > 0:
        _lines(axes, spots, ring.dead_m, Stroke(stroke.colour, ":", 1.2))
        for _, spot in spots:
            _band(axes, spot, ring.dead_m, ring.radius_m, stroke.colour, 0.07)


def _lines(axes: "GeoAxes", spots: Sequence[tuple[str, Place]], radius_m: float, stroke: Stroke) -> None:
    """The ring about every site as one collection: drawn at once, they cost a fraction of line after line."""
    from matplotlib.collections import LineCollection

    circles = geodesic_rings([spot.latitude for _, spot in spots], [spot.longitude for _, spot in spots], [radius_m])
    paths = paths_of(axes.projection, circles[:, 0])
    axes.add_collection(
        LineCollection(paths, colors=stroke.colour, linestyles=[stroke.dash], linewidths=stroke.width, zorder=5),
        autolim=False,
    )


def _band(axes: "GeoAxes", spot: Place, inner_m: float, outer_m: float, colour: str, alpha: float) -> None:
    from ringfence.geo.geodesy import annulus

    band = annulus(spot.latitude, spot.longitude, max(inner_m, 1.0), outer_m)
    axes.add_geometries([band], lonlat(), facecolor=colour, edgecolor="none", alpha=alpha, zorder=3)


def _names(axes: "GeoAxes", scene: Scene, spots: Sequence[tuple[str, Place]], derived: Derived, ink: Ink) -> None:
    """Radii on the rings and names at the sites, where they do not lie on each other."""
    from matplotlib.patheffects import withStroke

    halo = [withStroke(linewidth=2.6, foreground=ink.paper)]
    taken: list[tuple[float, float]] = []
    crs = axes.projection
    extent = (axes.get_xlim()[1] - axes.get_xlim()[0]) / 2
    places = crs.transform_points(
        lonlat(), np.array([spot.longitude for _, spot in spots]), np.array([spot.latitude for _, spot in spots])
    )[:, :2]
    axes.plot(
        places[:, 0], places[:, 1], linestyle="", marker="^", markersize=6, color=ink.text, markeredgecolor=ink.paper,
        markeredgewidth=0.8, zorder=8,
    )  # fmt: skip
    taken += [(float(x), float(y)) for x, y in places]
    for name, spot in spots if len(spots) <= 12 else ():
        x, y = crs.transform_point(spot.longitude, spot.latitude, lonlat())
        axes.annotate(
            name, (x, y), xytext=(6, -11), textcoords="offset points", fontsize=8.5, fontweight="bold", color=ink.text, path_effects=halo,
            zorder=9, annotation_clip=True,
        )  # fmt: skip
        taken += [(x + extent * step, y - extent * 0.035) for step in (0.03, 0.08, 0.14, 0.2, 0.26)]
    unit, metres = _UNIT[scene.units]
    _, spot = spots[0]
    for number, ring in enumerate(derived.rings):
        text = f"{rounded(ring.radius_m / metres)} {unit}"
        candidates = [(45 + 47 * number + step) % 360 for step in range(0, 360, 15)]
        place = None
        for azimuth in candidates:
            longitude, latitude, _ = wgs84().fwd(spot.longitude, spot.latitude, azimuth, ring.radius_m)
            x, y = crs.transform_point(longitude, latitude, lonlat())
            inside = np.isfinite(x) and _within(axes, x, y, 0.06)
            if inside and all(np.hypot((x - a) * 0.55, y - b) > 0.06 * extent for a, b in taken):
                place = (x, y)
                break
        if place is None:
            continue
        taken += [place, (place[0] + 0.07 * extent, place[1]), (place[0] - 0.07 * extent, place[1])]
        stroke = _stroke(ring, number, ink)
        axes.annotate(
            text,
            place,
            ha="center",
            va="center",
            fontsize=8,
            fontweight="bold",
            color=stroke.colour,
            path_effects=halo,
            zorder=9,
        )


def _within(axes: "GeoAxes", x: float, y: float, margin: float) -> bool:
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    wide, high = (east - west) * margin, (north - south) * margin
    return bool(west + wide < x < east - wide and south + high < y < north - high)


def _key(fig: "Figure", key: Sequence[tuple[Stroke, list[str]]], ink: Ink, height: float, bottom: float) -> None:
    from matplotlib.lines import Line2D

    y = bottom - 0.22
    for stroke, lines in key:
        line = Line2D(
            [0.27 / _WIDTH, 0.72 / _WIDTH],
            [(y + 0.035) / height] * 2,
            color=stroke.colour,
            linestyle=stroke.dash,
            linewidth=stroke.width,
            figure=fig,
        )
        fig.add_artist(line)
        for text in lines:
            fig.text(0.82 / _WIDTH, y / height, text, color=ink.text, fontsize=8.3)
            y -= _LINE


def _title(scene: Scene, derived: Derived) -> str:
    names = list(dict.fromkeys(ring.system.name for ring in derived.rings))
    sites = [site.name for site in scene.sites]
    who = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
    where = ", ".join(sites[:2]) + (f" and {len(sites) - 2} more sites" if len(sites) > 2 else "")
    return f"{who} at {where}"


def _notes(scene: Scene, derived: Derived) -> list[str]:
    rule = scene.evidence_rule.text
    notes = [
        f"{derived.origins} sources; rule: {rule}; ringfence {__version__}. Stated ranges are drawn as ground range: sources rarely say slant or ground."
    ]
    if scene.target_altitudes:
        notes.append(
            f"Horizon: antenna at {scene.antenna.text}, effective earth radius factor {scene.refraction:.3g}; terrain is not considered. "
            "At a height, the ring is the least of stated range, horizon and altitude cover."
        )
    if any(family_of(target.strip()) == "ballistic" for ring in derived.rings for target in ring.target.split(",")):
        notes.append("Against ballistic missiles the ring is the distance of intercept, not the area that is defended.")
    if scene.spread and any(ring.low_m < ring.high_m for ring in derived.rings):
        notes.append("Shaded band: from the lowest to the highest value that sources state.")
    if any(ring.purpose == "detection" for ring in derived.rings):
        notes.append("Dotted rings are what sensors detect or track; nothing is engaged at that distance.")
    if any(ring.naming != "named" for ring in derived.rings):
        notes.append("° one figure for several families of targets; † the source names no target.")
    notes += [f"Not drawn: {missing}." for missing in derived.missing]
    notes.append(
        "Land: Natural Earth."
        + (" Borders are de-facto lines of Natural Earth and no statement on any claim." if scene.borders else "")
    )
    return notes
