"""How files are written: whole or not at all, in the place that is meant, and nothing is left behind."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ringfence.cli import run
from ringfence.errors import RingfenceError
from ringfence.paths import read_bounded
from ringfence.writing import beside, write_all, write_atomically

Capture = pytest.CaptureFixture[str]
WRITERS = {
    "compare": ["compare", "s-400", "thaad", "-f", "csv"], "geojson": ["export", "rings", "s-400", "--at", "Ankara", "-f", "geojson"],
    "sqlite": ["export", "catalog", "s-400", "-f", "sqlite"], "zip": ["export", "catalog", "s-400", "-f", "csv"],
}  # fmt: skip
ENDINGS = {"compare": "csv", "geojson": "geojson", "sqlite": "sqlite", "zip": "zip"}


@pytest.fixture(params=sorted(WRITERS))
def writer(request: pytest.FixtureRequest) -> tuple[list[str], str]:
    """A command that writes a file, and how the file is called."""
    return WRITERS[request.param], f"a.{ENDINGS[request.param]}"


def test_links_are_followed(writer: tuple[list[str], str], tmp_path: Path) -> None:
    """Writing to a link writes what it links to; the link stays, and so do the file's permissions."""
    command, name = writer
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / name, tmp_path / name
    target.write_text("old")
    target.chmod(0o600)
    link.symlink_to(target)
    assert run([*command, "-o", str(link)]) == 0
    assert link.is_symlink()
    assert target.read_bytes() != b"old"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.rglob("*")) == sorted([name, name, "real"])


def test_pipes_are_written_to(writer: tuple[list[str], str], tmp_path: Path) -> None:
    """A named pipe stays one, and its reader gets the bytes that a file would hold."""
    command, name = writer
    pipe, plain = tmp_path / name, tmp_path / f"b{name}"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run([*command, "-o", str(pipe)]) == 0
    reader.join(20)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert run([*command, "-o", str(plain)]) == 0
    assert len(got[0]) == len(plain.read_bytes()) > 100


def test_open_descriptors_are_written_to(tmp_path: Path) -> None:
    """`-o /dev/stdout` and `-o /dev/fd/N` write to what is open there, behind what it holds already."""
    out = tmp_path / "out"
    code = "import sys; from pathlib import Path; from ringfence.writing import write_atomically as w; w(Path(sys.argv[1]), 'new')"
    for name in ("/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"):
        out.write_text("old ")
        with out.open("a") as stream:
            subprocess.run([sys.executable, "-c", code, name], stdout=stream, check=True)
        assert out.read_text() == "old new"


def test_a_device_stays_a_device(tmp_path: Path) -> None:
    """A device is written to, never replaced by a file."""
    node = tmp_path / "null"
    try:
        os.mknod(node, 0o666 | stat.S_IFCHR, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root makes device nodes")
    write_atomically(node, "x")
    assert stat.S_ISCHR(node.stat().st_mode)


@pytest.mark.parametrize("length", [241, 255])
def test_long_names(length: int, tmp_path: Path) -> None:
    """Every name that the disk takes is taken."""
    path = tmp_path / ("x" * (length - 4) + ".csv")
    assert run(["compare", "s-400", "thaad", "-f", "csv", "-o", str(path)]) == 0
    assert path.is_file()


@pytest.mark.parametrize("name", ["loop", "x" * 300, "d/" * 3000 + "x", "no/such/folder/x"])
def test_places_where_no_file_can_be(name: str, writer: tuple[list[str], str], tmp_path: Path, capsys: Capture) -> None:
    """A link to itself, a name too long and a folder that is not there are told in a line."""
    command, plain = writer
    path = tmp_path / f"{name}{Path(plain).suffix}"
    if name == "loop":
        path.symlink_to(path)
    assert run([*command, "-o", str(path)]) == 2
    assert capsys.readouterr().err.startswith("error: cannot write")


def test_all_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the second of two files cannot be moved, the first is what it was, and a third was never there."""
    (tmp_path / "a").write_text("old a")
    (tmp_path / "b").write_text("old b")
    move = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if Path(target).name == "b" and self.read_text() == "3":
            raise OSError(5, "Input/output error")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="Input/output"):
        write_all({tmp_path / "a": "1", tmp_path / "c": "2", tmp_path / "b": "3"})
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"a": "old a", "b": "old b"}


def test_what_a_killed_writer_left_goes(tmp_path: Path) -> None:
    """The next writer in a folder removes what a killed one left, and nothing of a living one."""
    code = (
        "import os, sys, signal; from pathlib import Path; from ringfence.writing import beside\n"
        "with beside(Path(sys.argv[1])) as aside: (aside / 'half').write_text('x'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "x")], check=False)
    assert len(list(tmp_path.iterdir())) == 1
    with beside(tmp_path / "y") as living:
        (living / "mine").write_text("x")
        write_atomically(tmp_path / "z", "z")
        assert (living / "mine").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["z"]


def test_a_folder_export_is_never_gone(tmp_path: Path) -> None:
    """Exporting again into a folder, or through a link to it, exchanges the folder in one step; its permissions stay."""
    data, link = tmp_path / "data", tmp_path / "link"
    command = ["export", "catalog", "s-400", "-f", "csv", "-o"]
    assert run([*command, str(data)]) == 0
    data.chmod(0o750)
    link.symlink_to(data)
    (data / "systems.csv").write_text("old")
    assert run([*command, str(link)]) == 0
    assert link.is_symlink()
    assert (data / "systems.csv").read_text("utf-8") != "old"
    assert stat.S_IMODE(data.stat().st_mode) == 0o750
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "link"]


def test_reading_has_an_end() -> None:
    """A file without an end, and one that is not there, are refused."""
    with pytest.raises(RingfenceError, match="holds more than 1,000 bytes"):
        read_bounded(Path("/dev/zero"), 1000)
    with pytest.raises(RingfenceError, match="cannot read"):
        read_bounded(Path("no\0such"), 1000)
