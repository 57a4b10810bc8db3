"""What `import` must never do: lose what stands in a file, write elsewhere, or write half."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.contribute.claims import claim_of
from ringfence.contribute.edit import Editable
from ringfence.contribute.losses import lost
from ringfence.contribute.rows import Row, RowRefused
from ringfence.paths import shipped_systems
from ringfence.strict_yaml import parse_yaml

Capture = pytest.CaptureFixture[str]
FILES = sorted(shipped_systems().glob("*.yaml"))
SOURCE = {
    "source": "daily",
    "publisher": "D",
    "url": "https://example.org/d",
    "published": "2015",
    "kind": "newspaper",
    "language": "en",
}
BASE: dict[str, Any] = {
    "system": "ex-1", "property": "range.max", "target": "aircraft", "value": 40, "unit": "km", "source": "daily"
}  # fmt: skip


def record(body: str) -> str:
    """A small record with a commented body."""
    text = (shipped_systems() / "thaad.yaml").read_text("utf-8")
    family = next(line for line in text.splitlines() if line.startswith(("primary_family:", "reference:")))
    source = 'sources:\n  daily: {publisher: D, url: "https://example.org/d", published: 2015, kind: newspaper, language: en}\n'
    return f"name: Example One\norigin: [IND]\nkind: sam\n{family}\nstatus: in-service\n{body}{source}"


def home_with(tmp_path: Path, body: str) -> Path:
    """A folder with that record."""
    home = tmp_path / "own"
    home.mkdir()
    (home / "ex-1.yaml").write_text(record(body), "utf-8")
    return home


def claims(tmp_path: Path, *rows: dict[str, Any], name: str = "c.jsonl") -> Path:
    """A file of rows."""
    path = tmp_path / name
    path.write_text("".join(json.dumps({**BASE, **row}) + "\n" for row in rows), "utf-8")
    return path


def loaded_statements() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every shipped envelope statement that carries more than a value, as a row for a class that its envelope lacks."""
    for path in FILES:
        data: Any = parse_yaml(path.read_text("utf-8"))
        for block in data.get("envelopes", ()):
            targets = block.get("targets", [])
            others = [
                t
                for t in ("aircraft", "drone", "ballistic-missile", "cruise-missile", "helicopter")
                if t not in targets
            ]
            for measure, by_source in block.items():
                for source, some in by_source.items() if isinstance(by_source, dict) and targets and others else ():
                    for one in some if isinstance(some, list) else [some]:
                        if isinstance(one, dict) and len(one) > 1:
                            element = f"effector:{block['effector']}" if "effector" in block else "system"
                            row = {"system": path.stem, "element": element, "property": measure, "target": others[0], "source": source, "value": str(one["value"])}  # fmt: skip
                            yield path, row


