"""The labelled corpus and how a reading of it is scored; used by the tests and by the benchmark."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ringfence.catalog.store import Catalog
from ringfence.evidence.figures import Rule
from ringfence.factcheck.claims import read_claims
from ringfence.factcheck.judging.verdict import Outcome, Verdict
from ringfence.factcheck.judging.verdicts import judge
from ringfence.factcheck.model import Claim, Reading
from ringfence.factcheck.prose.names import NameIndex
from ringfence.factcheck.prose.text import read_prose
from ringfence.specs.statement import read_date

HERE = Path(__file__).resolve().parents[1] / "tests" / "factcheck"
SHORT = {
    Outcome.SUPPORTED: "supported", Outcome.NARROWED: "narrowed", Outcome.CONTRADICTED: "contradicted", Outcome.DISAGREE: "disagree",
    Outcome.BLANKET: "blanket", Outcome.NOT_COVERED: "not-covered", Outcome.NOT_CHECKABLE: "not-checkable",
}  # fmt: skip
PARTS = ("development", "held-out", "held-out after the blind tests")
LAST_OF_DEVELOPMENT, BLIND, HELD_OUT_LATER = 236, 1001, 2001
"""Ids up to the first, and from the blind test's on, to the last are development data; ids from the last on were written after the blind tests."""
Row = tuple[str, str, str | None, str]
Item = dict[str, Any]


@cache
def corpus() -> tuple[Item, ...]:
    """All sentences with their labels."""
    files = ("corpus.yaml", "blind.yaml", "held_out.yaml")
    return tuple(
        item
        for name in files
        if (HERE / name).exists()
        for item in yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    )


def part_of(item: Item) -> str:
    """Which part of the corpus a sentence belongs to."""
    if item["id"] >= HELD_OUT_LATER:
        return PARTS[2]
    return PARTS[0] if item["id"] <= LAST_OF_DEVELOPMENT or item["id"] >= BLIND else PARTS[1]


def part(name: str) -> tuple[Item, ...]:
    """`development`: what the rules were written on; the others: what was written when they stood, before and after the blind test."""
    return tuple(item for item in corpus() if part_of(item) == name)


@cache
def frozen() -> Catalog:
    """The records that the labels hold for."""
    return Catalog.load(HERE / "catalog", shipped=False)


@cache
def index() -> NameIndex:
    """The names in them."""
    return NameIndex(frozen().records, frozen().names)


def read(text: str, system: str | None = None) -> Reading:
    """What is read in a text."""
    return read_claims(read_prose(text), index(), frozen().records, system)


def verdicts(text: str, system: str | None = None, as_of: str | None = None) -> list[Verdict]:
    """The verdicts on a text, by the frozen records."""
    rule = Rule(as_of=read_date(as_of)) if as_of else Rule()
    return [judge(claim, frozen(), rule) for claim in read(text, system).claims]


def row(verdict: Verdict) -> Row:
    """A verdict as the corpus labels it."""
    claim = verdict.claim
    against = f"than {'/'.join(claim.versus)}" if claim.versus else claim.target
    return "/".join(claim.systems), claim.measure, against, SHORT[verdict.outcome]


def expected(item: Item) -> Counter[Row]:
    """The labelled verdicts of a sentence."""
    return Counter((s, m, t, v) for s, m, t, v in item.get("verdicts", ()))


Measured = tuple[float, float, str, str]


def labelled(item: Item) -> list[tuple[int, Measured]]:
    """The labelled quantities: where, low, high, unit, role."""
    found, place = [], 0
    for span, value, unit, role in item.get("quantities", ()):
        hit = re.compile(rf"(?<![\w-]){re.escape(span)}").search(item["text"], place)
        assert hit, f"{item['id']}: {span!r} is not in the text"
        place = hit.start()
        low, high = value if isinstance(value, list) else (value, value)
        found.append((place, (float(low), float(high), unit, role)))
        place += len(span)
    return found


_ROLES = {
    "range_max": "range", "altitude_max": "altitude", "altitude_min": "altitude", "detection_range": "detection", "tracking_range": "detection",
    "threat_range_max": "threat-range", "speed_max": "missile-speed", "target_speed_max": "target-speed", "targets_engaged": "engaged", "targets_tracked": "tracked",
}  # fmt: skip


