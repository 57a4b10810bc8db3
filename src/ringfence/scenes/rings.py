"""From a scene and a catalog to rings: radius, what limits it, and the evidence behind it. Numbers only; nothing is
drawn here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from ringfence.catalog.store import Catalog
from ringfence.errors import UsageError
from ringfence.evidence.figures import Cell, Group, cell_of
from ringfence.geo.horizon import EffectiveRadius, effective_radius
from ringfence.scenes.cover import Antenna, Cover, antenna_of, cover_of
from ringfence.scenes.scene import Scene
from ringfence.specs.system import System
from ringfence.specs.targets import UNSPECIFIED, family_of
from ringfence.tables.wording import Style, figure_text, rounded
from ringfence.units.value import Value, known_units

Purpose = Literal["engagement", "detection", "bound"]
UNIT = {"metric": "km", "imperial": "mi", "nautical": "nmi", "as-stated": "km"}
_WORDS = {
    "helicopter": "helicopters", "drone": "drones", "cruise-missile": "cruise missiles",
    "ballistic-missile": "ballistic missiles", "srbm": "SRBM",
    "mrbm": "MRBM", "irbm": "IRBM", "icbm": "ICBM", "hypersonic": "hypersonic missiles",
    "rocket-artillery-mortar": "rockets, artillery, mortars",
    "unspecified": "targets not named",
}  # fmt: skip
_SEEN = {"detection range": "detected", "tracking range": "tracked"}


def spoken(target: str) -> str:
    """A class as a label calls it: `ballistic missiles`."""
    return _WORDS.get(target, target)


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring, the same around every site of `sites` (their numbers in the scene). Radii in m on the ground.

    `from_m` is the lower end of what the cell shows, where that is an interval; `low_m` and `high_m` bound the spread,
    `dead_m` is the hole. `size` is the radius in words, `cover` what bounds the height of a target, `antenna` what the
    horizon is of.
    """

    system: System
    target: str
    purpose: Purpose
    radius_m: float
    low_m: float
    high_m: float
    limit: str
    size: str
    from_m: float | None = None
    dead_m: float = 0.0
    altitude: Value | None = None
    naming: str = ""
    effector: str | None = None
    origins: int = 0
    sources: tuple[str, ...] = ()
    planned: bool = False
    cover: str = ""
    antenna: str = ""
    sites: tuple[int, ...] = ()

    @property
    def who(self) -> str:
        """The system, and the effector or sensor whose figure it is."""
        said = self.effector is None or self.effector in self.system.name
        return self.system.name if said else f"{self.system.name}, {self.effector}"

    @property
    def what(self) -> str:
        """The classes and the radius: `aircraft at 100 m: 54 km`."""
        height = f" at {self.altitude.text}:" if self.altitude else ""
        seen = f" {_SEEN[self.limit]} to" if self.purpose == "detection" else ""
        bound = " ≤" if self.purpose == "bound" else ""
        *most, last = (spoken(target) for target in self.targets)
        named = f"{', '.join(most)} and {last}" if most else last
        return f"{named}{height}{seen}{bound} {self.size}{' planned' if self.planned else ''}"

    @property
    def targets(self) -> tuple[str, ...]:
        """The classes that the ring holds against."""
        return tuple(self.target.split(", "))

    @property
    def mark(self) -> str:
        """What stands at the ring: `S-400, aircraft 400 km`."""
        return f"{self.who}, {self.what}"

    @property
    def label(self) -> str:
        """The whole in words: the mark, and what limits it where that is not the stated range."""
        reason = f" ({self.limit})" if self.altitude or self.purpose == "bound" else ""
        return self.mark + reason

    def evidence(self) -> dict[str, Any]:
        """What a drawn figure carries, so that the ring can be derived again."""
        return {
            "system": self.system.id, "target": self.target, "purpose": self.purpose,
            "radius_m": round(self.radius_m, 3),
            "from_m": None if self.from_m is None else round(self.from_m, 3), "low_m": round(self.low_m, 3),
            "high_m": round(self.high_m, 3),
            "dead_m": round(self.dead_m, 3), "limit": self.limit,
            "altitude": self.altitude.text if self.altitude else None, "naming": self.naming,
            "effector": self.effector, "origins": self.origins, "sources": list(self.sources), "planned": self.planned,
            "cover": self.cover,
            "antenna": self.antenna, "sites": list(self.sites), "label": self.label,
        }  # fmt: skip


