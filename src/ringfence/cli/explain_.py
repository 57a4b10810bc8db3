"""`ringfence explain`."""

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
)


@click.command("explain")
@click.argument("system", type=SystemName())
@click.option(
    "--against",
    "-a",
    default="aircraft,drone,ballistic-missile",
    show_default=True,
    help="Target classes, comma-separated.",
)
@click.option("--measure", "-m", default="range", show_default=True, help="Measures, comma-separated.")
@rule_options
@style_options
@output_options
@catalog_option
def command(
    system: str, against: str, measure: str, choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None,
    units: str, ascii: bool, form: str, output: Path | None, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Print every statement behind a SYSTEM's cells, with its link, its tier, and why it did or did not count."""
    from ringfence.evidence.figures import cell_of
    from ringfence.specs.measures import read_measure
    from ringfence.specs.targets import read_targets
    from ringfence.tables.statements import explain_sheet, explain_text

    rule, style = read_rule(choice, by, kind, as_of), read_style(units, ascii)
    found = open_catalog(folders).get(system)
    infos = [read_measure(part) for part in measure.split(",") if part.strip()]
    figures = [
        cell_of(found, info.name, target, rule)
        for info in infos
        for target in (read_targets(against) if info.targeted else (None,))
    ]
    if form == "table":
        put("\n".join(explain_text(f, style) for f in figures), output)
    else:
        put_sheet(explain_sheet(figures, style), form, output, style)
