"""The evidence that a file carries is found, whatever the file; and what carries none is said to carry none."""

import io
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ringfence.errors import RingfenceError
from ringfence.plots import carried
from ringfence.plots.carried import evidence_in, inner, kind_of, png_image, read_bytes, xml_root

SAID = {"figure": "rings", "text": 'a "(b)" \\ <c> ü'}
TEXT = json.dumps(SAID)
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><metadata id="other">{}</metadata><metadata id="ringfence-evidence">'
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Data name="rule"><value>{}</value></Data><Data name="evidence"><value>'


def escaped(text: str) -> str:
    """Text as XML writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;")


def png() -> bytes:
    """A picture with the evidence among its texts."""
    out, about = io.BytesIO(), PngInfo()
    about.add_text("ringfence", TEXT)
    Image.new("L", (2, 2)).save(out, "PNG", pnginfo=about)
    return out.getvalue()


def kmz(name: str = "doc.kml") -> bytes:
    """A document in an archive."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(name, f"{KML}{escaped(TEXT)}</value></Data></kml>")
    return out.getvalue()


def quoted(text: str) -> str:
    """A cell of CSV."""
    return '"' + text.replace('"', '""') + '"'


FILES = {
    "svg": f'<?xml version="1.0"?>{SVG}{escaped(TEXT)}</metadata></svg>'.encode(),
    "kml": f"{KML}{escaped(TEXT)}</value></Data></kml>".encode(),
    "kmz": kmz(),
    "png": png(),
    "pdf": b"%PDF-1.4 /Keywords (" + TEXT.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode() + b") /Title (x)",
    "geojson": json.dumps({"features": [], "ringfence": SAID}).encode(),
    "csv": f"WKT,a,evidence\r\nx,1,{quoted(TEXT)}\r\ny,2,\r\n".encode(),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_each_kind_is_told_and_read(kind: str) -> None:
    """A file of each kind is known by its beginning, not its name, and its evidence is read as it was written."""
    assert kind_of(FILES[kind]) == kind
    assert evidence_in(FILES[kind], Path("x")) == SAID
    assert kind_of(b"\xef\xbb\xbf \t\r\n" + FILES[kind]) == kind


def test_a_table_from_a_spreadsheet() -> None:
    """A table that begins with a byte order mark is read."""
    assert evidence_in(b"\xef\xbb\xbf" + FILES["csv"], Path("x")) == SAID


def test_a_quoted_head_is_csv() -> None:
    """A table whose program quotes every cell is one, too."""
    assert kind_of(b'"WKT","evidence"') == "csv"


@pytest.mark.parametrize("raw", [b"", b"hello", b"<html/>", b"PK\x05\x06", b"a,WKT", b" " * 5000 + b"<svg/>"])
def test_what_is_none_of_them(raw: bytes) -> None:
    """Anything else is none of these kinds, and its path is named in the error with what can be verified."""
    assert kind_of(raw) == ""
    with pytest.raises(RingfenceError) as caught:
        evidence_in(raw, Path("a.txt"))
    assert caught.value.message == "a.txt carries no evidence"
    assert (
        caught.value.hint == "only SVG, PNG, PDF, GeoJSON, KML, KMZ and CSV files that ringfence wrote can be verified"
    )


@pytest.mark.parametrize(
    "raw",
    [
        b"<svg/>", b"<kml/>", b"{}", b"[]", b'{"ringfence": [1]}', b"WKT,a\nx,1\n", b"WKT,evidence\nx,[1]\n", b"WKT,evidence\n", b"%PDF /Keywords (x",
        b"%PDF /Keywords (\xff)", kmz("other.kml"), b"PK\x03\x04", b"\x89PNG", FILES["png"][:40], FILES["svg"][:-9],
    ],
)  # fmt: skip
def test_files_without_evidence(raw: bytes) -> None:
    """A file of a known kind that carries none, or is cut short, is refused."""
    with pytest.raises(RingfenceError, match="carries no evidence"):
        evidence_in(raw, Path("x"))


def test_the_document_of_an_archive() -> None:
    """A KMZ's document is its doc.kml, no larger than 400 MB; any other file is its own."""
    assert inner(FILES["kmz"], "kmz") == FILES["kml"]
    assert inner(b"x", "kml") == b"x"
    with pytest.raises(ValueError, match=r"doc\.kml"):
        inner(kmz("other.kml"), "kmz")
    with pytest.raises(ValueError, match="not a zip"):
        inner(b"x", "kmz")


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger than the most is refused with the size, in an archive too; what is just as large is read."""
    path = tmp_path / "a"
    path.write_bytes(b"12345")
    monkeypatch.setattr(carried, "MOST_BYTES", 5)
    assert read_bytes(path) == b"12345"
    path.write_bytes(b"123456")
    with pytest.raises(RingfenceError, match=r"^.*a is larger than 0 MB$"):
        read_bytes(path)
    with pytest.raises(ValueError, match=r"^too large$"):
        inner(FILES["kmz"], "kmz")


def test_no_file(tmp_path: Path) -> None:
    """A folder, and a path to nothing, are no file."""
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(RingfenceError) as caught:
            read_bytes(path)
        assert caught.value.message == f"cannot read {path}: it is no file"


def test_no_entity_is_looked_up(tmp_path: Path) -> None:
    """A document's entities are not filled in."""
    (tmp_path / "secret").write_text("secret", "utf-8")
    raw = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{(tmp_path / "secret").as_uri()}">]><a>&b;</a>'.encode()
    assert b"secret<" not in b"".join(part.encode() for part in xml_root(raw).itertext())


def test_a_picture_of_too_many_dots(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PNG that claims more dots than any print has is refused; a large print gets no warning."""
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 3)
    assert png_image(FILES["png"]).size == (2, 2)
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1)
    with pytest.raises(ValueError, match="decompression bomb"):
        png_image(FILES["png"])
