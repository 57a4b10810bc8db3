"""`ringfence new`."""

import re
import sys
from pathlib import Path
from typing import get_args

import click

from ringfence.cli.options import catalog_option, open_catalog
from ringfence.errors import UsageError
from ringfence.specs.words import SourceKind, SystemKind


@click.command("new")
@click.argument("system_id", metavar="ID")
@click.option("--name", help="The system's name in English.")
@click.option("--origin", help="ISO 3166-1 alpha-3 codes or country names, comma-separated.")
@click.option("--kind", type=click.Choice(get_args(SystemKind)), help="What it is.")
@click.option("--publisher", help="First source: who published it.")
@click.option("--url", help="First source: its address.")
@click.option("--source-kind", type=click.Choice(get_args(SourceKind)), help="First source: what it is.")
@click.option("--language", default="en", show_default=True, help="First source: ISO 639-1 code.")
@click.option("--published", help="First source: the date on the page, if it shows one.")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help="The folder to write to; default: the clone's catalog, else your own.",
)
@catalog_option
def command(
    system_id: str, name: str | None, origin: str | None, kind: str | None, publisher: str | None, url: str | None,
    source_kind: str | None, language: str, published: str | None, into: Path | None, folders: tuple[Path, ...],
) -> None:  # fmt: skip
    """Begin a catalog file called ID, commented, with its first source; asks for what no option says."""
    from ringfence.contribute.new import FirstSource, start
    from ringfence.specs.countries import read_country
    from ringfence.specs.faults import first_fault
    from ringfence.specs.statement import Source

    name = _asked(name, "Name in English", "--name")
    origins = tuple(
        read_country(part) for part in _asked(origin, "Origin (country)", "--origin").split(",") if part.strip()
    )
    kind = _asked(kind, f"Kind ({', '.join(get_args(SystemKind))})", "--kind", get_args(SystemKind))
    publisher = _asked(publisher, "First source: publisher", "--publisher")
    url = _asked(url, "First source: address", "--url")
    source_kind = _asked(
        source_kind, f"First source: kind ({', '.join(get_args(SourceKind))})", "--source-kind", get_args(SourceKind)
    )
    try:
        source = Source.model_validate(
            {"publisher": publisher, "url": url, "kind": source_kind, "language": language, "published": published}
        )
    except ValueError as error:
        raise UsageError(f"the source cannot be taken: {first_fault(error)}") from error
    year = source.published.text[:4] if source.published else ""
    key = "-".join(part for part in (_slug(publisher)[:40].strip("-"), year, _slug(system_id)) if part)[:80].strip("-")
    first = FirstSource(key, publisher, url, source_kind, language, str(source.published) if source.published else None)
    folder = into or (folders[-1] if folders else _home())
    path = start(open_catalog(folders), folder, system_id, name=name, origin=origins, kind=kind, source=first)
    click.echo(f"wrote {path}\nnext: put in the figures that {publisher} states, then run\n  ringfence check {path}")


def _asked(given: str | None, question: str, option: str, choices: tuple[str, ...] = ()) -> str:
    if given and given.strip():
        return given.strip()
    if not sys.stdin.isatty():
        raise UsageError(f"{option} is missing", hint="there is no terminal to ask on: give it as an option")
    kind = click.Choice(choices) if choices else None
    return str(click.prompt(question, type=kind, show_choices=False)).strip()


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "source"


def _home() -> Path:
    """The clone's catalog where this runs from a clone, else the user's own folder."""
    from ringfence.paths import own_or_shipped_folder

    return own_or_shipped_folder()
