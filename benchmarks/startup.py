"""How long a user waits: compare and list, beside a floor, two peers and the naive tool, in one run."""

import sys
import tempfile
from pathlib import Path

from harness import ROOT, environment, race, report

PYTHON = sys.executable
HERE = Path(__file__).resolve().parent
FLOOR = "import click, yaml, tabulate, pydantic; import ringfence.specs.system"


def main() -> None:
    """Print the table."""
    tool = str(Path(PYTHON).parent / "ringfence")
    with tempfile.TemporaryDirectory() as name:
        database = str(Path(name) / "systems.db")
        rows = '[{"id": "s-400", "range": 400}, {"id": "patriot-pac-3", "range": 40}]'
        import subprocess

        sqlite = str(Path(PYTHON).parent / "sqlite-utils")
        subprocess.run([sqlite, "insert", database, "systems", "-", "--pk", "id"], input=rows.encode(), check=True)
        commands = {
            "python -c pass": [PYTHON, "-c", "pass"],
            "floor: imports and models": [PYTHON, "-c", FLOOR],
            "ringfence compare s-400 patriot-pac-3": [tool, "compare", "s-400", "patriot-pac-3"],
            "ringfence list": [tool, "list"],
            "particle search pi+ K+": [PYTHON, "-m", "particle", "search", "pi+", "K+"],
            "sqlite-utils query": [sqlite, database, "select * from systems", "--table"],
            "naive: all YAML, all pint": [PYTHON, str(HERE / "naive.py"), str(ROOT / "catalog" / "systems")],
        }
        timings = race(commands, env=environment(XDG_CACHE_HOME=str(Path(name) / "cache")))
    report("Start-up, against the floor", timings, "floor: imports and models")
    report("Start-up, against particle", timings, "particle search pi+ K+")


if __name__ == "__main__":
    main()
