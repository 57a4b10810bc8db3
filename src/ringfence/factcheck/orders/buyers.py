"""Whose order a sentence speaks of: by the verb's voice, by `to` and `by`, by the possessive, else the one country that is named."""

from collections.abc import Iterator, Sequence

from ringfence.factcheck.orders.grammar import Fact
from ringfence.factcheck.orders.tokens import Token, coded
from ringfence.factcheck.prose.lazy import Lazy

_TO = Lazy(r"[tF]d?[zy]{0,2}c(?![zy$sn]{0,4}K)")
_BY = Lazy(r"Bd?z{0,2}c")
_OWNED = Lazy(r"c[zysnuo$j-]{0,5}K")
_SPEAKER = Lazy(r"[z,']{0,3}/")
_NOT_A_BUYER = ("W", "r", "~")
Named = tuple[int, str]
"""The place of a country among the tokens, and its code."""


def buyer(some: Sequence[Token], fact: Fact, home: set[str]) -> tuple[str | None, str]:
    """The country that a fact is about, and a doubt where it may be several; None where its own words do not say."""
    code = coded(some)
    named = [(i, str(t.value)) for i, t in enumerate(some) if t.code == "c"]
    floor, ceiling = code.rfind(";", 0, fact.verb) + 1, code.find(";", fact.verb)
    clause = (floor, ceiling if ceiling >= 0 else len(code))
    place = next(_candidates(some, code, fact, named, home, clause), None)
    if place is None:
        return None, ""
    country = str(some[place].value)
    beside = [i for i, c in named if abs(i - place) == 2 and i <= fact.verb and c not in (country, *home)]
    several = any(
        code[min(i, place) + 1] == "&" or (code[min(i, place) + 1] == "," and "&" in code[max(0, place - 3) : place])
        for i in beside
    )
    return country, "names more than one buyer" if several else ""


def _candidates(
    some: Sequence[Token], code: str, fact: Fact, named: Sequence[Named], home: set[str], clause: tuple[int, int]
) -> Iterator[int]:
    """Where the buyer stands, the surest place first."""
    floor, ceiling = clause
    foreign = [i for i, c in named if c not in home]
    pattern, start = (_BY, fact.verb) if fact.buyer == "by" else (_TO, fact.first)
    hit = pattern.get.search(code, start, ceiling)
    if hit:
        place = hit.end() - 1
        if not some[place].text.endswith("'s") and (fact.buyer != "before" or place in foreign):
            yield place
    yield from (i for i in foreign if floor <= i < ceiling and _OWNED.get.match(code, i))
    if fact.buyer != "after":
        plain = [
            i
            for i, _ in named
            if floor <= i <= fact.verb and not _beside(code, i) and not _SPEAKER.get.match(code, i + 1)
        ]
        yield from [i for i in plain if i in foreign][-1:]
        if fact.buyer == "before" and not foreign:
            yield from plain[-1:]
    if fact.buyer == "before":
        yield from (i for i in foreign if some[i - 1].text == "with" and fact.verb <= i + 3)
    if fact.buyer == "after" and fact.kind != "delivered":
        yield from (i for i in foreign if i > fact.verb)


def _beside(code: str, place: int) -> bool:
    """`unlike China`, `from Germany`."""
    return any(code[k] in _NOT_A_BUYER for k in range(max(0, place - 2), place) if "c" not in code[k:place])


def others_named(some: Sequence[Token], home: set[str]) -> set[str]:
    """The countries of a sentence that may be the buyer where its grammar does not tell."""
    found = set()
    for i, token in enumerate(some):
        lead = some[i - 1].code if i else ""
        if token.code == "c" and lead not in _NOT_A_BUYER and not (lead == "t" and token.text.endswith("'s")):
            found.add(str(token.value))
    return found - home
