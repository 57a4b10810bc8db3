"""Options that several commands share, and how their output leaves the program."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from ringfence.cli.words import COUNTRY, SYSTEM, UNITS
from ringfence.errors import RingfenceError
from ringfence.paths import reason
from ringfence.plain_text import shown
from ringfence.specs import words
from ringfence.writing import write_atomically

if TYPE_CHECKING:
    from ringfence.catalog.store import Catalog
    from ringfence.evidence.rule import Rule
    from ringfence.specs.statement import PartialDate
    from ringfence.specs.system import System
    from ringfence.tables.render import Sheet
    from ringfence.tables.wording import Style

F = TypeVar("F", bound=Callable[..., Any])
Options = Callable[[F], F]

_NO_TABLES = (
    ".xls", ".ods", ".pdf", ".doc", ".docx", ".odt", ".rtf", ".svg", ".png", ".xml", ".yaml", ".yml", ".parquet",
    ".sqlite", ".db", ".bib",
)  # fmt: skip
"""Endings of other programs' files, in which a text table would be a surprise."""
FORMATS = (*get_args(words.Format), "xlsx")


def all_of(options: list[Options[Any]]) -> Options[Any]:
    """Several options as one decorator, in their order."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def _by_ending(ctx: click.Context, _: click.Parameter, value: str | None) -> str:
    """The format that is asked for, else that of the file's ending, else a table."""
    from ringfence.tables.render import ENDINGS

    output = ctx.params.get("output")  # `--output` is eager: it has been read
    ending = output.suffix.lower() if output else ""
    if not value and ending in _NO_TABLES:
        raise click.UsageError(f"no table is written as {ending}; there are: {', '.join(ENDINGS)}, or .txt")
    form = value or ENDINGS.get(ending, "table")
    if form == "xlsx" and not output and not ctx.resilient_parsing:
        raise click.UsageError("a workbook is no text for the screen; name a file: -o table.xlsx")
    return form


catalog_option: Options[Any] = click.option(
    "--catalog", "folders", multiple=True, metavar="DIR", type=click.Path(path_type=Path),
    help="A folder of your own catalog files, beside the shipped ones; may be repeated.",
)  # fmt: skip
rule_options = all_of(
    [
        click.option("--rule", "choice", type=click.Choice(get_args(words.Choice)), default="typical",
        show_default=True, help="Which statement a cell shows."),
        click.option("--by", multiple=True, metavar="WHO",
        help=f"Only figures for which one of these is quoted: {', '.join(get_args(words.By))}."),
        click.option("--kind", multiple=True, metavar="KIND",
        help="Only sources of this kind, such as government or trade-press."),
        click.option("--as-of", metavar="DATE", help="Only sources dated by then: YYYY, YYYY-MM or YYYY-MM-DD."),
    ]
)  # fmt: skip
who_and_what_options = all_of(
    [
        click.argument("words", nargs=-1, metavar="[COUNTRY | SYSTEM]...", type=COUNTRY),
        click.option("--operator", "operators", multiple=True, metavar="COUNTRY", type=COUNTRY,
        help="A country's name or ISO 3166-1 alpha-3 code; may be repeated."),
        click.option("--system", "systems", multiple=True, type=SYSTEM, help="Only this system; may be repeated."),
    ]
)  # fmt: skip
listing_options = all_of(
    [
        click.option("--where", "-w", metavar="FILTER", help="Only systems for which this holds; as in list."),
        click.option("--sources", is_flag=True, help="Every statement: which source said what, when, with its link."),
        click.option("--as-of", metavar="DATE", help="As known by then: YYYY, YYYY-MM or YYYY-MM-DD."),
        click.option("--since", metavar="DATE", help="Only what was ordered, or first spoken of, since then."),
        click.option("--ascii", is_flag=True, help="Plain ASCII instead of Unicode marks."),
    ]
)  # fmt: skip
figure_options = all_of(
    [
        click.option("--title", help="Instead of the usual title."),
        click.option("--style", "look", type=click.Choice(get_args(words.Look)), default="light", show_default=True),
        click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False),
        help="An .svg, .png or .pdf file; default: named for what is drawn."),
        click.option("--dpi", type=int, default=150, show_default=True, help="Dots per inch of a PNG."),
    ]
)  # fmt: skip
units_option: Options[Any] = click.option(
    "--units", type=UNITS, default="metric", show_default=True, help="Units of the output."
)  # fmt: skip
style_options = all_of(
    [units_option, click.option("--ascii", is_flag=True, help="Plain ASCII instead of Unicode marks.")]
)
output_options = all_of(
    [
        click.option("--format", "-f", "form", type=click.Choice(FORMATS), callback=_by_ending,
        help="Default: as the file's ending says, else a table."),
        click.option("--output", "-o", type=click.Path(path_type=Path, dir_okay=False), is_eager=True,
        help="Write to a file instead of the screen; its ending names the format."),
    ]
)  # fmt: skip


def open_catalog(folders: tuple[Path, ...], *, of_clone: bool = False) -> "Catalog":
    """The shipped catalog with the user's folders; says aloud which shipped records they replace, and which files are
    left out.

    `of_clone`: the files of the clone that one stands in take the place of the shipped ones.
    """
    from ringfence.catalog.store import Catalog
    from ringfence.paths import clone_here

    catalog = Catalog.load(*folders)
    clone = clone_here() if of_clone else None
    if clone:
        catalog = Catalog((clone, *catalog.folders[1:]))
    catalog.tell, catalog.lenient = _say, True
    for path in catalog.passed_over:
        note(f"note: {path} is passed over: a catalog file is called <id>.yaml")
    return catalog


