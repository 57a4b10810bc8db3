"""From what a user hands in to plain sentences, each character traceable to where it stood.

Plain text and Markdown are read alike; HTML is stripped with a tokeniser that visits each character a bounded number of
times, so that no markup, however broken, costs more than its length.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Literal

from ringfence.errors import UsageError

Kind = Literal["text", "html"]

MAX_BYTES = 5 * 1024 * 1024
"""The largest input that is read, some 800,000 words."""
MAX_SENTENCE = 1200
"""Longer sentences are cut at a space: what lies farther apart is not bound together."""

_SPACES = "\x85\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\t\v\f\r"
_NOTHING = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
)
_DASHES = "\u2010-\u2013\u2212\ufe58\ufe63"
_SINGLE = "\u2018-\u201b\u02bc\u2032"
_DOUBLE = "\u201c-\u201f\u00ab\u00bb\u2033"
_ANSI = r"(?P<ansi>(?:\x1b\[|\x9b)[0-?]{0,40}[ -/]{0,8}[@-~]|(?:\x1b\]|\x9d)[^\x07\x1b\n]{0,200}(?:\x07|\x1b\\\\))"
"""What a terminal would take for an order."""
_ODD = f"{_ANSI}|(?P<space>[{_SPACES}])|(?P<nothing>[{_NOTHING}]+)|(?P<dash>[{_DASHES}])|(?P<single>[{_SINGLE}])|(?P<double>[{_DOUBLE}])|(?P<wide>[\uff01-\uff5e])|(?P<dots>\u2026)"
_URL = r"(?P<url>\b(?:https?://|www\.)[^\s<>\"')\]]+)"
_GAP = rf"(?P<gap>[ {_SPACES}]*\n[ \n{_SPACES}]*|[ {_SPACES}]{{2,}})"
_BULLET = re.compile(rf"(?:[-+*\u2022\u2010\u2011]|\d{{1,2}}[.)])[ {_SPACES}{_NOTHING}]")
_TEXT = re.compile(
    rf"(?P<fence>^```.*?(?:^```|\Z))|(?P<heading>^[ ]{{0,3}}#{{1,6}}[ ])|(?P<link>\]\([^\s()<>]{{0,2000}}\))|(?P<star>(?:(?<=\n)|(?<=\n )|(?<=\n  ))\*(?=[ {_SPACES}{_NOTHING}]))|(?P<mark>[*`\[\]]|(?<!\w)_+|_+(?!\w))|{_GAP}|{_URL}|{_ODD}",
    re.MULTILINE | re.DOTALL,
)
_HTML_SOURCE = (
    rf"(?P<comment><!--)|(?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>)|(?P<declaration><[!?][^<>]*>)"
    rf"|(?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});)|(?P<gap>[ \n{_SPACES}]{{2,}}|\n)|{_URL}|{_ODD}"
)


@cache
def _html() -> re.Pattern[str]:
    return re.compile(_HTML_SOURCE)


_SKIPPED = frozenset([
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "head", "textarea", "select",
    "audio", "video", "canvas",
])  # fmt: skip
_INLINE = ("script", "style", "template", "noscript")
_BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "title", "tr", "ul",
])  # fmt: skip
_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype|html|head|body|article|section|div|p|h[1-6]|span|table|ul|ol|br|script|style)\b[^<>]{0,500}>", re.I
)
_REPLACED = {
    "space": " ",
    "nothing": "",
    "dash": "-",
    "star": "-",
    "single": "'",
    "double": '"',
    "dots": "...",
    "url": " ",
}


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def lowered(text: str) -> str:
    """The text with A–Z made small, place for place; all patterns of this package are written for it."""
    return text.lower() if text.isascii() else text.translate(_LOWER)


@dataclass(frozen=True, slots=True)
class Prose:
    """Plain text with typographic variety taken out, and the way back to the original.

    `starts` are the places in `text` at which a piece begins, `origins` where that piece begins in `original`, and `ends`
    where it ends there; a piece whose lengths differ stands for the whole of what it replaced.
    """

    original: str
    text: str
    starts: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `text` stands in the original."""
        if not self.starts:
            return start, end
        first, last = bisect_right(self.starts, start) - 1, bisect_right(self.starts, max(end - 1, start)) - 1
        begin = self.origins[first] + (start - self.starts[first] if self._verbatim(first) else 0)
        if not self._verbatim(last):
            return begin, self.ends[last]
        return begin, self.origins[last] + max(end, start) - self.starts[last]

    def _verbatim(self, index: int) -> bool:
        stop = self.starts[index + 1] if index + 1 < len(self.starts) else len(self.text)
        return stop - self.starts[index] == self.ends[index] - self.origins[index]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the plain text; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


