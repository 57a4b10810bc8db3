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