def test_no_shipped_statement_loses_what_it_carries() -> None:
    """One more class for a figure with a note, a speaker or a withdrawal: the row is refused or stands beside it, and all stays.

    Of the shipped statements forty or so, evenly spread: each means reading and writing a whole file again.
    """
    tried, every = 0, list(loaded_statements())
    for path, row in every[:: len(every) // 40]:
        editable = Editable(path.read_text("utf-8"))
        try:
            editable.add(claim_of(Row(1, row)))
        except RowRefused:
            assert not editable.changed
        assert lost(path.read_text("utf-8"), editable.text) is None, row
        tried += 1
    assert tried >= 40


@pytest.mark.parametrize(
    "said",
    ['note: "large ones only"', "by: military", 'superseded: "withdrawn in 2016"', 'note: "a", by: analyst'],
)
def test_classes_join_only_what_was_said_of_them(said: str, tmp_path: Path, capsys: Capture) -> None:
    """A row for another class does not come under another's note, speaker or withdrawal: it is refused, and says where to look."""
    home = home_with(
        tmp_path, f"envelopes:\n  - targets: [drone]\n    range_max:\n      daily: {{value: 40 km, {said}}}\n"
    )
    before = (home / "ex-1.yaml").read_text("utf-8")
    assert run(["import", str(claims(tmp_path, {})), "--catalog", str(home)]) == 1
    assert "'daily' gives this figure against drone with another" in capsys.readouterr().err
    assert (home / "ex-1.yaml").read_text("utf-8") == before


def test_equal_words_join_and_stay(tmp_path: Path) -> None:
    """A row that says the same of another class joins the statement: its speaker, its note and the comment stay."""
    body = 'envelopes:\n  - targets: [drone]             # both\n    range_max:\n      daily: {value: 40 km, by: military, note: "in clear weather"}  # p. 3\n'
    home = home_with(tmp_path, body)
    row = {"attributed_to": "military", "note": "in clear weather"}
    assert run(["import", str(claims(tmp_path, row)), "--catalog", str(home)]) == 0
    assert (home / "ex-1.yaml").read_text("utf-8") == record(body.replace("[drone]          ", "[aircraft, drone]"))


def test_a_withdrawn_figure_stays_withdrawn(tmp_path: Path) -> None:
    """Importing again what was withdrawn by hand does not bring it back."""
    home = home_with(
        tmp_path,
        "envelopes:\n  - targets: [aircraft]\n    range_max:\n      daily: {value: 40 km, superseded: wrong}\n",
    )
    before = (home / "ex-1.yaml").read_text("utf-8")
    assert run(["import", str(claims(tmp_path, {})), "--catalog", str(home)]) == 0
    assert (home / "ex-1.yaml").read_text("utf-8") == before


def test_a_note_is_not_dropped(tmp_path: Path, capsys: Capture) -> None:
    """A row whose figure is there without the row's note is given back, not passed over."""
    home = home_with(tmp_path, "envelopes:\n  - targets: [aircraft]\n    range_max:\n      daily: 40 km\n")
    assert run(["import", str(claims(tmp_path, {"note": "at sea"})), "--catalog", str(home)]) == 1
    assert "with another note" in capsys.readouterr().err
    assert "at sea" in (tmp_path / "c.jsonl.rejected.jsonl").read_text("utf-8")


def test_figures_keep_out_of_envelopes_with_notes(tmp_path: Path) -> None:
    """A figure is not put under a note that was written on other figures."""
    home = home_with(
        tmp_path,
        'envelopes:\n  - targets: [aircraft]\n    note: "the export version"\n    altitude_max: {daily: 9 km}\n',
    )
    assert run(["import", str(claims(tmp_path, {})), "--catalog", str(home)]) == 0
    blocks = parse_yaml((home / "ex-1.yaml").read_text("utf-8"))["envelopes"]  # type: ignore[index]  # a mapping, as written
    assert [sorted(block) for block in blocks] == [["altitude_max", "note", "targets"], ["range_max", "targets"]]


def test_speakers_are_told_apart_in_one_file(tmp_path: Path) -> None:
    """Rows of one figure by two speakers stay two statements."""
    home = home_with(tmp_path, "envelopes:\n  - targets: [helicopter]\n    range_max: {daily: 5 km}\n")
    path = claims(tmp_path, {"attributed_to": "military"}, {"target": "drone", "attributed_to": "manufacturer"})
    run(["import", str(path), "--catalog", str(home)])
    text = (home / "ex-1.yaml").read_text("utf-8") + (tmp_path / "c.jsonl.rejected.jsonl").read_text("utf-8")
    assert "military" in text
    assert "manufacturer" in text


@pytest.mark.parametrize(
    "name", ["../outside/pwn", "/nowhere/pwn", "a/../../pwn", "con", "A B", "", "x\\y", "é", "a--b", "x" * 61]
)
def test_ids_become_no_paths(name: str, tmp_path: Path, capsys: Capture) -> None:
    """A new system's id that is none is refused before anything is written."""
    founder = tmp_path / "y.jsonl"
    founder.write_text(json.dumps({"system": name, "name": "Pwn", "origin": ["RUS"]}) + "\n", "utf-8")
    path = claims(tmp_path, {"system": name})
    (tmp_path / "s.jsonl").write_text(json.dumps(SOURCE) + "\n", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    into = tmp_path / "mine"
    assert (
        run(
            [
                "import",
                str(path),
                "--sources",
                str(tmp_path / "s.jsonl"),
                "--systems",
                str(founder),
                "--into",
                str(into),
            ]
        )
        != 0
    )
    assert "id" in capsys.readouterr().err or not name
    assert [p for p in sorted(tmp_path.rglob("*")) if "rejected" not in p.name] == before


def test_all_files_or_none(tmp_path: Path, capsys: Capture) -> None:
    """Where one file of an import cannot be written, none is, and the rows that were not taken are not half there."""
    home = home_with(tmp_path, "envelopes:\n  - targets: [drone]\n    range_max: {daily: 5 km}\n")
    (home / "ex-2.yaml").mkdir()
    (tmp_path / "s.jsonl").write_text(json.dumps(SOURCE) + "\n", "utf-8")
    (tmp_path / "y.jsonl").write_text(
        json.dumps({"system": "ex-2", "name": "Example Two", "origin": "India"}) + "\n", "utf-8"
    )
    path = claims(tmp_path, {}, {"system": "ex-2"}, {"system": "nosuch"})
    before = (home / "ex-1.yaml").read_text("utf-8")
    more = ["--sources", str(tmp_path / "s.jsonl"), "--systems", str(tmp_path / "y.jsonl"), "--catalog", str(home)]
    assert run(["import", str(path), *more]) == 2
    assert "nothing was imported" in capsys.readouterr().err
    assert (home / "ex-1.yaml").read_text("utf-8") == before
    assert not (tmp_path / "c.jsonl.rejected.jsonl").exists()
    (home / "ex-2.yaml").rmdir()
    assert run(["import", str(path), *more, "--rejected", str(tmp_path / "nosuch" / "r.jsonl")]) == 2
    assert (home / "ex-1.yaml").read_text("utf-8") == before
    assert run(["import", str(path), *more]) == 1
    assert Catalog.load(home).get("ex-2").name == "Example Two"


def test_one_bad_row_does_not_cost_the_others(tmp_path: Path) -> None:
    """Where a row would make the file bad, that row alone is given back."""
    home = home_with(tmp_path, "envelopes:\n  - targets: [drone]\n    range_max: {daily: 5 km}\n")
    path = claims(tmp_path, {}, {"property": "altitude.max", "value": 90}, {"property": "range.min", "value": 1})
    assert run(["import", str(path), "--catalog", str(home)]) == 1
    text = (home / "ex-1.yaml").read_text("utf-8")
    assert "40 km" in text
    assert "1 km" in text
    assert "90 km" not in text
    given_back = (tmp_path / "c.jsonl.rejected.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["value"] for line in given_back] == [90]


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        ("a.jsonl", b"[" * 100_000, "nested too deeply"), ("a.jsonl", b'{"a":' * 100_000, "nested too deeply"), ("a.jsonl", bytes(100), "not JSON"),
        ("a.jsonl", b'{"system": "a", "system": "b"}', "a key stands twice"), ("a.jsonl", b'{"system": {"a": 1}}', "neither a text nor a number"),
        ("a.jsonl", b'{"system": "s-400", "note": "\\ud800"}', "U+D800"), ("a.jsonl", '{"note": "a\u202eb"}'.encode(), "U+202E"),
        ("a.csv", b"system,system\na,b\n", "stands twice"), ("a.csv", b'a\n"b', "not CSV"), ("a.csv", b"system,value\nex-1,4,5\n", "is a comma unquoted"),
        ("a.jsonl", b"\xff\xfe\xff", "not UTF-8"),
    ],
)  # fmt: skip
def test_hostile_files(name: str, raw: bytes, says: str, tmp_path: Path, capsys: Capture) -> None:
    """A file that makes no sense is refused with a reason, or its rows are."""
    (tmp_path / name).write_bytes(raw)
    assert run(["import", str(tmp_path / name)]) in (1, 2)
    assert says in capsys.readouterr().err


def test_rows_are_given_back_as_they_were(tmp_path: Path) -> None:
    """A line of CSV with an unquoted comma is given back with its own text; a header's case and blanks do not matter."""
    (tmp_path / "a.csv").write_text(
        " System ,property,value,source,note\nex-1,range.max,4,daily,by day, not by night\n", "utf-8"
    )
    assert run(["import", str(tmp_path / "a.csv")]) == 1
    row = json.loads((tmp_path / "a.csv.rejected.jsonl").read_text("utf-8"))
    assert row["text"] == "ex-1,range.max,4,daily,by day, not by night"
    assert row["line"] == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_arrays_and_encodings(encoding: str, tmp_path: Path) -> None:
    """A JSON array of rows is read whole, in UTF-16 too."""
    home = home_with(tmp_path, "envelopes:\n  - targets: [drone]\n    range_max: {daily: 5 km}\n")
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{**BASE, "value": value} for value in (7, 8, 9)], indent=1), encoding)
    assert run(["import", str(path), "--catalog", str(home)]) == 0
    text = (home / "ex-1.yaml").read_text("utf-8")
    assert all(f"{value} km" in text for value in (7, 8, 9))


