"""Where the data folders are, the user's own catalog folder, and how files are written."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder `catalog`, `specs`, `plots/scenes` or `plots/basemap`: inside an installed wheel, else at the clone's root."""
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parents[1] / name


def shipped_systems() -> Path:
    """The folder of the shipped catalog's system files."""
    return data_folder("catalog") / "systems"


def user_catalog() -> Path | None:
    """The user's own catalog folder: RINGFENCE_CATALOG, else `catalog` in the platform's config folder if it exists."""
    named = os.environ.get("RINGFENCE_CATALOG")
    if named:
        return Path(named)
    from platformdirs import user_config_path

    folder = user_config_path("ringfence") / "catalog"
    return folder if folder.is_dir() else None


def own_or_shipped_folder() -> Path:
    """Where a new catalog file belongs: the clone's catalog when this runs from a clone, else the user's own folder."""
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


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write beside the path and move into place, so that no reader ever sees half a file.

    Raises OSError where the folder cannot be written; the old file is then untouched.
    """
    import tempfile

    data = content.encode() if isinstance(content, str) else content
    target = path.resolve() if path.is_symlink() else path
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(beside).chmod(mode)
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink()
        raise


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A folder beside the path to write into, for writers that want a path of their own; it is gone afterwards.

    Move what was written with `replace`, which stays on one disk. Raises OSError where the folder cannot be written.
    """
    import tempfile

    with tempfile.TemporaryDirectory(dir=path.resolve().parent, prefix=f".{path.name}.", suffix=".part") as name:
        yield Path(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
