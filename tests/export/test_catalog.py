"""The exported catalog, read back by pandas, DuckDB, SQLite and pyarrow: every statement once, with its figure."""

import csv
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import duckdb
import pandas as pd
import pytest
from pyarrow import parquet

from ringfence import __version__
from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.export.catalog import export_catalog, form_of
from ringfence.export.columns import TABLES, dictionary, dictionary_text
from ringfence.export.contents import Contents, contents
from ringfence.specs.statement import MeasureStatement
from ringfence.specs.system import System, statements

NASTY = 'a "quoted", cell;\nwith\ttabs, 🚀 and עברית'


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


@pytest.fixture(scope="module")
def found(catalog: Catalog) -> Contents:
    """Its tables."""
    return contents(catalog, __version__, catalog.digest)


@pytest.fixture(scope="module")
def written(found: Contents, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an export in every format."""
    folder = tmp_path_factory.mktemp("exports")
    export_catalog(found, folder / "c.json", "json")
    export_catalog(found, folder / "c.sqlite", "sqlite")
    export_catalog(found, folder / "csv", "csv")
    export_catalog(found, folder / "c.zip", "csv")
    export_catalog(found, folder / "parquet", "parquet")
    return folder


def opened(path: Path) -> "closing[sqlite3.Connection]":
    """A database that is closed after use."""
    return closing(sqlite3.connect(path))


def test_every_statement_once(catalog: Catalog, found: Contents) -> None:
    """The table of statements holds each statement of each record once, under an id of its own."""
    rows = found.tables["statements"]
    assert len(rows) == sum(1 for system in catalog for _ in statements(system))
    assert len({row["id"] for row in rows}) == len(rows)


def test_figures_are_the_records(catalog: Catalog, found: Contents) -> None:
    """Each figure stands as the record has it, in SI and as stated."""
    rows = {(row["system"], row["place"]): row for row in found.tables["statements"]}
    for system in catalog:
        for loc, key, statement in statements(system):
            row = rows[system.id, "/".join(map(str, loc))]
            assert row["source"] == key
            if isinstance(statement, MeasureStatement):
                assert row["value"] == statement.value.text
                assert (row["low"], row["high"]) == (float(statement.value.low), float(statement.value.high))
                if row["si_unit"]:
                    assert (row["si_low"], row["si_high"]) == (statement.value.si_low, statement.value.si_high)


def test_ids_stay(catalog: Catalog, found: Contents) -> None:
    """A statement's id does not depend on what stands beside it in the file, nor on the order of blocks."""
    system = catalog.get("s-400")
    turned = system.model_copy(update={"envelopes": system.envelopes[::-1]})
    both = [
        {(r["id"], r["value"]) for r in contents([one], "0", "a").tables["statements"] if r["id"].count("/") == 2}
        for one in (system, turned)
    ]
    assert len(both[0]) > 50
    assert both[0] == both[1]


def test_figures_rest_on_statements(found: Contents) -> None:
    """Each figure is joined with the statements that it counts: as many origins as it says, and a reason for the rest."""
    origins = {row["id"]: row["origin"] for row in found.tables["statements"]}
    counted: dict[str, set[str]] = {}
    for row in found.tables["figure_statements"]:
        assert row["counted"] == (row["why_not"] is None)
        if row["counted"] and row["role"] == "figure":
            counted.setdefault(row["figure"], set()).add(origins[row["statement"]])
    for figure in found.tables["figures"]:
        if figure["origins"] is not None:
            assert len(counted[figure["id"]]) == figure["origins"]


def test_units_and_currencies_stand_in_columns(found: Contents) -> None:
    """Every figure and number names its unit, and a sum of money its currency."""
    for figure in found.tables["figures"]:
        assert (figure["unit"] is None) == (figure["high"] is None and figure["at_most"] is None)
    sums = [row for row in found.tables["statements"] if row["dimension"] == "money"]
    assert sums
    assert all(row["currency"] == row["unit"] for row in sums)


def test_words_are_found(written: Path) -> None:
    """Systems, statements and sources can be searched by words, with and without accents."""
    with opened(written / "c.sqlite") as db:
        hit = "SELECT id FROM systems WHERE rowid IN (SELECT rowid FROM systems_fts WHERE systems_fts MATCH ?)"
        assert ("s-400",) in db.execute(hit, ("triumf",)).fetchall()
        for name in ("statements", "sources"):
            search = f"SELECT count(*) FROM {name}_fts WHERE {name}_fts MATCH ?"
            assert db.execute(search, ("publico OR missile",)).fetchone()[0] > 0
        counted = "SELECT DISTINCT counted FROM explained WHERE figure_id = 's-400/range_max[ballistic-missile]'"
        assert db.execute(counted).fetchall() == [(1,), (0,)]


def test_the_article(written: Path) -> None:
    """Whoever opens the database finds the S-400's 400 km against aircraft and 60 km against ballistic missiles."""
    with opened(written / "c.sqlite") as db:
        query = "SELECT target, high / 1000, origins FROM figures WHERE system = 's-400' AND measure = 'range_max'"
        cells = {target: (km, origins) for target, km, origins in db.execute(query)}
    assert cells["aircraft"][0] == 400
    assert cells["ballistic-missile"][0] == 60


def test_sqlite_is_sound(written: Path, found: Contents) -> None:
    """The database is whole, its keys hold, its views answer, and the data dictionary knows every column."""
    with opened(written / "c.sqlite") as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in TABLES:
            assert db.execute(f"SELECT count(*) FROM {table.name}").fetchone() == (len(found.tables[table.name]),)
            names = [row[1] for row in db.execute(f"PRAGMA table_info({table.name})")]
            told = [row[0] for row in db.execute('SELECT "column" FROM dictionary WHERE "table" = ?', (table.name,))]
            assert sorted(names) == sorted(told)
        assert dict(db.execute("SELECT * FROM meta")) == found.meta
        assert db.execute("SELECT count(*) FROM disagreement").fetchone()[0] > 0
        targets = "SELECT count(*) FROM statement_targets"
        assert db.execute(targets).fetchone() == (sum(len(r["targets"]) for r in found.tables["statements"]),)


def test_pandas_reads_csv(written: Path, found: Contents) -> None:
    """pandas reads every table with as many rows as there are, and the same numbers."""
    for table in TABLES:
        frame = pd.read_csv(written / "csv" / f"{table.name}.csv", keep_default_na=False, na_values=[""])
        assert len(frame) == len(found.tables[table.name])
        assert list(frame.columns) == [column.name for column in table.columns]
    frame = pd.read_csv(written / "csv" / "statements.csv", low_memory=False)
    meant = [row["si_high"] for row in found.tables["statements"] if row["si_high"] is not None]
    assert frame["si_high"].dropna().tolist() == meant


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_duckdb_reads(form: str, written: Path, found: Contents) -> None:
    """DuckDB joins statements with their sources, in either format, and finds one source for each."""
    places = {name: f"'{written / form / name}.{form}'" for name in ("statements", "sources")}
    query = f"SELECT count(*) FROM {places['statements']} s JOIN {places['sources']} q ON s.system = q.system AND s.source = q.key"
    assert duckdb.execute(query).fetchall() == [(len(found.tables["statements"]),)]


def test_parquet_is_typed(written: Path, found: Contents) -> None:
    """Lists are lists, numbers are numbers, and the schema tells version, hash and meaning."""
    table = parquet.read_table(written / "parquet" / "statements.parquet")
    assert table.to_pylist() == found.tables["statements"]
    assert table.schema.metadata[b"catalog"].decode() == found.catalog
    assert table.schema.field("si_low").metadata[b"meaning"] == b"low in the SI unit"


def test_json_is_the_same(written: Path, found: Contents) -> None:
    """The one document holds all tables, the data dictionary, the version and the hash."""
    document = json.loads((written / "c.json").read_text("utf-8"))
    assert {name: document[name] for name in found.tables} == found.tables
    assert document["dictionary"] == dictionary()
    assert (document["ringfence"], document["catalog"]) == (__version__, found.catalog)


def test_data_package(written: Path) -> None:
    """The data package describes each file's columns in their order, and its keys refer to what is there."""
    package = json.loads((written / "csv" / "datapackage.json").read_text("utf-8"))
    columns = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    for resource in package["resources"]:
        with (written / "csv" / resource["path"]).open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        assert rows[0] == columns[resource["name"]]
        assert len(rows) - 1 == resource["rows"]
        assert set(resource["schema"]["primaryKey"]) <= set(rows[0])
        for key in resource["schema"]["foreignKeys"]:
            assert set(key["fields"]) <= set(rows[0])
            assert set(key["reference"]["fields"]) <= set(columns[key["reference"]["resource"]])


def test_zip_is_the_folder(written: Path) -> None:
    """The zip holds the very files of the folder."""
    with ZipFile(written / "c.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in (written / "csv").iterdir()
        }


def test_same_bytes(written: Path, found: Contents, tmp_path: Path) -> None:
    """The same catalog gives the same bytes."""
    for name, form in (("c.json", "json"), ("c.sqlite", "sqlite"), ("c.zip", "csv"), ("parquet", "parquet")):
        export_catalog(found, tmp_path / name, form)  # type: ignore[arg-type]  # a literal each
        assert [p.read_bytes() for p in files(tmp_path / name)] == [p.read_bytes() for p in files(written / name)]


def files(path: Path) -> Iterator[Path]:
    """A file, or a folder's files in order."""
    yield from sorted(path.iterdir()) if path.is_dir() else (path,)


def nasty() -> System:
    """A record whose texts are all but plain."""
    source = {
        "publisher": "=cmd|' /C calc'!A0",
        "title": NASTY,
        "url": "https://example.org/a",
        "published": None,
        "kind": "blog",
        "language": "en",
    }
    statement = {"value": "400 km", "note": NASTY}
    return System.model_validate(
        {
            "id": "x", "name": "@X", "note": NASTY, "aliases": ['"', "],["], "origin": ["RUS"], "kind": "sam", "reference": "aircraft",
            "status": "in-service", "envelopes": [{"targets": ["aircraft"], "range_max": {"aa": statement}}], "sources": {"aa": source},
        }
    )  # fmt: skip


def test_nasty_text(tmp_path: Path) -> None:
    """Quotes, newlines, emoji and right-to-left text survive; what a spreadsheet would run has an apostrophe in front."""
    found = contents([nasty()], "0", "abc")
    export_catalog(found, tmp_path / "csv", "csv")
    export_catalog(found, tmp_path / "a.db", "sqlite")
    with (tmp_path / "csv" / "sources.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["publisher"].startswith("'=")
    assert row["title"] == NASTY
    with opened(tmp_path / "a.db") as db:
        assert db.execute("SELECT name, note, aliases FROM systems").fetchone() == ("@X", NASTY, '["\\"", "],["]')
    frame = duckdb.execute(f"SELECT note FROM '{tmp_path / 'csv' / 'statements.csv'}'").fetchall()
    assert frame == [(NASTY,)]


def test_a_folder_that_is_not_ours_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An earlier export is replaced; any other folder is left as it is."""
    target = tmp_path / "out"
    for _ in range(2):
        assert run(["export", "catalog", "s-400", "--format", "csv", "-o", str(target)]) == 0
    (target / "mine.txt").write_text("mine", "utf-8")
    assert run(["export", "catalog", "s-400", "--format", "csv", "-o", str(target)]) == 2
    assert "no earlier export" in capsys.readouterr().err
    assert (target / "mine.txt").read_text("utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize(
    ("form", "name", "meant"),
    [
        (None, "a.json", "json"), (None, "a.DB", "sqlite"), (None, "a.zip", "csv"), ("csv", "a", "csv"), ("parquet", "a", "parquet"), ("json", None, "json"),
    ],
)  # fmt: skip
def test_format_by_name(form: str | None, name: str | None, meant: str) -> None:
    """The format is the one that is asked for, or that the ending says."""
    assert form_of(form, Path(name) if name else None) == meant


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ([], 2, "which format?"),
        (["-o", "a.xlsx"], 2, "which format?"),
        (["-f", "sqlite"], 2, "name a file"),
        (["-f", "parquet", "-o", "a.zip"], 2, "without an ending"),
        (["-f", "json", "-o", "a.db"], 2, "it ends in .json"),
        (["-f", "json", "-o", "nowhere/a.json"], 2, "cannot write"),
        (["s-4000", "-f", "json"], 2, "no system is called"),
        (["-f", "json", "--where", "origin == FRA and origin == USA and status == retired"], 1, "no system"),
    ],
)
def test_usage(
    arguments: list[str], code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    """What cannot be done is said with what can, and leaves nothing behind."""
    monkeypatch.chdir(tmp_path)
    assert run(["export", "catalog", *arguments]) == code
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where pyarrow is not installed, Parquet says which extra it needs."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert run(["export", "catalog", "s-400", "-f", "parquet", "-o", str(tmp_path / "a")]) == 2
    assert 'pip install "ringfence[parquet]"' in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_dictionary(capsys: pytest.CaptureFixture[str]) -> None:
    """The data dictionary can be read without exporting anything, and names every column."""
    assert run(["export", "catalog", "--dictionary"]) == 0
    assert capsys.readouterr().out == dictionary_text()
    assert all(f"`{column.name}`" in dictionary_text() for table in TABLES for column in table.columns)


def test_datasette(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside a database what datasette shows is written: every table and column is told, and its queries can be asked."""
    base, beside = tmp_path / "air.sqlite", tmp_path / "metadata.json"
    assert run(["export", "catalog", "s-400", "-o", str(base), "--datasette", str(beside)]) == 0
    told = json.loads(beside.read_text("utf-8"))["databases"]["air"]
    assert {name: list(table["columns"]) for name, table in told["tables"].items()} == {
        table.name: [column.name for column in table.columns] for table in TABLES
    }
    asked = {"system": "s-400", "measure": "range_max", "target": "aircraft", "words": "triumf OR range_max"}
    with opened(base) as db:
        for name in ("what_a_figure_rests_on", "where_sources_differ_most", "said_in_words"):
            assert db.execute(told["queries"][name]["sql"], asked).fetchall(), name
    assert run(["export", "catalog", "s-400", "-f", "json", "--datasette", str(beside)]) == 2
    assert "goes with an .sqlite" in capsys.readouterr().err


def test_part_of_the_catalog(capsys: pytest.CaptureFixture[str]) -> None:
    """A filter leaves its systems alone, with their sources and no other's."""
    assert run(["export", "catalog", "--format", "json", "--where", "nato == 'SA-21 Growler'"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in document["systems"]] == ["s-400"]
    assert {row["system"] for row in document["sources"]} == {"s-400"}
