"""Files of the first edition brought to the form of today: keys that were renamed. `check --fix` calls it, and says
what it did.
"""

import re
from collections.abc import Mapping
from typing import Any

from ringfence.catalog.load import RENAMED
from ringfence.english import counted
from ringfence.errors import CatalogError
from ringfence.strict_yaml import parse_yaml

REFERENCES = {
    "aerodynamic": "aircraft",
    "ballistic": "ballistic-missile",
    "hypersonic": "ballistic-missile",
    "rocket-artillery-mortar": "rocket-artillery-mortar",
}
"""What a bare figure was about, and the class that it is about now."""

_FAMILY = re.compile(r"^primary_family:( +)([a-z-]+)", re.M)
_ORIGIN = re.compile(r"(^ {4}|[{,] ?)origin:(?= +[a-z0-9][a-z0-9-]*(?:[ ,}\n]|$))", re.M)


def migrated(text: str) -> tuple[str, list[str]]:
    """The text with its old keys renamed, and what was done, a line each; as it was where that cannot be done
    surely.
    """
    done: list[str] = []
    family = _FAMILY.search(text)
    new = text
    if family and family[2] in REFERENCES:
        new = _FAMILY.sub(f"reference:{family[1]}{REFERENCES[family[2]]}", text, count=1)
        done.append(f"primary_family: {family[2]} → reference: {REFERENCES[family[2]]}")
    head, mark, sources = new.rpartition("\nsources:\n")
    if mark:
        sources, count = _ORIGIN.subn(r"\1retells:", sources)
        new = head + mark + sources
        done += [f"origin → retells in {counted(count, 'source')}"] if count else []
    try:
        before, after = parse_yaml(text), parse_yaml(new)
    except CatalogError:
        return text, []
    return (new, done) if done and after == _expected(before) else (text, [])


def _expected(data: Any) -> Any:
    """What a file of the first edition holds under the keys of today."""
    if not isinstance(data, Mapping):
        return data
    found = {RENAMED["primary_family"] if key == "primary_family" else key: value for key, value in data.items()}
    if found.get("reference") in REFERENCES:
        found["reference"] = REFERENCES[found["reference"]]
    if isinstance(found.get("sources"), Mapping):
        found["sources"] = {
            key: {RENAMED.get(name, name): value for name, value in source.items()}
            if isinstance(source, Mapping)
            else source
            for key, source in found["sources"].items()
        }
    return found
