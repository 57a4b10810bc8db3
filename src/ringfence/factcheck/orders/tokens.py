"""The words of orders and deliveries as tokens of a few kinds, one letter each, so that the grammar runs over short strings."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ringfence.factcheck.orders.lexicon import BOUNDS, HEADS, NO_UNIT_BEFORE, ORDINALS, UNIT_OF, WORD_CODES
from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.prose.money import Money, sums
from ringfence.factcheck.prose.names import Mention
from ringfence.factcheck.prose.numbers import NUMBER_WORDS, digits_value, words_value
from ringfence.factcheck.prose.words import countries

HINT = re.compile(
    r"order|bought|buy| gets? |purchas|acquir|procur|contract|signed|inked|conclu|deal|deliver|recei|arriv|handed|suppli|shipped|transfer|induct"
    r"|outstand|await|waiting|due|expect|sched|slated|sold|worth|talks|negotia|cancel|scrapp|remain|agree|paid|pays? |costs? |costing"
)
"""A sentence without one of these speaks of no order."""

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)}|jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?)"
_PART = r"(?:(?:the )?(?:end|beginning|start|middle|close|summer|spring|autumn|winter|fall|(?:first|second) half|(?:first|second|third|fourth|last) quarter) of|(?:very )?early|late|mid|end|spring|summer|autumn|winter|fall)[ -](?:in )?"
_DATE = rf"(?:{_PART})?(?:(?:\d{{1,2}} )?(?P<month>{_MONTH})(?: \d{{1,2}},?)? (?:of )?)?(?P<year>(?:19|20)\d\d)(?:[-/](?P<to>(?:20)?\d\d))?(?![\w]|,\d|-?(?:km|m|ft|mile)|-\d)"
_TOKEN = Lazy(
    rf"(?P<date>(?<![\w.,-]){_DATE})|(?P<digits>(?<![\w.,])\d{{1,3}}(?:,\d{{3}}){{0,2}}(?![\w]|[.,:]\d))|(?P<ord>(?<![\w.])\d{{1,2}}(?:st|nd|rd|th)\b)"
    r"|(?P<word>[^\W\d_][\w'.+]*|\d[\w.,]*\w)|(?P<mark>[;:()?\u2014]|,| - |\"|%)"
)


class Date(NamedTuple):
    """A year, a month, or years from and to; `vague` for the late, early or middle part of a year."""

    first: str
    last: str
    vague: bool = False


class Token(NamedTuple):
    """A word or phrase; `value` is what it stands for: number, Date, Money, Mention, country code, unit, bound."""

    code: str
    start: int
    end: int
    text: str
    value: object = None


def tokens(low: str, cased: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Token]:
    """The tokens of a sentence, in order; places are the text's."""
    fixed = [Token("s" if m.systems else "x", m.start, m.end, low[m.start : m.end], m) for m in mentions]
    fixed += [Token("$", m.start, m.end, low[m.start : m.end], m) for m in sums(low, start, end)]
    fixed += [
        Token("c", start + a, start + b, low[start + a : start + b], code)
        for code, a, b in named_countries(cased[start:end])
    ]
    fixed.sort(key=lambda t: (t.start, -t.end))
    found: list[Token] = []
    place = start
    for token in fixed:
        if token.start >= place:
            found += _plain(low, place, token.start)
            owning = low.startswith("'s", token.end) and not low[token.end + 2 : token.end + 3].isalnum()
            place = token.end + 2 * owning
            found.append(token._replace(end=place, text=low[token.start : place]))
    found += _plain(low, place, end)
    for i, token in enumerate(found[:-1]):  # the other two are the rest
        if token.text == "other" and found[i + 1].code in "n1":
            found[i] = token._replace(code="l")
    return found


def named_countries(cased: str) -> list[tuple[str, int, int]]:
    """The countries that a sentence names; one in small letters throughout is read as if it had its capitals."""
    if cased == cased.lower() and len(cased.title()) == len(cased):
        cased = cased.title()
    return countries(cased)


def _plain(low: str, start: int, end: int) -> Iterator[Token]:
    raw = list(_TOKEN.get.finditer(low, start, end))
    texts = [m[0].rstrip(".'") for m in raw]
    i = 0
    while i < len(raw):
        m, text, kind = raw[i], texts[i], raw[i].lastgroup
        a, b, step = m.start(), m.end(), 1
        if m["year"]:
            yield Token("y", a, b, text, _date(m))
        elif kind == "ord":
            yield Token("o", a, b, text, int(text[:-2]))
        elif kind == "digits":
            value = digits_value(text)
            yield Token("n" if value else "z", a, b, text, value[0] if value else None)
        elif kind == "mark":
            yield Token(_MARKS.get(m[0], ";"), a, b, text)
        elif text in NUMBER_WORDS:
            step = _run(low, raw, texts, i)
            words = words_value(" ".join(texts[i : i + step]))
            code = "z" if words is None else "1" if text == "one" and step == 1 else "n"
            yield Token(code, a, raw[i + step - 1].end(), low[a : raw[i + step - 1].end()], words[0] if words else None)
        elif text in HEADS and (hit := _phrase(texts, i)):
            step, codes = hit
            b = raw[i + step - 1].end()
            phrase = " ".join(texts[i : i + step])
            for code in codes:
                yield Token(code, a, b, phrase, BOUNDS.get(phrase, UNIT_OF.get(phrase.replace(" ", "-"))))
        elif text in UNIT_OF and not (
            i + 1 < len(raw) and texts[i + 1].startswith(NO_UNIT_BEFORE) and raw[i + 1].start() == b + 1
        ):
            yield Token("u", a, b, text, UNIT_OF[text])
        else:
            yield _word(a, b, text)
        i += step


_MARKS = {"%": "%", '"': '"', ",": ",", "(": ",", ")": ","}


def _run(low: str, raw: Sequence[re.Match[str]], texts: Sequence[str], i: int) -> int:
    """How many words make one number: twenty-five, two dozen."""
    step = 1
    while (
        i + step < len(raw)
        and texts[i + step] in NUMBER_WORDS
        and low[raw[i + step - 1].end() : raw[i + step].start()] in (" ", "-")
    ):
        step += 1
    return step


def _phrase(texts: Sequence[str], i: int) -> tuple[int, str] | None:
    """The longest phrase that begins at a word."""
    for rest, codes in HEADS[texts[i]]:
        if texts[i + 1 : i + 1 + len(rest)] == rest:
            return 1 + len(rest), codes
    return None


def _word(a: int, b: int, text: str) -> Token:
    text = text.removesuffix("'s")
    if text in ORDINALS:
        return Token("o", a, b, text, ORDINALS[text])
    adverb = "j" if text.endswith("ly") and len(text) > 4 else "!" if text.endswith("n't") else "z"
    return Token(WORD_CODES.get(text, adverb), a, b, text, BOUNDS.get(text))


def _date(m: re.Match[str]) -> Date:
    year, month = m["year"], m["month"]
    if month:
        number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month[:3]))
        return Date(f"{year}-{number:02}", f"{year}-{number:02}")
    last = m["to"] or year
    last = last if len(last) == 4 else year[:2] + last
    return Date(year, last, vague=not m[0][0].isdigit()) if last >= year else Date(year, year)


Tokens = Sequence[Token]


def coded(some: Tokens) -> str:
    """The tokens' codes in a string."""
    return "".join(t.code for t in some)


def is_sum(token: Token) -> Money:
    """The sum that a money token stands for."""
    assert isinstance(token.value, Money)
    return token.value
