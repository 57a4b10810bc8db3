"""`ringfence verify`."""

from pathlib import Path

import click

from ringfence.cli.options import catalog_option, open_catalog


@click.command("verify")
@click.argument(
    "figures", nargs=-1, required=True, metavar="FIGURE...", type=click.Path(path_type=Path, dir_okay=False)
)
@catalog_option
def command(figures: tuple[Path, ...], folders: tuple[Path, ...]) -> int:
    """Derive FIGUREs anew from the evidence they carry, and say whether they still hold: SVG, PNG, GeoJSON, KML, explorer pages.

    Exit 1 where one does not.
    """
    from ringfence.explore.verify import SUFFIXES, verify_page
    from ringfence.plots.verify import verify

    catalog = open_catalog(folders)
    failed = 0
    for path in figures:
        verdict = verify_page(path, catalog) if path.suffix.lower() in SUFFIXES else verify(path, catalog)
        failed += not verdict.holds
        click.echo(
            f"{path}: {'holds' if verdict.holds else 'does not hold'}{'' if verdict.same_catalog else ' (the catalog has changed since)'}"
        )
        for line in verdict.lines:
            click.echo(f"  {line}")
    return 1 if failed else 0
