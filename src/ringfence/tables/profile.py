"""All that the catalog holds on one system, for reading."""

from textwrap import wrap

from ringfence.english import counted
from ringfence.evidence.figures import Cell, cell_of
from ringfence.evidence.orders import holdings
from ringfence.evidence.rule import Rule
from ringfence.specs.countries import country_names
from ringfence.specs.measures import MEASURES, TEXT_MEASURES, MeasureInfo
from ringfence.specs.statement import FlagStatement
from ringfence.specs.system import Figures, System, statements
from ringfence.specs.targets import CLASSES
from ringfence.tables.comparison import cell_record
from ringfence.tables.order_list import orders_by_country
from ringfence.tables.render import Record
from ringfence.tables.wording import Style, cell_text, evidence_text, group_text, value_text

MOST_ORDERS = 20
"""So many orders are listed in a profile; of more than these it says how many there are."""
LABEL = 4 + max(len("  " + name) for name in CLASSES)
"""Columns before the text: the longest target class, indented, stands in them."""


def profile_text(system: System, rule: Rule, style: Style, width: int) -> str:
    """Identification, every measure by target class, effectors, sensors, operators, acquisitions, sources."""
    countries = country_names()
    lines = [f"{system.name} ({system.id})"]
    facts = {
        "native name": system.native_name, "also called": ", ".join(system.aliases), "NATO name": system.nato_name,
        "origin": ", ".join(countries[code] for code in system.origin), "maker": system.maker,
        "kind": system.kind + (f" ({', '.join(system.platform)})" if system.platform else ""), "status": system.status,
        "in service": _entered(system), "variant of": system.variant_of,
        "bare figures": f"are taken to be about {system.reference}", "note": system.note,
        "effectors": ", ".join(system.effectors), "sensors": ", ".join(system.sensors),
        "operators": ", ".join(countries[code] for code, said in system.operators.items() if _fields(said)),
        "no longer": ", ".join(countries[code] for code, said in system.operators.items() if _gave_up(said)),
    }  # fmt: skip
    for label, text in facts.items():
        if text:
            lines += _labelled(label, text, width)
    for info in MEASURES.values():
        lines += _measure(system, info, rule, style, width)
    lines += _words(system, width)
    if system.acquisitions:
        lines += ["", "acquisitions", *_acquisitions(system, style, width)]
    undated = sum(source.published is None for source in system.sources.values())
    count = sum(1 for _ in statements(system))
    lines += ["", f"{count} statements from {len(system.sources)} sources, {undated} of them undated", ""]
    lines += wrap(style.legend(), width)
    return style.plain("\n".join(lines)) + "\n"


def _fields(said: dict[str, tuple[FlagStatement, ...]]) -> bool:
    """Whether any source says that the country fields the system."""
    return any(statement.value and statement.counts for some in said.values() for statement in some)


def _gave_up(said: dict[str, tuple[FlagStatement, ...]]) -> bool:
    """Whether sources say that the country fields the system no longer, and none that it does."""
    return not _fields(said) and any(not s.value and s.counts for some in said.values() for s in some)


def _labelled(label: str, text: str, width: int) -> list[str]:
    first, *rest = wrap(text, max(width - LABEL, 20)) or [""]
    return [f"  {label:<{LABEL - 4}}  {first}", *(" " * LABEL + line for line in rest)]


def _entered(system: System) -> str:
    said: dict[str, int] = {}
    for some in system.entered_service.values():
        for statement in some:
            planned = " (planned)" if statement.context == "planned" else ""
            said[f"{statement.value}{planned}"] = said.get(f"{statement.value}{planned}", 0) + 1
    return ", ".join(f"{text} ({counted(count, 'source')})" for text, count in sorted(said.items()))


def _measure(system: System, info: MeasureInfo, rule: Rule, style: Style, width: int) -> list[str]:
    cells = [cell_of(system, info.name, target, rule) for target in (CLASSES if info.targeted else (None,))]
    if not any(cell.best for cell in cells):
        return []
    lines = ["", info.label]
    if info.targeted:
        told: dict[str, list[str]] = {}
        for cell in cells:
            if cell.best or cell.bound or cell.blanket:
                told.setdefault(cell_text(cell, style).replace("\n", " · "), []).append(str(cell.target))
        for text, targets in told.items():  # classes of which the same is said share a row
            *firsts, last = _in_lines(targets)
            lines += [f"  {first}" for first in firsts] + _labelled("  " + last, text, width)
        lines += _at_heights(cells, style, width)
    for group in cells[0].groups if not info.targeted else ():
        text = group_text(info, group, style, planned=cells[0].planned)
        lines += _labelled("  " + (group.name or "system"), text, width)
    return lines


def _at_heights(cells: list[Cell], style: Style, width: int) -> list[str]:
    """Ranges that sources state at a height, a line each."""
    told: dict[str, set[str]] = {}
    for cell in cells:
        for one in cell.points:
            height = value_text(MEASURES["altitude_max"], one.height or one.value, style)
            told.setdefault(f"{evidence_text(cell.info, one, style)} at a height of {height}", set()).add(
                one.source_key
            )
    return [
        line
        for text, keys in told.items()
        for line in _labelled("  stated together", f"{text} ({', '.join(sorted(keys))})", width)
    ]


def _in_lines(targets: list[str]) -> list[str]:
    """Classes, comma-separated, in lines no longer than the column of labels."""
    return wrap(", ".join(targets), LABEL - 4) or [""]


def _words(system: System, width: int) -> list[str]:
    lines: list[str] = []
    blocks: dict[str, Figures] = {"system": system, **system.effectors, **system.sensors}
    for name in TEXT_MEASURES:
        for owner, block in blocks.items():
            for key, some in getattr(block, name).items():
                lines += _labelled(
                    "  " + owner, f"{name.replace('_', ' ')}: {'; '.join(s.value for s in some)} ({key})", width
                )
    return ["", "in words", *lines] if lines else []


def profile_records(system: System, rule: Rule, style: Style) -> list[Record]:
    """The same figures as plain records, one a measure and class."""
    found = []
    for info in MEASURES.values():
        for target in CLASSES if info.targeted else (None,):
            shown = cell_of(system, info.name, target, rule)
            if shown.evidence and (shown.best or shown.bound or shown.blanket or shown.engages.answer is not None):
                found.append(cell_record(shown, style))
    return found


def _acquisitions(system: System, style: Style, width: int) -> list[str]:
    held = list(holdings([system]))
    if len(held) > MOST_ORDERS:
        buyers = len({h.acquisition.operator for h in held})
        return [f"  {len(held)} of {buyers} countries; ringfence acquisitions --system {system.id} lists them"]
    return [line.replace("\u00a0", " ") for line in orders_by_country(held, style, width, 2)]
