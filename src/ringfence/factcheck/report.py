"""A text checked: every figure near a system, pointed at, and judged where its sentence is plain."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from ringfence.catalog.store import Catalog
from ringfence.english import counted
from ringfence.evidence.rule import Rule
from ringfence.factcheck.finding import Finding, Outcome, Witness, best_witnesses
from ringfence.factcheck.judge import judged
from ringfence.factcheck.lexicon import lexicon_of
from ringfence.factcheck.orders import ledgered
from ringfence.factcheck.point import Point, points
from ringfence.factcheck.records import Records
from ringfence.factcheck.rows.reading import cloud_over
from ringfence.factcheck.text import Kind, Text, read_text
from ringfence.specs.system import System
from ringfence.tables.wording import Style

_ABLE = re.compile(r"\b(?:can|able to|capable of|(?:design|engineer)ed to|intercepts?|engages?|shoots|destroys?)\b")
_AT_ITS_END = re.compile(r"(?:missiles|drones|aircraft|planes|jets|helicopters|rockets|shells|uavs)(?: alike)?[.,;]")


@dataclass(frozen=True)
class Report:
    """All findings on a text. `name`: the file's, None for a sentence; `left`: the line from which nothing was read."""

    text: Text
    findings: tuple[Finding, ...]
    rule: Rule
    style: Style
    name: str | None = None
    left: int | None = None

    @property
    def counts(self) -> Counter[Outcome]:
        """How often each outcome came out."""
        return Counter(one.outcome for one in self.findings)

    @property
    def summary(self) -> str:
        """One line: `7 figures near 3 systems: 3 supported, 1 contradicted, 3 to look at`."""
        figures = {self.place(one.point) for one in self.findings}
        systems = {one.point.systems for one in self.findings if one.point.systems}
        if not figures:
            return "no figure near a system of the catalog"
        order = (Outcome.SUPPORTED, Outcome.CONTRADICTED, Outcome.LOOK, Outcome.OPEN)
        said = [f"{self.counts[one]} {one.value}" for one in order if self.counts[one]]
        told = ", ".join(said).replace("look", "to look at")
        more = f" ({len(self.findings)} statements)" if len(self.findings) != len(figures) else ""
        return f"{counted(len(figures), 'figure')} near {counted(len(systems), 'system')}{more}: {told}"

    def place(self, point: Point) -> tuple[int, int, int]:
        """Line, start and end of a point in the text."""
        said, figure = point.sentence, point.figure
        start, end = said.span(figure.start, figure.end) if figure else said.span(said.own, len(said.text))
        return self.text.line(start), start, end


def factcheck(
    text: str, catalog: Catalog, *, system: str | None = None, rule: Rule = Rule(),  # noqa: B008  # frozen
    style: Style = Style(),  # noqa: B008  # frozen
    kind: Kind | None = None, name: str | None = None,
) -> Report:  # fmt: skip
    """Check a text. `system`: the id or a name of what a sentence is about that names none; `kind`: guessed where None.

    Raises UsageError for what is no English text or too long, NotFound for an unknown system, CatalogError.
    """
    read = read_text(text, kind, name or "the text")
    about = (catalog.get(system).id, catalog.get(system).name) if system else ()
    some, left = points(read, lexicon_of(catalog), about)
    records = Records(catalog, rule)
    found = tuple(finding for point in some for finding in _held(point, records))
    return Report(read, found, rule, style, name, read.line(left) if left is not None else None)


def _held(point: Point, records: Records) -> list[Finding]:
    """A point held against the cells, or the ledger, or both: a count may be of either."""
    figure, systems = point.figure, tuple(records.catalog.get(key) for key in point.systems)
    if figure is None:
        return _engaged(point, systems[0], records)
    if not systems:
        return [Finding(point, Outcome.OPEN, f"{point.name} is in no record", None, point.kind)]
    if point.kind == "range" and len(systems) == 1 and _threat_only(systems[0], records):
        threat = replace(point, kind="threat-range", cue=point.cue and point.sentence.form != "cell")
        return [replace(one, point=point) for one in judged(threat, figure, systems, records)]
    ordered = figure.dimension in ("count", "date") or figure.dimension.startswith("money")
    order = [ledgered(point, figure, systems, records)] if ordered else []
    if point.kind in ("date", "count", "sum") or (order and order[0].outcome is Outcome.SUPPORTED):
        return order
    measured = judged(point, figure, systems, records)
    ticked = order and order[0].supporting and all(one.outcome is not Outcome.SUPPORTED for one in measured)
    return order if ticked else measured


def _threat_only(system: System, records: Records) -> bool:
    """Whether the records state the range of the threat and none of the system's own, as of what stops rockets."""
    own, threat = (records.cell(system, name, system.reference).best for name in ("range_max", "threat_range_max"))
    return own is None and threat is not None and system.reference == "rocket-artillery-mortar"


def _engaged(point: Point, system: System, records: Records) -> list[Finding]:
    """A plain sentence without a figure that says whom a system engages."""
    low = point.sentence.low
    if not point.alone or not _ABLE.search(low) or not _AT_ITS_END.search(low) or cloud_over(low):
        return []
    found = []
    for target in point.classes:
        cell = records.cell(system, "range_max", target)
        figures = [one for group in cell.groups for one in group.counted if one.targets]
        yes = [Witness("engages it", one.source, one.source.published) for one in cell.engages.yes]
        yes += [Witness(one.value.text, one.source, one.source.published) for one in figures]
        no = [Witness("does not engage it", one.source, one.source.published) for one in cell.engages.no]
        reason = "sources disagree" if yes and no else "sources say no" if no else counted(len(yes), "source")
        outcome = Outcome.SUPPORTED if yes and not no else Outcome.LOOK
        told = Finding(
            point, outcome, reason, system.id, "engages", target, supporting=best_witnesses(yes),
            opposing=best_witnesses(no), command=f"ringfence explain {system.id} --against {target}",
        )  # fmt: skip
        found += [told] if yes or no else []
    return found
