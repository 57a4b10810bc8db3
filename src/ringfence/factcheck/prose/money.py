"""Sums of money in prose: `$5.43 billion`, `4 billion euros`, `Rs 35,000 crore`, `half a billion dollars`.

Currencies are told by sign, name or ISO 4217 code; a sign or name that several currencies share, such as crowns, is none.
"""

import re
from typing import NamedTuple

from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.prose.numbers import digits_value, words_value

_SIGNS = {
    "us$": "USD", "a$": "AUD", "c$": "CAD", "nt$": "TWD", "s$": "SGD", "$": "USD", "\u20ac": "EUR", "\u00a3": "GBP", "\u20b9": "INR", "\u20bd": "RUB",
    "\u20aa": "ILS", "\u20a9": "KRW", "rs.": "INR", "rs": "INR",
}  # fmt: skip
_NAMES = {
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "rupee": "INR", "yen": "JPY", "won": "KRW", "shekel": "ILS", "kronor": "SEK", "swedish crown": "SEK", "swedish kronor": "SEK", "czech koruna": "CZK", "czech koruny": "CZK",
    "korun": "CZK", "koruna": "CZK", "koruny": "CZK", "czech crown": "CZK", "franc": "CHF", "zloty": "PLN", "zlotys": "PLN", "zlotych": "PLN", "rouble": "RUB", "ruble": "RUB",
    "taiwan dollar": "TWD", "taiwanese dollar": "TWD", "nt dollar": "TWD", "philippine peso": "PHP", "yuan": "CNY", "renminbi": "CNY", "australian dollar": "AUD",
    "canadian dollar": "CAD", "singapore dollar": "SGD", "norwegian crown": "NOK", "norwegian kroner": "NOK", "danish crown": "DKK", "danish kroner": "DKK",
}  # fmt: skip
_CODES = frozenset(
    [
        "usd",
        "eur",
        "gbp",
        "inr",
        "jpy",
        "krw",
        "ils",
        "sek",
        "czk",
        "chf",
        "pln",
        "rub",
        "twd",
        "php",
        "cny",
        "aud",
        "cad",
        "nok",
        "dkk",
    ]
)
_SCALES = {
    "lakh crore": 1e12, "trillion": 1e12, "tn": 1e12, "billion": 1e9, "billions": 1e9, "bn": 1e9, "b": 1e9, "million": 1e6, "millions": 1e6, "mn": 1e6,
    "mln": 1e6, "m": 1e6, "crores": 1e7, "crore": 1e7, "cr": 1e7, "lakhs": 1e5, "lakh": 1e5, "thousand": 1e3,
}  # fmt: skip
_SCALE = r"(?:lakh crore|trillion|tn|billions?|bn|b|millions?|mn|mln|m|crores?|cr|lakhs?|thousand)"
_FEW = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty)"
_DIGITS = r"\d{1,3}(?:[, ]?\d{3}){0,5}(?:\.\d{1,4})?"
_SIGN = r"(?:us\$|a\$|c\$|nt\$|s\$|[$\u20ac\u00a3\u20b9\u20bd\u20aa\u20a9]|(?<![a-z])rs\.?)"
_WHOSE = frozenset(
    [
        "u",
        "u.s.",
        "american",
        "british",
        "indian",
        "japanese",
        "korean",
        "israeli",
        "new",
        "swis",
        "polish",
        "russian",
        "chinese",
    ]
)
"""Adjectives of the currency that its noun means anyway, less an s at the end."""
_HINT = re.compile(
    r"[$\u20ac\u00a3\u20b9\u20bd\u20aa\u20a9]|illion|crore|lakh|dollar|euro|rupee|\brs\b|\b[a-z]{3} \d|\d (?:[a-z]{3}|kron|pounds|yen|won)\b"
)
_AMOUNT = Lazy(
    rf"(?<![\w.,$])(?:(?P<pre>{_SIGN}|(?:{'|'.join(sorted(_CODES))})(?= ?\d)) ?)?(?P<n1>{_DIGITS}|half an?|an?(?= [bmt]r?illion)|{_FEW})"
    rf"(?:[ -]?(?P<s0>{_SCALE})?(?:-| to )(?:{_SIGN} ?)?(?P<h1>{_DIGITS}|{_FEW}))?(?:[ -]?(?P<s1>{_SCALE}))?(?![\w%]|[.,]\d)"
)
_BEHIND = Lazy(r"[ -]?(?:(?P<sign>[\u20ac\u00a3$])|(?P<first>[a-z]+(?:\.[a-z]\.)?)(?: (?P<second>[a-z]+))?)")


class Money(NamedTuple):
    """A sum as written, `low == high` where it is one; `step` is half a unit of its last place."""

    start: int
    end: int
    low: float
    high: float
    currency: str
    step: float


def sums(text: str, start: int, end: int) -> list[Money]:
    """The sums of money between two places of a lowered text, in order."""
    if not _HINT.search(text, start, end):
        return []
    found = []
    for m in _AMOUNT.get.finditer(text, start, end):
        low, high = _value(m["n1"]), _value(m["h1"] or m["n1"])
        scale = _SCALES.get(m["s1"] or "", 1.0)
        currency, stop = _currency(text, m, end)
        if low is None or high is None or not currency:
            continue
        low_value = low[0] * _SCALES.get(m["s0"] or "", scale)
        if low_value <= high[0] * scale:
            found.append(Money(m.start(), stop, low_value, high[0] * scale, currency, high[1] * scale))
    return found


def _currency(text: str, m: re.Match[str], end: int) -> tuple[str, int]:
    """The currency before or behind an amount, and where the sum ends; empty where there is none."""
    pre = m["pre"]
    if pre:
        return (_SIGNS.get(pre) or (pre.upper() if pre in _CODES else "")), m.end()
    behind = _BEHIND.get.match(text, m.end(), end)
    if behind is None:
        return "", m.end()
    if behind["sign"]:
        return _SIGNS[behind["sign"]], behind.end()
    first, second = (word.removesuffix("s") if word else "" for word in (behind["first"], behind["second"]))
    if first in _CODES or first in _NAMES:
        return (_NAMES.get(first) or first.upper()), behind.end("first")
    known = _NAMES.get(f"{first} {second}") or (_NAMES.get(second) if first in _WHOSE else None)
    return known or "", behind.end()


def _value(text: str) -> tuple[float, float] | None:
    if text.startswith("half a"):
        return 0.5, 0.05
    if text in ("a", "an"):
        return 1.0, 0.5
    return digits_value(text) if text[0].isdigit() else words_value(text)


_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def money_text(amount: float, currency: str) -> str:
    """`5.43 billion USD`."""
    for scale, word in _LARGE:
        if amount >= scale:
            return f"{amount / scale:.6g} {word} {currency}"
    return f"{amount:.12g} {currency}"
