"""`ringfence show`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    SystemName,
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


@click.command("show")
@click.argument("system", type=SystemName())
@rule_options
@style_options
@output_options
@catalog_option
def command(
    system: str, choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None,
    units: str, ascii: bool, form: str, output: Path | None, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Show all that the catalog holds on one SYSTEM."""
    from ringfence.tables.profile import profile_records, profile_text
    from ringfence.tables.render import Sheet

    rule, style = read_rule(choice, by, kind, as_of), read_style(units, ascii)
    found = open_catalog(folders).get(system)
    if form == "table":
        put(profile_text(found, rule, style, width()), output)
        return
    records = profile_records(found, rule, style)
    keys = ("measure", "target", "text", "value", "unit", "lowest", "highest", "naming", "origins", "effector")
    rows = tuple(tuple("" if r[key] is None else str(r[key]) for key in keys) for r in records)
    put_sheet(Sheet(keys, rows, tuple(records)), form, output, style)
