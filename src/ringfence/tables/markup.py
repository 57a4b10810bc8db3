"""Rows → Markdown, HTML and LaTeX; whatever a format could take for markup is escaped, and an address is a link."""

import html
import re
from collections.abc import Sequence
from typing import Literal
from urllib.parse import quote

Row = tuple[str, ...]
Markup = Literal["markdown", "latex", "html"]
_ADDRESS = re.compile(r"https?://\S+")
_WIDE_PAGE = 80
"""Characters of a row that fit a page; columns of longer ones get a share of the line and break in it."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ringfence</title>
<style>
body {{ font: 15px/1.4 system-ui, sans-serif; margin: 2rem }}
table {{ border-collapse: collapse; margin-bottom: 1rem }}
th, td {{ border-bottom: 1px solid #999; padding: .3rem .7rem; text-align: left; vertical-align: top }}
</style>
</head>
<body>
{body}</body>
</html>
"""


def markup(headers: Row, rows: Sequence[Row], notes: Sequence[str], form: Markup) -> str:
    """One table with its notes."""
    return {"html": _html, "latex": _latex_table, "markdown": _markdown_table}[form](headers, rows, notes)


def page(body: str) -> str:
    """HTML tables as a document."""
    return _PAGE.format(body=body)


def _html(headers: Row, rows: Sequence[Row], notes: Sequence[str]) -> str:
    def line(row: Row, tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{_html_cell(cell)}</{tag}>" for cell in row) + "</tr>\n"

    body = "".join(line(row, "td") for row in rows)
    table = f"<table>\n<thead>\n{line(headers, 'th')}</thead>\n<tbody>\n{body}</tbody>\n</table>\n"
    return table + "".join(f"<p>{html.escape(note)}</p>\n" for note in notes)


def _html_cell(cell: str) -> str:
    text = html.escape(cell).replace("\n", "<br>")
    return f'<a href="{text}">{text}</a>' if _ADDRESS.fullmatch(cell) else text


def _markdown_table(headers: Row, rows: Sequence[Row], notes: Sequence[str]) -> str:
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


_LATEX = str.maketrans(
    {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
     "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "<": r"\textless{}", ">": r"\textgreater{}",
     "°": r"$^\circ$",
     "†": r"\dag{}", "≥": r"$\geq$", "≤": r"$\leq$", "×": r"$\times$", "≈": r"$\approx$", "–": "--", "\n": " "}
)  # fmt: skip


def _latex_table(headers: Row, rows: Sequence[Row], notes: Sequence[str]) -> str:
    def line(row: Row) -> str:
        return " & ".join(map(_latex, row)) + r" \\" + "\n"

    legend = "".join(f"\\par\\noindent{{\\footnotesize {_latex(note)}}}\n" for note in notes)
    return (
        "% needs \\usepackage{booktabs,longtable,array}\n"
        f"\\begin{{longtable}}{{{_columns([headers, *rows])}}}\n\\toprule\n{line(headers)}\\midrule\n\\endhead\n"
        f"{''.join(map(line, rows))}\\bottomrule\n\\end{{longtable}}\n{legend}"
    )


def _columns(rows: Sequence[Row]) -> str:
    longest = [max(map(len, column)) for column in zip(*rows, strict=True)]
    if sum(longest) <= _WIDE_PAGE:
        return "l" * len(longest)
    shares = [max(size, 8) ** 0.5 for size in longest]  # a long column breaks, a short one hardly can
    whole = sum(shares)
    return "".join(f">{{\\raggedright\\arraybackslash}}p{{{0.9 * share / whole:.2f}\\linewidth}}" for share in shares)


def _latex(text: str) -> str:
    start = "{}" if text.startswith(("[", "*")) else ""  # the row before ends in \\, which takes either for its own
    return start + " ".join(text.split("\r")).translate(_LATEX)
