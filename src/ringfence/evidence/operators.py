"""Who operates what. An order is no operation: what sources say of use and what they say of orders stand apart."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ringfence.evidence.counts import Entry, Said, when, why_it_cannot_count
from ringfence.evidence.orders import Holding, holding, known
from ringfence.evidence.origins import origin_of, origins
from ringfence.specs.statement import PartialDate, Source
from ringfence.specs.system import System
from ringfence.specs.words import Use


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties a country to a system: what sources say of its use, and its acquisitions. `country`: ISO 3166-1
    alpha-3.
    """

    system: System
    country: str
    said: tuple[Said, ...]
    holdings: tuple[Holding, ...]
    left_out: frozenset[str]

    @property
    def use(self) -> Use:
        """Whether it operates the system: yes and no stand side by side as `disputed`, unless every no is of a later
        date.
        """
        counting = [s for s in self.said if not s.why_not]
        yes, no = ([s for s in counting if getattr(s.statement, "value", None) is answer] for answer in (True, False))
        if not yes:
            return "no longer" if no else "not stated"
        if not no:
            return "operates"
        later = min(when(s.told) for s in no) > max(when(s.told) for s in yes) > when(None)
        return "no longer" if later else "disputed"

    @property
    def words(self) -> tuple[str, ...]:
        """Use first, then what its acquisitions came to: `operates`, `delivered`, `ordered`, `pledged`, `talks` …"""
        use = () if self.use == "not stated" else (self.use,)
        return tuple(dict.fromkeys([*use, *(h.stage for h in self.holdings)]))

    @property
    def sources(self) -> dict[str, Source]:
        """Every source that speaks of it."""
        keys = dict.fromkeys([*(s.source for s in self.said), *(key for h in self.holdings for key in h.sources)])
        return {key: self.system.sources[key] for key in keys}

    @property
    def origins(self) -> int:
        """How many of its sources are independent."""
        return origins(tuple(self.sources), self.system.sources)

    @property
    def stated(self) -> int:
        """How many independent sources speak of its use."""
        return origins([s.source for s in self.said if not s.why_not], self.system.sources)

    @property
    def told(self) -> int:
        """How many independent sources speak of its acquisitions."""
        return origins([key for h in self.holdings for key in h.sources], self.system.sources)

    @property
    def newest(self) -> PartialDate | None:
        """The newest day on which somebody spoke of it."""
        days = [*(s.told for s in self.said), *(h.newest for h in self.holdings)]
        return max((day for day in days if day), key=when, default=None)


def ties(
    systems: Iterable[System],
    *,
    countries: Collection[str] = (),
    as_of: PartialDate | None = None,
    since: PartialDate | None = None,
) -> Iterator[Tie]:
    """Every country that sources tie to these systems, as known by the last day of `as_of`; of `countries` alone where
    some are named.

    With `since` only those with orders that began on that day or later, and only these orders. Statements whose source
    has no date are left out of an as-of answer and counted.
    """
    day = as_of.last if as_of else None
    for system in systems:
        held: dict[str, list[Holding]] = {}
        for acquisition in system.acquisitions:
            found = holding(system, acquisition, as_of)
            if found and found.since(since):
                held.setdefault(acquisition.operator, []).append(found)
        for country in sorted({*system.operators, *held}):
            if (countries and country not in countries) or (since and country not in held):
                continue
            left: set[str] = set()
            said = [
                Entry("operators", key, system.sources[key], statement, origin_of(key, system.sources))
                for key, statement in known(system, system.operators.get(country, {}), day, left)
            ]
            if said or country in held:
                some = tuple(held.get(country, ()))
                left |= {key for h in some for key in h.left_out}
                stated = tuple(replace(e.said(None), why_not=why_it_cannot_count(e.statement)) for e in said)
                yield Tie(system, country, stated, some, frozenset(left))