def test_columns_that_nothing_is_made_of_are_said(tmp_path: Path, capsys: Capture) -> None:
    """A column that is misspelled is named, not passed over."""
    home = home_with(tmp_path, "envelopes:\n  - targets: [drone]\n    range_max: {daily: 5 km}\n")
    assert run(["import", str(claims(tmp_path, {"notes": "x"})), "--catalog", str(home)]) == 0
    assert "columns that nothing is made of: notes" in capsys.readouterr().err


def test_endless_files_are_refused(capsys: Capture) -> None:
    """A file without an end is refused in bounded memory."""
    assert run(["import", "/dev/zero"]) == 2
    assert "holds more than" in capsys.readouterr().err


FORMS = {
    "semicolons.csv": "System;Property;Target;Value;Unit;Source\nex-1;range_max;aircraft;40;km;daily\n",
    "tabs.tsv": "SYSTEM\tproperty\ttarget\tvalue\tunit\tsource\nex-1\trange_max\taircraft\t40\tkm\tdaily\n",
    "bars.txt": "system|property|target|value|unit|source\nex-1|range_max|aircraft|40|km|daily\n",
    "excel.csv": "sep=;\nsystem;property;target;value;unit;source\nex-1;range_max;aircraft;40;km;daily\n",
    "old-mac.csv": "system,property,target,value,unit,source\rex-1,range_max,aircraft,40,km,daily\r",
    "by-system.json": '{"ex-1": {"range_max[aircraft]": "40 km", "source": "daily"}}',
    "around.json": '{"source": "daily", "claims": [{"System": "ex-1", "range_max[aircraft]": "40 km"}]}',
    "one.json": '{"system": "ex-1", "property": "range_max",\n "target": "aircraft", "value": "40 km", "source": "daily"}',
    "lines.ndjson": '{"system": "ex-1", "property": "range_max", "target": "aircraft", "value": 40, "unit": "km", "source": "daily"}\n',
}
DRONE = "envelopes:\n  - targets: [drone]\n    range_max: {daily: 5 km}\n"


