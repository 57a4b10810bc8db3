"""Statements that a class of targets is, or is not, engaged at all."""

import re
from collections.abc import Sequence

from ringfence.factcheck.model import ENGAGES, Claim
from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.reading.owners import find_owners
from ringfence.factcheck.reading.scene import Owner, Scene
from ringfence.factcheck.reading.targets import KNOWN_OTHER, TargetGroup

_VERB = r"(?:engage|intercept|destroy|shoot (?:down|at)?|hit|strike|down|neutrali[sz]e|take (?:out|down)|kill|defeat|counter|stop|bring down|knock (?:out|down)|tackle|deal with|handle|repel|fend off|defend|protect|attack|fire at|reach|combat|thwart|target|eliminate|cope with)"
_THIRD = r"(?:engages|intercepts|destroys|shoots (?:down|at)|hits|downs|neutrali[sz]es|takes (?:out|down)|kills|defeats|counters|stops|brings down|knocks (?:out|down)|tackles|deals with|handles|repels|fends off|defends|protects|combats|targets|reaches|eliminates|copes with)"
_GERUND = r"(?:engaging|intercepting|destroying|shooting (?:down|at)|hitting|downing|neutrali[sz]ing|taking (?:out|down)|killing|defeating|countering|stopping|bringing down|tackling|dealing with|handling|repelling|fending off|defending|protecting)"
_ADVERB = (
    r"(?:(?:also|even|only|easily|reliably|simultaneously|effectively|now|never|not|still|both|in theory|hardly) )*"
)
_CAN = re.compile(
    rf"\b(?:(?:can(?:not|'t)?|could|couldn't|able to|unable to|designed to|built to|meant to|intended to|made to|developed to|conceived to|used to|ability to|fail(?:s|ed)? to|struggles? to|powerless to|does not|doesn't|do not|don't|(?:interceptors|missiles|batteries|systems|launchers|crews|regiments|battalions|units)(?=\s+(?!hit\b|attack\b|target\b|down\b)))\s+{_ADVERB}{_VERB}"
    rf"|(?:capable of|incapable of|designed for|suited to|good at|capability of) {_ADVERB}{_GERUND}|{_THIRD}|(?:used|employed|deployed|effective|useful|useless|works?|no use|of use|powerless|ineffective|protection|defen[cs]e|helpless|weapons?|shields?|bulwark|remedy) (?=against)|no (?:match|answer|remedy|help|good|use|cure) (?=for|to|against))\b",
)
_PASSIVE = re.compile(
    r"\s+(?:can|could|cannot|can't|can not) (?:also |even |only |not |never |all |both )*be (?:\w+ly )?(?:engaged|intercepted|destroyed|shot down|hit|downed|stopped|defeated|killed|brought down|neutrali[sz]ed)\b",
)
_BY = re.compile(
    r"\s+(?:is|are) (?:\w+ly |also |often |now )*(?:engaged|intercepted|destroyed|shot down|hit|downed|stopped|defeated|killed|brought down|neutrali[sz]ed|fended off) by (?:(?:the|an?|israel's|its|their) )*"
)
_EVENT = re.compile(
    r"\b(?:has|have|had|was|were|been) (?:\w+ )?(?:stopped|shot|hit|downed|destroyed|intercepted|brought|killed|engaged)\b",
)
_OBJECT = re.compile(
    r"(?:[\w'-]+ ){0,4}?(?:against |from |for |to )?(?:(?:the|a|an|all|any|some|both|enemy|incoming|hostile|low-flying|modern|advanced|most|many|even|also|only|russian|iranian|chinese|kinds of|types of|such|every|fast|slow|small|large|everything|including|not|but|threats|and|as|ships|cities|troops|airspace|towns|targets|aerial) ?)*\Z",
)
_PART = re.compile(
    r"\b(?:all|every|each|many|most|several|multiple|swarms?|salvo(?:e?s)?|waves?|barrages?|numbers?|masses|small|tiny|large|fast|slow|low|low-flying|modern|newer|advanced|certain|some|both|more|alone|as|so|very|fully|always|entirely|only|necessarily|especially|particularly|equally|struggles?)\b"
)
_ENDS = re.compile(
    r"(?: at all| itself| by itself| either| too)?(?=\s*(?:[.,;:!\"')]|$|\b(?:and|but|or|nor|because|although|though|while)\b|-))"
)
_NUMBER_AFTER = re.compile(r"[\w\s]{0,20}\b\d")
_FAR = Lazy(
    r"\b(?:at|from|to|over|within|beyond|out to|up to) (?:[a-z]+ly |only |even |half |twice |[a-z]+ times )*(?:that|this|those|these|such|(?:the|a) (?:same|similar|comparable|shorter|longer|greater|great)|same|similar|comparable|equal|any|all|whatever|great(?:er|est)?|long(?:er|est)?|extended|extreme|considerable|short(?:er|est)?|medium) (?:an? )?(?:distances?|ranges?|altitudes?|heights?|reach)\b"
    r"|\b(?:that|this|so|equally|just as|twice as|half as) far\b|\b(?:in|into) (?:outer |near )?(?:space|orbit)\b|\boutside (?:of )?(?:the )?(?:earth's )?atmosphere\b"
)
_WHERE = Lazy(
    r"\b(?:over|above|inside|deep in|deep into|across|beyond|all the way to|as far(?: away)? as)\s+(?!all\b|time\b|the years\b|the board\b|others?\b|and\b)[a-z]"
)
_SHARE = Lazy(r"\b(?:per ?cent|probability|(?:success|hit|kill|interception) rate)\b|%")


