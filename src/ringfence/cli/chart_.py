"""`ringfence chart`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    SystemName,
    catalog_option,
    chosen_systems,
    figure_options,
    open_catalog,
    read_rule,
    read_style,
    rule_options,
    units_option,
)
from ringfence.errors import UsageError


@click.command("chart")
@click.argument("measure")
@click.option("--against", "-a", default="aircraft", show_default=True, help="A target class.")
@click.option("--where", "-w", metavar="FILTER", help="Only these systems; as in list.")
@click.option("--operator", "operators", multiple=True, metavar="COUNTRY", help="deliveries: a country's name or code.")
@click.option("--system", "named", multiple=True, type=SystemName(), help="deliveries: only this system.")
@click.option(
    "--most", type=click.IntRange(1, 60), default=40, show_default=True, help="At most so many systems, farthest first."
)
@figure_options
@rule_options
@units_option
@catalog_option
def command(
    measure: str, against: str, where: str | None, operators: tuple[str, ...], named: tuple[str, ...], most: int, title: str | None, look: str, output: Path | None, dpi: int,
    choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None, units: str, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Rank systems by MEASURE (range, altitude, speed …): dot, spread, and every statement as a tick.

    `chart deliveries --operator India` draws orders over time instead: signed, delivered, promised and slipped.
    """
    if measure.casefold() == "deliveries":
        _deliveries(operators, named, where, most, title, look, output, dpi, as_of, folders)
        return
    if operators or named:
        raise UsageError("--operator and --system go with `chart deliveries`", hint="choose systems by --where")
    from ringfence.evidence.where import systems_where
    from ringfence.plots.charts import ranking
    from ringfence.plots.look import save
    from ringfence.specs.measures import read_measure
    from ringfence.specs.targets import read_target

    info = read_measure(measure)
    target = read_target(against) if info.targeted else None
    rule, catalog = read_rule(choice, by, kind, as_of), open_catalog(folders)
    systems = systems_where(catalog, where, rule) if where else tuple(catalog)
    drawn, caption = ranking(
        systems, info, target, rule=rule, style=read_style(units, False), look=look, title=title, catalog=catalog.digest, most=most,  # type: ignore[arg-type]  # click.Choice made sure of the look
    )  # fmt: skip
    path = output or Path("-".join(part for part in ("chart", info.name, target) if part).replace("_", "-") + ".svg")
    save(drawn, path, caption, dpi)
    click.echo(f"wrote {path}")


def _deliveries(
    operators: tuple[str, ...], named: tuple[str, ...], where: str | None, most: int, title: str | None, look: str, output: Path | None, dpi: int,
    as_of: str | None, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    from ringfence.evidence.orders import holdings
    from ringfence.evidence.timeline import story
    from ringfence.plots.look import save
    from ringfence.plots.timeline import timeline
    from ringfence.specs.countries import country_names, read_country

    if not operators and not named:
        raise UsageError(
            "name an --operator or a --system", hint="such as: ringfence chart deliveries --operator India"
        )
    catalog = open_catalog(folders)
    codes, day = [read_country(name) for name in operators], read_rule("typical", (), (), as_of).as_of
    systems = chosen_systems(catalog, named, where)
    found = [story(h) for h in holdings(systems, as_of=day) if not codes or h.acquisition.operator in codes]
    who = ", ".join(country_names()[code] for code in codes)
    what = ", ".join(system.name for system in systems) if named else ""
    heading = title or ": ".join(part for part in (who, what, "orders and deliveries") if part)
    drawn, caption = timeline(found, records=catalog.digest_of, title=heading, look=look, as_of=day, most=most)  # type: ignore[arg-type]  # click.Choice made sure of the look
    names = "-".join([*codes, *(catalog.get(name).id for name in named)]).lower()
    path = output or Path(f"chart-deliveries-{names}.svg")
    save(drawn, path, caption, dpi)
    click.echo(f"wrote {path}")
