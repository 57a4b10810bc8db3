"""The value grammar, case by case: what is read, what is refused, why, where, and what is suggested."""

from typing import NamedTuple

import pytest

from ringfence.errors import RingfenceError, ValueRefused
from ringfence.units.value import parse_value


class Good(NamedTuple):
    """A text that is read: bound, low, high, unit, dimension, and its canonical text."""

    id: str
    text: str
    bound: str
    low: float
    high: float
    unit: str
    dimension: str
    canonical: str


class Bad(NamedTuple):
    """A text that is refused: a piece of the reason, the offset at fault, and the suggestion."""

    id: str
    text: str
    reason: str
    position: int
    suggestion: str | None


def single(id: str, text: str, number: float, unit: str, dimension: str, canonical: str = "") -> Good:
    """A case of one number without a bound."""
    return Good(id, text, "exactly", number, number, unit, dimension, canonical or text)


GOOD = [
    single("length-mm", "120 mm", 120, "mm", "length"),
    single("length-cm", "46.5 cm", 46.5, "cm", "length"),
    single("length-m", "30000 m", 30000, "m", "length"),
    single("length-km", "400 km", 400, "km", "length"),
    single("length-in", "20 in", 20, "in", "length"),
    single("length-ft", "60000 ft", 60000, "ft", "length"),
    single("length-mi", "248.5 mi", 248.5, "mi", "length"),
    single("length-nmi", "216 nmi", 216, "nmi", "length"),
    single("speed-m/s", "1200 m/s", 1200, "m/s", "speed"),
    single("speed-km/s", "4.8 km/s", 4.8, "km/s", "speed"),
    single("speed-km/h", "900 km/h", 900, "km/h", "speed"),
    single("speed-mph", "560 mph", 560, "mph", "speed"),
    single("speed-kt", "486 kt", 486, "kt", "speed"),
    single("mach-before", "Mach 5", 5, "Mach", "mach"),
    single("mach-after", "5 Mach", 5, "Mach", "mach", "Mach 5"),
    single("mach-decimal", "Mach 4.75", 4.75, "Mach", "mach"),
    single("mass-g", "500 g", 500, "g", "mass"),
    single("mass-kg", "1835 kg", 1835, "kg", "mass"),
    single("mass-t", "43.3 t", 43.3, "t", "mass"),
    single("mass-lb", "200 lb", 200, "lb", "mass"),
    single("time-s", "10 s", 10, "s", "time"),
    single("time-min", "5 min", 5, "min", "time"),
    single("time-h", "1.5 h", 1.5, "h", "time"),
    single("angle-deg", "90 deg", 90, "deg", "angle"),
    single("count", "36", 36, "", "count"),
    single("money-usd", "500000000 USD", 500e6, "USD", "money:USD"),
    single("money-eur", "1200000000 EUR", 1.2e9, "EUR", "money:EUR"),
    single("money-cents", "0.31 ILS", 0.31, "ILS", "money:ILS"),
    single("money-15-digits", "123456789012345 KRW", 123456789012345, "KRW", "money:KRW"),
    single("zero-count", "0", 0, "", "count"),
    single("zero-altitude", "0 m", 0, "m", "length"),
    single("zero-decimal", "0.0 km", 0, "km", "length", "0 km"),
    single("trailing-zeros", "1.50 km", 1.5, "km", "length", "1.5 km"),
    single("thousandth", "0.001 km", 0.001, "km", "length"),
    single("no-float-noise", "0.3 km", 0.3, "km", "length"),
    single("15-digits-with-decimals", "123456789012.345 km", 123456789012.345, "km", "length"),
    single("small-without-exponent", "0.00000123 km", 0.00000123, "km", "length"),
    Good("up-to", "up to 400 km", "up to", 400, 400, "km", "length", "up to 400 km"),
    Good("at-least", "at least 5 m", "at least", 5, 5, "m", "length", "at least 5 m"),
    Good("more-than", "more than 400 km", "more than", 400, 400, "km", "length", "more than 400 km"),
    Good("less-than", "less than 10 s", "less than", 10, 10, "s", "time", "less than 10 s"),
    Good("about", "about 60 km", "about", 60, 60, "km", "length", "about 60 km"),
    Good("bound-mach", "up to Mach 14", "up to", 14, 14, "Mach", "mach", "up to Mach 14"),
    Good("bound-mach-after", "about 6 Mach", "about", 6, 6, "Mach", "mach", "about Mach 6"),
    Good("bound-count", "up to 36", "up to", 36, 36, "", "count", "up to 36"),
    Good("bound-money", "about 3000000 USD", "about", 3e6, 3e6, "USD", "money:USD", "about 3000000 USD"),
    Good("interval-en-dash", "250–300 km", "exactly", 250, 300, "km", "length", "250–300 km"),
    Good("interval-hyphen", "250-300 km", "exactly", 250, 300, "km", "length", "250–300 km"),
    Good("interval-decimal", "0.5-1.5 km", "exactly", 0.5, 1.5, "km", "length", "0.5–1.5 km"),
    Good("interval-bound", "up to 250–300 km", "up to", 250, 300, "km", "length", "up to 250–300 km"),
    Good("interval-count", "4–6", "exactly", 4, 6, "", "count", "4–6"),
    Good("interval-mach", "Mach 5-6", "exactly", 5, 6, "Mach", "mach", "Mach 5–6"),
    Good("interval-mach-after", "5–6 Mach", "exactly", 5, 6, "Mach", "mach", "Mach 5–6"),
    Good("interval-from-zero", "0–30 km", "exactly", 0, 30, "km", "length", "0–30 km"),
    Good("interval-of-one", "300–300 km", "exactly", 300, 300, "km", "length", "300 km"),
]

