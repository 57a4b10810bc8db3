"""Sentences on orders, deliveries, expected deliveries and prices, judged by the records' acquisitions."""

import html
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import yaml
from factcheck_scoring import HERE, SHORT, frozen, read, verdicts

from ringfence.evidence.figures import Rule
from ringfence.factcheck import Report, factcheck
from ringfence.factcheck.judging.remarks import claim_text
from ringfence.factcheck.judging.verdict import Outcome, Saying
from ringfence.factcheck.prose.money import sums
from ringfence.factcheck.render import render
from ringfence.specs.statement import read_date

ORDER = frozenset(["signed", "ordered", "price", "delivered", "outstanding", "expected", "talks", "cancelled"])
LAST_OF_DEVELOPMENT = 161
ARTICLE = "India’s 2018 contract of five regiments has three delivered, the last two due in 2026 and 2027."
Item = dict[str, Any]
Row = tuple[str, str, str]


@cache
def sentences() -> tuple[Item, ...]:
    """The corpus of order sentences."""
    return tuple(yaml.safe_load((HERE / "orders.yaml").read_text(encoding="utf-8")))


def rows(text: str, item: Item | None = None) -> Counter[Row]:
    """System, measure and verdict of each claim on an order."""
    item = item or {}
    found = [v for v in verdicts(text, item.get("system"), item.get("as_of")) if v.claim.measure in ORDER]
    return Counter(("/".join(v.claim.systems), v.claim.measure, SHORT[v.outcome]) for v in found)


def decided(text: str, item: Item | None = None) -> Counter[Row]:
    """The same without what is not checkable."""
    return Counter({row: n for row, n in rows(text, item).items() if row[2] != "not-checkable"})


def labels(item: Item) -> Counter[Row]:
    """The labelled verdicts."""
    return Counter((s, m, v) for s, m, v in item.get("verdicts", ()))


def report(text: str, system: str | None = None, as_of: str | None = None) -> Report:
    """A text checked against the frozen records."""
    return factcheck(text, frozen(), system=system, rule=Rule(as_of=read_date(as_of)) if as_of else Rule())


def outcomes(text: str, system: str | None = None, as_of: str | None = None) -> list[tuple[str, str]]:
    """Value and verdict of each claim, in the order of the text."""
    return [(v.claim.measure, SHORT[v.outcome]) for v in report(text, system, as_of).verdicts]


def test_size() -> None:
    """The corpus has more than 40 sentences, and a fifth of it was written when the rules stood."""
    held_out = [item for item in sentences() if item["id"] > LAST_OF_DEVELOPMENT]
    assert len(sentences()) >= 40
    assert len(held_out) >= 40
    assert {m for item in sentences() for _, m, _ in item.get("verdicts", ())} == ORDER


@pytest.mark.parametrize("item", sentences(), ids=lambda item: str(item["id"]))
def test_never_falsely(item: Item) -> None:
    """No sentence gets a `supported` or a `contradicted` that its label does not bear out."""
    for row, count in decided(item["text"], item).items():
        if row[2] in ("supported", "contradicted"):
            assert count <= labels(item)[row], row


@pytest.mark.parametrize(("held_out", "least"), [(False, 1.0), (True, 0.85)])
def test_found(held_out: bool, least: float) -> None:
    """All verdicts of the development part are found, and at least 85 of 100 of the held-out part, with hardly a false one."""
    items = [item for item in sentences() if (item["id"] > LAST_OF_DEVELOPMENT) == held_out]
    hits = sum((decided(i["text"], i) & labels(i)).total() for i in items)
    assert hits / sum(labels(i).total() for i in items) >= least
    assert hits / sum(decided(i["text"], i).total() for i in items) >= 0.97


@pytest.mark.parametrize("item", [i for i in sentences() if i.get("not_checkable")], ids=lambda item: str(item["id"]))
def test_not_checkable(item: Item) -> None:
    """What is doubtful is not checkable, with the reason."""
    found = verdicts(item["text"], item.get("system"), item.get("as_of"))
    assert [v for v in found if v.outcome is Outcome.NOT_CHECKABLE and v.reason]


def test_article() -> None:
    """As of its day the article's sentence is carried part by part: signed, ordered, delivered, and both expected deliveries."""
    parts = ["signed", "ordered", "delivered", "expected", "expected"]
    assert outcomes(ARTICLE, "s-400", "2025-09-03") == [(part, "supported") for part in parts]


def test_newest_count() -> None:
    """Without a day the newest count stands, and the sentence is told when it was right."""
    (verdict,) = (v for v in report(ARTICLE, "s-400").verdicts if v.claim.measure == "delivered")
    assert (verdict.outcome, verdict.narrowing) == (Outcome.NARROWED, "say as of 2026-02")
    assert "as of 2026-06, is 4" in verdict.reason


