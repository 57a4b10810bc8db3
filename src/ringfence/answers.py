"""What the functions of `ringfence.api` give back: data that shows itself in a notebook and saves itself to a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ringfence.errors import RingfenceError, UsageError
from ringfence.paths import reason
from ringfence.tables.render import ENDINGS, Record, Sheet, render, render_blocks
from ringfence.writing import write_atomically

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from pandas import DataFrame

    from ringfence.catalog.store import Catalog
    from ringfence.evidence.figures import Cell
    from ringfence.factcheck.report import Report
    from ringfence.plots.look import Caption
    from ringfence.specs.system import System

T = TypeVar("T")


@dataclass(frozen=True, repr=False)
class Answer(Generic[T]):
    """A table with the plain data beneath it: `data`, and `records`, a dictionary a cell or a row."""

    data: T
    sheets: tuple[Sheet, ...]
    title: str
    text: str | None = field(default=None, repr=False)

    @property
    def records(self) -> tuple[Record, ...]:
        """The rows as plain data, numbers in the unit that they name."""
        return tuple(record for sheet in self.sheets for record in sheet.records)

    def __repr__(self) -> str:
        return f"<{self.title}: {len(self.records)} records>"

    def __str__(self) -> str:
        return self.text or render_blocks(self.sheets, "table")

    def _repr_html_(self) -> str:
        return "\n".join(render(sheet, "html") for sheet in self.sheets)

    def to_dataframe(self) -> "DataFrame":
        """The records as a pandas DataFrame. Raises RingfenceError where pandas is not there."""
        return _frame(self.records)

    def save(self, path: str | Path) -> Path:
        """Write it in the format of the path's ending; the path. Raises RingfenceError."""
        target = Path(path)
        form = ENDINGS.get(target.suffix.lower(), "table")
        if form == "table" and target.suffix.lower() not in ("", ".txt"):
            known = ", ".join((".txt", *ENDINGS))
            raise UsageError(f"no format is known for {target.name!r}", hint=f"endings: {known}")
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
    """An HTML page."""

    html: str = field(repr=False)
    title: str = "explorer"

    def __repr__(self) -> str:
        return f"<page: {self.title}>"

    def _repr_html_(self) -> str:
        return f'<iframe srcdoc="{escape(self.html)}" style="width: 100%; height: 600px; border: 0"></iframe>'

    def save(self, path: str | Path) -> Path:
        """Write the page; the path. Raises RingfenceError."""
        return _written(Path(path), self.html)


@dataclass(frozen=True, repr=False)
class Checked:
    """A text held against the records: `data` is the report, `records` a dictionary a figure of the text."""

    data: "Report"

    @property
    def records(self) -> tuple[dict[str, Any], ...]:
        """The figures of the text as plain data, with outcome, reason, and what the records state."""
        import json

        from ringfence.factcheck.publish import as_json

        return tuple(json.loads(as_json([self.data]))["findings"])

    def __repr__(self) -> str:
        return f"<factcheck: {self.data.summary}>"

    def __str__(self) -> str:
        from ringfence.factcheck.render import text

        return text(self.data, 80)

    def _repr_html_(self) -> str:
        from ringfence.factcheck.publish import page

        return page([self.data])

    def to_dataframe(self) -> "DataFrame":
        """A row a figure of the text, as a pandas DataFrame. Raises RingfenceError where pandas is not there."""
        return _frame(self.records)

    def save(self, path: str | Path) -> Path:
        """Write it as .html, .md, .json or .txt; the path. Raises RingfenceError."""
        from ringfence.factcheck.publish import as_json
        from ringfence.factcheck.render import markdown

        made = {
            ".html": self._repr_html_, ".htm": self._repr_html_, ".md": lambda: markdown(self.data),
            ".json": lambda: as_json([self.data]), ".txt": self.__str__,
        }  # fmt: skip
        target = Path(path)
        if target.suffix.lower() not in made:
            raise UsageError(f"no format is known for {target.name!r}", hint=f"endings: {', '.join(made)}")
        return _written(target, made[target.suffix.lower()]())


def system_html(system: "System") -> str:
    """A system's card as a notebook shows it: what `ringfence show` prints."""
    from ringfence.evidence.rule import Rule
    from ringfence.tables.profile import profile_text
    from ringfence.tables.wording import Style

    return f"<pre>{escape(profile_text(system, Rule(), Style(), 100))}</pre>"


def cell_html(cell: "Cell") -> str:
    """A cell and how it came about as a notebook shows them, with the statements that count."""
    from ringfence.tables.statements import explain_text
    from ringfence.tables.wording import Style

    return f"<pre>{escape(explain_text(cell, Style()))}</pre>"


def catalog_html(catalog: "Catalog") -> str:
    """The list of a catalog's systems as a notebook shows it."""
    from ringfence.tables.systems import plain_list
    from ringfence.tables.wording import Style

    return f'<div style="max-height: 400px; overflow: auto">{render(plain_list(catalog, Style()), "html")}</div>'


def _frame(records: Iterable[Mapping[str, Any]]) -> "DataFrame":
    try:
        from pandas import DataFrame
    except ImportError as error:
        raise RingfenceError("a data frame needs pandas", hint="python3 -m pip install pandas") from error
    return DataFrame(list(records))


def _written(path: Path, content: str | bytes) -> Path:
    try:
        write_atomically(path, content)
    except OSError as error:
        raise RingfenceError(f"cannot write {path}: {reason(error)}") from error
    return path
