"""`ringfence acquisitions`."""

from pathlib import Path
from typing import get_args

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
from ringfence.specs.words import OrderSort, OrderUnit, Stage


@click.command("acquisitions")
@who_and_what_options
@click.option(
    "--status",
    multiple=True,
    type=hyphened(*get_args(Stage), "not stated"),
    help="Only what has come so far, or is said to stand so; may be repeated.",
)
@click.option(
    "--unit", type=click.Choice(get_args(OrderUnit)), help="Count in this unit, and leave out what nobody counts in it."
)
@click.option(
    "--sort",
    "-s",
    type=click.Choice(get_args(OrderSort)),
    default="operator",
    show_default=True,
    help="Order of the rows.",
)
@listing_options
@output_options
@catalog_option
def command(
    words: tuple[str, ...], operators: tuple[str, ...], systems: tuple[str, ...], status: tuple[str, ...],
    where: str | None, unit: OrderUnit | None, sort: OrderSort,
    sources: bool, as_of: str | None, since: str | None, ascii: bool, form: str, output: Path | None,
    folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Who ordered what: ordered, delivered, outstanding, expected, price, with spreads and counts of independent
    origins.

    For what has arrived the newest as-of wins. Who uses a system, bought or not: operators. Exit 1 where nothing is
    known.
    """
    from ringfence.evidence.orders import holdings
    from ringfence.tables.order_list import orders_text
    from ringfence.tables.orders import (
        MOST_ACROSS,
        acquisitions_sheet,
        sorted_holdings,
        statements_sheet,
        statements_text,
        turned,
    )

    catalog, style = open_catalog(folders), read_style("metric", ascii)
    day, first = read_day(as_of, "--as-of"), read_day(since, "--since")
    codes, names = countries_and_systems(catalog, words, operators, systems)
    some = chosen_systems(catalog, names, where)
    found = [
        h
        for h in holdings(some, as_of=day, since=first, unit=unit)
        if (not codes or h.acquisition.operator in codes)
        and (not status or {h.stage.replace(" ", "-"), *(h.status[:1] or ("not-stated",))} & set(status))
    ]
    rows = sorted_holdings(found, sort)
    if sources and form == "table" and rows:
        put(statements_text(rows, style, width()), output)
        return 0
    sheet = statements_sheet(rows, style) if sources else acquisitions_sheet(rows, style, day)
    if form == "table" and not sources and len(rows) > MOST_ACROSS:
        by = "system" if sort == "operator" and len({h.system.id for h in rows}) == 1 else sort
        put(orders_text(rows, sheet.notes, style, width(), by), output)
    else:
        few = form == "table" and not sources and rows
        put_sheet(turned(sheet) if few else sheet, form, output, style)
    return 0 if rows else 1
