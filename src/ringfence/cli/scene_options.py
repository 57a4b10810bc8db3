"""The options that make a scene: what `rings` draws and `export rings` writes is one and the same."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from ringfence.cli.options import Options, all_of, note, rule_options
from ringfence.cli.words import CLASSES, PLACE, SYSTEM, UNITS, several
from ringfence.errors import RingfenceError, UsageError
from ringfence.geo.horizon import RangeIs
from ringfence.specs.words import Look
from ringfence.writing import write_atomically

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog
    from ringfence.scenes.scene import Scene

_AT = (
    "A city, 'lat,lon', 'Name=lat,lon' or 'country: Belarus'; with 'Warsaw [45-135]' a sector, with "
    "'Warsaw: patriot-pac-3, nasams' what stands there. May be repeated."
)
_ALTITUDES = "Heights of targets, comma-separated: what horizon and altitude cover leave of each range."
_ANTENNA = "Height of the radar's antenna; default: as the record states, else 10 m."
_SCENE = "Take a scene file; other options given beside it hold in place of the file's."
scene_options: Options[Any] = all_of(
    [
        click.argument("systems", nargs=-1, type=SYSTEM),
        click.option("--at", "sites", multiple=True, metavar="PLACE", type=PLACE, help=_AT),
        click.option("--against", "-a", type=CLASSES, default="aircraft,ballistic-missile", show_default=True,
        help="Target classes, comma-separated."),
        click.option("--target-altitude", "target_altitudes", metavar="100m,3km", help=_ALTITUDES),
        click.option("--only-altitudes", is_flag=True, help="Leave out the rings of the stated ranges themselves."),
        click.option("--range-is", type=click.Choice(get_args(RangeIs)), default="ground", show_default=True,
        help="What a stated range is at a height."),
        click.option("--antenna", metavar="LENGTH", help=_ANTENNA),
        click.option("--refraction", type=float, default=4 / 3, show_default="4/3",
        help="Effective earth radius factor."),
        click.option("--spread", is_flag=True, help="A band from the lowest to the highest stated value."),
        click.option("--bounds", is_flag=True, help="Upper bounds (yes, ≤ 40 km), dotted: reasoning, no figures."),
        click.option("--dead-zone", is_flag=True, help="Leave the minimum range open."),
        click.option("--detection", is_flag=True, help="Sensor rings, dotted."),
        click.option("--scene", "scene_file", type=click.Path(path_type=Path, dir_okay=False), help=_SCENE),
        click.option("--save-scene", type=click.Path(path_type=Path, dir_okay=False),
        help="Write the scene of the options as a file, too."),
        click.option("--title", help="Instead of the usual title."),
        click.option("--style", type=click.Choice(get_args(Look)), default="light", show_default=True),
        click.option("--units", type=UNITS, default="metric", show_default=True),
        rule_options,
    ]
)  # fmt: skip
_NAMES = {"choice": "rule"}
"""Parameters whose keys in a scene are called otherwise."""


def scene_of(scene_file: Path | None, options: dict[str, Any], catalog: "Catalog") -> "Scene":
    """The scene of the file, of the options by their parameters' names, or of the file with the options that were
    given.

    Writes it where `--save-scene` asks for that. Raises RingfenceError.
    """
    from ringfence.scenes.files import read_scene, scene_text
    from ringfence.scenes.scene import changed, make_scene

    saved = options.pop("save_scene", None)
    options["systems"] = several(catalog, options["systems"], note)
    if scene_file:
        scene = read_scene(scene_file, catalog)
        given = _read(_given(options))
        if given:
            own = [site.name for site in scene.sites if site.systems] if "sites" not in given else []
            if own and "systems" in given:
                raise UsageError(
                    f"{scene_file.name} says which systems stand at {', '.join(own[:3])}",
                    hint="name systems there, or the places with --at",
                )
            scene = changed(scene, **given)
    else:
        if not options["sites"]:
            raise UsageError(
                "name at least one system and one --at", hint="such as: ringfence rings s-400 --at 'New Delhi'"
            )
        scene = make_scene(**_read(options))
    _stand_somewhere(scene, catalog)
    if saved:
        other = click.get_current_context().params.get("output")
        if other is not None and Path(saved).absolute() == Path(other).absolute():
            raise UsageError(f"--save-scene and --output are both {saved}", hint="name two files")
        try:
            write_atomically(saved, scene_text(scene))
        except OSError as error:
            raise RingfenceError(f"cannot write {saved}: {error.strerror}") from error
        note(f"wrote {saved}")
    return scene


def _stand_somewhere(scene: "Scene", catalog: "Catalog") -> None:
    """Raises UsageError for systems of the whole scene where every site names its own, which are others."""
    own = {catalog.get(name).id for site in scene.sites for name in site.systems}
    bare = any(not site.systems for site in scene.sites)
    left = [] if bare else [name for name in scene.systems if catalog.get(name).id not in own]
    if left:
        raise UsageError(
            f"{', '.join(left)} would stand nowhere: every place names its own systems",
            hint="name it at a place, or a place without systems",
        )


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """The options that stand on the command line."""
    context = click.get_current_context()
    default = click.core.ParameterSource.DEFAULT
    return {name: value for name, value in options.items() if context.get_parameter_source(name) is not default}


def _read(options: dict[str, Any]) -> dict[str, Any]:
    """Options as the scene's keys and values; what was not given is left out."""
    from ringfence.specs.targets import read_targets

    made = {_NAMES.get(name, name): value for name, value in options.items() if value not in (None, "", ())}
    if "sites" in made:
        made["sites"] = [read_site(text) for text in made["sites"]]
    if "against" in made:
        made["against"] = list(read_targets(made["against"]))
    if "target_altitudes" in made:
        made["target_altitudes"] = [spaced(part) for part in made["target_altitudes"].split(",") if part.strip()]
    for name in ("antenna", "extent"):
        if name in made:
            made[name] = spaced(made[name])
    return made


