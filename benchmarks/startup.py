"""How long a user waits: compare and list, beside a floor, two peers and the naive tool, in one run."""

import subprocess
import sys
import tempfile
from pathlib import Path

from harness import HERE, ROOT, environment, race, report, save

PYTHON = sys.executable
BIN = Path(PYTHON).parent
TOOL, SQLITE = str(BIN / "ringfence"), str(BIN / "sqlite-utils")

BUILD = "import click, yaml, pydantic; from ringfence.specs.system import System; System.model_rebuild(force=True)"
FLOOR = "floor: imports and models"
COMPARE = "ringfence compare s-400 patriot-pac-3"
LIST = "ringfence list"
PARTICLE = "particle search pi+ K+"
ROWS = b'[{"id": "s-400", "range": 400}, {"id": "patriot-pac-3", "range": 40}]'


def main() -> None:
    """Print the tables and keep them."""
    with tempfile.TemporaryDirectory() as name:
        database = str(Path(name) / "systems.db")
        subprocess.run([SQLITE, "insert", database, "systems", "-", "--pk", "id"], input=ROWS, check=True)
        floor = [PYTHON, "-c", BUILD]
        commands = {
            "python -c pass": [PYTHON, "-c", "pass"],
            FLOOR: floor,
            "the floor again (control: 1.00)": floor,
            COMPARE: [TOOL, "compare", "s-400", "patriot-pac-3"],
            "ringfence compare, nothing kept": [
                "env",
                "RINGFENCE_NO_CACHE=1",
                TOOL,
                "compare",
                "s-400",
                "patriot-pac-3",
            ],
            LIST: [TOOL, "list"],
            "ringfence list, nothing kept": ["env", "RINGFENCE_NO_CACHE=1", TOOL, "list"],
            PARTICLE: [PYTHON, "-m", "particle", "search", "pi+", "K+"],
            "sqlite-utils query": [SQLITE, database, "select * from systems", "--table"],
            "naive: all YAML, all pint": [PYTHON, str(HERE / "naive.py"), str(ROOT / "catalog" / "systems")],
        }
        timings = race(commands, env=environment(XDG_CACHE_HOME=str(Path(name) / "cache")))
    tables = [
        report("Start-up against the floor", timings, FLOOR, {COMPARE: 1.15}),
        report("The same run against particle", timings, PARTICLE, {COMPARE: 0.6, LIST: 1.0}),
    ]
    print(f"kept in {save('startup', tables)}")


if __name__ == "__main__":
    main()
