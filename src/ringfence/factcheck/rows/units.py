"""Units, currencies and words of bound, as writers of prose spell them; the pattern of each is for lowered text."""

import re

UNITS = {
    "km/h": r"(?:km|kilomet(?:er|re)s?) ?(?:/ ?h(?:r|our)?|per hour|an hour)|km\.?p\.?h|k\.?p\.?h|kmh",
    "km/s": r"(?:km|kilomet(?:er|re)s?) ?(?:/ ?s(?:ec)?(?:ond)?|per second|a second)",
    "m/s": r"(?:m|met(?:er|re)s?) ?(?:/ ?s(?:ec)?(?:ond)?|per second|a second)|mps",
    "mph": r"m\.?p\.?h|mi ?/ ?h|miles? ?(?:per|an|/) ?hour", "kt": r"knots?|kts?",
    "nmi": r"nautical[ -]miles?|nmi|nm|sea miles?", "km": r"kms?|kilomet(?:er|re)s?|klicks?",
    "mi": r"(?:statute )?miles?|mi",
    "mm": r"mm|millimet(?:er|re)s?", "cm": r"cm|centimet(?:er|re)s?", "m": r"met(?:er|re)s?|m", "ft": r"feet|foot|ft",
    "kg": r"kgs?|kilogram(?:me)?s?|kilos?", "lb": r"lbs?|pounds?(?! sterling)", "t": r"tonnes?|tons?|metric tons?",
    "s": r"seconds?|secs?", "min": r"minutes?|mins?", "h": r"hours?|hrs?", "Mach": r"mach|times the speed of sound",
}  # fmt: skip
_UNIT = re.compile(
    "[ -]?(?:"
    + "|".join(f"(?P<u{i}>{names})" for i, names in enumerate(UNITS.values()))
    + r")(?![\w\u00b2\u00b3]|[./]\w)"
)
_AREA = re.compile(r"[ -]?(?:square|sq\.?|cubic|km2|m2)\b")
_SYMBOLS = tuple(UNITS)
SIGNS = {
    "us$": "USD", "a$": "AUD", "c$": "CAD", "nt$": "TWD", "s$": "SGD", "$": "USD", "\u20ac": "EUR", "\u00a3": "GBP",
    "\u20b9": "INR", "\u20bd": "RUB",
    "\u20aa": "ILS", "\u20a9": "KRW", "rs": "INR",
}  # fmt: skip
BEHIND = {
    "dollar": "USD", "us dollar": "USD", "u.s. dollar": "USD", "euro": "EUR", "\u20ac": "EUR", "rupee": "INR",
    "yen": "JPY", "won": "KRW", "shekel": "ILS",
    "kronor": "SEK", "zloty": "PLN", "rouble": "RUB", "ruble": "RUB", "yuan": "CNY", "franc": "CHF",
    "swiss franc": "CHF", "swis franc": "CHF", "pound sterling": "GBP",
    "british pound": "GBP", "usd": "USD", "eur": "EUR", "gbp": "GBP", "inr": "INR", "krw": "KRW", "pln": "PLN",
    "chf": "CHF", "jpy": "JPY",
}  # fmt: skip
CODES = ("usd", "eur", "gbp", "inr", "krw", "jpy", "pln")
CURRENCY = re.compile(f" ?({'|'.join(sorted(map(re.escape, BEHIND), key=len, reverse=True))})s?(?![a-z])")
SCALES = {
    "lakh crore": 1e12, "trillion": 1e12, "tn": 1e12, "billions": 1e9, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "millions": 1e6, "million": 1e6,
    "mln": 1e6, "mn": 1e6, "m": 1e6, "crores": 1e7, "crore": 1e7, "lakhs": 1e5, "lakh": 1e5, "thousand": 1e3,
}  # fmt: skip
SCALE = re.compile(rf"[ -]?({'|'.join(SCALES)})\b")
# bound, words before the figure, words behind it; the first that fits stands
BOUNDS = (
    ("no more than", r"no (?:more|farther|further|higher|faster) than|not (?:more|farther|further) than|less "
    r"than|under|below|fewer than|limited to", " or less"),
    ("only", r"(?:only|just|merely|a mere|barely)(?: (?:up to|at|out to|within|to|about|some))?", " only(?=[.,;]|$)"),
    ("more than", r"more than|over|in excess of|exceed(?:s|ing)?|upwards of|beyond|above|greater than|farther "
    r"than|a little over|>", r" or (?:more|farther|further)|\+"),
    ("at least", r"at least|no less than|not less than|a minimum of", " at (?:the )?least"),
    ("about", r"about|around|some|roughly|approximately|approx\.?|nearly|almost|close to|an "
    r"estimated|estimated|circa|ca\.?|~|up to (?:about|around|approximately|nearly)", ""),
    ("up to", r"up to|as far as|out to|as high as|as much as|as many as|a? ?max(?:imum)?(?: of)?|within|upto",
    " at (?:the )?most| max(?:imum)?"),
)  # fmt: skip


def unit_of(low: str, place: int) -> tuple[str, int] | None:
    """The unit of length, speed, mass or time that stands behind a number, and where it ends."""
    found = _UNIT.match(low, place)
    if found is None or _AREA.match(low, place):
        return None
    return _SYMBOLS[int((found.lastgroup or "u0")[1:])], found.end()
