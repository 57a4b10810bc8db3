"""Make a large catalog of valid records out of the shipped ones: `large_catalog.py FOLDER COUNT`."""

import re
import sys
from pathlib import Path

SHIPPED = Path(__file__).resolve().parents[1] / "catalog" / "systems"
# What tells one system from another; a block ends where the next key begins.
_NAMES = re.compile(r"^(?:id|name|native_name|aliases|nato_name|variant_of):.*\n(?:[ \t-].*\n|\n)*", re.MULTILINE)


def large_catalog(folder: Path, count: int) -> Path:
    """A folder of `count` records, copy-0 … : the shipped ones in turn under new names."""
    folder.mkdir(parents=True)
    texts = [_NAMES.sub("", path.read_text("utf-8")) for path in sorted(SHIPPED.glob("*.yaml"))]
    for number in range(count):
        (folder / f"copy-{number}.yaml").write_text(f"name: Copy {number}\n{texts[number % len(texts)]}", "utf-8")
    return folder


if __name__ == "__main__":
    large_catalog(Path(sys.argv[1]), int(sys.argv[2]))