@dataclass(frozen=True)
class Derived:
    """The rings of a scene, largest first, and what could not be drawn, in words."""

    rings: tuple[Ring, ...]
    missing: tuple[str, ...]
    records: str = ""
    """The hash of the records that the rings were derived from."""
    order: tuple[str, ...] = ()
    """The ids of the systems as the scene names them: the order of their colours."""

    @property
    def origins(self) -> int:
        """How many sources the rings rest on."""
        return len({(ring.system.id, key) for ring in self.rings for key in ring.sources})


def derive(scene: Scene, catalog: Catalog) -> Derived:
    """The rings that a scene asks for. Raises NotFound, Ambiguous, and UsageError where there is nothing to draw."""
    rings: list[Ring] = []
    missing: list[str] = []
    placed = _placed(scene, catalog)
    for system, sites in placed.values():
        for target in scene.against:
            found = [*_engagement(scene, system, target, missing)]
            found += _detection(scene, system, target) if scene.detection else []
            rings += [replace(ring, sites=sites) for ring in found]
    if not rings:
        raise UsageError(
            "there is no ring to draw: " + "; ".join(missing or ["no figure"]),
            hint="ask for other classes, or see: ringfence show",
        )
    order = tuple(placed)
    ordered = sorted(merged(rings), key=lambda ring: (-ring.radius_m, order.index(ring.system.id), ring.target))
    return Derived(tuple(ordered), tuple(dict.fromkeys(missing)), catalog.digest_of(order), order)


def _placed(scene: Scene, catalog: Catalog) -> dict[str, tuple[System, tuple[int, ...]]]:
    """Which systems stand where: id → record and numbers of sites, in the scene's order."""
    found: dict[str, tuple[System, tuple[int, ...]]] = {}
    for name in scene.all_systems:
        system = catalog.get(name)
        found.setdefault(system.id, (system, ()))
    ids = {name: catalog.get(name).id for name in scene.all_systems}
    for number, site in enumerate(scene.sites):
        for key in dict.fromkeys(ids[name] for name in site.systems or scene.systems):
            system, sites = found[key]
            found[key] = system, (*sites, number)
    return found


def _engagement(scene: Scene, system: System, target: str, missing: list[str]) -> Iterator[Ring]:
    reach = cell_of(system, "range_max", target, scene.evidence_rule)
    best = reach.best
    if best is None:
        yield from _bound(scene, reach, missing)
        return
    dead = _dead(scene, system, target, best)
    size = f"{figure_text(reach.info, best, Style(scene.units))}{Style().marks.get(best.naming, '')}"
    stated = _ring(reach, best, "engagement", "stated range", size, dead)
    if not (scene.only_altitudes and scene.target_altitudes):
        yield stated
    # the height at which a ballistic missile is met is its own, not a level that it flies at
    about = system.reference if target == UNSPECIFIED else target
    if not scene.target_altitudes or family_of(about) != "aerodynamic":
        return
    cover, antenna = cover_of(scene, system, target, best.name), antenna_of(scene, system)
    for altitude in scene.target_altitudes:
        ring = _at_height(scene, stated, altitude, cover, antenna, missing)
        if ring is not None:
            yield ring


def _bound(scene: Scene, reach: Cell, missing: list[str]) -> Iterator[Ring]:
    """The reference class's figure as an upper bound, where that is asked for."""
    name, target = reach.system.name, reach.target
    if reach.bound is None:
        word = "yes°" if reach.blanket else reach.engages.word
        missing.append(f"{name}: no range against {target} ({word})")
        return
    size = figure_text(reach.info, reach.bound, Style(scene.units))
    if scene.bounds:
        limit = f"an upper bound: no figure of its own, so no farther than against {reach.system.reference}"
        ring = _ring(reach, reach.bound, "bound", limit, size, 0.0)
        yield replace(ring, from_m=None, low_m=ring.radius_m, high_m=ring.radius_m)
    else:
        missing.append(f"{name}: no range against {target} (yes, ≤ {size}; --bounds draws the bound)")


