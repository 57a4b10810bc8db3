"""Whose figure it is: the name beside it, the subject of its sentence, a heading's, or what was named before."""

import re
from dataclasses import dataclass, field
from typing import Literal

from ringfence.factcheck.figures import Figure
from ringfence.factcheck.names import Mention
from ringfence.factcheck.numbers import NUMBER
from ringfence.factcheck.rows.names import EXPECTED_CAPITALS, FOREIGN, countries_in
from ringfence.factcheck.text import Sentence

How = Literal["named", "pronoun", "heading", "near"]
"""Where the name stands: in the sentence, behind a pronoun, in a heading above, or in a sentence before."""

_OBLIQUE = re.compile(
    r"\b(?:unlike|than|compared (?:to|with)|successors? (?:to|of)|replac\w+|similar to|(?<!systems )(?:like|such as)"
    r"|next to|alongside|(?:version|copy|clone|counterpart|generation|member|derivative) of|rival \w+"
    r"|(?:modell?ed|based|patterned) (?:after|on)|(?:answer|alternative) to"
    r"|\b(?:chos|select|pick|prefer)[^.;]{1,40} over) (?:the |its |an? )?(?:[\w./'-]+ ){0,2}?\Z"
)
_BEHIND = re.compile(
    r"[ -](?:range |ranged )?(?:the )?|\)? ?\(?"
    r"|\+?(?: or (?:more|less))?,? (?:for|with|by|of|from) (?:the |its |an? )?(?:\w+ )?"
)
_SHOT_AT = re.compile(r"(?:\bvs\.?|\bagainst|\bversus|\d ?\w{0,10} \() ?(?:the |an? )?\Z")
_FOR = re.compile(rf" ?(?:or more )?for (?:(?:an?|the|{NUMBER}) (?:[a-z]+ )?)?")
_PRONOUN = re.compile(r"['\"(]*(?:its?|th(?:e|is) (?:missile |air[- ]defen[cs]e )?(?:system|weapon))\b", re.IGNORECASE)
_OWN = re.compile(r"'s? (?:(?!missile|radar|and )[a-z]+ ){0,4}[~<>]?")
_ASIDE = re.compile(r"[;\d]|, (?:with|while|whereas|but|though)\b|\bthan\b|\bextend|\bincreas")
_CAPITAL = re.compile(r"(?<![.!?\"'] )(?<!\A)\b[A-Z][\w-]+")
_NEAR, _FAR, _BOX, _AHEAD = 2, 50, 60, 400  # sentences to a pronoun, a matter; characters of a box, to a first name


@dataclass
class Memory:
    """What was named before. `plain`: the last sentence with a name has no other; `by_row`: it begins a row."""

    first: Mention | None
    about: bool
    last: Mention | None = None
    said: int = 0
    run: int = -1
    plain: bool = False
    by_row: bool = False
    before: str = ""
    heads: dict[int, Mention] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def subject(self, sentence: Sentence, here: list[Mention]) -> tuple[Mention | None, How]:
        """What a sentence is about, and where that is named."""
        straight = _straight(sentence, here)
        goes_on = self.last and sentence.number - self.said <= _NEAR and _PRONOUN.match(sentence.text, sentence.own)
        if straight and not goes_on:
            return straight[0], "named"
        head = next((self.heads[number] for number in reversed(sentence.heads) if number in self.heads), None)
        listed = sentence.run == self.run and sentence.form != "prose"
        recent = self.last is not None and (sentence.number - self.said <= _NEAR or listed or self.about)
        if self.by_row and listed and sentence.form == "cell" and sentence.own:
            return Mention(0, 0, sentence.text.partition(":")[0]), "named"  # a row of another product
        if head and (sentence.form in ("item", "cell") or not recent):
            return head, "near" if sentence.form == "prose" and len(sentence.text) > _BOX else "heading"
        if recent and (self.about or _PRONOUN.match(sentence.text, sentence.own)):
            return self.last, "pronoun"
        soon = self.first if self.first and self.first.start < sentence.places[-1] + _AHEAD else None
        return (self.last or soon) if sentence.number - self.said <= _FAR else None, "near"

    def meant(self, sentence: Sentence, figure: Figure, subject: Mention | None) -> Mention | None:
        """Whose a figure is that no name owns: a name in an aside behind it gives way to what was named before."""
        behind = sentence.low[figure.end : subject.start] if subject and subject.start > figure.end else ""
        recent = self.last and sentence.number - self.said <= _NEAR and sentence.run == self.run
        return self.last if recent and _ASIDE.search(behind) else subject

    def take(self, sentence: Sentence, here: list[Mention]) -> None:
        """Remember what a sentence names."""
        own = [name for name in here if name.start >= sentence.own]
        self.named.update(system for name in own if not name.sensor for system in name.systems)
        some = _straight(sentence, own)
        if sentence.form == "heading":
            some = [name for name in own if name.systems or name.version]
        else:
            self.before = sentence.text
        if some and sentence.form == "prose" and self.last and _PRONOUN.match(sentence.text):
            self.said, self.plain = sentence.number, False  # `It complements Iron Dome` goes on about the first
        elif some:
            self.last = next((name for name in some if not name.sensor), some[0])
            self.said, self.run = sentence.number, sentence.run
            self.by_row = sentence.form == "cell" and not sentence.own
            self.plain = len({name.systems for name in own}) == 1 and not other_capitals(sentence.text, own)
            if sentence.form == "heading":
                self.heads[sentence.number] = self.last


