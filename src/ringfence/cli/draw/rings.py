"""`ringfence rings`."""

from pathlib import Path
from typing import Any, get_args

import click

from ringfence.cli.opening import open_explorer, open_option
from ringfence.cli.options import catalog_option, note, open_catalog, say
from ringfence.cli.scene_options import scene_of, scene_options
from ringfence.errors import UsageError
from ringfence.specs.words import Projection

_PROJECTIONS = get_args(Projection)
_OUTPUT = "An .svg, .png or .pdf file, or one that `export rings` writes; default: named for the systems."


@click.command("rings")
@scene_options
@click.option("--projection", type=click.Choice(_PROJECTIONS), default=_PROJECTIONS[0], show_default=True)
@click.option("--extent", metavar="LENGTH", help="From the centre to the map's edge.")
@click.option("--borders/--no-borders", default=True, show_default=True, help="Country borders.")
@click.option("--names/--no-names", default=True, show_default=True, help="Names of countries and cities.")
@click.option("--size", metavar="160mm", help="Width of the figure, or width and height: 160x120mm, 16x12cm, 7in.")
@click.option("--sources", is_flag=True, help="A numbered list of the sources beneath the map.")
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help=_OUTPUT)
@click.option("--dpi", type=int, default=150, show_default=True, help="Dots per inch of a PNG.")
@click.option("--show", is_flag=True, help="Open the picture in a viewer, too.")
@open_option
@catalog_option
def command(
    scene_file: Path | None,
    output: Path | None,
    dpi: int,
    show: bool,
    opened: bool,
    folders: tuple[Path, ...],
    **options: Any,
) -> None:
    """Draw range rings of SYSTEMS around notional sites: geodesically exact, by target class, with what limits them."""
    from ringfence.export.formats import SUFFIXES
    from ringfence.plots.look import SUFFIXES as PICTURES
    from ringfence.plots.look import import_quickly, save
    from ringfence.plots.map import draw
    from ringfence.scenes.rings import derive

    if output and output.suffix.lower() not in (*PICTURES, *SUFFIXES):
        raise UsageError(
            f"cannot draw into {output.name!r}",
            hint=f"a picture's name ends in {', '.join(PICTURES)}, a file for other programs in {', '.join(SUFFIXES)}",
        )
    catalog = open_catalog(folders)
    scene = scene_of(scene_file, options, catalog)
    if opened:
        from ringfence.explore.build import opening_of

        open_explorer(catalog, scene.all_systems, scene.evidence_rule, opening_of(scene, catalog))
        return
    derived = derive(scene, catalog)
    stem = scene_file.stem if scene_file else "-".join(("rings", *derived.order[:3]))
    path = output or Path(f"{stem}.svg")
    if path.suffix.lower() in SUFFIXES:
        from ringfence.export.formats import export_rings

        export_rings(scene, derived, path, catalog=catalog.digest)
    else:
        import_quickly()
        fig, caption = draw(scene, derived)
        save(fig, path, caption, dpi)
    say(f"wrote {path}")
    for missing in derived.missing:
        note(f"note: {missing}")
    if show:
        click.launch(str(path))
