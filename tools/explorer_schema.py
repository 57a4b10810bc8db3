"""Write specs/explorer.schema.json, or check that it is what the code says: `python tools/explorer_schema.py --write` (or --check)."""

import argparse
import sys
from pathlib import Path

from ringfence.explore.model import schema_text
from ringfence.paths import write_atomically

SCHEMA = Path(__file__).resolve().parents[1] / "specs" / "explorer.schema.json"


def main(arguments: list[str] | None = None) -> int:
    """0 where the file is what the code says, or was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--write", action="store_true")
    what.add_argument("--check", action="store_true")
    if parser.parse_args(arguments).write:
        write_atomically(SCHEMA, schema_text())
        return 0
    if SCHEMA.is_file() and SCHEMA.read_text("utf-8") == schema_text():
        return 0
    print(f"{SCHEMA} is not what the code says: run python tools/explorer_schema.py --write", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
