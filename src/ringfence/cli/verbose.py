"""What `--verbose` tells: each file and each cache that is read, in the order in which it is."""

import os
import sys
from pathlib import Path

import click

from ringfence.paths import cache_folder, data_folder
from ringfence.plain_text import shown

_CODE = (".py", ".pyc", ".pyi", ".so", ".pyd", ".dll", ".pth", ".zip")


def tell_of_files() -> None:
    """From now on say on standard error which files are opened for reading; Python's own are not told."""
    kept = cache_folder()
    cache, data = (os.path.realpath(folder) if folder else "" for folder in (kept, data_folder("specs").parent))
    others = tuple(os.path.realpath(path) + os.sep for path in (sys.prefix, sys.base_prefix, os.__file__ + "/.."))
    told: set[str] = set()
    click.echo(f"caches: {cache or 'none, for RINGFENCE_NO_CACHE is set'}", err=True)

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str) or _writes(arguments):
            return
        path = os.path.realpath(arguments[0])
        skipped = path.startswith(others) and not path.startswith((data, cache or data))
        if path in told or skipped or path.endswith(_CODE) or path.startswith(("/proc/", "/sys/", "/dev/", "/etc/")):
            return
        if Path(path).is_file():
            told.add(path)
            what = "read the cache" if cache and path.startswith(cache) else "read"
            click.echo(shown(f"{what} {arguments[0]}"), err=True)

    sys.addaudithook(hook)


def _writes(arguments: tuple[object, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
