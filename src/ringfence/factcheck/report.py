"""A text checked: its claims with their verdicts, by sentence, and as plain records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from ringfence.catalog.store import Catalog
from ringfence.evidence.figures import Evidence, Rule
from ringfence.factcheck.claims import read_claims
from ringfence.factcheck.judging.remarks import claim_text, figure_text, remarks, suggestion
from ringfence.factcheck.judging.verdict import Outcome, Saying, Verdict
from ringfence.factcheck.judging.verdicts import judge
from ringfence.factcheck.model import MAX_CLAIMS, MAX_NAMING, Claim, Reading
from ringfence.factcheck.prose.names import NameIndex
from ringfence.factcheck.prose.text import Kind, read_prose
from ringfence.specs.system import System
from ringfence.tables.wording import Style
from ringfence.units.value import known_units

Record = dict[str, Any]


@dataclass(frozen=True)
class Checked:
    """One sentence with its verdicts; `start` and `end` are places in the original."""

    text: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    verdicts: tuple[Verdict, ...]
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """All verdicts on a text. `unread`: quantities that were seen and left alone, with the reason."""

    reading: Reading
    verdicts: tuple[Verdict, ...]
    rule: Rule
    style: Style

    @property
    def contradicted(self) -> bool:
        """Whether the sources contradict anything."""
        return any(v.outcome is Outcome.CONTRADICTED for v in self.verdicts)

    @property
    def exit_code(self) -> int:
        """1 where anything is contradicted, or the text holds more statements than were checked."""
        return int(self.contradicted or self.reading.full)

    @property
    def counts(self) -> dict[str, int]:
        """Verdict → how often, in the order of the verdicts."""
        return {o.value: n for o in Outcome if (n := sum(v.outcome is o for v in self.verdicts))}

    @property
    def sentences(self) -> tuple[Checked, ...]:
        """The sentences that state something, in order."""
        found = []
        prose = self.reading.prose
        for number, some in groupby(self.verdicts, key=lambda v: v.claim.sentence):
            verdicts = tuple(some)
            s = self.reading.sentences[number]
            start = s.start + len(prose.text[s.start : s.end]) - len(prose.text[s.start : s.end].lstrip())
            spans = sorted({span for v in verdicts for span in v.claim.spans})
            text = prose.text[start : s.end].rstrip()
            inside = tuple((a - start, min(b, s.end) - start) for a, b in _merged(spans) if a >= start)
            found.append(
                Checked(text, *prose.place(start, start + len(text)), inside, verdicts, self._suggestions(verdicts))
            )
        return tuple(found)

    def _suggestions(self, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
        groups: dict[tuple[str, str, int], list[Verdict]] = {}
        for v in verdicts:
            if v.system:
                groups.setdefault(
                    (v.system.id, v.claim.measure, v.claim.start if v.claim.target is None else -1), []
                ).append(v)
        found = [suggestion(some, self.rule, self.style) for some in groups.values()]
        return tuple(dict.fromkeys(text for text in found if text))


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def factcheck(
    text: str, catalog: Catalog, *, system: str | None = None, rule: Rule = Rule(), style: Style = Style(), kind: Kind | None = None  # noqa: B008  # frozen
) -> Report:  # fmt: skip
    """Check a text. `system`: the id or a name of what a sentence is about that names none; `kind`: guessed where None.

    Raises UsageError for what is no text or too long, NotFound for a system that is not known, CatalogError for bad records.
    """
    about = catalog.get(system).id if system else None
    records = catalog.records
    reading = read_claims(read_prose(text, kind), NameIndex(records, catalog.names), records, about)
    mentioned = _Mentioned(records)
    known: dict[Claim, Verdict] = {}
    verdicts = []
    for claim in reading.claims:
        plain = _placeless(claim)
        if plain not in known:
            known[plain] = judge(plain, mentioned, rule)
        verdicts.append(replace(known[plain], claim=claim))
    verdicts.sort(key=lambda v: v.claim.sentence)
    return Report(reading, tuple(verdicts), rule, style)


class _Mentioned:
    """The systems that a text is about, made from the records that are read already."""

    def __init__(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        self._records = records
        self._made: dict[str, System] = {}

    def get(self, name: str) -> System:
        """The system of this id."""
        if name not in self._made:
            self._made[name] = System.model_validate({"id": name, **self._records[name]})
        return self._made[name]


def _placeless(claim: Claim) -> Claim:
    """The claim without its place, so that what is said twice is judged once."""
    q = replace(claim.quantity, start=0, end=0, listed=None) if claim.quantity else None
    return replace(
        claim,
        sentence=0,
        start=0,
        end=0,
        spans=(),
        hedges=(),
        quantity=q,
        target_text="" if claim.target else claim.target_text,
    )


def report_record(report: Report) -> Record:
    """The report as plain data, places counted in characters of the original text."""
    return {
        "counts": report.counts,
        "contradicted": report.contradicted,
        "rule": report.rule.text,
        "as_of": str(report.rule.as_of) if report.rule.as_of else None,
        "complete": not report.reading.full,
        "sentences": [_sentence_record(s, report) for s in report.sentences],
        "left_alone": [
            {"text": report.reading.prose.text[u.start : u.end], "reason": u.reason, **_place(report, u.start, u.end)} for u in report.reading.unread
        ],
    }  # fmt: skip


def _place(report: Report, start: int, end: int) -> Record:
    first, last = report.reading.prose.place(start, end)
    return {"start": first, "end": last}


def _sentence_record(s: Checked, report: Report) -> Record:
    return {
        "text": s.text, "start": s.start, "end": s.end, "claims": [verdict_record(v, report) for v in s.verdicts], "suggestions": list(s.suggestions),
    }  # fmt: skip


def verdict_record(v: Verdict, report: Report) -> Record:
    """One verdict as plain data."""
    claim, pool, ground = v.claim, v.pool, v.ground
    record: Record = {
        "verdict": v.outcome.value, "reason": v.reason, "claim": claim_text(claim, v.system), "systems": list(claim.systems),
        "measure": claim.measure, "target": claim.target, "target_text": claim.target_text or None, "effector": claim.effector, "denied": not claim.positive,
        "figure": _figure_record(claim), "compared_with": list(claim.versus), "hedges": list(claim.hedges),
        "spans": [_place(report, a, b) for a, b in claim.spans], "agreeing_origins": v.reach, "origins": v.origins,
        "supporting": evidence_record(v.supporting), "contradicting": evidence_record(v.contradicting), "narrowing": v.narrowing or None,
        "remarks": list(remarks(v, report.rule, report.style)),
    }  # fmt: skip
    if pool and ground:
        unit = pool.typical.measure.unit
        si = known_units()[unit].si
        record["sources_state"] = {
            "typical": float(f"{pool.typical.counted / si:.9g}"), "lowest": float(f"{pool.each[0].counted / si:.9g}"), "highest": float(f"{pool.each[-1].counted / si:.9g}"),
            "unit": unit or "count", "tier": pool.tier.label, "effector": pool.group,
        }  # fmt: skip
    return record


def _figure_record(claim: Claim) -> Record | None:
    q = claim.quantity
    if claim.order:
        from ringfence.factcheck.orders.wording import order_figure

        return order_figure(claim)
    if q is None:
        value = claim.date or claim.count or claim.factor
        return {"text": f"{value}", "bound": claim.bound} if value is not None else None
    return {"text": figure_text(claim), "low": q.low, "high": q.high, "unit": q.unit, "bound": claim.bound}


def evidence_record(e: Evidence | Saying | None) -> Record | None:
    """One statement with where it can be read."""
    if e is None:
        return None
    source = e.source
    if isinstance(e, Saying):
        date = str(source.published) if source.published else None
        return {
            "source": e.source_key,
            "publisher": source.publisher,
            "published": date,
            "url": source.url,
            "title": source.title,
            "stated": e.text,
        }
    return {
        "source": e.source_key, "publisher": source.publisher, "published": str(source.published) if source.published else None, "url": source.url,
        "title": source.title, "stated": e.measure.text, "targets": list(e.targets), "tier": e.tier.label if e.tier else None, "effector": e.group,
    }  # fmt: skip


LIMIT_NOTE = f"the text holds more than {MAX_CLAIMS:,} statements, or {MAX_NAMING:,} sentences that name systems; the rest was not read"