def test_sentence_before() -> None:
    """System, country and unit are taken from the sentence before, unless another buyer or system was named since."""
    said = "India ordered five S-400 regiments in 2018. {}Three of five regiments have been delivered."
    assert ("delivered", "supported") in outcomes(said.format(""), as_of="2025-09-03")
    assert ("delivered", "not-checkable") in outcomes(said.format("Turkey bought some too. "), as_of="2025-09-03")
    assert "delivered" not in dict(outcomes(said.format("The THAAD hits missiles at 200 km. "), as_of="2025-09-03"))


def test_no_buyer() -> None:
    """A sentence without a buyer is judged where one operator's order alone fits; else the operators are named."""
    assert outcomes("Three of five regiments have been delivered.", "s-400", "2025-09")[0] == ("delivered", "supported")
    (verdict,) = report("Three regiments have been delivered.", "s-400").verdicts
    assert verdict.outcome is Outcome.NOT_CHECKABLE
    assert "China, India" in verdict.reason


@pytest.mark.parametrize(
    "text",
    [
        "India has received three of its five S-400 regiments.",
        "Russia has delivered three of five S-400 regiments to India.",
        "Three of the five S-400 regiments have been delivered to India.",
        "Three of the five S-400 regiments have been received by India.",
        "Out of the five S-400 regiments, three have been delivered to India.",
        "Three S-400 regiments out of five have been handed over to India.",
        "Of the five S-400 regiments that India ordered, three have arrived.",
        "By September 2025 India had taken delivery of three of the five S-400 squadrons that it had bought.",
        "Delhi has 3 of 5 S-400 regiments delivered.",
    ],
)
def test_voices(text: str) -> None:
    """Active, passive, buyer's or seller's view: one statement, one verdict."""
    assert set(outcomes(text, as_of="2025-09-03")) == {("delivered", "supported"), ("ordered", "supported")}


_DIGITS = {"three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "two": "2"}
REWRITES: dict[str, Callable[[str], str]] = {
    "digits": lambda text: re.sub(rf"\b({'|'.join(_DIGITS)})\b(?!-)", lambda m: _DIGITS[m[0]], text),
    "capitals": str.upper,
    "small letters": lambda text: text if re.search(r"\. \w|IRIS|SAMP|HQ-9|Patriot|THAAD|Arrow|Akash|Rafale", text) else text.lower(),
    "typographic quotes and hyphens": lambda text: text.replace("'", "’").replace('"', "”").replace("-", "\u2011"),
    "wide and doubled spaces": lambda text: text.replace(" ", "\u00a0 "),
    "HTML": lambda text: f"<html><body><p>{html.escape(text)}</p></body></html>",
    "squadrons": lambda text: text if "India" not in text or "of what" in text else text.replace("regiment", "squadron"),
}  # fmt: skip


@pytest.mark.parametrize("name", REWRITES)
def test_rewritten(name: str) -> None:
    """Every sentence keeps its verdicts when it is rewritten without a change of meaning."""
    for item in sentences():
        rewritten = REWRITES[name](item["text"])
        assert decided(rewritten, item) == decided(item["text"], item), rewritten


def test_for_and_against() -> None:
    """The best statement on either side stands there with publisher, date and value, its link on the next line."""
    text = render(report("Turkey ordered 4 S-400 batteries."), "text")
    assert "S-400 Triumf, 4 batteries ordered (TUR)" in text
    assert re.search(r"    for it     TASR \(teraz.sk\), 2017-12-27: 4 systems\n {15}http://", text)
    assert re.search(r"    against    .*2019-02-19: 2 batteries\n {15}https://", text)


def test_record() -> None:
    """JSON carries the count, the country, the statement and its address as plain data."""
    data = json.loads(render(report("India paid $5.43 billion for five S-400 regiments."), "json"))
    (claim,) = data["sentences"][0]["claims"]
    assert claim["figure"] == {
        "text": "5.43 billion USD",
        "low": 5.43e9,
        "high": 5.43e9,
        "unit": "USD",
        "bound": "exactly",
    }
    assert claim["supporting"]["stated"].endswith("5.43 billion USD")
    assert claim["supporting"]["url"].startswith("http")


def test_currencies() -> None:
    """Sums in a currency that no source states are not checkable, and are not converted."""
    (verdict,) = report("India paid 5 billion euros for five S-400 regiments.").verdicts
    assert verdict.outcome is Outcome.NOT_CHECKABLE
    assert "INR, USD and not in EUR" in verdict.reason


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("$5.43 billion", 5.43e9, 5.43e9, "USD"), ("us$5.43bn", 5.43e9, 5.43e9, "USD"), ("4 billion euros", 4e9, 4e9, "EUR"), ("\u20ac950m", 9.5e8, 9.5e8, "EUR"),
        ("rs 35,000 crore", 3.5e11, 3.5e11, "INR"), ("\u20b935,000 crore", 3.5e11, 3.5e11, "INR"), ("half a billion dollars", 5e8, 5e8, "USD"), ("four billion pounds", 4e9, 4e9, "GBP"),
        ("9 billion kronor", 9e9, 9e9, "SEK"), ("$5-5.5 billion", 5e9, 5.5e9, "USD"), ("3 to 4 billion swiss francs", 3e9, 4e9, "CHF"), ("eur 950 million", 9.5e8, 9.5e8, "EUR"),
        ("$900,000", 9e5, 9e5, "USD"), ("9 billion swedish kronor.", 9e9, 9e9, "SEK"), ("for 4 billion us dollars", 4e9, 4e9, "USD"), ("a 5.43-billion-dollar", 5.43e9, 5.43e9, "USD"),
    ],
)  # fmt: skip
def test_sums(text: str, low: float, high: float, currency: str) -> None:
    """Signs, names, codes, crores and intervals are read as sums."""
    (found,) = sums(text, 0, len(text))
    assert [found.low, found.high] == pytest.approx([low, high])
    assert found.currency == currency


