"""The evidence that a file carries: read out of SVG, PNG, PDF, GeoJSON, KML, KMZ and CSV, whatever its line ends or
indentation.
"""

import csv
import io
import json
import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from ringfence.errors import RingfenceError

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MOST_BYTES = 400_000_000
KINDS = "SVG, PNG, PDF, GeoJSON, KML, KMZ and CSV files that ringfence wrote"
EVIDENCE_COLUMN = "evidence"


def read_bytes(path: Path) -> bytes:
    """A file's bytes. Raises RingfenceError where it cannot be read or is larger than 400 MB."""
    try:
        if not path.is_file():
            raise RingfenceError(f"cannot read {path}: it is no file")
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise RingfenceError(f"cannot read {path}: {error.strerror}") from error
    if len(raw) > MOST_BYTES:
        raise RingfenceError(f"{path} is larger than {MOST_BYTES // 1_000_000} MB")
    return raw


def kind_of(raw: bytes) -> str:
    """What a file is, by its beginning: svg, png, pdf, geojson, kml, kmz, csv, or an empty text."""
    start = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    for sign, kind in ((b"\x89PNG", "png"), (b"%PDF", "pdf"), (b"PK\x03\x04", "kmz"), (b"{", "geojson"),
        (b"WKT,", "csv"), (b'"WKT",', "csv")):  # fmt: skip
        if start.startswith(sign):
            return kind
    if b"<svg" in start:
        return "svg"
    return "kml" if b"<kml" in start else ""


def inner(raw: bytes, kind: str) -> bytes:
    """The document in a KMZ; any other file itself. Raises ValueError."""
    if kind != "kmz":
        return raw
    try:
        with ZipFile(io.BytesIO(raw)) as archive:
            if archive.getinfo("doc.kml").file_size > MOST_BYTES:
                raise ValueError("too large")
            return archive.read("doc.kml")
    except (BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError) as error:
        raise ValueError(str(error)) from error


def xml_root(raw: bytes) -> Any:
    """The root of an XML document, without entities or the network. Raises ValueError."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error


def evidence_in(raw: bytes, path: Path) -> dict[str, Any]:
    """The evidence of a figure or of exported rings. Raises RingfenceError where it carries none."""
    kind = kind_of(raw)
    try:
        text = _READERS[kind](raw) if kind else None
        found = json.loads(text) if isinstance(text, str) else text
    except (ValueError, RecursionError, OSError, SyntaxError):
        found = None
    if not isinstance(found, dict):
        raise RingfenceError(f"{path} carries no evidence", hint=f"only {KINDS} can be verified")
    return found


def _in_svg(raw: bytes) -> str | None:
    for element in xml_root(raw).iter("{*}metadata"):
        if element.get("id") == "ringfence-evidence":
            return str(element.text or "")
    return None


def _in_kml(raw: bytes) -> str | None:
    for element in xml_root(raw).iter("{*}Data"):
        if element.get("name") == "evidence":
            return str(element.findtext("{*}value") or "")
    return None


def png_image(raw: bytes) -> "ImageFile":
    """A PNG file's header and texts, its dots not yet read. Raises ValueError for one of too many dots, OSError."""
    import warnings

    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # large prints are of our own making
        try:
            return Image.open(io.BytesIO(raw), formats=["PNG"])
        except Image.DecompressionBombError as error:
            raise ValueError(str(error)) from error


def _in_png(raw: bytes) -> str | None:
    with png_image(raw) as image:
        found = image.info.get("ringfence")
        return found if isinstance(found, str) else None


def _in_pdf(raw: bytes) -> str | None:
    found = re.search(rb"/Keywords \(((?:[^\\)]|\\.)*)\)", raw, re.DOTALL)
    return re.sub(rb"\\(.)", rb"\1", found[1]).decode("ascii", "strict") if found else None


def _in_json(raw: bytes) -> Any:
    data = json.loads(raw)
    return data.get("ringfence") if isinstance(data, dict) else None


def _in_csv(raw: bytes) -> str | None:
    csv.field_size_limit(MOST_BYTES)
    rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    try:
        head, first = next(rows, []), next(rows, [])
        return dict(zip(head, first, strict=True)).get(EVIDENCE_COLUMN)
    except csv.Error as error:
        raise ValueError(str(error)) from error


_READERS: dict[str, Any] = {
    "svg": _in_svg, "kml": _in_kml, "kmz": lambda raw: _in_kml(inner(raw, "kmz")), "png": _in_png, "pdf": _in_pdf,
    "geojson": _in_json, "csv": _in_csv,
}  # fmt: skip