BAD = [
    # what a parser of quantities takes for something else
    Bad("trap-nm", "400 nm", "nautical miles or nanometres", 4, None),
    Bad("trap-spaced-thousands", "30 000 m", "thousands are not set apart", 2, "30000 m"),
    Bad("trap-decimal-comma", "1,5 km", "written with a point", 1, "1.5 km"),
    Bad("trap-tolerance", "400±20 km", "tolerance is written as an interval", 3, "380–420 km"),
    Bad("trap-greater", ">400 km", "a bound is a word", 0, "more than 400 km"),
    Bad("trap-difference", "400 km-20 km", "one unit, at its end", 4, "20–400 km"),
    Bad("trap-bare-nm", "nm", "no number", 0, None),
    # numbers
    Bad("comma-thousands", "30,000 m", "may part thousands or be a decimal comma", 2, "30000 m"),
    Bad("comma-millions", "1,000,000 USD", "may part thousands", 1, "1000000 USD"),
    Bad("comma-thousands-interval", "20,000-30,000 ft", "may part thousands", 2, "20000–30000 ft"),
    Bad("comma-thousandths", "0,500 km", "may part thousands or be a decimal comma", 1, "0.5 km"),
    Bad("comma-two-decimals", "1,25 km", "written with a point", 1, "1.25 km"),
    Bad("comma-mach", "Mach 0,8", "written with a point", 6, "Mach 0.8"),
    Bad("comma-both-ways", "1,000,5 km", "may part thousands", 1, None),
    Bad("comma-trailing", "400, km", "ends with a digit", 3, "400 km"),
    Bad("point-thousands", "1.000.000 EUR", "one decimal point", 5, "1000000 EUR"),
    Bad("point-thousands-comma", "1.500,5 km", "written with a point", 5, "1500.5 km"),
    Bad("point-twice", "1.2.3 km", "one decimal point", 3, None),
    Bad("point-first", ".5 km", "before the decimal point", 0, "0.5 km"),
    Bad("point-last", "5. km", "ends with a digit", 1, "5 km"),
    Bad("apostrophe-thousands", "30'000 m", "thousands are not set apart", 2, "30000 m"),
    Bad("underscore-thousands", "30_000 m", "thousands are not set apart", 2, "30000 m"),
    Bad("leading-zero", "0400 km", "idle 0", 0, "400 km"),
    Bad("exponent", "1e5 m", "without an exponent", 1, "100000 m"),
    Bad("exponent-signed", "1E+5 m", "without an exponent", 1, "100000 m"),
    Bad("exponent-overflow", "1e400 km", "without an exponent", 1, None),
    Bad("exponent-underflow", "1e-400 km", "without an exponent", 1, None),
    Bad("exponent-interval", "4e2-5e2 km", "without an exponent", 1, "400–500 km"),
    Bad("nan", "nan", "finite number", 0, None),
    Bad("nan-unit", "NaN km", "finite number", 0, None),
    Bad("inf-unit", "inf km", "finite number", 0, None),
    Bad("infinity", "up to Infinity", "finite number", 6, None),
    Bad("16-digits", "1234567890123456 KRW", "at most 15 digits", 0, None),
    Bad("16-digits-decimals", "0.1234567890123456 km", "at most 15 digits", 0, "0.123456789012346 km"),
    Bad("million", "500 million USD", "written out in digits", 4, "500000000 USD"),
    Bad("billion-short", "1.5 bn EUR", "written out in digits", 4, "1500000000 EUR"),
    Bad("words", "four hundred km", "no number", 0, None),
    Bad("fraction", "1/2 km", "not of the form", 0, None),
    Bad("fraction-sign", "½ km", "vulgar fraction", 0, None),
    Bad("sum", "0.1+0.2 km", "no sign", 3, None),
    Bad("product", "5 x 10 km", "not of the form", 0, None),
    # a point that may set thousands apart
    Bad("thousand-or-one", "1.500 km", "may be 1.5 or 1500", 0, None),
    Bad("thousand-or-thirty", "30.000 m", "may be 30 or 30000", 0, None),
    Bad("thousand-money", "up to 120.000 USD", "may be 120 or 120000", 6, None),
    Bad("thousand-interval", "5–7.250 km", "may be 7.25 or 7250", 2, None),
    Bad("thousand-mach", "Mach 2.125", "may be 2.125 or 2125", 5, None),
    # signs and bounds
    Bad("negative", "-5 km", "not negative", 0, None),
    Bad("negative-spaced", "- 5 km", "not negative", 0, None),
    Bad("negative-minus", "−5 km", "not negative", 0, None),
    Bad("negative-en-dash", "–5 km", "not negative", 0, None),
    Bad("negative-after-bound", "up to -5 km", "not negative", 6, None),
    Bad("negative-end", "5–-6 km", "not negative", 2, None),
    Bad("plus-before", "+5 km", "no sign", 0, "5 km"),
    Bad("plus-after", "400+ km", "a bound is a word", 3, "at least 400 km"),
    Bad("plus-after-unit", "400 km+", "a bound is a word", 6, "at least 400 km"),
    Bad("greater-spaced", "> 400 km", "a bound is a word", 0, "more than 400 km"),
    Bad("less", "<10 s", "a bound is a word", 0, "less than 10 s"),
    Bad("greater-equal", "≥400 km", "a bound is a word", 0, "at least 400 km"),
    Bad("greater-equal-ascii", ">= 400 km", "a bound is a word", 0, "at least 400 km"),
    Bad("less-equal", "≤ 5 m", "a bound is a word", 0, "up to 5 m"),
    Bad("tilde", "~400 km", "a bound is a word", 0, "about 400 km"),
    Bad("almost-equal", "≈ 400 km", "a bound is a word", 0, "about 400 km"),
    Bad("tolerance-spaced", "400 ± 20 km", "tolerance", 4, "380–420 km"),
    Bad("tolerance-ascii", "400 +/- 20 km", "tolerance", 4, "380–420 km"),
    Bad("tolerance-two-units", "400 km ± 500 m", "tolerance", 7, "399500–400500 m"),
    Bad("tolerance-below-zero", "20±400 km", "tolerance", 2, None),
    Bad("bound-capital", "Up to 400 km", "'Up to' is not a bound", 0, "up to 400 km"),
    Bad("bound-joined", "upto 400 km", "'upto' is not a bound", 0, "up to 400 km"),
    Bad("bound-at-most", "at most 400 km", "is not a bound", 0, "up to 400 km"),
    Bad("bound-over", "over Mach 4", "'over' is not a bound", 0, "more than Mach 4"),
    Bad("bound-circa", "ca. 400 km", "'ca.' is not a bound", 0, "about 400 km"),
    Bad("bound-unknown", "nearabouts 400 km", "is not a bound", 0, None),
    Bad("bound-twice", "up to about 400 km", "is not a bound", 0, None),
    Bad("bound-alone", "up to", "no number", 0, None),
    # intervals
    Bad("backwards", "300–250 km", "from the smaller number to the larger", 0, "250–300 km"),
    Bad("backwards-bound", "up to 300-250 km", "from the smaller number", 6, "up to 250–300 km"),
    Bad("backwards-mach", "Mach 6–5", "from the smaller number", 0, "Mach 5–6"),
    Bad("spaced-dash", "250 – 300 km", "unspaced", 3, "250–300 km"),
    Bad("word-to", "250 to 300 km", "unspaced", 3, "250–300 km"),
    Bad("word-from-to", "from 250 to 300 km", "unspaced", 8, "250–300 km"),
    Bad("word-between", "between 250 and 300 km", "unspaced", 11, "250–300 km"),
    Bad("word-or", "250 km or 300 km", "not of the form", 0, None),
    Bad("mixed-units", "10 m – 3 km", "one unit, at its end", 3, "0.01–3 km"),
    Bad("mixed-dimensions", "10 m – 3 s", "one unit, at its end", 3, None),
    Bad("unit-twice", "250km-300km", "one unit, at its end", 3, "250–300 km"),
    Bad("mach-twice", "Mach 5–Mach 6", "unspaced", 6, "Mach 5–6"),
    Bad("em-dash", "250—300 km", "en dash or a hyphen, not em dash", 3, "250–300 km"),
    Bad("minus-dash", "250−300 km", "en dash or a hyphen, not minus sign", 3, "250–300 km"),
    Bad("slash", "250/300 km", "not of the form", 0, None),
    Bad("three-numbers", "1–2–3 km", "not of the form", 0, None),
    # units
    Bad("unit-NM", "400 NM", "nautical miles are 'nmi'", 4, "400 nmi"),
    Bad("unit-Nm", "400 Nm", "newton metres", 4, None),
    Bad("unit-ton", "1 ton", "metric, short or long", 2, None),
    Bad("unit-tons", "43 tons", "metric, short or long", 3, None),
    Bad("unit-tonnes", "43 tonnes", "no unit of the list", 3, "43 t"),
    Bad("unit-kilometers", "400 kilometers", "'kilometers' is no unit", 4, "400 km"),
    Bad("unit-kilometres", "400 Kilometres", "'Kilometres' is no unit", 4, "400 km"),
    Bad("unit-misspelt", "400 kilometrs", "no unit of the list", 4, "400 km"),
    Bad("unit-nautical-miles", "216 nautical miles", "no unit of the list", 4, "216 nmi"),
    Bad("unit-knots", "486 knots", "no unit of the list", 4, "486 kt"),
    Bad("unit-feet", "60000 feet", "no unit of the list", 6, "60000 ft"),
    Bad("unit-kph", "900 kph", "no unit of the list", 4, "900 km/h"),
    Bad("unit-per", "900 kilometers per hour", "no unit of the list", 4, "900 km/h"),
    Bad("unit-m/sec", "1200 m/sec", "no unit of the list", 5, "1200 m/s"),
    Bad("unit-seconds", "10 seconds", "no unit of the list", 3, "10 s"),
    Bad("unit-lbs", "200 lbs", "no unit of the list", 4, "200 lb"),
    Bad("unit-full-stop", "400 km.", "no unit of the list", 4, "400 km"),
    Bad("unit-Km", "400 Km", "wrong case", 4, "400 km"),
    Bad("unit-KM", "400 KM", "wrong case", 4, "400 km"),
    Bad("unit-KT", "486 KT", "wrong case", 4, "486 kt"),
    Bad("unit-kT", "486 kT", "wrong case", 4, None),
    Bad("unit-kN", "90 kN", "no unit of the list", 3, None),
    Bad("unit-Mm", "3 Mm", "wrong case", 2, None),
    Bad("unit-sm", "12 sm", "as Germans write it, nautical", 3, None),
    Bad("unit-T", "8 T", "wrong case", 2, None),
    Bad("unit-G", "9 G", "wrong case", 2, None),
    Bad("unit-mixed", "900 KM/H", "wrong case", 4, "900 km/h"),
    Bad("unit-mach", "5 mach", "wrong case", 2, "Mach 5"),
    Bad("unit-MPH", "560 MPH", "wrong case", 4, "560 mph"),
    Bad("unit-M", "400 M", "metres or Mach", 4, None),
    Bad("unit-ms", "5 ms", "milliseconds or metres per second", 2, None),
    Bad("unit-degree-sign", "90°", "degrees are 'deg'", 2, "90 deg"),
    Bad("unit-glued", "400km", "space stands between", 3, "400 km"),
    Bad("unit-squared", "400 km2", "no digits", 6, None),
    Bad("unit-superscript", "400 m²", "superscript two", 5, None),
    Bad("unit-prefix-lookalike", "5 milligrams", "no unit of the list: mm, cm, m, km", 2, None),
    Bad("unit-unknown", "12 parsecs", "no unit of the list: mm, cm, m, km", 3, None),
    Bad("unit-percent", "80 %", "no unit of the list", 3, None),
    Bad("unit-missiles", "36 missiles", "no unit of the list", 3, None),
    Bad("unit-acceleration", "5 km/s/s", "no unit of the list", 2, None),
    Bad("unit-alone", "km", "no number", 0, None),
    Bad("unit-and-remark", "up to 400 km (aircraft)", "nothing may follow the unit", 13, "up to 400 km"),
    Bad("unit-and-word", "400 km range", "nothing may follow the unit", 7, None),
    Bad("mach-glued", "Mach5", "written 'Mach 5'", 0, "Mach 5"),
    Bad("mach-lower", "mach 5", "written 'Mach 5'", 0, "Mach 5"),
    Bad("mach-M", "M5", "written 'Mach 5'", 0, "Mach 5"),
    Bad("mach-and-unit", "Mach 5 km/h", "no other unit", 7, None),
    # money
    Bad("money-dollar-sign", "$400", "ISO 4217", 0, "400 USD"),
    Bad("money-euro-sign", "400 €", "ISO 4217", 4, "400 EUR"),
    Bad("money-yen-or-yuan", "¥500", "ISO 4217", 0, None),
    Bad("money-code-first", "USD 400", "ISO 4217", 0, "400 USD"),
    Bad("money-interval", "$5-6 million", "written out in digits", 5, "5000000–6000000 USD"),
    Bad("money-lower", "400 usd", "wrong case", 4, "400 USD"),
    Bad("money-dollars", "400 dollars", "no unit of the list", 4, "400 USD"),
    Bad("money-no-such-code", "400 XYZ", "no unit of the list", 4, None),
    Bad("money-gold", "400 XAU", "no unit of the list", 4, None),
    Bad("money-no-currency", "400 XXX", "no unit of the list", 4, None),
    # characters and spaces
    Bad("empty", "", "empty", 0, None),
    Bad("blank", " \t", "empty", 0, None),
    Bad("space-before", " 400 km", "single plain spaces", 0, "400 km"),
    Bad("space-after", "400 km ", "single plain spaces", 6, "400 km"),
    Bad("space-double", "up to  400 km", "single plain spaces", 5, "up to 400 km"),
    Bad("tab", "400\tkm", "single plain spaces", 3, "400 km"),
    Bad("newline", "400 km\n", "single plain spaces", 6, "400 km"),
    Bad("nbsp", "400\u00a0km", "no-break space", 3, "400 km"),
    Bad("narrow-nbsp-thousands", "30\u202f000 m", "narrow no-break space", 2, "30000 m"),
    Bad("zero-width", "400 \u200bkm", "zero width space", 4, "400 km"),
    Bad("byte-order-mark", "\ufeff400 km", "zero width no-break space", 0, "400 km"),
    Bad("nul", "4\x0000 km", "u+0000", 1, None),
    Bad("full-width-digits", "４００ km", "fullwidth digit four", 0, "400 km"),
    Bad("full-width-unit", "400 ｋｍ", "fullwidth latin small letter k", 4, "400 km"),
    Bad("square-km", "400 ㎞", "square km", 4, "400 km"),
    Bad("arabic-digits", "٤٠٠ km", "arabic-indic digit four", 0, "400 km"),
    Bad("mixed-digits", "4٠٠ km", "arabic-indic digit zero", 1, "400 km"),
    Bad("devanagari-digits", "४०० km", "devanagari digit four", 0, "400 km"),
    Bad("superscript-number", "10² km", "superscript two", 2, None),
    Bad("circled-number", "① km", "circled digit one", 0, None),
    Bad("cyrillic-unit", "400 км", "cyrillic small letter ka", 4, "400 km"),
    Bad("surrogate", "\ud800 5 km", "u+d800", 0, None),
    Bad("words-of-10-kB", "km " * 3414, "at most 100 characters", 100, None),
    Bad("digits-of-10-kB", "9" * 10240, "at most 100 characters", 100, None),
    Bad("spaces-of-10-kB", " " * 10239 + "5", "at most 100 characters", 100, None),
]


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.id)
def test_a_value_in_the_grammar_is_read(case: Good) -> None:
    """A text in the grammar gives bound, both ends, unit and dimension, and a text that reads the same."""
    measure = parse_value(case.text)
    assert (measure.bound, measure.low, measure.high, measure.unit) == case[2:6]
    assert measure.dimension == case.dimension
    assert measure.text == str(measure) == case.canonical
    assert parse_value(measure.text) == measure


