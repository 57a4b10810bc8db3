"""The contributor's way: new, check --fix, import, audit, diff."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.contribute.check import check
from ringfence.contribute.claims import claim_of
from ringfence.contribute.edit import Editable
from ringfence.contribute.fix import mended
from ringfence.contribute.importing import plan_import
from ringfence.contribute.rows import Row, RowRefused
from ringfence.paths import shipped_systems

Capture = pytest.CaptureFixture[str]
FILES = sorted(shipped_systems().glob("*.yaml"))
NEW = [
    "--name",
    "Example One",
    "--origin",
    "India",
    "--kind",
    "sam",
    "--publisher",
    "The Daily",
    "--url",
    "https://example.org/x",
    "--source-kind",
    "newspaper",
]
SOURCE = {
    "source": "daily",
    "publisher": "D",
    "url": "https://example.org/d",
    "published": "2015",
    "kind": "newspaper",
    "language": "en",
}
BASE = {
    "system": "ex-1",
    "element": "system",
    "property": "range.max",
    "target": "aircraft",
    "value": 40,
    "unit": "km",
    "source": "daily",
}


def folder(tmp_path: Path) -> Path:
    """A catalog of one's own with one commented file."""
    home = tmp_path / "own"
    home.mkdir(exist_ok=True)
    (home / "ex-1.yaml").write_text(
        "# a comment on top\nname: Example One\norigin: [IND]  # where from\nkind: sam\nreference: aircraft\nstatus: in-service\n"
        "envelopes:\n  - targets: [drone]\n    range_max: {old: 5 km}  # kept\nsources:\n"
        '  old: {publisher: O, url: "https://example.org/o", published: null, kind: blog, language: en}\n',
        "utf-8",
    )
    return home


def rows(tmp_path: Path, *claims: dict[str, Any]) -> tuple[Path, Path]:
    """A file of claims and one of sources."""
    path, sources = tmp_path / "claims.jsonl", tmp_path / "sources.jsonl"
    path.write_text("".join(json.dumps({**BASE, **claim}) + "\n" for claim in claims), "utf-8")
    sources.write_text(json.dumps(SOURCE) + "\n", "utf-8")
    return path, sources


def imported(tmp_path: Path, *claims: dict[str, Any]) -> tuple[int, str]:
    """Exit code of an import into the small catalog, and the file afterwards."""
    home = folder(tmp_path) if not (tmp_path / "own").exists() else tmp_path / "own"
    path, sources = rows(tmp_path, *claims)
    code = run(["import", str(path), "--sources", str(sources), "--catalog", str(home)])
    return code, (home / "ex-1.yaml").read_text("utf-8")


def test_new_writes_and_says_what_next(tmp_path: Path, capsys: Capture) -> None:
    """`new` writes a commented file and says what to do next; with a figure put in, the file is good."""
    assert run(["new", "ex-1", "--into", str(tmp_path), *NEW]) == 0
    path = tmp_path / "ex-1.yaml"
    assert "ringfence check" in capsys.readouterr().out
    text = path.read_text("utf-8")
    for line in ("envelopes:", "  - targets: [aircraft]", "    range_max: {", "    altitude_max: {"):
        text = text.replace(f"# {line}", line)
    path.write_text(text, "utf-8")
    assert check([path], known=list(Catalog.load())).problems == ()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ex-1", *NEW], "there already"), (["Ex 2", *NEW], "did you mean 'ex-2'"), (["s-400", *NEW], "belongs to 's-400'"),
        (["ex-3", *NEW[2:], "--name", "SA-21"], "belongs to 's-400'"), (["ex-3", *NEW[2:]], "--name is missing"),
        (["ex-3", *NEW, "--url", "ftp://x"], "url"), (["ex-3", *NEW, "--published", "2015-13"], "does not exist"),
    ],
)  # fmt: skip
def test_new_refuses(arguments: list[str], says: str, tmp_path: Path, capsys: Capture) -> None:
    """`new` never overwrites, takes no name that another system has, and says what is wrong."""
    (tmp_path / "ex-1.yaml").write_text("mine", "utf-8")
    assert run(["new", *arguments, "--into", str(tmp_path)]) == 2
    assert says in capsys.readouterr().err
    assert [path.read_text("utf-8") for path in tmp_path.iterdir()] == ["mine"]


def test_import_keeps_comments_and_joins_classes(tmp_path: Path) -> None:
    """One source's equal figures for several classes become one statement; comments and order stay."""
    code, text = imported(
        tmp_path,
        {},
        {"target": "ballistic-missile"},
        {"property": "engages", "target": "drone", "value": True, "unit": None},
    )
    assert code == 0
    assert "# a comment on top" in text
    assert "# where from" in text
    assert "# kept" in text
    assert "targets: [aircraft, ballistic-missile]" in text
    assert text.count("40 km") == 1


