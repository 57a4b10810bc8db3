"""`ringfence operators`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    catalog_option,
    chosen_systems,
    listing_options,
    open_catalog,
    output_options,
    put,
    put_sheet,
    read_rule,
    read_style,
    who_and_what_options,
)

_WORDS = (
    "operates", "no longer", "disputed", "delivered", "completed", "ordered", "contract", "option", "pledged", "approved", "talks",
    "planned", "cancelled", "mentioned",
)  # fmt: skip


@click.command("operators")
@who_and_what_options
@click.option(
    "--by",
    type=click.Choice(["country", "system"]),
    help="A row a country or a system; default: country, or system where one is named.",
)
@click.option(
    "--status", multiple=True, type=click.Choice(_WORDS), help="Only pairs of which this is said; may be repeated."
)
@listing_options
@output_options
@catalog_option
def command(
    operators: tuple[str, ...], systems: tuple[str, ...], by: str | None, status: tuple[str, ...], where: str | None,
    sources: bool, as_of: str | None, ascii: bool, form: str, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Which country operates which system, and which has it on order, was pledged it, or plans it.

    What is stated of use and what is stated of orders stand apart. Exit 1 where nothing is known.
    """
    from ringfence.evidence.operators import ties
    from ringfence.specs.countries import read_country
    from ringfence.tables.operators import operators_sheet, operators_text

    catalog, style = open_catalog(folders), read_style("metric", ascii)
    day = read_rule("typical", (), (), as_of).as_of
    codes = {read_country(name) for name in operators}
    some = chosen_systems(catalog, systems, where)
    found = [tie for tie in ties(some, countries=codes, as_of=day) if not status or set(status) & set(tie.words)]
    key = by or ("system" if systems and not operators else "country")
    if sources and form == "table" and found:
        put(operators_text(found, style, key), output)  # type: ignore[arg-type]  # one of the two, by click.Choice
    else:
        put_sheet(operators_sheet(found, style, key, day), form, output, style)  # type: ignore[arg-type]  # as above
    return 0 if found else 1
