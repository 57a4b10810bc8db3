"""What the tables say of a lowered text: units, nouns, classes, bounds, clouds."""

import re
from functools import cache
from typing import Literal

from ringfence.factcheck.rows import groups, may_hold, named, pairs, table

SIGNS, BEHIND = pairs("signs"), pairs("currencies")  # currencies by the sign before a sum, and by the word behind it
SCALES = {word: float(size) for word, size in pairs("scales").items()}
Over = Literal["capability", "orders", "range", "cost"]

_NO_LENGTH = re.compile(r"[ -]?(?:square|sq\.?|cubic|km2|m2)\b| per sec")
_NO_NOUN = "and|or|of|in|to|for|from|with|by|at|on|the|which|that|are|is|were|was|per"
_BETWEEN = rf"[ -](?:(?!(?:{_NO_NOUN})\b)(?:(?!\d[\d.,]*[ -])[\w/'.\"-]+|\(\d+\))[ -]){{0,5}}?"
_NO_COUNT = r"(?![\w])(?![ -](?:defen[cs]e|shield|system|batter|launch|regiment|squadron|battalion|unit))"
_NOT_BEFORE = re.compile(
    r"(?:counter-|(?:anti|non|anti[- ]?aircraft|anti[- ]?missile|surface-to-air|guided|of its|its own)[ -])\Z"
)
_NOT_AFTER = re.compile(
    r"[ -](?:carriers?|defen[cs]es?|defenders?|shields?|submarines?|batter(?:y|ies)|launchers?|systems?"
    r"|program(?:me)?s?|dome|pads?|factor(?:y|ies)|motors?|operators?|pilots?|makers?|strikes?|attacks?|raids?"
    r"|squadrons?|regiments?|cover|deal|interceptors?|tests?|forces?|crews?|range\b|silos?|units?|ship)\b"
)


@cache
def pattern_of(name: str) -> re.Pattern[str]:
    """All rows of a table in one pattern, with what must stand around them."""
    around = {
        "units": (r"[ -]?(?:", r")(?![\w\u00b2\u00b3]|[./]\w)"),
        "nouns": (f"{_BETWEEN}(?:", f"){_NO_COUNT}"),
        "classes": (r"(?<![\w-])(?:", r")(?![\w])"),
    }
    return re.compile(groups(name).join(around[name]))


@cache
def sum_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words of currency and of scale that may stand behind a number."""
    money = "|".join(sorted(map(re.escape, BEHIND), key=len, reverse=True))
    return re.compile(f" ?({money})s?(?![a-z])"), re.compile(rf"[ -]?({'|'.join(SCALES)})s?\b")


def unit_of(low: str, place: int) -> tuple[str, int] | None:
    """The unit of length, speed, mass or time that stands behind a number, and where it ends."""
    match = pattern_of("units").match(low, place)
    return (named("units", match), match.end()) if match and not _NO_LENGTH.match(low, place) else None


def noun_of(low: str, place: int) -> tuple[str, int] | None:
    """What a number counts, as the ledger names it, and where the noun ends."""
    match = pattern_of("nouns").match(low[place : place + 80])
    return (named("nouns", match), place + match.end()) if match else None


def bound_of(low: str, start: int, end: int) -> str:
    """The word of bound before a figure, or behind it: `up to`, `more than`, `only` …; the first that fits."""
    before, behind = low[max(0, start - 40) : start], low[end : end + 32]
    for row in table("bounds"):
        around, text = (r"(?<![\w.])", r"\s*(?:an? |the )?\Z"), before
        if row.where == "behind":
            around, text = (r"\A ", r"(?!\w)"), behind
        if may_hold(row.pattern, text) and re.search(f"(?:{row.pattern})".join(around), text):
            return row.name
    return "exactly"


def classes_in(low: str, skip: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """The classes that a text names as targets, with their places; words inside the spans to skip are names."""
    found = []
    for match in pattern_of("classes").finditer(low):
        start, end = match.span()
        inside = any(start < last and first < end for first, last in skip)
        compound = _NOT_BEFORE.search(low[max(0, start - 20) : start]) or _NOT_AFTER.match(low[end : end + 16])
        meant = low[max(0, start - 4) : start] == "for " and low[end : end + 8] in (" defence", " defense")
        if meant or not (inside or compound):
            found.append((start, end, named("classes", match)))
    return found


def cloud_over(low: str, over: Over = "capability") -> str | None:
    """The first reason for which a sentence is not judged; None where it is plain."""
    clouding = ("all", over) if over == "orders" else ("all", over, "capability")
    return next((row.name for row in table("clouds") if row.where in clouding and any(row.matches(low))), None)
