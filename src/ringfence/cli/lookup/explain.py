"""`ringfence explain`."""

from pathlib import Path

import click

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
)
from ringfence.cli.words import CLASSES, MEASURES, SYSTEM, one
from ringfence.specs.words import Units


@click.command("explain")
@click.argument("systems", nargs=-1, metavar="SYSTEM", type=SYSTEM)
@click.option(
    "--against",
    "-a",
    type=CLASSES,
    help="Target classes, comma-separated; default: aircraft, drone, ballistic-missile, and what the system is made "
    "for.",
)
@click.option("--measure", "-m", type=MEASURES, default="range", show_default=True, help="Measures, comma-separated.")
@click.option("--rule-text", is_flag=True, help="Print the evidence rule in words, and nothing else.")
@rule_options
@style_options
@output_options
@catalog_option
def command(
    systems: tuple[str, ...], against: str | None, measure: str, rule_text: bool, choice: str, by: tuple[str, ...],
    kind: tuple[str, ...], as_of: str | None,
    units: Units, ascii: bool, form: str, output: Path | None, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Print every statement behind a SYSTEM's cells, with its link, and why it did or did not count.

    All cells at a glance: show. One line a source, with how much rests on it: sources.
    """
    from ringfence.evidence.figures import cell_of
    from ringfence.evidence.rule import RULE
    from ringfence.specs.measures import read_measure
    from ringfence.specs.targets import MISSION, read_targets
    from ringfence.tables.statements import explain_sheet, explain_text

    if rule_text:
        put(RULE, output)
        return
    if not systems:
        raise click.UsageError("name a SYSTEM, or ask for --rule-text")
    rule, style = read_rule(choice, by, kind, as_of), read_style(units, ascii)
    catalog = open_catalog(folders)
    found = catalog.get(one(catalog, systems))
    infos = [read_measure(part) for part in measure.split(",") if part.strip()]
    targets = read_targets(against) if against else tuple(dict.fromkeys((*MISSION, found.reference)))
    cells = [
        cell_of(found, info.name, target, rule) for info in infos for target in (targets if info.targeted else (None,))
    ]
    if form == "table":
        put("\n".join(explain_text(cell, style) for cell in cells), output)
    else:
        put_sheet(explain_sheet(cells, style), form, output, style)
