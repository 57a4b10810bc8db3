"""`verify`: what was drawn holds, whatever its line ends; whatever is changed in it is found; what cannot be told is said."""

import io
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.errors import RingfenceError
from ringfence.export.alike import differences
from ringfence.export.verify import verify
from ringfence.plots.carried import inner

Capture = pytest.CaptureFixture[str]
RINGS = ["rings", "s-400", "--at", "New Delhi", "--target-altitude", "100m", "-a", "aircraft,ballistic-missile", "--spread", "--sources"]  # fmt: skip
FIGURES = {
    **{f"rings.{end}": RINGS for end in ("svg", "png", "pdf", "geojson", "kml", "kmz", "csv")},
    "as-of.svg": ["rings", "s-400", "--at", "New Delhi", "--as-of", "2020"],
    "chart.svg": ["chart", "range", "--against", "drone", "--where", "origin == ISR", "--as-of", "2024"],
    "deliveries.svg": ["chart", "deliveries", "--operator", "India", "--system", "s-400"],
    "layers.png": ["chart", "layers", "--operator", "Poland"],
    "timeline.pdf": ["chart", "timeline", "s-400"],
    "envelope.svg": ["envelope", "s-400"],
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The shipped catalog."""
    return Catalog.load()


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a figure of each kind."""
    folder = tmp_path_factory.mktemp("drawn")
    for name, command in FIGURES.items():
        assert run([*command, "--output", str(folder / name)]) == 0
    return folder


@pytest.mark.parametrize("name", FIGURES)
def test_what_was_drawn_holds(name: str, drawn: Path, catalog: Catalog) -> None:
    """A figure just drawn holds in every part, and nothing of it is left unchecked."""
    verdict = verify(drawn / name, catalog)
    assert verdict.holds
    assert verdict.same_catalog
    assert all(line.startswith("holds") for line in verdict.lines)


@pytest.mark.parametrize("name", ["rings.svg", "rings.geojson", "rings.kml", "rings.csv"])
def test_line_ends_and_indentation_do_not_matter(name: str, drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """A file that an editor has saved with other line ends, or indented anew, holds."""
    raw = (drawn / name).read_bytes()
    other = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    (tmp_path / name).write_bytes(other)
    assert verify(tmp_path / name, catalog).holds
    if name.endswith("geojson"):
        (tmp_path / name).write_text(json.dumps(json.loads(raw), indent=2), "utf-8")
        assert verify(tmp_path / name, catalog).holds


TRIED = int(os.environ.get("RINGFENCE_FUZZ", "150"))
"""So many digits of each file are changed; `make fuzz` changes more."""
DIGITS = re.compile(rb"[\d.\-]+")


def changed_digits(raw: bytes) -> Iterator[tuple[bytes, bool]]:
    """The file with one digit changed, for each kind of place: what stands before the number, and whether the digit is
    its first, its last or between; and whether that digit counts a metre or less of a coordinate.
    """
    kinds: dict[tuple[bytes, bytes, bool], int] = {}
    for found in re.finditer(rb"\d[\d.]*", raw):
        before = DIGITS.sub(b"0", raw[max(0, found.start() - 40) : found.start()])[-8:]
        for at in range(found.start(), found.end()):
            place = b"first" if at == found.start() else b"last" if at == found.end() - 1 else b"between"
            fine = b"." in found[0] and at - raw.index(b".", found.start()) > 4
            if raw[at : at + 1].isdigit():
                kinds.setdefault((before, place, fine), at)
    chosen = list(kinds.items())
    for (_, _, fine), at in chosen[:: max(1, len(chosen) // TRIED)]:
        yield raw[:at] + (b"2" if raw[at : at + 1] != b"2" else b"7") + raw[at + 1 :], fine


@pytest.mark.parametrize("name", [name for name in FIGURES if not name.endswith("png")])
def test_a_changed_digit_is_found(name: str, drawn: Path) -> None:
    """Whichever digit of a file's texts is another, first, middle or last, a difference is named: in coordinates of
    degrees every digit to the fourth decimal, and the finer ones as what differs by less than a metre.
    """
    raw, kind = (drawn / name).read_bytes(), name.partition(".")[2]
    rings = kind in ("geojson", "kml", "kmz", "csv")
    tried = 0
    for altered, fine in changed_digits(inner(raw, kind)):
        if kind == "kmz":
            out = io.BytesIO()
            with ZipFile(out, "w") as archive:
                archive.writestr("doc.kml", altered)
            altered = out.getvalue()
        tried += 1
        try:
            found = next(differences(kind, altered, raw), None)
            if found is None and rings and fine:
                found = next(differences(kind, altered, raw, within_m=0.0), None)
        except ValueError:
            continue  # no longer a document at all: `verify` says that it cannot be read to its end
        assert found is not None, altered[:200]
    assert tried > 30


def test_every_digit_of_the_properties(drawn: Path) -> None:
    """Every digit of every property, label and key of a GeoJSON of rings is looked at."""
    raw = (drawn / "rings.geojson").read_bytes()
    data = json.loads(raw)
    for feature in data["features"]:
        feature["geometry"] = None
    flat = json.dumps(data).encode()
    for at in [n for n in range(len(flat)) if flat[n : n + 1].isdigit()]:
        altered = flat[:at] + (b"2" if flat[at : at + 1] != b"2" else b"3") + flat[at + 1 :]
        try:
            same = json.loads(altered) == data
        except ValueError:
            continue
        assert same or next(differences("geojson", altered, flat), None)


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        ("rings.geojson", '"radius_m": 60000.0', '"radius_m": 61000.0', "radius_m"),
        ("rings.geojson", "aircraft 400 km", "aircraft 450 km", "label"),
        ("rings.geojson", '"rule": "typical"', '"rule": "highest"', "rule"),
        ("rings.kml", "aircraft 400 km", "aircraft 450 km", "altered"),
        ("rings.csv", "stated range", "started range", "limit"),
        ("rings.svg", "<!-- S-400 Triumf at New Delhi -->", "<!-- S-900 Triumf at New Delhi -->", "S-900"),
        ("envelope.svg", '"range_max":400000', '"range_max":500000', "changed: s-400, aircraft"),
        ("chart.svg", '"si":', '"si":1', "changed"),
    ],
)
def test_what_was_changed_is_named(name: str, old: str, new: str, says: str, drawn: Path, tmp_path: Path, capsys: Capture) -> None:  # fmt: skip
    """A change that a reader would see fails, and the line says what and where."""
    text = (drawn / name).read_bytes().decode()
    assert old in text
    (tmp_path / name).write_bytes(text.replace(old, new, 1).encode())
    assert run(["verify", str(tmp_path / name)]) == 1
    out = capsys.readouterr().out
    assert "does not hold" in out
    assert says in out


def test_a_ring_moved_by_a_metre_is_rounding_by_ten_is_not(drawn: Path) -> None:
    """Geometry is compared within a metre on the ground."""
    raw = (drawn / "rings.geojson").read_bytes()
    data = json.loads(raw)
    point = data["features"][0]["geometry"]["coordinates"][0][7]
    for metres, found in ((0.5, False), (10.0, True)):
        point[1] += metres / 111_320
        assert (next(differences("geojson", json.dumps(data).encode(), raw), None) is not None) == found


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("rings.geojson", rb"\[77\.\d+,28\.\d+\]"),
        ("rings.kml", rb" 77\.\d+,28\.\d+"),
        ("rings.csv", rb" 77\.\d+ 28\.\d+"),
    ],
)
def test_the_last_digit_of_a_coordinate_is_named(
    name: str, what: bytes, drawn: Path, tmp_path: Path, catalog: Catalog
) -> None:
    """A coordinate whose last digit was changed is within a metre of where it was: the file holds, and the verdict says where it differs."""
    raw = (drawn / name).read_bytes()
    found = re.search(what, raw)
    assert found
    at = found.end() - (2 if name.endswith("geojson") else 1)
    (tmp_path / name).write_bytes(raw[:at] + (b"2" if raw[at : at + 1] != b"2" else b"3") + raw[at + 1 :])
    verdict = verify(tmp_path / name, catalog)
    assert verdict.holds
    assert [line for line in verdict.lines if line.startswith("holds within 1 m, not to the digit: ")]


