"""`ringfence factcheck`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.cli.options import (
    SystemName,
    catalog_option,
    open_catalog,
    put,
    read_rule,
    read_style,
    style_options,
    width,
)
from ringfence.errors import UsageError

if TYPE_CHECKING:
    from ringfence.factcheck.prose.text import Kind


@click.command("factcheck")
@click.argument("text")
@click.option("--system", "-s", type=SystemName(), help="What a sentence is about that names no system.")
@click.option("--as-of", metavar="DATE", help="Only sources dated by then: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option(
    "--by", multiple=True, metavar="WHO", help="Only figures for which one of these is quoted, such as government."
)
@click.option(
    "--kind", multiple=True, metavar="KIND", help="Only sources of this kind, such as government or trade-press."
)
@style_options
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="Format of the output.",
)
@click.option("--claimreview", is_flag=True, help="Print a draft of schema.org ClaimReview (JSON-LD) instead.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file instead of the screen."
)
@catalog_option
def command(
    text: str, system: str | None, as_of: str | None, by: tuple[str, ...], kind: tuple[str, ...], units: str, ascii: bool,
    form: str, claimreview: bool, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Check which part of a TEXT the sources carry: a sentence, a file (text, Markdown, HTML), or - for standard input.

    Exit 1 where the sources contradict a statement.
    """
    from ringfence.factcheck.render import claim_review, render, summary
    from ringfence.factcheck.report import factcheck

    rule, style = read_rule("typical", by, kind, as_of), read_style(units, ascii)
    prose, markup = _read(text)
    report = factcheck(prose, open_catalog(folders), system=system, rule=rule, style=style, kind=markup)
    if claimreview:
        put(claim_review(report), output)
        click.echo(f"{summary(report)}; only what was judged has a review", err=True)
    else:
        put(render(report, form, width()), output)
    return report.exit_code


def _read(text: str) -> "tuple[str, Kind | None]":
    from ringfence.factcheck.prose.text import MAX_BYTES, decode

    if text == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise UsageError("standard input is closed", hint="pipe a text into it, or name a file")
        return decode(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"), None
    if text.strip() and len(text) < 1000 and "\n" not in text:
        path = Path(text)
        if _is_there(path):
            return _decoded(path)
        if path.suffix and " " not in text.strip():
            raise UsageError(f"there is no file {text!r}", hint="a sentence has spaces; put it in quotation marks")
    return text, None


def _is_there(path: Path) -> bool:
    """Whether there is a file; a sentence may be no possible name of one. Raises UsageError for a folder."""
    try:
        if path.is_dir():
            raise UsageError(f"{str(path)!r} is a folder", hint="name a file in it")
        return path.exists()
    except (OSError, ValueError):
        return False


def _decoded(path: Path) -> "tuple[str, Kind | None]":
    from ringfence.factcheck.prose.text import MAX_BYTES, decode

    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{str(path)!r} cannot be read: {error.strerror}") from None
    kinds: dict[str, Kind] = {
        "html": "html",
        "htm": "html",
        "xhtml": "html",
        "txt": "text",
        "md": "text",
        "markdown": "text",
    }
    return decode(data, repr(str(path))), kinds.get(path.suffix.lower().lstrip("."))
