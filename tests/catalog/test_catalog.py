"""The catalog: finding systems, the user's own folder, the cache, and a case for every shipped file."""

from datetime import date
from pathlib import Path

import pytest

from ringfence.catalog.cache import read_cache
from ringfence.catalog.store import Catalog
from ringfence.contribute.check import check
from ringfence.errors import Ambiguous, CatalogError, NotFound, RingfenceError
from ringfence.evidence.figures import cell_of
from ringfence.paths import cache_folder, read_beginning, shipped_systems
from ringfence.specs.measures import MEASURES
from ringfence.specs.targets import CLASSES

FILES = sorted(shipped_systems().glob("*.yaml"))
MINIMAL = """name: {name}
origin: [RUS]
kind: sam
reference: aircraft
status: in-service
envelopes: [{{targets: [aircraft], range_max: {{daily: 10 km}}}}]
sources: {{daily: {{publisher: D, url: "https://example.org/{name}", published: null, kind: blog, language: en}}}}
"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_file(path: Path, catalog: Catalog) -> None:
    """A shipped file is without problems, is found by all its names, and all its cells can be worked out."""
    assert check([path], date.today(), known=list(catalog)).problems == ()
    system = catalog.get(path.stem)
    for name in (system.id, system.name, *system.aliases):
        assert catalog.get(name).id == path.stem
    for measure, info in MEASURES.items():
        for target in CLASSES if info.targeted else (None,):
            cell = cell_of(system, measure, target)
            assert cell.best is None or cell.best.lowest.counted <= cell.best.si <= cell.best.highest.counted


def test_whole_catalog_is_clean() -> None:
    """No two shipped files claim one name, and every variant's origin is there."""
    report = check([shipped_systems()])
    assert (report.problems, report.files) == ((), len(FILES))


@pytest.mark.parametrize(
    "name",
    ["s-400", "S-400", "s400", "S 400", "SA-21", "sa21", "SA-21 Growler", "triumf", "С-400 «Триумф»", "С-400", "S‑400"],
)
def test_found_by_any_name(name: str, catalog: Catalog) -> None:
    """A system is found by id, alias, native and NATO name, in any case and hyphenation."""
    assert catalog.get(name).id == "s-400"


def test_did_you_mean(catalog: Catalog) -> None:
    """A miss names the nearest names."""
    with pytest.raises(NotFound) as caught:
        catalog.get("s-4000")
    assert "S-400" in str(caught.value.hint) or "s-400" in str(caught.value.hint)


def test_ambiguous(catalog: Catalog) -> None:
    """A name that may mean several systems lists them."""
    with pytest.raises(Ambiguous) as caught:
        catalog.get("iris-t")
    assert set(caught.value.candidates) == {"iris-t-slm", "iris-t-sls", "iris-t-slx"}


@pytest.mark.parametrize(("name", "owner"), [("40N6", "s-400"), ("Tamir", "iron-dome"), ("40n6", "s-400")])
def test_a_missiles_name_finds_its_system(name: str, owner: str, catalog: Catalog) -> None:
    """A missile's name answers the one system that has it, and says so."""
    said: list[str] = []
    again = Catalog(catalog.folders, said.append)
    assert again.get(name).id == owner
    assert len(said) == 1
    assert said[0].endswith(f"is a part of {owner}")


def test_index_follows_the_files(tmp_path: Path) -> None:
    """A name is found at once after a file was added, changed or taken away, whatever the index held before."""
    file = tmp_path / "mine.yaml"
    for name in ("First", "Second"):
        file.write_text(MINIMAL.format(name=name), "utf-8")
        assert Catalog.load(tmp_path, shipped=False).get(name.upper()).id == "mine"
    with pytest.raises(NotFound):
        Catalog.load(tmp_path, shipped=False).get("First")
    (tmp_path / "other.yaml").write_text(MINIMAL.format(name="First"), "utf-8")
    assert Catalog.load(tmp_path, shipped=False).get("FIRST").id == "other"


def test_an_index_holds_its_own_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in a folder of one's own is not found once that folder is no longer asked for."""
    thaad = (shipped_systems() / "thaad.yaml").read_text("utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "ex-1.yaml").write_text(thaad.replace("name: THAAD", "name: Example One"), "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))  # one that is empty
    assert Catalog.load(own).get("Example One").id == "ex-1"
    with pytest.raises(NotFound):
        Catalog.load().get("Example One")


def test_find(catalog: Catalog) -> None:
    """`find` gives every system one of whose names holds the text."""
    assert {"s-300pmu1", "s-300pmu2", "s-300vm"} <= {system.id for system in catalog.find("S300")}


