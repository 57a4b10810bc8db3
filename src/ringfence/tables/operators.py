"""Operators as tables: by country with its systems, by system with its countries, and one record for each country and
system.
"""

from collections.abc import Callable, Sequence
from typing import Literal

from ringfence.english import counted
from ringfence.evidence.counts import when
from ringfence.evidence.operators import Tie
from ringfence.evidence.orders import Holding
from ringfence.specs.countries import country_names
from ringfence.specs.statement import PartialDate
from ringfence.tables.order_words import count_text, country_text, said_text, summary
from ringfence.tables.orders import source_lines
from ringfence.tables.render import Record, Sheet
from ringfence.tables.wording import Style

By = Literal["country", "system"]
_USES = ("operates", "no longer", "disputed")


def sorted_ties(some: Sequence[Tie], by: By) -> list[Tie]:
    """By country's name and system, or by system and country's name."""
    names = country_names()
    keys: dict[By, Callable[[Tie], tuple[str, str]]] = {
        "country": lambda tie: (names[tie.country], tie.system.id),
        "system": lambda tie: (tie.system.id, names[tie.country]),
    }
    return sorted(some, key=keys[by])


def grouped_ties(some: Sequence[Tie], by: By) -> list[list[Tie]]:
    """The ties of each country (or system) together, in order of name."""
    groups: dict[str, list[Tie]] = {}
    for tie in sorted_ties(some, by):
        groups.setdefault(tie.country if by == "country" else tie.system.id, []).append(tie)
    return list(groups.values())


def operators_sheet(some: Sequence[Tie], style: Style, by: By = "country", as_of: PartialDate | None = None) -> Sheet:
    """One row a country (or system); where there is only one, one row each of what it is tied to. Records are one a
    pair.
    """
    groups = grouped_ties(some, by)
    rows = [tie for group in groups for tie in group]
    headers, cells = _single(rows, style, by) if len(groups) == 1 else _grouped(groups, style, by)
    countries, systems = len({tie.country for tie in rows}), len({tie.system.id for tie in rows})
    notes = [
        f"{counted(countries, 'country')}, {counted(systems, 'system')}, "
        f"{counted(len(rows), 'pair')} of the two" + (f" as known by {as_of}" if as_of else "")
    ]
    if len(groups) == 1:
        notes[0] += f": {country_text(rows[0].country) if by == 'country' else rows[0].system.name}"
    if as_of:
        notes.append(f"{len({(t.system.id, k) for t in rows for k in t.left_out})} undated sources are left out")
    if rows:
        notes.append(
            f"{style.counted(7)} = number of independent origins; operates, no longer: as sources state; an order, "
            "a contract or a delivery alone does not say that the system is in use"
        )
    plain = tuple(tuple(style.plain(cell) for cell in row) for row in cells)
    return Sheet(headers, plain, tuple(map(tie_record, rows)), tuple(map(style.plain, notes)), "Operators")


def _grouped(groups: Sequence[Sequence[Tie]], style: Style, by: By) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    uses = [use for use in _USES if use == "operates" or any(tie.use == use for some in groups for tie in some)]
    cells: list[tuple[str, ...]] = []
    for some in groups:
        stated = [
            ", ".join(f"{_other(t, by)}{style.joint}{style.counted(t.stated)}" for t in some if t.use == use)
            for use in uses
        ]
        bought = [
            f"{_other(t, by)} {'/'.join(_stages(t))}{style.joint}{style.counted(t.told)}" for t in some if t.holdings
        ]
        newest = max((t.newest for t in some if t.newest), key=when, default=None)
        name = country_text(some[0].country) if by == "country" else some[0].system.id
        cells.append((name, *stated, ", ".join(bought), str(newest or "undated")))
    return (by, *uses, "acquisitions", "newest"), cells


def _single(rows: Sequence[Tie], style: Style, by: By) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    other: By = "system" if by == "country" else "country"
    cells: list[tuple[str, ...]] = []
    for tie in rows:
        use = f"{tie.use}{style.joint}{style.counted(tie.stated)}" if tie.said else ""
        bought = "\n".join(f"{h.acquisition.id}: {summary(h, style, brief=True) or h.stage}" for h in tie.holdings)
        name = tie.system.id if by == "country" else country_text(tie.country)
        cells.append((name, use, bought, str(len(tie.sources)), str(tie.newest or "undated")))
    return (other, "use", "acquisitions", "sources", "newest"), cells


def _other(tie: Tie, by: By) -> str:
    return tie.system.id if by == "country" else country_names()[tie.country]


def _stages(tie: Tie) -> list[str]:
    return list(dict.fromkeys(h.stage for h in tie.holdings))


def tie_record(tie: Tie) -> Record:
    """One country and one system as plain data, with the sources and their links."""
    notes = [f"{s.statement.note} ({s.source})" for s in tie.said if s.statement.note]
    return {
        "country": tie.country, "country_name": country_names()[tie.country], "system": tie.system.id,
        "name": tie.system.name,
        "use": tie.use, "use_origins": tie.stated, "use_sources": [s.source for s in tie.said if not s.why_not],
        "use_notes": notes, "acquisitions": [f"{h.acquisition.id}: {h.stage}" for h in tie.holdings],
        "ordered": [_amount(h, "ordered") for h in tie.holdings if h.ordered],
        "delivered": [_amount(h, "delivered") for h in tie.holdings if h.delivered],
        "origins": tie.origins, "newest": str(tie.newest) if tie.newest else None, "sources": list(tie.sources),
        "urls": [source.url for source in tie.sources.values() if source.url], "undated_left_out": len(tie.left_out),
    }  # fmt: skip


def _amount(holding: Holding, field: str) -> str:
    count = holding.ordered if field == "ordered" else holding.delivered
    return (
        f"{holding.acquisition.id}: {count_text(count.of(holding.unit), Style(ascii=True), day=True)}" if count else ""
    )


def operators_text(some: Sequence[Tie], style: Style, by: By = "country") -> str:
    """Every pair with what each source says of it, when, and where to read it."""
    lines: list[str] = []
    for tie in sorted_ties(some, by):
        lines.append(
            f"{country_text(tie.country)}, {tie.system.name} ({tie.system.id}): {', '.join(tie.words) or 'mentioned'}"
        )
        for said in sorted(tie.said, key=lambda s: (when(s.told), s.source), reverse=True):
            source = tie.system.sources[said.source]
            answer = "operates" if said.text == "True" else "no longer operates"
            note = f"; {said.statement.note}" if said.statement.note else ""
            lines += [
                f"    {answer}{note}",
                f"      {said.source}, {source.publisher}, {source.published or 'undated'}, {source.kind}",
            ]
            lines.append(f"      {source.url or source.title}")
        for holding in tie.holdings:
            lines.append(f"  {holding.acquisition.id}: {summary(holding, style)}")
            for said in (s for s in holding.said if s.field in ("status", "signed", "ordered", "delivered")):
                rest = source_lines(holding, said)[1:]
                lines += [
                    f"    {said.field} {said_text(said)}"
                    + (f" — does not count: {said.why_not}" if said.why_not else ""),
                    *rest,
                ]
        lines.append("")
    return style.plain("\n".join(lines)).replace("\u00a0", " ")
