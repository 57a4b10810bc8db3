"""What is named where on a map, decided before anything is drawn: sites, rings, and insets for rings too small to be
named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any

import numpy as np

from ringfence.plots.labels import LINE, Box, Place, Room, size_of
from ringfence.plots.lettering import width_of
from ringfence.plots.look import INKS
from ringfence.plots.strokes import Stroke, stroke_of
from ringfence.plots.view import Floats, View, outlines, projection_for, view_of
from ringfence.scenes.features import plain
from ringfence.scenes.rings import Derived, Ring
from ringfence.scenes.scene import Scene

SITE, LABEL, SMALL = 8.2, 7.2, 6.4
TINY = 13.0
"""A ring of fewer points is too small to be told from its site."""
_MOST_LABELS, _MOST_SITES, _MOST_INSETS = 30, 14, 2
_SAME = 0.004


@dataclass(frozen=True)
class Drawn:
    """A ring with its lines on the plane, each with the number of its site in the scene."""

    ring: Ring
    stroke: Stroke
    lines: tuple[tuple[int, Floats], ...]


@dataclass(frozen=True)
class Mark:
    """A name on the map: lines of text with their colours, in a box; `anchor` where a leader line ends."""

    kind: str
    lines: tuple[tuple[str, str], ...]
    size: float
    box: Box
    anchor: tuple[float, float] | None = None


@dataclass(frozen=True)
class Inset:
    """A map in a corner that shows a site's small rings larger; `view` and `plan` are its own."""

    site: int
    box: Box
    view: View
    drawn: tuple[Drawn, ...]
    plan: "Plan"


@dataclass
class Plan:
    """What stands where; `left_out` names what found no room."""

    room: Room
    marks: list[Mark] = field(default_factory=list)
    insets: list[Inset] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def drawn_rings(
    scene: Scene, derived: Derived, crs: Any, rings: Sequence[Ring], only: int | None = None
) -> list[Drawn]:
    """The rings as lines on a plane; `only` about one site."""
    found = []
    for ring in rings:
        numbers = [n for n in ring.sites if only is None or n == only]
        lines = outlines(crs, [scene.sites[n] for n in numbers], ring.radius_m)
        placed = tuple((numbers[at], path) for at, path in lines)
        found.append(Drawn(ring, stroke_of(scene, derived, ring, INKS[scene.style]), placed))
    return found


def plan_map(scene: Scene, derived: Derived, drawn: Sequence[Drawn], view: View, corner: Box, *,
    insets: bool = True) -> Plan:  # fmt: skip
    """Everything that is named on a map. `corner`: what the scale bar takes."""
    plan = Plan(Room(view.frame))
    plan.room.take(corner)
    here = sorted({n for one in drawn for n, _ in one.lines})
    spots, each = _spots(scene, view, here), view.metres(*view.frame.middle)
    plan.room.avoid([view.points(path) for one in drawn for _, path in one.lines])
    tiny = {n: [d for d in drawn if d.ring.radius_m / each < TINY and n in d.ring.sites] for n in here}
    if insets and any(n in one.ring.sites for n in here for one in drawn if one not in tiny[n]):
        _plan_insets(scene, derived, view, tiny, spots, plan)
    _name_sites(scene, spots, plan)
    shown = {inset.site: {id(one.ring) for inset in plan.insets for one in inset.drawn} for inset in plan.insets}
    _name_rings(drawn, view, spots, shown, plan)
    return plan


