"""Whether a sentence says what a system can do, or denies, supposes, plans, asks or recalls it."""

import re
from dataclasses import dataclass

HEDGES = re.compile(
    r"\b(?:reportedly|allegedly|according to|claims?|claimed|is said to|are said to|said to be|believed to|thought to|supposedly|purportedly|officially|says?|said|insists?|insisted|estimated|told|wrote|boasts?|boasted|experts?|analysts?)\b",
)
NEGATIONS = re.compile(
    r"(?P<kept>\bnot (?:only|just|merely|least|to mention|far)\b|\bno (?:more|less|farther|further|fewer|longer|later|doubt|matter|other)\b|\bnot (?:more|less|farther|further|fewer) than\b|\bnever before\b|\bnot exceed)"
    r"|(?P<whole>\b(?:it is|it's|is it) (?:not true|untrue|false|wrong|a myth|a legend|incorrect|misleading|nonsense)\b|\b(?:myth|legend|falsehood|nonsense) that\b|\bdenie[sd] that\b|\bdispute[sd] that\b|\b(?:is|are) (?:not true|untrue)\b|\b(?:no one|nobody|no (?:expert|analyst|officer|engineer)|few(?: experts| analysts| people)?) (?:seriously |really )?(?:believes?|thinks?|expects?)\b|\bfalsely\b|\bwrongly\b)"
    r"|\b(?:cannot|can't|can not|couldn't|could not|not|never|unable|incapable|fail(?:s|ed)? to|neither|powerless|useless|doesn't|don't|isn't|aren't|struggles? to|lacks? (?:the|any) (?:range|reach|ability|means)|too (?:slow|weak|short) to|no (?:use|match|good|help|defen[cs]e|protection|answer))\b",
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pattern that makes a statement something else than a plain one.

    `where`: sentence, clause, before (in the clause, before it), or after (in the sentence, behind it).
    """

    pattern: re.Pattern[str]
    reason: str
    where: str

    def holds(self, text: str, sentence: tuple[int, int], clause: tuple[int, int], span: tuple[int, int]) -> bool:
        """Whether it stands in its part of the sentence."""
        parts = {
            "sentence": sentence,
            "clause": clause,
            "before": (clause[0], span[0]),
            "after": (span[1], sentence[1]),
        }
        start, end = parts[self.where]
        return bool(self.pattern.search(text[start:end]))


def _doubt(pattern: str, reason: str, where: str) -> Doubt:
    return Doubt(re.compile(pattern), reason, where)


DOUBTS = (
    _doubt(r"(?<![\w'-])(?:if|unless|provided(?! by| with| to)|assuming|supposing|suppose|imagine)\b|^[\s\"'(]*(?:had|were|should|given) (?:an?|the|its|their|any|this|such|\w+'s)\b", "says what would be, not what is", "sentence"),
    _doubt(r"\bnot (?:all|every|each|always)\b|(?:^[\s\"'(]*|[,;] )(?:very |only )?few\b|\b(?:few|some|most|many|several|none) of\b", "does not speak of all", "before"),
    _doubt(r"\bwithout (?:(?:the|its|their|any|an?|help|support)(?! (?:leaving|doubt|difficulty|problem|trouble|warning|exception|loss|effort|risk|need)\b) ?(?:from |of )?)+(?:[\w'-]+ ){0,2}(?:missiles?|interceptors?|radars?|rounds?|support|help|upgrades?|data|batter(?:y|ies)|launchers?)\b", "says what would be, not what is", "sentence"),
    _doubt(r"\b(?:hardly|scarcely|barely|rarely|seldom)\b", "says neither yes nor no", "before"),
    _doubt(r"\b(?:whether|unclear|not clear|unknown|unproven|unconfirmed|unverified|doubt(?:s|ed|ful)?|question(?:s|ed|ing|able)?|wonder(?:s|ed)?|asked|debate[sd]?|rumou?rs?|no (?:proof|evidence|sign|indication|confirmation))\b", "leaves open whether it is so", "before"),
    _doubt(r"\b(?:no ?one|nobody|none|no (?:[a-z]+ ){1,2}|nothing|not|never|n't|nor|neither|yet to be|without) ?(?:[a-z]+ ){0,3}(?:shown?|prov(?:e|ed|en|ing)|demonstrat(?:e|ed|ing)|confirm(?:s|ed)?|clear|certain|sure|known?|knows|verif(?:y|ied)|establish(?:ed)?|says?|said|saying|claim(?:s|ed|ing)?|means?|suggest(?:s|ed)?|impl(?:y|ies|ied)|guarantee[sd]?|convinced|disclosed?|published|reported)\b"
           r"|\b(?:mistake[ns]?|errors?|misconceptions?|fallac(?:y|ies)|illusions?|delusions?|absurd|naive|foolish|folly|premature|pretend(?:s|ed|ing)?|pretence|far-fetched|unlikely|implausible|improbable|impossible|fables?|fear(?:s|ed)?|worr(?:y|ies|ied)|imagine[sd]?|imagining|fiction|fantasy|scenarios?|novels?|films?|so-called|as if|as though|too good|alleged (?:ability|reach|range))\b", "is not said to be so", "before"),
    _doubt(r"\b(?:has|have|had)(?: not| never| yet|n't) (?:to )?[a-z]+(?<!\bthe)(?<!\bany)(?<!\ba)\b", "tells of what was done, not of what can be done", "before"),
    _doubt(r"\b(?:must|ought to|has to|have to|(?:was|were) (?:supposed )?to|(?:is|are) supposed to)\b", "says what should be, not what is", "before"),
    _doubt(r"\b(?:failed to|did not|didn't|(?:was|were) (?:not able|unable) to)\b", "tells of one occasion, not of what the system can do", "before"),
    _doubt(r"^[\s\"'(]*(?:in order |so as )?to [a-z]+\b", "says what it would take, not what is", "before"),
    _doubt(r"\b(?:needs?|needed|lacks?|lacked|requires?|required|missing)\b[^,;]{0,80}\b(?:to|that|which|for)\b", "says what is lacking", "before"),
    _doubt(r"\b(?:is|are|was|were|be) (?:\w+ly |just |pure |at best )*(?:false|(?:a |an )?(?:lies?|myth|exaggeration|fiction|fantasy|legend|fabrication|hoax)|untrue|nonsense|not true|wrong|incorrect|exaggerated|misleading|propaganda|doubtful|in doubt|disputed|contested|not the case|not so)\b"
           r"|\b(?:reject|disput|doubt|debunk|refut|den[iy]|contradict|dismiss)(?:s|e|es|ed|ing)?\b", "is disputed in the same breath", "after"),
    _doubt(r"\b(?:but|yet|though|although|however),? (?:(?:it|actually|really|now|so far|has|only) )*(?:in (?:practice|reality|fact|combat|action)|manages?|managed|achieve[sd]?|falls? short|fell short)\b", "is disputed in the same breath", "after"),
    _doubt(r"\b(?:(?:still|now|currently|being|is|are|was|were) )?(?:under|in) (?:development|design|construction)\b|\bon the drawing board\b|\b(?:being|yet to be|not yet|still to be) (?:developed|designed|built|fielded|tested|delivered|operational|in service)\b|\b(?:is|are|was|were) (?:being )?(?:planned|proposed)\b(?! by)", "speaks of a plan", "clause"),
    _doubt(r"\b(?:would|will|should|won't|wouldn't|might)\b|\b(?:is|are|was|were) (?:expected|planned|due|slated|set|projected|meant one day) to\b|'ll\b", "says what would or will be, not what is", "before"),
    _doubt(r"\b(?:no|any|another|every|few|most|all|some|many) (?:other |such |known |western |existing |modern )*(?:systems?|weapons?|missiles?|batter(?:y|ies)|interceptors?|air[- ]defen[cs]es?) (?:that|which|can|could|is|are|has|have|reach\w*|able|capable)\b", "speaks of systems in general", "before"),
    _doubt(r"\bmay\b(?! \d|, ?\d|\.| the\b| last\b| this\b| and\b| of\b| in\b| when\b| a\b)", "says what may be", "before"),
    _doubt(r"\b(?:plan(?:s|ned|ning)?|hop(?:es|ed|ing)|aim(?:s|ed|ing)|propos(?:es|ed|al)|want(?:s|ed)?|envisag\w+|future|eventually|upcoming|one day|prototype|requirement|require[sd]|tender|wish\w*|goal|ambition)\b", "speaks of a plan", "before"),
    _doubt(r"\b(?:once|when|after) the (?:new|upgraded|improved|longer-range)\b", "says what will be, not what is", "sentence"),
    _doubt(r"\b(?:in|during) (?:a|an|the|its|one|recent|live-fire|last \w+'s) ?(?:\w+[ -]){0,2}(?:tests?|trials?|exercises?|drills?|firing|shoot)\b|\bin tests?\b|\btest-fir\w+|\btest target\b|\bin a test\b", "tells of a test; figures of tests do not count", "sentence"),
)  # fmt: skip
