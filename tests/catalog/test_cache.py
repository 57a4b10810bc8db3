"""The copy of parsed files: whatever happens to it, or to the files behind it, no answer changes."""

import json
import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from ringfence.catalog.cache import hash_of, read_cache, seal
from ringfence.catalog.kept import kept_system
from ringfence.catalog.store import Catalog
from ringfence.errors import CatalogError
from ringfence.paths import cache_folder, shipped_systems, state_folder


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one record, whose copy has been made."""
    for name in ("CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    folder = tmp_path / "mine"
    folder.mkdir()
    text = (shipped_systems() / "tor-m1.yaml").read_text("utf-8")
    (folder / "tor-m1.yaml").write_text(text, "utf-8")
    assert names(folder) == ["Tor-M1"]
    assert read_cache(folder)
    return folder


def names(folder: Path) -> list[str]:
    """What the catalog of that folder answers."""
    return [str(data["name"]).split()[0] for data in Catalog.load(folder, shipped=False).records.values()]


def asked(folder: Path) -> str:
    """The name of the record when it alone is asked for."""
    return Catalog.load(folder, shipped=False).get("tor-m1").name.split()[0]


def kept_record() -> Path:
    """Where the record that was asked for is kept."""
    home = cache_folder()
    assert home
    return next(home.glob("systems-*/tor-m1.yaml.kept"))


def copy() -> Path:
    """Where the copy lies."""
    home = cache_folder()
    assert home
    return next(home.glob("records-*.json"))


def test_a_change_within_size_and_time_is_seen(mine: Path) -> None:
    """A file that was changed and given its old date again is read again."""
    path = mine / "tor-m1.yaml"
    before = path.stat()
    text = path.read_text("utf-8")
    path.write_text(text.replace("name: Tor-M1", "name: Rot-M1"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert names(mine) == ["Rot-M1"]


def test_for_the_user_alone(mine: Path) -> None:
    """Copy and key can be read by nobody else."""
    home = cache_folder()
    assert home
    for path in (copy(), state_folder() / "cache.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def sealed_otherwise(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The copy with something changed in it, under sums that anyone can compute."""
    data = json.loads(copy().read_bytes().partition(b"\n")[2])
    change(data)
    text = json.dumps(data).encode()
    return b"%d\n%b" % (crc32(text), text)


def test_a_planted_record_is_not_believed(mine: Path) -> None:
    """Who can write the copy, and no more, decides no answer."""
    copy().write_bytes(sealed_otherwise(lambda data: data["tor-m1.yaml"][1].update(name="Planted")))
    assert names(mine) == ["Tor-M1"]
    whole = copy().read_bytes()
    seal, _, text = whole.partition(b"\n")
    copy().write_bytes(seal + b"\n" + text.replace(b"Tor-M1", b"Rot-M1"))
    assert names(mine) == ["Tor-M1"]


def test_a_copy_that_others_may_write_is_not_believed(mine: Path) -> None:
    """A copy with open permissions counts as nobody's."""
    copy().chmod(0o666)
    assert read_cache(mine) == {}
    assert names(mine) == ["Tor-M1"]


def test_anothers_copy_is_not_believed(mine: Path) -> None:
    """A copy of another folder, put in this one's place, is none of its."""
    other = mine.parent / "other"
    other.mkdir()
    (other / "tor-m1.yaml").write_text(
        (mine / "tor-m1.yaml").read_text("utf-8").replace("name: Tor-M1", "name: Other"), "utf-8"
    )
    first = copy()
    names(other)
    second = next(p for p in first.parent.glob("records-*.json") if p != first)
    first.write_bytes(second.read_bytes())
    assert read_cache(mine) == {}


