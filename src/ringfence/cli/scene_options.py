"""The options that make a scene: what `rings` draws and `export rings` writes is one and the same."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ringfence.cli.options import Options, SystemName, all_of, rule_options
from ringfence.errors import UsageError

if TYPE_CHECKING:
    from ringfence.scenes.scene import Scene

_ALTITUDES = "Heights of targets, comma-separated: what horizon and altitude cover leave of each range."
_UNITS = ["metric", "imperial", "nautical", "as-stated"]
scene_options: Options[Any] = all_of(
    [
        click.argument("systems", nargs=-1, type=SystemName()),
        click.option("--at", "sites", multiple=True, metavar="PLACE", help="A city, 'lat,lon', or 'Name=lat,lon'; may be repeated."),
        click.option("--against", "-a", default="aircraft,ballistic-missile", show_default=True, help="Target classes, comma-separated."),
        click.option("--target-altitude", "target_altitudes", metavar="100m,3km", help=_ALTITUDES),
        click.option("--only-altitudes", is_flag=True, help="Leave out the rings of the stated ranges themselves."),
        click.option("--antenna", default="10 m", show_default=True, help="Height of the radar's antenna."),
        click.option("--refraction", type=float, default=4 / 3, show_default="4/3", help="Effective earth radius factor."),
        click.option("--spread", is_flag=True, help="A band from the lowest to the highest stated value."),
        click.option("--dead-zone", is_flag=True, help="Leave the minimum range open."),
        click.option("--detection", is_flag=True, help="Sensor rings, dotted."),
        click.option("--scene", "scene_file", type=click.Path(path_type=Path, dir_okay=False), help="Take a scene file; the other options but the output's then have no effect."),
        click.option("--title", help="Instead of the usual title."),
        click.option("--style", type=click.Choice(["light", "dark", "print"]), default="light", show_default=True),
        click.option("--units", type=click.Choice(_UNITS), default="metric", show_default=True),
        rule_options,
    ]
)  # fmt: skip


def scene_of(scene_file: Path | None, options: dict[str, Any]) -> "Scene":
    """The scene of the file, or of the options by their parameters' names. Raises RingfenceError."""
    from ringfence.scenes.scene import make_scene, read_scene

    if scene_file:
        return read_scene(scene_file)
    if not options["systems"] or not options["sites"]:
        raise UsageError(
            "name at least one system and one --at", hint="such as: ringfence rings s-400 --at 'New Delhi'"
        )
    made = dict(options)
    made |= {
        "sites": [_site(text) for text in options["sites"]],
        "against": [part for part in options["against"].split(",") if part.strip()],
        "target_altitudes": [_spaced(part) for part in (options["target_altitudes"] or "").split(",") if part.strip()],
        "antenna": _spaced(options["antenna"]), "rule": made.pop("choice"),
    }  # fmt: skip
    if made.get("extent"):
        made["extent"] = _spaced(made["extent"])
    return make_scene(**made)


def _site(text: str) -> dict[str, str]:
    name, equals, where = text.rpartition("=")  # a place has none, a name may
    if equals:
        return {"name": name.strip(), "at": where.strip()}
    return {"name": text.strip(), "at": text.strip()}


def _spaced(text: str) -> str:
    """`100m` as the value grammar writes it: `100 m`."""
    return re.sub(r"^\s*([\d.]+)\s*([A-Za-z]+)\s*$", r"\1 \2", text)
