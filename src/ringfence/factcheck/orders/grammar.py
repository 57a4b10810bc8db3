"""How the parts of a sentence on orders hang together: verbs with what they are said of, and with the dates that are theirs."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ringfence.factcheck.orders.items import Item, items
from ringfence.factcheck.orders.tokens import Date, Token, coded
from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.prose.money import Money

MOST_TOKENS, MOST_ITEMS = 160, 24
"""A sentence with more is a table."""
LONGEST = 18
"""So many tokens may stand between a verb and what it is said of."""
_BETWEEN = Lazy(  # what may stand between a subject and its verb
    r"(?:[,j\"]|e?[cg]?(?:H|I|IE|HE)?j*O(?:Bd?[zc]{1,3})?(?:i?d?y)?|[fFBrtiW]d?y?[zscyu]{0,3}K|[fFBrtiW]d?[zscyu]{1,4}|iy)*"
)
_BEFORE = Lazy(r"(?:[jd,]|rd?[zc]{1,3}|iy|Wd?[zc]{1,3}|Fd?[zc]{1,2}|t?d?z?c)*")  # … a verb and its object
_OPENING = Lazy(r"(?:e?[cg]?H?j*O(?:Bd?[zc]{1,2})?(?:iy)?)?,?")
_VERBS = frozenset("ODRAXPNJUSLZGQvCkp")


class Fact(NamedTuple):
    """One thing that a sentence says of an order; `first` and `last` are the tokens that say it, `verb` the place of the verb.

    `buyer` tells where the buyer stands: before (the verb's subject), after (to or for it), by, or open.
    """

    kind: str
    first: int
    last: int
    verb: int
    buyer: str
    item: Item | None = None
    dates: tuple[Date, ...] = ()
    by: bool = False
    money: Money | None = None
    bound: str = "exactly"
    denied: bool = False
    loose: bool = False


class Linked:
    """One sentence's tokens and items. `code` is the tokens' codes; `used` the places that a fact has been made of."""

    def __init__(self, some: Sequence[Token]) -> None:
        self.tokens = some
        self.code = coded(some)
        short = len(some) <= MOST_TOKENS
        found = [i for i in items(some, self.code) if not i.foreign] if short else []
        self.items = self._of_these(found) if len(found) <= MOST_ITEMS else []
        self.table = not short or len(found) > MOST_ITEMS
        self.used: set[int] = set()
        self._dated = (
            [(i, t, t.value, self._owner(i)) for i, t in enumerate(some) if isinstance(t.value, Date)] if short else []
        )

    def has(self, codes: str) -> bool:
        """Whether a token of one of these kinds is in the sentence."""
        return not self.table and any(code in self.code for code in codes)

    def _of_these(self, found: list[Item]) -> list[Item]:
        """`Of the five regiments, three …`: the three are of five regiments."""
        for i, (whole, item) in enumerate(pairwise(found), 1):
            opens = self.code[whole.first - 1 : whole.first] == "f" and whole.many and whole.unit
            if (
                opens
                and item.bare
                and item.total is None
                and _OPENING.get.fullmatch(self.code[whole.last : item.first])
            ):
                found[i] = item._replace(total=whole.many, unit=whole.unit, systems=whole.systems)
        return found

    def free(self, start: int, end: int) -> bool:
        """Whether no fact has been made of a span."""
        return not any(i in self.used for i in range(start, end))

    def subject(self, verb: int) -> Item | None:
        """What a verb is said of, before it."""
        floor = self.code.rfind(";", 0, verb) + 1
        for item in reversed([i for i in self.items if floor <= i.first and i.last <= verb]):
            gap = self.code[item.last : verb]
            if item.bare and gap.strip("jH") and not (item.nth or item.end or item.share is not None):
                return None
            if len(gap) <= LONGEST and _BETWEEN.get.fullmatch(gap):
                return item
            if not item.bare:
                return None
        return None

    def object(self, verb: int, between: Lazy = _BEFORE) -> Item | None:
        """What stands behind a verb."""
        for item in self.items:
            if item.last <= verb or item.first < verb:
                continue
            gap = self.code[verb : item.first]
            after = self.code[item.last : item.last + 1]
            if item.bare and (gap.strip("jd") or after not in ("", ",", ";", "&", "i", "B", "F", "r", "t", "j", '"')):
                return None
            return item if len(gap) <= LONGEST and between.get.fullmatch(gap) else None
        return None

    def dates(self, start: int, end: int) -> tuple[tuple[Date, ...], bool, int]:
        """The dates that hang on a verb: those that it is the last verb before, else those before the first verb of the clause."""
        found, by, last = [], False, end
        for i, _, value, owner in self._dated:
            if not start <= owner < end or "K" in self.code[i + 1 : i + 3]:
                continue
            found.append(value)
            by = by or "B" in self.code[max(i - 3, 0) : i]
            last = max(last, i + 1)
        return tuple(found), by, last

    def _owner(self, place: int) -> int:
        floor, ceiling = self.code.rfind(";", 0, place) + 1, self.code.find(";", place)
        before = next((k for k in range(place - 1, floor - 1, -1) if self.code[k] in _VERBS), -1)
        stop = ceiling if ceiling >= 0 else len(self.code)
        return before if before >= 0 else next((k for k in range(place, stop) if self.code[k] in _VERBS), -1)

    def each(
        self, kind: str, item: Item, dates: tuple[Date, ...], by: bool, start: int, end: int, last: int, role: str, denied: bool = False
    ) -> Iterator[Fact]:  # fmt: skip
        """`the fourth … in 2026 and the fifth in 2027`: each with its own date."""
        others = [i for i in self.items if i.first >= max(end, item.last) and i.last < last and (i.nth or i.end)]
        if not others or not dates:
            yield Fact(kind, min(item.first, start), last, end - 1, role, item, dates, by, denied=denied)
            return
        places = [k for k in range(end, last) if self.code[k] == "y"]
        chain = [item, *others]
        for i, one in enumerate(chain):
            stop = chain[i + 1].first if i + 1 < len(chain) else last
            own = tuple(self.tokens[k].value for k in places if max(one.last, end) <= k < stop)
            if own:
                begin = min(one.first, start) if i == 0 else one.first
                made = one._replace(unit=one.unit or item.unit, systems=one.systems or item.systems)
                when = tuple(d for d in own if isinstance(d, Date))
                yield Fact(kind, begin, stop, end - 1, role, made, when, by, denied=denied)