def read_site(text: str) -> dict[str, Any]:
    """`Name=lat,lon [45-135]: system, system` and its shorter forms, as a site of a scene."""
    named, equals, rest = text.rpartition("=")  # a place has none, a name may
    country = not equals and re.match(r"\s*country\s*:", rest, re.IGNORECASE)
    rest = rest[country.end() :] if country else rest
    place, _, systems = rest.partition(":")
    sector = re.search(r"\[([^]]*)\]\s*$", place)
    place = (place[: sector.start()] if sector else place).strip()
    made: dict[str, Any] = {"systems": [name.strip() for name in systems.split(",") if name.strip()]}
    if sector:
        made["sector"] = sector[1].strip()
    if country:
        return {"country": place, **made}
    name = named.strip() if equals else place
    if equals or any(letter.isdigit() for letter in place):
        made["at"] = place
    return {"name": name, **made}


def place_texts(at: Any) -> list[str]:
    """What Python gives for a place, or a list of places, as texts: (28.6, 77.2) is a pair. Raises UsageError."""
    many = at if isinstance(at, (list, tuple)) else [at]
    if len(many) == 2 and all(isinstance(part, (int, float)) for part in many):
        many = [at]
    texts = []
    for place in many:
        if isinstance(place, (list, tuple)) and len(place) == 2 and all(isinstance(p, (int, float)) for p in place):
            place = f"{place[0]},{place[1]}"
        if not isinstance(place, str):
            raise UsageError(f"a place is a text or (latitude, longitude), not {place!r:.60}")
        texts.append(place)
    return texts


def spaced(text: str) -> str:
    """`100m` as the value grammar writes it: `100 m`."""
    return re.sub(r"^\s*([\d.]+)\s*([A-Za-z]+)\s*$", r"\1 \2", text)
