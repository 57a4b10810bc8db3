"""What a quantity measures: read from the words around it, nearest first."""

import re
from dataclasses import dataclass

from ringfence.factcheck.prose.quantities import Quantity

# behind the quantity
_ALTITUDE_AFTER = re.compile(
    r"[- ]*(?:\(?in )?(?:of )?(?:altitude|ceiling|height|high(?![- ](?:altitude|speed|value|explosive|way))|above (?:the )?(?:ground|sea|earth|surface|clouds)|into (?:the )?(?:air|sky|skies|atmosphere|stratosphere|space)\b|up(?= (?:and|into|in)\b|[.,;]))\b(?!\s*:)",
)
_DETECTION_AFTER = re.compile(
    r"[- ]*(?:detection|tracking|surveillance|radar|acquisition|warning|early-warning)[ -](?:range|radius|distance|coverage)|[- ](?:range )?(?:\w+ )?radars?\b(?![- ](?:guided|homing))",
)
_RANGE_AFTER = re.compile(
    r"[- ]*(?:of )?(?:engagement |firing |maximum |effective |strike |intercept(?:ion)? |kill )?(?:ranges?|radius|reach|envelope|bubble|zone)\b(?!\s*:)",
)
_POSITION_AFTER = re.compile(
    r"[- ](?:(?:to the |due )?(?:north|south|east|west)(?:[- ]?(?:north|south|east|west|eastern|western))*(?:wards?|ern)?\b|from (?!(?:the )?(?:launch|launcher|radar|battery|its))|off (?:the )?(?!and)|inside|into|deep|apart|across|along|outside|short of"
    r"|by (?:rail|road|sea|ship|air|truck)|before|per |a day|behind|beyond the|of (?:the )?(?:border|front|coast|road|territory|airspace|runway|frontier|line)|stretch|long\b|wide\b|tall\b|thick\b|walk|march|drive|away from (?!(?:the )?(?:launch|launcher|radar|battery|its)))",
)
_SIZE_AFTER = re.compile(r"[- ](?:long|wide|tall|thick|deep|in (?:length|diameter|width)|wingspan|calib(?:er|re)|mm)\b")

