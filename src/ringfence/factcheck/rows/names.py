"""Names that need care: words of everyday life, heads that families share, products beside the catalog's."""

import re

from ringfence.factcheck.rows import words
from ringfence.specs.countries import country_words

WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
EVERYDAY = words(
    """arrow avenger aster hawk mistral roland rapier lightning zeus cheetah guideline goa prometheus mamba triumph
    viktor coyote vampire phalanx osa kub ram raad tabas neva dvina giraffe stunner shahin derby ekv mica gauntlet gecko
    gopher greyhound grinch grison grizzly growler gammon gainful gadfly gargoyle gazelle poprad arman verba sosna
    tunguska pad sudarshan aspide martlet grom talash"""
) | {"mk ii", "ground fire", "type 03", "naval variant"}
"""Names that are words, too: they count beside a weapon's noun, or where the text names the system otherwise."""
GENERIC = frozenset(
    {("medium", "range", "surface", "to", "air", "missile"), ("long", "range", "surface", "to", "air", "missile")}
)
"""Aliases that are descriptions: every maker has one."""
SHARED = words(
    """iron sky sea land type strong silent drone laser air mobile area missile system high low new advanced light heavy
    medium short long project counter ground surface standard red the super multi anti sam abm israeli indian russian
    chinese naval mim fim rim surya oerlikon mission national common"""
)
"""First words that several names share without being of one family."""
FOREIGN = words(
    """Tomahawk Iskander Kinzhal Scud Shahed Geran ATACMS HIMARS Storm_Shadow SCALP Kalibr Fateh Zircon Tsirkon Oreshnik
    Taurus JASSM Hellfire Typhoon Rafale Eurofighter Gripen Bayraktar Reaper Predator Onyx Oniks BrahMos Agni Hwasong
    Rodong Nodong Sejjil Qassam Grad Katyusha Lancet Black_Hawk Apache Harpoon Exocet Minuteman Trident Sarmat
    Topol Pinaka Tornado Tien_Kung Tienkung"""
)
"""Weapons that writers name beside a system; those that the catalog holds are found as its own first."""
EXPECTED_CAPITALS = words(
    """the an it its in on at by for from with as of and but this that nato army air force navy defence defense
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
        said = [(word.start(), word[0]) for word in re.finditer(r"[^ -]+", match[0])]
        for index, (start, _) in enumerate(said):
            for length in range(min(_MOST_WORDS, len(said) - index), 0, -1):
                name = " ".join(word for _, word in said[index : index + length])
                code = country_words().get(name.casefold()) or country_words().get(name.casefold().rstrip("."))
                if code and name != "Us":
                    found.append((match.start() + start, code))
                    break
    return found
