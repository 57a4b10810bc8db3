"""From bytes to sentences: what is read, what is refused, and where each character stood.

Characters are made plain one for one; a sentence keeps for each of its own where it came from.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ringfence.errors import UsageError
from ringfence.factcheck.language import refuse_other_languages
from ringfence.factcheck.rows import listed

Kind = Literal["text", "html"]
Form = Literal["prose", "item", "cell", "heading"]

MAX_BYTES = 5 * 1024 * 1024  # the largest input that is read, some 800,000 words
LONGEST = 1500  # longer sentences are cut at a space

_PLAIN = {
    " ": "\t\v\f\r\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
    "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000_",
    "-": "\u2010\u2011\u2012\u2013\u2212\ufe58\ufe63",
    ";": "\u2014",
    "'": "\u2018\u2019\u201a\u201b\u02bc\u2032",
    '"': "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033",
    "\0": "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e"
    "\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u202a\u202b\u202c\u202d\u202e*`\u00c2",
}
_MAP = {ord(odd): plain for plain, some in _PLAIN.items() for odd in some}
_MAP |= dict.fromkeys([*range(1, 9), *range(14, 32), 127], "\0")
_MAP |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full width
_STAR = re.compile(r"^([ \t]*)\*(?=\s)", re.MULTILINE)
_QUOTE = re.compile(r"^([ \t]*)>", re.MULTILINE)
_ADDRESS = re.compile(r"\]\([^\s()<>]{0,2000}\)|\bhttps?://[^\s<>\"')\]]+|\[\^\w{1,20}\]")
_ODD = re.compile(r"[\0\n]|  ")
_WORDS = re.compile(r"[^\s\0]+")
_STOP = re.compile(r"[.!?]+['\")\]\0]*(?=\s)")
SHORT = listed("abbreviations")  # words whose full stop ends no sentence
UNITS = listed("abbreviated-units")  # words whose full stop ends one where a capital follows
_BULLET = re.compile(r"\s*(?:[-+*\u2022\u25aa\u25cf\u2023]|\d{1,2}[.)])[\s\0]")
_HEADING = re.compile(r" {0,3}(#{1,6})[ ]")
_RULE = re.compile(r"[\s|:=-]*\Z")
_FRONT = re.compile(r"---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{3}|[^\W\d_]-\d")
_CELL = re.compile(r"[^|\t]+")
_NO_TITLE = re.compile(r":.|[.!,;]\Z|=>|[{}\[\]]|\d ?k?m\b")
_KEY = re.compile(r"[\w ]{2,30}: ")
_SHORT_LINE, _LONGEST_TITLE, _MOST_CELLS = 60, 80, 1000
"""A line of prose so long goes on in the next; a title is shorter than this; so many cells of a row are read."""
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a list item, a cell of a table or a heading.

    `places[i]` is where character i stood; `own` is where its own words begin, behind the heads of a cell.
    `run` counts stretches of lines without a blank one between them, `heads` are the numbers of the headings above.
    """

    number: int
    text: str
    places: Sequence[int]
    form: Form
    run: int
    own: int = 0
    heads: tuple[int, ...] = ()

    @property
    def low(self) -> str:
        """The sentence in small letters, place for place."""
        low = self.text.lower()  # a Turkish capital may become two letters
        return low if len(low) == len(self.text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the sentence stands in the text."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True)
class Text:
    """A text to be checked. `given` is as handed in (of HTML: as it reads), `lines` the source's where they differ."""

    given: str
    lines: tuple[int, ...] | None = None

    @cached_property
    def plain(self) -> str:
        """The text with typographic variety taken out, place for place; addresses are blank."""
        given = self.given if self.given.isascii() and "\r" not in self.given else self.given.replace("\r\n", " \n")
        front = _FRONT.match(given)
        if front:
            given = re.sub(r"[^\n]", " ", front[0]) + given[front.end() :]
        marked = _QUOTE.sub("\\1\0", _STAR.sub(r"\1-", given)).translate(_MAP)
        return _ADDRESS.sub(lambda match: " " * len(match[0]), marked)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.given))]

    def line(self, place: int) -> int:
        """The line, counted from 1, on which a place stands."""
        index = bisect_right(self._starts, place) - 1
        return self.lines[min(index, len(self.lines) - 1)] if self.lines else index + 1

    def sentences(self) -> Iterator[Sentence]:
        """Everything that the text says, in order."""
        return _Reader(self.plain).sentences()


