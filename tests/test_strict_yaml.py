"""Strict YAML: what is read, what is refused, and where."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ringfence.errors import CatalogError, Problem, RingfenceError
from ringfence.paths import MAX_BYTES
from ringfence.plain_text import odd_character
from ringfence.strict_yaml import MAX_DEPTH, Document, parse_yaml, read_document


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: NO", {"a": "NO"}), ("a: yes", {"a": "yes"}), ("a: 1_000", {"a": "1_000"}), ("a: 012", {"a": "012"}), ("a: +5", {"a": "+5"}), ("a: .5", {"a": ".5"}), ("a: 1.", {"a": "1."}), ("a: 0x1F", {"a": "0x1F"}),
        ("a: 1e3", {"a": "1e3"}), ("a: 2018-10-05", {"a": "2018-10-05"}), ("a: 12:30", {"a": "12:30"}), ("a: ~", {"a": None}), ("a:", {"a": None}),
        ("a: null", {"a": None}), ("a: True", {"a": True}), ("a: 4.50", {"a": 4.5}), ("a: 1.500", {"a": "1.500"}), ("a: 0.125", {"a": 0.125}), ("a: 1234.567", {"a": 1234.567}), ('a: "4"', {"a": "4"}), ("a: .inf", {"a": ".inf"}),
        ("a: on", {"a": "on"}), ("a: 1,000", {"a": "1,000"}), ("a: -7", {"a": -7}), ("a: 9007199254740993", {"a": 9007199254740993}), ("a: 5 km", {"a": "5 km"}),
        ("a: .nan", {"a": ".nan"}), ("a: ''", {"a": ""}), ("a: 'NO'", {"a": "NO"}), ("NO: 1\n5: x", {"NO": 1, "5": "x"}), ("'<<': 1", {"<<": 1}),
        ("a: " + "9" * 400, {"a": "9" * 400}), ("a: |\n  b\n  c\n", {"a": "b\nc\n"}), ("---\na: 1\n...\n", {"a": 1}), ('a: "x\\ty"', {"a": "x\ty"}),
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
        ("a: 1\n...\n---\nb: 2", "documents", 3, 1), ("a: 1\n1: x\n'1': y", "duplicate-key", 3, 1), ("- a: {<<: 1}", "merge-key", 1, 7), ("a: !!str 1", "tag", 1, 4),
        ("a: !mine {b: c}", "tag", 1, 4), ("&k a: 1", "anchor", 1, 1), ("a: 1\r\nb: 2\r\n\r\na: 3\r\n", "duplicate-key", 4, 1), ("{a: 1}: b", "key", 1, 6),
        ("a: \x00", "control-character", 1, 4), ("a: 1\nb: \x7f", "control-character", 2, 4), ("a: 1\nb: \x9b31m", "control-character", 2, 4), ('a: "\\e[31m"', "control-character", 1, 4),
        ('a: 1\n"\\0b": 2', "control-character", 2, 1), ("a: 'open", "yaml", 1, 9), ("%YAML 3.0\n--- a", "yaml", 1, 1), ("a: @b", "yaml", 1, 4),
        ("a: \x07", "control-character", 1, 4), ("\ta: 1", "yaml", 1, 1), ("[" * 100, "too-deep", 1, 41),
    ],
)  # fmt: skip
def test_refused_with_its_place(text: str, code: str, line: int, column: int) -> None:
    """What is not strict YAML is refused with line and column."""
    with pytest.raises(CatalogError) as caught:
        parse_yaml(text)
    problem = caught.value.problems[0]
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)


@pytest.mark.parametrize(
    "odd", [*"\u200b\u200e\u202e\u2066\u2069\u2028\u0085\ufeff\u00ad", "\U000e0041", "\u200d", "\u200c"]
)
@pytest.mark.parametrize("text", ["a: b{}c", "a: 1 # {}", '"k{}": 1', 'a: "b{}c"'])
def test_what_cannot_be_seen_is_refused(text: str, odd: str) -> None:
    """Characters that turn the writing, or that nobody can see, are refused in texts, keys and comments, escaped or not."""
    escaped = f"\\U{ord(odd):08x}"
    for form in [odd, escaped] if '"' in text else [odd]:
        with pytest.raises(CatalogError) as caught:
            parse_yaml(text.format(form))
        assert caught.value.problems[0].code == "control-character"
        assert f"U+{ord(odd):04X}" in caught.value.problems[0].message


@pytest.mark.parametrize("text", ["سامانه\u200cهای", "क्\u200dष"])
def test_joiners_that_spelling_needs(text: str) -> None:
    """Persian and Hindi are spelled with joiners between letters, and are taken as they are."""
    assert parse_yaml(f"a: {text}") == {"a": text}


@pytest.mark.parametrize("key", ['"M1 "', '" M1"', '"M1\\t"'])
def test_keys_with_blanks(key: str) -> None:
    """A key with a blank at an end is refused: it would be another key to the eye's same."""
    with pytest.raises(CatalogError, match="begins or ends with a blank"):
        parse_yaml(f"M1: 1\n{key}: 2")


