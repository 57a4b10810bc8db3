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
    type=click.Choice(["bibtex", "biblatex", "csl-json", "ris"]),
    help="Default: as the file's ending says (.bib: biblatex), else biblatex.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="A file instead of the screen.")
@catalog_option
def command(
    systems: tuple[str, ...], named: tuple[str, ...], where: str | None, kind: tuple[str, ...], form: str | None,
    output: Path | None,
    folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Each source of SYSTEMS (default: all) once, for a reference manager.

    \b
    biblatex  @online with organization, date, url, language; for biber, pandoc, Zotero, JabRef
    bibtex    @misc that the plain styles print, the address once, in howpublished
    csl-json  for citation processors
    ris       for EndNote, Mendeley, RefWorks

    Pages without a date have none here; where no title is known one is supplied, in brackets. Keywords tell which
    systems rest on a source.
    """
    from ringfence.errors import UsageError
    from ringfence.evidence.where import systems_where
    from ringfence.export.citations import ENDINGS, citations, citations_text

    ending = output.suffix.lower() if output else ".bib"
    form = form or ENDINGS.get(ending)
    if form is None:
        raise UsageError(f"no format of citations ends in {ending or output!r}", hint=f"known: {', '.join(ENDINGS)}")
    catalog = open_catalog(folders)
    chosen = [catalog.get(name) for name in several(catalog, (*systems, *named), note)] or list(catalog)
    if where:
        held = {system.id for system in systems_where(catalog, where)}
        chosen = [system for system in chosen if system.id in held]
    kinds = read_rule("typical", (), kind, None).kind
    found = [c for c in citations(chosen) if not kinds or c.source.kind in kinds]
    if not found:
        note("note: no source fits")
        return 1
    put(citations_text(found, form, catalog.digest).encode(), output)
    return 0
