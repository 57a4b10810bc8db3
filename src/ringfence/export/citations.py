"""The sources as a reference manager reads them: BibTeX, biblatex, CSL-JSON. What a page does not show stays out."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ringfence import __version__
from ringfence.specs.statement import PartialDate, Source
from ringfence.specs.system import System

FORMATS = ("bibtex", "biblatex", "csl-json")
_CSL_TYPES = {
    "newspaper": "article-newspaper", "news-agency": "article-newspaper", "state-media": "article-newspaper",
    "trade-press": "article-magazine", "blog": "post-weblog", "encyclopedia": "entry-encyclopedia",
}  # fmt: skip
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
} | {c: "\\" + c for c in "&%$#_"}
"""Braces by name: readers of BibTeX count the escaped ones, too."""
_IN_URL = {"{": "%7B", "}": "%7D", "\\": "%5C"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One source, and the systems whose records rest on it."""

    key: str
    source: Source
    systems: tuple[str, ...]


def citations(systems: Iterable[System]) -> tuple[Citation, ...]:
    """Each source once, in order of its key, however many records name it.

    What tells sources apart is the address, or publisher, title and date where there is none. A key that two records
    give to different sources gets the record's id behind it.
    """
    found: dict[object, tuple[str, Source, list[str]]] = {}
    taken: set[str] = set()
    for system in systems:
        for name, source in system.sources.items():
            same = source.url or (source.publisher, source.title, source.published)
            if same not in found:
                key = name if name not in taken else f"{name}--{system.id}"
                taken.add(key)
                found[same] = (key, source, [])
            found[same][2].append(system.id)
    return tuple(sorted((Citation(k, s, tuple(ids)) for k, s, ids in found.values()), key=lambda c: c.key))


def citations_text(some: Sequence[Citation], form: str, catalog: str) -> str:
    """The citations in one of FORMATS; `catalog` is the catalog's hash.

    CSL-JSON follows the schema of citationstyles.org, 1.0; biblatex entries are `@online` as in its manual, section
    2.1.
    """
    if form == "csl-json":
        return json.dumps([_csl(c, catalog) for c in some], ensure_ascii=False, indent=1) + "\n"
    head = f"% ringfence {__version__}, catalog {catalog}, {len(some)} sources ({form})\n"
    return head + "".join(f"\n{_entry(c, form)}" for c in some)


def _entry(citation: Citation, form: str) -> str:
    kind, fields = _biblatex(citation) if form == "biblatex" else _bibtex(citation)
    fields |= {"language": citation.source.language, "keywords": ", ".join(citation.systems)}
    if citation.source.note:
        fields["annotation"] = _tex(citation.source.note)
    lines = [f"  {name:<12} = {{{value}}},\n" for name, value in fields.items()]
    return f"@{kind}{{{citation.key},\n{''.join(lines)}}}\n"


def _biblatex(citation: Citation) -> tuple[str, dict[str, str]]:
    source = citation.source
    fields = {"organization": f"{{{_tex(source.publisher)}}}"}
    if source.title:
        fields["title"] = f"{{{_tex(source.title)}}}"
    if source.published:
        fields["date"] = source.published.text
    if source.url:
        fields["url"] = _address(source.url)
    if source.accessed:
        fields["urldate"] = source.accessed.text
    return ("online" if source.url else "misc"), fields


def _bibtex(citation: Citation) -> tuple[str, dict[str, str]]:
    source = citation.source
    fields = {"author": f"{{{_tex(source.publisher)}}}"}  # in braces: a corporate author, not first and last name
    if source.title:
        fields["title"] = f"{{{_tex(source.title)}}}"
    for name, part in zip(
        ("year", "month", "day"), source.published.text.split("-") if source.published else (), strict=False
    ):
        fields[name] = str(int(part))
    if source.url:
        fields["howpublished"] = rf"\url{{{_address(source.url)}}}"
        fields["url"] = _address(source.url)
    if source.accessed:
        fields["urldate"] = source.accessed.text
    return "misc", fields


def _tex(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return "".join(_SPECIAL.get(c, c) for c in re.sub(r"[\x00-\x1f\x7f\s]+", " ", text)).strip()


def _address(url: str) -> str:
    """An address that cannot end its field."""
    return "".join(_IN_URL.get(c, c) for c in url)


def _csl(citation: Citation, catalog: str) -> dict[str, Any]:
    source = citation.source
    kind = _CSL_TYPES.get(source.kind, "webpage" if source.url else "document")
    paper = kind.startswith(("article", "entry", "post"))
    fields: dict[str, Any] = {
        "id": citation.key, "type": kind, "title": source.title,
        "container-title" if paper else "publisher": source.publisher,
        "issued": _date(source.published), "accessed": _date(source.accessed), "URL": source.url,
        "language": source.language,
        "note": source.note,
        "custom": {"ringfence": __version__, "catalog": catalog, "systems": list(citation.systems)},
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}


def _date(day: PartialDate | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in day.text.split("-")]]} if day else None
