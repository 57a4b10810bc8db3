"""Whose speed a speed is: the missile's, or the target's."""

import re
from collections.abc import Sequence

from ringfence.factcheck.prose.quantities import Quantity
from ringfence.factcheck.reading.roles import Role
from ringfence.factcheck.reading.scene import Scene
from ringfence.factcheck.reading.targets import TargetGroup

_MOVING = re.compile(
    r"\s+(?:(?:that|which) (?:are )?)?(?:flying|moving|travel+ing|approaching|coming in|diving|fly|travel|move|racing|streaking|doing|going|falling|plunging|hurtling|speeding|descending|closing|incoming|arriving|rac(?:e|ing)|with (?:a )?(?:top |maximum )?(?:speed|velocity)s?|at (?:a )?(?:speed|velocity)s?|whose speed)\b",
)
_SPEED = re.compile(
    r"\b(?:fl(?:y|ies|ying|ew)|speeds?|velocity|as fast as|travel(?:s|ling|ing)?|reach(?:es|ing)?|accelerat\w+|mov(?:es?|ing)|go(?:es)?|hits?|streaks?|races?)\b",
)
_SEA = re.compile(r"\s*(?:winds?|gusts?|convoy|on (?:the )?(?:road|highway))")


def speed_role(scene: Scene, q: Quantity, groups: Sequence[TargetGroup]) -> Role:
    """speed_max where the missile's own speed is meant, target_speed_max where the target's; neither where it is in doubt."""
    text = scene.text
    floor, _ = scene.clause(q.start, q.end)
    if _SEA.match(text, q.end):
        return Role(None, "a speed of something else")
    if any(
        re.search(r"\b(?:speeds?|velocit(?:y|ies)) of (?:the |an? )?\Z", text[floor : g.start])
        for g in groups
        if floor <= g.start < q.start
    ):
        return Role(None, "a speed of the target")
    before = [g for g in groups if floor <= g.end <= q.start]
    own = [m for m in scene.mentions if m.end <= q.start and m.start >= floor]
    group = before[-1] if before else None
    mention = own[-1] if own else None
    attached = (
        group is not None
        and mention is not None
        and set(group.names) <= {"missile", "other"}
        and 0 <= group.start - mention.end <= 4
    )
    if (
        group
        and (not attached or (mention and not mention.systems and scene.engages_between(floor, mention.start)))
        and (mention is None or group.start > mention.start)
        and _MOVING.match(text, group.end, q.start)
    ):
        return Role("target_speed_max", cue=group.start)
    if mention is not None and not mention.systems and (group is None or attached or mention.start > group.start):
        return Role("speed_max", cue=mention.start)
    if re.search(
        r"\bspeed\s*(?:\([\w /]*\))?:\s*(?:up to |about )?\Z", text[max(scene.sentence.start, q.start - 30) : q.start]
    ):
        return Role("speed_max")
    fronted = re.fullmatch(
        r"\W*(?:flying |travel+ing )?(?:at|with) (?:up to |about |nearly )?", text[scene.sentence.start : q.start]
    )
    if fronted and any(
        m.systems and re.fullmatch(r", (?:the |its )?", text[q.end : m.start])
        for m in scene.mentions
        if m.start > q.end
    ):
        return Role("speed_max")
    if not _SPEED.search(text, floor, q.start) and not re.match(
        r"[ -](?:missiles?|interceptors?|speeds?)", text[q.end : q.end + 14]
    ):
        return Role(None, "nothing says whose speed it is")
    if (
        group
        and not attached
        and not set(group.names) <= {"missile", "other"}
        and (mention is None or group.start > mention.end)
    ):
        own_verb = re.search(
            r"\b(?:and|it|they) (?:\w+ly |also |can )?(?:flies|fly|travels?|reach(?:es)?|moves?|races?|streaks?)\b|\b(?:at|with) (?:its|their|an?) (?:\w+ )?speed\b",
            text[group.end : q.start],
        )
        moving = re.search(
            r"\b(?:fl(?:y|ies)|streaks?|races?|travels?|moves?|speeds|closes|accelerates?)\b",
            text[mention.end if mention else floor : group.start],
        )
        if not own_verb and not moving:
            return Role(None, "whose speed it is cannot be told")
    return Role("speed_max")
