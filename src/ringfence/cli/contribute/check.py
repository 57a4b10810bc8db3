"""`ringfence check`."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.cli.options import catalog_option, note, put, say
from ringfence.english import counted
from ringfence.plain_text import in_json

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog
    from ringfence.specs.system import System


def _others(catalog: "Catalog") -> "list[System]":
    """The systems that the files' names must not clash with; none while the catalog itself cannot be read."""
    from ringfence.errors import CatalogError

    try:
        return list(catalog)
    except CatalogError:
        return []


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text, JSON, or annotations for GitHub's pull requests.",
)
@click.option(
    "--fix",
    is_flag=True,
    help="Mend what is mechanical first: spelling of units, order of sources, id, first line, white space.",
)
@catalog_option
def command(paths: tuple[Path, ...], form: str, fix: bool, folders: tuple[Path, ...]) -> int:
    """Check catalog files or folders: every problem with file, line, column, and what is allowed.

    Errors alone: what no file may say. What is valid and yet doubtful: audit. Without PATH: the catalog of the clone
    that you stand in, else the shipped one, and your own folders. Exit 0 where all is well, 1 where there are problems.
    """
    from ringfence.catalog.store import Catalog
    from ringfence.contribute.check import catalog_files, check
    from ringfence.paths import clone_here

    catalog, clone = Catalog.load(*folders), clone_here()
    if clone and not paths:
        catalog = Catalog((clone, *catalog.folders[1:]))
    if fix:
        _fix(catalog_files(paths or catalog.folders))
    report = check(paths, known=_others(catalog)) if paths else check(catalog.folders)
    if form == "json":
        rows = [
            {"file": p.place.file, "line": p.place.line, "column": p.place.column, "code": p.code,
            "message": p.message, "hint": p.hint}
            for p in report.problems
        ]  # fmt: skip
        put(in_json(json.dumps(rows, ensure_ascii=False, indent=2)).encode() + b"\n", None)
        return 1 if rows else 0
    for problem in report.problems:
        place = problem.place
        if form == "github":
            text = _escaped(f"{problem.message} {problem.hint or ''}".strip())
            file = _escaped(place.file).replace(":", "%3A").replace(",", "%2C")
            say(f"::error file={file},line={place.line},col={place.column},title={problem.code}::{text}")
        else:
            say(str(problem))
    files = counted(report.files, "file")
    count = len(report.problems)
    if form == "text":
        where = "" if paths else f" in {', '.join(map(str, catalog.folders))}"
        say(f"{files} checked{where}: {counted(count, 'problem') if count else 'no problems'}")
    return 1 if count else 0


def _escaped(text: str) -> str:
    """A text within an annotation, which ends with its line."""
    return text.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _fix(files: list[Path]) -> None:
    """Mend each file in place, whole or not at all, and say what was done."""
    from ringfence.contribute.fix import mended
    from ringfence.contribute.schema import schema_near

    for file in files:
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # the check says what is wrong with it
        new, done = mended(text, file.name, schema_near(file.parent))
        if done:
            put(new, file, quiet=True)
            note(f"{file}: mended {'; '.join(dict.fromkeys(done))}")
