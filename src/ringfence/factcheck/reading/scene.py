"""A sentence as it is read: its names, its clauses, and whom it is about where it names none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ringfence.factcheck.prose.modality import DOUBTS, HEDGES, NEGATIONS
from ringfence.factcheck.prose.names import Mention
from ringfence.factcheck.prose.text import Sentence
from ringfence.factcheck.reading.roles import Role

_HARD = re.compile(
    r"\b(?:unlike|without|lacking|than|instead of|rather than|compared (?:to|with)|as opposed to|rivals?(?: to| of)?|alternatives? to|similar to|equivalents? (?:of|to)|answer to|replac\w+|successor (?:to|of)|based on|derived from|over|versus|vs\.?|against"
    r"|alongside|next to|behind|beyond|above|below|like|as with|outside|near|(?<=[a-z0-9,] )not|counterpart (?:to|of)|version of (?!the)|twice|with (?=the f)|faces?|facing|that of|beside|besides|cheaper than|(?:used|paired|combined|integrated|networked|working|works?|together) with|(?:linked|connected|hooked up) to|joined (?:in \w+ )?by|accompanied by|supplement\w*|complement\w*|protect\w*(?: by)?|guard\w*(?: by)?)"
    r"(?:\s+(?:the|a|an|its|their|his|older|newer|rival|russian|american|us|chinese|israeli|german|european|french|even|such|other|famous|vaunted|soviet-era|western|range of(?: the| a| an)?|that of(?: the)?))*\s*\Z",
)
_SOFT = re.compile(
    r"\b(?:by|with|from|of|to|in|at|on|for|into|onto|gives?|give|via|through)(?:\s+(?:the|a|an|its|their|his|both|new|older|two|three|four|five|six|several|russian|american|us|chinese|israeli|german|french))*\s*\Z",
)
_OBJECT = re.compile(
    r"\b(?:hit|struck|attack|detect|destroy|engage|spot|see|saw|locate|target|evade|avoid|defeat|suppress|jam|penetrate|outsmart|fool|kill|damage|bomb|overwhelm|saturate|bypass|knock out|take out|took out|shoot at|fire at|fired at"
    r"|intercept|down|bring down|shoot down|stop|kill|blind|disable|cripple|neutrali[sz]e|wreck|strike|track|out(?:range|shoot|reach|run|fly|pace|match|class|perform|gun|smart|do)|dodge|deceive|breach|reach|beat|threaten)(?:s|es|ed|ing)?(?:\s+(?:the|an?|its|their|his|any|one|two|three|several|russian|american|us|chinese|israeli|german|french|indian|turkish|enemy|new|first|\w+'s))*\s*\Z",
)
_SUCCESSOR = re.compile(
    r"(?:'s)?\s+(?:(?:planned|future|new|expected|likely|eventual|possible) )?(?:successors?|rivals?(?!\s+(?:the|any|all|its|both|that|what))|replacements?|competitors?|opponents?|equivalents?|counterparts?|alternatives?|follow-on|predecessors?|forerunners?)\b"
)
_VERSION = re.compile(
    r"\b(?:(?:improved|upgraded|moderni[sz]ed|enhanced|extended-range|longer-range|next-generation|future|proposed|planned)(?: (?:russian|indian|israeli|chinese|american|german|french))?"
    r"|(?:version|variant|derivative|copy|clone|offshoot|prototype)s? of(?: (?:the|an?|its|their|\w+'s))?)\s+\Z",
)
_TOLD = re.compile(
    r"\b(?:shot|downed|brought down|destroyed|intercepted|hit|struck|knocked out|stopped|fired at|engaged|missed)\b(?: down)? (?:(?:an?|one|two|three|the|several|its|their|russian|iranian|ukrainian|incoming|enemy|\w+) ){0,4}(?:drones?|missiles?|aircraft|jets?|planes?|helicopters?|rockets?|fighters?|bombers?|targets?|by)\b"
)
_FRONTED = re.compile(r"\W*(?:with|at|given|having|boasting|offering|thanks to)\b[^,;:]*")
_WOULD = re.compile(r"\b(?:would|will|might|should|'d|'ll)\b")
_THEM = re.compile(
    r"\b(?:engages?|intercepts?|destroys?|hits?|downs?|stops?|kills?|takes? out|brings? down|shoots? down|shoot|bring|take|reach(?:es)?|knocks? out|defeats?|counters?|catch(?:es)?|strikes?)\s+(?:them|those|these|one|ones|any|either|both|such)\b(?! (?:target|aircraft))"
)
_TO_DO = re.compile(r"(?:'s)?(?: (?:systems?|batter(?:y|ies)|missiles?|units?))* to (?!date\b|the\b|an?\b)[a-z]+\b")
_QUOTER = re.compile(
    r",\s+(?:(?:the|an?|his|her|its|their|one|officials?|experts?|sources?)\s+)?(?:[\w'-]+\s+){0,5}?(?:says?|said|adds?|added|claims?|claimed|insists?|insisted|notes?|noted|writes?|wrote|reports?|reported|argues?|argued|boasts?|boasted|told \w+|explained|believes?|thinks?)\s*,",
)
_BREAK = re.compile(
    r";|:(?!\d)|\s-\s|\u2014|,?\s\b(?:while|whereas|but|although|though|yet)\b|,\s+and\s+(?=(?:the|it|its|they)\b)|,\s+(?:which|whose|who|where)\b|\s\b(?:which|whose)\b|,\s+(?=the\s)|\.(?=[\"']?\s)",
)
_RESUMED = re.compile(
    r",\s+(?=(?:also |now |still )?(?:can|cannot|can't|could|has|have|had|is|are|was|were|will|would|may|might|reach(?:es)?|hits?|fires?|intercepts?|engages?|destroys?|shoots?|stops?|flies|detects?|tracks?|went|became|entered|covers?)\b)",
)
_ENGAGE = re.compile(
    r"\b(?:(?:built|designed|meant|made|intended|developed) (?:for|against)|cover|threaten|open(?:s|ed|ing)? fire|catch|caught|pick off|swat|blast|meet|protect|defend|guard|shield|engag|intercept|destroy|shoot|hit|strik|down|neutrali|tak|kill|defeat|counter|stop|bring|knock|tackle|deal|handle|repel|fend|attack|fire|reach|detect|track|see|spot)\w*\b",
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a claim is about; `doubt` says why that is not sure. `others`: what else the sentence named; `announced`: what figures it heads."""

    systems: tuple[str, ...]
    effector: str | None = None
    named: str | None = None
    sensor: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    doubt: str = ""
    paragraph: int = 0
    distance: int = 0
    others: tuple[tuple[str, ...], ...] = ()
    foreign: bool = False
    announced: str | None = None

    @classmethod
    def of_sentence(cls, text: str, sentence: Sentence, mentions: Sequence[Mention]) -> "Owner":
        """Whom the next sentence's `it` would mean."""
        own = [m for m in mentions if m.systems]
        if len(mentions) == 1:
            told = bool(_TOLD.search(text, sentence.start, sentence.end))
            return replace(owner_of(own[0]), spans=(), paragraph=sentence.paragraph, foreign=told)
        first = next((m for m in own if not hard(text, sentence, m)), own[0])
        others = tuple(dict.fromkeys(m.systems for m in own if not set(m.systems) & set(first.systems)))
        foreign = any(not m.systems and not compared(text, sentence, m) for m in mentions)
        return replace(owner_of(first), spans=(), paragraph=sentence.paragraph, others=others, foreign=foreign)


