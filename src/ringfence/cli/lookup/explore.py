"""`ringfence explore`."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.cli.opening import open_page
from ringfence.cli.options import catalog_option, note, open_catalog, put, read_rule, rule_options, say, units_option
from ringfence.cli.words import CLASSES, PLACE, SYSTEM, several
from ringfence.english import counted
from ringfence.specs.words import Units

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog
    from ringfence.explore.ground import Detail
    from ringfence.explore.model import Opening

_HEIGHT = "Height of the target: what the horizon and the altitude cover leave of each range."


@click.command("explore")
@click.argument("systems", nargs=-1, type=SYSTEM)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The .html file to write; without it the page is opened.",
)
@click.option(
    "--against",
    "-a",
    type=CLASSES,
    default="aircraft,drone,ballistic-missile",
    show_default=True,
    help="Target classes, comma-separated.",
)
@click.option(
    "--at",
    "sites",
    multiple=True,
    metavar="PLACE",
    type=PLACE,
    help="A city, 'lat,lon', or 'Name=lat,lon'; may be repeated.",
)
@click.option("--target-altitude", metavar="100m", help=_HEIGHT)
@click.option(
    "--detail",
    type=click.Choice(["50m", "10m"]),
    default="50m",
    show_default=True,
    help="How fine the coasts are: 1:50 or 1:10 million.",
)
@click.option("--title", help="Instead of the usual title.")
@rule_options
@units_option
@catalog_option
def command(
    systems: tuple[str, ...], output: Path | None, against: str, sites: tuple[str, ...], target_altitude: str | None,
    detail: "Detail", title: str | None, choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None,
    units: Units, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """One page to look at, drag and share: the SYSTEMS named, or all, with every statement behind every cell.

    The page is one file that asks for nothing and works offline.
    """
    from ringfence.explore.build import explore

    catalog, rule = open_catalog(folders), read_rule(choice, by, kind, as_of)
    page, held = explore(
        catalog, several(catalog, systems, note), rule=rule, title=title,
        command=shlex.join(["ringfence", *sys.argv[1:]]),
        detail=detail,
        opening=_opening(catalog, against, sites, target_altitude, units),
    )  # fmt: skip
    if output is None:
        open_page(page)
        return
    put(page, output, quiet=True)
    say(f"wrote {output}: {len(page.encode()) / 1e6:.2f} MB, {counted(len(held), 'system')}")


def _opening(catalog: "Catalog", against: str, sites: tuple[str, ...], height: str | None, units: Units) -> "Opening":
    """What the page shows at first; the systems are filled in by `explore` where no site names its own."""
    from ringfence.cli.scene_options import read_site, spaced
    from ringfence.explore.build import CITY, opening_of
    from ringfence.scenes.scene import make_scene
    from ringfence.specs.targets import read_targets

    scene = make_scene(
        sites=[read_site(text) for text in sites] or [CITY], systems=[catalog.ids[0]],
        against=list(read_targets(against)),
        target_altitudes=[spaced(height)] if height else [], units=units,
    )  # fmt: skip
    return opening_of(scene, catalog).model_copy(update={"systems": ()})
