"""Rings as GeoJSON (RFC 7946): longitude before latitude, cut at 180°, exterior rings counter-clockwise, seven decimals."""

import json
from collections.abc import Iterator
from typing import Any

import shapely

from ringfence.geo.geodesy import bounding_box
from ringfence.scenes.features import COLUMNS, DECIMALS, Feature, evidence, features, is_cut, plain, rounded
from ringfence.scenes.rings import Derived
from ringfence.scenes.scene import Scene


def geojson_parts(scene: Scene, derived: Derived, catalog: str, *, points: bool = False) -> Iterator[str]:
    """A FeatureCollection in pieces; its member `ringfence` holds what the rings were derived from (section 6.1)."""
    about = json.dumps(evidence(scene, derived, catalog), ensure_ascii=False)
    yield f'{{"type": "FeatureCollection",\n"ringfence": {about},\n"features": [\n'
    for n, feature in enumerate(features(scene, derived, catalog)):
        yield ("" if n == 0 else ",\n") + _feature(feature, n)
    for n, site in enumerate(scene.sites if points else ()):
        spot = site.spot
        point = {"type": "Point", "coordinates": [round(spot.longitude, DECIMALS), round(spot.latitude, DECIMALS)]}
        yield ",\n" + _text(
            {"type": "Feature", "id": f"site-{n}", "properties": {"site": plain(site.name)}, "geometry": point}
        )
    yield "\n]}\n"


def _feature(feature: Feature, number: int) -> str:
    shape = rounded([feature.shape])[0]
    values = {column.name: feature.values[column.name] for column in COLUMNS} | {"sources": list(feature.ring.sources)}
    head = _text({"type": "Feature", "id": number, "bbox": _box(feature), "properties": values})
    return f'{head[:-1]}, "geometry": {shapely.to_geojson(shape)}}}'


def _box(feature: Feature) -> list[float]:
    """West, south, east, north; west is the greater where the ring lies across 180° (section 5.2)."""
    if is_cut(feature.shape):
        radius = feature.ring.high_m if feature.part == "spread" else feature.ring.radius_m
        box = bounding_box(feature.spot.latitude, feature.spot.longitude, radius)
    else:
        box = feature.shape.bounds
    return [round(value, DECIMALS) for value in box]


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
