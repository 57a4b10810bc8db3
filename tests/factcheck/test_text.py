"""What is read, what is refused, and where each character stood."""

import pytest

from ringfence.errors import UsageError
from ringfence.factcheck.text import MAX_BYTES, decode, read_text


def said(text: str) -> list[tuple[str, str]]:
    """Form and words of every sentence."""
    return [(s.form, s.text) for s in read_text(text).sentences()]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        (" \n ", "is empty"),
        ("https://example.org/s-400", "a web address is not opened"),
        ("Das System S-400 ist eines der besten und kann Ziele auf 400 km treffen.", "German"),
        ("Le système S-400 est une arme qui peut détruire des avions et des missiles dans le ciel.", "French"),
        ("Зенитная ракетная система С-400 поражает цели на дальности до 400 км.", "not in the Latin alphabet"),
        ("a\0b", "NUL"),
    ],
)
def test_refused(text: str, why: str) -> None:
    """What cannot be read is refused with one clear sentence."""
    with pytest.raises(UsageError, match=why):
        read_text(text)


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"PK\x03\x04", b"\xff\xd8\xff", b"\xfc\xe4", b"a" * (MAX_BYTES + 1)])
def test_no_text(data: bytes) -> None:
    """Files that are no text, or too large, are refused by name."""
    with pytest.raises(UsageError, match="report"):
        decode(data, "report")


def test_places_are_those_of_the_text() -> None:
    """Whatever is left out or made plain, a place leads back to the character in the text."""
    text = "Old\u00ad, but feared by all who have to fly: the **S\u2011400**\u00a0has a  range of\n\u201c400\u00a0km\u201d."
    (sentence,) = read_text(text).sentences()
    assert sentence.text == 'Old, but feared by all who have to fly: the S-400 has a range of "400 km".'
    start = sentence.text.index("400 km")
    assert text[slice(*sentence.span(start, start + 6))] == "400\u00a0km"


def test_markdown_is_read() -> None:
    """Headings, items and cells are told apart, front matter and addresses are skipped, cells bear their heads."""
    text = "---\ntitle: S-300\n---\n# S-400\n\n- a [link](http://x.y/s-300) here\n\n| A | B |\n|---|---|\n| ccc | d |\n"
    assert said(text) == [
        ("heading", "S-400"),
        ("item", "a [link here"),
        ("cell", "A"),
        ("cell", "A: B"),
        ("cell", "ccc"),
        ("cell", "ccc: B: d"),
    ]


def test_html_is_read() -> None:
    """HTML reads as its Markdown would, without its scripts, and knows the lines of the source."""
    html = "<html><body>\n<h1>S-400</h1><script>THAAD</script>\n<ul><li>Range: <b>400</b> km</li></ul>\n<table><tr><td>a</td><td>b</td></tr></table>"
    text = read_text(html)
    assert [line for line in text.given.splitlines() if line] == ["# S-400", "- Range: 400 km", "| a | b |"]
    assert [text.line(text.given.index(word)) for word in ("S-400", "Range", "a |")] == [2, 3, 4]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The U.S. Army spoke to Gen. Smith. He left.", 2),
        ("It has 4.8 km. Then more.", 2),
        ("S-400s, e.g. those of India, came.", 1),
        ("One line that is long enough to be wrapped by whoever wrote it down,\nand goes on here. A second.", 2),
        ("A title\n\nA sentence.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """Sentences end where a reader ends them."""
    assert len(said(text)) == count
