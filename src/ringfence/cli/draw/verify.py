"""`ringfence verify`."""

from pathlib import Path

import click

from ringfence.cli.options import catalog_option, open_catalog, say


@click.command("verify")
@click.argument(
    "figures", nargs=-1, required=True, metavar="FIGURE...", type=click.Path(path_type=Path, dir_okay=False)
)
@catalog_option
def command(figures: tuple[Path, ...], folders: tuple[Path, ...]) -> int:
    """Make drawn FIGUREs, files of rings and explorer pages anew from what they carry, and say whether they still hold.

    All that a reader sees is compared: rings within a metre, every label, number and source. SVG, PNG, PDF, GeoJSON,
    KML, KMZ, CSV. Exit 1 where one does not hold.
    """
    from ringfence.explore.verify import SUFFIXES, verify_page
    from ringfence.export.verify import verify

    catalog = open_catalog(folders)
    failed = 0
    for path in figures:
        verdict = verify_page(path, catalog) if path.suffix.lower() in SUFFIXES else verify(path, catalog)
        failed += not verdict.holds
        changed = "" if verdict.same_catalog else " (the records have changed since)"
        say(f"{path}: {'holds' if verdict.holds else 'does not hold'}{changed}")
        for line in verdict.lines:
            say(f"  {line}")
    return 1 if failed else 0
