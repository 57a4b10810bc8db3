"""`ringfence sources`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    catalog_option,
    note,
    open_catalog,
    output_options,
    put,
    put_sheet,
    read_rule,
    read_style,
    style_options,
)
from ringfence.cli.words import SYSTEM, several
from ringfence.specs.words import Units


@click.command("sources")
@click.argument("systems", nargs=-1, type=SYSTEM)
@click.option(
    "--kind", multiple=True, metavar="KIND", help="Only sources of this kind, such as government or trade-press."
)
@style_options
@output_options
@catalog_option
def command(
    systems: tuple[str, ...], kind: tuple[str, ...], units: Units, ascii: bool,
    form: str, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """List the sources of SYSTEMS (default: all), newest first, with how many statements rest on each.

    What each of them states of one figure: explain.
    """
    from ringfence.tables.systems import sources_sheet

    catalog, style = open_catalog(folders), read_style(units, ascii)
    kinds = read_rule("typical", (), kind, None).kind
    sheet = sources_sheet(
        [catalog.get(name) for name in several(catalog, systems, note)] if systems else catalog, style, kinds
    )
    if form == "table":
        # an address that is cut cannot be opened: here a source has lines of its own
        lines = [
            f"{row[0]:10}  {row[1]} ({row[2]}, {row[3]}; {row[4]} statements)\n            {row[5]}"
            for row in sheet.rows
        ]
        put("\n".join([*lines, *sheet.notes]) + "\n", output)
    else:
        put_sheet(sheet, form, output, style)
    return 0 if sheet.rows else 1