def test_a_picture_is_compared_dot_by_dot(drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """A PNG that was painted over does not hold, though its evidence is as it was; nor does one whose title was changed."""
    with Image.open(drawn / "rings.png") as image:
        texts = dict(image.info)
        dots = np.array(image)
    painted = dots.copy()
    painted[200:210, 300:330, :3] = 0
    fainter = dots.copy()
    fainter[200:210, 300:330, :3] //= 2
    changes = (
        (painted, "", "dots differ"),
        (fainter, "", "dots differ"),
        *((dots, name, name) for name in ("Title", "Description", "Software")),
    )
    for pixels, changed, says in changes:
        about = PngInfo()
        for name in ("Title", "Software", "Description", "ringfence"):
            about.add_text(name, "Other" if name == changed else texts[name])
        out = io.BytesIO()
        Image.fromarray(pixels).save(out, "PNG", pnginfo=about)
        (tmp_path / "a.png").write_bytes(out.getvalue())
        verdict = verify(tmp_path / "a.png", catalog)
        assert not verdict.holds
        assert any(says in line for line in verdict.lines)


def test_a_pdf_is_compared_byte_by_byte(drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """A changed PDF does not hold."""
    raw = (drawn / "timeline.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(raw.replace(b"%%EOF", b"%%E0F"))
    assert not verify(tmp_path / "a.pdf", catalog).holds


def test_what_cannot_be_told_is_said(drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """A figure of another version of this program or of matplotlib is held against its evidence alone, and that is said."""
    text = (drawn / "envelope.svg").read_text("utf-8")
    for old, new in (('"drawn_with":"matplotlib', '"drawn_with":"matplotlib 0'), ('"ringfence":"', '"ringfence":"9.')):
        (tmp_path / "a.svg").write_text(text.replace(old, new, 1), "utf-8")
        verdict = verify(tmp_path / "a.svg", catalog)
        assert verdict.holds
        assert any(line.startswith("not checked") for line in verdict.lines)


def test_records_that_have_changed(drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """A ring that the catalog no longer has is gone, one with another figure has changed, and the change of records is said."""
    own = tmp_path / "own"
    own.mkdir()
    record = (Path(__file__).resolve().parents[2] / "catalog" / "systems" / "s-400.yaml").read_text("utf-8")
    (own / "s-400.yaml").write_text(record.replace("status: in-service", "status: retired"), "utf-8")
    verdict = verify(drawn / "rings.svg", Catalog.load(own))
    assert not verdict.same_catalog
    assert verdict.holds
    (own / "s-400.yaml").write_text(record.replace("status: in-service", "status: in-development"), "utf-8")
    verdict = verify(drawn / "rings.svg", Catalog.load(own))
    assert not verdict.holds
    assert any(line.startswith("changed: s-400, engagement, aircraft: planned False then, True now") for line in verdict.lines)  # fmt: skip


def _broken_kmz() -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", "<kml/>" * 100)
    return made.getvalue().replace(b"doc.kml", b"doc.kml\xff\xff\xff", 1)


@pytest.mark.parametrize(
    "raw",
    [
        _broken_kmz(), b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"%PDF-1.4", b"{", b"[" * 100_000, b"{" + b'"a":{' * 50_000, b"WKT,evidence\n1,{",
        b'{"ringfence": []}', b'{"ringfence": {"figure": "rings"}}', b'{"ringfence": {"figure": "rings", "scene": {"sites": 3}}}',
        b'{"ringfence": {"figure": "chart", "request": {"figure": "chart", "measure": 7}}}', b'{"ringfence": {"figure": "nothing"}}',
        b'{"ringfence": {"figure": "rings", "scene": {"sites": ["Paris"], "systems": ["s-400"], "as_of": "x"}}}',
        b'<svg><metadata id="ringfence-evidence">' + b"[" * 100_000 + b"</metadata></svg>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg><metadata id="ringfence-evidence">&b;</metadata></svg>',
    ],
)  # fmt: skip
def test_other_peoples_files_are_refused(raw: bytes, tmp_path: Path, catalog: Catalog) -> None:
    """Whatever a file holds, it is refused or does not hold; never a traceback."""
    (tmp_path / "a").write_bytes(raw)
    with suppress(RingfenceError):
        assert not verify(tmp_path / "a", catalog).holds


def test_a_scene_that_is_none_is_told(tmp_path: Path, catalog: Catalog) -> None:
    """A file whose scene cannot be meant is refused with what is wrong in it."""
    path = tmp_path / "a.geojson"
    path.write_text(
        '{"ringfence": {"figure": "rings", "scene": {"sites": ["Paris"], "systems": ["s-400"], "size": "1 mm"}}}'
    )
    with pytest.raises(RingfenceError) as caught:
        verify(path, catalog)
    assert caught.value.message == (
        f"the scene in {path} cannot be read: size: a figure of 1 mm: its sides are between 60 mm and 1200 mm"
    )


def test_a_file_does_nothing_to_the_terminal(drawn: Path, tmp_path: Path, capsys: Capture) -> None:
    """Control characters in a file's texts are not printed."""
    text = (drawn / "rings.geojson").read_text("utf-8").replace('"target": "aircraft"', '"target": "\\u001b]0;pwned\\u0007"')  # fmt: skip
    (tmp_path / "a.geojson").write_text(text, "utf-8")
    assert run(["verify", str(tmp_path / "a.geojson")]) == 1
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("radius", ["NaN", "Infinity", '"x"', "null", "{}"])
def test_numbers_that_are_none(radius: str, drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """A radius that is no number does not hold."""
    text = re.sub(r'"radius_m": [\d.]+', f'"radius_m": {radius}', (drawn / "rings.geojson").read_text("utf-8"))
    (tmp_path / "a.geojson").write_text(text, "utf-8")
    assert not verify(tmp_path / "a.geojson", catalog).holds


def test_the_evidence_is_told_row_by_row(drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Each ring has its line: it holds with its size, has changed from what to what, is gone, or is new."""
    data: dict[str, Any] = json.loads((drawn / "rings.geojson").read_bytes())
    rows = data["ringfence"]["rings"]
    altered = json.loads(json.dumps(rows))
    altered[0]["radius_m"] = 1_000.0
    altered[0]["origins"] = 99
    altered[1]["low_m"] += 0.4
    altered[2]["target"] = "helicopter"
    data["ringfence"]["rings"] = altered
    (tmp_path / "a.geojson").write_text(json.dumps(data), "utf-8")
    verdict = verify(tmp_path / "a.geojson", catalog)
    names = [f"s-400, engagement, {row['target']}" for row in rows]
    limits = ["" if row["limit"] == "stated range" else f", {row['limit']}" for row in rows]
    heights = [f", {row['altitude']}" if row.get("altitude") else "" for row in rows]
    effectors = [f", {row['effector']}" if row.get("effector") else "" for row in rows]
    told = [
        f"{name}{height}{who}{limit}"
        for name, height, who, limit in zip(names, heights, effectors, limits, strict=True)
    ]
    assert list(verdict.lines[:3]) == [
        f"changed: {told[0]}: radius_m 1 km then, 400 km now, origins 99 then, {rows[0]['origins']} now",
        f"holds: {told[1]}: {rows[1]['radius_m'] / 1000:g} km ({rows[1]['limit']})",
        f"gone: {told[2].replace(rows[2]['target'], 'helicopter')}",
    ]
    assert verdict.lines[len(rows)] == f"new: {told[2]}"
    assert not verdict.holds
    assert verdict.same_catalog


def test_many_differences_are_cut_short(drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """Twenty differences are told, and that there are more."""
    data = json.loads((drawn / "rings.geojson").read_bytes())
    for feature in data["features"]:
        feature["properties"] = dict.fromkeys(feature["properties"], "other")
    (tmp_path / "a.geojson").write_text(json.dumps(data), "utf-8")
    found = [line for line in verify(tmp_path / "a.geojson", catalog).lines if line.startswith("altered")]
    assert len(found) == 21
    assert found[-1] == "altered: and more"


def test_a_scene_that_cannot_be_drawn_does_not_hold(drawn: Path, tmp_path: Path, catalog: Catalog) -> None:
    """A file whose scene stands at a place that nothing is called does not hold, and the line says why."""
    text = (drawn / "rings.csv").read_bytes().decode().replace("New Delhi", "Newer Delhi")
    (tmp_path / "a.csv").write_bytes(text.encode())
    verdict = verify(tmp_path / "a.csv", catalog)
    assert not verdict.holds
    assert verdict.lines[-1] == "altered: it cannot be made anew: no city is called 'Newer Delhi'"


def test_what_the_catalog_no_longer_draws_is_gone(drawn: Path, tmp_path: Path) -> None:
    """A figure of a system that the catalog has no more does not hold, nor was it drawn from these records."""
    own = tmp_path / "own"
    own.mkdir()
    record = Path(__file__).resolve().parents[2] / "catalog" / "systems" / "nasams.yaml"
    (own / "nasams.yaml").write_bytes(record.read_bytes())
    for name in ("rings.svg", "envelope.svg"):
        verdict = verify(drawn / name, Catalog.load(own, shipped=False))
        assert not verdict.holds
        assert not verdict.same_catalog
        assert [line.partition(":")[0] for line in verdict.lines] == ["gone"]


def test_a_png_of_other_sharpness_is_drawn_as_sharp(tmp_path: Path, catalog: Catalog) -> None:
    """A PNG of any number of dots per inch holds."""
    for dpi in ("20", "200"):
        assert run(["envelope", "nasams", "--dpi", dpi, "-o", str(tmp_path / "a.png")]) == 0
        verdict = verify(tmp_path / "a.png", catalog)
        assert verdict.holds
        assert all(line.startswith("holds") for line in verdict.lines)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device")
@pytest.mark.parametrize("ending", ["html", "svg", "png", "csv"])
def test_what_is_no_file_is_not_read(ending: str, tmp_path: Path, capsys: Capture) -> None:
    """A device or a pipe under the name of a figure or a page is refused, neither read to its end nor waited for."""
    (tmp_path / f"zero.{ending}").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / f"pipe.{ending}")
    for name in ("zero", "pipe"):
        assert run(["verify", str(tmp_path / f"{name}.{ending}")]) == 2
        assert "it is no file" in capsys.readouterr().err
