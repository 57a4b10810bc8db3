"""How much of prose `ringfence factcheck` reads, beside quantulum3, and how long an article of 3,000 words takes beside `list`.

Precision and recall are of the labelled corpus in tests/factcheck: on the part that the rules were written on, and on the parts
that were written when they stood, before and after the blind tests (whose sentences then joined the first). Against quantulum3 only lengths and speeds are counted, for it knows no Mach and no targets.
"""

import importlib
import sys
import tempfile
import warnings
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from harness import environment, race, report, save

TOOL = str(Path(sys.executable).parent / "ringfence")
LIST, NATURAL, DENSE = (
    "ringfence list",
    "factcheck: one sentence in eight a statement",
    "factcheck: every second sentence a statement",
)
WORDS = 3000
STATEMENTS = (
    "The S-400 can shoot down aircraft at ranges of up to 400 kilometres, the ministry said on Tuesday.",
    "It intercepts ballistic missiles at distances of up to 60 km.",
    "India has ordered five S-400 regiments under a contract worth $5.43 billion.",
    "Poland's Patriot PAC-3 MSE missiles fly at Mach 5, and the THAAD radar detects ballistic missiles at distances of up to 1,000 km.",
    "Iron Dome intercepts rockets fired from 4 to 70 kilometres away.",
    "IRIS-T SLM hits cruise missiles at 40 km and at altitudes of up to 20 km, its maker says.",
)
PROSE = (
    "Residents of the border town said that they had heard explosions in the early hours and that the power had been out since Monday.",
    "The minister, who spoke after talks with his counterpart, did not say when the deliveries would be complete.",
    "Analysts doubt that the brochure tells the whole story, for few of its figures have been tested in war.",
    "Parliament is to debate the budget next week, and the opposition has already said that it will vote against it.",
    "The road to the coast, closed for three days, was opened to lorries on Thursday evening.",
    "Nobody in the village had been told what the trucks were carrying, or why they had come by night.",
    "The talks, the fourth round since March 2024, ended without a joint statement.",
)
_UNITS = {
    "kilometre": "km", "metre": "m", "mile": "mi", "foot": "ft", "nautical mile": "nmi", "kilometre per hour": "km/h", "kilometre per second": "km/s",
    "metre per second": "m/s", "mile per hour": "mph", "knot": "kt",
}  # fmt: skip


def article(prose_per_statement: int) -> str:
    """3,000 words, one sentence in so many a statement on a system."""
    prose, statements = cycle(PROSE), cycle(STATEMENTS)
    sentences: list[str] = []
    while sum(len(s.split()) for s in sentences) < WORDS:
        sentences += [next(statements), *(next(prose) for _ in range(prose_per_statement))]
    return "\n\n".join(" ".join(sentences[i : i + 6]) for i in range(0, len(sentences), 6)) + "\n"


def main() -> None:
    """Print the tables and keep the timings."""
    with tempfile.TemporaryDirectory() as name:
        natural, dense = Path(name) / "natural.txt", Path(name) / "dense.txt"
        natural.write_text(article(7), encoding="utf-8")
        dense.write_text(article(1), encoding="utf-8")
        commands = {
            LIST: [TOOL, "list"],
            NATURAL: [TOOL, "factcheck", str(natural)],
            DENSE: [TOOL, "factcheck", str(dense)],
        }
        timings = race(commands, env=environment(XDG_CACHE_HOME=str(Path(name) / "cache")))
    tables = [report(f"An article of {WORDS:,} words against list", timings, LIST, {NATURAL: 1.5, DENSE: 1.5})]
    print(f"kept in {save('factcheck', tables)}")
    quality()


def quality() -> None:
    """Print precision and recall on each part of the corpus."""
    from factcheck_scoring import PARTS, part, score_quantities, score_verdicts

    for name in PARTS:
        items = part(name)
        print(f"\n{name} part of the corpus: {len(items)} sentences")
        print(f"  quantities                     {score_quantities(items)}")
        print(f"  quantities and what they are   {score_quantities(items, with_roles=True)}")
        print(f"  verdicts                       {score_verdicts(items)}")
        for who, counts in beside(items):
            hits, found, wanted = counts
            print(
                f"  lengths and speeds, {who:10} precision {hits / max(found, 1):.3f}, recall {hits / max(wanted, 1):.3f} ({hits} of {wanted}, {found} found)"
            )


def beside(items: tuple[dict[str, Any], ...]) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Hits, finds and labels of lengths and speeds: this reader's, and quantulum3's where it is installed."""
    from factcheck_scoring import labelled, read, roles, same_quantity

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            peer = importlib.import_module("quantulum3.parser")
    except ImportError:
        peer = None
        print("  quantulum3 is not installed; it is in the bench extra")
    tallies = {"ringfence": [0, 0, 0], "quantulum3": [0, 0, 0]}
    for item in items:
        wanted = [(place, q) for place, q in labelled(item) if q[2] in _UNITS.values()]
        own = [(place, q) for place, q in roles(read(item["text"], item.get("system"))) if q[2] in _UNITS.values()]
        finds = {"ringfence": own, **({"quantulum3": _peer(peer, item["text"])} if peer else {})}
        for who, found in finds.items():
            left = list(found)
            tallies[who][1] += len(left)
            tallies[who][2] += len(wanted)
            for place, q in wanted:
                hit = next((f for f in left if abs(f[0] - place) <= 8 and same_quantity(f[1], q, False)), None)
                if hit:
                    left.remove(hit)
                    tallies[who][0] += 1
    for who, (hits, found_, wanted_) in tallies.items():
        if wanted_:
            yield who, (hits, found_, wanted_)


def _peer(parser: Any, text: str) -> list[tuple[int, tuple[float, float, str, str]]]:
    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for q in parser.parse(text):
            unit = _UNITS.get(q.unit.name)
            if unit:
                spread = q.uncertainty or 0
                found.append((q.span[0], (float(q.value - spread), float(q.value + spread), unit, "")))
    return found


if __name__ == "__main__":
    main()
