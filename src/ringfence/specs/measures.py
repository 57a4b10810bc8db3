"""Every measure that a record may hold: its dimension, what it is about, and which end of it counts."""

from dataclasses import dataclass

from ringfence.errors import NotFound

LENGTH, MASS, TIME, COUNT, MONEY = "length", "mass", "time", "count", "money"
SPEED = "speed"
"""Stated in m/s and its like, or as a Mach number: two scales that no fixed factor joins."""


@dataclass(frozen=True, slots=True)
class MeasureInfo:
    """One measure.

    `targeted`: its statements name target classes. `minimum`: the smaller figure reaches farther. `range_kind`: for
    ranges, whose range it is; ranges of two kinds are never compared.
    """

    name: str
    dimension: str
    label: str
    meaning: str
    targeted: bool = False
    minimum: bool = False
    range_kind: str | None = None


_ALL = (
    MeasureInfo("range_max", LENGTH, "range", "The farthest at which targets are engaged.", True, False, "engagement"),
    MeasureInfo("range_min", LENGTH, "minimum range",
    "The nearest at which targets are engaged: the dead zone's edge.", True, True, "engagement"),
    MeasureInfo("altitude_max", LENGTH, "altitude", "The highest at which targets are engaged: the ceiling.", True),
    MeasureInfo("altitude_min", LENGTH, "minimum altitude", "The lowest at which targets are engaged.", True, True),
    MeasureInfo("target_speed_max", SPEED, "target speed", "The fastest target that is engaged.", True),
    MeasureInfo("threat_range_max", LENGTH, "threat range",
    "The longest range of the weapons that are stopped, never the system's own reach.", True, False, "threat"),
    MeasureInfo("threat_range_min", LENGTH, "minimum threat range",
    "The shortest range of the weapons that are stopped.", True, True, "threat"),
    MeasureInfo("detection_range", LENGTH, "detection range", "How far a sensor detects targets.", True, False,
    "detection"),
    MeasureInfo("tracking_range", LENGTH, "tracking range", "How far a sensor tracks targets.", True, False,
    "tracking"),
    MeasureInfo("instrumented_range", LENGTH, "instrumented range", "How far a sensor's display and processing reach.",
    True, False, "instrumented"),
    MeasureInfo("antenna_height", LENGTH, "antenna height", "How high above the ground a sensor's antenna stands."),
    MeasureInfo("targets_engaged", COUNT, "targets engaged at once", "How many targets are engaged at one time."),
    MeasureInfo("targets_tracked", COUNT, "targets tracked at once", "How many targets are tracked at one time."),
    MeasureInfo("launchers_per_battery", COUNT, "launchers per battery",
    "How many launchers a battery (or the fire unit that the note names) has."),
    MeasureInfo("missiles_per_launcher", COUNT, "missiles per launcher",
    "How many missiles are ready to fire on one launcher."),
    MeasureInfo("deployment_time", TIME, "deployment time", "From the march to readiness.", False, True),
    MeasureInfo("reaction_time", TIME, "reaction time", "From detection to launch.", False, True),
    MeasureInfo("system_cost", MONEY, "system cost", "The price of a system or battery; the note says what it buys."),
    MeasureInfo("unit_cost", MONEY, "unit cost", "The price of one missile, launcher or sensor."),
    MeasureInfo("speed_max", SPEED, "speed", "The highest speed of the missile or projectile itself."),
    MeasureInfo("mass", MASS, "mass", "Launch mass of a missile; total mass of anything else."),
    MeasureInfo("warhead_mass", MASS, "warhead mass", "Mass of the warhead."),
    MeasureInfo("length", LENGTH, "length", "Length."),
    MeasureInfo("diameter", LENGTH, "diameter", "Body diameter."),
)  # fmt: skip

MEASURES: dict[str, MeasureInfo] = {info.name: info for info in _ALL}
TEXT_MEASURES = ("guidance", "seeker", "radar_band")
"""What sources say in words; kept and shown, never compared."""

_SPELLINGS = {
    "range": "range_max", "reach": "range_max", "max-range": "range_max", "min-range": "range_min",
    "dead-zone": "range_min",
    "altitude": "altitude_max", "ceiling": "altitude_max", "height": "altitude_max", "max-altitude": "altitude_max",
    "min-altitude": "altitude_min", "floor": "altitude_min", "target-speed": "target_speed_max",
    "threat-range": "threat_range_max",
    "detection": "detection_range", "tracking": "tracking_range", "instrumented": "instrumented_range",
    "speed": "speed_max",
    "targets": "targets_engaged", "launchers": "launchers_per_battery", "missiles": "missiles_per_launcher",
    "deployment": "deployment_time", "reaction": "reaction_time", "cost": "unit_cost", "warhead": "warhead_mass",
    "price": "unit_cost", "missile-price": "unit_cost", "system-price": "system_cost", "battery-price": "system_cost",
    "distance": "range_max", "engagement-range": "range_max", "slant-range": "range_max", "maximum-range": "range_max",
    "minimum-range": "range_min", "maximum-altitude": "altitude_max", "minimum-altitude": "altitude_min",
    "flight-altitude": "altitude_max", "radar": "detection_range", "radar-range": "detection_range",
    "velocity": "speed_max",
    "mach": "speed_max", "missile-speed": "speed_max", "weight": "mass", "launch-weight": "mass",
    "warhead-weight": "warhead_mass",
    "setup-time": "deployment_time", "channels": "targets_engaged", "simultaneous-targets": "targets_engaged",
    "calibre": "diameter",
}  # fmt: skip
_LABELS = {info.label.replace(" ", "-"): info.name for info in _ALL}


def read_measure(text: str) -> MeasureInfo:
    """The measure that a user means: any case, hyphens or underscores, common short names. Raises NotFound."""
    word = "-".join(text.strip().casefold().replace("_", "-").split())
    name = _SPELLINGS.get(word) or _LABELS.get(word) or word.replace("-", "_")
    if name not in MEASURES:
        raise NotFound("measure", text, [*MEASURES, *_SPELLINGS], known=f"there are: {', '.join(MEASURES)}")
    return MEASURES[name]
