"""`ringfence envelope`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    SystemName,
    catalog_option,
    figure_options,
    open_catalog,
    read_rule,
    read_style,
    rule_options,
    units_option,
)


@click.command("envelope")
@click.argument("systems", nargs=-1, required=True, type=SystemName())
@click.option(
    "--against", "-a", default="aircraft,ballistic-missile", show_default=True, help="Target classes, comma-separated."
)
@click.option("--antenna", default="10 m", show_default=True, help="Height of the radar's antenna.")
@click.option("--refraction", type=float, default=4 / 3, show_default="4/3", help="Effective earth radius factor.")
@figure_options
@rule_options
@units_option
@catalog_option
def command(
    systems: tuple[str, ...], against: str, antenna: str, refraction: float, title: str | None, look: str, output: Path | None, dpi: int,
    choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None, units: str, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Draw altitude against range for SYSTEMS, a panel each, from sourced points only, with the radar horizon."""
    from ringfence.plots.envelope import diagram
    from ringfence.plots.look import save
    from ringfence.specs.targets import read_targets
    from ringfence.units.value import parse_value

    catalog = open_catalog(folders)
    found = [catalog.get(name) for name in systems]
    fig, caption = diagram(
        found, read_targets(against), rule=read_rule(choice, by, kind, as_of), style=read_style(units, False), look=look,  # type: ignore[arg-type]  # click.Choice made sure of the look
        antenna_m=parse_value(antenna).si_high, k=refraction, title=title, catalog=catalog.digest,
    )  # fmt: skip
    path = output or Path("-".join(["envelope", *(system.id for system in found[:3])]) + ".svg")
    save(fig, path, caption, dpi)
    click.echo(f"wrote {path}")
