"""`ringfence compare`."""

from pathlib import Path

import click

from ringfence.cli.opening import open_explorer, open_option
from ringfence.cli.options import (
    catalog_option,
    note,
    open_catalog,
    output_options,
    put_sheets,
    read_rule,
    read_style,
    rule_options,
    style_options,
)
from ringfence.cli.words import CLASSES, MEASURES, SYSTEM, several
from ringfence.specs.words import Units


@click.command("compare")
@click.argument("systems", nargs=-1, required=True, type=SYSTEM)
@click.option(
    "--against",
    "-a",
    type=CLASSES,
    help="Target classes, comma-separated, or all; default: aircraft, drone, ballistic-missile, and what each "
    "system is made for.",
)
@click.option(
    "--measure", "-m", type=MEASURES, default="range,altitude", show_default=True, help="Measures, comma-separated."
)
@click.option("--sort", metavar="COLUMN", help="Order the systems by a measure, such as 'range_max[aircraft]'.")
@click.option("--transpose", is_flag=True, help="Swap rows and columns.")
@click.option("--by-effector", is_flag=True, help="A line for every missile, not only the one that leads.")
@rule_options
@style_options
@output_options
@open_option
@catalog_option
def command(
    systems: tuple[str, ...], against: str | None, measure: str, sort: str | None, transpose: bool, by_effector: bool,
    choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None, units: Units, ascii: bool,
    form: str, output: Path | None, opened: bool, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Put 1 to 20 SYSTEMS side by side, split by target class; `vs` and commas may stand between them.

    A cell reads `60 km [60–100] ×7`: the figure, the spread where sources differ, how many independent origins. Ranges
    of unlike kinds stand in tables of their own.
    """
    from ringfence.evidence.comparison import compare
    from ringfence.specs.targets import read_targets
    from ringfence.tables.comparison import comparison_sheets
    from ringfence.tables.systems import sources_sheet

    rule, style = read_rule(choice, by, kind, as_of), read_style(units, ascii)
    catalog = open_catalog(folders)
    systems = several(catalog, systems, note)
    if opened:
        from ringfence.explore.model import Opening

        open_explorer(
            catalog, systems, rule, Opening(against=read_targets(against) if against else (), units=style.units)
        )
        return
    comparison = compare(
        catalog, systems, against=read_targets(against) if against else None,
        measures=[part for part in measure.split(",") if part.strip()], rule=rule, sort=sort,
    )  # fmt: skip
    if against and "all" in against.casefold().split(","):
        comparison = comparison.of_known
    by_system = (len(comparison.systems) > 4) != transpose
    sheets = comparison_sheets(comparison, style, by_system=by_system, by_effector=by_effector)
    put_sheets(sheets, form, output, style, sources_sheet(comparison.systems, style) if form == "xlsx" else None)
