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
    "newest as-of (in brackets); to come: ordered less delivered on that day; expected: by the newest dated source; "
    "planned: asked for, approved or offered, not ordered; ~ about; ? = no source states it"
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


def _day(holding: Holding, by: str) -> PartialDate | None:
    return holding.newest if by == "newest" else holding.signed[0] if holding.signed else None


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


def _pair(holding: Holding) -> tuple[str, str]:
    return holding.acquisition.operator, holding.system.id


def _pairs(some: Sequence[Holding]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for holding in some:
        found[_pair(holding)] = found.get(_pair(holding), 0) + 1
    return found


def acquisition_record(holding: Holding) -> Record:
    """One acquisition as plain data: numbers, dates as texts, and the sources with their links."""
    delivered = [s for s in holding.said if s.field == "delivered" and s.why_not]
    price = holding.prices[0] if holding.prices else None
    return {
        "operator": holding.acquisition.operator, "country": country_names()[holding.acquisition.operator],
        "system": holding.system.id,
        "name": holding.system.name, "acquisition": holding.acquisition.id, "note": holding.acquisition.note,
        "stage": holding.stage, "status": holding.status[0] if holding.status else None,
        "also_stated": list(holding.status[1:]),
        "signed": str(holding.signed[0]) if holding.signed else None,
        "signed_earliest": int(holding.years.lowest) if holding.years else None,
        "signed_latest": int(holding.years.highest) if holding.years else None,
        "signed_origins": holding.years.origins if holding.years else 0, "unit": holding.unit,
        **_counted("ordered", holding.ordered), **_counted("planned", holding.planned),
        **_counted("delivered", holding.delivered),
        "delivered_as_of": str(holding.delivered.as_of) if holding.delivered and holding.delivered.as_of else None,
        "delivered_not_counted": [f"{said_text(s)} ({s.source}; {s.why_not})" for s in delivered],
        "other_units": [f"{field} {count_text(count, Style(ascii=True), day=True)}" for field, count in holding.others],
        "outstanding": holding.outstanding,
        "outstanding_lowest": holding.outstanding_spread[0] if holding.outstanding_spread else holding.outstanding,
        "outstanding_highest": holding.outstanding_spread[1] if holding.outstanding_spread else holding.outstanding,
        "expected": [due_text(e) for e in holding.expected], "expected_said": _texts(e.said for e in holding.expected),
        "expected_by": sorted({e.source for e in holding.expected}),
        "expected_earlier": [f"{due_text(e)} ({e.source}, {e.said or 'undated'})" for e in holding.earlier],
        **_counted("price", price.count if price else None), "price_currency": price.currency if price else None,
        "price_planned": price.planned if price else None,
        "other_prices": [
            f"{number_text(p.count.typical)} {p.currency} ({p.count.origins})" for p in holding.prices[1:]
        ],
        "origins": holding.origins, "newest": str(holding.newest) if holding.newest else None,
        "sources": list(holding.sources),
        "urls": [source.url for source in holding.sources.values() if source.url], "undated_left_out": holding.undated,
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
    for holding in some:
        lines += [f"{country_text(holding.acquisition.operator)}, {holding.system.name}: {holding.acquisition.id}"]
        lines += wrap(
            summary(holding, style) or "nothing is counted", width, initial_indent="  ", subsequent_indent="  "
        )
        if holding.acquisition.note:
            lines += wrap(holding.acquisition.note, width, initial_indent="  note: ", subsequent_indent="  ")
        if holding.undated:
            lines.append(f"  {holding.undated} undated source{'s are' if holding.undated != 1 else ' is'} left out")
        for field in holding.acquisition.SOURCED:
            said = [s for s in holding.said if s.field == field]
            if said:
                lines += ["", f"  {field}:"]
            for one in sorted(said, key=lambda s: (s.why_not is not None, _newest_first(s), s.source)):
                lines += source_lines(holding, one)
        lines.append("")
    return style.plain("\n".join(lines)).replace("\u00a0", " ")


def _newest_first(said: Said) -> float:
    return -when(getattr(said.statement, "as_of", None) or said.told)[0].toordinal()


def source_lines(holding: Holding, said: Said) -> list[str]:
    """A statement, its source and its link."""
    source = holding.system.sources[said.source]
    by = f", quoting the {said.statement.by}" if said.statement.by in ("government", "manufacturer", "military") else ""
    origin = f", retells {source.retells}" if source.retells else ""
    head = f"    {said_text(said)}" + (f" — does not count: {said.why_not}" if said.why_not else "")
    lines = [
        head,
        f"      {said.source}, {source.publisher}, {source.published or 'undated'}, {source.kind}{by}{origin}",
    ]
    lines.append(f"      {source.url or source.title}")
    return lines + ([f"      note: {said.statement.note}"] if said.statement.note else [])


def statements_sheet(some: Sequence[Holding], style: Style) -> Sheet:
    """One row a statement, for the data formats."""
    records: list[Record] = []
    for holding in some:
        for said in holding.said:
            source = holding.system.sources[said.source]
            records.append(
                {
                    "operator": holding.acquisition.operator, "system": holding.system.id,
                    "acquisition": holding.acquisition.id,
                    "field": said.field,
                    "stated": said.text, "as_of": _or_none(getattr(said.statement, "as_of", None)),
                    "due": _or_none(getattr(said.statement, "due", None)), "nth": getattr(said.statement, "nth", None),
                    "counted": said.why_not is None, "why_not": said.why_not, "by": said.statement.by,
                    "context": said.statement.context,
                    "note": said.statement.note, "source": said.source, "retells": source.retells,
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
