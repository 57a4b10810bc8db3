"""How labelled pages are scored: figures pointed at with the right system and kind, and verdicts that were right."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ringfence.catalog.store import Catalog
from ringfence.factcheck import factcheck
from ringfence.factcheck.finding import Finding, Outcome

DATA = Path(__file__).resolve().parents[1] / "tests" / "factcheck" / "data"
KINDS = {
    "unit-cost": "sum", "system-cost": "sum", "missiles": "count", "launchers": "count", "target-speed": "speed",
}  # fmt: skip
"""Our kinds by the coarser names of the labels."""
JUDGED = (Outcome.SUPPORTED, Outcome.CONTRADICTED)


@dataclass
class Score:
    """What came out, label by label. `precision`: outcome → right and all; `split`: judged apart for each of several classes."""

    labels: int = 0
    pointed: int = 0
    placed: int = 0
    plain: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        told = [f"{self.pointed} of {self.labels} figures pointed at; {self.placed} with the right system and kind"]
        for outcome in JUDGED:
            told.append(f"{outcome.value}: {self.right[outcome.value]} of {self.given[outcome.value]} right")
        told.append(f"plain figures judged: {self.plain['judged']} of {self.plain['all']}")
        told += [f"  apart for several classes: {line}" for line in self.split]
        return "\n".join(
            [*told, *(f"  WRONG {line}" for line in self.wrong), *(f"  LOST {line}" for line in self.lost)]
        )


def score_folder(folder: Path, catalog: Catalog) -> Score:
    """Score every labelled page of a folder; a `dev.txt` or `heldout.txt` in it names those that count."""
    score = Score()
    listed = next((folder / name for name in ("dev.txt", "heldout.txt") if (folder / name).exists()), None)
    names = listed.read_text("utf-8").split() if listed else sorted(path.stem for path in folder.glob("*.jsonl"))
    for name in names:
        stem = folder / Path(name).stem
        labels = [
            json.loads(line) for line in stem.with_suffix(".jsonl").read_text("utf-8").splitlines() if line.strip()
        ]
        score_text(score, stem.name, stem.with_suffix(".txt").read_text("utf-8"), labels, catalog)
    return score


def score_sentences() -> Score:
    """Score the project's own sentences."""
    score, catalog = Score(), Catalog.load()
    for line in (DATA / "sentences.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        score_text(score, row["text"], row["text"], list(located(row)), catalog)
    return score


def located(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The labels of one sentence, each with its place."""
    place = 0
    for label in row["labels"]:
        start = row["text"].find(label["text"], place)
        place = max(place, start + len(label["text"]))
        yield {**label, "start": start, "end": start + len(label["text"])}


def score_text(score: Score, name: str, text: str, labels: list[dict[str, Any]], catalog: Catalog) -> None:
    """Hold the findings on one text against its labels."""
    checked = factcheck(text, catalog)
    found = [(f, *checked.place(f.point)[1:]) for f in checked.findings if f.point.figure]
    if checked.text.lines:  # of HTML the places are those in the text as it reads
        labels = list(located({"text": checked.text.given, "labels": labels}))
    for label in labels:
        hits = [f for f, start, end in found if start < label["end"] and label["start"] < end]
        told = f"{name[:60]}: {label['text']!r} of {'/'.join(label['systems'])} ({label['kind']}, {label['verdict']})"
        score.labels += 1
        score.pointed += bool(hits) or not label["systems"]
        placed = any(same(f, label) for f in hits) if hits else not label["systems"]
        score.placed += placed
        if not placed:
            score.lost.append(told + "".join(f"; {f.point.name}, {f.point.kind}" for f in hits[:1]))
        fitting = [f for f in hits if same(f, label)] or hits
        outcomes = {f.outcome for f in fitting}
        score.plain["all"] += bool(label.get("plain"))
        score.plain["judged"] += bool(label.get("plain")) and bool(outcomes & set(JUDGED))
        if len(outcomes) > 1 and len({f.target for f in fitting}) > 1 and outcomes & set(JUDGED):
            score.split.append(told + "".join(f"; {f.target}: {f.outcome.value}" for f in fitting))
            continue
        for outcome in outcomes & set(JUDGED):
            score.given[outcome.value] += 1
            score.right[outcome.value] += label["verdict"] == outcome.value
            if label["verdict"] != outcome.value:
                score.wrong.append(f"{outcome.value}: {told}: {fitting[0].reason}; label: {label.get('why', '')}")


def same(f: Finding, label: dict[str, Any]) -> bool:
    """Whether a finding is about the labelled system (or family) and kind."""
    mine, theirs = set(f.point.systems), set(label["systems"])
    system = mine == theirs or bool(mine & theirs and (mine <= theirs or theirs <= mine))
    return system and label["kind"] in (f.point.kind, KINDS.get(f.point.kind), "other")
