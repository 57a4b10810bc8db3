"""Prints the oldest versions that pyproject.toml allows, as pip constraints: `python tools/oldest.py > oldest.txt`; `make oldest` tests them."""

import re
import sys
import tomllib
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
_BOUND = re.compile(r"([A-Za-z0-9._-]+)>=([0-9.]+)")


def oldest(text: str) -> list[str]:
    """A constraint for each dependency and extra of a pyproject.toml that has a lower bound."""
    project = tomllib.loads(text)["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *extras["gis"], *extras["parquet"], *extras["xlsx"]]
    return [f"{found[1]}=={found[2]}" for entry in named if (found := _BOUND.match(entry))]


if __name__ == "__main__":
    sys.stdout.write("\n".join(oldest((HOME / "pyproject.toml").read_text("utf-8"))) + "\n")
