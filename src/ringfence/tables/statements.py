"""Every statement behind a cell: which counted, which did not, and why."""

from collections.abc import Iterator

from ringfence.evidence.figures import Cell, Evidence, Tier
from ringfence.tables.render import Record, Sheet
from ringfence.tables.wording import Style, cell_text, column_title, value_text


def why_not(figure: Cell, evidence: Evidence) -> str | None:
    """Why a statement does not count in the cell; None where it does."""
    best = figure.best
    if evidence.left_out:
        return evidence.left_out
    if evidence.tier is None:
        named = ", ".join(evidence.targets) or f"no target, so about {figure.system.primary_family} targets"
        return f"speaks of {named}"
    if best is None or evidence in best.counted:
        return None
    if evidence.group != best.name:
        return f"another group: {evidence.group or 'the system as a whole'}"
    if evidence.tier is Tier.BLANKET:
        return f"blanket: one figure for {', '.join(evidence.targets)}"
    return f"{evidence.tier.label}: weaker than {best.tier.label}"


def basis(figure: Cell) -> str:
    """One sentence on how the cell came about."""
    best = figure.best
    if best is None:
        yes, no = len(figure.engages.yes), len(figure.engages.no)
        if not yes and not no:
            return "no statement speaks for this class"
        return f"no figure; engaged according to {yes} statement{'s' * (yes != 1)}, not engaged according to {no}"
    how = {"typical": "the lower median", "lowest": "the lowest", "highest": "the highest"}[figure.rule.choice]
    about = f"the effector {best.name}" if best.name else "the system as a whole"
    origins = f"{best.origins} independent origin{'s' if best.origins != 1 else ''}"
    return f"{how} of {origins}, {best.tier.label}, on {about}"


def ordered(figure: Cell) -> Iterator[tuple[Evidence, str | None]]:
    """The cell's statements, counted ones first, each with why it does not count; silent ones about other classes are left out."""
    rows = [(e, why_not(figure, e)) for e in figure.evidence if e.tier is not None]
    sign = 1 if figure.info.minimum else -1
    rows.sort(key=lambda row: (row[1] is not None, row[1] or "", sign * row[0].counted, row[0].source_key))
    yield from rows


def explain_text(figure: Cell, style: Style) -> str:
    """The cell and its statements, with their links, for reading."""
    title = f"{figure.system.name} ({figure.system.id}): {column_title(figure.info, figure.target)}"
    lines = [f"{title}: {cell_text(figure, style, effector=False)}", f"  {basis(figure)}"]
    if figure.undated:
        lines.append(f"  {figure.undated} undated sources are left out")
    rows = list(ordered(figure))
    for heading, some in (
        ("counted", [row for row in rows if row[1] is None]), ("listed, not counted", [row for row in rows if row[1]]),
    ):  # fmt: skip
        if some:
            lines += ["", f"  {heading}:"]
        for evidence, reason in some:
            lines += _statement(figure, evidence, reason, style)
    for answer, some_said in (("engaged", figure.engages.yes), ("not engaged", figure.engages.no)):
        if some_said:
            lines += ["", f"  {answer}, according to:"]
        for key, source, statement, effector in some_said:
            about = f" ({effector})" if effector else ""
            note = f"; {statement.note}" if statement.note else ""
            lines += [
                f"    {key}{about}, {_when(source.published)}, {source.kind}{note}",
                f"      {source.url or source.title}",
            ]
    return style.plain("\n".join(lines)) + "\n"


def _when(published: object) -> str:
    return str(published) if published else "undated"


def _statement(figure: Cell, e: Evidence, reason: str | None, style: Style) -> list[str]:
    stated = e.measure.text
    converted = value_text(figure.info, e, style)
    both = stated if style.units == "as-stated" or e.measure.unit in converted else f"{stated} = {converted}"
    targets = ", ".join(e.targets) or "no target named"
    about = f" · {e.group}" if e.group else ""
    by = f" · quotes {e.statement.by}" if e.statement.by != "media" else ""
    head = f"    {both} · {targets}{about}{by}" + (f" — {reason}" if reason else "")
    source = f"      {e.source_key}, {e.source.publisher}, {_when(e.source.published)}, {e.source.kind}"
    origin = f", retells {e.source.origin}" if e.source.origin else ""
    lines = [head, source + origin, f"      {e.source.url or e.source.title}"]
    return lines + ([f"      note: {e.statement.note}"] if e.statement.note else [])


def explain_sheet(figures: list[Cell], style: Style) -> Sheet:
    """The same as rows, for the data formats."""
    records: list[Record] = []
    for figure in figures:
        for e, reason in ordered(figure):
            records.append(
                {
                    "system": figure.system.id, "measure": figure.info.name, "target": figure.target,
                    "counted": reason is None, "why_not": reason, "stated": e.measure.text, "bound": e.measure.bound,
                    "si_low": e.measure.si_low, "si_high": e.measure.si_high, "targets": list(e.targets), "group": e.group,
                    "tier": e.tier.label if e.tier else None, "by": e.statement.by, "context": e.statement.context,
                    "note": e.statement.note, "source": e.source_key, "origin": e.origin, "publisher": e.source.publisher,
                    "published": str(e.source.published) if e.source.published else None, "kind": e.source.kind, "url": e.source.url,
                }
            )  # fmt: skip
    headers = ("measure", "stated", "targets", "group", "tier", "source", "published", "why it does not count")
    rows = tuple(
        (
            column_title(figure.info, figure.target), e.measure.text, ", ".join(e.targets) or "none named", e.group or "",
            e.tier.label if e.tier else "", e.source_key, _when(e.source.published), reason or "",
        )
        for figure in figures
        for e, reason in ordered(figure)
    )  # fmt: skip
    return Sheet(headers, tuple(tuple(style.plain(c) for c in row) for row in rows), tuple(records))
