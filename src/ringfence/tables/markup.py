"""Rows → Markdown and HTML; whatever a format could take for markup is escaped, and an address is a link."""

import html
import re
from collections.abc import Sequence
from urllib.parse import quote

Row = tuple[str, ...]
_ADDRESS = re.compile(r"https?://\S+")

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2rem }}
table {{ border-collapse: collapse; margin-bottom: 1rem }}
caption {{ text-align: left; font-weight: 600; padding-bottom: .3rem }}
th, td {{ border-bottom: 1px solid #999; padding: .3rem .7rem; text-align: left; vertical-align: top }}
</style>
</head>
<body>
{body}</body>
</html>
"""


def page(body: str, title: str = "") -> str:
    """HTML tables as a document."""
    return _PAGE.format(body=body, title=html.escape(title or "ringfence"))


def html_table(headers: Row, rows: Sequence[Row], notes: Sequence[str], title: str = "") -> str:
    """One table with its caption and its notes; addresses are links."""

    def line(row: Row, tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{_html_cell(cell)}</{tag}>" for cell in row) + "</tr>\n"

    body = "".join(line(row, "td") for row in rows)
    caption = f"<caption>{html.escape(title)}</caption>\n" if title else ""
    table = f"<table>\n{caption}<thead>\n{line(headers, 'th')}</thead>\n<tbody>\n{body}</tbody>\n</table>\n"
    return table + "".join(f"<p>{html.escape(note)}</p>\n" for note in notes)


def _html_cell(cell: str) -> str:
    text = html.escape(cell).replace("\n", "<br>")
    return f'<a href="{text}">{text}</a>' if _ADDRESS.fullmatch(cell) else text


def markdown_table(headers: Row, rows: Sequence[Row], notes: Sequence[str]) -> str:
    """One table with its notes, as GitHub and pandoc read it; addresses are links."""

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells)} |\n"

    body = "".join(line([_markdown_cell(cell) for cell in row]) for row in rows)
    head = line([_markdown(cell) for cell in headers]) + f"|{'|'.join([':--'] * len(headers))}|\n"
    return head + body + "".join(f"\n{_markdown(note)}\n" for note in notes)


def _markdown_cell(cell: str) -> str:
    if _ADDRESS.fullmatch(cell):  # in an autolink nothing is escaped
        return f"<{quote(cell, safe=':/?#[]@!$&()*+,;=%~._-' + chr(39))}>"
    return _markdown(cell)


def _markdown(text: str) -> str:
    for mark in "\\`*_[]<>|~&$#":
        text = text.replace(mark, f"\\{mark}")
    return re.sub(r"[\r\n]+", " ", text)
