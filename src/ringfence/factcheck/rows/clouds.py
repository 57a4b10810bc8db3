"""What clouds a sentence, so that it is shown and not judged."""

import re
from dataclasses import dataclass
from typing import Literal

from ringfence.factcheck.rows import Row

Over = Literal["all", "capability", "orders", "range"]


@dataclass(frozen=True, slots=True)
class Cloud(Row):
    """`name` is the reason as it is printed; `over`: what it clouds: all that is said, or capability, orders, reach
    alone.
    """

    over: Over = "capability"


CLOUDS: list[Cloud] = [
    Cloud("a question", r"\?['\")]*\Z", "Has the S-400 a range of 400 km?",
    "\"Why?\" he asked; the S-400 has a range of 400 km.", "all"),
    Cloud("a negation", r"\b(?:not|cannot|never|no(?! "
    r"(?:more|less|farther|further))|neither|nor|without|none|nothing|nobody)\b|n't\b",
    "The S-400 has not a range of 400 km.", "The notable S-400 has a range of 400 km.", "all"),
    Cloud("a negation", r"\b(?:unable|incapable|hardly|scarcely|fail(?:s|ed)? to|lacks?)\b",
    "The S-400, unable to move, has a range of 400 km.", "The able S-400 has a range of 400 km.", "all"),
    Cloud("a denial", r"\b(?:den(?:y|ied|ies|ying)|reject\w*|refut\w*|dismiss\w*|disput\w*|debunk\w*)\b",
    "He rejected reports that the S-400 has a range of 400 km.",
    "The denizens know that the S-400 has a range of 400 km.", "all"),
    Cloud("a denial",
    r"\b(?:false\w*|myths?|incorrect\w*|wrong\w*|untrue|mistake\w*|contrary|exaggerat\w*|doubt\w*)\b",
    "It is false that the S-400 has a range of 400 km.", "The S-400 falls silent; it has a range of 400 km.", "all"),
    Cloud("a hypothesis", r"\b(?:if|were (?:it|the)|would|might|may(?! \d)|could have|unless|whether)\b",
    "Were it given rockets, the S-400 has a range of 400 km.", "The mighty S-400 has a range of 400 km.", "all"),
    Cloud("a hypothesis", r"\b(?:suppose\w*|assum\w*|hypothe\w*|in theory|perhaps|allegedly|rumou?r\w*)\b",
    "In theory the S-400 has a range of 400 km.", "The theorist says that the S-400 has a range of 400 km.", "all"),
    Cloud("a plan", r"\b(?:will|plans?|planned|planning|to be|expected|aims?|set to|is to|goal)\b",
    "The S-400 will have a range of 400 km.", "The planet knows that the S-400 has a range of 400 km."),
    Cloud("a plan", r"\b(?:future|next year|propos\w*|intend\w*|(?:under|in) development|requirement)\b",
    "The future S-400 has a range of 400 km.", "The S-400, a developed system, has a range of 400 km."),
    Cloud("a plan", r"(?<!able )(?<!designed )(?<!ability )(?<!built )(?<!made )(?<!engineered )\bto "
    r"(?:shoot|intercept|hit)\b", "Moscow: S-400 to shoot at a range of 400 km.",
    "The S-400, able to hit jets, has a range of 400 km."),
    Cloud("a version",
    r"\b(?:export|upgrad\w*|moderni[sz]ed|improved|newer|older|earlier|later|latest|original|basic|naval)\b",
    "The S-400's export model has a range of 400 km.", "The exporter of the S-400 says that it has a range of 400 km."),
    Cloud("a version", r"\b(?:extended[- ]range|variants?|versions?|modifi\w+|ship-based|updated form|drawing "
    r"board|longer[- ]legged)\b", "One variant of the S-400 has a range of 400 km.",
    "The invariable S-400 has a range of 400 km."),
    Cloud("\"respectively\"", r"\brespective(?:ly)?\b",
    "The range and ceiling of the S-400 are 400 km and 30 km respectively.",
    "The respected S-400 has a range of 400 km.", "all"),
    Cloud("a comparison", r"(?<!more )(?<!less )(?<!greater )(?<!fewer )\bthan\b",
    "The S-400 is better than most, it has a range of 400 km.", "The S-400 has a range of more than 400 km."),
    Cloud("a comparison", r"\b(?:compar\w+|unlike|versus|vs|whereas|as opposed|similar to|rival\w*)\b",
    "Unlike others, the S-400 has a range of 400 km.", "The S-400 is unlikely to move; it has a range of 400 km."),
    Cloud("a comparison", r"\b(?:twice|double|half|farther|further|times as)\b",
    "Twice as good, the S-400 has a range of 400 km.", "At times the S-400 has a range of 400 km."),
    Cloud("a height or speed as a condition", r"\b(?:low|high|medium|higher|lower)[- ](?:altitudes?|levels?|flying)\b",
    "At low level the S-400 has a range of 40 km.", "The S-400 of the lowlands has a range of 400 km."),
    Cloud("a height or speed as a condition",
    r"\b(?:fly|flying|altitudes?|heights?) (?:at |of |below |above )?(?:only )?\d[\d,.]* ?(?:m|met|feet|ft)",
    "Flying below 100 m they are within the S-400's range of 40 km.", "The S-400 has a ceiling of 30,000 m."),
    Cloud("a height or speed as a condition",
    r"\bat \d[\d,.]* ?(?:m|met(?:er|re)s|feet|ft)(?: (?:in |of )?(?:altitude|height)|,)",
    "At 100 m altitude the S-400 has a range of 40 km.", "At 400 km the range of the S-400 ends."),
    Cloud("a word of limit", r"\b(?:only|just|merely|barely|short range|at best|limited to)\b",
    "The S-400 has a range of only 400 km.", "The lonely S-400 has a range of 400 km."),
    Cloud("a least, not a most", r"\b(?:beyond|minimum|at least|starting (?:at|from)|outside)\b",
    "Beyond 400 km the range of the S-400 ends.", "The S-400 has a range of up to 400 km."),
    Cloud("one event", r"(?<!can be )(?<!are )\bshot down\b|\b(?:downed|was "
    r"(?:hit|destroyed|intercepted)|crash\w*|struck|took out)\b", "The S-400 struck at a range of 400 km.",
    "Jets can be shot down by the S-400 at a range of 400 km."),
    Cloud("one event", r"\b(?:fired (?:at|on|two|three|four|\d+)|test(?:s|ed|ing)?|trials?|exercises?|drills?|last "
    r"(?:week|month|night))\b", "The S-400 was tested at a range of 400 km.",
    "The attested S-400 has a range of 400 km."),
    Cloud("one event", r"\b(?:fell|debris|injur\w*|wounded|killed|collided|rammed)\b",
    "It fell within the S-400's range of 400 km.", "The S-400's fellow has a range of 400 km."),
    Cloud("a radar is spoken of, too",
    r"\b(?:radars?|sees?|spots?|detects?|tracks?|surveillance|detection|tracking)\b",
    "The S-400 has radars and a range of 400 km.", "The S-400 of Seesen has a range of 400 km.", "range"),
    Cloud("a target of no class here", r"\b(?:satellites?|ships?|vessels?|tanks?|ground targets?|on the "
    r"ground|stealth\w*|low-observable)\b", "The S-400 hits ships within its range of 400 km.",
    "The shipped S-400 has a range of 400 km."),
    Cloud("talks or a wish, no order",
    r"\b(?:talks?|negotiat\w*|wants?|wish\w*|possible|cancel\w*|consider\w*|interest\w*|offer\w*)\b",
    "India is in talks on 5 S-400 regiments.", "The talkative S-400 has a range of 400 km.", "orders"),
    Cloud("a loan or a letter, no order",
    r"\b(?:loans?|credits?|memorandum|letters? of (?:intent|request|offer)|in principle|preliminary|framework)\b",
    "India signed a loan for 5 S-400 regiments.", "India, alone, ordered 5 S-400 regiments.", "orders"),
    Cloud("more than was ordered before", r"\b(?:additional|another|further|more(?! than)|extra)\b",
    "India ordered 5 more S-400 regiments.", "The S-400 has a range of more than 400 km.", "orders"),
    Cloud("several missiles are meant", r"\b(?:depending on|varies|between \w+ types|types? of missiles?|one of "
    r"(?:its|the) missiles)\b", "Depending on the missile, the S-400 has a range of 400 km.",
    "The S-400 depends on power and has a range of 400 km."),
    Cloud("fear and effect, not capability", r"\b(?:fear\w*|forced|made the pilots|to avoid|afraid)\b",
    "For fear of it planes keep the range of 400 km from the S-400.", "The forceful S-400 has a range of 400 km."),
]  # fmt: skip
"""Reasons for which a figure is shown beside the records and not judged."""


def cloud_over(low: str, over: Over = "capability") -> str | None:
    """The first reason for which a lowered sentence is not judged; None where it is plain."""
    clouding = ("all", over, "capability") if over == "range" else ("all", over)
    return next((row.name for row in CLOUDS if row.over in clouding and re.search(row.pattern, low)), None)