def _spots(scene: Scene, view: View, numbers: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Where the sites of these numbers lie on the map."""
    some = [scene.sites[n].spot for n in numbers]
    flat = view.project([spot.longitude for spot in some], [spot.latitude for spot in some])
    return {n: (float(x), float(y)) for n, (x, y) in zip(numbers, flat, strict=True)}


def _plan_insets(
    scene: Scene, derived: Derived, view: View, tiny: dict[int, list[Drawn]], spots: dict[int, tuple[float, float]],
    plan: Plan
) -> None:  # fmt: skip
    """A corner map for each different set of small rings, as long as there are corners."""
    told: set[tuple[int, ...]] = set()
    side = 0.31 * min(view.width, view.height)
    for number, some in tiny.items():
        key = tuple(id(one.ring) for one in some)
        if not some or key in told or len(plan.insets) >= _MOST_INSETS or scene.sites[number].country:
            continue
        box = _corner(view, plan.room, side, spots)
        if box is None:
            return
        told.add(key)
        flat, spot = inset_scene(scene), scene.sites[number].spot
        crs = projection_for(flat, [spot])
        drawn = drawn_rings(scene, derived, crs, [one.ring for one in some], only=number)
        size = box.right - box.left
        # such a projection is about the site: what is stretched leaves room for names
        own = view_of(flat, crs, [spot], [1.6 * path for one in drawn for _, path in one.lines], size, size)
        inner = plan_map(scene, derived, drawn, own, Box(own.width - 60, 0, own.width, 20), insets=False)
        plan.left_out += inner.left_out
        plan.insets.append(Inset(number, plan.room.take(box), own, tuple(drawn), inner))


def inset_scene(scene: Scene) -> Scene:
    """The scene as a corner map has it: true to scale about one site, and as large as its rings need."""
    return scene.model_copy(update={"extent": None, "projection": "azimuthal-equidistant"})


def _corner(view: View, room: Room, side: float, spots: dict[int, tuple[float, float]]) -> Box | None:
    """The corner where the fewest lines and no site are; above the scale bar on the right."""
    gap = 6.0
    lefts, lows = (gap, view.width - gap - side), (view.height - gap - side, gap, 26.0)
    corners = [Box(left, low, left + side, low + side) for left in lefts for low in lows]
    free = [
        box
        for box in corners
        if room.free(box, 0.0) and not any(Box.about(x, y, 30, 30).meets(box) for x, y in spots.values())
    ]
    return min(free, key=lambda box: (room.crossed(box), corners.index(box)), default=None)


def _name_sites(scene: Scene, spots: dict[int, tuple[float, float]], plan: Plan) -> None:
    ink = INKS[scene.style]
    for x, y in spots.values():
        plan.room.take(Box.about(x, y, 9, 9))
    for number, (x, y) in list(spots.items())[:_MOST_SITES]:
        name = plain(scene.sites[number].name)
        width, height = size_of([width_of(name, SITE, bold=True)], SITE)
        box = plan.room.at_point(x, y, width, height)
        if box is None:
            plan.left_out += [name] if plan.room.frame.meets(Box.about(x, y, 1, 1)) else []
            continue
        plan.marks.append(Mark("site", ((name, ink.text),), SITE, plan.room.take(box)))


def _name_rings(
    drawn: Sequence[Drawn], view: View, spots: dict[int, tuple[float, float]], shown: dict[int, set[int]], plan: Plan
) -> None:  # fmt: skip
    """A label for each radius at each site, at the first of its sites where they are many; rings in an inset have
    theirs there.
    """
    groups = _groups(drawn, spots, shown)
    if len(groups) > _MOST_LABELS:
        first: dict[tuple[int, ...], tuple[int, list[Drawn]]] = {}
        for number, some in groups:
            first.setdefault(tuple(id(one.ring) for one in some), (number, some))
        groups = list(first.values())
    for turn, (number, some) in enumerate(groups):
        paths = [view.points(path) for at, path in some[0].lines if at == number]
        path = max(paths, key=len, default=None)
        mark = None if path is None else _ring_mark(plan.room, path, spots[number], some, turn)
        if mark is None:
            plan.left_out += [plain(one.ring.mark) for one in some]
            continue
        plan.room.take(mark.box)
        plan.marks.append(mark)
        if mark.anchor is not None:
            plan.room.avoid_also(np.linspace(mark.anchor, leader_end(mark), 24))


def _ring_mark(room: Room, path: Floats, middle: tuple[float, float], some: Sequence[Drawn], turn: int) -> Mark | None:
    """The label of rings of one radius: a line each; where there is no room two lines each; then smaller."""
    for size, split in ((LABEL, False), (LABEL, True), (SMALL, False), (SMALL, True)):
        lines = []
        for ring, colour in _told(some):
            texts = [f"{plain(ring.who)},", plain(ring.what)] if split else [plain(ring.mark)]
            lines += [(text, colour) for text in texts]
        width, height = size_of([width_of(text, size, bold=True) for text, _ in lines], size)
        place = _at_ring(room, path, middle, width, height, turn)
        if place is not None:
            return Mark("ring", tuple(lines), size, place.box, place.anchor if place.leader else None)
    return None


def _told(some: Sequence[Drawn]) -> list[tuple[Ring, str]]:
    """Rings as their labels tell them, with their colours: those that differ in their class alone in one line."""
    found: dict[tuple[object, ...], tuple[Ring, str]] = {}
    for one in some:
        ring = one.ring
        key = (ring.who, ring.size, ring.altitude, ring.purpose, ring.limit, ring.planned)
        first = found.get(key)
        both = replace(first[0], target=f"{first[0].target}, {ring.target}") if first else ring
        found[key] = both, one.stroke.colour
    return list(found.values())


def _at_ring(room: Room, path: Floats, middle: tuple[float, float], width: float, height: float,
    turn: int) -> Place | None:  # fmt: skip
    seen = path[np.isfinite(path).all(axis=1)]
    inside = (seen > 0).all(axis=1) & (seen < (room.frame.right, room.frame.high)).all(axis=1)
    if not inside.any():
        return None
    return room.at_line(seen, middle, width, height, 32 - 7 * turn)


def _groups(
    drawn: Sequence[Drawn], spots: dict[int, tuple[float, float]], shown: dict[int, set[int]]
) -> list[tuple[int, list[Drawn]]]:
    """The rings of each site by radius, so that equal ones share a label; the largest first."""
    found: list[tuple[int, list[Drawn]]] = []
    for number in spots:
        mine = [d for d in drawn if number in d.ring.sites and id(d.ring) not in shown.get(number, set())]
        for one in sorted(mine, key=lambda d: -d.ring.radius_m):
            first = found[-1][1][0].ring.radius_m if found and found[-1][0] == number else 0.0
            if first and first - one.ring.radius_m <= _SAME * first:
                found[-1][1].append(one)
            else:
                found.append((number, [one]))
    return sorted(found, key=lambda item: -item[1][0].ring.radius_m)


def leader_end(mark: Mark) -> tuple[float, float]:
    """Where a leader line meets its label: the nearest point of the label's box."""
    assert mark.anchor is not None
    x, y = mark.anchor
    end = min(max(x, mark.box.left), mark.box.right), min(max(y, mark.box.low), mark.box.high)
    return end if hypot(end[0] - x, end[1] - y) > 1 else mark.anchor


def baseline(mark: Mark, number: int) -> float:
    """How high the text of a mark's line stands, in points."""
    step = mark.size * LINE
    return mark.box.high - 0.5 - (number + 1) * step + 0.28 * mark.size
