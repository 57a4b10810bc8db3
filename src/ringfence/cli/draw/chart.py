"""`ringfence chart`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from ringfence.cli.options import (
    catalog_option,
    figure_options,
    open_catalog,
    read_rule,
    rule_options,
    say,
    units_option,
)
from ringfence.cli.words import CLASSES, COUNTRY, MEASURE, SYSTEM
from ringfence.errors import UsageError

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog
    from ringfence.plots.requests import Request


@click.command("chart")
@click.argument("measure", type=MEASURE)
@click.argument("of", nargs=-1, metavar="[SYSTEM]", type=SYSTEM)
@click.option("--against", "-a", type=CLASSES, default="aircraft", show_default=True, help="A target class.")
@click.option("--where", "-w", metavar="FILTER", help="Only these systems; as in list.")
@click.option(
    "--operator",
    "operators",
    multiple=True,
    metavar="COUNTRY",
    type=COUNTRY,
    help="deliveries, layers: a country's name or code.",
)
@click.option("--system", "named", multiple=True, type=SYSTEM, help="deliveries: only this system.")
@click.option(
    "--most", type=click.IntRange(1, 60), default=40, show_default=True, help="At most so many systems, farthest first."
)
@figure_options
@rule_options
@units_option
@catalog_option
def command(
    measure: str, of: tuple[str, ...], against: str, where: str | None, operators: tuple[str, ...],
    named: tuple[str, ...], most: int,
    output: Path | None, dpi: int, folders: tuple[Path, ...], **said: Any,
) -> None:  # fmt: skip
    """Rank systems by MEASURE (range, altitude, speed …): dot, spread, and every statement as a tick.

    \b
    chart deliveries --operator India    orders over time: signed, delivered, promised and slipped
    chart layers --operator Poland       what a country operates, by reach and height
    chart timeline s-400                 a system over the years: what a cell said, entry, orders
    """
    from ringfence.plots.look import save
    from ringfence.plots.requests import make

    catalog = open_catalog(folders)
    rule = read_rule(said["choice"], said["by"], said["kind"], said["as_of"])
    shared = {
        "rule": rule.choice, "by": sorted(rule.by), "kind": sorted(rule.kind), "as_of": said["as_of"],
        "units": said["units"], "look": said["look"],
        "title": said["title"],
    }  # fmt: skip
    asked = _Asked(measure.casefold(), of, against, where, operators, named, most)
    request, name = _request(asked, catalog, shared)
    figure, caption = make(request, catalog)
    path = output or Path(f"chart-{name}.svg".lower())
    save(figure, path, caption, dpi)
    say(f"wrote {path}")


class _Asked(NamedTuple):
    kind: str
    of: tuple[str, ...]
    against: str
    where: str | None
    operators: tuple[str, ...]
    named: tuple[str, ...]
    most: int


def _request(asked: _Asked, catalog: "Catalog", shared: dict[str, Any]) -> "tuple[Request, str]":
    """What is asked for, and what its file is called. Raises UsageError, NotFound."""
    from ringfence.plots.requests import Deliveries, History, Layers, Ranking
    from ringfence.specs.countries import read_country
    from ringfence.specs.measures import read_measure
    from ringfence.specs.targets import read_target

    kind, target = asked.kind, asked.against
    _refuse_strays(asked)
    codes = tuple(map(read_country, asked.operators))
    ids = tuple(catalog.get(name).id for name in (*asked.named, *asked.of))
    if kind == "deliveries":
        made = Deliveries(operators=codes, systems=ids, where=asked.where, most=asked.most, **shared)
        return made, "-".join(["deliveries", *codes, *ids])
    if kind == "layers":
        if len(codes) != 1:
            raise UsageError("name one --operator", hint="such as: ringfence chart layers --operator Poland")
        return Layers(operator=codes[0], target=read_target(target), **shared), f"layers-{codes[0]}"
    if kind == "timeline":
        if len(ids) != 1:
            raise UsageError("name one system", hint="such as: ringfence chart timeline s-400")
        return History(system=ids[0], target=read_target(target), **shared), f"timeline-{ids[0]}"
    info = read_measure(kind)
    aimed = read_target(target) if info.targeted else None
    name = "-".join(part for part in (info.name, aimed) if part).replace("_", "-")
    return Ranking(measure=info.name, target=aimed, where=asked.where, most=asked.most, **shared), name


def _refuse_strays(asked: _Asked) -> None:
    """Options that say nothing of this kind of chart are refused. Raises UsageError."""
    if asked.kind not in ("deliveries", "layers") and asked.operators:
        raise UsageError("--operator goes with `chart deliveries` and `chart layers`", hint="choose systems by --where")
    if asked.kind != "deliveries" and asked.named:
        raise UsageError("--system goes with `chart deliveries`", hint="choose systems by --where")
    if asked.kind != "timeline" and asked.of:
        raise UsageError("a system goes with `chart timeline`", hint="choose systems by --where")
