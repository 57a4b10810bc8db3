"""Does a large catalog slow one question down?"""

import sys
import tempfile
from pathlib import Path

from harness import environment, race, report, save
from large_catalog import large_catalog

TOOL = str(Path(sys.executable).parent / "ringfence")
SIZES = (100, 1_000, 10_000)


def main() -> None:
    """Print the tables and keep them."""
    with tempfile.TemporaryDirectory() as name:
        folders = {size: str(large_catalog(Path(name) / str(size), size)) for size in SIZES}
        env = environment(XDG_CACHE_HOME=str(Path(name) / "cache"))

        def each(what: str, *arguments: str) -> dict[str, list[str]]:
            return {f"{what}, {n:,} records": [TOOL, *arguments, "--catalog", f] for n, f in folders.items()}

        first = f"{SIZES[0]:,} records"
        tables = [
            report(
                "One comparison, systems named by id",
                race(each("compare", "compare", "copy-1", "copy-2"), env=env),
                f"compare, {first}",
                {f"compare, {SIZES[-1]:,} records": 1.15},
            ),
            report(
                "One comparison, systems named otherwise (files parsed before)",
                race(each("compare", "compare", "Copy 1", "Copy 2"), rounds=5, env=env),
                f"compare, {first}",
                {f"compare, {SIZES[-1]:,} records": 1.5},
            ),
            report(
                "Listing all (files parsed before)",
                race(each("list", "list"), rounds=5, env=env),
                f"list, {first}",
                {f"list, {SIZES[-1]:,} records": 6.0},
            ),
        ]
    print(f"kept in {save('scale', tables)}")


if __name__ == "__main__":
    main()
