"""Which characters a text may hold: none that steers a terminal, turns the direction of writing or cannot be seen.

A name that holds U+202E reads otherwise than it is, one of zero-width characters is no name, and an escape sequence in
a message commands the reader's terminal. Records are refused for them; what comes from elsewhere is shown with them
written out.
"""

import json
import re

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
_UNSEEN = r"\xad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
_ODD = re.compile(f"[{_CONTROLS}{_UNSEEN}]")
# Arabic and Indic spelling needs the joiners U+200C and U+200D between letters: there they can be seen
_JOINED = re.compile(r"(?<=[\u0600-\u0dff])[\u200c\u200d](?=[\u0600-\u0dff])")


def odd_character(text: str) -> int | None:
    """The offset of the first character that a text may not hold; None where there is none."""
    for found in _ODD.finditer(text):
        if not _JOINED.match(text, found.start()):
            return found.start()
    return None


def named(character: str) -> str:
    """A character as people look it up: `U+202E`."""
    return f"U+{ord(character):04X}"


def shown(text: str) -> str:
    """The text with every such character written out (`\\x1b`, `\\u202e`), fit for a terminal and for a document."""
    return _ODD.sub(lambda found: ascii(found[0])[1:-1], text)


def as_written(value: object) -> str:
    """A value of a file as the file would have it: a text as it is, else null, true, 5, [1, 2], {"a": 1}."""
    try:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):  # Python may refuse to write out a huge integer
        return "..."


def in_json(text: str) -> str:
    """A JSON text with such characters written as JSON writes them (`\\u202e`): what it says is the same."""
    return _ODD.sub(lambda found: json.dumps(found[0])[1:-1], text)
