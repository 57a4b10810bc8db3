"""What tells machines of the site: a sitemap, and an Atom feed of the releases that CHANGELOG.md dates."""

import re
from collections.abc import Iterable
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape

from ringfence.paths import changelog_text

_RELEASE = re.compile(r"^## \[?(?P<version>\d[^\]\s]*)\]?\s*[-–—]\s*(?P<day>\d{4}-\d{2}-\d{2})\s*$", re.MULTILINE)


def releases() -> list[tuple[str, str, str]]:
    """Version, day and text of every dated release, newest first; what is unreleased is in none."""
    text = changelog_text()
    found = [*_RELEASE.finditer(text)]
    ends = [*(match.start() for match in found), len(text)][1:]
    some = [
        (match["version"], match["day"], text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    ]
    return sorted(some, key=lambda release: release[1], reverse=True)


def feed_text(newest: str) -> str:
    """The feed; `newest`: the day that it was last changed where there is no release yet."""
    some = releases()
    entries = "".join(
        f"<entry><title>ringfence {escape(version)}</title><id>{_urn(version)}</id><updated>{day}T00:00:00Z</updated>"
        f'<link href="index.html"/><content type="text">{escape(text)}</content></entry>\n'
        for version, day, text in some
    )
    updated = some[0][1] if some else newest
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>ringfence: releases</title><id>{_urn('feed')}</id><updated>{updated}T00:00:00Z</updated>\n"
        f'<author><name>The ringfence maintainers</name></author><link rel="self" href="feed.xml"/>\n{entries}</feed>\n'
    )


def sitemap_text(base: str, paths: Iterable[str]) -> str:
    """The sitemap of the pages under an address; the format asks for whole addresses."""
    root = base.rstrip("/")
    lines = "".join(f"<url><loc>{escape(f'{root}/{path}')}</loc></url>\n" for path in paths)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<urlset '
        f'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n'
    )


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"ringfence {name}").urn
