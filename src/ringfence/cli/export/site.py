"""`ringfence site`."""

import re
import shlex
import sys
from pathlib import Path

import click

from ringfence.cli.options import catalog_option, open_catalog, say


@click.command("site")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--url", "base", metavar="ADDRESS", help="Where the site will stand; a sitemap is written only with it.")
@catalog_option
def command(folder: Path, base: str | None, folders: tuple[Path, ...]) -> None:
    """Write a static site into FOLDER: the explorer, a page a system, countries, sources, the rule, and the data as
    JSON.

    It works from any folder, a web server's or a disk's.
    """
    from ringfence.explore.site.build import write_site

    if base and not re.match(r"https?://[^\s<>\"]+$", base):
        raise click.BadParameter(f"{base!r} is no address: it begins with http:// or https://", param_hint="--url")
    count = write_site(open_catalog(folders), folder, base=base, command=shlex.join(["ringfence", *sys.argv[1:]]))
    say(f"wrote {count} files; open {folder / 'index.html'}")
