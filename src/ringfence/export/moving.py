"""Files and folders that were written beside come into place: all of them, or none, and no place is empty in
between.
"""

import ctypes
import os
import sys
from errno import EINVAL
from pathlib import Path

from ringfence.writing import beside, destination, move_all, to_disk, umask

# what other programs keep about a file, and would believe of the new one: SQLite replays a journal that a crash has
# left
# into whatever database lies beside it, and GDAL looks for shapes where an old index has them
_JOURNALS = ("-journal", "-wal", "-shm")
_INDICES = (".qix", ".sbn", ".sbx", ".idm", ".ind", ".ain", ".aih")
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


def put_in_place(folder: Path, path: Path) -> None:
    """Move every file of a folder to the path's side, and away what spoke of the old ones. Raises OSError; then all is
    as it was.

    A symbolic link is followed, a file that is replaced hands down its permissions, and a device or a pipe is written
    to; where one is in the place of one of several files, none is written.
    """
    # the file that was asked for comes last: whoever sees it sees its companions
    made = sorted(folder.iterdir(), key=lambda one: (one.name == path.name, one.name))
    if len(made) == 1 and destination(path) is None:
        with path.open("wb") as stream:
            stream.write(made[0].read_bytes())
        return
    moves = [(one, _file(path.parent / one.name)) for one in made]
    olds = [old for _, end in moves for old in _companions(end) if _is_there(old)]
    move_all(moves, tuple(olds))


def _file(path: Path) -> Path:
    place = destination(path)
    if place is None:
        raise OSError(EINVAL, f"{path.name} is a device or a pipe, and one of several files", str(path))
    return place


def put_folder(made: Path, path: Path) -> None:
    """A folder takes the place of the path, or of the folder that the path links to. Raises OSError."""
    place = Path(os.path.realpath(path))
    made.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o777 & ~umask())
    for file in made.iterdir():
        to_disk(file)
    if not place.exists():
        made.replace(place)
    elif not _exchanged(made, place):
        with beside(place) as kept:  # the disk cannot exchange two names in one step
            place.replace(kept / "old")
            try:
                made.replace(place)
            except BaseException:
                (kept / "old").replace(place)
                raise


def _exchanged(one: Path, other: Path) -> bool:
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long is nobody's
        return False


def _companions(path: Path) -> list[Path]:
    if path.suffix.lower() == ".gpkg":
        return [path.with_name(path.name + ending) for ending in _JOURNALS]
    return [path.with_suffix(ending) for ending in _INDICES] if path.suffix.lower() == ".shp" else []
