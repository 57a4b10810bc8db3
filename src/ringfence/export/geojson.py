"""Rings as GeoJSON (RFC 7946): longitude before latitude, cut at 180°, exterior rings counter-clockwise, seven
decimals.
"""

import json
from collections.abc import Iterator
from typing import Any

import shapely

from ringfence.geo.dateline import polygons
from ringfence.plots.look import INKS
from ringfence.plots.strokes import stroke_of
from ringfence.scenes.features import COLUMNS, DECIMALS, Feature, evidence, features, plain, rounded
from ringfence.scenes.rings import Derived, Ring
from ringfence.scenes.scene import Scene


def geojson_parts(
    scene: Scene, derived: Derived, catalog: str, *, points: bool = False, simplestyle: bool = False
) -> Iterator[str]:
    """A FeatureCollection in pieces; its member `ringfence` holds what the rings were derived from (section 6.1).

    `simplestyle`: with the properties of simplestyle-spec 1.1, for the many viewers that draw by them.
    """
    options = {"points": points, "simplestyle": simplestyle}
    about = json.dumps({**evidence(scene, derived, catalog), "options": options}, ensure_ascii=False)
    styles = [_style(scene, derived, ring) if simplestyle else {} for ring in derived.rings]
    yield f'{{"type": "FeatureCollection",\n"ringfence": {about},\n"features": [\n'
    for number, feature in enumerate(features(scene, derived, catalog)):
        yield ("" if number == 0 else ",\n") + _feature(feature, number, styles[feature.number])
    for number, site in enumerate(scene.sites if points else ()):
        spot = site.spot
        point = {"type": "Point", "coordinates": [round(spot.longitude, DECIMALS), round(spot.latitude, DECIMALS)]}
        yield ",\n" + _text(
            {"type": "Feature", "id": f"site-{number}", "properties": {"site": plain(site.name)}, "geometry": point}
        )
    yield "\n]}\n"


def _feature(feature: Feature, number: int, style: dict[str, Any]) -> str:
    shape = rounded([feature.shape])[0]
    values = (
        {column.name: feature.values[column.name] for column in COLUMNS}
        | {"sources": list(feature.ring.sources)}
        | style
    )
    head = _text({"type": "Feature", "id": number, "bbox": _box(feature), "properties": values})
    return f'{head[:-1]}, "geometry": {shapely.to_geojson(shape)}}}'


def _style(scene: Scene, derived: Derived, ring: Ring) -> dict[str, Any]:
    stroke = stroke_of(scene, derived, ring, INKS[scene.style])
    fill = 0.0 if ring.purpose != "engagement" else 0.08
    return {
        "stroke": stroke.colour,
        "stroke-width": stroke.width,
        "stroke-opacity": 1.0,
        "fill": stroke.colour,
        "fill-opacity": fill,
    }


def _box(feature: Feature) -> list[float]:
    """West, south, east, north; west is the greater where the ring lies across 180° (section 5.2)."""
    west, south, east, north = feature.shape.bounds
    parts = [part.bounds for part in polygons(feature.shape)]
    if west <= -180 and east >= 180 and not any(part[0] <= -180 and part[2] >= 180 for part in parts):
        west = min(part[0] for part in parts if part[0] > -180)
        east = max(part[2] for part in parts if part[2] < 180)
    return [round(value, DECIMALS) for value in (west, south, east, north)]


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
