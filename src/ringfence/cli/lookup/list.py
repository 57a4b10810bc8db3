"""`ringfence list`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    catalog_option,
    open_catalog,
    output_options,
    put_sheet,
    read_rule,
    read_style,
    rule_options,
    style_options,
)
from ringfence.cli.words import SYSTEM
from ringfence.specs.words import Units


@click.command("list")
@click.argument("words", nargs=-1, metavar="[WORDS]...", type=SYSTEM)
@click.option(
    "--where", "-w", metavar="FILTER", help='Such as "range_max[ballistic-missile] >= 50 km and origin == RUS".'
)
@click.option("--sort", "-s", metavar="COLUMN", help="Farthest first by a measure, such as 'range_max[aircraft]'.")
@click.option("--column", "-c", "columns", multiple=True, metavar="COLUMN", help="Show a measure too; may be repeated.")
@click.option("--named", metavar="TEXT", help="Only systems one of whose names holds the text.")
@rule_options
@style_options
@output_options
@catalog_option
def command(
    words: tuple[str, ...], where: str | None, sort: str | None, columns: tuple[str, ...], named: str | None,
    choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None,
    units: Units, ascii: bool, form: str, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """List systems, or those one of whose names holds WORDS. What --where and --sort ask about is shown as columns.
    Exit 1 where nothing is found.
    """
    from ringfence.tables.systems import list_sheet, plain_list

    named = " ".join(filter(None, (named, *words)))
    catalog, style = open_catalog(folders), read_style(units, ascii)
    if where or sort or columns or named:
        rule = read_rule(choice, by, kind, as_of)
        sheet = list_sheet(catalog, rule, style, where=where, sort=sort, columns=columns, named=named)
    else:
        sheet = plain_list(catalog, style)
    put_sheet(sheet, form, output, style)
    return 0 if sheet.rows else 1
