"""What holds for every value, refused text and conversion."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from ringfence.errors import ValueRefused
from ringfence.units.value import (
    BOUNDS,
    Value,
    known_units,
    number_text,
    parse_value,
    try_value,
    value_from_yaml,
)

KNOWN = known_units()
UNITS = [symbol for symbol, info in KNOWN.items() if info.pint] + ["USD", "EUR", "KRW"]
DIMENSIONS = sorted({KNOWN[symbol].dimension for symbol in UNITS})
CONVERTIBLE = {name: [symbol for symbol in UNITS if KNOWN[symbol].dimension == name] for name in DIMENSIONS}

unhurried = settings(deadline=None)  # a busy machine is no failure
decimals = st.tuples(st.integers(0, 10**9), st.integers(0, 6)).map(lambda pair: float(f"{pair[0]}e-{pair[1]}"))
measures = st.builds(
    lambda bound, ends, unit: Value(bound, min(ends), max(ends), unit),
    st.sampled_from(BOUNDS),
    st.tuples(decimals, decimals) | decimals.map(lambda end: (end, end)),
    st.sampled_from(UNITS),
)
pairs = st.sampled_from(DIMENSIONS).flatmap(lambda name: st.tuples(*[st.sampled_from(CONVERTIBLE[name])] * 2))

PIECES = [
    *BOUNDS, *UNITS[:5], "400", "1.5", "0", "km", "m", "M", "Mach", "mach", "nm", "tons", "kilometers",
    "per", "hour", "ft", "km/h", "s", "$", "€", "USD", "million", "bn", "to", "from", "between", "and",
    " ", "  ", "-", "–", "—", "−", "±", "+/-", "+", "~", ">", "<=", "≥", "1e5", "e400", ",", ".", "000",
    "'", "/", "(", ")", "%", "inf", "nan", "½", "²", "①", "९", "４", "\u00a0", "\u200b", "\t", "\n",
    "\x00", "км", "㎞", "°", "9" * 16, "0" * 30,
]  # fmt: skip
near_values = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda glue: glue.join(pieces))
)


def refused(read: Callable[[], Value]) -> ValueRefused | None:
    """The refusal, if it is one; any other exception goes through."""
    try:
        read()
    except ValueRefused as refusal:
        return refusal
    return None


@unhurried
@given(measures)
def test_canonical_text_reads_back(measure: Value) -> None:
    """The canonical text of any measure reads back as that measure."""
    assert parse_value(measure.text) == measure
    assert try_value(measure.text) == measure


@unhurried
@given(st.text(max_size=120) | near_values)
def test_any_text_is_read_or_refused(text: str) -> None:
    """Any text whatever is read or refused; what is read has a canonical text that reads the same."""
    if not refused(lambda: parse_value(text)):
        measure = parse_value(text)
        assert parse_value(measure.text) == measure
        assert 0 <= measure.low <= measure.high


@unhurried
@given(st.text(max_size=120) | near_values)
def test_a_suggestion_is_itself_a_value(text: str) -> None:
    """A refusal points into the text, gives a reason, and suggests only what the grammar takes."""
    refusal = refused(lambda: parse_value(text))
    if refusal:
        assert refusal.reason
        assert 0 <= refusal.position <= len(text)
        if refusal.suggestion is not None:
            assert refusal.suggestion != text
            assert parse_value(refusal.suggestion).text == refusal.suggestion


@unhurried
@given(measures, st.sampled_from(["\u00a0{}", "{} ", "  {}", "{}\n", "\u200b{}", "\ufeff{}"]))
def test_stray_spaces_are_offered_away(measure: Value, frame: str) -> None:
    """A value with stray or invisible characters about it is refused, and the value without is suggested."""
    refusal = refused(lambda: parse_value(frame.format(measure.text)))
    assert refusal is not None
    assert refusal.suggestion == measure.text


@unhurried
@given(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.lists(st.integers())
    | st.dates()
)
def test_any_yaml_value_is_read_or_refused(value: object) -> None:
    """Any YAML value is read or refused; a number that is read is a count."""
    if not refused(lambda: value_from_yaml(value)) and isinstance(value, (int, float)):
        assert value_from_yaml(value).dimension == "count"


@unhurried
@given(pairs, decimals, decimals)
def test_conversion_keeps_order(pair: tuple[str, str], one: float, other: float) -> None:
    """Of two figures in one unit the larger is never the smaller in another unit, nor in SI."""
    here, there = pair
    small, large = (Value("exactly", number, number, here) for number in sorted((one, other)))
    assert small.to(there).low <= large.to(there).low
    assert small.si_low <= large.si_low


@unhurried
@given(pairs, decimals)
def test_conversion_there_and_back_is_the_same(pair: tuple[str, str], number: float) -> None:
    """A figure given in another unit and back again is the figure to 14 digits, its SI value too."""
    here, there = pair
    measure = Value("about", number, number, here)
    back = measure.to(there).to(here)
    assert abs(back.low - number) <= 1e-14 * number
    assert abs(measure.to(there).si_high - measure.si_high) <= 1e-14 * measure.si_high
    assert (back.bound, back.unit) == ("about", here)


@unhurried
@given(pairs, decimals.filter(lambda number: number == 0 or number >= 0.001))
def test_converted_figures_can_be_written_down(pair: tuple[str, str], number: float) -> None:
    """The text of a converted figure below 10¹⁵ reads back as that figure."""
    converted = Value("exactly", number, number, pair[0]).to(pair[1])
    if converted.low < 1e15:
        assert parse_value(converted.text) == converted


@unhurried
@given(st.floats(0, 1e14))
def test_number_text_is_exact_to_15_digits(number: float) -> None:
    """The text of a number is a plain decimal, and reads as the number to 15 digits."""
    text = number_text(number)
    assert set(text) <= set("0123456789.")
    assert float(text) == float(f"{number:.15g}")
