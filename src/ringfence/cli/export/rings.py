"""`ringfence export rings`."""

from pathlib import Path
from typing import Any, get_args

import click

from ringfence.cli.options import catalog_option, note, open_catalog, put
from ringfence.cli.scene_options import scene_of, scene_options
from ringfence.specs.words import RingFormat


@click.command("rings")
@scene_options
@click.option(
    "--format", "-f", "form", type=click.Choice(get_args(RingFormat)), help="Default: as the file's ending says."
)
@click.option("--sites", "points", is_flag=True, help="The sites as points, too; kml, kmz and gpkg have them anyway.")
@click.option("--simplestyle", is_flag=True, help="geojson: with colours and widths, for viewers that draw by them.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="A file; geojson, kml and csv go to the screen without."
)
@catalog_option
def command(
    scene_file: Path | None, form: str | None, points: bool, simplestyle: bool, output: Path | None,
    folders: tuple[Path, ...], **options: Any
) -> None:  # fmt: skip
    """Write range rings of SYSTEMS around notional sites for a GIS or an earth viewer.

    \b
    geojson  RFC 7946: cut at 180°, wound counter-clockwise, seven decimals
    kml kmz  for earth viewers: styles, a folder a system, sources in each description
    gpkg     GeoPackage: layers rings, sites and sources (extra `gis`)
    shp      shapefile, or a zip of one where the file ends in .zip (extra `gis`)
    csv      one row a ring, its outline as well-known text
    """
    from ringfence.export.formats import export_rings, form_of, refuse_simplestyle, rings_text
    from ringfence.scenes.rings import derive

    wanted = form_of(form, output)
    refuse_simplestyle(wanted, simplestyle)
    catalog = open_catalog(folders)
    scene = scene_of(scene_file, options, catalog)
    derived = derive(scene, catalog)
    if output is None:
        made = rings_text(scene, derived, wanted, catalog=catalog.digest, points=points, simplestyle=simplestyle)
        put(made.encode(), None)
    else:
        export_rings(
            scene, derived, output, form=wanted, catalog=catalog.digest, points=points, simplestyle=simplestyle
        )
        note(f"wrote {output}")
    for missing in derived.missing:
        note(f"note: {missing}")
