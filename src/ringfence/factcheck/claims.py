"""What a text states of systems: mentions, quantities and targets bound into claims, across a sentence and to the system named last.

The rules would rather leave a sentence unread than read it wrongly: what is in doubt becomes a claim with its `doubt`
spelled out, which is never judged.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ringfence.factcheck.model import MAX_CLAIMS, MAX_NAMES, MAX_NAMING, Claim, Reading, Unread
from ringfence.factcheck.orders.memory import Orders
from ringfence.factcheck.prose.names import Mention, NameIndex
from ringfence.factcheck.prose.quantities import Quantity, quantities
from ringfence.factcheck.prose.text import Prose, lowered, sentences
from ringfence.factcheck.reading.aims import group_for, named_weapons, own_missiles
from ringfence.factcheck.reading.facts import sentence_facts
from ringfence.factcheck.reading.headed import heading_of, is_line
from ringfence.factcheck.reading.measuring import roles_of
from ringfence.factcheck.reading.owners import antecedent, find_owners, named_pair, settled
from ringfence.factcheck.reading.roles import Role
from ringfence.factcheck.reading.scene import Owner, Scene
from ringfence.factcheck.reading.targets import KNOWN_OTHER, TargetGroup, TargetWord, target_groups
from ringfence.factcheck.reading.yesno import engages_claims
from ringfence.specs.measures import MEASURES

MOST_NAMES = MOST_QUANTITIES = 24
"""A sentence with more is a table."""
LEAST = 8
"""So many characters beside the names a statement has at least."""


def read_claims(
    prose: Prose, index: NameIndex, records: Mapping[str, Mapping[str, Any]], system: str | None = None
) -> Reading:
    """The claims of a text; `system` is what a sentence is about that names none."""
    reading = Reading(prose, list(sentences(prose.text)))
    reading.mentions = index.mentions(prose.text, MAX_NAMES)
    low = lowered(prose.text)
    starts = [m.start for m in reading.mentions]
    last: Owner | None = None
    naming = 0
    previous: list[Mention] = []
    orders = Orders(records, system)
    for number, sentence in enumerate(reading.sentences):
        found = reading.mentions[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        inside = named_pair(low, sentence, settled(found, last, system) if found else [], previous)
        previous = inside or previous
        if sentence.end - sentence.start - sum(m.end - m.start for m in inside) > LEAST:
            before = antecedent(low, sentence, inside, last, system, records)
            _read_into(reading, low, number, inside, before, records)
            if len(inside) <= MOST_NAMES:
                reading.claims += orders.read(low, prose.text, number, sentence, inside, before, last)
        naming += bool(inside)
        if len(reading.claims) > MAX_CLAIMS or naming > MAX_NAMING or len(reading.unread) > MAX_NAMING:
            reading.full = True
            break
        if any(m.systems for m in inside):
            last = replace(Owner.of_sentence(low, sentence, inside), announced=heading_of(low, sentence))
        elif last:
            still = last.announced if is_line(low, sentence) else heading_of(low, sentence)
            last = replace(last, distance=last.distance + 1, foreign=last.foreign or bool(inside), announced=still)
    reading.full = reading.full or len(reading.mentions) > MAX_NAMES
    return reading


def _read_into(
    reading: Reading, low: str, number: int, inside: list[Mention], before: Owner | None, records: Mapping[str, Mapping[str, Any]]
) -> None:  # fmt: skip
    sentence = reading.sentences[number]
    if len(inside) > MOST_NAMES:
        reading.unread.append(Unread(number, inside[0].start, inside[0].end, "one of too many names for a sentence"))
    elif before or any(m.systems for m in inside):
        scene = Scene(low, reading.prose.text, number, sentence, inside, before)
        read = _read_sentence(scene)
        reading.claims += [*read.claims, *sentence_facts(scene, read.groups, records)]
        reading.unread += read.unread


@dataclass
class SentenceReading:
    """What one sentence states, as it is read."""

    claims: list[Claim]
    unread: list[Unread]
    quantities: list[Quantity]
    groups: list[TargetGroup]


def _read_sentence(scene: Scene) -> SentenceReading:
    text, sentence = scene.text, scene.sentence
    found = quantities(scene.cased, sentence.start, sentence.end, low=text)
    found = [q for q in found if not any(m.start < q.end and q.start < m.end for m in scene.mentions)]
    if len(found) > MOST_QUANTITIES:
        return SentenceReading(
            [],
            [Unread(scene.number, found[0].start, found[0].end, "one of too many quantities for a sentence")],
            [],
            [],
        )
    named = target_groups(text, sentence.start, sentence.end)
    groups = [named_weapons(scene, g) for g in named if not own_missiles(scene, g, named)]
    groups = [g for g in groups if not any(m.start < g.end and g.start < m.end for m in scene.mentions if m.systems)]
    read = SentenceReading([], [], found, groups)
    used: set[int] = set()
    roles = roles_of(scene, found, groups)
    altitude = next((q.si for q, r in zip(found, roles, strict=True) if r.measure == "target_altitude"), None)
    last: TargetGroup | None = None
    for q, role in zip(found, roles, strict=True):
        if role.measure is None or role.measure == "target_altitude":
            read.unread.append(
                Unread(scene.number, q.start, q.end, role.reason or "the height at which the target flies")
            )
            continue
        if q.listed and any(o.listed == q.listed and (o.si, o.start) > (q.si, q.start) for o in found):
            read.unread.append(
                Unread(scene.number, q.start, q.end, "part of a list: its farthest is checked", role.measure)
            )
            continue
        group = group_for(scene, q, role, found, groups)
        if group is None and role.inherited:
            group = last
        last = group
        owners, why = find_owners(scene, q.start, q.end)
        if not owners:
            read.unread.append(Unread(scene.number, q.start, q.end, why, role.measure))
            continue
        if role.measure == "threat_range_max" and not (group and _is_stopped(scene, q, group)):
            read.unread.append(
                Unread(
                    scene.number,
                    q.start,
                    q.end,
                    "the range of a threat that the sentence does not say is stopped",
                    role.measure,
                )
            )
            continue
        if group:
            used.add(groups.index(group))
        if len(owners) > 1 and any(_side_by_side(text, q, o) for o in found):
            owners = [replace(owner, doubt="several figures for several systems") for owner in owners]
        for owner in owners:
            read.claims += _claims(scene, q, role, group, owner, altitude)
    read.claims += _vague(scene, groups, used)
    read.claims += engages_claims(scene, [g for i, g in enumerate(groups) if i not in used])
    return read


def _side_by_side(text: str, a: Quantity, b: Quantity) -> bool:
    """`70 km and 300 km`."""
    left, right = sorted((a, b), key=lambda q: q.start)
    joint = re.compile(r",?(?: and)?(?: (?:at|up to|about|some|to))* ?")
    return a != b and a.dimension == b.dimension and bool(joint.fullmatch(text, left.end, right.start))


def _is_stopped(scene: Scene, q: Quantity, group: TargetGroup) -> bool:
    """Whether a verb of engaging stands before the threat, or behind one whose range stands before it."""
    floor, stop = scene.clause(q.start, q.end)
    if scene.engages_between(floor, group.start) or (group.start >= q.end and scene.engages_between(group.end, stop)):
        return True
    return bool(re.match(r"(?: away)? (?:can|could) be \w+", scene.text[q.end : stop]))


_VAGUE = re.compile(
    r"\b(?:hundreds|dozens|scores|thousands|tens|several (?:hundred|dozen|thousand)|a few (?:hundred|dozen))(?: of)? (?:km|kilomet(?:er|re)s|(?:nautical )?miles|met(?:er|re)s|feet)\b",
)


def _vague(scene: Scene, groups: Sequence[TargetGroup], used: set[int]) -> list[Claim]:
    """`hundreds of kilometres`: a distance is stated, but none that could be held against a figure."""
    claims = []
    for m in _VAGUE.finditer(scene.text, scene.sentence.start, scene.sentence.end):
        owners, _ = find_owners(scene, m.start(), m.end())
        floor, stop = scene.clause(m.start(), m.end())
        used |= {i for i, g in enumerate(groups) if floor <= g.start and g.end <= stop}
        if scene.engages_between(floor, m.start()):
            claims += [
                Claim(
                    scene.number,
                    m.start(),
                    m.end(),
                    o.systems,
                    "range_max",
                    doubt=f"{m[0]!r} is no figure",
                    spans=(m.span(), *o.spans),
                )
                for o in owners
            ]
    return claims


def _claims(
    scene: Scene, q: Quantity, role: Role, group: TargetGroup | None, owner: Owner, altitude: float | None
) -> list[Claim]:
    doubt = owner.doubt or scene.doubt(q.start, q.end, role) or ("" if group else scene.other_object(q.start))
    positive = scene.positive(q.start)
    if positive is None:
        positive, doubt = True, doubt or "the sentence denies twice over"
    if not positive and q.bound == "only":
        doubt = doubt or "denies a limit"
    assert role.measure
    measure = "detection_range" if owner.sensor and role.measure == "range_max" else role.measure
    if not MEASURES[measure].targeted:
        group = None
    words: list[TargetWord | None] = (
        list({(w.name, w.text if w.name in KNOWN_OTHER else ""): w for w in group.words}.values()) if group else [None]
    )
    if any(w and w.name != "any" for w in words):
        words = [w for w in words if w and w.name != "any"]
    found = []
    spans = ((q.start, q.end), *((w.start, w.end) for w in words if w), *owner.spans)
    base = Claim(
        scene.number, q.start, q.end, owner.systems, measure, quantity=q, effector=owner.effector, named=owner.named, sensor=owner.sensor,
        positive=positive, doubt=doubt, spans=tuple(dict.fromkeys(spans)), hedges=scene.hedges, target_altitude=altitude, bound=q.bound,
    )  # fmt: skip
    for word in words:
        name = word.name if word else "any"
        shown = scene.cased[word.start : word.end] if word else ""
        if name in KNOWN_OTHER:
            why = (
                "does not say whether cruise or ballistic" if name == "missile" else "is no target class of the catalog"
            )
            found.append(replace(base, target_text=shown, doubt=doubt or f"{shown!r} {why}"))
        else:
            target = None if name == "any" or word is None else name
            denied = not positive or (group is not None and group.negated)  # one `not`, seen from both sides
            found.append(replace(base, target=target, target_text=shown, positive=not denied))
    return list(dict.fromkeys(found))
