"""Write what the benchmarks kept as one Markdown page: `table.py > RESULTS.md`. Ratios only; times are the machine's."""

import json
import sys
from pathlib import Path
from typing import Any

from harness import RESULTS


def page(results: list[tuple[str, dict[str, Any]]]) -> str:
    """The page for (name, content) of the kept files."""
    lines = ["# What the benchmarks found", "", "Made by `make bench`. Each ratio is the median of interleaved rounds."]
    for name, content in results:
        machine = content["machine"]
        lines += ["", f"## {name}.py", "", f"Python {machine['python']}, {machine['system']}, {machine['cpus']} CPUs."]
        for table in content["tables"]:
            lines += ["", f"**{table['title']}** (ratio to “{table['against']}”, {table['rounds']} rounds)", ""]
            lines += ["| | ratio | least–most | peak MB | aim |", "|---|---|---|---|---|"]
            lines += [_row(row) for row in table["rows"]]
    return "\n".join(lines) + "\n"


def _row(row: dict[str, Any]) -> str:
    ratio, aim = row["ratio"], row["aim"]
    wanted = "" if aim is None else f"≤ {aim:.2f} {'met' if ratio['median'] <= aim else '**missed**'}"
    peak = f"{row['peak_mb']:.0f}" if row["peak_mb"] else ""
    return f"| {row['name']} | {ratio['median']:.2f} | {ratio['low']:.2f}–{ratio['high']:.2f} | {peak} | {wanted} |"


def main(folder: Path = RESULTS) -> int:
    """Print the page. 1 where nothing was kept yet."""
    kept = [(path.stem, json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json"))]
    if not kept:
        print("nothing kept yet: run `make bench`", file=sys.stderr)
        return 1
    sys.stdout.write(page(kept))
    return 0


if __name__ == "__main__":
    sys.exit(main())
