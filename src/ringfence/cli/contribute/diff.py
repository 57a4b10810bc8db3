"""`ringfence diff`."""

from pathlib import Path

import click

from ringfence.cli.options import output_options, put_sheet, read_style, style_options


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--cells", is_flag=True, help="Only how the headline cells moved, and systems that came or went.")
@style_options
@output_options
def command(before: str, after: str, cells: bool, units: str, ascii: bool, form: str, output: Path | None) -> int:
    """Show what changed between two catalog folders, or two git revisions: systems, figures, sources, headline cells.

    Exit 0 where nothing did, 1 where something did.
    """
    from ringfence.contribute.diff import changes, opened
    from ringfence.tables.render import Record, Sheet

    style = read_style(units, ascii)
    with opened(before) as one, opened(after) as two:
        found = changes(one, two, style)
    if cells:
        found = [change for change in found if change.what in ("cell", "system")]
    records: tuple[Record, ...] = tuple(
        {"system": c.system, "what": c.what, "how": c.how, "where": c.where, "before": c.before, "after": c.after}
        for c in found
    )
    rows = tuple(
        tuple(style.plain(text) for text in (c.system, f"{c.what} {c.how}", c.where, c.before or "", c.after or ""))
        for c in found
    )
    note = f"{len(found)} differences" if found else "no differences"
    put_sheet(Sheet(("system", "change", "where", "before", "after"), rows, records, (note,)), form, output, style)
    return 1 if found else 0
