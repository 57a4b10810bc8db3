"""`ringfence rings`."""

import shlex
import sys
from pathlib import Path

import click

from ringfence.cli.options import SystemName, catalog_option, open_catalog, put, rule_options
from ringfence.errors import UsageError

_ALTITUDES = "Heights of targets, comma-separated: what horizon and altitude cover leave of each range."


@click.command("rings")
@click.argument("systems", nargs=-1, type=SystemName())
@click.option(
    "--at", "sites", multiple=True, metavar="PLACE", help="A city, 'lat,lon', or 'Name=lat,lon'; may be repeated."
)
@click.option(
    "--against", "-a", default="aircraft,ballistic-missile", show_default=True, help="Target classes, comma-separated."
)
@click.option("--target-altitude", "altitudes", metavar="100m,3km", help=_ALTITUDES)
@click.option("--only-altitudes", is_flag=True, help="Leave out the rings of the stated ranges themselves.")
@click.option("--antenna", default="10 m", show_default=True, help="Height of the radar's antenna.")
@click.option("--refraction", type=float, default=4 / 3, show_default="4/3", help="Effective earth radius factor.")
@click.option("--spread", is_flag=True, help="A band from the lowest to the highest stated value.")
@click.option("--dead-zone", is_flag=True, help="Leave the minimum range open.")
@click.option("--detection", is_flag=True, help="Sensor rings, dotted.")
@click.option(
    "--scene",
    "scene_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw a scene file; the other options but --output then have no effect.",
)
@click.option(
    "--projection",
    type=click.Choice(["azimuthal-equidistant", "plate-carree", "mercator", "orthographic"]),
    default="azimuthal-equidistant",
    show_default=True,
)
@click.option("--extent", metavar="LENGTH", help="From the centre to the map's edge.")
@click.option("--borders/--no-borders", default=True, show_default=True, help="Country borders.")
@click.option("--title", help="Instead of the usual title.")
@click.option("--style", "look", type=click.Choice(["light", "dark", "print"]), default="light", show_default=True)
@click.option(
    "--units", type=click.Choice(["metric", "imperial", "nautical", "as-stated"]), default="metric", show_default=True
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="An .svg, .png, .pdf or .geojson file; default: named for the systems.",
)
@click.option("--dpi", type=int, default=150, show_default=True, help="Dots per inch of a PNG.")
@click.option("--show", is_flag=True, help="Open the picture in a viewer, too.")
@rule_options
@catalog_option
def command(
    systems: tuple[str, ...], sites: tuple[str, ...], against: str, altitudes: str | None, only_altitudes: bool, antenna: str, refraction: float,
    spread: bool, dead_zone: bool, detection: bool, scene_file: Path | None, projection: str, extent: str | None, borders: bool, title: str | None,
    look: str, units: str, output: Path | None, dpi: int, show: bool, choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None,
    folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Draw range rings of SYSTEMS around notional sites: geodesically exact, by target class, with what limits them."""
    from ringfence.plots.derive import derive
    from ringfence.plots.look import save
    from ringfence.plots.rings import draw
    from ringfence.plots.scene import make_scene, read_scene

    catalog = open_catalog(folders)
    if scene_file:
        scene = read_scene(scene_file)
        name = scene_file.stem
    else:
        if not systems or not sites:
            raise UsageError(
                "name at least one system and one --at", hint="such as: ringfence rings s-400 --at 'New Delhi'"
            )
        options = {
            "sites": [_site(text) for text in sites], "systems": systems, "against": [part for part in against.split(",") if part.strip()],
            "target_altitudes": [_spaced(part) for part in (altitudes or "").split(",") if part.strip()], "only_altitudes": only_altitudes,
            "antenna": _spaced(antenna), "refraction": refraction, "spread": spread, "dead_zone": dead_zone, "detection": detection,
            "projection": projection, "borders": borders, "title": title, "style": look, "units": units, "rule": choice, "by": by, "kind": kind,
            "as_of": as_of, **({"extent": _spaced(extent)} if extent else {}),
        }  # fmt: skip
        scene = make_scene(**options)
        name = "-".join(["rings", *(catalog.get(system).id for system in systems[:3])])
    derived = derive(scene, catalog)
    path = output or Path(f"{name}.svg")
    if path.suffix.lower() == ".geojson":
        from ringfence.export.geojson import geojson_text

        put(geojson_text(scene, derived), path)
    else:
        sys_args = [argument for argument in sys.argv[1:] if argument != "--show"]
        fig, caption = draw(scene, derived, shlex.join(["ringfence", *sys_args]))
        save(fig, path, caption, dpi)
        click.echo(f"wrote {path}")
    for missing in derived.missing:
        click.echo(f"note: {missing}", err=True)
    if show:
        click.launch(str(path))


def _site(text: str) -> dict[str, str]:
    name, equals, where = text.partition("=")
    if equals:
        return {"name": name.strip(), "at": where.strip()}
    return {"name": text.strip(), "at": text.strip()}


def _spaced(text: str) -> str:
    """`100m` as the value grammar writes it: `100 m`."""
    import re

    return re.sub(r"^\s*([\d.]+)\s*([A-Za-z]+)\s*$", r"\1 \2", text)
