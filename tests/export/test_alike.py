"""In what two files differ: every difference that a reader sees has a line that names it, and nothing else has."""

import io
import json
from zipfile import ZipFile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ringfence.export.alike import differences


def lines(kind: str, then: str | bytes, now: str | bytes, within_m: float = 1.0) -> list[str]:
    """All differences."""
    one, two = (part.encode() if isinstance(part, str) else part for part in (then, now))
    return list(differences(kind, one, two, within_m=within_m))


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        ('{"a": 1}', '{"a": 1.0}', []),
        ('{"a": 1, "b": [2]}', '{ "b": [2],\n "a": 1 }', []),
        ('{"a": 1}', '{"a": true}', ["a: '1', 'True' derived"]),
        ('{"a": "1"}', '{"a": 1}', ["a: '1', '1' derived"]),
        ('{"a": NaN}', '{"a": 1}', ["a: 'nan', '1' derived"]),
        ('{"a": 1, "a": 2}', '{"a": 2}', ["a key stands twice: \"['a']\", 'None' derived"]),
        ('{"a": {"b": 1}}', '{"a": {"b": 2, "c": 3}}', ["a.b: '1', '2' derived", "a.c: 'None', '3' derived"]),
        ('{"a": [1, 2, 3]}', '{"a": [1, 4]}', ["a: 3 items, 2 derived", "a[1]: '2', '4' derived"]),
        ('{"a": [1, 2]}', '{"a": [1, 2.000001]}', ["a: [1, 2], [1, 2.000001] derived"]),
        ('{"a": [true, 2]}', '{"a": [1, 2]}', ["a[0]: 'True', '1' derived"]),
        ('{"coordinates": [[10, 60.000008]]}', '{"coordinates": [[10, 60]]}', []),
        ('{"coordinates": [[10, 60.00001]]}', '{"coordinates": [[10, 60]]}', ["coordinates[0]: [10, 60.00001], [10, 60] derived"]),
        ('{"coordinates": [[10.000016, 60]]}', '{"coordinates": [[10, 60]]}', []),
        ('{"coordinates": [[10.00002, 60]]}', '{"coordinates": [[10, 60]]}', ["coordinates[0]: [10.00002, 60], [10, 60] derived"]),
        ('{"coordinates": [[10.00002, -90]]}', '{"coordinates": [[10, -90]]}', []),
        ('{"coordinates": [[10, 60, 5]]}', '{"coordinates": [[10, 60]]}', ["coordinates[0]: 3 items, 2 derived"]),
        ('{"coordinates": [[NaN, 60]]}', '{"coordinates": [[10, 60]]}', ["coordinates[0]: [nan, 60], [10, 60] derived"]),
    ],
)  # fmt: skip
def test_json(then: str, now: str, says: list[str]) -> None:
    """Every value of JSON is compared, coordinates within a metre on the ground, whatever the order and the blanks."""
    assert lines("geojson", then, now) == says


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        ('<a b="1"> x  y </a>', '<a b="1">x\ny</a>', []),
        ('<a b="1"/>', '<a b="2"/>', ["a b: '1', '2' derived"]),
        ('<a b="1"/>', '<a c="1"/>', ["a b: '1', 'None' derived", "a c: 'None', '1' derived"]),
        ("<a>x</a>", "<a>y</a>", ["a: 'x', 'y' derived"]),
        ("<a><b/>x</a>", "<a><b/>y</a>", ["b: 'x', 'y' derived"]),
        ("<a><!--x--></a>", "<a><!--y--></a>", ["comment: 'x', 'y' derived"]),
        ("<a><b/></a>", "<a><c/></a>", ["b stands where c is derived"]),
        ("<a><b/></a>", "<a/>", ["a holds 1 parts, 0 derived"]),
        ("<a/>", "<a><b/></a>", ["a holds 0 parts, 1 derived"]),
        ("<a><b><c/></b><d/></a>", "<a><b/><c><d/></c></a>", ["b holds 1 parts, 0 derived"]),
        ('<?xml version="1.0"?>\n<kml/>', '\ufeff<?xml version="1.0"?><kml/>', []),
        ('<?xml-stylesheet href="x.css"?><svg/>', "<svg/>", ["before the first element: '<?xml-stylesheet href=\"x.css\"?>', '' derived"]),
        ('<!DOCTYPE kml [<!ATTLIST a b CDATA "1">]><kml/>', "<!DOCTYPE kml><kml/>",
            ["before the first element: '<!DOCTYPE kml [<!ATTLIST a b CDATA \"1\">]>', '<!DOCTYPE kml>' derived"]),
        ("<a><coordinates>10,60.000008 11,61</coordinates></a>", "<a><coordinates>10,60 11,61</coordinates></a>", []),
        ("<a><coordinates>10,60.0001</coordinates></a>", "<a><coordinates>10,60</coordinates></a>", ["coordinates: '10,60.0001', '10,60' derived"]),
        ("<a><coordinates>10,60,5</coordinates></a>", "<a><coordinates>10,60,6</coordinates></a>", ["coordinates: '10,60,5', '10,60,6' derived"]),
        ("<a><coordinates>10,60</coordinates></a>", "<a><coordinates>10,60 11,61</coordinates></a>", ["coordinates: '10,60', '10,60 11,61' derived"]),
        ("<a><coordinates/></a>", "<a><coordinates>10,60</coordinates></a>", ["coordinates: 'None', '10,60' derived"]),
    ],
)  # fmt: skip
def test_xml(then: str, now: str, says: list[str]) -> None:
    """Every element, attribute, text and comment of XML is compared, coordinates of KML within a metre, blanks aside."""
    assert lines("kml", then, now) == says


