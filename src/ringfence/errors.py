"""The errors that ringfence raises: each says what was found, where, and what is allowed.

Exit codes: 1 where the answer is "no" or problems were found, 2 for wrong usage or bad data.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ringfence.english import counted


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a text file; line and column count from 1, and 0 means that it is not known."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file.replace("\n", "\\n"), *(str(part) for part in (self.line, self.column) if part)])


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with one file. `code` is stable, so that tools may sort and filter by it."""

    place: Place
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        text = f"{self.place}: {self.message} [{self.code}]"
        return f"{text}\n    {self.hint}" if self.hint else text


class RingfenceError(Exception):
    """Base of all errors that a user can cause; the command line prints it without a traceback."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n  {self.hint}" if self.hint else self.message


class UsageError(RingfenceError):
    """A request that cannot be meant: an unknown option value, an impossible combination."""


class ValueRefused(RingfenceError, ValueError):
    """A text that the value grammar does not take.

    `position` is the offset of the first character that does not fit, `suggestion` a text that would be taken.
    """

    def __init__(self, text: str, reason: str, *, position: int = 0, suggestion: str | None = None) -> None:
        hint = f"did you mean {suggestion!r}?" if suggestion else None
        super().__init__(f"cannot read the value {shortened(text)!r}: {reason}", hint=hint)
        self.text = text
        self.reason = reason
        self.position = position
        self.suggestion = suggestion


class NotFound(RingfenceError):
    """A name that nothing carries; the hint lists the nearest names, and `known`, what there is or where it
    is listed.
    """

    def __init__(
        self, what: str, name: str, candidates: Iterable[str] = (), *, close: Sequence[str] = (), known: str = ""
    ) -> None:
        close = list(close) or nearest(name, candidates, 5)
        hints = [f"did you mean {', '.join(close)}?"] if close else []
        super().__init__(
            f"no {what} is called {shortened(name)!r}", hint="\n  ".join([*hints, *([known] if known else [])]) or None
        )
        self.name = name
        self.close = close
        self.known = known


class Ambiguous(RingfenceError):
    """A name that several systems carry; the hint lists them."""

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        super().__init__(f"{name!r} may mean several systems", hint=f"name one of: {', '.join(candidates)}")
        self.name = name
        self.candidates = tuple(candidates)


class Incomparable(UsageError):
    """Two measures of unlike kinds put side by side, or units that do not convert into each other."""


class CatalogError(RingfenceError):
    """One or more catalog files that cannot be read; all their problems at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        count = len(self.problems)
        head = f"{counted(count, 'problem')} in what was read"
        super().__init__("\n".join([head, *(str(problem) for problem in self.problems)]))


def shortened(text: str, width: int = 60) -> str:
    """The text, cut where it is too long for a message."""
    return text if len(text) <= width else f"{text[: width - 3]}..."


def nearest(word: str, candidates: Iterable[str], count: int = 1) -> list[str]:
    """The candidates most like the word, best first; none where nothing is near."""
    from difflib import get_close_matches

    known = {candidate.casefold(): candidate for candidate in candidates}
    return [known[close] for close in get_close_matches(word.casefold(), known, n=count, cutoff=0.6)]
