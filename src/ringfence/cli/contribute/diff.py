"""`ringfence diff`."""

from pathlib import Path

import click

from ringfence.cli.options import note, output_options, put_sheet, read_style, style_options
from ringfence.english import counted
from ringfence.specs.words import Units


@click.command("diff")
@click.argument("before", metavar="A", default="HEAD")
@click.argument("after", metavar="B", required=False)
@click.option("--cells", is_flag=True, help="Only how the headline cells moved, and systems that came or went.")
@style_options
@output_options
def command(
    before: str, after: str | None, cells: bool, units: Units, ascii: bool, form: str, output: Path | None
) -> int:
    """Show what changed between two catalog folders, or two git revisions: systems, figures, sources, headline cells.

    Without B: from A to the files of the clone that you stand in, as they are now; without A: from the last commit.
    Drafts are left out, with a note. Exit 0 where nothing did, 1 where something did.
    """
    from ringfence.contribute.diff import changes, opened
    from ringfence.tables.render import Record, Sheet

    style = read_style(units, ascii)
    with opened(before) as one, opened(after) as two:
        for catalog in (one, two):
            catalog.tell, catalog.lenient = note, True
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
    remark = counted(len(found), "difference") if found else "no differences"
    put_sheet(
        Sheet(("system", "change", "where", "before", "after"), rows, records, (remark,), "Changes"),
        form,
        output,
        style,
    )
    return 1 if found else 0