class _Reader:
    """Reads lines as headings, items, rows and prose."""

    def __init__(self, plain: str) -> None:
        self.plain, self.count, self.run = plain, 0, 0
        self.heads: list[Span] = []  # level, number of the heading

    def sentences(self) -> Iterator[Sentence]:
        prose: list[Span] = []
        columns: list[Span] = []
        place = 0
        for line in self.plain.splitlines(keepends=True):
            start, end = place, place + len(line.rstrip("\n"))
            place += len(line)
            body, heading, bullet = line.strip(" \n\0"), _HEADING.match(line), _BULLET.match(line)
            if body.count("|") > 1 or " | " in body or "\t" in body or (columns and "|" in body):
                yield from self._prose(prose)
                if not _RULE.match(body):
                    cells = [match.span() for match in _CELL.finditer(self.plain, start, end)]
                    yield from self._row(cells, columns)
                    columns = columns or cells
                continue
            columns = []
            if not body or _RULE.match(body):
                yield from self._prose(prose)
                self.run += 1
            elif heading:
                yield from self._prose(prose)
                yield self._head(start + heading.end(), end, len(heading[1]))
            elif bullet:
                yield from self._prose(prose, lead=True)
                yield from self._pieces(start + bullet.end(), end, "item")
            else:
                if prose and prose[-1][1] - prose[-1][0] < _SHORT_LINE and not self._goes_on(*prose[-1], body):
                    yield from self._prose(prose)
                prose.append((start, end))
        yield from self._prose(prose)

    def _goes_on(self, start: int, end: int, following: str) -> bool:
        """Whether a short line runs on in the next: it ends in the middle, and that begins so."""
        last = "" if _KEY.match(following) else self.plain[start:end].rstrip(" \0")[-1:]
        return following[0].islower() if last.isalnum() else last in ("-", ",") and following[0].isalnum()

    def _head(self, start: int, end: int, level: int) -> Sentence:
        self.heads = [head for head in self.heads if head[0] < level]
        made = self._made([(start, end)], "heading")
        self.heads.append((level, made.number))
        return made

    def _prose(self, lines: list[Span], *, lead: bool = False) -> Iterator[Sentence]:
        """What the lines say; a short line that is no sentence, above a list or alone, heads what follows."""
        if not lines:
            return
        start, end, alone = lines[0][0], lines[-1][1], len(lines) == 1
        lines.clear()
        said = self.plain[start:end].strip(" \0")
        title = alone and len(said) < _LONGEST_TITLE and not _NO_TITLE.search(said)
        if title and (lead or (said[:1].isupper() and said[-1:] not in "?:")):
            yield self._head(start, end, 8 if lead else 7)
        else:
            yield from self._pieces(start, end, "prose")

    def _pieces(self, start: int, end: int, form: Form) -> Iterator[Sentence]:
        begin = start
        for match in _STOP.finditer(self.plain, start, end + 1):
            if not _goes_on(self.plain, match):
                yield from self._cut(begin, match.end(), form)
                begin = match.end()
        yield from self._cut(begin, end, form)

    def _cut(self, start: int, end: int, form: Form) -> Iterator[Sentence]:
        while start < end:
            space = self.plain.rfind(" ", start + 1, start + LONGEST) if end - start > LONGEST else end
            stop = space if space > start else start + LONGEST
            if self.plain[start:stop].strip(" \n\0"):
                yield self._made([(start, stop)], form)
            start = stop

    def _row(self, cells: list[Span], columns: list[Span]) -> Iterator[Sentence]:
        """Each cell behind the head of its row (the first that is a word) and that of its column."""
        title = next((i for i, (start, end) in enumerate(cells) if _WORD.search(self.plain, start, end)), 0)
        for index, (start, end) in enumerate(cells[:_MOST_CELLS]):
            if not self.plain[start:end].strip(" \0"):
                continue  # an empty cell has its column, too
            heads = [] if index == title else [*cells[title : title + (index > title)], *columns[index : index + 1]]
            yield self._made([*((a, min(b, a + 200)) for a, b in heads), (start, min(end, start + LONGEST))], "cell")

    def _made(self, spans: list[Span], form: Form) -> Sentence:
        """A sentence of these stretches, parted by colons; its own words are the last."""
        (start, end), own = spans[-1], 0
        said = self.plain[start:end]
        start += len(said) - len(said.lstrip(" \n"))
        text = said.strip(" \n")
        places: Sequence[int] = range(start, start + len(text))  # as it stands, most often
        if len(spans) > 1 or _ODD.search(text):
            text, places, own = self._gathered(spans)
        self.count += 1
        heads = tuple(number for _, number in self.heads)
        return Sentence(self.count - 1, text, places, form, self.run, own, heads)

    def _gathered(self, spans: list[Span]) -> tuple[str, Sequence[int], int]:
        """The words of some stretches, each character with its place, and where the last stretch begins."""
        parts: list[str] = []
        places: list[int] = []
        own = 0
        for start, end in spans:
            if places:
                parts.append(": ")
                places += [start, start]
            own = len(places)
            for match in _WORDS.finditer(self.plain, start, end):
                if len(places) > own and self.plain[places[-1] + 1 : match.start()].strip("\0"):
                    parts.append(" ")
                    places.append(match.start() - 1)
                parts.append(match[0])
                places.extend(range(*match.span()))
        return "".join(parts), places, own


