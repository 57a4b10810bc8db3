"""`ringfence value`."""

import json

import click

from ringfence.cli.options import put, say
from ringfence.plain_text import in_json


@click.command("value")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("--json", "as_json", is_flag=True, help="bound, low, high, unit, dimension, si_low, si_high.")
@click.option("--to", "unit", metavar="UNIT", help="Convert to this unit.")
@click.option("--altitude", metavar="VALUE", help="For Mach: the altitude, such as '10 km' (standard atmosphere).")
def command(texts: tuple[str, ...], as_json: bool, unit: str | None, altitude: str | None) -> int:
    """Print what each TEXT means in the value grammar, or why it is refused and what was probably meant.

    Exit 1 where one is refused.
    """
    from ringfence.errors import Incomparable, UsageError, ValueRefused
    from ringfence.units.value import known_units, parse_value

    height = parse_value(altitude) if altitude else None
    if height and height.dimension != "length":
        raise Incomparable(f"an altitude is a length, and {height.text!r} is a {height.dimension}")
    if height and (height.is_interval or height.bound not in ("exactly", "about")):
        raise UsageError(f"an altitude is one height, not {height.text!r}", hint="give one, such as 10 km")
    refused = 0
    rows: list[dict[str, object]] = []
    for text in texts:
        try:
            measure = parse_value(text)
            if unit:
                measure = measure.to(unit, altitude_m=height.si_high if height else None)
        except ValueRefused as error:
            refused += 1
            shown = error.text if len(error.text) <= 200 else error.text[:200] + "…"
            rows.append(
                {"text": shown, "refused": error.reason, "position": error.position, "suggestion": error.suggestion}
            )
            if not as_json:
                say(str(error))
            continue
        si = known_units()[measure.unit].si_symbol
        rows.append(
            {
                "text": text, "bound": measure.bound, "low": measure.low, "high": measure.high, "unit": measure.unit,
                "dimension": measure.dimension, "si_low": measure.si_low, "si_high": measure.si_high, "si_unit": si,
            }
        )  # fmt: skip
        if not as_json:
            ends = f"{measure.si_low:.10g}" + (f" to {measure.si_high:.10g}" if measure.is_interval else "")
            say(f"{measure.text}: {measure.bound}, {measure.dimension}, {ends} {si}".rstrip())
    if as_json:
        put(in_json(json.dumps(rows, ensure_ascii=False, indent=2)).encode() + b"\n", None)
    return 1 if refused else 0
