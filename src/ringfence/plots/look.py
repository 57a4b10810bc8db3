"""How every figure looks, and how it is saved: the same input gives the same bytes, and the evidence travels in the
file.
"""

import json
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from ringfence.errors import RingfenceError, UsageError
from ringfence.plots.lettering import steadily
from ringfence.specs.words import Look
from ringfence.writing import write_atomically

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure

SUFFIXES = (".svg", ".png", ".pdf")

# Okabe and Ito, Color Universal Design (2008): told apart with every kind of colour blindness; yellow is too pale for
# lines
PALETTE = ("#0072B2", "#D55E00", "#007A59", "#B0508A", "#A66F00", "#2E86B8", "#7A3B10", "#5B4BB5")
DASHES: tuple[Any, ...] = (
    "-",
    (0, (6, 2)),
    (0, (1.5, 1.5)),
    (0, (6, 2, 1.5, 2)),
    (0, (10, 3)),
    (0, (3, 1.5, 1, 1.5, 1, 1.5)),
)
DOTS: Any = (0, (0.1, 1.9))
"""Upper bounds and what sensors see are dotted; nothing else is."""
_GREYS = ("#000000", "#5a5a5a", "#2b2b2b", "#707070", "#404040", "#636363")


@dataclass(frozen=True)
class Ink:
    """The colours of one look; `note` is for small text and has a contrast of 4.5:1 at least, `faint` for lines."""

    paper: str
    text: str
    note: str
    faint: str
    land: str
    water: str
    border: str
    lines: tuple[str, ...] = PALETTE


INKS: dict[Look, Ink] = {
    "light": Ink("#ffffff", "#1a1a1a", "#565d67", "#8a8f98", "#f1eee6", "#dde9f3", "#b3a894"),
    "dark": Ink(
        "#14181d",
        "#e8e8e8",
        "#a7afb9",
        "#7f8790",
        "#2b3038",
        "#1a2530",
        "#5d6672",
        ("#56B4E9", "#E69F00", "#2CC79B", "#E39AC4", "#F0E442", "#F07F3C", "#B7A6FF", "#9BD36A"),
    ),
    "print": Ink("#ffffff", "#000000", "#505050", "#777777", "#f2f2f2", "#ffffff", "#999999", _GREYS),
}


@dataclass(frozen=True)
class Caption:
    """What a figure says of itself: `title`, `description` (the alternative text), and the evidence that it was drawn
    from.
    """

    title: str
    description: str
    evidence: dict[str, Any]


def import_quickly() -> None:
    """Import matplotlib without what a process that only draws never asks for: the help texts of its classes, which
    are made by looking at every one of them, and axes in three dimensions.
    """
    if "matplotlib.figure" in sys.modules:
        return
    from matplotlib import artist

    help_of, solid = artist.kwdoc, "mpl_toolkits.mplot3d"
    absent: Any = None  # what is None there cannot be imported
    setattr(artist, "kwdoc", lambda _artist: "")  # noqa: B010  # the stubs give it another type
    sys.modules[solid] = absent
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that there are no axes in three dimensions
            import_module("cartopy.mpl.geoaxes")
            import_module("matplotlib.figure")
    finally:
        setattr(artist, "kwdoc", help_of)  # noqa: B010
        del sys.modules[solid]


def new_figure(width: float, height: float, look: Look) -> "Figure":
    """An empty figure of so many inches, not tied to any window."""
    from matplotlib.figure import Figure

    ink = INKS[look]
    return Figure(figsize=(width, height), facecolor=ink.paper, edgecolor=ink.paper)


def two_axes(axes: "Axes", ink: Ink, across: str, up: str) -> None:
    """Axes that cross at the left and below, with a faint grid and what they measure."""
    axes.set_xlabel(across, color=ink.text, fontsize=8.5)
    axes.set_ylabel(up, color=ink.text, fontsize=8.5, labelpad=1.5)
    for axis in (axes.xaxis, axes.yaxis):
        with_thousands(axis)
    axes.set_facecolor(ink.paper)
    axes.tick_params(colors=ink.text, labelsize=8)
    axes.grid(visible=True, color=ink.faint, alpha=0.2, linewidth=0.6)
    for name, spine in axes.spines.items():
        spine.set_visible(name in ("left", "bottom"))
        spine.set_color(ink.faint)


def with_thousands(axis: "Axis") -> None:
    """Numbers along an axis as the texts write them: 80,000."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,g}"))


def save(figure: "Figure", path: Path, caption: Caption, dpi: int = 150) -> None:
    """Write SVG, PNG or PDF, by the path's suffix, whole or not at all. Raises UsageError, RingfenceError."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"cannot draw into {path.name!r}", hint=f"the file's name ends in {', '.join(SUFFIXES)}")
    if not 20 <= dpi <= 1200:
        raise UsageError(f"{dpi} dots per inch are out of the question", hint="between 20 and 1200")
    try:
        write_atomically(path, render(figure, suffix, caption, dpi))
    except OSError as error:
        raise RingfenceError(f"cannot write {path}: {error.strerror}") from error


@steadily
def render(figure: "Figure", suffix: str, caption: Caption, dpi: int = 150) -> bytes:
    """The file's bytes; the same figure gives the same bytes."""
    out = BytesIO()
    # a PDF's texts hold plain ASCII most surely
    evidence = json.dumps(caption.evidence, ensure_ascii=suffix == ".pdf", sort_keys=True, separators=(",", ":"))
    with warnings.catch_warnings():
        # what the font lacks shows as boxes; the figure's foot says so
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        return _rendered(figure, suffix, caption, evidence, dpi, out)


def _rendered(figure: "Figure", suffix: str, caption: Caption, evidence: str, dpi: int, out: BytesIO) -> bytes:
    if suffix == ".svg":
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": "ringfence", "Title": caption.title})
        return _with_evidence(out.getvalue().decode(), caption, evidence).encode()
    if suffix == ".png":
        texts = {
            "Software": "ringfence",
            "Title": caption.title,
            "Description": caption.description,
            "ringfence": evidence,
        }
        figure.savefig(out, format="png", dpi=dpi, metadata=texts)
    else:
        about = {
            "CreationDate": None,
            "Creator": "ringfence",
            "Producer": None,
            "Title": caption.title,
            "Subject": caption.description,
            "Keywords": evidence,
        }
        with _undated():
            figure.savefig(out, format="pdf", metadata=about)
    return out.getvalue()


@contextmanager
def _undated() -> Iterator[None]:
    """Without SOURCE_DATE_EPOCH, which matplotlib reads, and may stumble over, for a date that is not written."""
    epoch = os.environ.pop("SOURCE_DATE_EPOCH", None)
    try:
        yield
    finally:
        if epoch is not None:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


def _with_evidence(svg: str, caption: Caption, evidence: str) -> str:
    """Alternative text for readers who do not see, and the evidence for whoever checks (SVG 2, sections 5.8
    and 5.9).
    """
    head = (
        f'<title id="title">{escape(caption.title)}</title>\n <desc id="desc">{escape(caption.description)}</desc>\n'
        f' <metadata id="ringfence-evidence">{escape(evidence)}</metadata>\n'
    )
    return re.sub(
        r"(<svg\b)([^>]*>)", lambda m: f'{m[1]} role="img" aria-labelledby="title desc"{m[2]}\n {head}', svg, count=1
    )
