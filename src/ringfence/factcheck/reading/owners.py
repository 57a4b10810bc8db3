"""Which system a statement is about: the name in its clause, the subject of its sentence, or the system named last."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from ringfence.factcheck.prose.names import Mention
from ringfence.factcheck.prose.text import Sentence
from ringfence.factcheck.prose.words import countries
from ringfence.factcheck.reading.headed import is_line
from ringfence.factcheck.reading.scene import Owner, Scene, hard, other_version, owner_of, soft

NEAR = 5
"""For so many sentences the system named last is kept in mind."""

_ANAPHOR = re.compile(
    r"(?<![\w'-])(?:it|its|the (?:[a-z-]+ ){0,2}(?:system|systems|complex|batter(?:y|ies)|weapon|launchers?|missiles?|interceptors?|radars?|unit|regiment|battalion)|this (?:\w+ )?(?:system|weapon|complex)|each (?:battery|launcher|battalion|unit|system)|these (?:missiles|systems)|they)(?:'s)?\b",
)
_SHEET = re.compile(
    r"\W*(?:(?:max(?:imum|\.)?|effective|engagement|operational|top|missile|firing|target|radar) )*(?:range|reach|ceiling|altitude|height|speed|detection range|tracking range|targets? (?:engaged|tracked)|in service|entered service|entry into service)\b[^:.]{0,20}:\s"
)
"""A line of a fact sheet: `Range: 70 km`."""
SHEET = 12
"""So many lines of a fact sheet are about the name that stands over it."""
_SPEAKER = re.compile(r"(?<![\w'-])(?:we|i)\s+(?:can|could|see|have|will)\b")
_SUBJECTLESS = re.compile(
    r"\b(?:can|could) be (?:\w+ly )?(?:shot|engaged|intercepted|destroyed|hit|downed|detected|tracked|stopped|reached|brought)\b",
)
_PASSIVE = re.compile(
    r"(?:'s)?(?:\s+(?:systems?|batter(?:y|ies)|launchers?|radars?|regiments?|units?|sites?|positions?|crews?|complex(?:es)?|itself|themselves|can|could|may|might|has|have|had|also|even|easily|already|only|still|now|not|never|cannot|often|therefore))*"
    r"\s+(?:be|been|being|was|were|is|are|gets?|got) (?:\w+ly )?(?:hit|destroyed|shot(?: down)?|struck|attacked|detected|spotted|seen|located|jammed|bombed|killed|targeted|engaged|knocked out|taken out|damaged|tracked|threatened|fooled|evaded|defeated|suppressed|disabled)\b"
)
_PAIR = re.compile(r"(?<![\w'-])(?:the )(?P<which>former|latter)\b")
_COORDINATED = re.compile(
    r"(?:'s)?(?: (?:system|systems|batter(?:y|ies)|missiles?))?(?:,? and|,| or| nor|,? as well as|/)\s+(?:the |its |an? |both )?(?:(?:new|old|larg|small|long|short|cheap)er(?:-range)? |russian |american |israeli |german |chinese |indian |us )?\Z",
)


def settled(mentions: Sequence[Mention], last: Owner | None, system: str | None) -> list[Mention]:
    """Names that several systems share, narrowed by the plainer names beside them."""
    sure = {m.systems[0] for m in mentions if len(m.systems) == 1}
    sure_before = {system} if system else set(last.systems) if last and len(last.systems) == 1 else set()
    found = []
    for m in mentions:
        for known in (sure, sure_before):
            both = tuple(i for i in m.systems if i in known)
            if len(m.systems) > 1 and len(both) == 1:
                m = replace(m, systems=both)
        found.append(m)
    return found


def named_pair(text: str, sentence: Sentence, mentions: list[Mention], before: Sequence[Mention]) -> list[Mention]:
    """The names with `the former` and `the latter` among them: of two named in this sentence so far, else in the one before."""
    found = list(mentions)
    for m in islice(_PAIR.finditer(text, sentence.start, sentence.end), 8):
        for some in ([n for n in mentions if n.end <= m.start()], before):
            two = list({n.systems or (n.start,): n for n in reversed(some)}.values())[::-1]
            if two:
                break
        known = two[m["which"] == "latter"] if len(two) == 2 else Mention(0, 0, "other")
        found.append(replace(known, start=m.start(), end=m.end()))
    return sorted(found, key=lambda n: n.start)


def antecedent(
    text: str,
    sentence: Sentence,
    mentions: Sequence[Mention],
    last: Owner | None,
    system: str | None,
    records: Mapping[str, Mapping[str, Any]],
) -> Owner | None:
    """Whom a sentence that names no system is about: the one given, or the one named last where a word points back to it."""
    if any(m.systems and not hard(text, sentence, m) for m in mentions):
        return None
    if system:
        return Owner((system,))
    if last is None:
        return None
    if _SHEET.match(text, sentence.start, sentence.end):
        single = not (last.others or last.foreign) and last.distance <= SHEET
        return last if single and sentence.paragraph - last.paragraph <= SHEET else None
    if last.announced and is_line(text, sentence):
        return last if not (last.others or last.foreign) and last.distance <= SHEET else None
    points_back = _ANAPHOR.search(text, sentence.start, sentence.end) or _SUBJECTLESS.search(
        text, sentence.start, sentence.end
    )
    if not points_back or sentence.paragraph - last.paragraph > 1 or last.distance > NEAR:
        return None
    if last.others or last.foreign:
        phrases = [m[0] for m in _ANAPHOR.finditer(text, sentence.start, sentence.end)] or [points_back[0]]
        meant = {_by_origin(phrase, [last.systems, *last.others], records) for phrase in phrases} - {None}
        told = meant.pop() if len(meant) == 1 else None
        return (
            replace(last, systems=told)
            if told
            else replace(last, doubt="the sentence before names more than one system")
        )
    return last


def _by_origin(
    phrase: str, candidates: Sequence[tuple[str, ...]], records: Mapping[str, Mapping[str, Any]]
) -> tuple[str, ...] | None:
    """`The Russian system` after a sentence with one Russian and one American system."""
    codes = {code for code, *_ in countries(phrase.title().replace("The ", ""))}
    fit = [c for c in candidates if codes & {code for i in c for code in records[i]["origin"]}]
    return fit[0] if codes and len(fit) == 1 else None


def find_owners(scene: Scene, start: int, end: int) -> tuple[list[Owner], str]:
    """Whom a span is about; none with the reason where it is somebody else's."""
    text, sentence = scene.text, scene.sentence
    if _SPEAKER.search(text, scene.clause(start, end)[0], start) and not any(
        m.start < start and m.start >= scene.clause(start, end)[0] for m in scene.mentions
    ):
        return [], "said of the speaker"
    attached = _attached(scene, start, end)
    if attached:
        return (
            ([owner_of(attached)], "")
            if attached.systems
            else ([], f"about {scene.cased[attached.start : attached.end]}")
        )
    plain = [m for m in scene.mentions if not hard(text, sentence, m)]
    own = {m.systems for m in plain if m.systems}
    if not plain or not own:
        return _without_name(scene, plain, start)
    floor, stop = scene.clause(start, end)
    subject = _subject(scene, plain, start, floor, stop)
    if subject is None:
        return [], "whom it is about cannot be told"
    if not subject.systems:
        return [], f"about {scene.cased[subject.start : subject.end]}, which the catalog does not hold"
    if _suffers(scene, subject, start):
        return [], "tells what is done to the system, not what it does"
    together = _together(scene, plain, subject)
    respectively = re.search(r"\brespectively\b", text[sentence.start : sentence.end])
    doubt = "'respectively' is not taken apart" if respectively and len(together) > 1 else ""
    if len(together) > 1 and re.search(r"\b(?:one|the other|the first|the second|another)\b", text[floor:start]):
        doubt = "does not say which of them it means"
    if any(other_version(text, sentence, m) for m in together):
        doubt = "speaks of another version than the catalog's"
    by = _by_means(scene, subject, end)
    return [
        replace(
            owner_of(m),
            doubt=doubt,
            effector=m.effector or by,
            named=m.effector or by or _fitted(scene, m, start) or m.named,
        )
        for m in together
    ], ""


