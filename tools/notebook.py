"""Run docs/notebook.ipynb from top to bottom, and keep what its cells show: `notebook.py --check` or `--write`.

What is kept is small and the same on every machine: no times, no metadata, and of what is longer than a screen or two
(a map, a page) its line of text alone. `--check` exits with 1 where a cell fails or shows something else than is kept.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"
LONGEST = 12_000
"""Characters of an output that are kept at most."""


def executed(text: str) -> str:
    """The notebook's text with what its cells show when they are run. Raises CellExecutionError."""
    book = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]  # its types are not whole
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(book, timeout=120, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    for number, cell in enumerate(book.cells, 1):
        cell.id, cell.metadata = f"cell-{number}", {}
        if cell.cell_type == "code":
            cell.outputs = [_kept(output) for output in cell.outputs]
    book.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps(book, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _kept(output: Any) -> Any:
    if "data" in output:
        output["data"] = {kind: shown for kind, shown in output["data"].items() if len(str(shown)) <= LONGEST}
        output["metadata"] = {}
    return output


def main(arguments: list[str]) -> int:
    """1 where the notebook fails, or shows something else than is kept."""
    if arguments not in (["--check"], ["--write"]):
        print(__doc__, file=sys.stderr)
        return 2
    before = NOTEBOOK.read_text("utf-8")
    try:
        after = executed(before)
    except CellExecutionError as error:
        print(f"{NOTEBOOK.relative_to(ROOT)}: a cell fails\n{error}", file=sys.stderr)
        return 1
    if arguments == ["--write"]:
        NOTEBOOK.write_text(after, "utf-8")
    elif before != after:
        print(f"{NOTEBOOK.relative_to(ROOT)} shows something else; tools/notebook.py --write", file=sys.stderr)
        return 1
    print(f"{NOTEBOOK.relative_to(ROOT)}: {after.count('cell_type')} cells, run")
    return 0


if __name__ == "__main__":
    asyncio.set_event_loop(asyncio.new_event_loop())
    sys.exit(main(sys.argv[1:]))
