"""`ringfence operators`."""

from pathlib import Path
from typing import Literal, get_args

import click

from ringfence.cli.options import (
    catalog_option,
    chosen_systems,
    countries_and_systems,
    listing_options,
    open_catalog,
    output_options,
    put,
    put_sheet,
    read_day,
    read_style,
    who_and_what_options,
    width,
)
from ringfence.cli.words import hyphened
from ringfence.specs.words import Stage, Use


@click.command("operators")
@who_and_what_options
@click.option(
    "--by",
    type=click.Choice(["country", "system"]),
    help="A row a country or a system; default: country, or system where one is named.",
)
@click.option(
    "--status",
    multiple=True,
    type=hyphened(*get_args(Use), *get_args(Stage)),
    help="Only pairs of which this is said; may be repeated.",
)
@listing_options
@output_options
@catalog_option
def command(
    words: tuple[str, ...], operators: tuple[str, ...], systems: tuple[str, ...], by: str | None,
    status: tuple[str, ...], where: str | None,
    sources: bool, as_of: str | None, since: str | None, ascii: bool, form: str, output: Path | None,
    folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Which country operates which system, and which has it on order, was pledged it, or plans it.

    What is stated of use and what is stated of orders stand apart. How many, when, and at what price: acquisitions.
    Exit 1 where nothing is known.
    """
    from ringfence.evidence.operators import ties
    from ringfence.tables.operators import grouped_ties, operators_sheet, operators_text
    from ringfence.tables.order_list import users_text

    catalog, style = open_catalog(folders), read_style("metric", ascii)
    day, first = read_day(as_of, "--as-of"), read_day(since, "--since")
    codes, names = countries_and_systems(catalog, words, operators, systems)
    some = chosen_systems(catalog, names, where)
    every = ties(some, countries=codes, as_of=day, since=first)
    found = [tie for tie in every if not status or set(status) & {word.replace(" ", "-") for word in tie.words}]
    key: Literal["country", "system"] = "country"
    if by == "system" or (by is None and names and not codes):
        key = "system"
    if form != "table" or not found:
        put_sheet(operators_sheet(found, style, key, day), form, output, style)
    elif sources:
        put(operators_text(found, style, key), output)
    else:
        notes = operators_sheet(found, style, key, day).notes
        put(users_text(grouped_ties(found, key), key, notes, style, width()), output)
    return 0 if found else 1
