"""The words that tell what a figure measures, each with its side of the figure and its weight: the least of weight and
distance wins.
"""

from dataclasses import dataclass
from typing import Literal

from ringfence.factcheck.rows import Row

Side = Literal["before", "behind", "both"]
KINDS: dict[str, tuple[str, ...]] = {
    "range": ("range_max",), "min-range": ("range_min",), "altitude": ("altitude_max",),
    "min-altitude": ("altitude_min",),
    "detection": ("detection_range", "tracking_range", "instrumented_range"),
    "threat-range": ("threat_range_max", "threat_range_min"), "speed": ("speed_max",),
    "target-speed": ("target_speed_max",),
    "length": ("length",), "diameter": ("diameter",), "mass": ("mass",), "warhead": ("warhead_mass",),
    "reaction": ("reaction_time",), "deployment": ("deployment_time",), "targets-engaged": ("targets_engaged",),
    "targets-tracked": ("targets_tracked",), "missiles": ("missiles_per_launcher",),
    "launchers": ("launchers_per_battery",),
    "unit-cost": ("unit_cost",), "system-cost": ("system_cost",), "place": (), "date": (),
}  # fmt: skip
"""What a figure may be of → the measures of the records that it is held against; none for what the records do not hold.
"""


@dataclass(frozen=True, slots=True)
class MeasureWord(Row):
    """`name` is the kind; `dimensions` are those of the figures that the word can be about."""

    side: Side = "before"
    weight: float = 0.0
    dimensions: tuple[str, ...] = ("length",)


