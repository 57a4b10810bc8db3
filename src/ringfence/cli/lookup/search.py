"""`ringfence search`."""

from pathlib import Path

import click

from ringfence.cli.options import catalog_option, open_catalog, output_options, put_sheet, read_style
from ringfence.cli.words import SYSTEM


@click.command("search")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...", type=SYSTEM)
@click.option("--ascii", is_flag=True, help="Plain ASCII instead of Unicode marks.")
@output_options
@catalog_option
def command(words: tuple[str, ...], ascii: bool, form: str, output: Path | None, folders: tuple[Path, ...]) -> int:
    """Find systems, missiles, radars, makers and countries by WORDS of their names. Exit 1 where nothing is found."""
    from ringfence.tables.search import search_sheet

    style = read_style("metric", ascii)
    sheet = search_sheet(open_catalog(folders), words, style)
    put_sheet(sheet, form, output, style)
    return 0 if sheet.rows else 1