_DIFFERENCE_AFTER = re.compile(
    r" (?:further|farther|longer|shorter|more|less|higher|lower|greater|faster|slower|beyond that|closer|nearer)\b"
)
_ODD_BEFORE = re.compile(
    r"\b(?:every|per|each|circle of|circle with a|for the (?:last|first|next|final)|another|(?:an?|the|its) (?!range|radius|reach|distance|altitude|height|ceiling|max|minimum|speed|velocity|envelope|bubble|zone|coverage|elevation|limit|depth|span)[a-z]+ of)\s+(?:(?:about|around|some) )?\Z"
)
# before the quantity: the last of these that stands in the window decides
_CUES = re.compile(
    r"(?P<altitude>\b(?:(?<!high.)(?<!low.)(?<!medium.)(?<!great.)(?:altitudes?|heights?)|(?:altitudes?|heights?)(?= of| up to| between| from| as)|ceilings?|as high as|as low as|elevations?)\b(?: range)?)"
    r"|(?P<lowest>\b(?:down to|minimum altitude|minimum height|as low as)\b)"
    r"|(?P<flying>\b(?:flying|fly|flies|cruising|hovering|skimming|travel+ing|moving|coming in) (?:low )?at\b)"
    r"|(?P<detection>\b(?:detection|surveillance|acquisition|early[- ]warning|warning|search)[ -](?:range|radius|distance|coverage)s?\b|\binstrumented range\b)"
    r"|(?P<tracking>\btracking (?:range|radius|distance)s?\b)"
    r"|(?P<odd>\b(?:combat|ferry|flight|operational|operating|cruising|driving|blast|killing|lethal|fragment\w*|danger|exclusion) (?:range|radius|distance|zone)s?\b|\b(?:accuracy|error|distance between|gap|front|perimeter|length|width|diameter|circumference|wingspan)\b)"
    r"|(?P<nearest>\b(?:minimum (?:range|distance)|dead zone)s?\b)"
    r"|(?P<range>\b(?:ranges?|reach(?:es|ed)?|radius|distances?|engagement (?:range|zone|envelope)|out to|as far (?:out |away )?as|outreach(?:es)?|covers?|coverage|bubble|envelope)\b|\b(?:works?|operates?|functions?) (?:from|between|out to|within)(?: about| as little as| some| around)?\s*\Z)"
    r"|(?P<speed>\b(?:speeds?|velocit(?:y|ies)|as fast as)\b)"
    r"|(?P<sees>\b(?:detects?|detecting|detect(?:ed)? and track|spots?|spotting|sees?|seeing|pick(?:s|ing)? (?:out|up)|scans?|scanning|monitors?|monitoring|watch(?:es|ing)?|identif(?:y|ies|ying)|looks? out|locates?|locating|surveil\w*)\b)"
    r"|(?P<tracks>\b(?:tracks?|tracking|follows?|following)\b)"
    r"|(?P<event>\b(?:was|were|been|being|had|has|have) (?:\w+ly )?(?:shot|hit|downed|destroyed|intercepted|brought|struck|fired)\b(?<!be)(?: down)?|\b(?:shot(?: (?:it|them|one|him|her))?(?: down)?|brought (?:it|them|one) down|downed|destroyed|intercepted|brought down|knocked|struck|engaged|neutrali[sz]ed|eliminated|killed)\b)"
    r"|(?P<engages>\b(?:engage[sd]?|engaging|intercepts?|intercepting|destroys?|destroying|shoots?|shooting|hits?|hitting|strikes?|striking|downs?|downing|neutrali[sz](?:e|es|ing)|takes? (?:out|down)|taking (?:out|down)|kills?|killing|defeats?|defeating|counters?|countering|stops?|stopping"
    r"|brings? down|bringing down|knocks?|knocking|tackles?|deals? with|dealing with|handles?|repels?|fends? off|defends?|defending|protects?|protecting|shields?|shielding|guards?|guarding|attacks?|attacking|(?:meant|built|designed|intended|made|developed) (?:for|against)|fires? at|fires|firing at|open(?:s|ed|ing)? fire|picks? off|swats?|catch(?:es)?|threatens?|menaces?|nails?|suited (?:to|for|against)|effective|lethal|eliminates?|eliminating|targeting|combats?|thwarts?|thwarting|be (?:\w+ly )?(?:shot|hit|downed|destroyed|intercepted|brought|struck|engaged|neutrali[sz]ed|stopped|knocked|defeated|killed|targeted|attacked))\b)"
    r"|(?P<moves>\b(?:travel(?:s|led|ed)?|moved?|flew|flown|(?<!that )(?<!which )(?:flies|fly)|ran|run|marched|drove|driven|lies|lay|deployed|redeployed|stationed|located|based|stood|stands|landed|placed|sited|built|parked|crashed|fell|exploded|situated|positioned|set up|penetrated|advanced|sailed|comes?|came|coming|approach(?:es|ed|ing)?|gets?|getting|got|hauled|transported|towed|towing|transferred|launched|fired from|impact\w*|missed)\b)",
)
_THREAT = re.compile(
    r"[ ,]*(?:\(|(?:that (?:have|had) |which (?:have|had) |having )?(?:with |of |whose |has |have )?(?:(?:a|an|the|their|its) )?(?:maximum |flight |firing )?(?:ranges?|reach)(?: is| are)?(?: of| between| from)?|(?:which (?:are |were )?|that (?:are |were )?)?(?:fired|launched|shot)(?: at \w+)?(?: (?:from|at|over))?(?: (?:a |as )?(?:distances?|ranges?|far|positions|sites|points)(?: away| off| out)?(?: of| between| as)?)?|(?:that|which) (?:can )?(?:fly|flies|travel)|able to (?:fly|travel)|capable of (?:flying|travel+ing)|travel+ing|flying)"
    r"(?:\W+(?:up to|as far as|more than|over|about|around|some|between|from|at least|less than|under|nearly|almost|a|of|to))*\W*\Z",
)
_ADVERBS = re.compile(
    r"(?:\s+(?:just|only|about|around|some|up|to|over|under|below|a|an|height|altitude|heights|altitudes|of|mere|nearly|almost))*\s+",
)