def test_own_folder_adds_and_replaces(tmp_path: Path) -> None:
    """A folder of one's own adds systems, replaces one whole, and says which."""
    (tmp_path / "mine.yaml").write_text(MINIMAL.format(name="Mine"), "utf-8")
    (tmp_path / "thaad.yaml").write_text(MINIMAL.format(name="Other"), "utf-8")
    said: list[str] = []
    catalog = Catalog.load(tmp_path)
    catalog.tell = said.append
    assert (catalog.get("mine").name, catalog.get("thaad").name) == ("Mine", "Other")
    assert said == [f"thaad is read from {tmp_path / 'thaad.yaml'}, in place of the shipped record"]
    assert len(catalog) == len(FILES) + 1


def test_environment_names_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RINGFENCE_CATALOG names the user's own folder."""
    (tmp_path / "mine.yaml").write_text(MINIMAL.format(name="Mine"), "utf-8")
    monkeypatch.setenv("RINGFENCE_CATALOG", str(tmp_path))
    assert "mine" in Catalog.load()


def test_bad_file_is_never_silent(tmp_path: Path) -> None:
    """A bad file stops what needs all files, with its problems; what does not need it works."""
    (tmp_path / "bad.yaml").write_text("name: [", "utf-8")
    (tmp_path / "good.yaml").write_text(MINIMAL.format(name="Good"), "utf-8")
    catalog = Catalog.load(tmp_path, shipped=False)
    assert catalog.get("good").name == "Good"
    with pytest.raises(CatalogError, match=r"bad\.yaml"):
        list(catalog)
    assert check([tmp_path]).files == 2


def test_a_draft_is_left_out_with_a_word(tmp_path: Path) -> None:
    """A lenient catalog leaves out a file that is not complete, once, and says so; asked for by name it tells what is
    wrong with it.
    """
    (tmp_path / "draft.yaml").write_text("name: Draft\n", "utf-8")
    (tmp_path / "good.yaml").write_text(MINIMAL.format(name="Good"), "utf-8")
    said: list[str] = []
    for _ in range(2):  # read, and from the kept copy
        catalog = Catalog.load(tmp_path)
        catalog.tell, catalog.lenient = said.append, True
        assert "good" in [system.id for system in catalog]
        assert "draft" not in catalog.rows
        assert catalog.get("GOOD").id == "good"
        assert len(catalog) == len(FILES) + 1
        with pytest.raises(CatalogError, match="'origin' is missing"):
            catalog.get("draft")
    assert len(said) == 2
    assert f"ringfence check {tmp_path / 'draft.yaml'}" in said[0]


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    """A folder that is not there is an error."""
    with pytest.raises(RingfenceError, match="not a folder"):
        Catalog.load(tmp_path / "none")


def test_get_opens_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for one system by its id opens one file."""
    opened: list[str] = []

    def counting(path: Path, most: int) -> bytes:
        opened.append(path.name)
        return read_beginning(path, most)

    monkeypatch.setattr("ringfence.strict_yaml.read_beginning", counting)
    monkeypatch.setattr("ringfence.catalog.folder.read_beginning", counting)
    Catalog.load().get("s-400")
    assert opened == ["s-400.yaml"]


def test_cache_sees_a_change(tmp_path: Path) -> None:
    """A file that has changed since it was kept is read again."""
    path = tmp_path / "mine.yaml"
    path.write_text(MINIMAL.format(name="Before"), "utf-8")
    assert [s.name for s in Catalog.load(tmp_path, shipped=False)] == ["Before"]
    assert read_cache(tmp_path)
    path.write_text(MINIMAL.format(name="Afterwards"), "utf-8")
    assert [s.name for s in Catalog.load(tmp_path, shipped=False)] == ["Afterwards"]


@pytest.mark.parametrize(
    "junk", [b"", b"{", b"[]", b'{"form": 1}', b"\xff\xfe", b'{"form": 1, "code": "x", "files": {"mine.yaml": 3}}']
)
def test_broken_cache_is_made_anew(junk: bytes, tmp_path: Path) -> None:
    """Whatever is wrong with the kept copy, the files themselves are read."""
    (tmp_path / "mine.yaml").write_text(MINIMAL.format(name="Mine"), "utf-8")
    list(Catalog.load(tmp_path, shipped=False))
    folder = cache_folder()
    assert folder
    for kept in folder.glob("records-*.json"):
        kept.write_bytes(junk)
    assert [s.name for s in Catalog.load(tmp_path, shipped=False)] == ["Mine"]


def test_old_copies_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the copies of many folders the sixteen newest are kept, this folder's among them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for number in range(18):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "mine.yaml").write_text(MINIMAL.format(name="Mine"), "utf-8")
        list(Catalog.load(folder, shipped=False))
    kept = cache_folder()
    assert kept
    assert len(list(kept.glob("records-*.json"))) == 16
    assert read_cache(tmp_path / "17")


def test_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """RINGFENCE_NO_CACHE does without a copy."""
    monkeypatch.setenv("RINGFENCE_NO_CACHE", "1")
    (tmp_path / "mine.yaml").write_text(MINIMAL.format(name="Mine"), "utf-8")
    assert [s.name for s in Catalog.load(tmp_path, shipped=False)] == ["Mine"]
    assert read_cache(tmp_path) == {}
