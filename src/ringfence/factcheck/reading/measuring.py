"""What each quantity of a sentence measures, seen beside the others."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ringfence.factcheck.prose.quantities import Quantity
from ringfence.factcheck.reading.headed import headed
from ringfence.factcheck.reading.roles import Role, role_of
from ringfence.factcheck.reading.scene import Scene
from ringfence.factcheck.reading.speeds import speed_role
from ringfence.factcheck.reading.targets import TargetGroup


def roles_of(scene: Scene, found: Sequence[Quantity], groups: Sequence[TargetGroup]) -> list[Role]:
    """The role of each quantity, in order."""
    roles: list[Role] = []
    for position, q in enumerate(found):
        floor = max(
            (o.end for o in found[:position] if o.listed is None or o.listed != q.listed), default=scene.sentence.start
        )
        first = next((o for o in found if o.listed and o.listed == q.listed), q)
        stop = found[position + 1].start if position + 1 < len(found) else scene.sentence.end
        target_end = max((g.end for g in groups if floor <= g.end <= first.start), default=None)
        if q.listed and _TWO_MEASURES.search(scene.text, scene.sentence.start, first.start):
            roles.append(Role(None, "two measures are named at once"))
            continue
        if q.listed and first is not q:
            stop_role = role_of(scene.text, floor, replace(q, start=first.start), stop, target_end)
            roles.append(stop_role)
            continue
        if q.listed:
            last = next(o for o in reversed(found) if o.listed == q.listed)
            role = role_of(scene.text, floor, replace(q, end=last.end), scene.sentence.end, target_end)
        elif q.dimension in ("speed", "mach"):
            role = speed_role(scene, q, groups)
        else:
            role = _threat_or_own(scene, role_of(scene.text, floor, q, stop, target_end), q, groups)
            role = _attributive(scene, role, q, groups)
            role = _height(scene, _side_by_side(scene, _near(scene, role, q), q), q, groups)
            if role.measure is None and roles and roles[-1].measure == "target_altitude":
                role = role_of(
                    scene.text, scene.sentence.start, q, stop, None, skip=(roles[-1].cue, found[position - 1].end)
                )
            role = _flies(scene, q, role)
            role = _of_name(scene, q, role)
            role = headed(scene, _fronted(scene, q, role), q, groups)
            role = _inherited(scene, q, role, found[position - 1] if position else None, roles[-1] if roles else None)
            if roles and roles[-1].measure == role.measure == "range_max":
                role = _flown_at(scene, role, q, found[position - 1], groups)
        roles.append(role)
    return roles


def _threat_or_own(scene: Scene, role: Role, q: Quantity, groups: Sequence[TargetGroup]) -> Role:
    """`fires missiles with a range of` is the system's own reach, `intercepts missiles with a range of` the threat's."""
    if role.measure != "threat_range_max":
        return role
    group = max((g for g in groups if g.end <= q.start), key=lambda g: g.end)
    own = any(m.systems and m.kind in ("effector", "system") and -2 <= group.start - m.end <= 2 for m in scene.mentions)
    if own:
        return Role("range_max")
    if group.names == ("any",) and not re.search(r"\b(?:fired|launched)\b", scene.text[group.end : q.start]):
        return Role("range_max")
    return role


RANGED = re.compile(r"[- ]?(?:range[d]?[- ])?")
_FROM = re.compile(r" (?:coming )?from (?:(?:up to|as far as|about|around|some|over|more than|between|at least) )*")
_MISSILES = re.compile(r"[- ](?:range )?(?:missiles?|interceptors?|rounds?)\b")
_ITS = re.compile(r"\b(?:its|their) (?:own |new |longest |best |older |\d+ )*\Z")
_OF_RANGE = re.compile(r" (?:of|with)(?: (?:a|an))?(?: (?:up to|about|around|some|over|more than|at least))*\s*")
_PREPOSED = re.compile(
    r"\b(?:at|to|within|of|from|beyond|over|against|and|or|is|than|reach\w*|cover\w*)\s+(?:about |some |around |over |nearly )*\Z"
)


def _attributive(scene: Scene, role: Role, q: Quantity, groups: Sequence[TargetGroup]) -> Role:
    """`2,000-km-range ballistic missiles`, `missiles of 400 km range`: the range of what is engaged; `its 40-km missiles`: its own."""
    text = scene.text
    if _MISSILES.match(text, q.end) and _ITS.search(text, max(scene.sentence.start, q.start - 24), q.start):
        return Role("range_max")
    for group in groups:
        if group.names[0] in ("any", "aircraft", "helicopter"):
            continue
        if _FROM.fullmatch(text, group.end, q.start) and text.startswith(" away", q.end):
            return Role(None, "where it is fired from, or where it is stopped: it does not say which")
        ranged = RANGED.match(text, q.end)
        if ranged and ranged.end() == group.start > q.end:
            hyphenated = "-" in text[q.start : group.start] or "range" in ranged[0]
            if hyphenated or not _PREPOSED.search(text, max(scene.sentence.start, q.start - 30), q.start):
                return Role("threat_range_max")
        if _OF_RANGE.fullmatch(text, group.end, q.start) and re.match(r"[- ]range\b", text[q.end : q.end + 7]):
            return Role("threat_range_max")
    return role


_OF_NAME = re.compile(r"\s+(?:of|from|around|about) (?:(?:an?|the|any|its|their|russian|israeli|the nearest) )*\Z")


def _near(scene: Scene, role: Role, q: Quantity) -> Role:
    """`within 20 km of a SAMP/T`: where something is."""
    for m in scene.mentions:
        if 0 < m.start - q.end < 24 and _OF_NAME.match(scene.text[q.end : m.start]):
            return Role(None, "where something is, or how far it went")
    return role


def _side_by_side(scene: Scene, role: Role, q: Quantity) -> Role:
    """`Ceiling IRIS-T SLM 40 km`: a name and a figure from a table, whose column is not known."""
    for m in scene.mentions:
        if m.systems and role.measure and 0 <= role.cue < m.start < q.start and scene.text[m.end : q.start].isspace():
            return Role(None, "nothing says what it measures")
    return role


_HEIGHT = re.compile(
    r",? (?:(?:that|which) )?(?:(?:is|are|fly|flying|flies) )?(?:below|above|under|beneath|over|higher than|lower than) (?:about |some )?"
)


def _height(scene: Scene, role: Role, q: Quantity, groups: Sequence[TargetGroup]) -> Role:
    """`aircraft below 100 m`: where the target flies."""
    low = q.unit in _SMALL and q.si < 30_000
    subject = low and re.match(r" (?:can|could|cannot|can't) (?:\w+ )?be\b", scene.text[q.end : q.end + 24])
    if subject and any(re.fullmatch(r" at (?:about |some |only |just )*", scene.text[g.end : q.start]) for g in groups):
        return Role("target_altitude")
    if (
        low
        and role.measure in (None, "range_max")
        and any(_HEIGHT.fullmatch(scene.text, g.end, q.start) for g in groups)
    ):
        return Role("target_altitude")
    if role.weak and q.dimension == "length":
        side = _SIDE.search(scene.text, max(scene.sentence.start, q.start - 24), q.start)
        if side:
            return (
                Role("altitude_max")
                if side[1] == "above"
                else Role(None, "a height or a distance: it does not say which")
            )
    return role


_AT = re.compile(r" at (?:about |some |only |just )*")


def _flown_at(scene: Scene, role: Role, q: Quantity, before: Quantity, groups: Sequence[TargetGroup]) -> Role:
    """`54 km against a drone at 100 m`: behind a range the target's few metres are the height at which it flies."""
    listed = any(g.end <= before.start for g in groups)  # aircraft at 400 km, drones at …
    behind = not listed and any(before.end <= g.start and _AT.fullmatch(scene.text, g.end, q.start) for g in groups)
    return Role("target_altitude") if behind and q.unit in _SMALL and q.si * 10 <= before.si else role


