"""A small, safe filter over systems: `range_max[ballistic-missile] >= 50 km and origin == RUS`.

    filter  := all ("or" all)*          all := one ("and" one)*         one := "not" one | "(" filter ")" | test
    test    := MEASURE ["[" TARGET "]"] OP VALUE | "engages[" TARGET "]" ("=="|"!=") yes|no|disputed|unknown | FIELD OP
    WORDS
    OP      := == != >= <= > <, for a FIELD also contains          FIELD := id name origin kind platform status
    reference maker nato variant_of

An origin (or country) is a country's name or code; `contains` looks for a part of a name. `300km` is read as `300 km`.
A word that a kind, platform, status or reference cannot be is refused, with those that there are.
Figures are compared by the value that a cell shows, in SI; an unknown figure satisfies no comparison but `== unknown`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, ge, gt, le, lt, ne
from typing import NoReturn, TypeVar, get_args

from ringfence.catalog.names import fold
from ringfence.catalog.store import Catalog
from ringfence.errors import NotFound, RingfenceError, UsageError, nearest
from ringfence.evidence.figures import cell_of
from ringfence.evidence.rule import Rule
from ringfence.specs.countries import country_names, read_country
from ringfence.specs.measures import MeasureInfo, read_measure
from ringfence.specs.system import System
from ringfence.specs.targets import read_target
from ringfence.specs.words import Platform, Reference, SystemKind, SystemStatus
from ringfence.units.value import Value, known_units, parse_value

T = TypeVar("T")
Holds = Callable[[System, Rule], bool]
_OPS: dict[str, Callable[[float, float], bool]] = {"==": eq, "!=": ne, ">=": ge, "<=": le, ">": gt, "<": lt}
_TOKEN = re.compile(
    r"\s*(?:(?P<op>==|!=|>=|<=|>|<|=)|(?P<mark>[()\[\]])|(?P<text>\"[^\"]*\"|'[^']*')|(?P<word>[^\s()\[\]<>=!\"']+))"
)
_FIELDS: dict[str, Callable[[System], tuple[str | None, ...]]] = {
    "id": lambda s: (s.id,),
    "name": lambda s: s.names,
    "origin": lambda s: s.origin,
    "kind": lambda s: (s.kind,),
    "platform": lambda s: s.platform,
    "status": lambda s: (s.status,),
    "reference": lambda s: (s.reference,),
    "maker": lambda s: (s.maker,),
    "nato": lambda s: (s.nato_name,),
    "variant_of": lambda s: (s.variant_of,),
}
_ALSO_CALLED = {"country": "origin", "type": "kind", "class": "reference", "nato_name": "nato"}
_WORDS: dict[str, tuple[str, ...]] = {
    "kind": get_args(SystemKind), "platform": get_args(Platform), "status": get_args(SystemStatus),
    "reference": get_args(Reference),
}  # fmt: skip
"""Fields that hold one of a few words."""
_TIGHT = re.compile(r"(.*\d)([A-Za-z/]+)")
_LONGEST = 2000
_DEEPEST = 50
_LONGEST_COUNTRY = 4


@dataclass(frozen=True)
class Filter:
    """A filter that has been read: `holds(system, rule)`, and the measures with classes that it asks about."""

    text: str
    holds: Holds
    asks: tuple[tuple[MeasureInfo, str | None], ...]
    scales: tuple[tuple[MeasureInfo, str | None, str], ...] = ()
    """Measure, class and the dimension that it is compared in: Mach numbers are never compared with m/s, nor USD with
    EUR.
    """


def parse_filter(text: str) -> Filter:
    """Read a filter. Raises UsageError with the column of what cannot be read and what is allowed there."""
    reader = _Reader(text)
    holds = reader.either(0)
    if reader.here < len(reader.tokens):
        reader.fail("'and', 'or' or the end is wanted here")
    return Filter(text, holds, tuple(dict.fromkeys(reader.asks)), tuple(dict.fromkeys(reader.scales)))


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.here = 0
        self.asks: list[tuple[MeasureInfo, str | None]] = []
        self.scales: list[tuple[MeasureInfo, str | None, str]] = []
        self.tokens: list[tuple[str, int]] = []
        if len(text) > _LONGEST:
            raise UsageError(f"the filter is longer than {_LONGEST} characters")
        position = 0
        while text[position:].strip():
            match = _TOKEN.match(text, position)
            if match is None:
                self.tokens.append((text[position:].strip()[0], position))
                self.here = len(self.tokens) - 1
                self.fail("this cannot be read")
            kind = match.lastgroup or ""
            self.tokens.append((match[kind], match.start(kind)))
            position = match.end()
        if not self.tokens:
            raise UsageError("the filter is empty", hint='for example: --where "range_max[aircraft] >= 100 km"')

    def fail(self, reason: str, hint: str | None = None) -> NoReturn:
        at = self.tokens[self.here][1] if self.here < len(self.tokens) else len(self.text)
        raise UsageError(f"filter, column {at + 1}: {reason}\n  {self.text}\n  {' ' * at}^", hint=hint)

    def peek(self) -> str:
        return self.tokens[self.here][0] if self.here < len(self.tokens) else ""

    def take(self, wanted: str | None = None) -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            self.fail(f"{wanted!r} is wanted here" if wanted else "something is missing here")
        self.here += 1
        return token

    def either(self, depth: int) -> Holds:
        parts = [self.both(depth)]
        while self.peek().casefold() == "or":
            self.take()
            parts.append(self.both(depth))
        return parts[0] if len(parts) == 1 else lambda s, r: any(part(s, r) for part in parts)

    def both(self, depth: int) -> Holds:
        parts = [self.one(depth)]
        while self.peek().casefold() == "and":
            self.take()
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else lambda s, r: all(part(s, r) for part in parts)

    def one(self, depth: int) -> Holds:
        if depth > _DEEPEST:
            self.fail(f"nested deeper than {_DEEPEST} levels")
        if self.peek().casefold() == "not":
            self.take()
            inner = self.one(depth + 1)
            return lambda s, r: not inner(s, r)
        if self.peek() == "(":
            self.take()
            inner = self.either(depth + 1)
            self.take(")")
            return inner
        return self.test()

    def test(self) -> Holds:
        start = self.here
        name = self.take()
        name = _ALSO_CALLED.get(name, name)
        target = None
        if self.peek() == "[":
            self.take()
            at = self.here
            word = self.take()
            self.take("]")
            target = self.guarded(at, lambda: read_target(word))
        if name == "engages":
            return self.yes_or_no(target)
        if name in _FIELDS:
            return self.field(name)
        info = self.guarded(start, lambda: read_measure(name), f"known fields: {', '.join(_FIELDS)}, engages[TARGET]")
        if info.targeted and target is None:
            self.here = start
            self.fail(f"{name} needs a target class", hint=f"such as {name}[aircraft]")
        return self.comparison(info, target)

    def guarded(self, at: int, read: Callable[[], T], more: str | None = None) -> T:
        try:
            return read()
        except RingfenceError as error:
            self.here = at
            self.fail(error.message, hint="\n  ".join(filter(None, (error.hint, more))) or None)

    def operator(self) -> str:
        if self.peek() == "=":
            self.fail("'=' is no comparison", hint="did you mean '=='?")
        if self.peek() not in _OPS:
            self.fail(f"a comparison is wanted here: {' '.join(_OPS)}")
        return self.take()

    def comparison(self, info: MeasureInfo, target: str | None) -> Holds:
        operator = self.operator()
        at = self.here
        words = self.words()
        self.asks.append((info, target))
        if words == ["unknown"] and operator in ("==", "!="):
            return lambda s, r: (cell_of(s, info.name, target, r).best is None) == (operator == "==")
        wanted = self.guarded(at, lambda: parse_value(_spaced(" ".join(words))))
        self.scales.append((info, target, wanted.dimension))
        if wanted.dimension.split(":")[0] not in (
            (info.dimension, "mach") if info.dimension == "speed" else (info.dimension,)
        ):
            self.here = at
            self.fail(f"{info.name} is a {info.dimension}, and {wanted.text!r} a {wanted.dimension}")
        return lambda s, r: _compares(s, info, target, r, operator, wanted)

    def words(self) -> list[str]:
        """What stands there up to the next `and`, `or` or bracket."""
        found = [self.take().strip("\"'")]
        while self.peek() and self.peek().casefold() not in ("and", "or", ")"):
            found.append(self.take().strip("\"'"))
        return found

    def yes_or_no(self, target: str | None) -> Holds:
        if target is None:
            self.fail("engages needs a target class", hint="such as engages[drone] == yes")
        operator = self.operator()
        answers: dict[str, object] = {"yes": True, "no": False, "disputed": "disputed", "unknown": None}
        word = self.take().casefold()
        if word not in answers or operator not in ("==", "!="):
            self.here -= 1
            self.fail("engages is compared by == or != with yes, no, disputed or unknown")
        known = str(target)
        return lambda s, r: (cell_of(s, "range_max", known, r).engages.answer == answers[word]) == (operator == "==")

    def field(self, name: str) -> Holds:
        if self.peek().casefold() == "contains":
            self.take()
            part = fold(self.take().strip("\"'"))
            return lambda s, _: any(part in fold(v) for v in _told(name, s))
        operator = self.operator()
        if operator not in ("==", "!="):
            self.here -= 1
            self.fail(f"{name} is compared by ==, != or contains")
        wanted = fold(self.country() if name == "origin" else self.word_of(name))
        return lambda s, _: (wanted in [fold(v) for v in _FIELDS[name](s) if v]) == (operator == "==")

    def word_of(self, name: str) -> str:
        """The word that stands here; of a field that holds one of a few words, one of these."""
        at, there = self.here, _WORDS.get(name)
        if there is None:
            return self.take().strip("\"'")
        said = "-".join(self.words()).casefold()
        if fold(said) not in map(fold, there):
            self.here = at
            close = nearest(said, there)
            hint = f"did you mean {close[0]}?" if close else f"there are: {', '.join(there)}"
            self.fail(f"no {name} is called {said!r}", hint=hint)
        return said

    def country(self) -> str:
        """The code of the country that stands here, be it of several words."""
        words = [token.strip("\"'") for token, _ in self.tokens[self.here : self.here + _LONGEST_COUNTRY]]
        for length in range(1, len(words) + 1):
            try:
                code = read_country(" ".join(words[:length]))
            except NotFound:
                continue
            self.here += length
            return code
        return self.guarded(self.here, lambda: read_country(words[0] if words else ""))


def _told(name: str, system: System) -> list[str]:
    """What a field of a system says, a country by its code and its name."""
    values = [value for value in _FIELDS[name](system) if value]
    return [*values, *(country_names().get(code, code) for code in values)] if name == "origin" else values


def _spaced(text: str) -> str:
    """`300km` as the value grammar writes it."""
    found = _TIGHT.fullmatch(text)
    return f"{found[1]} {found[2]}" if found and found[2] in known_units() else text


def _compares(system: System, info: MeasureInfo, target: str | None, rule: Rule, operator: str, wanted: Value) -> bool:
    found = cell_of(system, info.name, target, rule)
    if found.si is None or found.value is None or found.value.dimension != wanted.dimension:
        return False
    return _OPS[operator](round(found.si, 6), round(wanted.si_low if info.minimum else wanted.si_high, 6))


def systems_where(catalog: Catalog, expression: str, rule: Rule = Rule()) -> tuple[System, ...]:  # noqa: B008  # frozen
    """The systems for which a filter holds, such as `range_max[ballistic-missile] >= 50 km and origin == RUS`.

    Raises UsageError with the place of what cannot be read.
    """
    holds = parse_filter(expression).holds
    return tuple(system for system in catalog if holds(system, rule))
