"""`ringfence acquisitions`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    SystemName,
    catalog_option,
    chosen_systems,
    open_catalog,
    output_options,
    put,
    put_sheet,
    read_rule,
    read_style,
    width,
)

_UNITS = ("regiment", "battalion", "squadron", "battery", "fire-unit", "system", "launcher", "missile", "radar", "unit")
_STATUS = ("talks", "approved", "ordered", "option", "pledged", "completed", "cancelled", "not-stated")
_SORTS = ("operator", "system", "signed", "ordered", "delivered", "outstanding", "price", "newest")


@click.command("acquisitions")
@click.option(
    "--operator",
    "operators",
    multiple=True,
    metavar="COUNTRY",
    help="A country's name or ISO 3166-1 alpha-3 code; may be repeated.",
)
@click.option("--system", "systems", multiple=True, type=SystemName(), help="Only this system; may be repeated.")
@click.option("--status", multiple=True, type=click.Choice(_STATUS), help="Only what stands so now; may be repeated.")
@click.option("--where", "-w", metavar="FILTER", help="Only systems for which this holds; as in list.")
@click.option("--unit", type=click.Choice(_UNITS), help="Count in this unit, and leave out what nobody counts in it.")
@click.option(
    "--sort", "-s", type=click.Choice(_SORTS), default="operator", show_default=True, help="Order of the rows."
)
@click.option("--sources", is_flag=True, help="Every statement: which source said what, when, with its link.")
@click.option("--as-of", metavar="DATE", help="As known by then: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--ascii", is_flag=True, help="Plain ASCII instead of Unicode marks.")
@output_options
@catalog_option
def command(
    operators: tuple[str, ...], systems: tuple[str, ...], status: tuple[str, ...], where: str | None, unit: str | None, sort: str,
    sources: bool, as_of: str | None, ascii: bool, form: str, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Who ordered what: ordered, delivered, outstanding, expected, price, with spreads and counts of independent origins.

    For what has arrived the newest as-of wins. Exit 1 where nothing is known.
    """
    from ringfence.acquisitions import holdings
    from ringfence.ledger import (
        MOST_ACROSS,
        acquisitions_sheet,
        sorted_holdings,
        statements_sheet,
        statements_text,
        turned,
    )
    from ringfence.specs.countries import read_country

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