def _dead(scene: Scene, system: System, target: str, group: Group) -> float:
    if not scene.dead_zone:
        return 0.0
    nearest = cell_of(system, "range_min", target, scene.evidence_rule)
    same = next((g for g in nearest.groups if g.name == group.name), nearest.best)
    return same.si if same and same.si < group.si else 0.0


def _ring(cell: Cell, group: Group, purpose: Purpose, limit: str, size: str, dead: float) -> Ring:
    """The ring of a group; the ends of its spread hold what it shows."""
    far, near = group.si, group.si_low
    low, high = min(group.lowest.counted, far), max(group.highest.counted, far)
    keys = tuple(sorted({e.source_key for e in group.counted}))
    return Ring(
        system=cell.system, target=cell.target or "", purpose=purpose, radius_m=far, low_m=low, high_m=high,
        limit=limit, size=size, from_m=near if near < far else None, dead_m=dead, altitude=None,
        naming=group.naming, effector=group.name, origins=group.origins, sources=keys, planned=cell.planned,
    )  # fmt: skip


def _at_height(
    scene: Scene, stated: Ring, altitude: Value, cover: Cover, antenna: Antenna, missing: list[str]
) -> Ring | None:
    """What horizon, altitude cover and, where the range is a slant range, the height itself leave of a stated range."""

    def effective(radius: float) -> EffectiveRadius:
        return effective_radius(
            radius, altitude.si_high, antenna_m=antenna.height_m, k=scene.refraction, ceiling_m=cover.ceiling_m,
            floor_m=cover.floor_m, range_is=scene.range_is,
        )  # fmt: skip

    who, found = stated.system.name, effective(stated.radius_m)
    if found.radius_m <= 0:
        why = cover.words if found.limit == "altitude cover" else "higher than the slant range reaches"
        missing.append(f"{who}: {stated.target} at {altitude.text} is out of reach ({why})")
        return None
    limit: str = found.limit
    if limit == "stated range" and scene.range_is == "slant":
        limit = "slant range"
    if limit == "stated range" and not scene.only_altitudes:
        missing.append(
            f"{who}: at {altitude.text} the stated range binds against {stated.target}, so no ring of its own"
        )
        return None
    if stated.dead_m >= found.radius_m:
        missing.append(f"{who}: {stated.target} at {altitude.text}: the minimum range leaves nothing of the ring")
        return None
    unit = UNIT[scene.units]
    size = stated.size if limit == "stated range" else f"{rounded(found.radius_m / known_units()[unit].si)} {unit}"
    start = effective(stated.from_m).radius_m if stated.from_m is not None else None
    low, high = (effective(end).radius_m for end in (stated.low_m, stated.high_m))
    return replace(
        stated, radius_m=found.radius_m, low_m=low, high_m=high,
        from_m=start if start and start < found.radius_m else None, limit=limit,
        size=size, altitude=altitude, cover=cover.words, antenna=antenna.words,
    )  # fmt: skip


def _detection(scene: Scene, system: System, target: str) -> Iterator[Ring]:
    for limit in _SEEN:
        cell = cell_of(system, limit.replace(" ", "_"), target, scene.evidence_rule)
        if cell.best:
            size = f"{figure_text(cell.info, cell.best, Style(scene.units))}{Style().marks.get(cell.best.naming, '')}"
            yield _ring(cell, cell.best, "detection", limit, size, 0.0)


def merged(rings: list[Ring]) -> list[Ring]:
    """Rings that differ in nothing but their class are one ring for several classes: the evidence is the same."""
    kept: dict[str, list[Ring]] = {}
    for ring in rings:
        kept.setdefault(repr(replace(ring, target="").evidence()), []).append(ring)
    return [replace(some[0], target=", ".join(dict.fromkeys(r.target for r in some))) for some in kept.values()]
