"""Writes the site into a folder: the same catalog gives the same bytes."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ringfence.catalog.store import Catalog
from ringfence.errors import RingfenceError, UsageError
from ringfence.explore.build import document_of
from ringfence.explore.model import Document, Opening
from ringfence.explore.page import page_html
from ringfence.explore.site import api, feed, pages
from ringfence.explore.site.facts import all_facts
from ringfence.paths import read_bounded
from ringfence.progress import steps
from ringfence.writing import write_all

MARK = f"{api.ROOT}/index.json"
"""A folder that holds this is an earlier site, and may be written anew."""
_MAX_BYTES = 64_000_000
FOLDERS = ("systems", "countries", "api/v1/systems")


def site_files(
    catalog: Catalog, *, base: str | None = None, command: str = "ringfence site"
) -> Iterator[tuple[str, str]]:
    """Path and content of every file. `base`: the address under which the site will stand; without it there is no
    sitemap.
    """
    document, _ = document_of(catalog, opening=Opening(), command=command)
    facts = [*all_facts(document)]
    yield "index.html", page_html(document, navigation=pages.navigation(0))
    shown = ["index.html"]
    for path, text in pages.pages(document, facts):
        shown.append(path)
        yield path, text
    yield from api.files(document, facts)
    yield "feed.xml", feed.feed_text(_newest(document))
    if base:
        yield "sitemap.xml", feed.sitemap_text(base, shown)


def write_site(catalog: Catalog, folder: Path, *, base: str | None = None, command: str = "ringfence site") -> int:
    """Write the site into a folder that is new, empty, or an earlier site; how many files.

    All files are written, or none. Pages of systems that are gone are removed, and no file that no site wrote. Raises
    UsageError for a folder that holds something else, RingfenceError; then the folder is as it was.
    """
    earlier = _earlier(folder)
    made = [*steps(site_files(catalog, base=base, command=command), "pages")]
    files = {folder / path: text for path, text in made}
    olds = (old for name in FOLDERS for end in ("html", "json") for old in (folder / name).glob(f"*.{end}"))
    gone = [old for old in olds if old not in files and old.relative_to(folder).as_posix() in earlier]
    new = sorted({one for path in files for one in path.parents if not one.is_dir()})
    try:
        for place in new:
            place.mkdir()
        write_all(files, gone, durable=False)
    except BaseException as error:
        for place in reversed(new):
            with suppress(OSError):
                place.rmdir()
        if isinstance(error, OSError):
            raise RingfenceError(f"cannot write {folder}: {error.strerror}") from error
        raise
    return len(files)


def _earlier(folder: Path) -> set[str]:
    """The pages of an earlier site in this folder, by its index. Raises UsageError for a folder of something else."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return set()
    try:
        index = json.loads(read_bounded(folder / MARK, _MAX_BYTES))
        names = [*(row["id"] for row in index["systems"]), *index["countries"]]
        return {f"{where}/{name}.{end}" for where in FOLDERS for name in names for end in ("html", "json")}
    except (RingfenceError, ValueError, KeyError, TypeError, RecursionError):
        raise UsageError(
            f"{folder} holds other files", hint="name a new or empty folder, or one that an earlier site is in"
        ) from None


def _newest(document: Document) -> str:
    return document.days[-1]
