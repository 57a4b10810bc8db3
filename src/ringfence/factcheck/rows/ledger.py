"""What is counted near a system, and the words that tell what a count, a date or a sum is said of."""

import re
from functools import cache

from ringfence.factcheck.rows import Row

COUNT_NOUNS: list[Row] = [
    Row("regiment", r"regiments?|regimental (?:sets?|systems?)", "India ordered 5 S-400 regiments.",
    "The regimental band plays 5 marches for the S-400."),
    Row("squadron", r"squadrons?", "India ordered 5 S-400 squadrons.", "India flies 5 jets near the S-400."),
    Row("battalion", r"battalions?|battalion sets?|divisions?", "China ordered 2 S-400 battalions.",
    "The S-400 guards 5 islands."),
    Row("battery", r"batter(?:y|ies)|missile batter(?:y|ies)", "Poland ordered 2 Patriot PAC-3 batteries.",
    "The NASAMS needs 5 battered trucks."),
    Row("brigade", r"brigades?|brigade sets?", "Russia formed 2 S-400 brigades.", "The S-400 has 5 buttons."),
    Row("fire-unit", r"fire[- ]units?|firing[- ]units?|fire units?", "Norway ordered 4 NASAMS fire units.",
    "The NASAMS put out 4 fires."),
    Row("launcher", r"launchers?|launch vehicles?|tels?|launch stations?", "An S-400 battery has 8 launchers.",
    "The NASAMS saw 8 launches."),
    Row("missile", r"missiles?|interceptors?|rounds?|effectors?", "The S-400 launcher holds 4 missiles.",
    "The S-400 has 4 missions."),
    Row("radar", r"radars?", "Poland ordered 2 Patriot PAC-3 radars.", "The NASAMS has 2 rafts."),
    Row("target", r"(?:aerial |air )?targets?|aircraft(?= or missiles)|objects?|threats?",
    "The S-400 engages 80 targets at once.", "The S-400 crew drank 80 teas."),
    Row("system", r"systems?|sets?|complex(?:es)?|units?|pieces", "Turkey ordered 2 missile systems beside the S-400.",
    "The S-400 has 2 symbols."),
    Row("other", r"years?|months?|weeks?|days?|times|per ?cent|soldiers|troops|personnel|countries",
    "The S-400 has served 20 years.", "The S-400 was new in 2007."),
]  # fmt: skip
"""Each row: the unit as the ledger has it, how writers name it, a sentence that needs the row, one that it must leave
alone.
"""

ROLE_WORDS: list[Row] = [
    Row("ordered",
    r"\b(?:order(?:s|ed)?|b(?:uy|uys|uying|ought)|purchas\w*|acquir\w*|procur\w*|contract\w*|deals?|agreements?(?! "
    r"with))\b", "India bought 5 S-400 regiments.", "In India 5 S-400 regiments are on guard."),
    Row("ordered", r"\b(?:sold|sales?|sells?|selling|worth|get|provide|supply|transfer\w*)\b",
    "India will get 5 S-400 regiments.", "In India 5 S-400 regiments stand guard."),
    Row("signed", r"\b(?:sign(?:s|ed|ing)?|contract\w*|deals?|agree(?:d|s|ments?)?\b(?! "
    r"with)|order(?:s|ed)?|bought|purchas\w*|sold)\b", "India signed for the S-400 in 2018.",
    "India heard of the S-400 in 2018."),
    Row("delivered", r"\b(?:deliver(?:y|ies|ed|s|ing)?|receiv\w*|arriv\w*|handed over|shipped|completed|got)\b",
    "India received 5 S-400 regiments by 2025.", "India had 5 S-400 regiments by 2025."),
    Row("expected", r"\b(?:due|expect\w*|by|until|remaining|last|schedul\w*|to be|next|left)\b",
    "The S-400 is due in India in 2027.", "The S-400 was in India in 2027."),
    Row("service", r"\b(?:entered (?:into )?(?:operational )?service|in(?:to)? service|service entry|operational)\b",
    "The S-400 entered service in 2007.", "The S-400 was at a fair in 2007."),
    Row("service", r"\b(?:introduc\w*|deployed|fielded|commission\w*|induct\w*|adopted)\b",
    "The S-400 was introduced in 2007.", "The S-400 was at a fair in 2007."),
    Row("developed",
    r"\b(?:develop\w*|began|begun|design\w*|program(?:me)?|test\w*|suspend\w*|cancel\w*|freeze|froze|1\w+ lawsuit)\b",
    "The S-400 was developed in 2007.", "The S-400 entered service in 2007."),
]  # fmt: skip
"""Each row: the field of the ledger (or service, or development, of which the records hold nothing), and the words that
speak of it.
"""

_BETWEEN = (
    r"[ "
    r"-](?:(?!(?:and|or|of|in|to|for|from|with|by|at|on|the|which"
    r"|that|are|is|were|was|per)\b)(?:[\w/'.\"-]+|\(\d+\))[ -]){0,5}?"
)


@cache
def _pattern(rows: tuple[Row, ...]) -> re.Pattern[str]:
    named = "|".join(f"(?P<n{index}>{row.pattern})" for index, row in enumerate(rows))
    return re.compile(
        rf"{_BETWEEN}(?:{named})(?![\w])(?![ "
        rf"-](?:defen[cs]e|shield|system|batter|launch|regiment|squadron|battalion|unit))"
    )


def noun_of(low: str, place: int) -> tuple[str, int] | None:
    """What a number counts, and where the noun ends."""
    rows = tuple(COUNT_NOUNS)
    found = _pattern(rows).match(low[place : place + 80])
    if found is None:
        return None
    return rows[int((found.lastgroup or "n0")[1:])].name, place + found.end()
