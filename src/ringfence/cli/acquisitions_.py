"""`ringfence acquisitions`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    SystemName,
    catalog_option,
    open_catalog,
    output_options,
    put_sheet,
    read_rule,
    read_style,
    style_options,
)


@click.command("acquisitions")
@click.option("--operator", metavar="COUNTRY", help="A country's name or ISO 3166-1 alpha-3 code.")
@click.option("--system", "systems", multiple=True, type=SystemName(), help="Only this system; may be repeated.")
@click.option("--as-of", metavar="DATE", help="As known by then: YYYY, YYYY-MM or YYYY-MM-DD.")
@style_options
@output_options
@catalog_option
def command(
    operator: str | None, systems: tuple[str, ...], as_of: str | None, units: str, ascii: bool,
    form: str, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Who ordered what: ordered, delivered, outstanding, expected, with spreads and counts of independent origins.

    For what has arrived the newest as-of wins. Exit 1 where nothing is known.
    """
    from ringfence.acquisitions import holdings
    from ringfence.listing import acquisitions_sheet
    from ringfence.specs.countries import read_country

    catalog, style = open_catalog(folders), read_style(units, ascii)
    day = read_rule("typical", (), (), as_of).as_of
    code = read_country(operator) if operator else None
    some = [catalog.get(name) for name in systems] if systems else list(catalog)
    sheet = acquisitions_sheet(list(holdings(some, operator=code, as_of=day)), style, day)
    put_sheet(sheet, form, output, style)
    return 0 if sheet.rows else 1