def test_places_are_found_in_one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many places are asked for, the file is composed once."""
    document = Document(Path("x"), {}, "".join(f"k{number}: 1\n" for number in range(500)))
    composed: list[str] = []
    compose = yaml.compose

    def counting(text: str, **options: type) -> object:
        composed.append(text)
        return compose(text, **options)

    monkeypatch.setattr(yaml, "compose", counting)
    assert [document.place((f"k{number}",)).line for number in range(500)] == list(range(1, 501))
    assert len(composed) == 1


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


def test_places_through_implicit_lists(tmp_path: Path) -> None:
    """A single statement that stands for a list of one has the place of the statement itself, and its keys have theirs."""
    path = tmp_path / "a.yaml"
    path.write_text("range_max:\n  daily:\n    value: 5 km\n    by: media\n  other: [1 km, {value: 2 km}]\n", "utf-8")
    document = read_document(path)
    places = [
        document.place(("range_max", "daily", 0)), document.place(("range_max", "daily", 0, "by")), document.place(("range_max", "daily", 0, "by"), of_key=True),
        document.place(("range_max", "other", 0)), document.place(("range_max", "other", 1, "value")), document.place(("range_max", "other", 7)),
    ]  # fmt: skip
    assert [(p.line, p.column) for p in places] == [(3, 5), (4, 9), (4, 5), (5, 11), (5, 25), (5, 10)]


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"# nothing\n", b"\xef\xbb\xbf", b"---\n"])
def test_empty_file(raw: bytes, tmp_path: Path) -> None:
    """A file that holds nothing is no data, and any place in it is its beginning or what stands there."""
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    document = read_document(path)
    assert document.data is None
    assert document.place(("a", 0)).line >= 1


def test_crlf_and_byte_order_mark_keep_places(tmp_path: Path) -> None:
    """Lines and columns are an editor's, whatever ends the lines and whether or not there is a byte order mark."""
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: ä\r\nb:\r\n  c: 1\r\n".encode())
    document = read_document(path)
    assert document.data == {"a": "ä", "b": {"c": 1}}
    assert [(p.line, p.column) for p in (document.place(("a",)), document.place(("b", "c"), of_key=True))] == [
        (1, 4),
        (3, 3),
    ]


@pytest.mark.parametrize("raw", ["a: ä".encode("latin-1"), "a: 1".encode("utf-16"), b"a: \xed\xa0\x80", b"a: \xc0\x80"])
def test_other_encodings(raw: bytes, tmp_path: Path) -> None:
    """Latin-1, UTF-16, surrogates and overlong forms are refused as not UTF-8."""
    path = tmp_path / "a.yaml"
    path.write_bytes(raw)
    with pytest.raises(CatalogError) as caught:
        read_document(path)
    assert [(p.code, p.place.line) for p in caught.value.problems] == [("not-utf8", 1)]


@pytest.mark.parametrize("nest", ["[{}]", "{{a: {}}}"])
def test_depth_is_bounded(nest: str) -> None:
    """Forty levels are read, and one more is refused."""

    def nested(levels: int) -> str:
        text = "1"
        for _ in range(levels):
            text = nest.format(text)
        return text

    assert parse_yaml(nested(MAX_DEPTH))
    with pytest.raises(CatalogError, match="too-deep"):
        parse_yaml(nested(MAX_DEPTH + 1))


def test_largest_file(tmp_path: Path) -> None:
    """A file of exactly the limit is read."""
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\n#" + b"x" * (MAX_BYTES - 6))
    assert read_document(path).data == {"a": 1}


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder in a file's place is an error, not a traceback."""
    with pytest.raises(RingfenceError, match="cannot read"):
        read_document(tmp_path)


def refusal(text: str) -> list[Problem]:
    """What is wrong with a text; nothing where it is read."""
    try:
        parse_yaml(text)
    except CatalogError as error:
        return list(error.problems)
    return []


@given(st.text() | st.text("ab:-[]{}&*!|>'\"%@`#,? \n\t\r\x00\x85\u2028", max_size=30))
def test_any_text(text: str) -> None:
    """Any text is data or one problem with a place, and never another error."""
    assert [p.place.line <= len(text) + 1 and p.place.column <= len(text) + 1 for p in refusal(text)] in ([], [True])


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Cf", "Zl", "Zp")), max_size=20).filter(
    lambda text: text == text.strip() and odd_character(text) is None
)
DATA = st.recursive(
    TEXT | st.integers(1 - 10**18, 10**18 - 1) | st.booleans() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)


@given(DATA)
def test_json_is_read_as_json(data: object) -> None:
    """What JSON writes of plain texts is read back as it was, for YAML holds JSON."""
    assert parse_yaml(json.dumps(data, ensure_ascii=False)) == data
