"""Where the data folders are, the user's own catalog folder, and how files are read."""

import os
from pathlib import Path

from ringfence.errors import RingfenceError

MAX_BYTES = 4_000_000
"""The longest catalog file or scene."""
_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `catalog`, `specs`, `plots/scenes` or `plots/basemap`: inside an installed wheel, else at the clone's
    root.
    """
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parents[1] / name


def changelog_text() -> str:
    """CHANGELOG.md, as it is shipped; empty where it is not there."""
    packed, cloned = _PACKAGE / "_data" / "CHANGELOG.md", _PACKAGE.parents[1] / "CHANGELOG.md"
    found = next((path for path in (packed, cloned) if path.is_file()), None)
    return found.read_text("utf-8") if found else ""


def shipped_systems() -> Path:
    """The folder of the shipped catalog's system files. Raises RingfenceError where it cannot be, as in a zip
    archive.
    """
    folder = data_folder("catalog") / "systems"
    if not folder.is_dir():
        raise RingfenceError(
            f"the shipped catalog is not at {folder}", hint="ringfence runs from a folder, not from an archive"
        )
    return folder


def user_catalog() -> Path | None:
    """The user's own catalog folder: RINGFENCE_CATALOG, else `catalog` in the platform's config folder if it exists."""
    named = os.environ.get("RINGFENCE_CATALOG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    folder = user_config_path("ringfence") / "catalog"
    try:
        return folder if folder.is_dir() else None
    except OSError:
        return None  # a config folder that may not be read holds nothing for this user


def clone_here() -> Path | None:
    """The folder of system files of the clone that one stands in, whichever ringfence is run; None outside of one."""
    try:
        here = Path.cwd()
    except OSError:
        return None  # the folder is gone
    return next((f / "catalog" / "systems" for f in (here, *here.parents) if is_clone(f)), None)


def is_clone(folder: Path) -> bool:
    """Whether a folder is a clone's root: one with a catalog and its schema."""
    return (folder / "catalog" / "systems").is_dir() and (folder / "specs" / "system.schema.json").is_file()


def is_installed(path: Path) -> bool:
    """Whether a file is part of an installed wheel, and so nobody's to change."""
    return (_PACKAGE / "_data") in path.parents


def own_or_shipped_folder() -> Path:
    """Where a new catalog file belongs: the catalog of the clone that one stands in or runs from, else the user's own
    folder.
    """
    clone = clone_here()
    if clone:
        return clone
    if not (_PACKAGE / "_data").is_dir():
        return shipped_systems()
    from platformdirs import user_config_path

    return user_catalog() or user_config_path("ringfence") / "catalog"


def cache_folder() -> Path | None:
    """The folder for files that can be made anew at any time; None where RINGFENCE_NO_CACHE is set."""
    if os.environ.get("RINGFENCE_NO_CACHE"):
        return None
    from platformdirs import user_cache_path

    return user_cache_path("ringfence")


def state_folder() -> Path:
    """The folder for what a program keeps for itself from one run to the next."""
    from platformdirs import user_state_path

    return user_state_path("ringfence")


def read_bounded(path: Path, most: int) -> bytes:
    """The bytes of a file that somebody named. Raises RingfenceError where it cannot be read or holds more
    than `most`.
    """
    raw = read_beginning(path, most + 1)
    if len(raw) > most:
        raise RingfenceError(f"cannot read {path}: it holds more than {most:,} bytes")
    return raw


def read_beginning(path: Path, most: int) -> bytes:
    """The first bytes of a file, `most` of them. Raises RingfenceError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(most)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise RingfenceError(f"cannot read {path}: {reason(error)}") from error


def reason(error: Exception) -> str:
    """Why a file could not be read or written, in words."""
    return getattr(error, "strerror", None) or str(error)
