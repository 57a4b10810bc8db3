"""What a ring at a height is judged by: the heights that the same missile covers, and the antenna whose
horizon it is.
"""

from dataclasses import dataclass

from ringfence.evidence.figures import Group, cell_of
from ringfence.scenes.scene import Scene
from ringfence.specs.system import System
from ringfence.tables.wording import Style, figure_text

USUAL_ANTENNA_M = 10.0


@dataclass(frozen=True, slots=True)
class Cover:
    """The heights between which targets are met, in m; None where nobody states them. `words` says whose they are."""

    floor_m: float | None
    ceiling_m: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Antenna:
    """How high an antenna stands, in m, and who says so."""

    height_m: float
    words: str


def cover_of(scene: Scene, system: System, target: str, effector: str | None) -> Cover:
    """The altitude cover of one missile: its own, else the system's, else none; never another missile's."""
    ends: list[float | None] = []
    words = []
    for name, what in (("altitude_min", "floor"), ("altitude_max", "ceiling")):
        cell = cell_of(system, name, target, scene.evidence_rule)
        group = _same(cell.groups, effector)
        ends.append(group.si if group else None)
        if group:
            whose = "" if group.name == effector else ", the system's"
            words.append(f"{what} {figure_text(cell.info, group, Style(scene.units))}{whose}")
    floor, ceiling = ends
    if floor is not None and ceiling is not None and floor > ceiling:
        floor, words = None, words[1:]  # two sources, two conditions: a floor above the ceiling binds nothing
    return Cover(floor, ceiling, ", ".join(words) or "no altitude cover known")


def _same(groups: tuple[Group, ...], effector: str | None) -> Group | None:
    named = {group.name: group for group in groups}
    return named.get(effector) or named.get(None)


def antenna_of(scene: Scene, system: System) -> Antenna:
    """The scene's antenna, else the one that the record states for the system's radar, else one of 10 m."""
    if scene.antenna is not None:
        return Antenna(scene.antenna.si_high, f"antenna {scene.antenna.text}, as asked for")
    cell = cell_of(system, "antenna_height", None, scene.evidence_rule)
    if cell.best is None:
        return Antenna(USUAL_ANTENNA_M, f"antenna {USUAL_ANTENNA_M:g} m, assumed")
    text = figure_text(cell.info, cell.best, Style(scene.units))
    return Antenna(cell.best.si, f"antenna {text}, {cell.best.name or system.name}")