def added(home: Path) -> dict[str, Any]:
    """What an import added to the record: the second envelope."""
    block: dict[str, Any] = parse_yaml((home / "ex-1.yaml").read_text("utf-8"))["envelopes"][1]  # type: ignore[index]  # a mapping of lists, as written
    return block


@pytest.mark.parametrize("name", FORMS)
def test_any_form_of_rows(name: str, tmp_path: Path) -> None:
    """Arrays, objects, lines and separated values are read alike, whatever separates them and the case of their names."""
    home = home_with(tmp_path, DRONE)
    (tmp_path / name).write_text(FORMS[name], "utf-8")
    assert run(["import", str(tmp_path / name), "--catalog", str(home)]) == 0
    assert added(home) == {"targets": ["aircraft"], "range_max": {"daily": "40 km"}}


@pytest.mark.parametrize("mark", ["\u2028", "\x0c", "\x85", "\x1e"])
def test_only_line_ends_end_a_row(mark: str, tmp_path: Path) -> None:
    """A cell may hold any other mark that Unicode ends lines with: its row is given back whole, or taken."""
    home = home_with(tmp_path, DRONE)
    row = f"ex-1,range_max,aircraft,40,km,daily,a{mark}b"
    (tmp_path / "a.csv").write_text(f"system,property,target,value,unit,source,note\n{row}\n", "utf-8")
    assert (
        run(["import", str(tmp_path / "a.csv"), "--catalog", str(home), "--rejected", str(tmp_path / "back.csv")]) == 1
    )
    (back,) = [json.loads(line) for line in (tmp_path / "back.csv").read_text("utf-8").splitlines()]
    assert back["note"] == f"a{mark}b"


@pytest.mark.parametrize("text", ['{\r"system": 1, 2', "a\rb", 'sep="\nsystem,value\n', "sep=\r\nx", '"\r'])
def test_odd_heads_are_told(text: str, tmp_path: Path, capsys: Capture) -> None:
    """What is no table is told in words, wherever its first line ends."""
    (tmp_path / "a.csv").write_bytes(text.encode())
    assert run(["import", str(tmp_path / "a.csv"), "--dry-run"]) in (1, 2)
    told = capsys.readouterr()
    assert told.out + told.err


