"""Lists: the systems of a catalog, and the sources that they rest on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ringfence.catalog.store import Catalog
from ringfence.english import counted
from ringfence.evidence.comparison import overlapping, ranked, read_column
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.rule import Rule
from ringfence.specs.measures import MeasureInfo
from ringfence.specs.system import System, statements
from ringfence.tables.comparison import cell_record
from ringfence.tables.render import Plain, Record, Sheet
from ringfence.tables.wording import Style, cell_text, column_title


def plain_list(catalog: Catalog, style: Style) -> Sheet:
    """Every system with what identifies it, and how many sources speak of it."""
    records: list[Record] = [{"system": system_id, **row} for system_id, row in catalog.rows.items()]
    return _sheet(records, (), (), style, f"{len(records)} systems")


def list_sheet(
    catalog: Catalog, rule: Rule, style: Style, *, where: str | None = None, sort: str | None = None,
    columns: Sequence[str] = (), named: str | None = None,
) -> Sheet:  # fmt: skip
    """The systems for which a filter holds, ranked, with a column for each measure asked about.

    Raises UsageError for a filter or column that cannot be read.
    """
    from ringfence.evidence.where import parse_filter

    doubtful: frozenset[str] = frozenset()
    asked: list[tuple[MeasureInfo, str | None]] = []
    systems: list[System] = list(catalog.find(named)) if named else list(catalog)
    notes: list[str] = []
    if where:
        filtered = parse_filter(where)
        asked += filtered.asks
        notes += [text for scale in filtered.scales if (text := _on_other_scales(systems, rule, *scale))]
        systems = [system for system in systems if filtered.holds(system, rule)]
    if sort:
        info, target = read_column(sort)
        asked.insert(0, (info, target))
        systems = ranked(systems, info, target, rule)
        doubtful = overlapping([cell_of(s, info.name, target, rule) for s in systems])
        if doubtful:
            notes.append("≈ the spread overlaps that of the system above: which of the two leads is in doubt")
    asked = list(dict.fromkeys([*asked, *map(read_column, columns)]))
    records, cells = [], []
    for system in systems:
        shown = [cell_of(system, info.name, target, rule) for info, target in asked]
        texts = [cell_text(cell, style) for cell in shown]
        record: Record = {"system": system.id, **catalog.rows[system.id]}
        if sort:
            record["order_in_doubt"] = system.id in doubtful
            texts[0] += " ≈" if system.id in doubtful else ""
        records.append(record | {name: value for cell in shown for name, value in _columns(cell, style)})
        cells.append(texts)
    titles = [column_title(info, target) for info, target in asked]
    sheet = _sheet(records, titles, cells, style, f"{len(systems)} of {len(catalog)} systems")
    extra = [style.legend(), *notes] if asked else notes
    return replace(sheet, notes=(*sheet.notes, *extra))


def _columns(cell: Cell, style: Style) -> Iterator[tuple[str, Plain]]:
    name = f"{cell.info.name}[{cell.target}]" if cell.target else cell.info.name
    plain = cell_record(cell, style)
    for key in ("text", "value", "low", "unit", "lowest", "highest", "naming", "origins", "effector"):
        yield f"{name} {key}", plain[key]


def _on_other_scales(
    systems: Iterable[System], rule: Rule, info: MeasureInfo, target: str | None, dimension: str
) -> str | None:
    """How many systems a comparison cannot see, for their figure is on another scale: Mach beside m/s, USD
    beside EUR.
    """
    values = [cell_of(system, info.name, target, rule).value for system in systems]
    other = [value for value in values if value and value.dimension != dimension]
    if not other:
        return None
    units = ", ".join(sorted({value.unit for value in other}))
    return f"left out, for their {info.label} is stated on another scale ({units}): {counted(len(other), 'system')}"


def _sheet(
    records: list[Record], titles: Sequence[str], cells: Sequence[Sequence[str]], style: Style, note: str
) -> Sheet:
    rows = []
    for index, record in enumerate(records):
        origin = record["origin"]
        origins = ", ".join(origin) if isinstance(origin, list) else ""
        if titles:
            row = (record["system"], origins, *cells[index])
        else:
            row = (
                record["system"],
                record["name"],
                record["nato_name"] or "",
                origins,
                record["kind"],
                record["status"],
                record["sources"],
            )
        rows.append(tuple(style.plain(str(cell)) for cell in row))
    headers = (
        ("system", "origin", *titles)
        if titles
        else ("system", "name", "NATO name", "origin", "kind", "status", "sources")
    )
    return Sheet(headers, tuple(rows), tuple(records), (note,), "Systems")


def sources_sheet(systems: Iterable[System], style: Style, kinds: frozenset[str] = frozenset()) -> Sheet:
    """The sources of systems, newest first, undated last, with how many statements rest on each."""
    records: list[Record] = []
    for system in systems:
        counts = Counter(key for _, key, _ in statements(system))
        for key, source in system.sources.items():
            if kinds and source.kind not in kinds:
                continue
            records.append(
                {
                    "system": system.id, "source": key, "publisher": source.publisher, "title": source.title,
                    "published": str(source.published) if source.published else None, "kind": source.kind,
                    "language": source.language, "retells": source.retells, "statements": counts[key],
                    "url": source.url,
                }
            )  # fmt: skip
    records.sort(key=lambda r: (r["published"] is None, [-ord(c) for c in str(r["published"])], str(r["source"])))
    rows = tuple(
        tuple(
            style.plain(str(cell))
            for cell in (
                r["published"] or "undated",
                r["source"],
                r["kind"],
                r["language"],
                r["statements"],
                r["url"] or r["title"],
            )
        )
        for r in records
    )
    undated = sum(r["published"] is None for r in records)
    note = f"{len(records)} sources, {undated} of them undated"
    headers = ("published", "source", "kind", "language", "statements", "address")
    return Sheet(headers, rows, tuple(records), (note,), "Sources")
