"""Names that need care: words of everyday life, heads that several families share, and products beside the
catalog's.
"""

import re

from ringfence.factcheck.rows import words
from ringfence.specs.countries import country_words

WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
EVERYDAY = words(
    """arrow avenger aster hawk mistral roland rapier lightning zeus cheetah guideline goa gladiator prometheus mamba
    triumph viktor coyote vampire phalanx osa kub ram raad tabas neva dvina sentinel giraffe stunner shahin derby ekv
    mica gauntlet gecko gopher greyhound grinch grison grizzly growler gammon gainful gadfly gargoyle gazelle poprad
    arman verba sosna tunguska standard pad chakra sudarshan centurion aspide martlet grom talash"""
) | {"m 1", "m 2", "m 3", "mk ii", "ground fire", "type 03", "30 mm gun", "25 mm gun", "naval variant"}
"""Names that are words, too: they count where a weapon's noun stands beside them, or where the text names the system
otherwise.
"""
GENERIC = frozenset(
    {("medium", "range", "surface", "to", "air", "missile"), ("long", "range", "surface", "to", "air", "missile")}
)
"""Aliases that are descriptions: every maker has one."""
SHARED = words(
    """iron sky sea land type strong silent drone laser air mobile area missile system high low new advanced light heavy
    medium short long project counter ground surface standard red the super multi anti sam abm israeli indian russian
    chinese naval de mim fim rim an sa km mr surya oerlikon mission national common"""
)
"""First words that several names share without being of one family."""
THING = re.compile(
    r"(?:'s)?[\s-]+(?:[a-z-]+[\s-]+){0,2}?(?:missiles?|systems?|batter(?:y|ies)|launchers?|interceptors?|air[- "
    r"]defen[cs]es?|SAMs?|radars?|regiments?|guns?|MANPADS?|weapons?)\b"
    r"|\b(?:missiles?|systems?|SAMs?|MANPADS?|the|interceptors?)\s+\Z"
)
FOREIGN = re.compile(
    r"\b((?:Tomahawk|Iskander|Kinzhal|Scud|Shahed|Geran|ATACMS|HIMARS|Storm "
    r"Shadow|SCALP|Kalibr|Fateh|Zircon|Tsirkon|Oreshnik|Taurus|JASSM|Hellfire"
    r"|Typhoon|Rafale|Eurofighter|Gripen|Bayraktar|Reaper|Predator|Onyx"
    r"|Oniks|BrahMos|Agni|Hwasong|Rodong|Nodong|Sejjil|Qassam|Grad|Katyusha|Javelin"
    r"|Lancet|Black "
    r"Hawk|Apache|Harpoon|Exocet|Minuteman|Trident|Sarmat|Topol|Pinaka|Tornado|Starstreak|Crotale|Tien ?[Kk]ung(?: "
    r"[IV]+)?)s?)(?![\w-])"
)
"""Weapons that writers name beside a system; those that the catalog holds are found as its own first."""
VERSION = re.compile(
    r"-(?!(?:based|class|type|made|like|style|km|mile|range)\b)[A-Z]{1,4}\d{0,3}(?![\w])|-?[A-Z]\d{0,2}(?![\w'])(?<!-)"
    r"|[- ]?(?:NG|ER|LR|XR|MSE|Prime|Plus|(?:Mk|MK|Block)[- ]?[\dIV]+\w*|I{2,3}|IV|VI{0,2})(?![\w-])"
)
"""What makes another version of a name, where the catalog does not hold that one too."""
DESIGNATION = re.compile(
    r"(?<![\w-])([A-Z][A-Za-z]{0,9}-[A-Z]?\d{1,4}[A-Za-z]{0,4}|\d{1,2}[A-Z]\d{1,3}[A-Z]{0,2}"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?[ -](?:II|III|IV|NG|ER))(?![\w])"
)
TITLE = re.compile(
    r"^[\s\"'*-]*(?:name|designation|system|model)[\"'*]*\s*(?::|=>|=)[\s\"'*]*([A-Z][^\"'\n,;:]{1,40})", re.M | re.I
)
"""A line of a table or of code that says which product the lines below are about."""
NO_PRODUCT = re.compile(
    r"(?:Covid|COVID|Mach|Article|Group|Top|Level|Phase|FY|Boeing|UN"
    r"|AD|BC|PL|Mid|Post|Pre)-?\d|[A-Z][a-z]+-(?:19|20)\d\d|.*\bWar I"
)
"""What looks like a designation, and is none."""
EXPECTED_CAPITALS = words(
    """the a an it its in on at by for from with as of and but this that nato army air force navy defence defense
    ministry minister president new soviet tuesday monday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december"""
)
"""Words that may bear a capital within a sentence without being a product."""

_CAPITALS = re.compile(r"(?<!\w)[A-Z][\w.]*(?:[ -][A-Z][\w.]*)*")
_MOST_WORDS = 3


def countries_in(text: str) -> list[tuple[int, str]]:
    """The countries that a text names, each with its place; `us` is one in capitals alone."""
    found = []
    for match in _CAPITALS.finditer(text):
        words = [(m.start(), m[0]) for m in re.finditer(r"[^ -]+", match[0])]
        for index, (start, _) in enumerate(words):
            for length in range(_MOST_WORDS, 0, -1):
                name = " ".join(word for _, word in words[index : index + length])
                code = country_words().get(name.casefold()) or country_words().get(name.casefold().rstrip("."))
                if code and name != "Us" and len(words) >= index + length:
                    found.append((match.start() + start, code))
                    break
    return found
