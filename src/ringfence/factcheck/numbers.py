"""Numbers as a text writes them: digits, however set apart, and words."""

import re
from typing import NamedTuple

from ringfence.factcheck.rows import pairs

_WORDS = {word: int(number) for word, number in pairs("numbers").items()}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_GROUPED = r"\d{1,3}(?:[, ']\d{3})+(?:\.\d+)?(?!\d)"
NUMBER = rf"{_GROUPED}|\d+(?:[.,]\d+)?|\b(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}|hundred|thousand))*\b"
"""The pattern of a number, for lowered text."""
COUNTABLE = re.compile(rf"\d|\b(?:{_WORD})\b")
_ODD = re.compile(r"[1-9]\d{0,2}[.]\d{3}|\d+,\d{4,}|\d{4,},\d{3}")


class Number(NamedTuple):
    """A number, half a unit of its last place that is not a nought, and why it cannot be told."""

    value: float
    step: float = 0.5
    odd: str | None = None


def read_number(text: str) -> Number | None:
    """The number that digits or words tell; None for none."""
    if text[0].isdigit():
        if _ODD.fullmatch(text):
            whole = float(text.replace(".", "").replace(",", ""))
            return Number(whole, 0.5, f"{text} may be a thousand or one: which, it does not say")
        plain = re.sub(r"[, ']", "", text) if re.fullmatch(_GROUPED, text) else text.replace(",", ".")
        return Number(float(plain[:40]), step_of(plain[:40]))
    total, part = 0, 0
    for word in re.split(r"[ -](?:and )?", text):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = total + max(part, 1) * 1000, 0
        else:
            part += _WORDS.get(word, _WORDS.get(text, 0))
    number = _WORDS.get(text, total + part)
    return Number(number, step_of(str(number))) if number else None


def step_of(plain: str) -> float:
    """Half a unit of the last place that is not a nought."""
    whole, _, rest = plain.partition(".")
    return 0.5 * 10.0 ** (-len(rest) if rest else min(len(whole) - len(whole.rstrip("0")), 6))
