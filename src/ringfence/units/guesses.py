"""What a text that the value grammar refuses was probably meant to say."""

import re
import unicodedata
from functools import cache

from ringfence.units.grammar import (
    BOUNDS,
    Bound,
    currencies,
    known_units,
    may_be_thousands,
    tidy,
    try_read,
    value_text,
)

_CAPITALS = frozenset(
    [
        "KM",
        "Km",
        "KG",
        "Kg",
        "KT",
        "Kt",
        "FT",
        "Ft",
        "LB",
        "Lb",
        "CM",
        "Cm",
        "MI",
        "Mi",
        "HR",
        "Hr",
        "M/S",
        "KM/H",
        "KM/S",
        "Km/H",
    ]
)
"""Symbols in capitals that mean one unit; in others a capital is another prefix or unit: Mm, kN, T, G."""
_BOUND_WORDS: dict[str, Bound] = {
    **{bound: bound for bound in BOUNDS}, **dict.fromkeys(("", "=", "+", "from", "between"), BOUNDS[0]),
    **dict.fromkeys(("<=", "≤", "upto", "max", "maximum", "at most", "no more than"), "up to"),
    **dict.fromkeys((">=", "≥", "min", "minimum", "no less than"), "at least"),
    **dict.fromkeys((">", "over", "above", "greater than"), "more than"),
    **dict.fromkeys(("<", "under", "below", "fewer than"), "less than"),
    **dict.fromkeys(("~", "≈", "∼", "circa", "ca", "c", "approx", "approximately", "around"), "about"),
}  # fmt: skip
_MONEY_WORDS = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "us dollar": "USD", "€": "EUR", "eur": "EUR",
    "euro": "EUR", "£": "GBP", "gbp": "GBP", "₪": "ILS", "shekel": "ILS", "₹": "INR", "₽": "RUB",
    "rub": "RUB", "rouble": "RUB", "ruble": "RUB", "yuan": "CNY",
}  # fmt: skip
_POWERS = {
    "thousand": 1e3, "million": 1e6, "mln": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12,
}  # fmt: skip
_PIECE = (
    r"((?:(?<![^\W_])\.\d+|\d[\d.,'_]*(?: \d{3}(?!\d))*(?:,\d+)?)(?:[eE][+-]?\d{1,3}(?!\w))?)"
    r"|(\+/-|[±+-]|[<>≤≥~≈∼=]+|[^\s\d<>≤≥~≈∼=±+-]+)"
)
_GROUPED = r"(\d{1,3})(([ ,'_])\d{3}(?:\3\d{3})*)((?!\3)[.,]\d+)?"
_GROUPED_BY_POINTS = r"(\d{1,3})((?:\.\d{3})+)(,\d+)|\d{1,3}(?:\.\d{3}){2,}"
_LOOKALIKES = str.maketrans("кмгтсчКМТΚΜ", "kmgtshKMTKM")  # Cyrillic and Greek


class _NoGuessError(Exception):
    """Nothing likely was meant."""


def likely(text: str) -> str | None:
    """A text that the grammar takes and that says what this one was meant to; None where nothing is likely."""
    try:
        guess = _guess(_plain(text))
    except _NoGuessError:
        return None
    return guess if try_read(guess) else None


def _guess(plain: str) -> str:
    slots: list[list[str]] = [[]]
    numbers: list[float] = []
    for number, word in re.findall(_PIECE, plain):
        if number:
            numbers.append(_number(number))
            slots.append([])
        else:
            slots[-1].append(word)
    bound, prefix = _head(slots[0])
    if len(numbers) == 1:
        power, unit, plus = _tail(slots[1], prefix)
        if plus and bound != "exactly":
            raise _NoGuessError
        low = tidy(numbers[0] * (power or 1))
        return value_text("at least" if plus else bound, low, low, unit)
    middle = slots[1] if len(numbers) == 2 else []
    cut = next((i for i, word in enumerate(middle) if word in ("-", "±", "+/-", "to", "and")), None)
    if cut is None or (middle[cut] == "and") != (slots[0][-1:] == ["between"]):
        raise _NoGuessError
    first_power, first_unit, first_plus = _tail(middle[:cut], prefix)
    inner, second_prefix = _head(middle[cut + 1 :])
    power, unit, plus = _tail(slots[2], second_prefix)
    if inner != "exactly" or plus or first_plus:
        raise _NoGuessError
    if cut == 0 and not first_power:  # "5–6 million": the power is both's
        first_power = power
    unit, first_unit = unit or first_unit, first_unit or unit
    here, there = known_units()[first_unit], known_units()[unit]
    if here.dimension != there.dimension:
        raise _NoGuessError
    low, high = tidy(numbers[0] * (first_power or 1) * here.si / there.si), tidy(numbers[1] * (power or 1))
    if middle[cut] in ("±", "+/-"):
        low, high = tidy(low - high), tidy(low + high)
    return value_text(bound, min(low, high), max(low, high), unit)


