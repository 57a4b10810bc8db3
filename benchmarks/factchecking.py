"""How long `ringfence factcheck` takes beside `list`, and how much of real pages it points at and judges rightly.

`python benchmarks/factchecking.py` times an article of 3,000 words and scores the project's own sentences (tests/factcheck/data);
`python benchmarks/factchecking.py PAGES [CATALOG]` scores the pages of a folder: NN.txt beside NN.jsonl, one label a line with
start, end, systems, kind, class, plain and verdict. Such pages are others' property and stay outside the repository. Labels
hold for the records that they were made against: CATALOG names a folder of them.
"""

import sys
import tempfile
from itertools import cycle
from pathlib import Path

from factcheck_scoring import score_folder, score_sentences
from harness import environment, race, report, save

from ringfence.catalog.store import Catalog

TOOL = str(Path(sys.executable).parent / "ringfence")
LIST, NATURAL, DENSE = (
    "ringfence list",
    "factcheck: one sentence in eight a statement",
    "factcheck: every second sentence a statement",
)
AIM = 1.3
WORDS = 3000
STATEMENTS = (
    "The S-400 can shoot down aircraft at ranges of up to 400 kilometres, the ministry said on Tuesday.",
    "It intercepts ballistic missiles at distances of up to 60 km.",
    "India has ordered five S-400 regiments under a contract worth $5.43 billion.",
    "Poland's Patriot PAC-3 MSE missiles fly at Mach 5, and the THAAD radar sees ballistic missiles up to 1,000 km away.",
    "Iron Dome intercepts rockets fired from 4 to 70 kilometres away.",
    "IRIS-T SLM hits cruise missiles at 40 km and at altitudes of up to 20 km, its maker says.",
)
PROSE = (
    "Residents of the border town said that they had heard explosions in the early hours and had no power since Monday.",
    "The minister, who spoke after talks with his counterpart, did not say when the deliveries would be complete.",
    "Analysts doubt that the brochure tells the whole story, for few of its figures have been tested in war.",
    "Parliament is to debate the budget next week, and the opposition has already said that it will vote against it.",
    "The road to the coast, closed for three days, was opened to lorries on Thursday evening.",
    "Nobody in the village had been told what the trucks were carrying, or why they had come by night.",
    "The talks, the fourth round since March 2024, ended without a joint statement.",
)


def main() -> None:
    """Score the folder that is named, or print the timings and score the sentences of the tests."""
    if len(sys.argv) > 1:
        catalog = Catalog.load(sys.argv[2], shipped=False) if len(sys.argv) > 2 else Catalog.load()
        print(score_folder(Path(sys.argv[1]), catalog))
        return
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
    tables = [report(f"An article of {WORDS:,} words against list", timings, LIST, {NATURAL: AIM, DENSE: AIM})]
    print(f"kept in {save('factcheck', tables)}")
    print(f"the project's own sentences, which measure little: {score_sentences()}")


def article(prose_per_statement: int) -> str:
    """3,000 words, one sentence in so many a statement on a system."""
    prose, statements = cycle(PROSE), cycle(STATEMENTS)
    sentences: list[str] = []
    while sum(len(s.split()) for s in sentences) < WORDS:
        sentences += [next(statements), *(next(prose) for _ in range(prose_per_statement))]
    return "\n\n".join(" ".join(sentences[i : i + 6]) for i in range(0, len(sentences), 6)) + "\n"


if __name__ == "__main__":
    main()