def _suffers(scene: Scene, subject: Mention, start: int) -> bool:
    """`The S-400 can be destroyed by drones from 50 km`: the system is the target."""
    if subject.end > start or hard(scene.text, scene.sentence, subject) or soft(scene.text, scene.sentence, subject):
        return False
    return bool(_PASSIVE.match(scene.text, subject.end, start))


_MEANS = re.compile(r"\b(?<!without )(?:with|using|by means of)\s+(?:(?:the|its|an?|new|older|modern) )*\Z")


def _by_means(scene: Scene, subject: Mention, end: int) -> str | None:
    """`With the 48N6, the S-400 reaches …`, `at 400 km with the 40N6`: the missile that it does it with."""
    for m in scene.mentions:
        if m.effector and m.systems == subject.systems and m is not subject:
            left = max(scene.sentence.start, m.start - 40)
            front = m.end <= subject.start and _MEANS.search(scene.text, left, m.start)
            behind = m.start >= end and re.fullmatch(
                r"(?: away| out| off)?,? (?:(?:but )?only )?(?:with|using) (?:the |its )?", scene.text[end : m.start]
            )
            if front or behind:
                return m.effector
    return None


def _fitted(scene: Scene, system: Mention, start: int) -> str | None:
    """`fitted with GEM-T interceptors, the Patriot …`: the one missile of the system that the sentence names before the statement."""
    named = {m.effector for m in scene.mentions if m.effector and m.systems == system.systems and m.end <= start}
    return named.pop() if len(named) == 1 else None