_SIDE = re.compile(r"(?<!\bat )\b(above|below|beneath)(?: (?:about|some|around))? \Z")
_TWO_MEASURES = re.compile(
    r"\b(range|reach|distance|altitude|height|ceiling|speed)s?,? (?:and|or|/) (?:(?:an?|its|their|the|maximum) )*(?!\1)(?:range|reach|distance|altitude|height|ceiling|speed)s?\b[^.;:]{0,20}\Z"
)


_FLIES = re.compile(
    r"(?:\s+(?:missiles?|interceptors?))?,?\s+(?:can )?(?:flies|fly)\s+(?:(?:up to|about|around|some|as far as|out to|more than|over|only|just|merely) )*"
)


def _flies(scene: Scene, q: Quantity, role: Role) -> Role:
    """`the 40N6 flies 400 km`: how far a missile flies is its range."""
    if role.measure is None and any(
        m.effector and _FLIES.fullmatch(scene.text, m.end, q.start) for m in scene.mentions if m.end < q.start
    ):
        return Role("range_max")
    return role


_ELLIPTIC = re.compile(
    r"(?:\W|\b(?:and|against|for|but|only|by|contrast|up|to|at|of|about|the|a|with|some|just|even|them|those|it|or|its|their|an|one|has|have|does|manages?|ranges?|distances?|altitudes?)\b|\b(?:missiles?|aircraft|drones?|jets?|planes?|ballistic|cruise|helicopters?|rockets?|hypersonic|short|medium|intermediate|range|tactical|away|out|off|older|newer|larger|smaller|bigger)\b)*\Z",
)


