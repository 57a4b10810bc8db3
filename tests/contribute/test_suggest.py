"""`suggest` writes a figure's lines, `new` asks on a terminal, `diff` sees what is not committed yet."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pexpect
import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.contribute.check import check
from ringfence.contribute.suggest import read_suggestion
from ringfence.errors import RingfenceError
from ringfence.evidence.figures import cell_of
from ringfence.paths import shipped_systems
from ringfence.strict_yaml import read_document

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
URL = ["--url", "https://example.org/a", "--publisher", "SpaceNews"]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone under git with two systems, in which one stands; the folder of its files."""
    systems = tmp_path / "clone" / "catalog" / "systems"
    systems.mkdir(parents=True)
    (tmp_path / "clone" / "specs").mkdir()
    shutil.copy(ROOT / "specs" / "system.schema.json", tmp_path / "clone" / "specs")
    for name in ("thaad", "iron-dome"):
        shutil.copy(shipped_systems() / f"{name}.yaml", systems)
    monkeypatch.chdir(systems)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "first"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True, cwd=tmp_path / "clone")
    return systems


def test_shows_lines_and_diff(clone: Path, capsys: Capture) -> None:
    """The lines stand with file and number, then the diff, then what becomes of the cell; nothing is written."""
    before = (clone / "thaad.yaml").read_bytes()
    quoted = ["--date", "2020-01", "--quote", "as far as 210 km", "--title", "A: b"]
    assert run(["suggest", "thaad", "range", "ballistic missiles", "up to 210 km", *URL, *quoted]) == 0
    out, err = capsys.readouterr()
    line = re.search(r"thaad\.yaml:(\d+):\s+spacenews-2020-thaad: (.*)", out)
    assert line
    assert line[2] == """{value: up to 210 km, note: "'as far as 210 km'"}"""
    assert f"+      spacenews-2020-thaad: {line[2]}" in out
    assert "kind: trade-press, language: en}" in out  # as other sources of SpaceNews have it
    assert "200 km ×10 → 200 km [200–210] ×11" in err
    assert (clone / "thaad.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ["thaad", "range", "aircraft", "drones", "250 km"],
        ["iron", "dome", "altitude", "aircraft,drones", "up", "to", "11", "km"],
        ["thaad", "engages", "drone", "no"],
        ["thaad", "speed", "Mach 8", "--effector", "THAAD"],
        ["thaad", "detection", "bm", "900 km", "--sensor", "AN/TPY-2"],
        ["thaad", "range", "210 km"],
        ["thaad", "range", "bm", "210 km", "--at-altitude", "120 km"],
    ],
)
def test_what_is_written_passes_check(words: list[str], clone: Path, capsys: Capture) -> None:
    """With --write the lines are in the file, which passes `check`, holds all that it held, and states the figure."""
    from ringfence.contribute.losses import lost

    name = "iron-dome" if words[0] == "iron" else "thaad"
    before = (clone / f"{name}.yaml").read_text("utf-8")
    assert run(["suggest", *words, *URL, "--write"]) == 0
    assert check([clone]).problems == ()
    after = (clone / f"{name}.yaml").read_text("utf-8")
    assert lost(before, after) is None
    assert len(after) > len(before)
    assert run(["suggest", *words, *URL]) == 2
    assert "already" in capsys.readouterr().err


def test_a_known_source_is_taken_as_it_is(clone: Path) -> None:
    """A source of the same address is not defined twice; keys of sources stay in order."""
    document = read_document(clone / "thaad.yaml").data
    assert isinstance(document, dict)
    key, source = next((k, s) for k, s in document["sources"].items() if s.get("url"))
    assert (
        run(["suggest", "thaad", "range", "bm", "219 km", "--url", source["url"], "--publisher", "X", "--write"]) == 0
    )
    assert run(["suggest", "thaad", "range", "bm", "218 km", *URL, "--write"]) == 0
    found = Catalog.load(clone, shipped=False).get("thaad")
    assert len(found.sources) == len(document["sources"]) + 1
    assert list(found.sources) == sorted(found.sources)
    cell = cell_of(found, "range_max", "ballistic-missile")
    assert "219 km" in {one.statement.value.text for one in cell.evidence if one.source_key == key}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["thaad", "250 km", *URL], "a system, a measure, the classes and the value"),
        (["thaad", "range", "tanks", "250 km", *URL], "tanks 250 km"),
        (["thaad", "range", "drone", *URL], "the value is missing"),
        (["thaad", "range", "drone", "250 nm", *URL], "nm"),
        (["thaad", "range", "drone", "4000000 km", *URL], "would not be good"),
        (["nothing-like-it", "range", "250 km", *URL], "no system is called"),
        (["thaad", "range", "250 km", "--url", "https://example.org/a", "--publisher", "Nobody's"], "say what it is"),
        (["thaad", "range", "250 km", "--publisher", "SpaceNews"], "needs publisher, title and published"),
        (["thaad", "range", "250 km", "--publisher", "SpaceNews", "--url", "example.org"], "http"),
    ],
)
def test_refusals(words: list[str], says: str, clone: Path, capsys: Capture) -> None:
    """What cannot be taken is refused in a line or two, and no file changes."""
    before = {path: path.read_bytes() for path in clone.iterdir()}
    assert run(["suggest", *words, "--write"]) == 2
    err = capsys.readouterr().err
    assert says in err
    assert "Traceback" not in err
    assert {path: path.read_bytes() for path in clone.iterdir()} == before