_L, _S, _T, _M, _C = ("length",), ("speed", "mach"), ("time",), ("mass",), ("count",)
MEASURE_WORDS: list[MeasureWord] = [
    MeasureWord("range", r"(?<!short[- ])(?<!medium[- ])(?<!long[- ])\branges?\b",
    "The NASAMS can see targets and has a range of 40 km.", "The long-range S-400 has a ceiling of 30 km.", "both", 0),
    MeasureWord("range", r"\breach(?:es|ed|ing)?\b|\bcovers?\b", "The S-400 reaches 400 km.",
    "The S-400's ceiling is 30 km.", "before", 6),
    MeasureWord("range", r"\b(?:distances?|radius)\b", "The S-400 works at a distance of 400 km.",
    "The distant S-400 has a ceiling of 30 km.", "both", 3),
    MeasureWord("range", r"\b(?:away|afar|in distance)\b", "The S-400 can be felt 400 km away.",
    "The S-400 flies away at a height of 30 km.", "behind", 24),
    MeasureWord("range", r"\b(?:out to|as far as)\b", "The S-400 works out to 400 km.",
    "The S-400 has a ceiling of 30 km, as far as is known.", "before", 3),
    MeasureWord("range",
    r"\b(?:intercept|engag|shoot|hit|strik|destroy|down|kill|knock|tackl|neutrali|stop|protect)\w*",
    "The S-400 hits aircraft at 400 km.", "The S-400 destroys aircraft at heights of 30 km.", "before", 26),
    MeasureWord("altitude", r"\b(?:altitudes?|heights?|ceilings?|attitude)\b", "The S-400 has a ceiling of 30 km.",
    "The high-altitude test of the S-400 was over when it reached the range of 400 km.", "both", 0),
    MeasureWord("altitude", r"\b(?:altitude|height|ceiling) (?:range|envelope|coverage)\b",
    "The S-400: altitude range: 30 km.", "The S-400 has a range of 400 km.", "both", -8),
    MeasureWord("altitude", r"\b(?:high\b|up\b(?! to)|above (?:the )?(?:ground|earth|sea)|into the (?:sky|air))",
    "The S-400 stops aircraft 30 km high.", "The S-400 can be moved on high roads over 40 km.", "behind", 0),
    MeasureWord("altitude", r"\b(?:flying|fly|flies) (?:at|up to)\b|\bas high as\b",
    "The Tor-M1 hits targets flying at up to 20,000 feet.", "The Tor-M1 flies the flag and has a range of 12 km.",
    "before", 2),
    MeasureWord("min-altitude", r"\b(?:min(?:imum)? (?:\w+ )?(?:altitude|height)|as low as|lowest altitude|altitudes? "
    r"(?:from|between))\b", "The S-400 hits targets as low as 5 m.",
    "The S-400 has a ceiling as low prices go of 30 km.", "before", -4),
    MeasureWord("min-range", r"\b(?:min(?:imum)? (?:\w+ )?(?:range|distance)|dead zone|as close as|nearest)\b",
    "The S-400 has a minimum range of 2 km.", "The S-400 has a maximum range of 400 km.", "before", -4),
    MeasureWord("detection", r"\b(?:detect|spot|track|surveil|monitor|scan|locat)\w*|\bradars?\b|\bsees?\b",
    "The S-400's radar looks 600 km deep.", "The radio of the S-400 has a range of 40 km.", "before", 5),
    MeasureWord("detection", r"\b(?:detection|tracking|radar|surveillance|instrumented)(?: and \w+)? "
    r"(?:range|distance|radius)\b", "The S-400 has a detection range of 600 km.",
    "The S-400 has a firing range of 400 km.", "both", -6),
    MeasureWord("threat-range", r"\b(?:fired|launched|shot|come|coming)(?: \w+)? (?:from|at)\b",
    "Iron Dome stops rockets fired from distances of 4 to 70 km.", "Iron Dome was fired on and has a range of 70 km.",
    "before", -16),
    MeasureWord("threat-range", r"\b(?:stop|shoot|intercept)\w* [^.;]{0,60}?(?:missile|rocket|threat)s?(?: \(\w+\))? "
    r"(?:that|with a|of) range", "David's Sling can shoot down missiles that range up to 190 miles.",
    "David's Sling has missiles and a range of 300 km.", "before", -8),
    MeasureWord("threat-range",
    r"\b(?:(?:rocket|missile|mortar) threats? (?:between|within|from)|(?:rockets|shells) between)\b",
    "Iron Dome stops rocket threats between 4 and 70 km.", "Iron Dome, a threat to rockets, has a range of 70 km.",
    "before", -30),
    MeasureWord("threat-range",
    r"(?:short|medium|intermediate|long)-range(?= \([^()]*\),?(?: [^.;]*)? (?:missiles|rockets|(?:missile )?threats))",
    "THAAD stops short-range (up to 1,000 km) missiles.", "The short-range (12 km) Tor-M1 is tracked.", "before", -20),
    MeasureWord("place", r"\b(?:north|south|east|west)\w*|\binside\b", "The S-400 stands 40 km north of Minsk.",
    "The S-400 of the north has a range of 400 km.", "behind", -20),
    MeasureWord("place", r"\bfrom (?:the|its|an?) (?!launch|batter|site|ship|vessel|target)\w+|\b(?:short )?of "
    r"(?:an?|the|any|road|border|coast)\b", "The S-400 stands 40 km from the border.",
    "From the border the S-400 has a range of 400 km.", "behind", -30),
    MeasureWord("length", r"\b(?:long\b|in length)", "The S-400's missile is 7.5 m long.",
    "The S-400's long missile has a range of 400 km.", "behind", -4),
    MeasureWord("length", r"\b(?:length)\b", "The length of the S-400's missile is 7.5 m.",
    "The lengthy S-400 has a range of 400 km.", "before", 0),
    MeasureWord("diameter", r"\b(?:diameters?|calib(?:er|re)s?|guns?|cannons?)\b",
    "The S-400's missile has a diameter of 515 mm.", "The diametrical S-400 has a range of 400 km.", "both", 1),
    MeasureWord("speed", r"\b(?:speeds?|velocity|fly|flies|flying|travels?|mach|fast)\b",
    "The S-400's missile has a speed of Mach 6.", "The S-400 has a range of 400 km.", "both", 10, _S),
    MeasureWord("target-speed", r"\b(?:targets?|aircraft|missiles|objects?|warheads?) "
    r"(?:flying|travel|moving|approach|falling)\w*", "The S-400 hits targets travelling at Mach 14.",
    "The S-400's target is hit at a speed of Mach 6.", "before", -4, _S),
    MeasureWord("target-speed", r"\btarget speed\b", "The S-400 has a target speed of Mach 14.",
    "The S-400's target is hit at a speed of Mach 6.", "both", -14, _S),
    MeasureWord("warhead", r"\bwarheads?\b", "The S-400's warhead has 145 kg.", "The S-400's war has 145 kg of paper.",
    "both", 0, _M),
    MeasureWord("mass", r"\b(?:weigh|mass)\w*", "The S-400's missile weighs 1,800 kg.",
    "The S-400's warhead has 145 kg.", "both", 4, _M),
    MeasureWord("reaction", r"\b(?:react|respon)\w*", "The S-400 reacts in 9 seconds.",
    "The S-400 is ready in 5 minutes.", "both", 0, _T),
    MeasureWord("deployment", r"\b(?:deploy|set[- ]?up|ready|readiness|emplac|combat-ready)\w*",
    "The S-400 is ready in 5 minutes.", "The S-400 reacts in 9 seconds.", "both", 2, _T),
    MeasureWord("targets-engaged", r"\b(?:engag|destroy|fir(?:e|es|ing)\b|hit|shoot|intercept|attack|guid)\w*",
    "The S-400 engages 36 targets.", "The S-400 tracks 300 targets.", "before", 2, _C),
    MeasureWord("targets-engaged", r"\b(?:simultaneous|at once|at the same time)\w*",
    "The S-400 handles 36 targets at once.", "The S-400 tracks 300 targets at once.", "both", 8, _C),
    MeasureWord("targets-tracked", r"\b(?:track|detect|monitor|follow|watch)\w*", "The S-400 tracks 300 targets.",
    "The S-400 engages 36 targets.", "before", 0, _C),
    MeasureWord("missiles", r"\b(?:launchers?|canisters?|tubes?|loaded|ready-to-fire|telar|carr(?:y|ies)|per "
    r"launcher|each)\b", "The S-400 launcher holds 4 missiles.", "The S-400 launched 4 missiles.", "both", 0,
    ("missiles",)),
    MeasureWord("launchers", r"\b(?:batter(?:y|ies)|consists?|comprises?|compris\w+|per|each|battalion|fire "
    r"unit|includes?|made up)\b", "A THAAD battery has 6 launchers.", "The THAAD base has 6 launchers.", "both", 0,
    ("launchers",)),
    MeasureWord("unit-cost", r"\b(?:interceptors?|missiles?|a pop|apiece|shots?|rounds?|interceptions?)\b",
    "Each PAC-3 interceptor costs $4 million.", "Each PAC-3 battery costs $1 billion.", "both", 2, ("money",)),
    MeasureWord("system-cost", r"\b(?:batter(?:y|ies)|systems?|complex|units?)\b",
    "Each PAC-3 battery costs $1 billion.", "Each PAC-3 interceptor costs $4 million.", "both", 4, ("money",)),
]  # fmt: skip
"""The least of weight and distance wins; a word counts only on its side."""
