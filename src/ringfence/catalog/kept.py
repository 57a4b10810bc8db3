"""Records as they were when their files were last read and found good, so that one comparison need not parse YAML.

A kept record holds for the very bytes of its file: it bears their hash, under the seal of the user's key. It is a
pickle from which nothing but records can come: a name that is no class of theirs ends the reading.
"""

import io
import pickle
from pathlib import Path
from typing import Any

from ringfence.catalog.cache import hash_of, mark_of, prune, seal, unsealed
from ringfence.paths import cache_folder
from ringfence.specs import acquisition, statement, system
from ringfence.specs.system import System
from ringfence.units.value import Value

_PARTS: dict[tuple[str, str], type] = {
    (part.__module__, part.__qualname__): part
    for part in (Value, *(p for room in (acquisition, statement, system) for p in vars(room).values()))
    if isinstance(part, type) and part.__module__.startswith("ringfence.")
}


class _Records(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> Any:
        try:
            return _PARTS[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of a record") from None


def kept_system(path: Path, raw: bytes) -> System | None:
    """The record of a file that holds these bytes; None where it is not kept."""
    place = _place(path)
    data = unsealed(place, f"{path.name} {hash_of(raw)}") if place else None
    if data is None:
        return None
    try:
        found = _Records(io.BytesIO(data)).load()
    except Exception:  # noqa: BLE001  # whatever is odd in it, the file itself is read
        return None
    return found if isinstance(found, System) else None


def keep_system(path: Path, raw: bytes, record: System) -> None:
    """Keep the record of a file that holds these bytes; where that is not possible, go without."""
    place = _place(path)
    if place is None:
        return
    new = not place.parent.exists()
    seal(place, pickle.dumps(record, protocol=5), f"{path.name} {hash_of(raw)}")
    if new:
        prune(place.parents[1], "systems-*")


def _place(path: Path) -> Path | None:
    home = cache_folder()
    return home / f"systems-{mark_of(path.parent)}" / f"{path.name}.kept" if home else None