@pytest.mark.parametrize("text", ["400 km", "9 billion kroner", "5 pound shells", "36 won medals", "the 1,2,3 billion"])
def test_no_sums(text: str) -> None:
    """What names no one currency, or no sum at all, is none of an order's."""
    claims = read(f"India signed a contract for five S-400 regiments, {text}.").claims
    assert all(c.measure != "price" for c in claims)


def test_stale() -> None:
    """An old count contradicts nothing: more may have arrived since."""
    (verdict,) = report("Turkey has received four S-400 batteries.").verdicts
    assert verdict.outcome is Outcome.NOT_COVERED
    assert "may have been overtaken" in verdict.reason


def test_rule() -> None:
    """Only sources that the rule allows speak: of those by then, nobody counts four."""
    text = "Russia has delivered four of five S-400 squadrons to India."
    assert outcomes(text)[0] == ("delivered", "supported")
    assert outcomes(text, as_of="2025-09-03")[0] == ("delivered", "contradicted")
    kinds = factcheck(text, frozen(), rule=Rule(kind=frozenset({"think-tank"})))
    assert all(v.outcome is not Outcome.SUPPORTED for v in kinds.verdicts)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The fourth and fifth S-400 regiments are due in 2026 and 2027.", ["regiment no. 4 expected in 2026", "regiment no. 5 expected in 2027"]),
        ("The last two S-400 regiments are due in 2026 and 2027.", ["the last but one expected in 2026", "the last expected in 2027"]),
        ("India plans to buy five more S-400s.", ["talks or plans of 5 further systems (IND)"]),
        ("Half of the S-400 regiments have been delivered to India.", ["half delivered (IND)"]),
        ("Turkey cancelled its order of the HQ-9.", ["order cancelled (TUR)"]),
        ("India ordered more than five S-400 batteries.", ["more than 5 batteries ordered (IND)"]),
    ],
)  # fmt: skip
def test_claim_text(text: str, shown: list[str]) -> None:
    """A claim on an order is shown in a few words, its unit in the plural where it is one."""
    texts = [claim_text(v.claim, v.system).split(", ")[1] for v in report(text).verdicts]
    assert texts == shown


def test_evidence_is_a_saying() -> None:
    """Whether a class is engaged and since when a system serves have their best statements too."""
    for text in ("The S-400 cannot stop ballistic missiles.", "The S-400 entered service in 2007."):
        (verdict,) = report(text).verdicts
        assert isinstance(verdict.supporting or verdict.contradicting, Saying)
        assert "for it:" not in render(report(text), "text")


HOSTILE = {
    "five of the five": "India ordered S-400. " + "five of the five of the " * 42_000,
    "ordered in 2018": "India's S-400 ordered in 2018 " * 34_000,
    "a contract of the thing": "S-400 contract of the thing for the big $5 billion deal of " * 17_000,
    "deliveries to be": "S-400 deliveries to India of the third of India to be " * 18_000,
    "one two three": "S-400 ordered one two three " * 36_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_bounded(name: str) -> None:
    """A megabyte of order words is read in seconds."""
    began = time.perf_counter()
    report(HOSTILE[name], "s-400")
    assert time.perf_counter() - began < 30
