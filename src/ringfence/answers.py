"""What the functions of `ringfence.api` give back: data that shows itself in a notebook and saves itself to a file."""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ringfence.errors import RingfenceError
from ringfence.paths import reason
from ringfence.tables.render import ENDINGS, Record, Sheet, render, render_blocks
from ringfence.writing import write_atomically

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from ringfence.plots.look import Caption

T = TypeVar("T")


@dataclass(frozen=True, repr=False)
class Answer(Generic[T]):
    """A table with the plain data beneath it: `data`, and `records`, a dictionary a cell or a row."""

    data: T
    sheets: tuple[Sheet, ...]
    title: str

    @property
    def records(self) -> tuple[Record, ...]:
        """The rows as plain data, numbers in the unit that they name."""
        return tuple(record for sheet in self.sheets for record in sheet.records)

    def __repr__(self) -> str:
        return f"<{self.title}: {len(self.records)} records>"

    def __str__(self) -> str:
        return render_blocks(self.sheets, "table")

    def _repr_html_(self) -> str:
        return "\n".join(render(sheet, "html") for sheet in self.sheets)

    def to_dataframe(self) -> "DataFrame":
        """The records as a pandas DataFrame. Raises RingfenceError where pandas is not there."""
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise RingfenceError("a data frame needs pandas", hint="python3 -m pip install pandas") from error
        return DataFrame(list(self.records))

    def save(self, path: str | Path) -> Path:
        """Write it in the format of the path's ending; the path. Raises RingfenceError."""
        target = Path(path)
        form = ENDINGS.get(target.suffix.lower(), "table")
        if form == "xlsx":
            from ringfence.tables.workbook import titled, workbook

            return _written(target, workbook(titled(list(self.sheets), None)))
        return _written(target, render_blocks(self.sheets, form))  # type: ignore[arg-type]  # one of ENDINGS


@dataclass(frozen=True, repr=False)
class Picture:
    """A figure with what it was drawn from."""

    data: object
    figure: "Figure"
    caption: "Caption"

    def __repr__(self) -> str:
        return f"<figure: {self.caption.title}>"

    def _repr_html_(self) -> str:
        from ringfence.plots.look import render as drawn

        return drawn(self.figure, ".svg", self.caption).decode()

    def save(self, path: str | Path, dpi: int = 150) -> Path:
        """Write an .svg, .png or .pdf; the path. Raises RingfenceError."""
        from ringfence.plots.look import save

        save(self.figure, Path(path), self.caption, dpi)
        return Path(path)


@dataclass(frozen=True, repr=False)
class Page:
    """An HTML page; `data` is what it was made from, where there is more to it than the page."""

    html: str = field(repr=False)
    title: str = "explorer"
    data: Any = None

    def __repr__(self) -> str:
        return f"<page: {self.title}>"

    def _repr_html_(self) -> str:
        return f'<iframe srcdoc="{escape(self.html)}" style="width: 100%; height: 600px; border: 0"></iframe>'

    def save(self, path: str | Path) -> Path:
        """Write the page; the path. Raises RingfenceError."""
        return _written(Path(path), self.html)


def _written(path: Path, content: str | bytes) -> Path:
    try:
        write_atomically(path, content)
    except OSError as error:
        raise RingfenceError(f"cannot write {path}: {reason(error)}") from error
    return path