@pytest.mark.parametrize(
    ("encoding", "option"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("utf-16-le", False), ("utf-16-be", False),
     ("cp1251", False), ("koi8-r", True), ("utf-32", False)],
)  # fmt: skip
def test_any_encoding(encoding: str, option: bool, tmp_path: Path, capsys: Capture) -> None:
    """A name in Cyrillic arrives whole from any encoding; what was guessed is said, and can be said otherwise."""
    home = home_with(tmp_path, DRONE)
    text = "system,property,value,unit,source,note\nex-1,range_max,40,km,daily,зенитный комплекс\n"
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    more = ["--encoding", encoding] if option else []
    assert run(["import", str(tmp_path / "a.csv"), "--catalog", str(home), *more]) == 0
    assert added(home)["range_max"]["daily"]["note"] == "зенитный комплекс"
    assert ("was read as cp1251" in capsys.readouterr().err) == (encoding == "cp1251")


def test_western_code_page(tmp_path: Path) -> None:
    """Letters with accents that stand among others are those of the Western code page."""
    home = home_with(tmp_path, DRONE)
    text = "system,property,value,unit,source,note\nex-1,range_max,40,km,daily,Flugkörper für größere Höhen\n"
    (tmp_path / "a.csv").write_bytes(text.encode("cp1252"))
    assert run(["import", str(tmp_path / "a.csv"), "--catalog", str(home)]) == 0
    assert added(home)["range_max"]["daily"]["note"] == "Flugkörper für größere Höhen"


def test_wide_table(tmp_path: Path, capsys: Capture) -> None:
    """A table with a column a measure is read by what --map and --with say of it; cells that say nothing are no claims."""
    home = home_with(tmp_path, DRONE)
    path = tmp_path / "w.csv"
    path.write_text(
        "Name,Country,Range_km,Ceiling (m),Missile\nExample One,India,40,27000,\nExample One,India,-,?,\n", "utf-8"
    )
    mapping = "name=system,range_km=range[aircraft]:km,ceiling (m)=altitude[planes]:m,country=-,missile=effector"
    assert run(["import", str(path), "--map", mapping, "--with", "source=daily", "--catalog", str(home)]) == 0
    assert added(home) == {
        "targets": ["aircraft"],
        "range_max": {"daily": "40 km"},
        "altitude_max": {"daily": "27000 m"},
    }
    assert "columns that nothing" not in capsys.readouterr().err


def test_wide_rows_are_given_back_whole(tmp_path: Path) -> None:
    """Of a wide row that cannot be taken the row itself is given back, once, with its own text and all reasons."""
    home = home_with(tmp_path, DRONE)
    path = tmp_path / "w.csv"
    path.write_text('Name;Range;Ceiling\n"No ""Such""";40;far\n', "utf-8")
    arguments = [
        "import",
        str(path),
        "--map",
        "name=system,range=range:km,ceiling=altitude:m",
        "--with",
        "source=daily",
    ]
    assert run([*arguments, "--catalog", str(home)]) == 1
    (line,) = (tmp_path / "w.csv.rejected.jsonl").read_text("utf-8").splitlines()
    row = json.loads(line)
    assert (row["name"], row["range"], row["text"]) == ('No "Such"', "40", '"No ""Such""";40;far')
    assert "no system is called" in row["reason"]
    assert "far" in row["reason"]


def test_nothing_fits(tmp_path: Path, capsys: Capture) -> None:
    """Where no row can be a claim, the columns found and wanted are named, with an example and a --map to begin from."""
    path = tmp_path / "w.csv"
    path.write_text("Name,Country,Range_km,Altitude (m)\nS-400,RUS,400,27000\n", "utf-8")
    assert run(["import", str(path)]) == 2
    said = capsys.readouterr().err
    assert "columns found: name, country, range_km, altitude (m)" in said
    assert "wanted: system, property, value, source" in said
    assert "s-400,range_max,aircraft,400,km,daily-2015" in said
    assert "--map 'name=system,range_km=range_max:km,altitude (m)=altitude_max:m' --with source=KEY" in said


