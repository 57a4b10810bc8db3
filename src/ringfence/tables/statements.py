"""Every statement behind a cell: which counted, which did not, and why."""

from collections.abc import Iterator

from ringfence.english import counted
from ringfence.evidence.engaged import Answer
from ringfence.evidence.figures import Cell
from ringfence.evidence.origins import origin_of
from ringfence.evidence.statements import Evidence
from ringfence.specs.statement import PartialDate
from ringfence.tables.render import Record, Sheet
from ringfence.tables.wording import Style, cell_text, column_title, evidence_text, figure_text


def why_not(cell: Cell, evidence: Evidence) -> str | None:
    """Why a statement does not count in the cell; None where it does."""
    best = cell.best
    if evidence.why_not or best is None or evidence in best.counted:
        return evidence.why_not
    return f"another group: {evidence.group or 'the system as a whole'}"


def basis(cell: Cell) -> str:
    """One sentence on how the cell came about."""
    best = cell.best
    if best is None:
        return _basis_without_figure(cell)
    origins = counted(best.origins, "independent origin")
    if best.disagree:
        how = f"the interval between {origins} that differ"
    elif best.origins == 1:
        how = "the figure of one origin"
    else:
        how = {"typical": "the lower median", "lowest": "the lowest", "highest": "the highest"}[
            cell.rule.choice
        ] + f" of {origins}"
    about = f"the effector {best.name}" if best.name else "the system as a whole"
    naming = {
        "named": "",
        "unnamed": ", none of which names the target",
        "blanket": ", each one figure for several families",
    }[best.naming]
    group = ""
    if len(cell.groups) > 1:
        group = f" (chosen by the record: {cell.headline})" if cell.headline else " (the group with most origins)"
    planned = "; planned: the system is " + cell.system.status if cell.planned else ""
    return f"{how}{naming}, on {about}{group}{planned}"


def _basis_without_figure(cell: Cell) -> str:
    yes, no = len(cell.engages.yes), len(cell.engages.no)
    if cell.blanket:
        return "no figure of its own; named only in one figure for classes of several families"
    if not yes and not no:
        return "no statement speaks for this class"
    said = f"no figure; engaged according to {counted(yes, 'statement')}, not engaged according to {no}"
    return said + (f"; the figure against {cell.system.reference} is an upper bound" if cell.bound else "")


def ordered(cell: Cell) -> Iterator[tuple[Evidence, str | None]]:
    """The cell's statements, counted ones first, each with why it does not count; silent ones about other classes are
    left out.
    """
    rows = [(e, why_not(cell, e)) for e in cell.evidence if e.naming is not None]
    sign = 1 if cell.info.minimum else -1
    rows.sort(key=lambda row: (row[1] is not None, row[1] or "", sign * row[0].counted, row[0].source_key))
    yield from rows


def explain_text(cell: Cell, style: Style) -> str:
    """The cell and its statements, with their links, for reading."""
    title = f"{cell.system.name} ({cell.system.id}): {column_title(cell.info, cell.target)}"
    lines = [f"{title}: {cell_text(cell, style, effector=False)}", f"  {basis(cell)}"]
    if cell.undated:
        lines.append(f"  left out: {counted(cell.undated, 'undated source')}")
    rows = list(ordered(cell))
    fit, unfit = [row for row in rows if row[1] is None], [row for row in rows if row[1]]
    for heading, some in (("counted", fit), ("listed, not counted", unfit)):
        if some:
            lines += ["", f"  {heading}:"]
        for evidence, reason in some:
            lines += _statement(cell, evidence, reason, style)
    if cell.bound:
        lines += ["", f"  bounded by {cell.system.reference}: {figure_text(cell.info, cell.bound, style)}"]
    for answer, some_said in (("engaged", cell.engages.yes), ("not engaged", cell.engages.no)):
        if some_said:
            lines += ["", f"  {answer}, according to:"]
        for said in some_said:
            lines += _answer(said)
    return style.plain("\n".join(lines)) + "\n"


def _answer(said: Answer) -> list[str]:
    about = f" ({said.effector})" if said.effector else ""
    note = f"; {said.statement.note}" if said.statement.note else ""
    head = f"    {said.source_key}{about}, {_when(said.source.published)}, {said.source.kind}{note}"
    return [head, f"      {said.source.url or said.source.title}"]


def _when(published: PartialDate | None) -> str:
    return str(published) if published else "undated"


