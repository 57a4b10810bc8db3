"""Rings as features with typed attributes: the same columns in every format."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import shapely
from numpy.typing import NDArray

from ringfence import __version__
from ringfence.geo.countries import reach
from ringfence.geo.geodesy import Region, annulus, discs, sector
from ringfence.geo.places import Site as Spot
from ringfence.progress import steps
from ringfence.scenes.rings import Derived, Ring
from ringfence.scenes.scene import Scene, Site, bearings

DECIMALS = 7
"""About a centimetre: the area of a ring of 5 km is kept within a millionth."""

# what XML 1.0, section 2.2, has no place for
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Column:
    """An attribute: its name (at most ten characters, for shapefiles), its type, and what it is."""

    name: str
    kind: Literal["text", "real", "integer"]
    title: str


COLUMNS = (
    Column("site", "text", "name of the notional site"),
    Column("lat", "real", "its latitude, degrees north; of a country: of a point inside"),
    Column("lon", "real", "its longitude, degrees east"),
    Column("area", "text", "sector in degrees, or code of the country in which the system may stand anywhere"),
    Column("system", "text", "id of the system in the catalog"),
    Column("sysname", "text", "name of the system"),
    Column("target", "text", "target classes that the ring holds against"),
    Column("purpose", "text", "engagement, detection, or bound: reasoned, not stated"),
    Column("part", "text", "ring; or spread: from the lowest to the highest stated value"),
    Column("radius_m", "real", "radius on the ground, metres"),
    Column("from_m", "real", "lower end where an interval is stated or two origins differ, metres"),
    Column("low_m", "real", "radius by the lowest statement that counts, metres"),
    Column("high_m", "real", "radius by the highest, metres"),
    Column("dead_m", "real", "radius of the hole (minimum range), metres"),
    Column("limit", "text", "what limits the ring: stated range, slant range, radar horizon, altitude cover"),
    Column("altitude_m", "real", "height of the target, metres; none: a stated range"),
    Column("cover", "text", "the heights that the ring at a height was judged by, and whose they are"),
    Column("antenna", "text", "the antenna whose horizon it is"),
    Column("naming", "text", "how the sources name the class: named, unnamed, blanket"),
    Column("effector", "text", "the effector whose figure it is, where sources name one"),
    Column("planned", "integer", "1: the system is not in service yet, and the figure a plan"),
    Column("origins", "integer", "independent origins behind the figure"),
    Column("sources", "text", "keys of the sources, separated by blanks"),
    Column("label", "text", "the whole in words"),
    Column("rule", "text", "the rule that chose the figure"),
    Column("ringfence", "text", "version of the program"),
    Column("catalog", "text", "hash of the catalog"),
    Column("records", "text", "hash of the records that were used"),
)
"""Every attribute of a ring, in the order of every format. None is a name that GDAL gives a field of its own."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A ring, or the band of its spread, about one site. `number` counts the scene's rings."""

    number: int
    site: str
    spot: Spot
    ring: Ring
    part: Literal["ring", "spread"]
    shape: Region
    values: dict[str, Any]


def features(scene: Scene, derived: Derived, catalog: str, *, by_system: bool = False) -> Iterator[Feature]:
    """Every ring about every site, the largest first, so that none hides another; with `by_system` a system's together.

    The band of a spread comes before its ring, where the scene asks for it.
    """
    count = sum(len(ring.sites) * (1 + _has_band(scene, ring)) for ring in derived.rings)
    return steps(_features(scene, derived, catalog, by_system=by_system), "rings", count)


def _has_band(scene: Scene, ring: Ring) -> bool:
    return scene.spread and ring.low_m < ring.high_m


