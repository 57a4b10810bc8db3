"""`ringfence show`."""

from pathlib import Path

import click

from ringfence.cli.opening import open_explorer, open_option
from ringfence.cli.options import (
    catalog_option,
    open_catalog,
    output_options,
    put,
    put_sheet,
    read_rule,
    read_style,
    rule_options,
    style_options,
    width,
)
from ringfence.cli.words import SYSTEM, one
from ringfence.specs.words import Units


@click.command("show")
@click.argument("systems", nargs=-1, required=True, metavar="SYSTEM", type=SYSTEM)
@rule_options
@style_options
@output_options
@open_option
@catalog_option
def command(
    systems: tuple[str, ...], choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None,
    units: Units, ascii: bool, form: str, output: Path | None, opened: bool, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Show all that the catalog holds on one SYSTEM: its card, with the figure of every cell.

    Who states a figure, and why it counts: explain. The pages that all this rests on: sources.
    """
    from ringfence.tables.profile import profile_records, profile_text
    from ringfence.tables.render import Sheet

    rule, style = read_rule(choice, by, kind, as_of), read_style(units, ascii)
    catalog = open_catalog(folders)
    system = one(catalog, systems)
    if opened:
        from ringfence.explore.model import Opening

        open_explorer(catalog, (system,), rule, Opening(units=style.units))
        return
    found = catalog.get(system)
    if form == "table":
        put(profile_text(found, rule, style, width()), output)
        return
    records = profile_records(found, rule, style)
    rows = tuple((str(r["measure"]), str(r["target"] or ""), str(r["text"]), str(r["effector"] or "")) for r in records)
    headers, title = ("measure", "target", "figure", "effector"), f"{found.name} ({found.id})"
    put_sheet(Sheet(headers, rows, tuple(records), (style.legend(),), title), form, output, style)
