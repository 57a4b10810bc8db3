"""`ringfence import`."""

from pathlib import Path

import click

from ringfence.cli.options import catalog_option, note, open_catalog, put
from ringfence.errors import UsageError

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("import")
@click.argument("claims", metavar="FILE", type=_FILE)
@click.option(
    "--sources", type=_FILE, help="Rows that define the sources: source, publisher, url, published, kind, language."
)
@click.option(
    "--systems", type=_FILE, help="Rows that define new systems: system, name, origin, kind, reference, status."
)
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder for new files; default: the last catalog folder.",
)
@click.option(
    "--map",
    "maps",
    multiple=True,
    metavar="COLUMN=FIELD,…",
    help="What columns hold: a column of claims, MEASURE[CLASS]:UNIT, or - to leave one alone.",
)
@click.option(
    "--with", "constants", multiple=True, metavar="FIELD=VALUE", help="What holds for every row, such as source=KEY."
)
@click.option("--encoding", metavar="NAME", help="Of the files, such as cp1251; default: found out.")
@click.option("--dry-run", is_flag=True, help="Show a diff; write nothing.")
@click.option("--rejected", type=_FILE, help="Where rows that cannot be taken go; default: FILE.rejected.jsonl.")
@catalog_option
def command(
    claims: Path,
    sources: Path | None,
    systems: Path | None,
    into: Path | None,
    maps: tuple[str, ...],
    constants: tuple[str, ...],
    encoding: str | None,
    dry_run: bool,
    rejected: Path | None,
    folders: tuple[Path, ...],
) -> int:
    """Turn rows of claims (CSV, TSV, JSON, JSON Lines) into catalog files, or merge them into existing ones.

    A table with a column a measure is told what its columns hold:
    --map 'name=system,range_km=range_max[aircraft]:km' --with source=daily-2015

    Comments and order are kept; importing twice changes nothing. Exit 1 where rows could not be taken: they are listed
    with line and reason in a file that can be mended and imported again.
    """
    from ringfence.contribute.importing import plan_import
    from ringfence.contribute.wide import read_mapping

    catalog = open_catalog(folders)
    if not claims.name:
        raise UsageError(f"{str(claims)!r} names no file")
    aside = rejected or claims.with_name(f"{claims.name}.rejected.jsonl")
    if rejected and rejected in (claims, sources, systems):
        raise UsageError(f"{rejected} is one of the files to import", hint="name another file for --rejected")
    mapping = read_mapping(maps, constants)
    plan = plan_import(catalog, claims, sources, systems, into, mapping=mapping, encoding=encoding)
    for path, guess in plan.guesses.items():
        note(f"{path} is not UTF-8 and was read as {guess}; --encoding NAME if it is another")
    if dry_run:
        put(plan.diff(), None)
    else:
        plan.write(aside if plan.rejected else None)
    for one in plan.rejected[:20]:
        note(f"{one.file}:{one.row.line}: {one.reason}")
    if len(plan.rejected) > 20:
        note(f"… and {len(plan.rejected) - 20} more")
    if plan.rejected and not dry_run:
        note(f"wrote {aside}")
    if plan.unread:
        note(f"columns that nothing is made of: {', '.join(sorted(plan.unread))}")
    files = f"{len(plan.texts)} files {'would change' if dry_run else 'changed'}"
    note(f"{files}, {plan.added} statements added, {plan.known} already there, {len(plan.rejected)} rows not taken")
    return 1 if plan.rejected else 0
