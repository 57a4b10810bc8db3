"""Names that need care: words of everyday life, heads that families share, products beside the catalog's."""

import re
from unicodedata import normalize

from ringfence.factcheck.rows import listed
from ringfence.specs.countries import country_words

WORD_OR_NUMBER = re.compile(r"[^\W\d_]+|\d+")
FOLDED = {code: normalize("NFD", chr(code))[0] for code in range(0xC0, 0x250)}  # Chū-SAM is Chu-SAM
EVERYDAY = listed("everyday")
"""Names that are words, too: they count beside a weapon's noun, or where the text names the system otherwise."""
GENERIC = frozenset(
    {("medium", "range", "surface", "to", "air", "missile"), ("long", "range", "surface", "to", "air", "missile")}
)
"""Aliases that are descriptions: every maker has one."""
SHARED = listed("shared")  # first words that several names share without being of one family
FOREIGN = listed("foreign")
"""Weapons that writers name beside a system; those that the catalog holds are found as its own first."""
EXPECTED_CAPITALS = listed("expected-capitals")
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