def test_words_in_their_order() -> None:
    """A system may have several words, classes commas, and a value blanks."""
    catalog = Catalog.load()
    said = read_suggestion(catalog, ["iron", "dome", "max-range", "UAVs,helicopters", "more", "than", "4", "km"])
    assert (said.system, said.measure) == ("iron-dome", "range_max")
    assert (said.targets, said.value) == (("drone", "helicopter"), "more than 4 km")
    with pytest.raises(RingfenceError, match="in this order"):
        read_suggestion(catalog, ["s-400"])


def test_diff_of_the_working_tree(clone: Path, capsys: Capture) -> None:
    """`diff` alone shows what is not committed yet, `diff REVISION` what changed since; a draft gets a note."""
    assert run(["diff"]) == 0
    (clone / "draft.yaml").write_text("name: Draft\n", "utf-8")
    assert run(["suggest", "thaad", "range", "bm", "210 km", *URL, "--write"]) == 0
    capsys.readouterr()
    for arguments in ([], ["HEAD"]):
        assert run(["diff", *arguments, "--cells", "--format", "csv"]) == 1
        out, err = capsys.readouterr()
        assert "200 km ×10" in out
        assert "draft.yaml is left out" in err


def test_diff_outside_of_a_clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Where there is no clone, `diff` says what to name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert run(["diff"]) == 2
    assert "name two folders" in capsys.readouterr().err


NAME, COUNTRY, KIND, PUBLISHER = "Name in English: ", "Country of origin: ", "network): ", "publisher: "
ADDRESS, SOURCE_KIND, DATE = "address: ", "aggregator): ", "shows none): "


def on_terminal(folder: Path, answers: list[tuple[str, str]]) -> pexpect.spawn:
    """`new` on a terminal of its own, with the answers typed where their questions stand."""
    arguments = ["-m", "ringfence", "new", "ex-1", "--into", str(folder)]
    terminal = pexpect.spawn(sys.executable, arguments, encoding="utf-8", timeout=120, dimensions=(50, 400))
    for question, answer in answers:
        terminal.expect_exact(question)
        terminal.sendline(answer)
    return terminal


def test_new_asks_again(tmp_path: Path) -> None:
    """On a terminal `new` asks for what no option says; a bad answer is told and asked again, and costs no other."""
    answers = [
        (NAME, ""), (NAME, "S-400"), ("belongs to 's-400'", ""), (NAME, ""), (NAME, "Example One"),
        (COUNTRY, "Atlantis"), ("no country is called 'Atlantis'", ""), (COUNTRY, ""), (COUNTRY, "India, russia"),
        (KIND, "tank"), ("one of these is wanted", ""), (KIND, ""), (KIND, "SAM"), (PUBLISHER, "The Daily"),
        (ADDRESS, "ftp://x"), ("begins with http://", ""), (ADDRESS, ""), (ADDRESS, "https://example.org/a"),
        (SOURCE_KIND, "newspaper"), (DATE, "2015-13"), ("does not exist", "2015-10"),
    ]  # fmt: skip
    terminal = on_terminal(tmp_path, answers)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    text = (tmp_path / "ex-1.yaml").read_text("utf-8")
    assert 'name: "Example One"' in text
    assert "origin: [IND, RUS]" in text
    assert "published: 2015-10" in text


def test_new_broken_off_loses_nothing(tmp_path: Path) -> None:
    """Ctrl-C leaves the command with all answers so far, which goes on from there."""
    terminal = on_terminal(tmp_path, [(NAME, "Example One"), (COUNTRY, "India"), (KIND, "sam")])
    terminal.expect_exact(PUBLISHER)
    terminal.sendcontrol("c")
    terminal.expect_exact(f"ringfence new ex-1 --into {tmp_path} --name 'Example One' --origin IND --kind sam")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("inside", [True, False])
def test_schema_is_found_from_anywhere(inside: bool, clone: Path, tmp_path: Path) -> None:
    """A new file names the schema by a relative address that leads to it: in a clone the clone's, elsewhere a copy
    beside it.
    """
    folder = clone if inside else tmp_path / "own"
    new = ["--name", "Example-1", "--origin", "India", "--kind", "sam", "--source-kind", "blog", *URL]
    assert run(["new", "example-1", *new, "--into", str(folder)]) == 0
    first = (folder / "example-1.yaml").read_text("utf-8").partition("\n")[0]
    address = first.removeprefix("# yaml-language-server: $schema=")
    assert address.startswith(".")
    shipped = (ROOT / "specs" / "system.schema.json").read_bytes()
    assert (folder / address).read_bytes() == shipped
    moved = folder.rename(folder.with_name("moved"))
    assert (moved / address).read_bytes() == shipped
