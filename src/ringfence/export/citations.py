"""The sources as a reference manager reads them: BibTeX, biblatex, CSL-JSON, RIS. No date is supplied, no writer."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ringfence import __version__
from ringfence.specs.statement import PartialDate, Source
from ringfence.specs.system import System

FORMATS = ("bibtex", "biblatex", "csl-json", "ris")
ENDINGS = {".bib": "biblatex", ".json": "csl-json", ".ris": "ris"}
"""The format by a file's ending: what most that read a .bib today take, biblatex, pandoc and Zotero among them."""
_CSL_TYPES = {
    "newspaper": "article-newspaper", "news-agency": "article-newspaper", "state-media": "article-newspaper",
    "trade-press": "article-magazine", "blog": "post-weblog", "encyclopedia": "entry-encyclopedia",
}  # fmt: skip
_RIS_TYPES = {
    "newspaper": "NEWS", "news-agency": "NEWS", "state-media": "NEWS", "trade-press": "MGZN", "blog": "BLOG",
    "encyclopedia": "ENCYC",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own words for the months, which every style has."""
_LANGUAGES = {
    "ar": "Arabic", "bn": "Bengali", "da": "danish", "el": "greek", "en": "english", "fa": "Persian", "gu": "Gujarati",
    "he": "Hebrew", "hi": "Hindi", "hy": "Armenian", "id": "Indonesian", "ko": "Korean", "or": "Odia", "ta": "Tamil",
    "te": "Telugu", "th": "Thai", "tl": "Tagalog", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
    "bg": "bulgarian", "cs": "czech", "de": "german", "es": "spanish", "et": "estonian", "fi": "finnish",
    "fr": "french", "hr": "croatian", "hu": "hungarian", "it": "italian", "ja": "japanese", "lt": "lithuanian",
    "lv": "latvian", "mr": "marathi", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sk": "slovak", "sl": "slovene", "sr": "serbian", "sv": "swedish",
    "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip
"""Languages as biblatex prints them: in small letters the keys that it translates, the others as they are printed."""
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

    @property
    def title(self) -> str:
        """The title as printed; where none is known one that is supplied, in brackets as libraries have it."""
        if self.source.title:
            return self.source.title
        about = ", ".join(self.systems[:2]) + (" and others" if len(self.systems) > 2 else "")
        return f"[{'Page' if self.source.url else 'Text'} of {self.source.publisher} on {about}]"


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
    2.1; RIS has a record a source.
    """
    if form == "csl-json":
        return json.dumps([_csl(c, catalog) for c in some], ensure_ascii=False, indent=1) + "\n"
    if form == "ris":
        return "".join(f"{_ris(c)}\r\n" for c in some)
    head = f"% ringfence {__version__}, catalog {catalog}, {len(some)} sources ({form})\n"
    return head + "".join(f"\n{_entry(c, form)}" for c in some)


def _entry(citation: Citation, form: str) -> str:
    """No source names its writer here: the publisher is who publishes, and no author."""
    source = citation.source
    kind, fields = _biblatex(source) if form == "biblatex" else ("misc", _bibtex(source))
    fields = {"title": f"{{{{{_tex(citation.title)}}}}}"} | fields
    fields["keywords"] = f"{{{', '.join(citation.systems)}}}"
    if source.note:
        fields["annotation"] = f"{{{_tex(source.note)}}}"
    lines = [f"  {name:<12} = {value},\n" for name, value in fields.items()]
    return f"@{kind}{{{citation.key},\n{''.join(lines)}}}\n"


def _biblatex(source: Source) -> tuple[str, dict[str, str]]:
    language = _LANGUAGES.get(source.language, source.language)
    fields = {"organization": f"{{{{{_tex(source.publisher)}}}}}", "language": f"{{{language}}}"}
    if language.islower():
        fields["langid"] = f"{{{language}}}"
    if source.published:
        fields["date"] = f"{{{source.published.text}}}"
    if source.url:
        fields["url"] = f"{{{_address(source.url)}}}"
    if source.accessed:
        fields["urldate"] = f"{{{source.accessed.text}}}"
    return ("online" if source.url else "misc"), fields


def _bibtex(source: Source) -> dict[str, str]:
    """Fields that the styles of plain BibTeX print: they know no address but in `howpublished`."""
    where = rf", \url{{{_address(source.url)}}}" if source.url else ""
    fields = {"howpublished": f"{{{_tex(source.publisher)}{where}}}"}
    year, month, day = [*(source.published.text.split("-") if source.published else ()), "", "", ""][:3]
    if year:
        fields["year"] = year
    if month:
        fields["month"] = _MONTHS[int(month) - 1]
    if day:
        fields["day"] = str(int(day))
    if source.accessed:
        fields["note"] = f"{{Accessed {source.accessed.text}}}"
    return fields | {"key": f"{{{_tex(source.publisher)}}}", "language": f"{{{source.language}}}"}


def _ris(citation: Citation) -> str:
    source = citation.source
    kind = _RIS_TYPES.get(source.kind, "ELEC" if source.url else "GEN")
    day = source.published.text.split("-") if source.published else []
    lines = [
        ("TY", kind), ("ID", citation.key), ("TI", citation.title),
        ("T2" if kind in ("NEWS", "MGZN", "BLOG", "ENCYC") else "PB", source.publisher),
        ("PY", day[0] if day else None), ("DA", "/".join([*day, "", ""][:3]) + "/" if day else None),
        ("UR", source.url), ("Y2", "/".join(source.accessed.text.split("-")) if source.accessed else None),
        ("LA", source.language), *(("KW", name) for name in citation.systems), ("N1", source.note), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines if text is not None)


def _tex(text: str) -> str:
    """Text that LaTeX prints as it is."""
    return "".join(_SPECIAL.get(c, c) for c in re.sub(r"[\x00-\x1f\x7f\s]+", " ", text)).strip()


def _address(url: str) -> str:
    """An address that cannot end its field."""
    return "".join(_IN_URL.get(c, c) for c in url)


def _csl(citation: Citation, catalog: str) -> dict[str, Any]:
    source = citation.source
    plain = "webpage" if source.url else "document"
    kind = _CSL_TYPES.get(source.kind, plain) if source.published else plain  # an article is of a day
    paper = kind.startswith(("article", "entry", "post"))
    fields: dict[str, Any] = {
        "id": citation.key, "type": kind, "title": citation.title,
        "container-title" if paper else "publisher": source.publisher,
        "issued": _date(source.published), "accessed": _date(source.accessed), "URL": source.url,
        "language": source.language,
        "note": source.note,
        "custom": {"ringfence": __version__, "catalog": catalog, "systems": list(citation.systems)},
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}


def _date(day: PartialDate | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in day.text.split("-")]]} if day else None
