"""Figures under a heading: `S-400 engagement ranges:`, then `- aircraft: 400 km` in lines, sentences or commas of their own."""

import re
from collections.abc import Sequence

from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.prose.quantities import Quantity
from ringfence.factcheck.prose.text import Sentence
from ringfence.factcheck.reading.roles import Role
from ringfence.factcheck.reading.scene import Scene
from ringfence.factcheck.reading.targets import TargetGroup

_KIND = re.compile(
    r"\b(?:(?P<odd>radars?|detect\w*|track\w*|see|sees|spots?|minimum|speeds?|prices?|costs?|test\w*|planned|future)"
    r"|(?P<altitude_max>ceilings?|altitudes?|heights?|how high)|(?P<range_max>ranges?|reach|how far|engagement distances?))\b"
)
_LINE = re.compile(
    r"\W*(?:(?:against|for|vs\.?) )?[a-z][a-z,/&() -]{2,60}?:? +(?:(?:up to|at|out to|about|around|some|max\.?|maximum) )*\d[\d,. -]*(?:km|kilomet\w+|mi|miles|nm|nautical miles|m|met(?:er|re)s|ft|feet)(?: \([^()]{0,40}\))?\W*"
)
_ENDS = Lazy(r"(?: \([^()]{0,40}\))?\s*(?:[,;.)]|- |and\b|\Z)")
_LEAD = Lazy(r"(?:\W|\b(?:against|for|vs|and)\b)*")
_SEPARATED = Lazy(r"(?s:.*)(?:[,;:(]| -)\s*(?:(?:and|against|for|vs\.?) )*|\W*(?:(?:and|against|for|vs\.?) )*")
_GAP = Lazy(r"(?:s)?[:,(]?\s+(?:(?:up to|at|out to|about|around|some|max\.?|maximum|to) )*")


def heading_of(text: str, sentence: Sentence) -> str | None:
    """What a heading or a question announces, as a measure: range_max or altitude_max; None where it is no heading, or announces more than one thing."""
    said = text[sentence.start : sentence.end].rstrip(" \"')*_")
    if said.endswith((".", "!", ",", ";")) or any(c.isdigit() for c in said[said.rfind(" ") :]):
        return None
    kinds = {m.lastgroup for m in _KIND.finditer(said)}
    return kinds.pop() if len(kinds) == 1 and "odd" not in kinds else None


def _name_alone(scene: Scene, colon: int, q: Quantity) -> str | None:
    """`SAMP/T: aircraft to 100 km`: a distance under a system's bare name is its reach."""
    alone = any(
        m.systems
        and not m.sensor
        and not scene.text[scene.sentence.start : m.start].strip(" -\"'")
        and scene.text[m.end : colon].strip() == ""
        for m in scene.mentions
    )
    return "range_max" if alone and q.unit not in ("m", "ft") else None


def is_line(text: str, sentence: Sentence) -> bool:
    """Whether a sentence is a line such as `- ballistic missiles: up to 60 km`."""
    return bool(_LINE.fullmatch(text, sentence.start, sentence.end))


def headed(scene: Scene, role: Role, q: Quantity, groups: Sequence[TargetGroup]) -> Role:
    """The measure that the heading announces, for a figure that stands beside its targets alone."""
    if role.measure or not role.reason.startswith("nothing") or q.dimension != "length":
        return role
    group = next((g for g in reversed(groups) if g.end <= q.start), None)
    if group is None or not _GAP.get.fullmatch(scene.text, group.end, q.start):
        return role
    if not _ENDS.get.match(scene.text, q.end, scene.sentence.end):
        return role
    start = scene.sentence.start
    colon = scene.text.find(":", start, group.start)
    if colon >= 0 and any(m.systems and m.end <= colon for m in scene.mentions):
        first = next((g for g in groups if g.start > colon), group)
        announced = heading_of(scene.text, Sentence(start, colon + 1, 0)) or _name_alone(scene, colon, q)
        if (
            announced
            and _LEAD.get.fullmatch(scene.text, colon, first.start)
            and _SEPARATED.get.fullmatch(scene.text, colon, group.start)
        ):
            return Role(announced)
    elif (
        scene.before
        and scene.before.announced
        and is_line(scene.text, scene.sentence)
        and _LEAD.get.fullmatch(scene.text, start, group.start)
    ):
        return Role(scene.before.announced)
    return role
