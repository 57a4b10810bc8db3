"""Letters on figures: the settings that hold whatever the user's own are, how wide a text is, where it wraps, what the
font lacks.
"""

import os
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

P = ParamSpec("P")
R = TypeVar("R")

FAMILY = "DejaVu Sans"
SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "ringfence", "svg.fonttype": "path", "pdf.fonttype": 42, "font.family": FAMILY, "font.size": 9,
    "path.simplify": False,
    "axes.unicode_minus": True, "text.parse_math": False, "text.usetex": False, "text.hinting": "no_hinting",
}  # fmt: skip
OTHER_FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans CJK KR", "Noto Sans SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "Microsoft YaHei",
    "PingFang SC", "Hiragino Sans", "Malgun Gothic", "Noto Sans Devanagari", "Nirmala UI", "Noto Sans Bengali",
    "Noto Sans Tamil", "Noto Sans Thai",
    "Noto Sans Khmer", "Noto Sans Myanmar", "Arial Unicode MS",
)  # fmt: skip
"""Where a script that our own font lacks may be found, on machines that have them."""


@contextmanager
def steady() -> Iterator[None]:
    """matplotlib's own defaults and ours, whatever a matplotlibrc, an MPLBACKEND or the caller's program has set; put
    back afterwards.
    """
    backend = os.environ.pop("MPLBACKEND", None)
    try:
        import matplotlib as mpl

        with mpl.rc_context():
            settings: Any = _defaults()  # the stubs know each name, a dictionary of ours does not
            mpl.rcParams.update(settings)
            yield
    finally:
        if backend is not None:
            os.environ["MPLBACKEND"] = backend


def drawn_with() -> str:
    """What draws: another version may draw the same figure otherwise."""
    import matplotlib as mpl

    return f"matplotlib {mpl.__version__}"


def steadily(function: Callable[P, R]) -> Callable[P, R]:
    """A function that draws, under the settings of `steady`."""

    @wraps(function)
    def drawn(*arguments: P.args, **options: P.kwargs) -> R:
        with steady():
            return function(*arguments, **options)

    return drawn


@cache
def _defaults() -> dict[str, Any]:
    import matplotlib as mpl

    ours = dict(mpl.rcParamsDefault)
    for name in ("backend", "backend_fallback", "interactive", "toolbar", "timezone"):
        ours.pop(name, None)
    return {name: value for name, value in ours.items() if mpl.rcParams[name] != value} | SETTINGS


@cache
def _font(bold: bool) -> "FT2Font":
    import matplotlib as mpl
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(Path(mpl.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{'-Bold' if bold else ''}.ttf"))
    font.set_size(100, 72)
    return font


@cache
def _advance(letter: str, bold: bool) -> float:
    """A letter's width as a part of the font's size; of one that the font lacks a full square."""
    from matplotlib.ft2font import LoadFlags

    font = _font(bold)
    if ord(letter) not in _letters(bold):
        return 1.0
    return font.load_char(ord(letter), LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


@cache
def _letters(bold: bool) -> frozenset[int]:
    return frozenset(_font(bold).get_charmap())


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is, in points."""
    return size * sum(_advance(letter, bold) for letter in text)


def wrapped(text: str, width: float, size: float, *, bold: bool = False, most: int = 0) -> list[str]:
    """A text in lines no wider than so many points, broken at blanks, in long words where they must; `most` lines, the
    last cut.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        tried = f"{line} {word}" if line else word
        while width_of(tried, size, bold=bold) > width:
            if line:
                lines.append(line)
                line, tried = "", word
                continue
            begun = [word[: n + 1] for n in range(min(len(word), int(width)))]  # no letter is under a point wide
            fits = max(1, bisect_right(begun, width, key=partial(width_of, size=size, bold=bold)))
            lines.append(word[:fits])
            word = tried = word[fits:]  # the rest of a word that is longer than a line
        line = tried
    lines += [line] if line else []
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and width_of(f"{last}…", size, bold=bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return lines


def lacking(texts: Iterable[str]) -> str:
    """The letters of some texts that our font lacks, each once."""
    known = _letters(False)
    return "".join(
        dict.fromkeys(letter for text in texts for letter in text if ord(letter) not in known and letter.isprintable())
    )


def unseen(text: str) -> str:
    """The letters of a text that no font at hand has."""
    letters = lacking([text])
    return "".join(letter for letter in letters if ord(letter) not in _seen(families(letters)))


@cache
def _seen(found: tuple[str, ...]) -> frozenset[int]:
    """The letters of some families."""
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    return frozenset(letter for family in found for letter in FT2Font(findfont(family)).get_charmap())


@cache
def families(letters: str) -> tuple[str, ...]:
    """Our font, and of the others that are installed those that have some of these letters."""
    from matplotlib.font_manager import findfont
    from matplotlib.ft2font import FT2Font

    found, missing = [FAMILY], {ord(letter) for letter in letters}
    for family in OTHER_FAMILIES if missing else ():
        try:
            known = missing & set(FT2Font(findfont(family, fallback_to_default=False)).get_charmap())
        except (ValueError, OSError, RuntimeError):
            continue
        found += [family] if known else []
        missing -= known
    return tuple(found)