_OTHER_FILES = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a zip archive (as .docx, .odt and .epub are)"), (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"{\\rtf", "an RTF file"), (b"\x1f\x8b", "a gzip archive"), (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
)  # fmt: skip


def decode(data: bytes, name: str = "the input") -> str:
    """Bytes as text. Raises UsageError where they are too many, or no text."""
    if len(data) > MAX_BYTES:
        raise UsageError(
            f"{name} has {len(data) / 1e6:.1f} MB; at most {MAX_BYTES / 1e6:.1f} MB are read",
            hint="check it in parts",
        )
    for magic, what in _OTHER_FILES:
        if data.startswith(magic):
            raise UsageError(f"{name} is {what}, not text", hint="save it as plain text, Markdown or HTML in UTF-8")
    marks = (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\0\0", "utf-32"),
        (b"\0\0\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    )
    encoding = next((name for mark, name in marks if data.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in data:
        raise UsageError(
            f"{name} is no text: it holds NUL bytes", hint="plain text, Markdown and HTML in UTF-8 are read"
        )
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{name} is not {error.encoding.upper()}: byte {error.start} does not fit", hint="save it as UTF-8"
        ) from None


def read_prose(text: str, kind: Kind | None = None) -> Prose:
    """Plain text from text, Markdown or HTML (guessed where `kind` is None). Raises UsageError where it is too long, or binary."""
    if len(text) > MAX_BYTES:
        raise UsageError(
            f"a text of {len(text):,} characters is too long; at most {MAX_BYTES:,} are read", hint="check it in parts"
        )
    if "\0" in text:
        raise UsageError("this is no text: it holds NUL characters")
    kind = kind or ("html" if _LOOKS_LIKE_HTML.search(text, 0, 10_000) else "text")
    return _rebuilt(text, _html_edits(text) if kind == "html" else _text_edits(text))


Edit = tuple[int, int, str]


def _rebuilt(original: str, edits: Iterator[Edit]) -> Prose:
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []  # where it begins in the text, and its ends in the original
    length = done = 0
    for start, end, new in edits:
        if start > done:
            pieces.append((length, done, start))
            parts.append(original[done:start])
            length += start - done
        if new:
            pieces.append((length, start, end))
            parts.append(new)
            length += len(new)
        done = end
    if not pieces and not done:
        return Prose(original, original)
    if done < len(original):
        pieces.append((length, done, len(original)))
        parts.append(original[done:])
    starts, origins, ends = zip(*pieces, strict=True) if pieces else ((), (), ())
    return Prose(original, "".join(parts), starts, origins, ends)


def _odd(match: re.Match[str], group: str) -> str:
    return chr(ord(match[0]) - 0xFEE0) if group == "wide" else _REPLACED.get(group, "")


def _text_edits(text: str) -> Iterator[Edit]:
    for match in _TEXT.finditer(text):
        group = match.lastgroup or ""
        if group == "gap":
            yield match.start(), match.end(), _gap(text, match)
        else:
            yield match.start(), match.end(), "\n\n" if group in ("fence", "heading") else _odd(match, group)


def _gap(text: str, match: re.Match[str]) -> str:
    """White space: a blank line parts paragraphs, so does a line of a table, one that begins a list item stands alone, all else is one space."""
    if "\n" in match[0] and (_is_row(text, match.start(), -1) or _is_row(text, match.end(), 1)):
        return "\n\n"
    if match[0].count("\n") > 1 or ("\n" in match[0] and text.startswith("#", text.rfind("\n", 0, match.start()) + 1)):
        return "\n\n"
    return "\n" if "\n" in match[0] and _BULLET.match(text, match.end()) else " "


def _is_row(text: str, place: int, step: int) -> bool:
    """Whether the line that ends (step -1) or begins at a place looks like a table's."""
    near = text[max(0, place - MAX_SENTENCE) : place] if step < 0 else text[place : place + MAX_SENTENCE]
    line = near.rpartition("\n")[2] if step < 0 else near.partition("\n")[0]
    return "\t" in line.strip() or line.count("|") > 1


def _html_edits(text: str) -> Iterator[Edit]:
    position = 0
    pattern = _html()
    while match := pattern.search(text, position):
        start, position, new = match.start(), match.end(), ""
        if match["comment"]:
            close = text.find("-->", position)
            position = close + 3 if close >= 0 else len(text)
        elif match["tag"]:
            name = match["name"].lower()
            new = "\n\n" if name in _BLOCKS else ""
            if name in _SKIPPED and match[0][1] != "/" and not match[0].endswith("/>"):
                closing = _closing(name).search(text, position)
                position = closing.end() if closing else len(text)
                new = " " if name in _INLINE else "\n\n"
        elif match["entity"]:
            plain = unescape(match[0])
            odd = _TEXT.fullmatch(plain)
            new = _odd(odd, odd.lastgroup or "") if odd else plain if plain.isprintable() else " "
        elif match["gap"]:
            new = " "
        elif not match["declaration"]:
            new = _odd(match, match.lastgroup or "")
        yield start, position, new


def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.I)


_STOP = re.compile(
    r"(?P<full>[.!?]+['\")\]]*(?=\s|$))|(?P<para>\n[ ]*\n\s*)|(?P<item>\n(?=[ ]*(?:[-+*\u2022]|\d{1,2}[.)])[ ]))"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"'])(?:[A-Z]|[A-Z](?:\.[A-Z])+|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Cmdr|Gov|Sen|Rep|Sr|Jr|St|No|Nos|vs|approx|ca|cf|"
    r"e\.g|i\.e|etc|est|max|min|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Inc|Ltd|Corp|Co|U\.S|U\.K|U\.N|Rs|km|mi|ft|Fig|Art)\Z"
)  # fmt: skip
_BEGINS = re.compile(r"\s*[\"'(\[]*[A-Z0-9]")


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences in order; headings, list items and table cells are sentences of their own."""
    start = paragraph = 0
    for match in _STOP.finditer(text):
        if match["full"] and match[0][0] == "." and _goes_on(text, match):
            continue
        end = match.end() if match["full"] else match.start()
        yield from _pieces(text, start, end, paragraph)
        paragraph += not match["full"]
        start = match.end()
    yield from _pieces(text, start, len(text), paragraph)


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop belongs to an abbreviation within a sentence."""
    before = _ABBREVIATION.search(text, max(0, match.start() - 12), match.start())
    if before is None:
        return False
    unit = before[0].strip(" (\"'") in ("km", "mi", "ft", "etc", "Co", "Inc", "Ltd", "Corp")
    return not (unit and _BEGINS.match(text, match.end(), match.end() + 8))


def _pieces(text: str, start: int, end: int, paragraph: int) -> Iterator[Sentence]:
    while end - start > MAX_SENTENCE:
        cut = text.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield Sentence(start, cut, paragraph)
        start = cut
    if text[start:end].strip():
        yield Sentence(start, end, paragraph)
