"""Rings as GeoJSON (RFC 7946): longitude before latitude, cut at 180°, exterior rings counter-clockwise, six decimals."""

import json
from typing import Any

from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.polygon import orient

from ringfence import __version__
from ringfence.geometry import annulus, disc
from ringfence.places import Site as Place
from ringfence.plots.derive import Derived, Ring
from ringfence.plots.scene import Scene

DECIMALS = 6
"""About a decimetre; RFC 7946, section 11.2, asks for no more than the data carry."""


def geojson_text(scene: Scene, derived: Derived) -> str:
    """A FeatureCollection: a feature for every ring about every site, with what it rests on in its properties."""
    features = [_feature(site.name, site.spot, ring) for site in scene.sites for ring in derived.rings]
    collection = {
        "type": "FeatureCollection",
        "ringfence": {"version": __version__, "records": derived.records, "rule": scene.evidence_rule.text},
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _feature(name: str, spot: Place, ring: Ring) -> dict[str, Any]:
    shape = (
        annulus(spot.latitude, spot.longitude, ring.dead_m, ring.radius_m)
        if ring.dead_m > 0
        else disc(spot.latitude, spot.longitude, ring.radius_m)
    )
    properties = {"site": name, "name": ring.system.name, "label": ring.label, **ring.evidence()}
    return {"type": "Feature", "properties": properties, "geometry": _geometry(shape)}


def _geometry(shape: Polygon | MultiPolygon) -> dict[str, Any]:
    parts = [shape] if isinstance(shape, Polygon) else list(shape.geoms)
    polygons = [_rings(orient(part)) for part in parts]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _rings(polygon: Polygon) -> list[list[list[float]]]:
    return [
        [[round(x, DECIMALS), round(y, DECIMALS)] for x, y, *_ in line.coords]
        for line in (polygon.exterior, *polygon.interiors)
    ]
