"""What a reader may ask of the evidence rule, and the rule in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from ringfence.errors import UsageError, nearest
from ringfence.specs.statement import PartialDate, Source, StatementBase, read_date
from ringfence.specs.words import By, Choice, SourceKind

RULE = """\
1. Every record names a reference class. A figure for which its source names no target is about that class, and about
   no other.
2. One figure for classes of several families (aircraft and ballistic missiles) is about the reference class alone;
   for the others it says at most yes°.
3. A class of the reference class's family that is engaged, but has no figure of its own, reads `yes, ≤ 40 km`: no
   farther than the reference class. That is reasoning, not a figure: it is never sorted, counted or drawn unasked.
4. Statements on one missile form a group, those on the system another; the only missile of a record is the system. A
   cell shows the group with most origins, or the record's headline, which has a reason. Missiles are never averaged.
5. Sources that retell one text count once. One origin: its figure. Two that differ: their interval. Three and more:
   the lower median, which somebody stated, with the lowest and highest behind it.
6. Of five origins and more, those beyond twice or below half the median are listed, not counted; so is what a curator
   doubts, with the reason.
7. Heights above 40 km do not count for what flies by its wings.
8. Tests, plans, withdrawn statements, and those in which reach and the range of the threat cannot be told apart, are
   listed, not counted. A system that is not in service yet shows its plans, as planned.
"""
"""The evidence rule, as docs/evidence.md and `ringfence explain --rule-text` tell it."""


@dataclass(frozen=True, slots=True, init=False)
class Rule:
    """Which statements count, and which of them a cell shows; `Rule(as_of="2018", by="manufacturer")`.

    `by`: only figures for which one of these is quoted; `kind`: only sources of these kinds; `as_of`: only sources
    dated on or before the last day of this date, undated ones left out and counted.
    """

    choice: Choice = "typical"
    by: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    as_of: PartialDate | None = None

    def __init__(
        self, choice: Choice = "typical", by: str | Iterable[str] = (), kind: str | Iterable[str] = (),
        as_of: PartialDate | str | int | None = None,
    ) -> None:  # fmt: skip
        """Raises UsageError for a date that is none, and for a word that nobody is called."""
        if choice not in _CHOICES:
            raise UsageError(f"{choice!r} is no rule", hint=f"there are: {', '.join(_CHOICES)}")
        people, kinds = _words(by, _PEOPLE), _words(kind, _KINDS)
        for name, value in (("choice", choice), ("by", people), ("kind", kinds), ("as_of", read_day(as_of))):
            object.__setattr__(self, name, value)

    def turns_away(self, statement: StatementBase, source: Source, *, plans: bool = False) -> str | None:
        """Why a statement does not count under this rule; None where it does. `plans`: what is planned counts."""
        if statement.superseded:
            return f"superseded: {statement.superseded}"
        if statement.doubt:
            return f"doubt: {statement.doubt}"
        if statement.context == "unclear":
            return "unclear: reach, range of the threat or detection"
        if statement.context != "stated" and not (plans and statement.context == "planned"):
            return statement.context
        if self.by and statement.by not in self.by:
            return f"by {statement.by}"
        if self.kind and source.kind not in self.kind:
            return f"kind {source.kind}"
        if self.as_of:
            if source.published is None:
                return "undated"
            if source.published.last > self.as_of.last:
                return f"after {self.as_of}"
        return None

    @property
    def text(self) -> str:
        """The rule in words, for captions."""
        words: list[str] = [self.choice]
        words += [f"by {'/'.join(sorted(self.by))}"] if self.by else []
        words += [f"kind {'/'.join(sorted(self.kind))}"] if self.kind else []
        words += [f"as of {self.as_of}"] if self.as_of else []
        return ", ".join(words)


_CHOICES, _PEOPLE, _KINDS = get_args(Choice), frozenset(get_args(By)), frozenset(get_args(SourceKind))


def read_day(day: PartialDate | str | int | None) -> PartialDate | None:
    """A day, a month or a year that somebody names. Raises UsageError for what is none."""
    try:
        return None if day is None else read_date(day)
    except ValueError as error:
        raise UsageError(str(error)) from error


def _words(some: str | Iterable[str], known: frozenset[str]) -> frozenset[str]:
    parts = [some] if isinstance(some, str) else some
    words = frozenset(word.strip() for part in parts for word in part.split(",") if word.strip())
    odd = sorted(words - known)
    if odd:
        close = nearest(odd[0], known)
        more = f" Did you mean {close[0]!r}?" if close else ""
        raise UsageError(f"{odd[0]!r} is none of {', '.join(sorted(known))}.{more}")
    return words