def test_bare_numbers_want_a_unit(tmp_path: Path, capsys: Capture) -> None:
    """An object with bare metres is refused with the way to say that they are metres, which then is taken."""
    home = home_with(tmp_path, DRONE)
    path = tmp_path / "o.json"
    path.write_text('{"ex-1": {"range_max": 45000, "source": "daily"}}', "utf-8")
    assert run(["import", str(path), "--catalog", str(home)]) == 1
    assert "range_max is 45000 without a unit" in capsys.readouterr().err
    assert run(["import", str(path), "--map", "range_max=range_max[aircraft]:m", "--catalog", str(home)]) == 0
    assert added(home)["range_max"] == {"daily": "45000 m"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--map", "name"], "is not COLUMN=FIELD"), (["--map", "name=nonsense"], "no measure is called"),
        (["--map", "name=range:kmm"], "no unit is called"), (["--map", "nam=system"], "has no column 'nam'"),
        (["--with", "colour=red"], "is not FIELD=VALUE"), (["--encoding", "klingon"], "no encoding is called"),
        (["--encoding", "ascii"], "is not ascii text"),
    ],
)  # fmt: skip
def test_slips_in_options(arguments: list[str], says: str, tmp_path: Path, capsys: Capture) -> None:
    """A slip in --map, --with or --encoding is said in a line, and nothing is written."""
    (tmp_path / "w.csv").write_text("name,range\nBük,5\n", "utf-8")
    assert run(["import", str(tmp_path / "w.csv"), *arguments]) == 2
    assert says in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["w.csv"]


def test_lines_of_an_array(tmp_path: Path, capsys: Capture) -> None:
    """A row of an array that cannot be taken is told by the line on which it begins."""
    home = home_with(tmp_path, DRONE)
    path = tmp_path / "a.json"
    path.write_text(json.dumps([BASE, {**BASE, "property": "nosuch"}], indent=1), "utf-8")
    assert run(["import", str(path), "--catalog", str(home)]) == 1
    assert f"{path}:10: no property 'nosuch'" in capsys.readouterr().err


def test_ranges_at_a_height(tmp_path: Path, capsys: Capture) -> None:
    """A row's at_altitude goes with its range; one source's ranges at several heights stand side by side, and are there already the second time."""
    home = home_with(tmp_path, DRONE)
    path = tmp_path / "h.csv"
    head = "system,property,target,value,unit,source,at_altitude\n"
    rows = ["40,km,daily,3 km", "40,km,daily,500 m", "50,km,daily,"]
    path.write_text(head + "".join(f"example-one,range_max,aircraft,{row}\n" for row in rows), "utf-8")
    for _ in range(2):
        assert run(["import", str(path), "--catalog", str(home)]) == 0
        assert added(home)["range_max"] == {
            "daily": [{"value": "40 km", "at_altitude": "3 km"}, {"value": "40 km", "at_altitude": "500 m"}, "50 km"]
        }
    assert "{value: 40 km, at_altitude: 3 km}" in next(home.rglob("ex-1.yaml")).read_text("utf-8")


@pytest.mark.parametrize(
    ("measure", "height", "says"),
    [
        ("altitude_max", "3 km", "at_altitude stands beside range_max and range_min alone, not beside altitude_max"),
        ("range_max", "3", "at_altitude is a length with its unit, such as 3 km, not '3'"),
        ("range_max", "3 s", "at_altitude is a length with its unit, such as 3 km, not '3 s'"),
        ("range_max", "high", "at_altitude: cannot read the value 'high'"),
        (
            "range_max",
            "500m",
            "at_altitude: cannot read the value '500m': a space stands between number and unit; did you mean '500 m'?",
        ),
    ],
)
def test_heights_that_are_none(measure: str, height: str, says: str, tmp_path: Path, capsys: Capture) -> None:
    """A height beside another measure, without a unit, or that is no length is given back with the reason."""
    home = home_with(tmp_path, DRONE)
    path = tmp_path / "h.csv"
    path.write_text(
        f"system,property,target,value,unit,source,at_altitude\nexample-one,{measure},aircraft,4,km,daily,{height}\n",
        "utf-8",
    )
    assert run(["import", str(path), "--catalog", str(home)]) == 1
    assert json.loads((tmp_path / "h.csv.rejected.jsonl").read_text("utf-8"))["reason"].startswith(says)


def test_a_wide_table_with_heights(tmp_path: Path) -> None:
    """A column of heights holds for the ranges of a table with a column a measure, and for nothing else."""
    home = home_with(tmp_path, DRONE)
    path = tmp_path / "w.csv"
    path.write_text("name,range_km,height,ceiling\nExample One,40,3 km,9 km\n", "utf-8")
    mapping = "name=system,range_km=range[aircraft]:km,height=at_altitude,ceiling=altitude[aircraft]"
    assert run(["import", str(path), "--map", mapping, "--with", "source=daily", "--catalog", str(home)]) == 0
    assert added(home) == {
        "targets": ["aircraft"],
        "range_max": {"daily": {"value": "40 km", "at_altitude": "3 km"}},
        "altitude_max": {"daily": "9 km"},
    }
