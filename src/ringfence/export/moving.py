"""Files that were written beside come into place: all of them, or none."""

from pathlib import Path

from ringfence.paths import beside

# what other programs keep about a file, and would believe of the new one: SQLite replays a journal that a crash has left
# into whatever database lies beside it, and GDAL looks for shapes where an old index has them
_JOURNALS = ("-journal", "-wal", "-shm")
_INDICES = (".qix", ".sbn", ".sbx", ".idm", ".ind", ".ain", ".aih")


def put_in_place(folder: Path, path: Path) -> None:
    """Move every file of a folder to the path's side, and away what spoke of the old ones. Raises OSError; then all is as it was.

    A symbolic link is followed, and a file that is replaced hands down its permissions.
    """
    # the file that was asked for comes last: whoever sees it sees its companions
    made = sorted(folder.iterdir(), key=lambda one: (one.name == path.name, one.name))
    moves = [(one, _end(path.parent / one.name)) for one in made]
    for one, end in moves:
        if end.is_dir():
            raise IsADirectoryError(21, f"{end.name} is a folder")
        if end.exists():
            one.chmod(end.stat().st_mode & 0o777)
    olds = [old for _, end in moves for old in _companions(end) if old.is_file()]
    if len(moves) == 1 and not olds:
        moves[0][0].replace(moves[0][1])
        return
    with beside(_end(path)) as kept:
        undo: list[tuple[Path, Path]] = []
        try:
            for number, old in enumerate([*olds, *(end for _, end in moves if end.exists())]):
                old.replace(kept / str(number))
                undo.append((kept / str(number), old))
            for one, end in moves:
                one.replace(end)
                undo.append((end, one))
        except BaseException:
            for now, before in reversed(undo):
                now.replace(before)
            raise


def _end(path: Path) -> Path:
    return path.resolve() if path.is_symlink() else path


def _companions(path: Path) -> list[Path]:
    if path.suffix.lower() == ".gpkg":
        return [path.with_name(path.name + ending) for ending in _JOURNALS]
    return [path.with_suffix(ending) for ending in _INDICES] if path.suffix.lower() == ".shp" else []
