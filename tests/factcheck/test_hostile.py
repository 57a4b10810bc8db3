"""Input of any size and kind: bounded time, a clear answer or error."""

import time

import pytest
from factcheck_scoring import frozen

from ringfence.errors import UsageError
from ringfence.factcheck import factcheck
from ringfence.factcheck.render import render

SENTENCE = "The S-400 can hit aircraft at 400 km. "
LARGE = {
    "a million digits": f"The S-400 has a range of {'1' * 1_000_000} km.",
    "numbers without end": "1,2,3,4,5,6,7,8,9,0 km " * 40_000,
    "no sentence's end": SENTENCE.replace(".", "") * 25_000,
    "no space": "S-400" * 200_000,
    "nothing but names": "Patriot THAAD S-400 Iron Dome " * 30_000,
    "brackets": "(" * 1_000_000,
    "open tags": "<p>" + "<a '" * 250_000,
    "open comments": "<p>" + "<!--" * 250_000,
    "open scripts": "<p>" + "<script>" * 120_000,
    "marks of direction": "\u200fThe \u202eS-400 can hit aircraft at 400 km. " * 25_000,
    "one statement over and over": SENTENCE * 27_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_bounded(name: str) -> None:
    """A megabyte of anything is read in seconds."""
    began = time.perf_counter()
    report = factcheck(LARGE[name], frozen())
    render(report, "text")
    assert time.perf_counter() - began < 30


def test_too_many_statements() -> None:
    """More statements than are checked: the report says so, and it is no pass."""
    report = factcheck(SENTENCE * 6_000, frozen())
    assert report.reading.full
    assert report.exit_code == 1
    assert "the rest was not read" in render(report, "text")


@pytest.mark.parametrize("text", ["x" * 6_000_000, "S-400\0 400 km"])
def test_refused(text: str) -> None:
    """What is too long or binary is refused with the reason."""
    with pytest.raises(UsageError):
        factcheck(text, frozen())


def test_scripts_are_not_read() -> None:
    """A statement inside a script, a style or a comment is none."""
    hidden = f"<p>Nothing.</p><script>{SENTENCE}</script><style>{SENTENCE}</style><!-- {SENTENCE} --><svg><text>{SENTENCE}</text></svg>"
    assert not factcheck(hidden, frozen()).verdicts
