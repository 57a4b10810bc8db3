"""Numbers as prose writes them: digits with separators, and number words."""

import re
from itertools import pairwise

_ONES = {w: i for i, w in enumerate(
    ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
)}  # fmt: skip
_TENS = {
    w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
DIGITS = r"(?<![\w.,/+])(?<![A-Za-z]-)(?:\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,6})?|\d{1,2}(?: \d{3}){1,3}(?![\d,.]\d)|\d{1,3},\d{1,2}(?!\d)|\d{1,9}(?:\.\d{1,6})?)(?![\d]|,\d{3}(?!\d))"
NUMBER_WORDS = frozenset([*_ONES, *_TENS, "hundred", "thousand", "dozen"])
_WORD = f"(?:{'|'.join(sorted(sorted(NUMBER_WORDS), key=len, reverse=True))})"
WORDS = rf"(?<![\w-])(?<!several )(?<!few )(?<!couple of )(?:(?:half[ -])?an?[ -](?=hundred|thousand|dozen))?{_WORD}(?:[ -](?:and[ -])?{_WORD}){{0,5}}(?![A-Za-z])"
_SCALES = {"hundred": 100, "thousand": 1000, "dozen": 12}
_GROUPED = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?")


def digits_value(text: str) -> tuple[float, float] | None:
    """`1,000`, `3 500`, `4.8`, `4,8` → value and half a unit of the last place that is not a trailing zero."""
    plain = re.sub("[, ]", "", text) if _GROUPED.fullmatch(text) else text.replace(",", ".")
    whole, _, decimals = plain.partition(".")
    if decimals:
        return float(plain), 0.5 * 10.0 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0"))
    if zeros == 0 and len(whole) > 2 and whole[-1] == "5":
        return float(whole), 2.5  # 125 miles is as round a number as 120
    return float(whole), 0.5 * 10.0 ** min(zeros, len(whole) - 1)


def words_value(text: str) -> tuple[float, float] | None:
    """Number words up to 999,999, or None where they make no one number."""
    total = current = 0
    words = re.split(r"[ -]", text.lower())
    half = words[0] == "half"
    if any((a in _ONES and b in _ONES) or (a in _TENS and b in _TENS) for a, b in pairwise(words)):
        return None
    for word in words[1:] if half else words:
        if word in ("a", "an"):
            current = 1
        elif word in _ONES or word in _TENS:
            current += _ONES.get(word, 0) + _TENS.get(word, 0)
        elif word == "thousand":
            total, current = (max(current, 1)) * 1000, 0
        elif word in _SCALES:
            current = max(current, 1) * _SCALES[word]
    value = float(total + current) / (2 if half else 1)
    return digits_value(f"{value:.0f}") if value == int(value) else (value, 0.5)
