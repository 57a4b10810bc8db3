"""How writers name what is shot at: the class words, and what stands beside a word that is then no target."""

import re
from functools import cache

from ringfence.factcheck.rows import Row

CLASS_WORDS: list[Row] = [
    Row("icbm", r"inter-?continental(?:[ -]range)? ballistic missiles?|icbms?", "GMD stops ICBMs at 2,000 km.",
    "GMD stops intercontinental talk at 2,000 km."),
    Row("irbm", r"intermediate[ -]range ballistic missiles?|irbms?", "THAAD stops IRBMs at 200 km.",
    "THAAD is of intermediate size and has a range of 200 km."),
    Row("mrbm", r"medium[ -]range ballistic missiles?|mrbms?", "THAAD stops MRBMs at 200 km.",
    "The medium-range NASAMS has a range of 25 km."),
    Row("srbm", r"short(?:er)?[ -]range ballistic missiles?|srbms?", "THAAD stops SRBMs at 200 km.",
    "The short-range Tor-M1 has a range of 12 km."),
    Row("hypersonic", r"hypersonic(?: glide| cruise)?[ "
    r"-](?:missiles?|weapons?|vehicles?|targets?|threats?)|hypersonics", "THAAD stops hypersonic missiles at 200 km.",
    "The hypersonic speed of THAAD is Mach 8."),
    Row("ballistic-missile", r"(?:tactical |theat(?:er|re) )?ballistic[ -](?:missiles?|targets?|threats?)|tbms?",
    "The S-400 stops ballistic missiles at 60 km.",
    "The ballistic missile defence system THAAD has a range of 200 km."),
    Row("ballistic-missile", r"(?:short|medium)-? ?(?:and|or|to) (?:medium|intermediate|long)-range ballistic "
    r"missiles?", "THAAD stops short- and medium-range ballistic missiles at 200 km.",
    "The short- and medium-range systems of the NASAMS kind reach 25 km."),
    Row("cruise-missile", r"cruise[ -](?:missiles?|targets?)", "The NASAMS stops cruise missiles at 25 km.",
    "The cruise ship passed the NASAMS at 25 km."),
    Row("drone", r"unmanned (?:aerial |air )?(?:vehicles?|systems?|aircraft)|drones?|uavs?|uass?|loitering munitions?",
    "IRIS-T SLM stops drones at 40 km.", "Drone Dome has a range of 4 km."),
    Row("helicopter", r"(?:attack )?helicopters?|choppers?|rotorcraft", "IRIS-T SLM stops helicopters at 40 km.",
    "The helicopter pad of the NASAMS base covers 40 m."),
    Row("aircraft", r"(?:fighter |combat |enemy |fixed-wing |military "
    r")?(?:aircraft|airplanes?|aeroplanes?|planes?)|(?:war|air)planes?", "The S-400 stops planes at 400 km.",
    "The anti-aircraft system S-400 has a range of 400 km."),
    Row("aircraft", r"fighter[- ]?(?:jets?|planes?|bombers?)|fighters?|jets?|bombers?|aerodynamic targets?",
    "The S-400 stops jets at 400 km.", "The fighting S-400 has a range of 400 km."),
    Row("rocket-artillery-mortar", r"rockets?|artillery(?: shells?| rounds?)?|mortars?(?: rounds?| "
    r"shells?)?|shells?|mortar bombs?", "Iron Dome stops rockets at 70 km.",
    "The rocket motor of the S-400 has a range of 400 km."),
]  # fmt: skip
"""Class → its words; the longer phrase is tried first where two begin at one place."""

_NOT_BEFORE = re.compile(
    r"(?:counter-|(?:anti|non|anti[- ]?aircraft|anti[- ]?missile|surface-to-air|guided|of its|its own)[ -])\Z"
)
_NOT_AFTER = re.compile(
    r"[ "
    r"-](?:carriers?|defen[cs]es?|defenders?|shields?|submarines?"
    r"|batter(?:y|ies)|launchers?|systems?|program(?:me)?s?|dome|pads?|factor(?:y|ies)|motors?|operators?|pilots?"
    r"|makers?|strikes?|attacks?|raids?|squadrons?|regiments?|cover|deal|interceptors?"
    r"|tests?|forces?|crews?|range\b|silos?|units?|ship)\b"
)


@cache
def _pattern(rows: tuple[Row, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w-])(?:" + "|".join(f"(?P<c{index}>{row.pattern})" for index, row in enumerate(rows)) + r")(?![\w])"
    )


def classes_in(low: str, skip: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The classes that a lowered sentence names as targets, with their places; words inside the spans to skip are
    names.
    """
    rows = tuple(CLASS_WORDS)
    found = []
    for match in _pattern(rows).finditer(low):
        start, end = match.span()
        meant = low[max(0, start - 4) : start] == "for " and low[end : end + 8] in (" defence", " defense")
        if not meant and (
            any(start < b and a < end for a, b in skip)
            or _NOT_BEFORE.search(low[max(0, start - 20) : start])
            or _NOT_AFTER.match(low[end : end + 16])
        ):
            continue
        found.append((start, end, rows[int((match.lastgroup or "c0")[1:])].name))
    return found