@pytest.mark.parametrize("case", BAD, ids=lambda case: case.id)
def test_any_other_text_is_refused_with_reason_and_correction(case: Bad) -> None:
    """A refusal says why, at which character, and what was probably meant, which is itself canonical."""
    with pytest.raises(ValueRefused) as caught:
        parse_value(case.text)
    refused = caught.value
    assert case.reason in refused.reason
    assert (refused.position, refused.suggestion) == (case.position, case.suggestion)
    assert refused.text == case.text
    if refused.suggestion:
        assert parse_value(refused.suggestion).text == refused.suggestion
        assert refused.hint == f"did you mean {refused.suggestion!r}?"


def test_cases_are_many_and_named_once() -> None:
    """There are at least 120 cases, each with an id and a text of its own."""
    for cases in (GOOD, BAD):
        assert len({case.id for case in cases}) == len({case.text for case in cases}) == len(cases)
    assert len(GOOD) + len(BAD) >= 120


def test_a_refusal_is_an_error_of_ringfence_and_short() -> None:
    """A refusal of 10 kB of text is one short message, a RingfenceError and a ValueError."""
    with pytest.raises(RingfenceError) as caught:
        parse_value("x" * 10_000)
    assert isinstance(caught.value, ValueError)
    assert len(str(caught.value)) < 200


HOSTILE = [
    "1 ",
    "1-",
    "1–",
    "(1",
    ".",
    "$",
    "1,",
    "1e",
    "km/",
    "Mach ",
    "1 to ",
    "up to ",
    "a/",
    "1.",
    " ",
    "±1",
    "<",
    "𝟜",
    "\n",
]


@pytest.mark.parametrize("piece", HOSTILE, ids=ascii)
def test_hostile_repetition_is_refused(piece: str) -> None:
    """A piece repeated to the longest text looked into, and to 10 kB, is refused like any other."""
    for length in (99, 100, 101, 10_240):
        with pytest.raises(ValueRefused):
            parse_value((piece * length)[:length])
