"""`ringfence factcheck`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ringfence.cli.options import (
    catalog_option,
    open_catalog,
    put,
    read_rule,
    read_style,
    style_options,
    width,
)
from ringfence.cli.words import SYSTEM
from ringfence.errors import UsageError
from ringfence.plain_text import shown
from ringfence.specs.words import Units

if TYPE_CHECKING:
    from ringfence.factcheck.finding import Outcome
    from ringfence.factcheck.report import Report
    from ringfence.factcheck.text import Kind

    Given = tuple[str | None, str, Kind | None]
    """A file's name (None for a sentence), its text, what it is written in."""

_KINDS: "dict[str, Kind]" = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "text",
    ".markdown": "text",
}
_ONLY = ("contradicted", "look", "supported", "open")


@click.command("factcheck")
@click.argument("texts", nargs=-1, required=True, metavar="TEXT...")
@click.option("--system", "-s", type=SYSTEM, help="What a sentence is about that names no system.")
@click.option("--only", multiple=True, type=click.Choice(_ONLY), help="Only what came out so; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="In full: also what is supported, and what no record states.")
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
    help="Format of the output; default: text, or the ending of the file.",
)
@click.option("--claimreview", is_flag=True, help="Print drafts of schema.org ClaimReview (JSON-LD) instead.")
@click.option(
    "--output", "-o", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file instead of the screen."
)
@catalog_option
def command(
    texts: tuple[str, ...], system: str | None, only: tuple[str, ...], everything: bool, as_of: str | None,
    by: tuple[str, ...], kind: tuple[str, ...],
    units: Units, ascii: bool, form: str | None, claimreview: bool, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Point at every figure near a system in a TEXT, and judge the plain sentence.

    TEXT is a sentence, one or several files (text, Markdown, HTML), or - for standard input. Exit 1 where sources
    contradict a figure.
    """
    from ringfence.factcheck.finding import Outcome
    from ringfence.factcheck.report import factcheck

    rule, style = read_rule("typical", by, kind, as_of), read_style(units, ascii)
    given, catalog = _given(texts), open_catalog(folders)
    reports = [
        factcheck(said, catalog, system=system, rule=rule, style=style, kind=markup, name=name)
        for name, said, markup in given
    ]
    chosen = [Outcome.OPEN if word == "open" else Outcome(word) for word in only]
    if not form and output and output.suffix.lower() in (".csv", ".tsv", ".jsonl", ".xlsx", ".tex", ".pdf", ".docx"):
        raise UsageError(
            f"no report is written as {output.suffix.lower()}", hint="there are .txt, .md, .html and .json, or --format"
        )
    form = form or {".md": "markdown", ".html": "html", ".htm": "html", ".json": "json"}.get(
        output.suffix.lower() if output else "", "text"
    )
    made = _written(reports, "claimreview" if claimreview else form, chosen, everything)
    put(made, output)
    return int(any(report.counts[Outcome.CONTRADICTED] for report in reports))


def _written(reports: "list[Report]", form: str, chosen: "list[Outcome]", everything: bool) -> str:
    """The reports in a format; what a format needs is imported for it alone."""
    if form in ("text", "markdown"):
        from ringfence.factcheck.render import markdown, text

        if form == "markdown":
            return "\n".join(markdown(report, chosen) for report in reports)
        return "\n".join(text(report, width(), chosen, full=everything) for report in reports)
    from datetime import date

    from ringfence.factcheck.publish import as_json, claim_reviews, page

    if form == "claimreview":
        return claim_reviews(reports, date.today())
    return page(reports, chosen) if form == "html" else as_json(reports, chosen)


def _given(texts: tuple[str, ...]) -> "list[Given]":
    """What is to be read: files, standard input, or one sentence, whose quotation marks may be missing."""
    files = [text for text in texts if text == "-" or _is_file(text)]
    if not files:
        said = " ".join(texts)
        if len(texts) == 1 and " " not in said.strip() and Path(said).suffix and "\n" not in said and "://" not in said:
            raise UsageError(f"there is no file {said!r}", hint="a sentence has spaces; put it in quotation marks")
        return [(None, said, None)]
    missing = [text for text in texts if text not in files]
    if missing:
        raise UsageError(
            f"there is no file {missing[0][-60:]!r}", hint="name files alone, or one sentence in quotation marks"
        )
    return [_read(name) for name in files]


def _is_file(text: str) -> bool:
    """Whether there is a file; a sentence may be no possible name of one. Raises UsageError for a folder."""
    try:
        path = Path(text)
        if text.strip() and path.is_dir():
            raise UsageError(f"{text!r} is a folder", hint="name files in it")
        return bool(text.strip()) and path.exists()
    except (OSError, ValueError):
        return False


def _read(name: str) -> "Given":
    from ringfence.factcheck.text import MAX_BYTES, decode

    if name == "-":
        if sys.stdin is None or sys.stdin.closed:
            raise UsageError("standard input is closed", hint="pipe a text into it, or name a file")
        return "standard input", decode(sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"), None
    path = Path(name)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{name!r} cannot be read: {error.strerror}") from None
    return shown(path.name), decode(data, repr(name)), _KINDS.get(path.suffix.lower())
