"""HTML as it reads: text with headings, items and rows marked as Markdown does, and the source's line for each line."""

import re

from ringfence.errors import UsageError
from ringfence.factcheck.rows import listed

_SKIPPED, _BREAKS = listed("skipped-tags"), listed("breaking-tags")
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_SPACE = re.compile(r"\s+")


def read_html(source: str) -> tuple[str, tuple[int, ...]]:
    """The text, and for each of its lines the line of the source. Raises UsageError where nothing can be read."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", recover=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        raise UsageError("the HTML holds no text") from None
    out = _Out()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        skipped = element.tag in _SKIPPED
        if event == "end":
            out.close("" if skipped else element.tag)
            out.say(element.tail)
            continue
        out.source = element.sourceline or out.source
        if skipped:
            walk.skip_subtree()
        else:
            out.open(element.tag)
            out.say(element.text)
    out.line()
    return "\n".join(out.lines), tuple(out.numbers or [1])


class _Out:
    """Collects lines; inside a table's row nothing breaks the line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: list[int] = []
        self.parts: list[str] = []
        self.source, self.begun, self.rows = 1, 1, 0

    def say(self, text: str | None) -> None:
        if text:
            if not self.parts:
                self.begun = self.source
            self.parts.append(_SPACE.sub(" ", text))

    def line(self, *, blank: bool = False) -> None:
        said = "".join(self.parts).strip()
        self.parts.clear()
        if said and said not in ("-", "#"):
            self.lines.append(said)
            self.numbers.append(self.begun)
        if blank and self.lines and self.lines[-1]:
            self.lines.append("")
            self.numbers.append(self.source)

    def open(self, tag: str) -> None:
        if tag == "tr":
            self.line()
            self.rows += 1
            self.say("| ")
        elif self.rows:
            self.say(" " if tag in _BREAKS else None)
        elif tag in _HEADINGS or tag == "li":
            self.line()
            self.say(_HEADINGS.get(tag, "- "))
        elif tag in _BREAKS:
            self.line(blank=tag in ("p", "table", "ul", "ol", "section", "article"))

    def close(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.say(" | ")
        elif tag == "tr":
            self.rows = max(0, self.rows - 1)
            self.line()
        elif not self.rows and (tag in _HEADINGS or tag in _BREAKS):
            self.line(blank=tag in ("p", "table", "ul", "ol"))