def _features(scene: Scene, derived: Derived, catalog: str, *, by_system: bool) -> Iterator[Feature]:
    stamp = {
        "rule": scene.evidence_rule.text,
        "ringfence": __version__,
        "catalog": catalog,
        "records": derived.records,
    }
    heads = [_head(site) for site in scene.sites]
    numbered = list(enumerate(derived.rings))
    if by_system:
        numbered.sort(key=lambda pair: derived.order.index(pair[1].system.id))
    for number, ring in numbered:
        values = {**_values(ring), **stamp}
        sites = [scene.sites[n] for n in ring.sites]
        shapes = regions(sites, ring.dead_m, ring.radius_m)
        bands = regions(sites, ring.low_m, ring.high_m) if _has_band(scene, ring) else None
        for row, (where, site) in enumerate(zip(ring.sites, sites, strict=True)):
            name, spot = str(heads[where]["site"]), site.spot
            if bands is not None:
                yield Feature(
                    number, name, spot, ring, "spread", bands[row], {**heads[where], **values, "part": "spread"}
                )
            yield Feature(number, name, spot, ring, "ring", shapes[row], {**heads[where], **values, "part": "ring"})


def _head(site: Site) -> dict[str, Any]:
    spot = site.spot
    area = site.country or site.sector
    return {"site": plain(site.name), "lat": spot.latitude, "lon": spot.longitude, "area": area}


def regions(sites: Sequence[Site], inner_m: float, outer_m: float) -> list[Region]:
    """All between two radii of each site: discs, annuli, their sectors, and about countries all within reach of any
    point.

    A country has no inner radius: whatever is too near to one point is in reach of another.
    """
    shapes: dict[int, Region] = {}
    whole = [n for n, site in enumerate(sites) if not (site.country or site.sector)]
    if whole and inner_m <= 0:
        spots = [sites[n].spot for n in whole]
        made = discs([s.latitude for s in spots], [s.longitude for s in spots], [outer_m])[:, 0].tolist()
        shapes = dict(zip(whole, made, strict=True))
    return [shapes[n] if n in shapes else _region(site, inner_m, outer_m) for n, site in enumerate(sites)]


def _region(site: Site, inner_m: float, outer_m: float) -> Region:
    if site.country:
        return reach(site.country, outer_m)
    spot = site.spot
    if site.sector:
        return sector(spot.latitude, spot.longitude, outer_m, *bearings(site.sector), inner_m=max(inner_m, 0.0))
    return annulus(spot.latitude, spot.longitude, max(inner_m, 0.0), outer_m)


def _values(ring: Ring) -> dict[str, Any]:
    return {
        "system": ring.system.id, "sysname": plain(ring.system.name), "target": ring.target, "purpose": ring.purpose,
        "radius_m": round(ring.radius_m, 3), "from_m": None if ring.from_m is None else round(ring.from_m, 3),
        "low_m": round(ring.low_m, 3),
        "high_m": round(ring.high_m, 3), "dead_m": round(ring.dead_m, 3), "limit": ring.limit,
        "altitude_m": ring.altitude.si_high if ring.altitude else None, "cover": plain(ring.cover) or None,
        "antenna": plain(ring.antenna) or None,
        "naming": ring.naming, "effector": plain(ring.effector) if ring.effector else None,
        "planned": int(ring.planned), "origins": ring.origins,
        "sources": " ".join(ring.sources), "label": plain(ring.label),
    }  # fmt: skip


def plain(text: str) -> str:
    """Text on one line, without the characters that XML cannot hold."""
    return re.sub(r"[\t\r\n]+", " ", _NO_CHARACTER.sub("", text))


def rounded(shapes: Sequence[Region]) -> NDArray[np.object_]:
    """The shapes with coordinates of DECIMALS decimals; what was cut at ±180° stays there."""
    # + 0.0: no negative zero
    result: NDArray[np.object_] = shapely.transform(np.asarray(shapes, object), lambda xy: np.round(xy, DECIMALS) + 0.0)
    return result


def is_cut(shape: Region) -> bool:
    """Whether a shape was cut at ±180° or at a pole, so that some of its edges are seams and no part of the ring."""
    west, south, east, north = shape.bounds
    return west <= -180 or east >= 180 or south <= -90 or north >= 90


def evidence(scene: Scene, derived: Derived, catalog: str) -> dict[str, Any]:
    """What an exported file carries, so that `verify` can derive its rings again."""
    return {
        "ringfence": __version__, "catalog": catalog, "records": derived.records, "rule": scene.evidence_rule.text,
        "figure": "rings", "notes": list(derived.missing),
        "scene": scene.model_dump(mode="json", exclude_defaults=True),
        "rings": [ring.evidence() for ring in derived.rings],
    }  # fmt: skip
