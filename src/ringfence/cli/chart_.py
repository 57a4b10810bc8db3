"""`ringfence chart`."""

from pathlib import Path

import click

from ringfence.cli.options import catalog_option, open_catalog, read_rule, read_style, rule_options, units_option


@click.command("chart")
@click.argument("measure")
@click.option("--against", "-a", default="aircraft", show_default=True, help="A target class.")
@click.option("--where", "-w", metavar="FILTER", help="Only these systems; as in list.")
@click.option(
    "--most", type=click.IntRange(1, 60), default=40, show_default=True, help="At most so many systems, farthest first."
)
@click.option("--title", help="Instead of the usual title.")
@click.option("--style", "look", type=click.Choice(["light", "dark", "print"]), default="light", show_default=True)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="An .svg, .png or .pdf file; default: named for the chart.",
)
@click.option("--dpi", type=int, default=150, show_default=True, help="Dots per inch of a PNG.")
@rule_options
@units_option
@catalog_option
def command(
    measure: str, against: str, where: str | None, most: int, title: str | None, look: str, output: Path | None, dpi: int,
    choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None, units: str, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Rank systems by MEASURE (range, altitude, speed …): dot, spread, and every statement as a tick."""
    from ringfence.plots.charts import ranking
    from ringfence.plots.look import save
    from ringfence.specs.measures import read_measure
    from ringfence.specs.targets import read_target

    info = read_measure(measure)
    target = read_target(against) if info.targeted else None
    rule, catalog = read_rule(choice, by, kind, as_of), open_catalog(folders)
    systems = catalog.where(where, rule) if where else tuple(catalog)
    drawn, caption = ranking(
        systems, info, target, rule=rule, style=read_style(units, False), look=look, title=title, catalog=catalog.digest, most=most,  # type: ignore[arg-type]  # click.Choice made sure of the look
    )  # fmt: skip
    path = output or Path("-".join(part for part in ("chart", info.name, target) if part).replace("_", "-") + ".svg")
    save(drawn, path, caption, dpi)
    click.echo(f"wrote {path}")
