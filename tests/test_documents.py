"""Strict YAML: what is read, what is refused, and where."""

from pathlib import Path

import pytest

from ringfence.documents import MAX_BYTES, parse_yaml, read_document
from ringfence.errors import CatalogError, RingfenceError


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: NO", {"a": "NO"}), ("a: yes", {"a": "yes"}), ("a: 1_000", {"a": "1_000"}), ("a: 012", {"a": 12}), ("a: 0x1F", {"a": "0x1F"}),
        ("a: 1e3", {"a": "1e3"}), ("a: 2018-10-05", {"a": "2018-10-05"}), ("a: 12:30", {"a": "12:30"}), ("a: ~", {"a": None}), ("a:", {"a": None}),
        ("a: null", {"a": None}), ("a: True", {"a": True}), ("a: 4.50", {"a": 4.5}), ('a: "4"', {"a": "4"}), ("a: .inf", {"a": ".inf"}),
        ("- 1\n- x", [1, "x"]), ("", None), ("# only a comment", None), ("a: {b: [1, 2]}\r\nc: d\r\n", {"a": {"b": [1, 2]}, "c": "d"}),
    ],
)  # fmt: skip
def test_core_schema(text: str, data: object) -> None:
    """Plain scalars are those of the YAML 1.2 core schema, and everything else is text."""
    assert parse_yaml(text) == data


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\na: 2", "duplicate-key", 2, 1), ("x: {a: 1, a: 2}", "duplicate-key", 1, 11), ("a: &b 1", "anchor", 1, 4),
        ("a: &b [1]\nc: *b", "anchor", 1, 4), ("a: *b", "alias", 1, 4), ("<<: {a: 1}", "merge-key", 1, 1), ("a: !!python/name:os.system x", "tag", 1, 4),
        ("a: 1\n---\nb: 2", "documents", 2, 1), ("? [a]\n: 1", "key", 1, 5), ("a: [1, 2", "yaml", 2, 1), ("a: b: c", "yaml", 1, 5),
        ("a: \x07", "yaml", 1, 4), ("\ta: 1", "yaml", 1, 1), ("[" * 100, "too-deep", 1, 41),
    ],
)  # fmt: skip
def test_refused_with_its_place(text: str, code: str, line: int, column: int) -> None:
    """What is not strict YAML is refused with line and column."""
    with pytest.raises(CatalogError) as caught:
        parse_yaml(text)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)


def test_bombs_are_refused() -> None:
    """Aliases that would grow without bound are refused before they do."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(8)
    )
    with pytest.raises(CatalogError):
        parse_yaml(bomb)


def test_too_large(tmp_path: Path) -> None:
    """A file beyond the limit is refused without being read to its end."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(CatalogError, match="larger than"):
        read_document(path)


def test_not_utf8(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused with the line of the first wrong byte."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\nb: \xff\n")
    with pytest.raises(CatalogError) as caught:
        read_document(path)
    assert caught.value.problems[0].place.line == 2


def test_byte_order_mark(tmp_path: Path) -> None:
    """A byte order mark is no part of the first key."""
    path = tmp_path / "a.yaml"
    path.write_bytes("a: 1\n".encode("utf-8-sig"))
    assert read_document(path).data == {"a": 1}


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is an error, not a traceback."""
    with pytest.raises(RingfenceError, match="cannot read"):
        read_document(tmp_path / "none.yaml")


def test_places(tmp_path: Path) -> None:
    """The place of a value, of its key, of a list's item, and of the nearest parent of what is absent."""
    path = tmp_path / "a.yaml"
    path.write_text("a: 1\nb:\n  - c: 2\n  - d: {e: 3}\n", "utf-8")
    document = read_document(path)
    places = [
        document.place(("b", 1, "d", "e")), document.place(("b", 1, "d", "e"), of_key=True), document.place(("b", 0)),
        document.place(("b", 1, "absent")), document.place(("a", 0)), document.place(()),
    ]  # fmt: skip
    assert [(p.line, p.column) for p in places] == [(4, 12), (4, 9), (3, 5), (4, 5), (1, 4), (1, 1)]