def test_import_joins_across_imports(tmp_path: Path) -> None:
    """A figure that a later import gives for another class joins the statement that is there."""
    imported(tmp_path, {})
    _, text = imported(tmp_path, {"target": "ballistic-missile"})
    assert "targets: [aircraft, ballistic-missile]" in text
    assert text.count("40 km") == 1


def test_importing_twice_changes_nothing(tmp_path: Path) -> None:
    """The second import of the same rows leaves every byte as it is."""
    claims: list[dict[str, Any]] = [
        {},
        {"value": 50},
        {"target": None},
        {"element": "effector:M-1", "value": 30},
        {"property": "speed.max", "target": None, "value": 3, "unit": "Mach", "element": "effector:M-1"},
    ]
    first = imported(tmp_path, *claims)
    assert imported(tmp_path, *claims) == first == (0, first[1])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["aircraft", "drone", "ballistic-missile", None]),
            st.integers(1, 3),
            st.sampled_from(["system", "effector:M"]),
        ),
        max_size=8,
    )
)
def test_import_is_idempotent(claims: list[tuple[str | None, int, str]]) -> None:
    """Whatever the rows, adding them again to what they gave changes nothing."""
    text = "name: X\norigin: [IND]\nkind: sam\nreference: aircraft\nstatus: in-service\nsources: {}\n"

    def add(before: str) -> str:
        editable = Editable(before)
        for target, value, element in claims:
            editable.add(claim_of(Row(1, {**BASE, "target": target, "value": value, "element": element})))
        return editable.text

    once = add(text)
    assert add(once) == once


def test_rejected_rows_can_be_mended(tmp_path: Path, capsys: Capture) -> None:
    """Rows that cannot be taken are listed with line and reason; mended, they import; the others are in."""
    code, text = imported(
        tmp_path, {}, {"unit": "nm"}, {"system": "nothing-like-it"}, {"target": "tank"}, {"source": "unknown"}
    )
    assert code == 1
    assert "40 km" in text
    listed = [json.loads(line) for line in (tmp_path / "claims.jsonl.rejected.jsonl").read_text("utf-8").splitlines()]
    assert [row["line"] for row in listed] == [2, 3, 4, 5]
    assert all(row["reason"] for row in listed)
    assert "claims.jsonl:2:" in capsys.readouterr().err
    assert imported(tmp_path, {**listed[0], "unit": "nmi"})[0] == 0


def test_dry_run_writes_nothing(tmp_path: Path, capsys: Capture) -> None:
    """--dry-run shows a diff and writes nothing."""
    home = folder(tmp_path)
    before = (home / "ex-1.yaml").read_bytes()
    path, sources = rows(tmp_path, {})
    assert run(["import", str(path), "--sources", str(sources), "--catalog", str(home), "--dry-run"]) == 0
    assert "+" in capsys.readouterr().out
    assert (home / "ex-1.yaml").read_bytes() == before


def test_import_csv_and_new_system(tmp_path: Path) -> None:
    """CSV is taken too, and a new system is begun from a row that defines it."""
    home = folder(tmp_path)
    (tmp_path / "c.csv").write_text(
        "system,element,property,target,value,unit,source\nex-9,system,range.max,drone,7,km,daily\n", "utf-8"
    )
    (tmp_path / "y.csv").write_text('system,name,origin,kind\nex-9,"NO: ""x"" # é",IND,sam\n', "utf-8")
    (tmp_path / "s.jsonl").write_text(json.dumps(SOURCE), "utf-8")
    plan = plan_import(Catalog.load(home), tmp_path / "c.csv", tmp_path / "s.jsonl", tmp_path / "y.csv", home)
    plan.write()
    assert plan.rejected == []
    assert Catalog.load(home).get("ex-9").name == 'NO: "x" # é'


