"""Which targets a quantity holds against, and which words that look like targets are none."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ringfence.factcheck.prose.quantities import Quantity
from ringfence.factcheck.prose.words import countries
from ringfence.factcheck.reading.measuring import FRONTED, RANGED
from ringfence.factcheck.reading.roles import Role
from ringfence.factcheck.reading.scene import Scene
from ringfence.factcheck.reading.targets import TargetGroup

_OWN_VERB = re.compile(
    r"\b(?:fires?|firing|launch(?:es|ing)?|uses?|using|carr(?:y|ies|ying)|equipped with|armed with|employs?|its|their|'s|loaded with|types of|kinds of|variants of)\s+(?:(?!missiles?\b)[\w-]+[ -]){0,3}\Z",
)


_CARRIED = re.compile(r",? (?:(?:that|which) )?(?:are |is )?(?:carr|arm|equip|load|fir|launch|us)\w*\b")


def own_missiles(scene: Scene, group: TargetGroup, groups: Sequence[TargetGroup] = ()) -> bool:
    """`fires Aster 30 missiles`, `its missiles`, `missiles of the S-400`: what the system shoots with is no target."""
    if group.names != ("missile",):
        return False
    if any(g.end < group.start and _CARRIED.match(scene.text, g.end, group.start) for g in groups):
        return False  # what the target shoots with
    if _of_a_country(scene, group):
        return False
    own = any(
        m.systems and 0 <= group.start - m.end <= 4 and "," not in scene.text[m.end : group.start]
        for m in scene.mentions
    )
    behind = re.match(r" (?:of|used by|fired by|fired from) (?:the |its )?", scene.text[group.end : group.end + 24])
    after = behind and any(m.systems and m.start == group.end + behind.end() for m in scene.mentions)
    return (
        own
        or bool(after)
        or bool(_OWN_VERB.search(scene.text, max(scene.sentence.start, group.start - 40), group.start))
    )


_POSSESSOR = re.compile(r"(?P<own>\b(?:its|their)|'s?) (?:[\w-]+ ){0,3}\Z")


def _of_a_country(scene: Scene, group: TargetGroup) -> bool:
    """`Iran's 500-km-range missiles`, `Tehran says its missiles`, where no system stands before them: a threat, or nobody's."""
    floor = scene.sentence.start
    own = _POSSESSOR.search(scene.text, max(floor, group.start - 40), group.start)
    if own is None or any(m.systems and m.end <= group.start for m in scene.mentions):
        return False
    left = max(floor, own.start() - 60)
    named = countries(scene.cased[left : own.start()])
    return any(end == own.start() - left for *_, end in named) if own["own"][0] == "'" else bool(named)


_GROUNDED = re.compile(
    r",? (?:(?:that|which) (?:are|is|stand|sit) |parked |standing |still |sitting )*(?:on|in|at|inside) (?:the |a |an |its |their |enemy )*(?:ground|runways?|tarmac|aprons?|hangars?|bases?|airfields?|airports?|air bases|carriers?|decks?|water|launch ?pads?|launchers?|silos?|depots?)\b"
)
"""What is not in the air is no aerial target."""


def named_weapons(scene: Scene, group: TargetGroup) -> TargetGroup:
    """`F-35 jets` names one weapon, `aircraft on the ground` no aerial target: such a word counts as other."""
    words = []
    for word in group.words:
        named = any(not m.systems and m.end <= word.start <= m.end + 2 for m in scene.mentions)
        named = named or bool(_GROUNDED.match(scene.text, word.end, scene.sentence.end))
        words.append(replace(word, name="other") if named else word)
    return TargetGroup(tuple(words), group.negated)


_AGAINST = re.compile(
    r"(?: away| out| off)?,? ?(?:(?:when (?:used )?)?against|for|versus|vs\.?|in the case of|if the target is)\s+(?:(?:the|a|an|enemy|all|any|other|most|some|low-flying|incoming) ){0,3}\Z",
)


_ENCLOSED = re.compile(r"\b(?:and|but|or),\s*(?:at|within|out to|up to|from) [^,]*\Z")
_FRAGMENT = re.compile(
    r"\W*(?:(?:and|or|yet|perhaps|certainly|probably|not|never|only|just|even|then|that is|the former|the latter|at|out|up|to|as far as|from|within|about|some|over|under|below|distances?|ranges?|of|a|nearly|almost|around|more|less|than|beyond)\b\W*)*"
)


def group_for(
    scene: Scene, q: Quantity, role: Role, found: Sequence[Quantity], groups: Sequence[TargetGroup]
) -> TargetGroup | None:
    """The targets that a quantity holds against; None where the clause names none."""
    text = scene.text
    floor, stop = scene.clause(q.start, q.end)
    after = [g for g in groups if q.end <= g.start]
    if behind := _behind(text, q, found, groups):
        return behind
    listed = [o for o in found if q.listed and o.listed == q.listed]
    start = listed[0].start if listed else q.start
    before = [g for g in groups if g.end <= start and g.start >= floor]
    if role.measure == "threat_range_max":
        return after[0] if after and RANGED.fullmatch(text, q.end, after[0].start) else before[-1] if before else None
    if (
        after
        and _ENCLOSED.search(text[floor:start])
        and re.fullmatch(r"(?: away| out)?, (?:even |also )?", text[q.end : after[0].start])
    ):
        return after[0]
    before = [g for g in before if not any(_behind(text, o, found, groups) is g for o in found if o.end <= start)]
    if before:
        return before[-1]
    if scene.relative(q.start):
        left = [g for g in groups if g.end <= floor and floor - g.end <= 12]
        if left:
            return left[-1]
    if re.search(r"\b(?:them|the same targets|such targets)\b", text[floor:start]) and floor > scene.sentence.start:
        back = [g for g in groups if g.end <= floor]
        if back:
            return back[-1]
    fragment = _FRAGMENT.fullmatch(text, floor, start) and [g for g in groups if g.end <= floor]
    if fragment:
        return fragment[-1]
    if FRONTED.fullmatch(text, scene.sentence.start, start):
        stop = scene.sentence.end
    nothing_between = [
        g for g in after if g.start < stop and not any(o.start > q.end and o.end <= g.start for o in found)
    ]
    if nothing_between and scene.engages_between(q.end, nothing_between[0].start):
        apart = not role.weak and _ALSO.search(text, q.end, nothing_between[0].start)
        return None if apart else nothing_between[0]
    return None


_ALSO = re.compile(r",? and (?:(?:it|also) )*(?:can|could|is (?:able|capable)|is (?:also )?(?:said|able))\b")
"""`has a range of 400 km and can stop …`: two statements, the second of which is about no distance."""
_HAS = re.compile(
    r":?,? (?:(?:it|this|that|the|a|an|is|are|only|just|merely|at|up|to|of|about|some|around|range|reach|manages?|reaches) )*"
)


def _behind(text: str, q: Quantity, found: Sequence[Quantity], groups: Sequence[TargetGroup]) -> TargetGroup | None:
    """The targets of `400 km against aircraft`; none in `against aircraft 400 km, against drones 40 km`, where they are the next one's."""
    group = next((g for g in groups if q.end <= g.start), None)
    if group is None or not _AGAINST.fullmatch(text, q.end, group.start):
        return None
    follower = next((o for o in found if o.start >= group.end and o.dimension == q.dimension), None)
    if follower is None or text[q.end] not in ",;" or not _HAS.fullmatch(text, group.end, follower.start):
        return group
    own = next((g for g in groups if follower.end <= g.start), None)
    return group if own and _AGAINST.fullmatch(text, follower.end, own.start) else None
