"""`ringfence new`."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import click

from ringfence.cli.options import catalog_option, note, open_catalog, say
from ringfence.errors import RingfenceError, UsageError
from ringfence.specs.words import SourceKind, SystemKind

Reader = Callable[[str], str]
"""What an answer means. Raises ValueError or RingfenceError where it cannot be taken."""


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
    """Begin a catalog file called ID, commented, with its first source.

    On a terminal it asks for what no option says, and asks again where an answer cannot be taken; broken off, it prints
    the command that goes on from there.
    """
    from ringfence.contribute.new import FirstSource, free_name, free_path, start
    from ringfence.contribute.suggest import key_of
    from ringfence.specs.countries import read_country

    catalog = open_catalog(folders)
    folder = into or (folders[-1] if folders else _home())
    free_path(catalog, folder, system_id)
    asking = _Asking(system_id, [("--into", str(into))] if into else [("--catalog", str(f)) for f in folders])

    def countries(text: str) -> str:
        return ", ".join(read_country(part) for part in text.split(",") if part.strip())

    name = asking.ask(name, "Name in English", "--name", lambda text: free_name(catalog, text))
    origins = asking.ask(origin, "Country of origin", "--origin", countries)
    kind = asking.ask(kind, f"Kind ({', '.join(get_args(SystemKind))})", "--kind", _one_of(get_args(SystemKind)))
    publisher = asking.ask(publisher, "First source: publisher", "--publisher", _source("publisher"))
    url = asking.ask(url, "First source: address", "--url", _source("url"))
    kinds = get_args(SourceKind)
    source_kind = asking.ask(source_kind, f"First source: kind ({', '.join(kinds)})", "--source-kind", _one_of(kinds))
    language = _source("language")(language)
    if published or asking.asked:
        asked = "First source: date on the page (nothing: it shows none)"
        published = asking.ask(published, asked, "--published", _source("published"), optional=True)
    key = key_of(publisher, published[:4] if published else "", system_id)
    first = FirstSource(key, publisher, url, source_kind, language, published or None)
    path = start(catalog, folder, system_id, name=name, origin=tuple(origins.split(", ")), kind=kind, source=first)
    say(f"wrote {path}\nnext: put in the figures that {publisher} states, then run\n  ringfence check {path}")


class _Asking:
    """Questions on the terminal, and the answers so far as options of the command."""

    def __init__(self, system_id: str, given: list[tuple[str, str]]) -> None:
        self.system_id = system_id
        self.answers = given
        self.asked = False

    def ask(self, given: str | None, question: str, option: str, read: Reader, *, optional: bool = False) -> str:
        """What an option says, else the answer; asked for until it can be taken. Raises UsageError, click.Abort."""
        if given and given.strip():
            found = self._read(read, given.strip(), option)
        elif sys.stdin.isatty():
            self.asked = True
            found = self._answer(question, read, optional)
        else:
            raise UsageError(f"{option} is missing", hint="there is no terminal to ask on: give it as an option")
        if found:
            self.answers.append((option, found))
        return found

    def _read(self, read: Reader, text: str, option: str) -> str:
        try:
            return read(text)
        except RingfenceError:
            raise
        except ValueError as error:
            raise UsageError(f"{option} cannot be taken: {error}") from error

    def _answer(self, question: str, read: Reader, optional: bool) -> str:
        while True:
            try:
                text = str(click.prompt(question, default="", show_default=False)).strip()
            except click.Abort:
                words = [word for option, answer in self.answers for word in (option, answer)]
                note(f"\nbroken off; to go on from here: {shlex.join(['ringfence', 'new', self.system_id, *words])}")
                raise
            if not text and optional:
                return ""
            try:
                if text:
                    return read(text)
            except (RingfenceError, ValueError) as error:
                note(str(error))


def _one_of(choices: tuple[str, ...]) -> Reader:
    def read(text: str) -> str:
        if text.casefold() not in choices:
            raise ValueError(f"one of these is wanted: {', '.join(choices)}")
        return text.casefold()

    return read


def _source(field: str) -> Reader:
    """Reads a field of a source as the record does."""

    def read(text: str) -> str:
        from ringfence.specs.faults import first_fault
        from ringfence.specs.statement import Source

        one = {"publisher": "D", "url": "https://example.org/d", "kind": "blog", "language": "en", "published": None}
        try:
            found = getattr(Source.model_validate(one | {field: text}), field)
        except ValueError as error:
            raise ValueError(first_fault(error)) from error
        return str(found)

    return read


def _home() -> Path:
    """The clone's catalog where this runs from a clone, else the user's own folder."""
    from ringfence.paths import own_or_shipped_folder

    return own_or_shipped_folder()