def _plain(text: str) -> str:
    """The text in ASCII letters, digits and hyphens as far as it goes, its words apart by single spaces."""
    plain = []
    for char in re.sub(r"\s*\([^()]*\)\s*\Z", "", text.translate(_LOOKALIKES)):
        category = unicodedata.category(char)
        if char.isspace():
            plain.append(" ")
        elif category == "Pd" or char == "−":
            plain.append("-")
        elif category == "Nd":
            plain.append(str(unicodedata.decimal(char)))
        elif unicodedata.decomposition(char).startswith(("<wide>", "<narrow>", "<square>")):
            plain.append(unicodedata.normalize("NFKC", char))
        elif category in ("Cc", "Cs", "Co", "Cn", "No"):
            raise _NoGuessError
        elif category != "Cf":
            plain.append(char)
    return " ".join("".join(plain).split())


def _number(text: str) -> float:
    text = text.rstrip(".,")
    if may_be_thousands(text):
        raise _NoGuessError
    if (grouped := re.fullmatch(_GROUPED, text)) and grouped[1] != "0":
        text = text.replace(grouped[3], "")
    elif re.fullmatch(_GROUPED_BY_POINTS, text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d{1,2})?", text):
        raise _NoGuessError
    return float(text)


def _head(words: list[str]) -> tuple[Bound, str]:
    """Bound and unit of what stands before a number: "up to Mach", "~$"."""
    unit = ""
    if words:
        last = words[-1]
        unit = "Mach" if last.casefold() in ("m", "ma", "mach") else _MONEY_WORDS.get(last.casefold(), "")
        unit = last if last in currencies() else unit
    bound = _BOUND_WORDS.get(" ".join(words[:-1] if unit else words).casefold().rstrip("."))
    if bound is None:
        raise _NoGuessError
    return bound, unit


def _tail(words: list[str], prefix: str) -> tuple[float, str, bool]:
    """Power (0 for none), unit, and whether there is a plus, in what follows a number: "million USD"."""
    plus = "+" in words
    words = [word for word in words if word != "+"]
    power = _POWERS.get(words[0].casefold(), 0.0) if words else 0.0
    unit = _unit(" ".join(words[1:] if power else words))
    if unit and prefix and unit != prefix:
        raise _NoGuessError
    return power, unit or prefix, plus


def _unit(words: str) -> str:
    known, names = known_units(), _names()
    if words in known:
        return words
    if not _folds(words.removesuffix(".")):
        raise _NoGuessError
    plain = re.sub(r" ?(?:/| per | an ) ?", "/", words.casefold().replace(".", "")).strip(" ,;")
    for name in (plain, plain.removesuffix("s") if len(plain) > 2 else ""):
        if name in names:
            return names[name]
    over, _, under = plain.partition("/")
    if over and under:
        name = f"{_unit(over)}/{_unit(under)}"
        if name in names:
            return names[name]
    elif len(plain) > 4:
        from difflib import get_close_matches

        # a slip of the pen leaves the first letter; "milligram" is no slip for "kilogram"
        for name in get_close_matches(plain, [name for name in names if name[0] == plain[0]], 1, 0.85):
            return names[name]
    raise _NoGuessError


def _folds(word: str) -> bool:
    """Whether a unit's letters may be taken in either case: words may, and those symbols of which nothing
    else comes.
    """
    if word == word.lower() or word in _CAPITALS or word == "NM":
        return True
    over, _, under = word.partition("/")
    if under:
        return _folds(over) and under == under.lower()
    return len(word) > 2 and all(part.isupper() or part[1:] == part[1:].lower() for part in word.split())


@cache
def _names() -> dict[str, str]:
    """Every name that is understood, in lower case → symbol."""
    units = [info for info in known_units().values() if info.pint and info.symbol]
    names = {name: info.symbol for info in units for name in (info.symbol.casefold(), *info.names)}
    return names | _MONEY_WORDS
