"""Acquisitions as tables: one row an acquisition, or one a statement; and the same for reading, with every source."""

from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Any

from ringfence.english import counted
from ringfence.evidence.counts import Count, Said, when
from ringfence.evidence.orders import Holding, stage_counts
from ringfence.specs.countries import country_names
from ringfence.specs.statement import PartialDate
from ringfence.specs.words import OrderSort
from ringfence.tables.order_words import (
    count_text,
    country_text,
    due_text,
    expected_text,
    money,
    outstanding_text,
    quantity_text,
    said_text,
    standing,
    summary,
)
from ringfence.tables.render import Record, Sheet
from ringfence.tables.wording import Style
from ringfence.units.value import number_text

_FACTS = ("status", "ordered", "delivered", "to come", "expected", "price")

LEGEND = (
    "typical [lowest–highest] {counted} = number of independent origins; units are never mixed; delivered: by the "
    "newest as-of (in "
    "brackets); to come: ordered less delivered on that day; expected: by the newest dated source; planned: asked "
    "for, approved or "
    "offered, not ordered; ~ about; ? = no source states it"
)

Keys = dict[str, Callable[[Holding], Any]]
_NUMBERS: Keys = {
    "ordered": lambda h: h.ordered.typical if h.ordered else None,
    "delivered": lambda h: h.delivered.typical if h.delivered else None,
    "outstanding": lambda h: h.outstanding,
    "price": lambda h: h.prices[0].count.typical if h.prices else None,
}


def sorted_holdings(some: Sequence[Holding], by: OrderSort = "operator") -> list[Holding]:
    """By operator or system in order of name; by a date newest first, by a number greatest first, unknown ones last.

    By price a currency at a time: sums in two currencies have no order.
    """
    names = country_names()
    rows = sorted(some, key=lambda h: (names[h.acquisition.operator], h.system.id, h.acquisition.id))
    if by == "system":
        rows.sort(key=lambda h: h.system.id)
    elif by in ("signed", "newest"):
        rows.sort(key=lambda h: when(_day(h, by)), reverse=True)
    elif by in _NUMBERS:
        number = _NUMBERS[by]
        rows.sort(key=lambda h: -1.0 if number(h) is None else number(h), reverse=True)
        if by == "price":
            rows.sort(key=lambda h: h.prices[0].currency if h.prices else "~")
    return rows


def _day(h: Holding, by: str) -> PartialDate | None:
    return h.newest if by == "newest" else h.signed[0] if h.signed else None


def acquisitions_sheet(some: Sequence[Holding], style: Style, as_of: PartialDate | None = None) -> Sheet:
    """Acquisitions: what was ordered, has arrived, is outstanding and is expected, and what it costs. A row each, in
    the given order.

    A column that would say the same in every row stands in the notes.
    """
    twice = {key for key, n in _pairs(some).items() if n > 1}
    columns: dict[str, list[str]] = {
        "operator": [country_text(h.acquisition.operator) for h in some],
        "system": [h.system.id + (f"\n{h.acquisition.id}" if _pair(h) in twice else "") for h in some],
        "status": [standing(h) for h in some],
        "ordered": [quantity_text(h, "ordered", style) for h in some],
        "delivered": [quantity_text(h, "delivered", style) for h in some],
        "to come": [outstanding_text(h) for h in some],
        "expected": [expected_text(h) for h in some],
        "price": [money(h, style) for h in some],
    }  # fmt: skip
    notes = [f"{counted(len(some), 'acquisition')}" + (f" as known by {as_of}" if as_of else "")]
    if len({h.acquisition.operator for h in some}) == 1:
        notes[0] += f" of {columns.pop('operator')[0]}"
    if len(some) > 1:
        notes[0] += f": {', '.join(f'{n} {word}' for word, n in stage_counts(some).most_common())}"
    if as_of:
        notes.append(f"{len({(h.system.id, k) for h in some for k in h.left_out})} undated sources are left out")
    if some:
        notes.append(LEGEND.format(counted=style.counted(7)))
    if any(h.more_than_ordered and not h.final for h in some):
        notes.append("! more are said to have arrived than to have been ordered")
    rows = tuple(tuple(style.plain(cell) for cell in row) for row in zip(*columns.values(), strict=True))
    return Sheet(
        tuple(columns), rows, tuple(map(acquisition_record, some)), tuple(map(style.plain, notes)), "Acquisitions"
    )


MOST_ACROSS = 4
"""So many acquisitions stand side by side; more of them are a row each."""


def turned(sheet: Sheet) -> Sheet:
    """A few acquisitions side by side, a line a fact: eight columns leave a terminal no room for words."""
    of = len(sheet.headers) - len(_FACTS)
    titles = [" ".join(row[:of]).replace("\n", " ") for row in sheet.rows]
    lines = [
        (name, *(row[of + n] for row in sheet.rows))
        for n, name in enumerate(_FACTS)
        if any(row[of + n] for row in sheet.rows)
    ]
    return Sheet(("", *titles), tuple(lines), sheet.records, sheet.notes, sheet.title)


def _pair(h: Holding) -> tuple[str, str]:
    return h.acquisition.operator, h.system.id