def engages_claims(scene: Scene, groups: Sequence[TargetGroup]) -> list[Claim]:
    """Claims of yes or no for the targets that no quantity holds against."""
    claims: list[Claim] = []
    for group in groups:
        verb = _verb_for(scene, group)
        if verb is None or _NUMBER_AFTER.match(scene.text[group.end : group.end + 30].split(",")[0]):
            continue
        owners, _ = find_owners(scene, verb[0], verb[1])
        for owner in owners:
            claims += _of_owner(scene, group, owner, verb)
    return claims


def _verb_for(scene: Scene, group: TargetGroup) -> tuple[int, int] | None:
    text = scene.text
    floor, _ = scene.clause(group.start, group.end)
    passive = _PASSIVE.match(text, group.end, scene.sentence.end)
    if passive:
        return passive.span()
    by = _BY.match(text, group.end, scene.sentence.end)
    if by and any(m.start == by.end() for m in scene.mentions if m.systems):
        return by.span()
    verbs = list(_CAN.finditer(text, floor, group.start))
    if not verbs and group.negated:
        verbs = list(_CAN.finditer(text, scene.sentence.start, group.start))
        return verbs[-1].span() if verbs else None
    if not verbs or _EVENT.search(text, verbs[-1].start(), group.start):
        return None
    between = text[verbs[-1].end() : group.start].lstrip()
    return verbs[-1].span() if len(between) < 70 and _OBJECT.fullmatch(between) else None


def _in_part(scene: Scene, group: TargetGroup, verb: tuple[int, int]) -> bool:
    """`cannot stop every drone`, `cannot engage aircraft on the ground`: a denial that leaves something open."""
    passive = verb[0] >= group.end
    end = max(group.end, verb[1])
    said = (
        scene.text[scene.clause(*verb)[0] : end]
        if passive
        else scene.text[max(scene.clause(*verb)[0], verb[0] - 30) : end]
    )
    return bool(_PART.search(said)) or not _ENDS.match(scene.text, end, scene.sentence.end)


def _narrower(scene: Scene, group: TargetGroup, verb: tuple[int, int]) -> str:
    """`at that distance`, `over Warsaw`, `with a probability of`: what a yes or a no on the class leaves out; else empty."""
    floor, stop = scene.clause(min(group.start, verb[0]), max(group.end, verb[1]))
    if _FAR.get.search(scene.text, floor, stop):
        return "says how far or how high without a figure"
    if _WHERE.get.search(scene.text, group.end, stop):
        return "says it of a place"
    return "says how often it does" if _SHARE.get.search(scene.text, floor, stop) else ""


def _of_owner(scene: Scene, group: TargetGroup, owner: Owner, verb: tuple[int, int]) -> list[Claim]:
    doubt = owner.doubt or scene.doubt(verb[1], verb[1]) or _narrower(scene, group, verb)
    positive = scene.positive(verb[1])
    if positive is None:
        positive, doubt = True, doubt or "the sentence denies twice over"
    if group.negated and positive is False:
        positive = True  # one `not`, seen from both sides
    elif not positive and _in_part(scene, group, verb):
        doubt = doubt or "denies it only in part"
    found = []
    for word in group.words:
        if word.name == "any":
            continue
        reason, shown = doubt, scene.cased[word.start : word.end]
        if word.name in KNOWN_OTHER:
            reason = doubt or (
                f"{shown!r} does not say whether cruise or ballistic"
                if word.name == "missile"
                else f"{shown!r} is no target class of the catalog"
            )
        target = None if word.name in KNOWN_OTHER else word.name
        spans = ((word.start, word.end), verb, *owner.spans)
        found.append(
            Claim(
                scene.number, word.start, word.end, owner.systems, ENGAGES, target, effector=owner.effector, named=owner.named,
                positive=positive is not group.negated, doubt=reason, target_text=shown, spans=spans, hedges=scene.hedges,
            )
        )  # fmt: skip
    return list({(c.target, c.doubt): c for c in found}.values())