def test_links_pipes_and_folders_in_its_place(mine: Path) -> None:
    """A link in the copy's place is replaced, never written through; a pipe never hangs, a folder is passed over."""
    victim = mine.parent / "victim"
    victim.write_text("precious")
    place = copy()
    place.unlink()
    place.symlink_to(victim)
    assert names(mine) == ["Tor-M1"]
    assert victim.read_text() == "precious"
    assert not place.is_symlink()
    place.unlink()
    os.mkfifo(place)
    assert names(mine) == ["Tor-M1"]
    assert place.is_file()
    place.unlink()
    place.mkdir()
    assert names(mine) == ["Tor-M1"]


@pytest.mark.parametrize("junk", [b"", b"null", b"[" * 100_000, b"\xff\xfe", bytes(1000), b"\n{}"])
def test_junk_in_its_place(junk: bytes, mine: Path) -> None:
    """Whatever is wrong with the copy, it is made anew."""
    copy().write_bytes(junk)
    assert names(mine) == ["Tor-M1"]
    assert read_cache(mine)


def test_without_a_place_for_the_key(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no key can be kept, there is no copy, and the answers are the same."""
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/1/nowhere")
    assert names(mine) == ["Tor-M1"]
    assert read_cache(mine) == {}


def test_a_kept_record_is_the_record(mine: Path) -> None:
    """A record that was kept equals the one that its file gives, whole."""
    path = mine / "tor-m1.yaml"
    first = Catalog.load(mine, shipped=False).get("tor-m1")
    assert kept_system(path, path.read_bytes()) == first
    assert Catalog.load(mine, shipped=False).get("tor-m1") == first
    assert stat.S_IMODE(kept_record().stat().st_mode) == 0o600


def test_a_kept_record_holds_for_its_bytes(mine: Path) -> None:
    """A file that has changed is read, though size and date are as they were; and again when it is changed back."""
    path = mine / "tor-m1.yaml"
    assert asked(mine) == "Tor-M1"
    before, text = path.stat(), path.read_text("utf-8")
    for name in ("Rot-M1", "Tor-M1"):
        path.write_text(text.replace("name: Tor-M1", f"name: {name}"), "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert asked(mine) == name


def test_a_broken_file_has_no_kept_record(mine: Path) -> None:
    """What was kept of a good file does not hide that it is bad now."""
    assert asked(mine) == "Tor-M1"
    (mine / "tor-m1.yaml").write_text("name: [", "utf-8")
    with pytest.raises(CatalogError):
        asked(mine)


class Planted:
    """What a pickle of a stranger's would run."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch planted",)


def test_a_kept_record_runs_nothing(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even under a true seal only records come out of it, and without one nothing does."""
    monkeypatch.chdir(mine)
    assert asked(mine) == "Tor-M1"
    planted = pickle.dumps(Planted())
    raw = (mine / "tor-m1.yaml").read_bytes()
    assert seal(kept_record(), planted, f"tor-m1.yaml {hash_of(raw)}")
    assert asked(mine) == "Tor-M1"
    kept_record().write_bytes(planted)
    assert asked(mine) == "Tor-M1"
    assert not (mine / "planted").exists()


@pytest.mark.parametrize("junk", [b"", b"\n", bytes(1000), b"\x80\x05K\x01."])
def test_junk_for_a_kept_record(junk: bytes, mine: Path) -> None:
    """Whatever lies there, with the seal or without it, the file decides."""
    assert asked(mine) == "Tor-M1"
    kept_record().write_bytes(junk)
    assert asked(mine) == "Tor-M1"
    raw = (mine / "tor-m1.yaml").read_bytes()
    seal(kept_record(), junk, f"tor-m1.yaml {hash_of(raw)}")
    assert asked(mine) == "Tor-M1"


def test_folders_that_are_gone_leave_little(mine: Path) -> None:
    """Of many folders only the newest copies stay."""
    home = cache_folder()
    assert home
    for number in range(20):
        folder = mine.parent / f"folder-{number}"
        folder.mkdir()
        (folder / "tor-m1.yaml").write_bytes((mine / "tor-m1.yaml").read_bytes())
        assert asked(folder) == "Tor-M1"
    assert len(list(home.glob("systems-*"))) <= 17