def _without_name(scene: Scene, plain: Sequence[Mention], start: int) -> tuple[list[Owner], str]:
    if scene.before is None:
        return [], "the system is named only for comparison"
    foreign = [m for m in plain if m.end <= start]
    if foreign:
        m = foreign[-1]
        if not soft(scene.text, scene.sentence, m):
            return [], f"about {scene.cased[m.start : m.end]}, which the catalog does not hold"
    return [scene.before], ""


_OWNS = re.compile(
    r"(?:'s?|,? (?:with|having) (?:its|their|an?|the))(?: (?:maximum|effective|claimed|shorter|longer|greater|modest|mere|stated|own|range of|reach of|radius of|up to|about|some|only|of|estimated))*\s+"
)
_FOR = re.compile(r"(?: away| out)? (?:for|in the case of) (?:the |its |an? )?")


def _attached(scene: Scene, start: int, end: int) -> Mention | None:
    """`a 400-km-range S-400`, `S-400 (400 km)`, `the Patriot, which hits … 160 km`."""
    text = scene.text
    for m in scene.mentions:
        if (
            m.start >= end
            and re.fullmatch(r"-?(?: ?range[d]?| reach)? (?:[a-z-]+ ){0,1}", text[end : m.start])
            and "-" in text[start : end + 1]
        ):
            return m
        if (m.end <= start and _OWNS.fullmatch(text, m.end, start)) or (
            m.start >= end and _FOR.fullmatch(text, end, m.start)
        ):
            return m
        if m.end <= start and re.fullmatch(
            r"(?: \w+)?\s*\(\s*(?:range|reach)?[:,]?\s*(?:up to |about |max\.? )?", text[m.end : start]
        ):
            return m
    floor, _ = scene.clause(start, end)
    if scene.relative(start):
        left = max(b for b in scene.breaks if b[1] <= start)
        before = [m for m in scene.mentions if m.end <= left[0] + 1]
        inner = [m for m in scene.mentions if floor <= m.start and m.end <= start and not hard(text, scene.sentence, m)]
        if before and not inner and left[0] - before[-1].end <= 28 and not _other_noun(text, before[-1].end, left[0]):
            return before[-1]
    return None


def _other_noun(text: str, start: int, end: int) -> bool:
    """Whether a noun that is not the system itself stands between a name and its relative clause."""
    gap = re.sub(
        r"\b(?:system|systems|batter(?:y|ies)|missiles?|interceptors?|complex|launchers?|regiments?|unit|air|defen[cs]e)\b|'s?|[\s,()]",
        "",
        text[start:end],
    )
    return bool(gap)


def _subject(scene: Scene, plain: Sequence[Mention], start: int, floor: int, stop: int) -> Mention | None:
    text, sentence = scene.text, scene.sentence
    before = [m for m in plain if m.end <= start]
    if floor in scene.resumed:  # behind `…, which …,` the subject is the one before it
        before = [m for m in before if m.end <= scene.resumed[floor] + 1] or before
    inside = [m for m in before if m.start >= floor]
    firm_inside = [m for m in inside if not soft(text, sentence, m)]
    firm_before = [m for m in before if not soft(text, sentence, m)]
    for group, firm in ((inside, firm_inside), (before, firm_before), (inside or before, inside or before)):
        if not firm:
            continue
        chosen = firm[-1]
        effectors = [m for m in group if m.effector and set(m.systems) & set(chosen.systems)]
        if effectors and not soft(text, sentence, effectors[-1]):
            return effectors[-1]
        return chosen
    after = [m for m in plain if m.start >= start]
    inside = [m for m in after if m.end <= stop]
    if inside:
        return inside[0]
    only = {m.systems for m in plain}
    return after[0] if len(only) == 1 else None


def _together(scene: Scene, plain: Sequence[Mention], subject: Mention) -> list[Mention]:
    """`Both the S-400 and the Patriot`: all that are named with the subject in one breath."""
    chain = [subject]
    relative = re.match(r"(?:\s\w+)?,? (?:which|whose|that)\b", scene.text[subject.end : subject.end + 24])
    for m in reversed([m for m in plain if m.end <= subject.start]):
        gap = scene.text[m.end : chain[-1].start]
        if relative or len(gap) > 30 or not _COORDINATED.fullmatch(gap) or m.sensor:
            break
        if len(chain) == 1 and gap.strip() == ",":
            break
        chain.append(m)
    own = [m for m in chain if m.systems]
    return [
        m
        for i, m in enumerate(own)
        if not any(set(m.systems) & set(o.systems) and not (m.effector and o.effector) for o in own[:i])
    ]
