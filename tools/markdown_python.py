"""Run the Python of the project's Markdown files and hold it against `mypy --strict`: `markdown_python.py [FILE.md …]`.

The ```python blocks of one document are one program, as a reader would type them one after the other. Each runs in an
empty folder, with this clone's code and without a network. Without arguments: every Markdown file that git knows.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from offline import environment
from readme_commands import ROOT, blocks, known_to_git

SECONDS = 120


def programs(documents: list[Path]) -> dict[str, str]:
    """Name of a module → the Python of a document, for each document that has some."""
    found: dict[str, str] = {}
    for document in documents:
        some = [lines for _, language, lines in blocks(document.read_text("utf-8")) if language == "python"]
        if some:
            found[re.sub(r"\W+", "_", str(document.relative_to(ROOT)).removesuffix(".md")).lower()] = "\n\n".join(
                "\n".join(lines) for lines in some
            )
    return found


def faults(found: dict[str, str]) -> list[str]:
    """What mypy says of the programs, and what goes wrong when they are run."""
    wrong = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for module, text in found.items():
            (folder / f"{module}.py").write_text(text + "\n", "utf-8")
        typed = [sys.executable, "-m", "mypy", "--strict", *(str(folder / f"{module}.py") for module in found)]
        done = subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            wrong.append(done.stdout)
        variables = environment(folder, ROOT / "src")
        for module in found:
            here = folder / f"in-{module}"
            here.mkdir()
            command = [sys.executable, "-W", "error", str(folder / f"{module}.py")]
            run = subprocess.run(
                command, cwd=here, env=variables, capture_output=True, text=True, timeout=SECONDS, check=False
            )
            if run.returncode:
                wrong.append(f"{module}: exit {run.returncode}\n{run.stderr}")
    return wrong


def main(arguments: list[str]) -> int:
    """1 where a document's Python does not run or is not typed."""
    found = programs([Path(name).resolve() for name in arguments] or [ROOT / name for name in known_to_git("*.md")])
    wrong = faults(found)
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"Python of {len(found)} documents run and held against mypy --strict, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