def _pairs(some: Sequence[Holding]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for h in some:
        found[_pair(h)] = found.get(_pair(h), 0) + 1
    return found


def acquisition_record(h: Holding) -> Record:
    """One acquisition as plain data: numbers, dates as texts, and the sources with their links."""
    delivered = [s for s in h.said if s.field == "delivered" and s.why_not]
    price = h.prices[0] if h.prices else None
    return {
        "operator": h.acquisition.operator, "country": country_names()[h.acquisition.operator], "system": h.system.id,
        "name": h.system.name, "acquisition": h.acquisition.id, "note": h.acquisition.note,
        "stage": h.stage, "status": h.status[0] if h.status else None, "also_stated": list(h.status[1:]),
        "signed": str(h.signed[0]) if h.signed else None,
        "signed_earliest": int(h.years.lowest) if h.years else None,
        "signed_latest": int(h.years.highest) if h.years else None,
        "signed_origins": h.years.origins if h.years else 0, "unit": h.unit,
        **_counted("ordered", h.ordered), **_counted("planned", h.planned), **_counted("delivered", h.delivered),
        "delivered_as_of": str(h.delivered.as_of) if h.delivered and h.delivered.as_of else None,
        "delivered_not_counted": [f"{said_text(s)} ({s.source}; {s.why_not})" for s in delivered],
        "other_units": [f"{field} {count_text(count, Style(ascii=True), day=True)}" for field, count in h.others],
        "outstanding": h.outstanding,
        "outstanding_lowest": h.outstanding_spread[0] if h.outstanding_spread else h.outstanding,
        "outstanding_highest": h.outstanding_spread[1] if h.outstanding_spread else h.outstanding,
        "expected": [due_text(e) for e in h.expected], "expected_said": _texts(e.said for e in h.expected),
        "expected_by": sorted({e.source for e in h.expected}),
        "expected_earlier": [f"{due_text(e)} ({e.source}, {e.said or 'undated'})" for e in h.earlier],
        **_counted("price", price.count if price else None), "price_currency": price.currency if price else None,
        "price_planned": price.planned if price else None,
        "other_prices": [f"{number_text(p.count.typical)} {p.currency} ({p.count.origins})" for p in h.prices[1:]],
        "origins": h.origins, "newest": str(h.newest) if h.newest else None, "sources": list(h.sources),
        "urls": [source.url for source in h.sources.values() if source.url], "undated_left_out": h.undated,
    }  # fmt: skip


def _texts(days: Any) -> list[str]:
    return list(dict.fromkeys(str(day) for day in days if day))


def _counted(name: str, count: Count | None) -> Record:
    if count is None:
        return {name: None, f"{name}_lowest": None, f"{name}_highest": None, f"{name}_origins": 0}
    return {
        name: count.typical,
        f"{name}_lowest": count.lowest,
        f"{name}_highest": count.highest,
        f"{name}_origins": count.origins,
    }


def statements_text(some: Sequence[Holding], style: Style, width: int) -> str:
    """Each acquisition with every statement on it: what, by whom, when, the link, and why it does not count."""
    lines: list[str] = []
    for h in some:
        lines += [f"{country_text(h.acquisition.operator)}, {h.system.name}: {h.acquisition.id}"]
        lines += wrap(summary(h, style) or "nothing is counted", width, initial_indent="  ", subsequent_indent="  ")
        if h.acquisition.note:
            lines += wrap(h.acquisition.note, width, initial_indent="  note: ", subsequent_indent="  ")
        if h.undated:
            lines.append(f"  {h.undated} undated source{'s are' if h.undated != 1 else ' is'} left out")
        for field in h.acquisition.SOURCED:
            said = [s for s in h.said if s.field == field]
            if said:
                lines += ["", f"  {field}:"]
            for s in sorted(said, key=lambda s: (s.why_not is not None, _newest_first(s), s.source)):
                lines += source_lines(h, s)
        lines.append("")
    return style.plain("\n".join(lines)).replace("\u00a0", " ")


def _newest_first(s: Said) -> float:
    return -when(getattr(s.statement, "as_of", None) or s.told)[0].toordinal()


def source_lines(h: Holding, s: Said) -> list[str]:
    """A statement, its source and its link."""
    source = h.system.sources[s.source]
    by = f", quoting the {s.statement.by}" if s.statement.by in ("government", "manufacturer", "military") else ""
    origin = f", retells {source.retells}" if source.retells else ""
    head = f"    {said_text(s)}" + (f" — does not count: {s.why_not}" if s.why_not else "")
    lines = [head, f"      {s.source}, {source.publisher}, {source.published or 'undated'}, {source.kind}{by}{origin}"]
    lines.append(f"      {source.url or source.title}")
    return lines + ([f"      note: {s.statement.note}"] if s.statement.note else [])


def statements_sheet(some: Sequence[Holding], style: Style) -> Sheet:
    """One row a statement, for the data formats."""
    records: list[Record] = []
    for h in some:
        for s in h.said:
            source = h.system.sources[s.source]
            records.append(
                {
                    "operator": h.acquisition.operator, "system": h.system.id, "acquisition": h.acquisition.id,
                    "field": s.field,
                    "stated": s.text, "as_of": _or_none(getattr(s.statement, "as_of", None)),
                    "due": _or_none(getattr(s.statement, "due", None)), "nth": getattr(s.statement, "nth", None),
                    "counted": s.why_not is None, "why_not": s.why_not, "by": s.statement.by,
                    "context": s.statement.context,
                    "note": s.statement.note, "source": s.source, "retells": source.retells,
                    "publisher": source.publisher,
                    "published": _or_none(source.published), "kind": source.kind, "url": source.url,
                }
            )  # fmt: skip
    headers = ("operator", "system", "acquisition", "field", "stated", "as_of", "source", "published", "why_not")
    rows = tuple(tuple(style.plain(str(r[name] or "")) for name in headers) for r in records)
    heads = tuple(h.replace("_", " ") for h in headers)
    return Sheet(heads, rows, tuple(records), (f"{len(records)} statements",), "Acquisitions: what sources state")


def _or_none(day: PartialDate | None) -> str | None:
    return str(day) if day else None
