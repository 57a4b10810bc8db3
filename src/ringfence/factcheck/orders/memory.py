"""Claims on orders: whose, of which system, and what the sentence before has named already.

A sentence that names no buyer takes the one named last, where no other buyer stands beside; one that names no system takes
the one whose order the text has just spoken of. What cannot be told is not checkable, with the reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ringfence.factcheck.model import Claim, OrderPart
from ringfence.factcheck.orders.buyers import buyer, others_named
from ringfence.factcheck.orders.claims import MEASURE_OF, doubt_of, once, parts_of
from ringfence.factcheck.orders.facts import order_facts
from ringfence.factcheck.orders.grammar import Fact
from ringfence.factcheck.orders.tokens import HINT, Token, named_countries, tokens
from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.prose.names import Mention
from ringfence.factcheck.prose.text import Sentence
from ringfence.factcheck.reading.owners import find_owners
from ringfence.factcheck.reading.scene import Owner, Scene

KEPT = 3
"""For so many sentences an order is kept in mind."""
_OTHER_THINGS = Lazy(
    r"\b(?:jets?|fighters?|aircraft|planes?|helicopters?|submarines?|frigates?|warships?|ships?|tanks?|rifles?|howitzers?|vehicles?|bus(?:es)?|trains?|oil|gas|grain|wheat|vaccines?|satellites?|ammunition|shells?|engines?|tractors?|reactors?|bombs?|drones?)\b"
)


class Orders:
    """Reads a text's sentences in order; keeps the order that was spoken of last. `given`: the system of sentences that name none."""

    def __init__(self, records: Mapping[str, Mapping[str, Any]], given: str | None = None) -> None:
        self.records, self.given = records, given
        self.owner: Owner | None = None
        self.country: str | None = None
        self.unit: str | None = None
        self.contract: str | None = None
        self.distance = 0
        self.others: set[str] = set()
        self.several = False

    def read(
        self, low: str, cased: str, number: int, sentence: Sentence, mentions: list[Mention], before: Owner | None, last: Owner | None
    ) -> list[Claim]:  # fmt: skip
        """The claims of a sentence on orders. `last` is the system that the text named last before it."""
        self.distance += 1
        own = any(m.systems for m in mentions)
        if own:
            self.several = len({m.systems for m in mentions}) > 1
        kept = self._kept(sentence, mentions, last) if not own and not before else None
        pointed = not own and self.given is None
        s = (low, sentence.start, sentence.end)
        if not (own or before or kept) or not HINT.search(*s) or (not own and _OTHER_THINGS.get.search(*s)):
            self._others(cased, sentence)
            return []
        some = tokens(low, cased, sentence.start, sentence.end, mentions)
        facts = list(order_facts(some))
        if not facts:
            if own:
                self._note(sentence, mentions, some)
            else:
                self._others(cased, sentence)
            return []
        scene = Scene(low, cased, number, sentence, mentions, before or kept)
        found = [claim for fact in facts for claim in self._claims(scene, some, fact, facts)]
        claims = once(sorted(found, key=lambda c: (c.start, c.end)))
        if pointed:
            claims = [self._same_unit(c) for c in claims]
        if claims:
            self._remember(sentence, claims)
        elif own:
            self._note(sentence, mentions, some)
        else:
            self._others(cased, sentence)
        return claims

    def _same_unit(self, claim: Claim) -> Claim:
        """A count of something else than the order in mind counts may be of something else altogether."""
        same = claim.unit is None or self.unit is None or claim.unit == self.unit or claim.doubt
        return (
            claim
            if same
            else replace(claim, doubt=f"counts {claim.unit}s where the order named before counts {self.unit}s")
        )

    def _note(self, sentence: Sentence, mentions: Sequence[Mention], some: Sequence[Token]) -> None:
        """`Turkey has bought the S-400` states no figure, and yet the next sentence may be about that order."""
        systems = {m.systems for m in mentions if m.systems}
        if len(systems) != 1 or not any(t.code in "OGLKDRJ" for t in some):
            return
        ids = systems.pop()
        home = {code for i in ids for code in self.records[i]["origin"]}
        named = {str(t.value) for t in some if t.code == "c"} - home
        self.owner, self.unit, self.contract, self.distance = (
            Owner(ids, paragraph=sentence.paragraph),
            None,
            None,
            0,
        )
        self.country, self.others = (next(iter(named)), set()) if len(named) == 1 else (None, named & self._buyers(ids))

    def _kept(self, sentence: Sentence, mentions: Sequence[Mention], last: Owner | None) -> Owner | None:
        """The system of the order in mind, where no other system was named since."""
        kept = self.owner
        if kept is None or last is None or self.distance > KEPT or sentence.paragraph - kept.paragraph > 1 or mentions:
            return None
        if set(last.systems) != set(kept.systems):
            return None
        doubt = "the sentence before names more than one system" if self.several else ""
        return replace(kept, doubt=doubt, spans=())

    def _others(self, cased: str, sentence: Sentence) -> None:
        """Other buyers of the system in mind that were named since."""
        if self.owner and self.distance <= KEPT:
            named = {code for code, *_ in named_countries(cased[sentence.start : sentence.end])}
            self.others |= named & self._buyers(self.owner.systems) - {self.country}

    def _buyers(self, systems: Sequence[str]) -> set[str]:
        return {a["operator"] for i in systems for a in self.records[i].get("acquisitions") or ()}

    def _remember(self, sentence: Sentence, claims: Sequence[Claim]) -> None:
        systems = {c.systems for c in claims}
        countries = {c.country for c in claims if c.country}
        first = claims[0]
        if self.owner is None or set(self.owner.systems) != set(first.systems):
            self.country, self.contract = None, None
        doubt = "the sentence before names more than one system" if len(systems) > 1 else ""
        self.owner = Owner(first.systems, named=first.named, paragraph=sentence.paragraph, doubt=doubt)
        if len(countries) == 1:
            country, before = next(iter(countries)), self.country if self.distance <= KEPT else None
            self.country, self.others = country, {before} - {country} if before else set()
        elif countries:
            self.country, self.others = None, countries
        years = {c.date[:4] for c in claims if c.measure == "signed" and c.date}
        self.contract = years.pop() if len(years) == 1 else self.contract if len(countries) < 2 else None
        self.unit = next((c.unit for c in claims if c.unit), self.unit)
        self.distance = 0

    def _claims(self, scene: Scene, some: Sequence[Token], fact: Fact, facts: Sequence[Fact]) -> Iterator[Claim]:
        inside = some[fact.first : fact.last]
        start, end = inside[0].start, inside[-1].end
        item = fact.item
        owners = self._owners(scene, fact, some, start, end)
        unit = (
            item.unit if item and item.unit else next((f.item.unit for f in facts if f.item and f.item.unit), self.unit)
        )
        years = {f.dates[0].first[:4] for f in facts if f.kind == "signed" and not f.loose}
        contract = years.pop() if len(years) == 1 else None
        for owner in owners:
            home = {code for i in owner.systems for code in self.records[i]["origin"]}
            country, doubt = buyer(some, fact, home)
            if country is None:
                country, doubt = self._unnamed(others_named(some, home), owner.systems)
            doubt = owner.doubt or doubt or doubt_of(scene, fact, start, end)
            year = contract or (
                self.contract if country == self.country and not any(f.kind == "signed" for f in facts) else None
            )
            base = Claim(
                scene.number, start, end, owner.systems, MEASURE_OF.get(fact.kind, fact.kind), named=owner.named, doubt=doubt, spans=((start, end), *owner.spans),
                hedges=scene.hedges, country=country, unit=unit, positive=not fact.denied, bound=item.bound if item else fact.bound, order=OrderPart(contract=year, by=fact.by, loose=fact.loose),
            )  # fmt: skip
            yield from parts_of(base, fact)

    def _owners(self, scene: Scene, fact: Fact, some: Sequence[Token], start: int, end: int) -> list[Owner]:
        item = fact.item
        if item and item.systems and not item.foreign:
            inside = [t.value for t in some[item.first : item.last] if t.code == "s"]
            if len(inside) == 1 and isinstance(inside[0], Mention):
                m = inside[0]
                return [Owner(m.systems, None, m.named, None, ((m.start, m.end),))]
        own = {m.systems for m in scene.mentions if m.systems}
        foreign = any(not m.systems for m in scene.mentions)
        if len(own) == 1 and not foreign:
            m = next(m for m in scene.mentions if m.systems)
            return [Owner(m.systems, None, m.named, None, ((m.start, m.end),))]
        return find_owners(scene, start, end)[0]

    def _unnamed(self, named: set[str], systems: tuple[str, ...]) -> tuple[str | None, str]:
        buyers = self._buyers(systems)
        if (
            self.owner
            and set(self.owner.systems) == set(systems)
            and self.distance <= KEPT
            and (self.country or self.others)
        ):
            others = (named | self.others) & buyers - {self.country}
            if self.country and not others:
                return self.country, ""
            return (
                None,
                f"whose order is meant cannot be told: {', '.join(sorted({*others, *([self.country] if self.country else [])}))} are named",
            )
        return (
            (next(iter(named)), "")
            if len(named) == 1
            else (None, "names more than one country" if len(named) > 1 else "")
        )
