"""Why the value grammar refuses a text, where, and what was probably meant: a text that it takes, or nothing."""

import re
import unicodedata
from functools import cache

from ringfence.errors import ValueRefused
from ringfence.units.grammar import (
    BOUNDS,
    LONGEST,
    MOST_DIGITS,
    Bound,
    currencies,
    known_units,
    may_be_thousands,
    number_text,
    tidy,
    too_many_digits,
    try_read,
    unit_table,
    value_text,
)

_UNCLEAR = {
    "nm": "'nm' may be nautical miles or nanometres; nautical miles are 'nmi'",
    "Nm": "'Nm' is newton metres; nautical miles are 'nmi'",
    "ms": "'ms' may be milliseconds or metres per second", "M": "'M' may be metres or Mach",
    **dict.fromkeys(("ton", "tons"), "a ton may be metric, short or long; 't' is 1,000 kg"),
}  # fmt: skip
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
_BOUND_IS_WORD = "a bound is a word: up to, at least, more than, less than, about"
_TOLERANCE = "a tolerance is written as an interval"
_MARKS = {"±": _TOLERANCE, "°": "degrees are 'deg'", **dict.fromkeys("≤≥≈∼", _BOUND_IS_WORD)}
_NEGATIVE = "a value is not negative"
_NO_UNIT = "is no unit of the list"
_MONEY = "money is a number and its ISO 4217 code: 5000000 USD"
_REASONS = (
    (r"\A\s|\s\Z|\s{2}|[^\S ]", "words stand apart by single plain spaces"),
    (r"(?i)\b(?:nan|inf|infinity)\b", "a value is a finite number"),
    (r"\d([eE][+-]?\d)", "a number is written out, without an exponent"),
    (r"\+/-", _TOLERANCE),
    (r"(?:\A|(?:to|least|than|about|Mach) |[–-] ?)([–-]) ?\.?\d", _NEGATIVE),
    (r"\+", f"a number has no sign, and {_BOUND_IS_WORD}"),
    (r"[<>~=]", _BOUND_IS_WORD),
    (r"\d(,)\d{3}(?!\d)", "a comma may part thousands or be a decimal comma; a number has neither"),
    (r"\d(,)\d", "decimals are written with a point"),
    (r"\d([ '_])\d{3}(?!\d)", "thousands are not set apart"),
    (r"\d\.\d*(\.)\d", "a number has one decimal point"),
    (r"(?<![\dA-Za-z])(\.)\d", "a digit stands before the decimal point"),
    (r"\d([.,])(?!\d)", "a number ends with a digit"),
    (r"(?<![\d.])(0)\d", "a number does not begin with an idle 0"),
    (r"\d ?([A-Za-z][A-Za-z/]*) ?(?:[–-]|to) ?(?:Mach )?\d", "an interval has one unit, at its end"),
    (r"\d( [–-] ?|[–-] | ?(?:to|and) ?|[–-]Mach )(?:Mach )?\d", "an interval is NUMBER–NUMBER, unspaced"),
    (r"\d (thousand|[mb]illion|trillion|ml?n|bn)\b", "large numbers are written out in digits"),
    (r"\$|\b[A-Z]{3} ?\d", _MONEY),
    (r"(?:\A| )(?!Mach \d)([Mm]a?(?:ach|ACH)?) ?\d", "Mach is written 'Mach 5'"),
    (r"Mach [\d.–-]+ (\w)", "Mach has no other unit beside it"),
    (r"\d ?[A-Za-z][A-Za-z/]*(\d)", "a unit has no digits"),
    (r"\d([A-Za-z])", "a space stands between number and unit"),
)


def refusal(text: str) -> ValueRefused:
    """Why the grammar refuses the text, where, and what was probably meant: a text that it takes, or None."""
    if len(text) > LONGEST:
        reason = f"a value has at most {LONGEST} characters, and this text has {len(text)}"
        return ValueRefused(text, reason, position=LONGEST)
    reason, position = _reason(text)
    meant = None if reason in _UNCLEAR.values() else _meant(text)
    if reason.endswith(_NO_UNIT) and not meant:
        symbols = ", ".join(symbol for symbol in unit_table()["units"] if symbol)
        reason += f": {symbols}, an ISO 4217 code, or nothing for a count"
    return ValueRefused(text, reason, position=position, suggestion=meant)


def _reason(text: str) -> tuple[str, int]:
    if not text.strip():
        return "it is empty", 0
    for position, char in enumerate(text):
        if char != "–" and not (char.isascii() and (char.isprintable() or char.isspace())):
            return _MARKS.get(char) or _odd(text[:position], char), position
    for pattern, reason in _REASONS:
        if match := re.search(pattern, text):
            return reason, match.start(match.lastindex or 0)
    for number in re.finditer(r"\d[\d.]*", text):
        if too_many_digits(number[0]) or len(number[0]) > MOST_DIGITS + 11:
            return f"a number has at most {MOST_DIGITS} digits", number.start()
        if may_be_thousands(number[0]):
            one, other = number_text(float(number[0])), number[0].replace(".", "")
            return f"{number[0]!r} may be {one} or {other}: write which", number.start()
    found = re.fullmatch(r"(\D*?)(?:Mach )?\d(?:.*\d)?(?: ?([^\d ]+)( .*)?)?", text)
    if not found:
        return "there is no number in it", 0
    bound, unit = found[1].strip(), found[2]
    if bound not in ("", *BOUNDS[1:]):
        return f"{bound!r} is not a bound; {_BOUND_IS_WORD}", 0
    if unit == "NM":
        return "nautical miles are 'nmi'", found.start(2)
    if unit in _UNCLEAR:
        return _UNCLEAR[unit], found.start(2)
    if unit and unit not in known_units():
        only_case = unit.casefold() in {symbol.casefold() for symbol in known_units()}
        return f"{unit!r} {'is in the wrong case' if only_case else _NO_UNIT}", found.start(2)
    if found[3]:
        return "nothing may follow the unit", found.start(3) + 1
    if try_read(text):
        return "an interval runs from the smaller number to the larger", found.end(1)
    return f"it is not of the form [{'|'.join(BOUNDS[1:])}] NUMBER[–NUMBER] UNIT", 0


def _odd(before: str, char: str) -> str:
    name, category = unicodedata.name(char, f"U+{ord(char):04X}").lower(), unicodedata.category(char)
    if category == "Pd" or char == "−":
        interval = before.rstrip()[-1:].isalnum()
        return f"an interval takes an en dash or a hyphen, not {name}" if interval else _NEGATIVE
    reasons = {"Nd": f"digits are 0 to 9, not {name}", "Zs": f"spaces are plain, not {name}", "Sc": _MONEY}
    return reasons.get(category, f"{name} ({char!a}) has no place in a value")


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


def _meant(text: str) -> str | None:
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
