"""How many of what: `three of the five S-400 squadrons`, `the last two`, `the fourth and fifth`, `five more S-400s`."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ringfence.factcheck.orders.tokens import Tokens
from ringfence.factcheck.prose.lazy import Lazy

_ITEM = Lazy(
    r"(?P<bound>m*)(?:(?P<sub>[n1abh0?])fd?c?d?(?P<total>[n1]?)|(?P<whole>[abh])d?(?P<of>[n1]?)|d?c?(?P<rest>l)(?P<resting>[n1]?)"
    r"|d?c?(?P<o1>o)(?:(?:,|,?&)d?(?P<o2>o)|1)?(?P<first>n?)(?!u?f[dc]?y)|d?c?(?P<before>\+?)(?P<n>[n1])(?P<after>[l+]?)|(?P<none>[0?]))"
    r"(?:(?P<mods>[zscxSl]{0,6}?)(?:(?P<unit>u)(?:fd?[zc]{0,2}sz{0,2}u?)?(?:fd?(?P<outof>[n1])(?![zscS]{0,4}u))?|(?P<plural>s)(?![zcS]{0,4}u)))?"
)


class Item(NamedTuple):
    """`first` and `last` are the tokens it spans, the last not included. `many` None: not said, as in `the rest`.

    `share`: 1 for all, 0.5 for half, 0 for none; `total`: of how many; `nth`: which ones; `end`: the last ones.
    """

    first: int
    last: int
    many: float | None = None
    total: float | None = None
    share: float | None = None
    nth: tuple[int, ...] = ()
    end: bool = False
    further: bool = False
    bound: str = "exactly"
    unit: str | None = None
    systems: tuple[str, ...] = ()
    bare: bool = False
    foreign: bool = False


_SHARES = {"a": 1.0, "b": 1.0, "h": 0.5, "0": 0.0, "?": 0.0}


def items(some: Tokens, code: str) -> Iterator[Item]:
    """The items of a sentence, in order; one that names no unit is `bare`, and must stand right beside its verb."""
    for m in _ITEM.get.finditer(code):

        def number(group: str, m: re.Match[str] = m) -> float | None:
            start = m.start(group)
            value = some[start].value if start >= 0 and m[group] else None
            return value if isinstance(value, float) else None

        def nth(group: str, m: re.Match[str] = m) -> tuple[int, ...]:
            value = some[m.start(group)].value if m[group] else None
            return (value,) if isinstance(value, int) else ()

        if code[m.start() - 1 : m.start()] == "f" and m["n"] and not m["unit"] and not m["plural"]:
            continue
        inside = some[m.start() : m.end()]
        bound = next((t.value for t in inside if t.code == "m"), "exactly")
        units = [t.value for t in some[m.start("unit") : m.end("unit")]] if m["unit"] else []
        which = (*nth("o1"), *nth("o2"))
        part = m["sub"] or m["whole"] or m["none"] or ""
        count = number("sub") if part in ("n", "1") else number("of") or number("resting") or number("n")
        share = _SHARES.get(part)
        if part == "b":
            count = 2.0
        if which == (1,) and m["first"]:  # the first three are a count
            which, count = (), number("first")
        elif m["first"]:
            continue
        total = number("total") if m["sub"] else number("of") if part == "a" else number("outof")
        mention = next((t.value for t in inside if t.code == "s"), None)
        yield Item(
            m.start(), m.end(), count, total, share, which, bool(m["rest"]) or m["after"] == "l", m["before"] == "+" or m["after"] == "+",
            str(bound), str(units[0]) if units and units[0] else None, getattr(mention, "systems", ()), not m["unit"] and not m["plural"], "x" in m[0],
        )  # fmt: skip
