"""Saying the same in other words, units and letters changes no verdict."""

import html
import re
from collections import Counter
from collections.abc import Callable
from itertools import permutations

import pytest
from factcheck_scoring import Item, Row, corpus, row, verdicts
from hypothesis import given
from hypothesis import strategies as st

_KM = re.compile(
    r"(?<![\d,.(-])(?<!or about )(\d{2,3}(?:,\d{3})?) (?:km|kilometres|kilometers)\b(?! ?(?:/|\(|per|a sec|up to))"
)


def rows(text: str, item: Item | None = None) -> Counter[Row]:
    """The verdicts on a text, checked as the item is."""
    item = item or {}
    return Counter(row(v) for v in verdicts(text, item.get("system"), item.get("as_of")))


def _in_miles(match: re.Match[str]) -> str:
    km = float(match[1].replace(",", ""))
    return f"{km / 1.609344:,.0f} miles" if km >= 20 else match[0]


_MILES = re.compile(
    r"(?<![\d,.(-])(?<!or about )(\d{2,3}) miles\b(?! ?(?:/|\(|per|an hour|up to|or ))(?<!nautical miles)"
)


def _in_km(match: re.Match[str]) -> str:
    return (
        f"{float(match[1]) * 1.609344:,.0f} km" if float(match[1]) > 62 else match[0]
    )  # of fewer, a kilometre is too coarse


REWRITES: dict[str, Callable[[str], str]] = {
    "kilometres as rounded miles": lambda text: text if "mile" in text else _KM.sub(_in_miles, text),
    "miles as rounded kilometres": lambda text: text if "km" in text or "kilomet" in text else _MILES.sub(_in_km, text),
    "small letters but for names": lambda text: text.replace("The ", "the ").replace("It ", "it "),
    "typographic quotes and hyphens": lambda text: text.replace("'", "’").replace('"', "”").replace("-", "\u2011"),
    "dashes for hyphens": lambda text: re.sub(r"(?<=\w)-(?=\w)", "–", text),
    "wide and doubled spaces": lambda text: text.replace(" ", "\u00a0 "),
    "broken lines": lambda text: re.sub(r"((?:\S+ ){4}\S+) ", r"\1\n", text),
    "capitals": str.upper,
    "marks of direction": lambda text: text.replace(" ", "\u200f "),
    "HTML": lambda text: f"<html><body><p>{html.escape(text)}</p></body></html>",
    "words in capitals": lambda text: re.sub(r"\b(?:km|aircraft|drones|ballistic missiles|kilomet\w+)\b", lambda m: m[0].upper(), text),
}  # fmt: skip


@pytest.mark.parametrize("name", REWRITES)
def test_rewritten(name: str) -> None:
    """Every sentence of the corpus keeps its verdicts when it is rewritten without a change of meaning."""
    for item in corpus():
        rewritten = REWRITES[name](item["text"])
        assert rows(rewritten, item) == rows(item["text"], item), rewritten


@pytest.mark.parametrize("order", list(permutations(["aircraft", "drones", "cruise missiles", "ballistic missiles"])))
def test_order_of_classes(order: tuple[str, ...]) -> None:
    """The order in which targets are listed changes nothing."""
    listed = f"{', '.join(order[:-1])} and {order[-1]}"
    text = f"The S-400 can intercept {listed} at ranges of up to 400 km."
    assert rows(text) == rows(
        "The S-400 can intercept aircraft, drones, cruise missiles and ballistic missiles at ranges of up to 400 km."
    )


@given(st.integers(20, 900))
def test_kilometres_and_miles(km: int) -> None:
    """A range in kilometres and the same in miles, rounded, get one verdict wherever it does not lie within the rounding."""
    sentence = "The S-400 can hit ballistic missiles at {}.".format
    if not 58 <= km <= 62 and not 395 <= km <= 405:
        assert (
            rows(sentence(f"{km} km"))
            == rows(sentence(f"{km / 1.609344:.0f} miles"))
            == rows(sentence(f"{km / 1.852:.0f} nautical miles"))
        )


@given(st.integers(1, 2000), st.integers(1, 2000))
def test_monotone(one: int, other: int) -> None:
    """Whoever claims more is never judged better."""
    rank = ["supported", "disagree", "contradicted"]
    low, high = (verdict_of(f"The S-400 can hit ballistic missiles at {km} km.") for km in sorted((one, other)))
    assert rank.index(low) <= rank.index(high)


def verdict_of(text: str) -> str:
    """The one verdict on a text."""
    ((_, _, _, outcome),) = rows(text)
    return outcome
