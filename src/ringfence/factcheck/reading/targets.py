"""Where a sentence names targets: classes of the catalog, singular or plural, in lists, and what is no class of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ringfence.factcheck.prose.words import NOT_AFTER, NOT_BEFORE, TARGET_WORDS

_ADJ = r"(?:tactical )?(?:ballistic|cruise|hypersonic|(?:short|medium|intermediate)[ -]range ballistic|short-|medium-)"
_ELLIPSIS = rf"{_ADJ}(?:(?:,? and |,? or |, | ?/ ?){_ADJ})+[ -]missiles?"
_BANDS = r"(?P<near>short|medium|intermediate)-?(?:,? and |,? or | to )(?P<far>medium|intermediate)[ -]range ballistic missiles?"
_WORDS = re.compile(
    rf"(?<![\w-])(?:(?P<bands>{_BANDS})|(?P<ellipsis>{_ELLIPSIS})|"
    + "|".join(f"(?P<t{i}>{pattern})" for i, (_, pattern) in enumerate(TARGET_WORDS))
    + r")(?![\w]|-\w)",
)
_CLASSES = tuple(name for name, _ in TARGET_WORDS)
_JOINT = re.compile(
    r"(?:\s*,\s*|\s*/\s*|\s*&\s*|\s+)(?:(?:and|or|nor|as well as|plus|including|along with|and even|or even|and also|but also|to|through to|and to|and for|up to|even|and against|or against|and at|like|such as) )?"
    r"(?:(?:enemy|hostile|incoming|all|kinds|types|sorts|of|other|some|any|both|even|the|also|various|certain|most|low-flying|modern|large|small|heavy|light|long-range|medium-range|short-range|slow|fast|many|advanced|a|an|its|their|russian|iranian|unmanned) ){0,4}\s*\Z",
)
_NEGATED = re.compile(
    r"\b(?:not|neither|nor|never|except(?: for)?|excluding|without|but no)\s+(?:(?:against|for|any|all|even|the|at|to) )*\Z",
)
_BAND_OF = {"short": "srbm", "medium": "mrbm", "intermediate": "irbm"}

KNOWN_OTHER = ("other", "missile")
"""What is spoken of, but is no class that sources could be asked about."""


@dataclass(frozen=True, slots=True)
class TargetWord:
    """One naming of targets: `name` is a class, or any (no class named), other (no class of the catalog), missile (which kind is not said)."""

    start: int
    end: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Targets named in one breath."""

    words: tuple[TargetWord, ...]
    negated: bool = False

    @property
    def start(self) -> int:
        """Where the first is named."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the last ends."""
        return self.words[-1].end

    @property
    def names(self) -> tuple[str, ...]:
        """Each class once."""
        return tuple(dict.fromkeys(word.name for word in self.words))


def target_groups(text: str, start: int, end: int) -> list[TargetGroup]:
    """The groups of targets between two places of a text."""
    groups: list[list[TargetWord]] = []
    for word in _found(text, start, end):
        last = groups[-1][-1] if groups else None
        if last and (
            last.end >= word.start or (word.start - last.end < 60 and _JOINT.fullmatch(text, last.end, word.start))
        ):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [
        TargetGroup(tuple(words), bool(_NEGATED.search(text, max(start, words[0].start - 40), words[0].start)))
        for words in groups
    ]


def _found(text: str, start: int, end: int) -> Iterator[TargetWord]:
    for match in _WORDS.finditer(text, start, end):
        if NOT_BEFORE.search(text, max(start, match.start() - 16), match.start()) or NOT_AFTER.match(
            text, match.end(), min(end, match.end() + 20)
        ):
            continue
        if match["bands"]:
            names = [_BAND_OF[match["near"].lower()], _BAND_OF[match["far"].lower()]]
        elif match["ellipsis"]:
            low = match[0].lower()
            spots = [
                (low.find(word), name)
                for word, name in (
                    ("cruise", "cruise-missile"),
                    ("ballistic", "ballistic-missile"),
                    ("hypersonic", "hypersonic"),
                )
            ]
            names = [name for _, name in sorted(spot for spot in spots if spot[0] >= 0)]
        else:
            names = [_CLASSES[int((match.lastgroup or "t0")[1:])]]
        for name in names:
            yield TargetWord(match.start(), match.end(), name, match[0])
