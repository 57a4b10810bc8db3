"""Files and folders written beside and moved into place: whole, or as they were."""

import errno
import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

_LITTER = ".ringfence-"
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|\d+))/fd/(\d+)\Z")


def write_atomically(path: Path, content: str | bytes, *, durable: bool = True) -> None:
    """Write one file as `write_all` does."""
    write_all({path: content}, durable=durable)


def write_all(contents: Mapping[Path, str | bytes], away: Collection[Path] = (), *, durable: bool = True) -> None:
    """Write files beside their places and move them in, so that no reader sees half a file: all of them, or none.

    Links are followed and a file that is replaced hands down its mode and owner; a device, a pipe or an open descriptor
    is written to, not replaced. The files `away` are gone afterwards. `durable`: the bytes are on the disk before the
    files are moved. Raises OSError; then every file is as it was.
    """
    with ExitStack() as staged:
        rooms = _Rooms(staged)
        moves: list[tuple[Path, Path]] = []
        streams: list[tuple[Path, bytes]] = []
        for path, content in contents.items():
            data = content.encode() if isinstance(content, str) else content
            target = destination(path)
            if target is None:
                streams.append((path, data))
                continue
            new = rooms.beside(target)
            new.write_bytes(data)
            moves.append((new, target))
        move_all(moves, away, durable=durable)
        for path, data in streams:
            _into_stream(path, data)


class _Rooms:
    """Names that nothing bears yet beside files, in one folder beside the files of each folder: thousands of files need
    few of the descriptors that a process may hold.
    """

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._folders: dict[Path, Path] = {}
        self._given = count()

    def beside(self, path: Path) -> Path:
        """A name on the path's disk. Raises OSError where its folder cannot be written."""
        if path.parent not in self._folders:
            self._folders[path.parent] = self._stack.enter_context(beside(path))
        return self._folders[path.parent] / str(next(self._given))


def destination(path: Path) -> Path | None:
    """The regular file that writing to the path makes or replaces, links followed; None for what is written to as it
    is.

    Raises OSError where the path is a folder or a circle of links, or its name is too long.
    """
    if _descriptor(path) is not None:
        return None
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return Path(os.path.realpath(path))  # also where a link points to nothing yet
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, f"{path.name} is a folder", str(path))
    return Path(os.path.realpath(path)) if stat.S_ISREG(mode) else None


def _descriptor(path: Path) -> int | None:
    """The open descriptor that a path such as /dev/stdout or /dev/fd/63 stands for."""
    for _ in range(8):
        named = _DESCRIPTOR.match(str(path.absolute()))
        if named:
            return int(named[1])
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None


def _into_stream(path: Path, data: bytes) -> None:
    number = _descriptor(path)
    if number is None:
        with path.open("wb") as stream:
            stream.write(data)
        return
    with os.fdopen(os.dup(number), "wb") as stream:
        stream.write(data)


def move_all(moves: list[tuple[Path, Path]], away: Collection[Path] = (), *, durable: bool = True) -> None:
    """Move files into place, in this order, and the files `away` out of the way: all, or none. Raises OSError.

    Every file must lie on the disk of its place, as what is written in `beside` does.
    """
    for new, target in moves:
        _inherit(new, target)
        if durable:
            to_disk(new)
    if len(moves) == 1 and not away:
        moves[0][0].replace(moves[0][1])
    else:
        _with_way_back(moves, away)
    if durable:
        for folder in {target.parent for _, target in moves}:
            to_disk(folder)


def _with_way_back(moves: list[tuple[Path, Path]], away: Collection[Path]) -> None:
    with ExitStack() as stack:
        kept = _Rooms(stack)
        undo: list[tuple[Path | None, Path]] = []
        try:
            for old in away:
                safe = kept.beside(old)
                old.replace(safe)
                undo.append((safe, old))
            for new, target in moves:
                safe_copy: Path | None = None
                if target.exists():  # a second name for the old file: its place is never empty
                    safe_copy = kept.beside(target)
                    _second_name(target, safe_copy)
                undo.append((safe_copy, target))
                new.replace(target)
        except BaseException:
            for before, place in reversed(undo):
                if before is None:
                    place.unlink(missing_ok=True)
                else:
                    before.replace(place)
            raise


def _second_name(target: Path, name: Path) -> None:
    try:
        os.link(target, name)
    except OSError:  # a disk without hard links
        import shutil

        shutil.copy2(target, name)


def _inherit(new: Path, target: Path) -> None:
    """A file that is replaced hands down its mode and owner; a new one has what the user's umask says."""
    try:
        before = target.stat()
    except FileNotFoundError:
        new.chmod(0o666 & ~umask())
        return
    new.chmod(before.st_mode & 0o777)
    if hasattr(os, "chown") and before.st_uid != os.getuid():
        with suppress(OSError):
            os.chown(new, before.st_uid, before.st_gid)


def to_disk(path: Path) -> None:
    """What was written to a file, or which names a folder holds, is on the disk when this returns."""
    with suppress(OSError):  # some disks and systems cannot; the file is no worse than without
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A folder beside the path to write into; it is gone afterwards, or at the next writing there where the writer is
    killed.

    Move what was written with `move_all` or `replace`, which stay on one disk. Raises OSError where the folder cannot
    be written.
    """
    import shutil

    home = Path(os.path.realpath(path)).parent
    _sweep(home)
    folder, lock = _new_folder(home)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def _new_folder(home: Path) -> tuple[Path, int | None]:
    """A folder and its lock, by which others see that somebody is at work in it; no lock where the system
    knows none.
    """
    import tempfile

    while True:
        folder = Path(tempfile.mkdtemp(dir=home, prefix=_LITTER, suffix=".part"))
        try:
            lock = _locked(folder, wait=True)
        except FileNotFoundError:
            continue  # another writer took it for a dead one's, before it was locked
        if folder.exists():
            return folder, lock
        if lock is not None:
            os.close(lock)


def _locked(folder: Path, *, wait: bool) -> int | None:
    """A descriptor that holds the folder's lock; None where another process holds it or there are no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _sweep(home: Path) -> None:
    """Remove what writers that were killed have left in a folder: what nobody holds a lock on any more."""
    import shutil

    for folder in _litter(home):
        with suppress(OSError):
            lock = _locked(folder, wait=False)
            if lock is not None:
                shutil.rmtree(folder, ignore_errors=True)
                os.close(lock)


def _litter(home: Path) -> list[Path]:
    try:
        with os.scandir(home) as entries:
            return [Path(e.path) for e in entries if e.name.startswith(_LITTER) and e.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def umask() -> int:
    """The permissions that the user's new files do not have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
