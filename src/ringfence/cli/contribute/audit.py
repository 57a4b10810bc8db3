"""`ringfence audit`."""

from pathlib import Path

import click

from ringfence.cli.options import (
    catalog_option,
    note,
    open_catalog,
    output_options,
    put,
    put_sheet,
    read_style,
    style_options,
)
from ringfence.cli.words import SYSTEM, several
from ringfence.specs.words import Units


@click.command("audit")
@click.argument("systems", nargs=-1, type=SYSTEM)
@click.option("--scores", is_flag=True, help="A line a system with its score, instead of the findings.")
@click.option(
    "--weight",
    type=click.Choice(["high", "medium", "low"]),
    default="low",
    show_default=True,
    help="Only findings of this weight or above.",
)
@click.option(
    "--coverage", is_flag=True, help="How complete the catalog is, as a page: figures, origins, what is wanted most."
)
@style_options
@output_options
@catalog_option
def command(
    systems: tuple[str, ...], scores: bool, weight: str, coverage: bool, units: Units, ascii: bool,
    form: str, output: Path | None, folders: tuple[Path, ...],
) -> int:  # fmt: skip
    """Print what is doubtful though valid in SYSTEMS (default: all), and how the catalog scores.

    What is in doubt is a finding; what no file may say is an error, and `check` finds it. Inside of a clone its files
    are read. Exit 1 where something of weight high is found.
    """
    from ringfence.contribute.audit import audit
    from ringfence.tables.render import Record, Sheet

    catalog, style = open_catalog(folders, of_clone=True), read_style(units, ascii)
    chosen = {catalog.get(name).id for name in several(catalog, systems, note)}
    if coverage:
        from ringfence.contribute.coverage import coverage as counted
        from ringfence.contribute.coverage import coverage_text

        put(coverage_text(counted([system for system in catalog if not chosen or system.id in chosen])), output)
        return 0
    found = audit(list(catalog))  # variants and copies show only beside the others
    order = ("high", "medium", "low")
    doubts = [
        d for d in found.doubts if (not chosen or d.system in chosen) and order.index(d.weight) <= order.index(weight)
    ]
    kept = {name: score for name, score in found.scores.items() if not chosen or name in chosen}
    records: tuple[Record, ...]
    if scores:
        ranked = sorted(kept.items(), key=lambda item: (item[1], item[0]))
        records = tuple(
            {"system": name, "score": score, "findings": sum(d.system == name for d in doubts)}
            for name, score in ranked
        )
    else:
        records = tuple(
            {
                "system": d.system,
                "weight": d.weight,
                "code": d.code,
                "finding": d.message,
                "score": found.scores[d.system],
            }
            for d in sorted(doubts, key=lambda d: (order.index(d.weight), d.system, d.code))
        )
    headers = ("system", "score", "findings") if scores else ("weight", "system", "code", "finding")
    rows = tuple(tuple(style.plain(str(record[name])) for name in headers) for record in records)
    folders_read, mean = ", ".join(map(str, catalog.folders)), sum(kept.values()) / len(kept) if kept else 0
    remark = f"{len(doubts)} findings on {len(kept)} systems of {folders_read}; mean score {mean:.1f} of 100"
    put_sheet(Sheet(headers, rows, records, (remark,), "Audit"), form, output, style)
    return 1 if any(d.weight == "high" for d in doubts) else 0
