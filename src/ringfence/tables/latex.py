"""Rows → a LaTeX table that fits the page: booktabs in a longtable, columns that break, the legend in print."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from ringfence.tables.grid import Row

_SIZES = (("small", 66), ("footnotesize", 74), ("scriptsize", 88), ("tiny", 104))
"""Sizes of type, and how many characters a row of it holds in the narrow text of LaTeX's own classes."""
_HEAD = r"""% needs \usepackage{booktabs,longtable,array}; with \usepackage{hyperref} addresses are links.
% Letters that are not Latin need lualatex or xelatex, or \newcommand\otherscript[1]{#1} and an encoding of theirs.
"""
_BEGIN = r"""\begingroup
\providecommand\href[2]{#2}
\providecommand\otherscript[1]{\ifdefined\XeTeXversion#1\else\ifdefined\directlua#1\else[\dots]\fi\fi}
\%s\setlength\tabcolsep{3pt}\setlength\LTcapwidth{\linewidth}
"""
_COLUMN = r">{\raggedright\arraybackslash\hspace{0pt}}p{\dimexpr %.4f\linewidth-2\tabcolsep}"
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST = 14
"""Letters of a word that is not parted; TeX does what it can with longer ones."""
_LADDER = 22
"""Letters of a line of a broken address."""
_BREAKS = re.compile(r"[ \n]|(?<=[-/_–])")
_FOREIGN = re.compile(r"[^\x00-\u017f\u2010-\u2026\u2030\u2039\u203a\u20ac\u2122\u0218-\u021b†≥≤≈]+")
"""What pdflatex has no letters for."""
_MARKS = {
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_\allowbreak{}", "{": r"\{", "}": r"\}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}", '"': "''", "`": r"\textasciigrave{}", "/": r"/\allowbreak{}",
    "°": r"$^\circ$", "†": r"\dag{}", "≥": r"$\geq$", "≤": r"$\leq$", "×": r"$\times$", "≈": r"$\approx$", "–": "--",
    "…": r"\dots{}", "\u00a0": "~", "\r": " ", "\n": r"\newline{}",
}  # fmt: skip
_ANYWHERE = r"\allowbreak{}"
_TABLE = str.maketrans(_MARKS)


def latex_head() -> str:
    """What a document needs for the tables, as comments."""
    return _HEAD


def latex_table(headers: Row, rows: Sequence[Row], notes: Sequence[str], title: str = "") -> str:
    """One table with its caption and its notes."""
    size, columns = _layout([headers, *rows])

    def line(row: Row) -> str:
        return " & ".join(map(_cell, row)) + r" \\" + "\n"

    head = f"\\toprule\n{line(headers)}\\midrule\n"
    caption = f"\\caption{{{_text(title)}}}\\\\\n" if title else ""
    legend = "".join(f"\\par\\noindent {_text(note)}\n" for note in notes)
    return (
        f"{_BEGIN % size}\\begin{{longtable}}{{{columns}}}\n{caption}{head}\\endfirsthead\n{head}\\endhead\n"
        f"\\bottomrule\n\\endfoot\n{''.join(map(line, rows))}\\end{{longtable}}\n{legend}\\endgroup\n"
    )


def _layout(rows: Sequence[Row]) -> tuple[str, str]:
    """The size of type, and the columns as shares of the line: none narrower than what it cannot break, and the more
    where cells are long.
    """
    columns = list(zip(*rows, strict=True))
    widths = [_least(column) for column in columns]
    long = [sorted(map(len, column))[len(column) * 9 // 10] for column in columns]
    gaps = 2 * (len(widths) - 1)
    size, room = next(((name, room) for name, room in _SIZES if sum(widths) + gaps <= room), _SIZES[-1])
    while sum(widths) + gaps < room:
        fullest = max(range(len(widths)), key=lambda n: long[n] / widths[n])
        if widths[fullest] >= long[fullest]:
            break
        widths[fullest] += 1
    return size, "".join(_COLUMN % (width / sum(widths)) for width in widths)


def _least(column: Sequence[str]) -> int:
    """How narrow a column may be: as its longest word, and not so narrow that an address is a ladder."""
    if any(map(_ADDRESS.fullmatch, column)):
        return _LADDER
    return min(max(4, *(len(piece) for cell in column for piece in _BREAKS.split(cell))), _LONGEST)


def _cell(text: str) -> str:
    if _ADDRESS.fullmatch(text):
        return _link(text)
    start = "{}" if text.startswith(("[", "*")) else ""  # the row before ends in \\, which takes either for its own
    return start + _text(text)


def _text(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _FOREIGN.finditer(text):
        parts += [text[end : found.start()].translate(_TABLE), f"\\otherscript{{{found[0]}}}"]
        end = found.end()
    return "".join([*parts, text[end:].translate(_TABLE)])


def _link(address: str) -> str:
    """An address that can be clicked where hyperref is there, and that breaks anywhere."""
    plain = quote(address, safe=":/?#[]@!$&()*+,;=%~._-'")
    target = re.sub("([%#])", r"\\\1", plain)
    words = [word for part in re.split("([^0-9A-Za-z]+)", plain) for word in re.findall(".{1,8}", part)]
    return f"\\href{{{target}}}{{{_ANYWHERE.join(word.translate(_TABLE) for word in words)}}}"
