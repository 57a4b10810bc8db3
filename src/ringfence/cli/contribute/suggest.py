"""`ringfence suggest`."""

from typing import TYPE_CHECKING, get_args

import click

from ringfence.cli.options import catalog_option, note, open_catalog, put, read_style
from ringfence.cli.words import SYSTEM
from ringfence.specs.words import By, Context, SourceKind

if TYPE_CHECKING:
    from pathlib import Path

    from ringfence.catalog.store import Catalog
    from ringfence.contribute.suggest import Planned, Suggestion


@click.command("suggest")
@click.argument("words", nargs=-1, required=True, metavar='SYSTEM MEASURE [CLASSES] "VALUE"', type=SYSTEM)
@click.option("--url", help="The source's address.")
@click.option("--publisher", required=True, help="Who published it.")
@click.option("--title", help="Its title, as printed; needed where there is no address.")
@click.option("--date", "published", help="The date that the page shows; leave out where it shows none.")
@click.option(
    "--kind", type=click.Choice(get_args(SourceKind)), help="What it is; default: as other sources of the publisher."
)
@click.option("--language", help="ISO 639-1 code; default: as other sources of the publisher, else en.")
@click.option("--quote", help="The source's own words, in a note beside the figure.")
@click.option("--at", help='Where in the source it stands: "p. 12".')
@click.option("--by", type=click.Choice(get_args(By)), help="Who is quoted for the figure; default: media.")
@click.option("--context", type=click.Choice(get_args(Context)), help="Default: stated.")
@click.option("--at-altitude", help="The target's height, where the source states a range at a height: 3 km.")
@click.option("--effector", help="The missile or gun that the figure is about; default: the system.")
@click.option("--sensor", help="The radar that the figure is about.")
@click.option("--write", is_flag=True, help="Put the lines into the file; else they are only shown.")
@catalog_option
def command(
    words: tuple[str, ...], url: str | None, publisher: str, title: str | None, published: str | None,
    kind: str | None, language: str | None, quote: str | None, at: str | None, by: str | None, context: str | None,
    at_altitude: str | None, effector: str | None, sensor: str | None, write: bool, folders: "tuple[Path, ...]",
) -> None:  # fmt: skip
    """Show the lines that one source's figure is in SYSTEM's file, and the change as a diff; with --write, put them in.

    CLASSES are those that the source named for this figure, and none where it named none. What comes out passes
    `ringfence check`. Inside of a clone its files are read.
    """
    from ringfence.contribute.suggest import known_kind, plan, read_suggestion
    from ringfence.errors import UsageError

    catalog = open_catalog(folders, of_clone=True)
    said = read_suggestion(catalog, words)
    given = {"publisher": publisher, "title": title, "url": url, "published": published or None}
    source = {name: value for name, value in given.items() if value or name == "published"}
    source |= {"language": "en", **known_kind(catalog, source)}
    source |= {name: value for name, value in (("kind", kind), ("language", language)) if value}
    if "kind" not in source:
        raise UsageError(
            f"no source of {publisher!r} is known yet: say what it is", hint=f"--kind {'|'.join(get_args(SourceKind))}"
        )
    about = f"effector:{effector}" if effector else f"sensor:{sensor}" if sensor else None
    planned = plan(
        catalog, said, source, part=about, note=f"'{quote}'" if quote else None, at=at, attributed_to=by,
        context=context, at_altitude=at_altitude,
    )  # fmt: skip
    _show(catalog, said, planned)
    if write:
        _write(catalog, said, planned)
    else:
        note("nothing is written; --write puts these lines in")


def _show(catalog: "Catalog", said: "Suggestion", planned: "Planned") -> None:
    """The lines with their places, the diff, and what becomes of the cells."""
    from ringfence.evidence.figures import cell_of
    from ringfence.specs.measures import MEASURES
    from ringfence.tables.wording import cell_text, column_title

    path = catalog.paths[said.system]
    lines = "".join(f"{path}:{number}: {line.rstrip()}\n" for number, line in planned.lines)
    put(f"{lines}\n{planned.change.diff()}".encode(), None)
    info = MEASURES.get(said.measure)
    if info is None:
        return
    style, before = read_style("metric", False), catalog.get(said.system)
    for target in (said.targets or (before.reference,)) if info.targeted else (None,):
        was, now = (
            cell_text(cell_of(system, info.name, target), style).replace("\n", " · ")
            for system in (before, planned.system)
        )
        note(f"{column_title(info, target)}: {f'{was} → {now}' if was != now else f'{was}, as before'}")


def _write(catalog: "Catalog", said: "Suggestion", planned: "Planned") -> None:
    from ringfence.errors import UsageError
    from ringfence.paths import is_installed

    path = catalog.paths[said.system]
    if is_installed(path):
        raise UsageError(
            f"{path} belongs to the installed ringfence, and is not written to",
            hint="stand in a clone, or copy the file into a folder of yours and name it with --catalog",
        )
    planned.change.write()
    note(f"wrote {path}")