def roles(reading: Reading) -> list[tuple[int, Measured]]:
    """The quantities of a reading, as the corpus labels them."""
    found: dict[int, tuple[float, float, str, str]] = {}
    from ringfence.factcheck.prose.quantities import quantities

    text = reading.prose.text
    for sentence in reading.sentences:
        for q in quantities(text, sentence.start, sentence.end):
            if not any(m.start < q.end and q.start < m.end for m in reading.mentions):
                found[reading.prose.place(q.start, q.end)[0]] = (q.low, q.high, q.unit, "other")
    for unread in reading.unread:
        place = reading.prose.place(unread.start, unread.end)[0]
        if unread.measure and place in found:
            found[place] = (*found[place][:3], _ROLES[unread.measure])
    for claim in reading.claims:
        place = reading.prose.place(claim.start, claim.end)[0]
        if claim.quantity:
            q = claim.quantity
            found[place] = (q.low, q.high, q.unit, _ROLES[claim.measure])
        elif claim.count is not None and claim.measure in _ROLES:
            found[place] = (claim.count, claim.count, "targets", _ROLES[claim.measure])
    return sorted(found.items())


@dataclass
class Score:
    """Hits, false finds and misses."""

    hits: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Of what was found, how much is right."""
        return self.hits / max(self.hits + len(self.false), 1)

    @property
    def recall(self) -> float:
        """Of what is there, how much was found."""
        return self.hits / max(self.hits + len(self.missed), 1)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}, recall {self.recall:.3f} ({self.hits} right, {len(self.false)} false, {len(self.missed)} missed)"


def score_quantities(items: tuple[Item, ...], *, with_roles: bool = False) -> Score:
    """Quantities found against those labelled: same place within a few characters, same value and unit (and role)."""
    score = Score()
    for item in items:
        want = labelled(item)
        got = roles(read(item["text"], item.get("system")))
        for place, measured in want:
            match = next((g for g in got if abs(g[0] - place) <= 3 and same_quantity(g[1], measured, with_roles)), None)
            if match:
                got.remove(match)
                score.hits += 1
            else:
                score.missed.append(f"{item['id']}: {measured} in {item['text']}")
        score.false += [f"{item['id']}: {g} in {item['text']}" for g in got]
    return score


_SCALE = {"m": 1.0, "km": 1000.0}


def same_quantity(a: Measured, b: Measured, with_roles: bool) -> bool:
    """Equal values in equal units (metres and kilometres convert)."""
    scale_a, scale_b = _SCALE.get(a[2], 1.0), _SCALE.get(b[2], 1.0)
    unit = a[2] == b[2] or {a[2], b[2]} == set(_SCALE)
    near = all(
        abs(x * scale_a - y * scale_b) < 1e-6 * max(abs(y * scale_b), 1) for x, y in zip(a[:2], b[:2], strict=True)
    )
    return unit and near and (not with_roles or a[3] == b[3])


def score_verdicts(items: tuple[Item, ...]) -> Score:
    """Verdicts against labels. What is not checkable neither counts as found nor, where it is labelled so, as missed."""
    score = Score()
    for item in items:
        got = Counter(row(v) for v in verdicts(item["text"], item.get("system"), item.get("as_of")))
        open_ = sum(count for r, count in got.items() if r[3] == "not-checkable")
        decided = Counter({r: count for r, count in got.items() if r[3] != "not-checkable"})
        want = expected(item)
        both = decided & want
        score.hits += sum(both.values())
        score.false += [f"{item['id']}: {r} in {item['text']}" for r in (decided - want).elements()]
        score.missed += [f"{item['id']}: {r} in {item['text']}" for r in (want - decided).elements()]
        if item.get("not_checkable"):
            if open_:
                score.hits += 1
            else:
                score.missed.append(f"{item['id']}: not checkable in {item['text']}")
    return score


def claims_of(text: str) -> list[Claim]:
    """The claims read in a text."""
    return read(text).claims