_OF = re.compile(
    r"\b(?P<noun>detection range|radar range|range|reach|radius|ceiling|altitude|speed)s? of (?:(?:the|its|a|an|\w+'s) )*\Z"
)
_IS = re.compile(
    r"(?:'s (?:missiles?|radar))?(?: (?:system|missiles?))?[,:]?\s+(?:(?:is|are|was|stands?|stood|at|put|given|estimated|extends?|stretches|amounts?|to|as|about|around|some|up|more|than|over|said|be|of|nearly|almost) ?)*\s*"
)
_NOUNS = {
    "range": "range_max",
    "reach": "range_max",
    "radius": "range_max",
    "ceiling": "altitude_max",
    "altitude": "altitude_max",
}


def _of_name(scene: Scene, q: Quantity, role: Role) -> Role:
    """`the range of the S-400 is 400 km`."""
    if role.measure or not role.reason.startswith("nothing") or q.dimension != "length":
        return role
    for m in scene.mentions:
        if m.end < q.start and _IS.fullmatch(scene.text, m.end, q.start):
            noun = _OF.search(scene.text, max(scene.sentence.start, m.start - 60), m.start)
            if noun:
                return Role(_NOUNS.get(noun["noun"], "detection_range"))
    return role


def _inherited(scene: Scene, q: Quantity, role: Role, before: Quantity | None, measured: Role | None) -> Role:
    """`400 km against aircraft and 60 km against ballistic missiles`: the second measures what the first does."""
    if (
        role.measure
        or before is None
        or measured is None
        or measured.measure is None
        or before.dimension != q.dimension
    ):
        return role
    between = _blanked(scene, before.end, q.start)
    if role.reason.startswith("nothing") and _ELLIPTIC.fullmatch(between):
        if measured.measure in ("detection_range", "tracking_range") and re.search(
            r"\b(?:missiles?|interceptors?)\b", between
        ):
            return Role("range_max")
        if re.search(r"\bbut\b", between) and not _CLASS.search(
            scene.text, before.end, min(q.end + 40, scene.sentence.end)
        ):
            return Role(None, "set against another figure")
        if measured.measure == "threat_range_max" and re.search(r"\b(?:at|to)\b", between):
            return Role(None, "the range of a threat, or where it is stopped")
        if measured.measure == "altitude_max" and (before.unit in _SMALL) is not (q.unit in _SMALL):
            return Role(None, "a height or a distance: it does not say which")
        return replace(measured, inherited=True)
    return role


_SMALL = ("m", "ft")
_CLASS = re.compile(
    r"\b(?:missiles?|aircraft|drones?|uavs?|jets?|planes?|bombers?|helicopters?|rockets?|targets?|threats?|against)\b"
)


def _blanked(scene: Scene, start: int, end: int) -> str:
    """A stretch of the sentence with the names in it left out."""
    text, done = "", start
    for m in scene.mentions:
        if start <= m.start and m.end <= end:
            text, done = text + scene.text[done : m.start], m.end
    return text + scene.text[done:end]


FRONTED = re.compile(
    r"\W*(?:(?:at|out to|within|up to|from|as far as|beyond|over) )+(?:(?:a |an )?(?:ranges?|distances?) (?:of|from) )?(?:(?:up to|about|around|some|more than|over|nearly|almost|as far as) )*",
)


def _fronted(scene: Scene, q: Quantity, role: Role) -> Role:
    """`At up to 400 km, the S-400 can intercept …`."""
    if (
        role.measure
        or not role.reason.startswith("nothing")
        or not FRONTED.fullmatch(scene.text, scene.sentence.start, q.start)
    ):
        return role
    if q.unit in ("m", "ft"):
        return Role("target_altitude")
    verb = re.search(
        r"\b(?:can|could|is able to|will|would|may) (?:\w+ly )?(?:(detect|track|see|spot)|\w+)\b",
        scene.text[q.end : scene.sentence.end],
    )
    if verb is None or not scene.engages_between(q.end, scene.sentence.end):
        return role
    return Role("detection_range" if verb[1] else "range_max", weak=True)