def _statement(cell: Cell, one: Evidence, reason: str | None, style: Style) -> list[str]:
    stated, converted = one.value.text, evidence_text(cell.info, one, style)
    both = stated if style.units == "as-stated" or one.value.unit in converted else f"{stated} = {converted}"
    targets = ", ".join(one.targets) or "no target named"
    about = f" · {one.group}" if one.group else ""
    by = f" · quotes {one.statement.by}" if one.statement.by != "media" else ""
    height = f" at a height of {one.height.text}" if one.height else ""
    head = f"    {both}{height} · {targets}{about}{by}" + (f" — {reason}" if reason else "")
    source = f"      {one.source_key}, {one.source.publisher}, {_when(one.source.published)}, {one.source.kind}"
    place = f", {one.statement.at}" if one.statement.at else ""
    origin = f", retells {one.origin}" if one.origin != one.source_key else ""
    lines = [head, source + place + origin, f"      {one.source.url or one.source.title}"]
    return lines + ([f"      note: {one.statement.note}"] if one.statement.note else [])


def explain_sheet(cells: list[Cell], style: Style) -> Sheet:
    """The same as rows, for documents and the data formats."""
    rows = [(cell, e, reason) for cell in cells for e, reason in ordered(cell)]
    said = _answers(cells)
    headers = ("measure", "stated", "targets", "source", "why it does not count", "address")
    texts = [
        (
            column_title(cell.info, cell.target), _stated(e), ", ".join(e.targets) or "none named",
            f"{e.source_key}, {_when(e.source.published)}", reason or "", e.source.url or e.source.title or "",
        )
        for cell, e, reason in rows
    ]  # fmt: skip
    texts += [
        (
            f"engages, {target}", f"{word}, {a.effector}" if a.effector else word, target,
            f"{a.source_key}, {_when(a.source.published)}", "", a.source.url or a.source.title or "",
        )
        for _, target, word, a in said
    ]  # fmt: skip
    records = [_record(cell, e, reason) for cell, e, reason in rows]
    records += [_answered(cell, target, word, a) for cell, target, word, a in said]
    title = "; ".join(dict.fromkeys(f"{cell.system.name}: what sources state" for cell in cells))
    return Sheet(headers, tuple(tuple(map(style.plain, row)) for row in texts), tuple(records), (), title)


def _stated(one: Evidence) -> str:
    return ", ".join(
        [one.value.text, *([f"at {one.height.text}"] if one.height else []), *([one.group] if one.group else [])]
    )


def _answers(cells: list[Cell]) -> list[tuple[Cell, str, str, Answer]]:
    """Who says of each class that it is engaged, or not; once, however many measures are explained."""
    found = {cell.target: cell for cell in reversed(cells) if cell.target}
    return [
        (cell, target, word, answer)
        for target, cell in reversed(found.items())
        for word, some in (("yes", cell.engages.yes), ("no", cell.engages.no))
        for answer in some
    ]


def _answered(cell: Cell, target: str, word: str, answer: Answer) -> Record:
    plain: Record = dict.fromkeys(("why_not", "bound", "si_low", "si_high", "naming", "at_altitude"))
    return plain | {
        "system": cell.system.id, "measure": "engages", "target": target, "counted": True, "stated": word,
        "targets": [target], "group": answer.effector, "by": answer.statement.by, "context": answer.statement.context,
        "at": answer.statement.at, "note": answer.statement.note, "source": answer.source_key,
        "origin": origin_of(answer.source_key, cell.system.sources), "publisher": answer.source.publisher,
        "published": str(answer.source.published) if answer.source.published else None, "kind": answer.source.kind,
        "url": answer.source.url,
    }  # fmt: skip


def _record(cell: Cell, one: Evidence, reason: str | None) -> Record:
    return {
        "system": cell.system.id, "measure": cell.info.name, "target": cell.target,
        "counted": reason is None, "why_not": reason, "stated": one.value.text, "bound": one.value.bound,
        "at_altitude": one.height.text if one.height else None,
        "si_low": one.value.si_low, "si_high": one.value.si_high, "targets": list(one.targets), "group": one.group,
        "naming": one.naming, "by": one.statement.by, "context": one.statement.context, "at": one.statement.at,
        "note": one.statement.note, "source": one.source_key, "origin": one.origin, "publisher": one.source.publisher,
        "published": str(one.source.published) if one.source.published else None, "kind": one.source.kind,
        "url": one.source.url,
    }  # fmt: skip