@dataclass(frozen=True, slots=True)
class Role:
    """`measure` is a name of the catalog's measures, None where the quantity is about something else; `reason` says about what.

    `open`: the verb that would tell whether something was done or can be done was found to be an event's.
    """

    measure: str | None
    reason: str = ""
    event: bool = False
    cue: int = -1
    weak: bool = False
    inherited: bool = False


def role_of(
    text: str, floor: int, q: Quantity, stop: int, target_end: int | None, skip: tuple[int, int] = (0, 0)
) -> Role:
    """The measure of a quantity between two places of a sentence.

    `target_end` is where the nearest targets before it end; `skip` a stretch whose words belong to another quantity.
    """
    if q.dimension in ("speed", "mach"):
        return Role("speed_max")
    if _DIFFERENCE_AFTER.match(text, q.end, stop):
        return Role(None, "a difference between two figures")
    if _SIZE_AFTER.match(text, q.end, stop) or _ODD_BEFORE.search(text, max(floor, q.start - 30), q.start):
        return Role(None, "a length of something")
    if (
        target_end is not None
        and _THREAT.fullmatch(text, target_end, q.start)
        and not text[target_end : q.start].strip(" ,").lower().startswith(("fly", "travel"))
    ):
        return Role("threat_range_max")
    window = max(floor, q.start - 140)
    cues = [
        c for c in _CUES.finditer(text, window, q.start) if c.end() <= q.start and not skip[0] <= c.start() < skip[1]
    ]
    after = _after(text, q, stop)
    if after:
        return Role(after, cue=cues[-1].start() if cues else -1, event=_event(cues, text, window))
    if cues and cues[-1].lastgroup == "flying" and _ADVERBS.fullmatch(text, cues[-1].end(), q.start):
        return _by_cues(text, q, cues, window)
    if _POSITION_AFTER.match(text, q.end, stop):
        return Role(None, "where something is, or how far it went")
    if not cues:
        return Role(None, "nothing says what it measures")
    return _by_cues(text, q, cues, window)


def _after(text: str, q: Quantity, stop: int) -> str | None:
    if _ALTITUDE_AFTER.match(text, q.end, stop):
        return "altitude_max"
    if _DETECTION_AFTER.match(text, q.end, stop):
        return "detection_range"
    if _RANGE_AFTER.match(text, q.end, stop):
        return "range_max"
    return None


_ONCE = re.compile(r" (?:an?|one|two|three|four|five|the|its|several|none|no|nothing|\d{1,3})\b")


def _event(cues: list[re.Match[str]], text: str, window: int) -> bool:
    verbs = [c for c in cues if c.lastgroup in ("event", "engages", "sees", "tracks")]
    if not verbs:
        return False
    verb = verbs[-1]
    once = verb[0] in ("hit", "strike") and _ONCE.match(text, verb.end())
    if verb.lastgroup != "event" and not once:
        return False
    return not re.search(
        r"\b(?:can|could|may|might|to|will|would|cannot|can't)(?: \w+ly)?(?: (?:be|also|even|only|still|not))* ?\Z",
        text[max(window, verb.start() - 24) : verb.start()],
    )