@pytest.mark.parametrize(
    "row",
    [{"value": None}, {"value": float("nan")}, {"value": 10**400}, {"value": [1]}, {"property": "__class__"}, {"element": "interceptor:"},
     {"qualifier": "maybe"}, {"context": "rumour"}, {"property": "engages", "value": "perhaps"}, {"property": "detection_range", "element": "interceptor:M"}],
    ids=str,
)  # fmt: skip
def test_hostile_rows(row: dict[str, Any]) -> None:
    """A row that makes no sense is refused with a reason."""
    with pytest.raises(RowRefused, match=r"."):
        claim_of(Row(1, {**BASE, **row}))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_round_trip(path: Path) -> None:
    """Opening a shipped file for changes loses nothing of it."""
    from ringfence.strict_yaml import parse_yaml

    text = path.read_text("utf-8")
    editable = Editable(text)
    assert editable.text == text
    editable.changed = True
    assert parse_yaml(editable.text) == parse_yaml(text)
    assert editable.text.count("\n    {publisher") == text.count("\n    {publisher")
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in editable.text.splitlines() if "#" in line
    ] or "#" not in text


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("400km", "400 km"),
        ("400 kilometers", "400 km"),
        ("up to 40-50 km", "up to 40–50 km"),
        ("5 Mach", "Mach 5"),
        ("400 Km", "400 km"),
    ],
)
def test_fix_spelling(written: str, right: str) -> None:
    """A value that is misspelled in its form alone is mended."""
    text = f"# yaml-language-server: $schema=x\na: {{b: {written}}}\n"
    assert mended(text, "a.yaml")[0] == text.replace(written, right)


@pytest.mark.parametrize("written", ["20 nm", "5 tons", '"1,5 km"', "title: 400km", "400 km"])
def test_fix_leaves_doubt_alone(written: str) -> None:
    """What may mean two things, what was printed so, and what is right are left alone."""
    text = f"# yaml-language-server: $schema=x\na: {{{written if ':' in written else 'b: ' + written}}}\n"
    assert mended(text, "a.yaml") == (text, [])


@pytest.mark.parametrize("path", FILES[::9], ids=lambda path: path.stem)
def test_fix_keeps_good_files(path: Path) -> None:
    """A shipped file is mended to something that says the same, and mending again changes nothing."""
    from ringfence.strict_yaml import parse_yaml

    once, _ = mended(path.read_text("utf-8"), path.name)
    assert parse_yaml(once) == parse_yaml(path.read_text("utf-8"))
    assert mended(once, path.name) == (once, [])


def test_fix_command(tmp_path: Path, capsys: Capture) -> None:
    """`check --fix` mends in place, says what it did, and then checks."""
    home = folder(tmp_path)
    path = home / "ex-1.yaml"
    path.write_text(path.read_text("utf-8").replace("5 km", "5km"), "utf-8")
    assert run(["check", "--fix", str(path)]) == 0
    assert "5km → 5 km" in capsys.readouterr().err
    assert "# kept" in path.read_text("utf-8")


def test_diff_of_folders(tmp_path: Path, capsys: Capture) -> None:
    """`diff` names systems, figures, sources and cells that changed; moving an envelope is no difference."""
    before, after = tmp_path / "a", tmp_path / "b"
    for place in (before, after):
        place.mkdir()
        (place / "thaad.yaml").write_bytes((shipped_systems() / "thaad.yaml").read_bytes())
    assert run(["diff", str(before), str(after)]) == 0
    capsys.readouterr()
    (after / "thaad.yaml").unlink()
    (after / "s-400.yaml").write_bytes((shipped_systems() / "s-400.yaml").read_bytes())
    assert run(["diff", str(before), str(after), "--format", "json"]) == 1
    assert [(c["system"], c["how"]) for c in json.loads(capsys.readouterr().out)] == [
        ("s-400", "added"),
        ("thaad", "removed"),
    ]


def test_diff_of_figures(tmp_path: Path, capsys: Capture) -> None:
    """A changed figure is shown with both values, and so is the cell that it moves."""
    home = folder(tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    text = (home / "ex-1.yaml").read_text("utf-8")
    (other / "ex-1.yaml").write_text(text.replace("5 km", "9 km"), "utf-8")
    assert run(["diff", str(home), str(other), "--format", "json"]) == 1
    found = {(c["what"], c["before"], c["after"]) for c in json.loads(capsys.readouterr().out)}
    assert found == {("figure", "5 km", "9 km"), ("cell", "5 km ×1", "9 km ×1")}


def test_diff_of_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """`diff` takes git revisions, and refuses what is neither a folder nor a revision."""
    home = tmp_path / "catalog" / "systems"
    home.mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True, capture_output=True
        )

    git("init", "-q")
    text = (folder(tmp_path) / "ex-1.yaml").read_text("utf-8")
    for number in (5, 9):
        (home / "ex-1.yaml").write_text(text.replace("5 km", f"{number} km"), "utf-8")
        git("add", "catalog")
        git("commit", "-q", "-m", str(number))
    assert run(["diff", "HEAD~1", "HEAD"]) == 1
    assert "9 km" in capsys.readouterr().out
    assert run(["diff", "HEAD", "no-such-revision"]) == 2
