"""`ringfence acquisitions`."""

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
    width,
)

_UNITS = ("regiment", "battalion", "squadron", "battery", "fire-unit", "system", "launcher", "missile", "radar", "unit")
_STATUS = ("talks", "approved", "ordered", "option", "pledged", "completed", "cancelled", "not-stated")
_SORTS = ("operator", "system", "signed", "ordered", "delivered", "outstanding", "price", "newest")


@click.command("acquisitions")
@who_and_what_options
@click.option("--status", multiple=True, type=click.Choice(_STATUS), help="Only what stands so now; may be repeated.")
@click.option("--unit", type=click.Choice(_UNITS), help="Count in this unit, and leave out what nobody counts in it.")
@click.option(
    "--sort", "-s", type=click.Choice(_SORTS), default="operator", show_default=True, help="Order of the rows."
)
@listing_options
@output_options
@catalog_option
def command(
    operators: tuple[str, ...], systems: tuple[str, ...], status: tuple[str, ...], where: str | None, unit: str | None, sort: str,
    sources: bool, as_of: str | None, ascii: bool, form: str, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Who ordered what: ordered, delivered, outstanding, expected, price, with spreads and counts of independent origins.

    For what has arrived the newest as-of wins. Exit 1 where nothing is known.
    """
    from ringfence.evidence.orders import holdings
    from ringfence.specs.countries import read_country
    from ringfence.tables.orders import (
        MOST_ACROSS,
        acquisitions_sheet,
        sorted_holdings,
        statements_sheet,
        statements_text,
        turned,
    )

    catalog, style = open_catalog(folders), read_style("metric", ascii)
    day = read_rule("typical", (), (), as_of).as_of
    codes = {read_country(name) for name in operators}
    some = chosen_systems(catalog, systems, where)
    found = [
        h
        for h in holdings(some, as_of=day, unit=unit)  # type: ignore[arg-type]  # click.Choice made sure of the unit
        if (not codes or h.acquisition.operator in codes)
        and (not status or (h.status[0] if h.status else "not-stated") in status)
    ]
    rows = sorted_holdings(found, sort)
    if sources and form == "table" and rows:
        put(statements_text(rows, style, width()), output)
    else:
        sheet = statements_sheet(rows, style) if sources else acquisitions_sheet(rows, style, day)
        few = form == "table" and not sources and 0 < len(rows) <= MOST_ACROSS
        put_sheet(turned(sheet) if few else sheet, form, output, style)
    return 0 if rows else 1
