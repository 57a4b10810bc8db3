"""Contributors: the clone that one stands in is what is checked and added to, whichever ringfence is installed."""

import shutil
from pathlib import Path

import pytest

from ringfence.cli import run

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with two records, in which one stands."""
    systems = tmp_path / "clone" / "catalog" / "systems"
    systems.mkdir(parents=True)
    (tmp_path / "clone" / "specs").mkdir()
    shutil.copy(ROOT / "specs" / "system.schema.json", tmp_path / "clone" / "specs")
    shutil.copy(ROOT / "catalog" / "systems" / "thaad.yaml", systems)
    (systems / "bad.yaml").write_text("name: Bad\nnmae: x\n", "utf-8")
    monkeypatch.chdir(systems.parent)
    return systems


def test_check_reads_the_clone(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`check` without a path checks the clone's files and names their folder."""
    assert run(["check"]) == 1
    out = capsys.readouterr().out
    assert f"{clone / 'bad.yaml'}:2:1" in out
    assert f"2 files checked in {clone}" in out


def test_audit_reads_the_clone(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`audit` weighs the clone's files, names their folder, and is not stopped by a draft among them."""
    run(["audit", "--format", "csv"])
    out, err = capsys.readouterr()
    assert {line.split(",")[0] for line in out.splitlines()[1:]} == {"thaad"}
    assert f"{clone / 'bad.yaml'} is left out" in err
    run(["audit", "--scores"])
    assert str(clone) in "".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", ["my.yml", "My.YAML"])
def test_other_endings_are_told(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that ends in .yml or .YAML is named by every command that reads its folder, and by `check` with what to
    do.
    """
    shutil.copy(ROOT / "specs" / "template.yaml", tmp_path / name)
    assert run(["compare", "s-400", "--catalog", str(tmp_path)]) == 0
    assert f"{name} is passed over" in capsys.readouterr().err
    for path in (tmp_path, tmp_path / name):
        assert run(["check", str(path)]) == 1
        assert "my.yaml" in capsys.readouterr().out or path == tmp_path


@pytest.mark.parametrize(
    "arguments", [["list"], ["compare", "S400", "THAAD"], ["factcheck", "THAAD reaches 200 km."], ["search", "buk"]]
)
def test_a_draft_blocks_nothing(arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft by `new` in a folder of one's own gets a note; the rest works."""
    new = ["--name", "Example-1", "--origin", "India", "--kind", "sam", "--publisher", "D", "--source-kind", "blog"]
    assert run(["new", "example-1", *new, "--url", "https://example.org/a", "--into", str(tmp_path)]) == 0
    capsys.readouterr()
    assert run([*arguments, "--catalog", str(tmp_path)]) == 0
    said = capsys.readouterr()
    assert "example-1.yaml is left out" in said.err
    assert "example-1" not in said.out


def test_new_writes_into_the_clone(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`new` begins a file in the clone, and says where."""
    arguments = [
        "--name",
        "Example-1",
        "--origin",
        "India",
        "--kind",
        "sam",
        "--publisher",
        "Daily",
        "--url",
        "https://example.org/a",
    ]
    assert run(["new", "example-1", *arguments, "--source-kind", "newspaper", "--published", "2007-08"]) == 0
    assert (clone / "example-1.yaml").is_file()
    said = capsys.readouterr()
    assert str(clone) in said.out + said.err
