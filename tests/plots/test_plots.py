"""Figures: what they show, what they carry, and that they can be held against the catalog again."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.errors import UsageError
from ringfence.plots.carried import evidence_in
from ringfence.plots.look import Caption, new_figure, render, save
from ringfence.scenes.files import read_scene
from ringfence.scenes.rings import derive

Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
SCENES = sorted((ROOT / "plots" / "scenes").glob("*.yaml"))


def carried(path: Path) -> dict[str, Any]:
    """The evidence of a file."""
    return evidence_in(path.read_bytes(), path)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


@pytest.mark.parametrize("path", SCENES, ids=lambda path: path.stem)
def test_shipped_scenes(path: Path, catalog: Catalog) -> None:
    """Every shipped scene is valid and has rings."""
    assert derive(read_scene(path), catalog).rings


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_same_input_same_bytes(suffix: str) -> None:
    """The same figure gives the same bytes."""

    def once() -> bytes:
        fig = new_figure(2, 2, "light")
        fig.add_axes((0.1, 0.1, 0.8, 0.8)).plot([1, 2], [3, 4])
        return render(
            fig, suffix, Caption("A <title>", "What it shows & more", {"figure": "test", "text": "</metadata>"})
        )

    assert once() == once()


@pytest.mark.parametrize("suffix", [".svg", ".png", ".pdf"])
def test_evidence_travels(suffix: str, tmp_path: Path) -> None:
    """What a figure was drawn from can be read out of it, whatever its text."""
    evidence = {"figure": "test", "text": '</metadata> & "quotes" ✓'}
    save(new_figure(1, 1, "light"), tmp_path / f"a{suffix}", Caption("T", "D", evidence))
    assert carried(tmp_path / f"a{suffix}") == evidence


def test_alternative_text(tmp_path: Path) -> None:
    """An SVG has a title and a description for readers who do not see."""
    save(new_figure(1, 1, "light"), tmp_path / "a.svg", Caption("A & B", "What <it> shows", {}))
    text = (tmp_path / "a.svg").read_text("utf-8")
    assert '<title id="title">A &amp; B</title>' in text
    assert '<desc id="desc">What &lt;it&gt; shows</desc>' in text


@pytest.mark.parametrize("title", ["$\\bad{$", "x$^2", "<b>&\"'", "名前 👀", "a" * 500])
def test_any_title(title: str, tmp_path: Path, capsys: Capture) -> None:
    """Any title is drawn as the text that it is."""
    assert run(["rings", "s-400", "--at", "1,1", "--title", title, "--output", str(tmp_path / "a.svg")]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_unknown_suffix(tmp_path: Path) -> None:
    """A file type that cannot be drawn is refused, and nothing is written."""
    with pytest.raises(UsageError, match="cannot draw"):
        save(new_figure(1, 1, "light"), tmp_path / "a.gif", Caption("", "", {}))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ["rings", "s-400", "--at", "New Delhi"],
        [
            "rings",
            "s-400",
            "patriot-pac-3",
            "--at",
            "Seoul",
            "--at",
            "Here=35.1,129.0",
            "--spread",
            "--dead-zone",
            "--detection",
        ],
        ["rings", "s-400", "--at", "69,179.9", "--projection", "orthographic", "--style", "dark"],
        ["rings", "s-400", "--at", "-89.5,0", "--no-borders"],
        [
            "rings",
            "s-400",
            "--at",
            "Warsaw",
            "--projection",
            "plate-carree",
            "--target-altitude",
            "100m,3km,10km",
            "--only-altitudes",
        ],
        ["envelope", "s-400", "patriot-pac-3"],
        ["chart", "range", "--against", "drone", "--where", "origin == ISR"],
        ["chart", "unit_cost"],
    ],
    ids=" ".join,
)
def test_drawing_commands(arguments: list[str], tmp_path: Path, capsys: Capture) -> None:
    """Every drawing command writes its file and says where."""
    target = tmp_path / "figure.svg"
    assert run([*arguments, "--output", str(target)]) == 0
    assert f"wrote {target}" in capsys.readouterr().out
    assert target.stat().st_size > 5_000


MANY = [
    "s-400",
    "thaad",
    "nasams",
    "iron-dome",
    "arrow-2",
    "arrow-3",
    "samp-t",
    "hq-9",
    "buk-m3",
    "tor-m2",
    "barak-8",
    "iris-t-slm",
    "s-350",
]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["rings", "s-400"], "--at"),
        (["rings", "--at", "Warsaw"], "no system stands at Warsaw"),
        (["rings", "s-400", "--at", "Atlantis-on-Sea"], "Atlantis"),
        (["rings", "s-400", "--at", "95,0"], "95"),
        (["rings", "s-400", "--at", "Warsaw", "--target-altitude", "100"], "length"),
        (["rings", "s-400", "--at", "Warsaw", "--target-altitude", "1,5km"], "1"),
        (["rings", "thaad", "--at", "Warsaw", "--against", "aircraft"], "no ring to draw"),
        (["rings", "s-400", "--at", "Warsaw", "--output", "x.bmp"], "a file for other programs in .geojson"),
        (["rings", "thaad", "--at", "Warsaw: s-400"], "thaad would stand nowhere: every place names its own systems"),
        (["rings", "s-400", "--at", "Here=86,0", "--projection", "mercator"], "a Mercator map ends at 85°"),
        (
            ["rings", "s-400", "--at", "Suva", "--extent", "20000 km"],
            "an extent of 20000 km goes nearly round the earth",
        ),
        (["rings", "s-400", "--at", "0,0", "--at", "0,180"], "the rings do not fit on one map"),
        (
            ["rings", "s-400", "--at", "Suva", "--output", "/nowhere/a.svg"],
            "cannot write /nowhere/a.svg: No such file or directory",
        ),
        (["envelope", *MANY], "13 systems are named; a diagram takes 1 to 12"),
        (["envelope", "s-400", "--dpi", "19", "--output", "x.png"], "19 dots per inch are out of the question"),
        (["envelope", "s-400", "--dpi", "1201", "--output", "x.png"], "1201 dots per inch are out of the question"),
        (["envelope", "s-400", "--output", "x.bmp"], "cannot draw into 'x.bmp'"),
        (["rings", "--scene", "/nowhere.yaml"], "cannot read"),
        (["rings", "s-400", "--at", "Ankara", "--as-of", "x"], "as_of"),
        (["chart", "range", "--where", "origin == FJI"], "no system has a figure"),
        (["envelope", "tabas"], "no system has both"),
        (["verify", "/nowhere.svg"], "cannot read"),
    ],
)
def test_drawing_errors(
    arguments: list[str], says: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drawing that cannot be made says why, exits with 2, and writes nothing."""
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    assert says in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_quick_imports_leave_matplotlib_as_it_is() -> None:
    """A process that only draws spares itself matplotlib's help texts; what is imported later has them, and three dimensions."""
    code = (
        "from matplotlib import artist; before = artist.kwdoc\n"
        "from ringfence.plots.look import import_quickly\n"
        "import_quickly(); import_quickly()\n"
        "assert artist.kwdoc is before\n"
        "import matplotlib.lines, mpl_toolkits.mplot3d\n"
        "print(len(artist.kwdoc(matplotlib.lines.Line2D)), len(matplotlib.lines.Line2D.set.__doc__))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told, spared = map(int, done.stdout.split())
    assert told > 1000 > spared
    assert not done.stderr


def test_ballistic_note(tmp_path: Path) -> None:
    """A map with a ring against ballistic missiles says that it is not the defended area, in its alternative text or its evidence."""
    run(["rings", "s-400", "--at", "New Delhi", "--against", "ballistic-missile", "--output", str(tmp_path / "a.svg")])
    evidence = carried(tmp_path / "a.svg")
    assert any("not the area that is defended" in note for note in evidence["notes"])
    assert json.dumps(evidence)
