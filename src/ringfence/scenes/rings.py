"""From a scene and a catalog to rings: radius, what limits it, and the evidence behind it. Numbers only; nothing is drawn here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from ringfence.catalog.store import Catalog
from ringfence.errors import UsageError
from ringfence.evidence.figures import Cell, Group, cell_of
from ringfence.geo.horizon import effective_radius
from ringfence.scenes.scene import Scene
from ringfence.specs.measures import MEASURES
from ringfence.specs.system import System
from ringfence.specs.targets import family_of
from ringfence.tables.wording import Style, figure_text, rounded
from ringfence.units.value import Value

Purpose = Literal["engagement", "detection"]


@dataclass(frozen=True, slots=True)
class Ring:
    """One ring, the same around every site. Radii in m on the ground; `low_m` and `high_m` bound the spread, `dead_m` the hole."""

    system: System
    target: str
    purpose: Purpose
    radius_m: float
    low_m: float
    high_m: float
    limit: str
    label: str
    dead_m: float = 0.0
    altitude: Value | None = None
    naming: str = ""
    effector: str | None = None
    origins: int = 0
    sources: tuple[str, ...] = field(default=())

    def evidence(self) -> dict[str, Any]:
        """What a drawn figure carries, so that the ring can be derived again."""
        return {
            "system": self.system.id, "target": self.target, "purpose": self.purpose, "radius_m": round(self.radius_m, 3),
            "low_m": round(self.low_m, 3), "high_m": round(self.high_m, 3), "dead_m": round(self.dead_m, 3), "limit": self.limit,
            "altitude": self.altitude.text if self.altitude else None, "naming": self.naming, "effector": self.effector,
            "origins": self.origins, "sources": list(self.sources),
        }  # fmt: skip


@dataclass(frozen=True)
class Derived:
    """The rings of a scene, largest first, and what could not be drawn, in words."""

    rings: tuple[Ring, ...]
    missing: tuple[str, ...]
    records: str = ""
    """The hash of the records that the rings were derived from."""

    @property
    def origins(self) -> int:
        """How many sources the rings rest on."""
        return len({(ring.system.id, key) for ring in self.rings for key in ring.sources})


def derive(scene: Scene, catalog: Catalog) -> Derived:
    """The rings that a scene asks for. Raises NotFound, Ambiguous, and UsageError where there is nothing to draw."""
    rings: list[Ring] = []
    missing: list[str] = []
    for name in scene.systems:
        system = catalog.get(name)
        for target in scene.against:
            found = list(_engagement(scene, system, target, missing))
            rings += found
            if scene.detection:
                rings += _detection(scene, system, target)
    if not rings:
        raise UsageError(
            "there is no ring to draw: " + "; ".join(missing or ["no figure"]),
            hint="ask for other classes, or see: ringfence show",
        )
    merged = _merged(rings, spread=scene.spread)
    records = catalog.digest_of(catalog.get(name).id for name in scene.systems)
    ordered = sorted(merged, key=lambda ring: (-ring.radius_m, ring.system.id, ring.target))
    return Derived(tuple(ordered), tuple(dict.fromkeys(missing)), records)


def _engagement(scene: Scene, system: System, target: str, missing: list[str]) -> Iterator[Ring]:
    reach = cell_of(system, "range_max", target, scene.evidence_rule)
    if reach.best is None:
        missing.append(f"{system.name}: no range against {target} ({reach.engages.word})")
        return
    style = Style(scene.units)
    low, value, high = reach.best.lowest.counted, reach.best.si, reach.best.highest.counted
    dead = _dead(scene, system, target, reach.best)
    who = f"{system.name}{f', {reach.best.name}' if reach.best.name and reach.best.name != system.name else ''}"
    mark = style.marks.get(reach.best.naming, "")
    if not (scene.only_altitudes and scene.target_altitudes):
        stated = f"{figure_text(reach.info, reach.best, style)}{mark}"
        yield _ring(reach, "engagement", (low, value, high), "stated range", f"{who}: {stated}, {target}", dead)
    if family_of(target) != "aerodynamic":
        return  # the height at which a ballistic missile is met is its own, not a level that it flies at
    for altitude in scene.target_altitudes:
        ceiling, floor = (
            cell_of(system, name, target, scene.evidence_rule) for name in ("altitude_max", "altitude_min")
        )
        ends = [
            effective_radius(
                stated, altitude.si_high, antenna_m=scene.antenna.si_high, k=scene.refraction,
                ceiling_m=_same_tier(ceiling), floor_m=_same_tier(floor),
            )
            for stated in (low, value, high)
        ]  # fmt: skip
        if ends[1].radius_m <= 0:
            missing.append(f"{system.name}: {target} at {altitude.text} is out of reach ({ends[1].limit})")
            continue
        if ends[1].limit == "stated range" and not scene.only_altitudes:
            missing.append(
                f"{system.name}: at {altitude.text} the stated range binds against {target}, so no ring of its own"
            )
            continue
        radii = (ends[0].radius_m, ends[1].radius_m, ends[2].radius_m)
        unit = {"metric": "km", "imperial": "mi", "nautical": "nmi", "as-stated": "km"}[scene.units]
        size = f"{rounded(ends[1].radius_m / {'km': 1000.0, 'mi': 1609.344, 'nmi': 1852.0}[unit])} {unit}"
        label = f"{who}: {size}, {target} at {altitude.text} ({ends[1].limit})"
        yield _ring(reach, "engagement", radii, ends[1].limit, label, min(dead, radii[1]), altitude)


def _same_tier(cell: Cell) -> float | None:
    """An altitude that sources state; None where none does, for then it cannot bind."""
    return cell.si


def _dead(scene: Scene, system: System, target: str, group: Group) -> float:
    if not scene.dead_zone:
        return 0.0
    nearest = cell_of(system, "range_min", target, scene.evidence_rule)
    same = next((g for g in nearest.groups if g.name == group.name), nearest.best)
    return same.si if same and same.si < group.si else 0.0


def _ring(
    cell: Cell,
    purpose: Purpose,
    radii: tuple[float, float, float],
    limit: str,
    label: str,
    dead: float,
    altitude: Value | None = None,
) -> Ring:
    best = cell.best
    assert best is not None
    keys = tuple(sorted({e.source_key for e in best.counted}))
    return Ring(
        cell.system, cell.target or "", purpose, radii[1], min(radii), max(radii), limit, label, dead, altitude,
        best.naming, best.name, best.origins, keys,
    )  # fmt: skip


def _detection(scene: Scene, system: System, target: str) -> Iterator[Ring]:
    style = Style(scene.units)
    for measure in ("detection_range", "tracking_range"):
        cell = cell_of(system, measure, target, scene.evidence_rule)
        if cell.best:
            low, value, high = cell.best.lowest.counted, cell.best.si, cell.best.highest.counted
            word = MEASURES[measure].label
            who = f"{system.name}{f', {cell.best.name}' if cell.best.name else ''}"
            text = f"{figure_text(cell.info, cell.best, style)}{style.marks.get(cell.best.naming, '')}"
            yield _ring(cell, "detection", (low, value, high), word, f"{who}: {word} {text}, {target}", 0.0)


def _merged(rings: list[Ring], *, spread: bool) -> list[Ring]:
    """Rings that would lie on each other, of one system, purpose, height and limit: one ring for several classes."""
    from dataclasses import replace

    kept: dict[object, Ring] = {}
    for ring in rings:
        same = (
            ring.system.id,
            ring.purpose,
            ring.radius_m,
            (ring.low_m, ring.high_m) if spread else None,
            ring.limit,
            ring.altitude,
            ring.effector,
            ring.naming,
            ring.dead_m,
        )
        first = kept.get(same)
        if first is None:
            kept[same] = ring
        else:
            targets = f"{first.target}, {ring.target}"
            label = first.label.replace(f", {first.target}", f", {targets}", 1)
            keys = tuple(sorted({*first.sources, *ring.sources}))
            low, high = min(first.low_m, ring.low_m), max(first.high_m, ring.high_m)
            kept[same] = replace(first, target=targets, label=label, sources=keys, low_m=low, high_m=high)
    return list(kept.values())
