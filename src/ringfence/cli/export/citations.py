"""`ringfence export citations`."""

from pathlib import Path

import click

from ringfence.cli.options import catalog_option, note, open_catalog, put, read_rule
from ringfence.cli.words import SYSTEM, several


@click.command("citations")
@click.argument("systems", nargs=-1, type=SYSTEM)
@click.option("--system", "-s", "named", multiple=True, type=SYSTEM, help="The same as an argument; may be repeated.")
@click.option("--where", "-w", metavar="FILTER", help="Only the sources of these systems; as in list.")
@click.option(
    "--kind", multiple=True, metavar="KIND", help="Only sources of this kind, such as government or trade-press."
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["bibtex", "biblatex", "csl-json"]),
    help="Default: as the file's ending says, else bibtex.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
@catalog_option
def command(
    systems: tuple[str, ...], named: tuple[str, ...], where: str | None, kind: tuple[str, ...], form: str | None,
    output: Path | None,
    folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Each source of SYSTEMS (default: all) once, as BibTeX, biblatex or CSL-JSON.

    BibTeX entries are @misc with the publisher as author; biblatex entries are @online. Pages without a date or a title
    have none here; keywords tell which systems rest on a source.
    """
    from ringfence.evidence.where import systems_where
    from ringfence.export.citations import citations, citations_text

    catalog = open_catalog(folders)
    chosen = [catalog.get(name) for name in several(catalog, (*systems, *named), note)] or list(catalog)
    if where:
        held = {system.id for system in systems_where(catalog, where)}
        chosen = [system for system in chosen if system.id in held]
    kinds = read_rule("typical", (), kind, None).kind
    found = [c for c in citations(chosen) if not kinds or c.source.kind in kinds]
    if not found:
        click.echo("note: no source fits", err=True)
        return 1
    by_ending = "csl-json" if output and output.suffix.lower() == ".json" else "bibtex"
    put(citations_text(found, form or by_ending, catalog.digest).encode(), output)
    return 0