def test_a_picture_of_lines_has_no_metres() -> None:
    """What an SVG draws is compared to the digit."""
    then, now = "<a><coordinates>10,60.000008</coordinates></a>", "<a><coordinates>10,60</coordinates></a>"
    assert lines("svg", then, now) == ["coordinates: '10,60.000008', '10,60' derived"]
    assert lines("kml", then, now, within_m=0.0) == lines("svg", then, now)


@pytest.mark.parametrize(
    ("then", "now", "says"),
    [
        ('WKT,a\r\n"POINT (10 60)",1\r\n', '\ufeffWKT,a\nPOINT (10 60.000008),1\n', []),
        ("WKT,a\nPOINT (10 60),1\n", "WKT,a\nPOINT (10 60.0001),1\n", ["row 1, WKT: 'POINT (10 60)', 'POINT (10 60.0001)' derived"]),
        ("WKT,a\nPOINT (10 60),1\n", "WKT,a\nLINESTRING (10 60),1\n", ["row 1, WKT: 'POINT (10 60)', 'LINESTRING (10 60)' derived"]),
        ("WKT,a\nPOINT (10 60),1\n", "WKT,a\nPOINT (10 60),2\n", ["row 1, a: '1', '2' derived"]),
        ("WKT,a\nx,10 60\n", "WKT,a\nx,10 60.000001\n", ["row 1, a: '10 60', '10 60.000001' derived"]),
        ("WKT,b\nx,1\n", "WKT,a\nx,1\n", ["row 0, a: 'b', 'a' derived"]),
        ("WKT,a\nx,1,9\n", "WKT,a\nx,1\n", ["row 1, None: '9', 'None' derived"]),
        ("WKT,a\nx,1\ny,2\n", "WKT,a\nx,1\n", ["2 rows, 1 derived"]),
    ],
)  # fmt: skip
def test_csv(then: str, now: str, says: list[str]) -> None:
    """Every cell of CSV is compared, shapes within a metre, whatever the line ends and the quotes."""
    assert lines("csv", then, now) == says


def test_kmz() -> None:
    """A KMZ is compared by its document, and by the names of what else it holds."""

    def zipped(**files: str) -> bytes:
        out = io.BytesIO()
        with ZipFile(out, "w") as archive:
            for name, text in files.items():
                archive.writestr(f"{name}.kml", text)
        return out.getvalue()

    plain = zipped(doc="<a>x</a>")
    assert lines("kmz", zipped(doc="<a> x</a>"), plain) == []
    assert lines("kmz", zipped(doc="<a>y</a>"), plain) == ["a: 'y', 'x' derived"]
    assert lines("kmz", zipped(another="<a/>", doc="<a>x</a>"), plain) == [
        "the archive's files: 'another.kml, doc.kml', 'doc.kml' derived"
    ]
    with pytest.raises(ValueError, match=r"doc\.kml"):
        lines("kmz", zipped(another="<a/>"), plain)


def test_png() -> None:
    """A PNG is compared dot by dot, with room for two of 255 levels, and by its size and texts."""

    def picture(shade: int = 100, width: int = 4, changed: str = "") -> bytes:
        out, about = io.BytesIO(), PngInfo()
        for name, text in {"Title": "t", "Description": "d", "ringfence": "{}", "Software": "s"}.items():
            about.add_text(name, "other" if name == changed else text)
        image = Image.new("RGB", (width, 3), (100, 100, 100))
        image.putpixel((2, 1), (100, shade, 100))
        image.save(out, "PNG", pnginfo=about)
        return out.getvalue()

    assert lines("png", picture(102), picture()) == []
    assert lines("png", picture(98), picture()) == []
    assert lines("png", picture(103), picture()) == ["the picture: 1 dots differ, from 2,1 to 2,1"]
    assert lines("png", picture(width=5), picture()) == ["(5, 3) dots, (4, 3) derived"]
    for name in ("Title", "Description", "ringfence", "Software"):
        assert lines("png", picture(changed=name), picture())[0].startswith(f"{name}: 'other'")


def test_other_files_are_their_bytes() -> None:
    """What is none of these is alike byte by byte or not at all."""
    assert lines("pdf", b"a", b"a") == []
    assert lines("pdf", b"a", b"b") == ["the file's bytes are others"]


def test_long_texts_are_told_where_they_differ() -> None:
    """The line shows both texts from a little before the first difference."""
    long = "a" * 60
    assert lines("geojson", json.dumps({"a": long + "x"}), json.dumps({"a": long + "y"})) == [
        f"a: …'{'a' * 24}x', …'{'a' * 24}y' derived"
    ]
    assert lines("geojson", json.dumps({"a": "ab"}), json.dumps({"a": "abc"})) == ["a: 'ab', 'abc' derived"]