def _say(remark: str) -> None:
    note(f"note: {remark}")


def chosen_systems(catalog: "Catalog", names: tuple[str, ...], where: str | None) -> "list[System]":
    """The systems of these names, or all; those of them for which a filter holds. Raises NotFound, UsageError."""
    from ringfence.evidence.rule import Rule
    from ringfence.evidence.where import parse_filter

    some = list({system.id: system for system in map(catalog.get, names)}.values()) if names else list(catalog)
    if where:
        filtered, rule = parse_filter(where), Rule()
        some = [system for system in some if filtered.holds(system, rule)]
    return some


def countries_and_systems(
    catalog: "Catalog", words: tuple[str, ...], operators: tuple[str, ...] = (), named: tuple[str, ...] = ()
) -> tuple[set[str], tuple[str, ...]]:
    """The codes of the countries and the names of the systems that were typed, as words in any order or by options.

    Raises NotFound.
    """
    from ringfence.cli.words import several
    from ringfence.errors import NotFound, nearest
    from ringfence.specs.countries import country_names, read_country

    codes = set(map(read_country, operators))
    systems = list(named)
    parts = [part.strip() for text in words for part in text.split(",") if part.strip()]
    while parts:
        for length in range(min(4, len(parts)), 0, -1):  # such as South Korea
            try:
                codes.add(read_country(" ".join(parts[:length])))
            except NotFound:
                continue
            parts = parts[length:]
            break
        else:
            systems.append(parts.pop(0))
    try:
        return codes, several(catalog, systems, note)
    except NotFound as error:
        places = nearest(error.name, country_names().values(), 3)
        raise NotFound("country or system", error.name, close=[*places, *error.close], known=error.known) from error


def read_day(text: str | None, option: str) -> "PartialDate | None":
    """The day, month or year that an option gives; None where it is not given. Raises BadParameter."""
    from ringfence.specs.statement import read_date

    try:
        return read_date(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def read_rule(choice: str, by: tuple[str, ...], kind: tuple[str, ...], as_of: str | None) -> "Rule":
    """The rule that the options ask for. Raises UsageError for a word that is not known."""
    from ringfence.evidence.rule import Rule

    day = read_day(as_of, "--as-of")
    return Rule(choice, ",".join(by), ",".join(kind), day)  # type: ignore[arg-type]  # Rule refuses what is none


def read_style(units: words.Units, ascii: bool) -> "Style":
    """The style that the options ask for; ASCII also where a table goes to a terminal that lacks a mark."""
    from ringfence.tables.wording import Style

    asked = context.params if (context := click.get_current_context(silent=True)) else {}
    screen = asked.get("form", "table") == "table" and asked.get("output") is None
    document = asked.get("form") in ("latex", "html")
    return Style(units, ascii or (screen and not _writes_marks()), document)


def _writes_marks() -> bool:
    return _writes("–≥≤°†×≈…—")


def _writes(text: str) -> bool:
    """Whether the screen has all characters of a text."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def put_sheet(sheet: "Sheet", form: str, output: Path | None, style: "Style") -> None:
    """Render a sheet to the screen or a file."""
    put_sheets([sheet], form, output, style)


def put_sheets(
    sheets: "list[Sheet]", form: str, output: Path | None, style: "Style", sources: "Sheet | None" = None
) -> None:
    """Render sheets, one below the other, to the screen or a file; `sources` for a workbook's second sheet."""
    if form == "xlsx":
        from ringfence.tables.workbook import titled, workbook

        put(workbook(titled(sheets, sources)), output)
        return
    from ringfence.tables.render import render_blocks

    text = render_blocks(sheets, form, width())  # type: ignore[arg-type]  # click.Choice made sure of the format
    put(style.plain(text) if form == "table" else text.encode(), output)


def width() -> int:
    """The terminal's width, 80 where there is none."""
    return max(get_terminal_size((80, 24)).columns, 40)


def put(text: str | bytes, output: Path | None, *, quiet: bool = False) -> None:
    """Text to the screen, or to a file that is written beside and moved into place. Raises RingfenceError.

    Bytes are what programs read: UTF-8 whatever the terminal's encoding. What is longer than a terminal goes through a
    pager.
    """
    if output is None:
        from ringfence.cli.paint import in_colour, painted

        if isinstance(text, str) and not _writes(text):
            from ringfence.tables.wording import Style

            text = Style(ascii=True).plain(text)
        coloured = isinstance(text, str) and in_colour()
        if isinstance(text, str) and coloured:
            text = painted(text)
        if isinstance(text, str) and sys.stdout.isatty() and text.count("\n") > get_terminal_size((80, 24)).lines:
            os.environ.setdefault("LESS", "-FRX")
            click.echo_via_pager(text, color=coloured)
        else:
            click.echo(text, nl=False)
        return
    try:
        write_atomically(output, text)
    except OSError as error:
        raise RingfenceError(f"cannot write {output}: {reason(error)}") from error
    if not quiet:
        note(f"wrote {output}")


def note(text: str) -> None:
    """A line for the reader, not for the output."""
    say(text, err=True)


def say(text: str, *, err: bool = False) -> None:
    """A line on the screen; what would steer the terminal, in the name of a file say, is written out."""
    click.echo(shown(text), err=err)
