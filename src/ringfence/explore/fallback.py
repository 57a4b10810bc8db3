"""What a page shows where scripts do not run: one table and one map, both drawn here."""

from html import escape
from math import cos, pi, radians, sin

import numpy as np
import shapely
from numpy.typing import NDArray

from ringfence.explore.model import ENGAGES, Document, Reading, SiteText, by_rule
from ringfence.geo.geodesy import RADIUS_MAX_M, disc, ring
from ringfence.plots.basemap import load

Floats = NDArray[np.float64]
Readings = dict[tuple[str, str, str | None], Reading]
MEASURES = ("range_max", "altitude_max")
COLOURS = ("#0067a3", "#b34400", "#00734f", "#a33a78", "#8a5a00", "#1f6f8f")
SIZE = 640
_SPHERE_M = 6_371_008.8


def fallback_html(document: Document) -> str:
    """A heading, the comparison as the page opens with it, and the rings about its first site."""
    parts = [f"<h1>{escape(document.title)}</h1>", "<p>Without JavaScript this page shows one table and one map.</p>"]
    opening, known = document.opening, readings(document)
    if opening.sites and opening.systems:
        parts.append(_map(document, known, opening.sites[0]))
    return "\n".join(
        [*parts, _table(document, known), f"<p>{escape(document.legend)}</p>", f"<p>{escape(document.command)}</p>"]
    )


def readings(document: Document) -> Readings:
    """Every cell's reading by system, measure and class, on the day that the page opens with."""
    found, day, first = {}, document.opening.as_of, 0
    for cell in document.cells:
        then = document.states[first : first + cell.then]
        first += cell.then
        number = cell.reading if day is None else [s for s in then if document.days[s.day] <= day][-1].reading
        found[cell.system, cell.measure, cell.target] = document.readings[number]
    return found


def _said(document: Document, known: Readings, system: str, measure: str, target: str) -> tuple[str, float, str | None]:
    """Text, radius in m (0 where there is none) and component of a cell as the page opens with it."""
    opening = document.opening
    reading = known.get((system, measure, target)) or known.get((system, ENGAGES, target))
    if reading is None:
        return "?", 0.0, None
    figure = document.figures[by_rule(reading.figure, opening.rule)]
    text = figure.in_units(opening.units) + by_rule(reading.tail, opening.rule)
    return text, by_rule(reading.si, opening.rule) or 0.0, by_rule(reading.component, opening.rule)


def _table(document: Document, known: Readings) -> str:
    opening, names = document.opening, {system.id: system.name for system in document.systems}
    labels = {measure.name: measure.label for measure in document.measures}
    head = "".join(f'<th scope="col">{escape(names[system])}</th>' for system in opening.systems)
    rows = []
    for measure in MEASURES:
        for target in opening.against:
            cells = []
            for system in opening.systems:
                text, _, component = _said(document, known, system, measure, target)
                cells.append(f"<td>{escape(text)}{f'<br>{escape(component)}' if component else ''}</td>")
            rows.append(f'<tr><th scope="row">{escape(labels[measure])}, {escape(target)}</th>{"".join(cells)}</tr>')
    return f'<table class="comparison"><thead><tr><td></td>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _map(document: Document, known: Readings, site: SiteText) -> str:
    opening, names = document.opening, {system.id: system.name for system in document.systems}
    drawn = []
    for place, system in enumerate(opening.systems):
        if site.systems and system not in site.systems:
            continue
        for target in opening.against:
            text, radius, _ = _said(document, known, system, "range_max", target)
            if radius:
                label = f"{names[system]}, {target}: {text}"
                drawn.append((min(radius, RADIUS_MAX_M), COLOURS[place % len(COLOURS)], label))
    if not drawn:
        return ""
    reach = min(max(radius for radius, _, _ in drawn) * 1.1, 10_000_000.0)
    scale = SIZE / 2 / reach
    land = load("land", "110m").intersection(disc(site.latitude, site.longitude, min(reach * 1.6, 15_000_000.0)))
    paths = [f'<path d="{_land(land, site, scale)}" fill="#f0ede5" stroke="#a3adb8" fill-rule="evenodd"/>']
    for radius, colour, _ in sorted(drawn, reverse=True):
        outline = _projected(ring(site.latitude, site.longitude, radius, vertices=180), site, scale)
        paths.append(
            f'<path d="{_path(outline)}" fill="{colour}" fill-opacity="0.07" stroke="{colour}" stroke-width="2"/>'
        )
    title = escape(f"Range rings about {site.name}")
    lines = "".join(f"<li>{escape(text)}</li>" for _, _, text in sorted(drawn, reverse=True))
    return (
        f'<svg viewBox="0 0 {SIZE} {SIZE}" width="{SIZE}" height="{SIZE}" role="img" aria-label="{title}">'
        f'<rect width="{SIZE}" height="{SIZE}" fill="#dfe9f1"/>{"".join(paths)}'
        f'<circle cx="{SIZE / 2:g}" cy="{SIZE / 2:g}" r="4"/></svg><p>{title}</p><ul>{lines}</ul>'
    )


def _projected(at: Floats, site: SiteText, scale: float) -> Floats:
    """Longitudes and latitudes on the page, azimuthal equidistant about the site, shape (points, 2)."""
    turned, north = np.radians(at[:, 0] - site.longitude), np.radians(at[:, 1])
    here = radians(site.latitude)
    east = np.cos(north) * np.sin(turned)
    up = cos(here) * np.sin(north) - sin(here) * np.cos(north) * np.cos(turned)
    toward = sin(here) * np.sin(north) + cos(here) * np.cos(north) * np.cos(turned)
    away = np.hypot(east, up)
    stretch = np.where(away > 1e-12, np.arctan2(away, toward) / np.maximum(away, 1e-12), np.where(toward < 0, pi, 1.0))
    return np.column_stack([SIZE / 2 + scale * _SPHERE_M * stretch * east, SIZE / 2 - scale * _SPHERE_M * stretch * up])


def _land(shapes: shapely.Geometry, site: SiteText, scale: float) -> str:
    found = []
    for part in shapely.get_parts(shapes).tolist():
        if part.geom_type == "Polygon":
            found += [
                _path(_projected(shapely.get_coordinates(r), site, scale)) for r in (part.exterior, *part.interiors)
            ]
    return "".join(found)


def _path(at: Floats) -> str:
    return "M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in at.tolist()) + "Z"