_HTML = re.compile(r"<(?:!doctype|html|body|article|div|p|h[1-6]|span|table|[uo]l|li|br)\b[^<>]{0,500}>", re.I)


def _goes_on(plain: str, stop: re.Match[str]) -> bool:
    """Whether a full stop belongs to an abbreviation, an initial or a number of a list."""
    if stop[0][0] != ".":
        return False
    word = re.split(r"[\s(\"'\0]", plain[max(0, stop.start() - 12) : stop.start()])[-1].lower()
    if word in SHORT or (len(word) == 1 and word.isalpha()):
        return True
    after = plain[stop.end() : stop.end() + 40].lstrip(" \n\"'(")
    return not after[:1].isupper() if word in UNITS else after[:1].islower()


_OTHER_FILES = {
    b"%PDF-": "a PDF", b"PK\x03\x04": "a zip archive (as .docx, .odt and .epub are)",
    b"\xd0\xcf\x11\xe0": "an old Office file", b"{\\rtf": "an RTF file",
}  # fmt: skip
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decode(data: bytes, name: str = "the input") -> str:
    """Bytes as text. Raises UsageError where they are too many, or no text."""
    if len(data) > MAX_BYTES:
        raise UsageError(f"{name} is larger than {MAX_BYTES / 1e6:.1f} MB", hint="check it in parts")
    other = next((what for magic, what in _OTHER_FILES.items() if data.startswith(magic)), None)
    if other:
        raise UsageError(f"{name} is {other}, not text", hint="save it as plain text, Markdown or HTML in UTF-8")
    encoding = next((name for mark, name in _MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"{name} is not {error.encoding.upper()}: byte {error.start} does not fit"
        raise UsageError(why, hint="save it as UTF-8") from None


def read_text(text: str, kind: Kind | None = None, name: str = "the text") -> Text:
    """A text from prose, Markdown or HTML (guessed where `kind` is None).

    Raises UsageError for what is empty, an address, in another language, no text at all, or too long.
    """
    if len(text) > MAX_BYTES:
        raise UsageError(f"{name} is longer than {MAX_BYTES:,} characters", hint="check it in parts")
    if "\0" in text:
        raise UsageError(f"{name} is no text: it holds NUL characters", hint="plain text, Markdown and HTML are read")
    html = kind == "html" or (kind is None and _HTML.search(text, 0, 10_000))
    if html:
        from ringfence.factcheck.markup import read_html

    read = Text(*read_html(text)) if html else Text(text)
    refuse_other_languages(read.given, name)
    return read