def owner_of(m: Mention) -> Owner:
    """The owner that a name makes."""
    return Owner(m.systems, m.effector, m.named, m.sensor, ((m.start, m.end),))


def compared(text: str, sentence: Sentence, m: Mention) -> bool:
    """Whether a name only stands for comparison, or beside the matter."""
    return bool(_HARD.search(text, max(sentence.start, m.start - 45), m.start))


def hard(text: str, sentence: Sentence, m: Mention) -> bool:
    """Whether a name is no subject: only compared with, done something to, or the owner of a rival."""
    before = max(sentence.start, m.start - 45)
    return (
        compared(text, sentence, m)
        or bool(_OBJECT.search(text, before, m.start))
        or bool(_SUCCESSOR.match(text, m.end, sentence.end))
    )


def other_version(text: str, sentence: Sentence, m: Mention) -> bool:
    """Whether a name stands for a version that the catalog's figures need not be about."""
    return bool(_VERSION.search(text, max(sentence.start, m.start - 45), m.start))


def soft(text: str, sentence: Sentence, m: Mention) -> bool:
    """Whether a name hangs on a preposition: the subject then may be another."""
    return bool(_SOFT.search(text, max(sentence.start, m.start - 30), m.start))


@dataclass
class Scene:
    """A sentence with its names, and whom it is about where it names none."""

    text: str  # lowered; `cased` as it was written
    cased: str
    number: int
    sentence: Sentence
    mentions: list[Mention]
    before: Owner | None
    breaks: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        s = self.sentence
        quoters = [m.span() for m in _QUOTER.finditer(self.text, s.start, s.end)]
        self.breaks = [
            m.span()
            for m in _BREAK.finditer(self.text, s.start, s.end)
            if not any(a <= m.start() < b for a, b in quoters)
        ]
        self.resumed: dict[int, int] = {}
        for left, right in list(self.breaks):
            if re.search(r"\b(?:which|whose|who|where)\b", self.text[left:right]):
                again = _RESUMED.search(
                    self.text, right, min((b[0] for b in self.breaks if b[0] > right), default=s.end)
                )
                if again:
                    self.breaks.append(again.span())
                    self.resumed[again.end()] = left
        self.breaks.sort()

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The clause around a span."""
        left = max((b[1] for b in self.breaks if b[1] <= start), default=self.sentence.start)
        right = min((b[0] for b in self.breaks if b[0] >= end), default=self.sentence.end)
        return left, right

    def relative(self, start: int) -> bool:
        """Whether the clause begins with a relative pronoun."""
        left = max((b for b in self.breaks if b[1] <= start), default=None, key=lambda b: b[1])
        return (
            left is not None
            and left[1] not in self.resumed
            and bool(re.search(r"\b(?:which|whose|who|where)\b", self.text[left[0] : left[1]]))
        )

    def engages_between(self, start: int, end: int) -> bool:
        """Whether a verb of engaging stands there."""
        return bool(_ENGAGE.search(self.text, start, end))

    def other_object(self, start: int) -> str:
        """`can hit the F-16 at 400 km`, `can hit them at 400 km`: that what is engaged is a weapon of no class, or not told here, as a reason; else empty."""
        floor, _ = self.clause(start, start)
        if _THEM.search(self.text, floor, start):
            return "does not say here what it engages"
        for m in self.mentions:
            if not m.systems and floor <= m.start < start and _OBJECT.search(self.text, floor, m.start):
                return f"{self.cased[m.start : m.end]!r} is no target class of the catalog"
        return ""

    @property
    def hedges(self) -> tuple[str, ...]:
        """Words by which the writer keeps a distance."""
        return tuple(
            dict.fromkeys(m[0].lower() for m in HEDGES.finditer(self.text, self.sentence.start, self.sentence.end))
        )

    def doubt(self, start: int, end: int, role: Role | None = None) -> str:
        """Why what stands there is no plain statement of what a system can do; empty where it is one."""
        floor, stop = self.clause(start, end)
        if self.text[self.sentence.start : self.sentence.end].rstrip("\"') ").endswith("?"):
            return "a question"
        for doubt in DOUBTS:
            if doubt.holds(self.text, (self.sentence.start, self.sentence.end), (floor, stop), (start, end)):
                return doubt.reason
        if self._announced(floor, start):
            return "says what is to come, not what is"
        if _FRONTED.fullmatch(self.text, self.sentence.start, start) and _WOULD.search(
            self.text, end, min(end + 90, self.sentence.end)
        ):
            return "says what would or will be, not what is"
        if role and role.event:
            return "tells of one occasion, not of what the system can do"
        return ""

    def _announced(self, floor: int, start: int) -> bool:
        """`S-400 to shoot down …`, as headlines say it of what is to come."""
        return any(
            m.systems
            and floor <= m.start
            and not self.text[floor : m.start].strip(" \"'")
            and _TO_DO.match(self.text, m.end, start)
            for m in self.mentions
        )

    def positive(self, start: int) -> bool | None:
        """False where the clause denies what it states, None where it does so twice."""
        floor, _ = self.clause(start, start)
        found = [m for m in NEGATIONS.finditer(self.text, floor, start) if not m["kept"]]
        nobody = any(floor <= m.start < start and self.text.endswith("no ", floor, m.start) for m in self.mentions)
        whole = [m for m in NEGATIONS.finditer(self.text, self.sentence.start, floor) if m["whole"]]
        count = len(found) + len(whole) + nobody
        return None if count > 1 else not count
