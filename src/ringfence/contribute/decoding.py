"""Bytes of others' files → text, whatever they were written in."""

import codecs
import re
from pathlib import Path

from ringfence.errors import RingfenceError, UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
"""What a file begins with that names its encoding; UTF-32 before UTF-16, whose mark it begins with."""
_RUNS = re.compile(rb"[\x80-\xff]+")


def decoded(raw: bytes, path: Path, encoding: str | None = None) -> tuple[str, str | None]:
    """The text, and the encoding where it was guessed. Raises RingfenceError."""
    if encoding:
        try:
            return raw.decode(encoding).removeprefix("\ufeff"), None
        except LookupError:
            hint = "such as utf-8, utf-16, cp1251, cp1252, gb18030, shift_jis"
            raise UsageError(f"no encoding is called {encoding!r}", hint=hint) from None
        except UnicodeDecodeError as error:
            raise RingfenceError(f"cannot read {path}: it is not {encoding} text: {error.reason}") from error
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    try:
        return raw.decode(marked or _without_mark(raw)), None
    except UnicodeDecodeError as error:
        if marked:
            raise RingfenceError(f"cannot read {path}: it begins as {marked} does, and is not UTF-8 text") from error
    guess = _guess(raw)
    try:
        return raw.decode(guess), guess
    except UnicodeDecodeError as error:
        hint = "name its encoding: --encoding, such as gb18030 or shift_jis"
        raise RingfenceError(f"cannot read {path}: it is not UTF-8 text", hint=hint) from error


def _without_mark(raw: bytes) -> str:
    """UTF-16 where every other byte of the beginning is mostly nothing, as in a header of Latin letters, else UTF-8."""
    head = raw[:200]
    even, odd = (head[start::2].count(0) * 2 > len(head[start::2]) > 1 for start in (0, 1))
    return "utf-8" if even == odd else "utf-16-le" if odd else "utf-16-be"


def _guess(raw: bytes) -> str:
    """Windows' Cyrillic where letters beyond ASCII stand in whole words, its Western code page where they do not."""
    runs = [len(found[0]) for found in _RUNS.finditer(raw)]
    return "cp1251" if sum(size for size in runs if size > 2) * 2 > sum(runs) else "cp1252"
