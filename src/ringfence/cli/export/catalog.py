"""`ringfence export catalog`."""

from pathlib import Path

import click

from ringfence.cli.options import catalog_option, chosen_systems, note, open_catalog, put
from ringfence.cli.words import SYSTEM


@click.command("catalog")
@click.argument("systems", nargs=-1, type=SYSTEM)
@click.option("--where", "-w", metavar="FILTER", help="Only systems for which this holds; as in list.")
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["json", "csv", "sqlite", "parquet"]),
    help="Default: as the ending says.",
)
@click.option("--dictionary", is_flag=True, help="Print the data dictionary as Markdown, and nothing else.")
@click.option(
    "--datasette",
    "beside",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="For sqlite: also write what datasette shows beside the data, `datasette X.sqlite --metadata FILE`.",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), help="A file, or a folder; json goes to the screen without."
)
@catalog_option
def command(
    systems: tuple[str, ...], where: str | None, form: str | None, dictionary: bool, beside: Path | None,
    output: Path | None, folders: tuple[Path, ...]
) -> int:  # fmt: skip
    """Write all that the catalog holds on SYSTEMS (default: all) as tables: one row a statement, in SI and as stated.

    \b
    json     one document
    csv      a folder (or .zip) with a Frictionless Data Package
    sqlite   one file with keys, indices and views; opens in datasette
    parquet  a folder (extra `parquet`)
    """
    from ringfence import __version__
    from ringfence.export.catalog import export_catalog, form_of, json_text
    from ringfence.export.columns import dictionary_text
    from ringfence.export.contents import contents

    if dictionary:
        put(dictionary_text(), output)
        return 0
    wanted = form_of(form, output)
    if beside and wanted != "sqlite":
        raise click.UsageError("--datasette goes with an .sqlite")
    catalog = open_catalog(folders)
    chosen = chosen_systems(catalog, systems, where)
    if not chosen:
        note("note: no system fits")
        return 1
    found = contents(chosen, __version__, catalog.digest)
    if output is None:
        put(json_text(found).encode(), None)
    else:
        export_catalog(found, output, wanted)
        note(f"wrote {output}")
        if beside:
            from ringfence.export.datasette import metadata_text

            put(metadata_text(found, output.stem), beside)
    return 0
