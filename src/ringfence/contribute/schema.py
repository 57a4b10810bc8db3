"""How a catalog file names the schema, by which an editor completes its keys: relative, so that it holds on any
machine.
"""

from pathlib import Path

from ringfence.paths import data_folder

_NAME = "system.schema.json"
FIRST_LINE = "# yaml-language-server: $schema="


def schema_near(folder: Path) -> str | None:
    """The address of the schema for files of a folder: that of their clone, or a copy beside them; None without."""
    return next((f"{near}{_NAME}" for near in ("../../specs/", "./") if (folder / near / _NAME).is_file()), None)


def schema_copied(folder: Path) -> str:
    """The address for files of a folder, into which a copy goes where it is in no clone. Raises OSError."""
    found = schema_near(folder)
    shipped = (data_folder("specs") / _NAME).read_bytes()
    copy = folder / _NAME
    if found is None or (found == f"./{_NAME}" and copy.read_bytes() != shipped):
        copy.write_bytes(shipped)
    return found or f"./{_NAME}"