def _by_cues(text: str, q: Quantity, cues: list[re.Match[str]], window: int) -> Role:
    event = _event(cues, text, window)
    last = cues[-1]
    kind = last.lastgroup or ""
    if kind == "flying" and re.search(r"\b(?:altitude|height)s?\b", text[last.end() : q.start]):
        kind = "altitude"
    if kind == "altitude" and last[0].lower().startswith("as low"):
        kind = "lowest"
    if kind in ("altitude", "lowest", "flying", "detection", "tracking", "nearest"):
        named = {
            "altitude": "altitude_max",
            "lowest": "altitude_min",
            "detection": "detection_range",
            "tracking": "tracking_range",
            "nearest": "range_min",
        }
        if kind == "flying":
            return Role("target_altitude", cue=last.start())
        if kind == "altitude" and re.search(r"\bminimum \Z", text[max(0, last.start() - 9) : last.start()]):
            kind = "lowest"
        return Role(named[kind], event=event, cue=last.start())
    if kind in ("odd", "speed"):
        return Role(None, "a distance of another kind")
    if q.unit == "ft" and kind != "range":
        return Role("altitude_max", event=event, cue=last.start())
    return _by_verb(text, q, cues, event)


def _by_verb(text: str, q: Quantity, cues: list[re.Match[str]], event: bool) -> Role:
    """A bare range or distance is what the verb before it makes it."""
    ranged = next((c for c in reversed(cues) if c.lastgroup == "range"), None)
    near = text[ranged.end() : q.start] if ranged else ""
    joined = ranged is not None and re.fullmatch(
        r"(?: (?:against|for|versus) [\w ,/'-]{1,60}?(?=:| is | are | was | stands ))?(?:\W+(?:of|is|are|was|up|to|as|from|between|at|out|about|around|some|over|more|than|nearly|almost|roughly|approximately|least|a|an|maximum|only|just|reaching|extending|exceeding|beyond|above|below|past|the|far|within|estimated|no|less|under|its|their|them|it|said|be|put|given|quoted|stated|listed|reported|believed|stands|stretches|claimed)\b)*\W*",
        near,
    )
    verbs = [
        c
        for c in cues
        if c.lastgroup in ("sees", "tracks", "engages", "moves", "event") or c[0].lower() in ("reach", "reaches")
    ]
    verb = verbs[-1] if verbs else None
    if joined and ranged is not None:
        radar = re.search(
            r"\b(?:radars?|sensors?)(?:'s|')?(?:(?: \w+){0,2} (?:with |has |have |having |whose )?|(?: (?!and\b|but\b|the\b|it\b|can\b|system|batter|launcher|missile|interceptor)[\w.,-]+){0,6} (?:with|having|whose) )(?:a |an |its )?(?:maximum |effective |operating )?\Z",
            text[max(0, ranged.start() - 60) : ranged.start()],
        )
        if radar or (
            ranged[0].lower() in ("coverage", "covers", "cover")
            and re.search(r"\bradars?\b", text[max(0, ranged.start() - 60) : ranged.start()])
        ):
            return Role("detection_range", cue=ranged.start())
        if verb is None or verb.start() > ranged.start():
            return Role("range_max", cue=ranged.start(), event=False)
        if verb.lastgroup in ("sees", "tracks"):
            return Role("tracking_range" if verb.lastgroup == "tracks" else "detection_range", cue=verb.start())
        if verb.lastgroup == "moves" and ranged[0].lower().startswith(("distance", "as far", "out to", "radius")):
            return Role(None, "where something is, or how far it went", cue=verb.start())
        told = max(
            (c.end() for c in cues if c.lastgroup in ("event", "engages") and c.end() <= ranged.start()), default=0
        )
        apart = re.search(r"\b(?:which|whose|has|have|with)\b", text[told : ranged.start()])
        return Role("range_max", cue=ranged.start(), event=event and not apart)
    if verb is None:
        return Role(None, "nothing says what it measures")
    if verb.lastgroup == "moves":
        return Role(None, "where something is, or how far it went", cue=verb.start())
    if verb.lastgroup in ("sees", "tracks"):
        return Role("tracking_range" if verb.lastgroup == "tracks" else "detection_range", cue=verb.start())
    return Role("range_max", event=event, cue=verb.start(), weak=True)