def owner(low: str, figure: Figure, some: list[Figure], here: list[Mention], own: int = 0) -> Mention | None:
    """The name in the sentence that a figure belongs to: the one inside it, beside it, or the nearest before it."""
    start, end = figure.start, figure.end
    ours = [name for name in here if name.systems or name.version]
    foreign = [n for n in here if {n.text, n.text.removesuffix("s"), n.text.partition("-")[0]} & FOREIGN]
    inside = [name for name in [*ours, *foreign] if start < name.start < end + 2 and figure.dimension == "count"]
    near = [name for name in here if 0 <= start - name.end < (400 if foreign and not ours else 50)]
    here = [name for name in here if name in ours or (name in near and not _SHOT_AT.search(low[: name.start]))]
    heading = next((name for name in here if name.start < own and name.systems), None)
    if heading and not any(set(name.systems) & set(heading.systems) for name in here if own <= name.start < end):
        return heading
    if inside:
        return inside[-1]
    before = [name for name in here if name.end <= start]
    straight = [name for name in before if not _is_oblique(low, name)]
    stop = next((one.start for one in some if one.start > start and one.dimension != "count"), len(low))
    first = next((name for name in here if end <= name.start < stop and not _is_oblique(low, name)), None)
    joint = low[end : first.start] if first else ""
    if first and joint in ("-", " ", " the ", " (") and not (straight and figure.dimension == "date"):
        return first
    if before and _OWN.fullmatch(low, before[-1].end, start):
        return before[-1]
    price = figure.dimension.startswith("money") and _FOR.fullmatch(joint)
    if first and len(joint) < 40 and _BEHIND.fullmatch(joint) and (not straight or first.part or price):
        return first
    if straight:
        of_last = [name for name in straight if name.systems == straight[-1].systems and not name.sensor]
        return next((name for name in reversed(of_last) if name.part and not straight[-1].part), straight[-1])
    return None


def _straight(sentence: Sentence, here: list[Mention]) -> list[Mention]:
    """The names that a sentence may be about: none behind `unlike`; another product's where it opens prose alone."""
    own = [name for name in here if name.systems or name.version]
    opening = [name for name in here if name.start < 8 and sentence.form == "prose" and sentence.text.count(" ") > 5]
    return [name for name in own if not _is_oblique(sentence.low, name)] or ([] if own else opening)


def _is_oblique(low: str, name: Mention) -> bool:
    """Whether a name only stands there for comparison; `unlike THAAD, which …` goes on about it."""
    compared = _OBLIQUE.search(low[max(0, name.start - 70) : name.start])
    return compared is not None and not re.match(r",? (?:which|that|whose)\b", low[name.end :])


def other_capitals(text: str, own: list[Mention]) -> bool:
    """Whether a word with a capital is neither a known name, a country nor a day: it may be a product."""
    known = {place for place, _ in countries_in(text)} | {at for name in own for at in range(name.start, name.end + 1)}
    return any(
        match.start() not in known and match[0].casefold().removesuffix("'s") not in EXPECTED_CAPITALS
        for match in _CAPITAL.finditer(text)
    )
