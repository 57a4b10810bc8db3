"""`ringfence envelope`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    catalog_option,
    figure_options,
    note,
    open_catalog,
    read_rule,
    rule_options,
    say,
    units_option,
)
from ringfence.cli.words import CLASSES, SYSTEM, several
from ringfence.specs.words import Look, Units


@click.command("envelope")
@click.argument("systems", nargs=-1, required=True, type=SYSTEM)
@click.option(
    "--against",
    "-a",
    type=CLASSES,
    default="aircraft,ballistic-missile",
    show_default=True,
    help="Target classes, comma-separated.",
)
@click.option("--antenna", metavar="LENGTH", help="Height of the radar's antenna; default: 10 m.")
@click.option("--refraction", type=float, default=4 / 3, show_default="4/3", help="Effective earth radius factor.")
@figure_options
@rule_options
@units_option
@catalog_option
def command(
    systems: tuple[str, ...], against: str, antenna: str | None, refraction: float, title: str | None, look: Look,
    output: Path | None, dpi: int,
    choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None, units: Units, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Draw altitude against range for SYSTEMS, a panel each, from sourced points only, with the radar horizon."""
    from ringfence.plots.look import save
    from ringfence.plots.requests import Envelopes, make
    from ringfence.specs.targets import read_targets
    from ringfence.units.value import parse_value

    catalog, rule = open_catalog(folders), read_rule(choice, by, kind, as_of)
    request = Envelopes(
        systems=tuple(catalog.get(name).id for name in several(catalog, systems, note)), targets=read_targets(against),
        rule=rule.choice, by=tuple(sorted(rule.by)),
        kind=tuple(sorted(rule.kind)), as_of=as_of, title=title,
        units=units, look=look, refraction=refraction,
        antenna_m=parse_value(antenna).si_high if antenna else None,
    )  # fmt: skip
    fig, caption = make(request, catalog)
    path = output or Path("-".join(["envelope", *request.systems[:3]]) + ".svg")
    save(fig, path, caption, dpi)
    say(f"wrote {path}")
