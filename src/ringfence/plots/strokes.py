"""How a ring is drawn: its colour is the system, its dash the class; bounds and what sensors see are dotted."""

from dataclasses import dataclass
from typing import Any, Literal

from ringfence.plots.look import DASHES, DOTS, Ink
from ringfence.scenes.rings import Derived, Ring
from ringfence.scenes.scene import Scene


@dataclass(frozen=True)
class Stroke:
    """How one ring is drawn, on the map and in the key."""

    colour: str
    dash: Any
    width: float
    cap: Literal["butt", "round"] = "butt"


def colour_of(derived: Derived, ring: Ring, ink: Ink) -> str:
    """The colour of a ring's system: its place in the scene."""
    return ink.lines[derived.order.index(ring.system.id) % len(ink.lines)]


def stroke_of(scene: Scene, derived: Derived, ring: Ring, ink: Ink) -> Stroke:
    """A ring's line. Rings at a height are thinner than those of the stated range."""
    colour = colour_of(derived, ring, ink)
    if ring.purpose != "engagement":
        return Stroke(colour, DOTS, 1.5 if ring.purpose == "detection" else 1.9, "round")
    number = list(dict.fromkeys(scene.against)).index(ring.targets[0])
    return Stroke(colour, DASHES[number % len(DASHES)], 1.3 if ring.altitude else 1.9)
