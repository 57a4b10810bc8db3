"""From input to sentences: nothing of the markup is read, and every character can be found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringfence.errors import UsageError
from ringfence.factcheck.prose.text import MAX_BYTES, MAX_SENTENCE, decode, read_prose, sentences


def split(text: str) -> list[str]:
    """The sentences of a text."""
    prose = read_prose(text)
    return [prose.text[s.start : s.end].strip() for s in sentences(prose.text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The S‑400 can hit 400–500 km.", "The S-400 can hit 400-500 km."),
        ("“It’s here,” he said…", '"It\'s here," he said...'),
        ("\u200fS-400\u202c has\u00a0a\u2009range", "S-400 has a range"),
        ("400 km", "400 km"),
        ("a\nb", "a b"),
        ("**400** km and `400` [km](https://example.org/a-9-km)", "400 km and 400 km"),
        ("see https://example.org/s-400-range-900-km for more", "see for more"),
    ],
)
def test_plain(text: str, wanted: str) -> None:
    """Typographic variety, marks of direction, Markdown and addresses leave plain words behind."""
    assert " ".join(read_prose(text).text.split()) == wanted


def test_html() -> None:
    """Scripts, styles and comments are dropped, entities are read, and blocks part sentences."""
    prose = read_prose(
        "<style>p{}</style><p>The <b>S&#8209;400</b> can&nbsp;hit</p><script>'S-400 900 km'</script><!-- 1 km --><li>400 km"
    )
    assert [prose.text[s.start : s.end].strip() for s in sentences(prose.text)] == ["The S-400 can hit", "400 km"]


def test_places() -> None:
    """A span of the plain text is found again in the original, markup and all."""
    source = "<p>The <b>S‑400</b> can&nbsp;hit 400&#8211;500&nbsp;km.</p>"
    prose = read_prose(source)
    start = prose.text.index("S-400")
    assert source[slice(*prose.place(start, start + 5))] == "S‑400"
    start = prose.text.index("400-500 km")
    assert source[slice(*prose.place(start, start + 10))] == "400&#8211;500&nbsp;km"


@given(st.text(alphabet="aB4. \n\t<>&;/'\"-–—’“*_`#[]()\u00a0\u200f", max_size=200))
def test_any_text(text: str) -> None:
    """Any text can be read, and every sentence lies within the original."""
    prose = read_prose(text)
    for s in sentences(prose.text):
        first, last = prose.place(s.start, s.end)
        assert 0 <= first <= last <= len(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It flies. It hits.", 2),
        ("The U.S. Army and Gen. Smith said so.", 1),
        ("It has 4.8 km/s and more.", 1),
        ("It reaches 400 km. The next.", 2),
        ("It reaches 400 km. away.", 1),
        ("# Head\nText here.\n\n- one\n- two", 4),
        ("He asked: “Can it?” She left.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """Abbreviations and decimals end no sentence; headings, paragraphs and list items do."""
    assert len(split(text)) == count


def test_endless_sentence() -> None:
    """What has no full stop is cut into pieces that can be read."""
    prose = read_prose("word " * 2000)
    assert all(s.end - s.start <= MAX_SENTENCE for s in sentences(prose.text))


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"\x89PNG\0\0", "a picture"), (b"\1\2\0", "NUL"), (b"caf\xe9", "UTF-8"), (b"x" * (MAX_BYTES + 1), "MB")],
)
def test_refused(data: bytes, reason: str) -> None:
    """Binary, other encodings and what is too long get a clear error."""
    with pytest.raises(UsageError, match=reason):
        decode(data)


def test_byte_order_marks() -> None:
    """UTF-8 with a mark and UTF-16 are read."""
    assert decode("S-400".encode("utf-8-sig")) == decode("S-400".encode("utf-16")) == "S-400"
