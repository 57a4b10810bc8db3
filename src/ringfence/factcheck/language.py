"""What is no English text is refused with one clear sentence, rather than read for nothing."""

import re

from ringfence.errors import UsageError
from ringfence.factcheck.rows import listed

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ADDRESS = re.compile(r"https?://\S+")


def refuse_other_languages(text: str, name: str) -> None:
    """Raises UsageError where a text is empty, a web address, or written in another language than English."""
    whole = text.strip()
    if not whole:
        raise UsageError(f"{name} is empty", hint="give a sentence in quotation marks, a file, or - for standard input")
    if re.fullmatch(r"(?:https?://|www\.)\S+", whole):
        raise UsageError("a web address is not opened: nothing here goes online", hint="save the page as a file")
    said = [word.casefold() for word in _WORD.findall(_ADDRESS.sub(" ", whole[:20_000]))]
    letters = "".join(said)
    foreign = sum(ord(letter) > 0x24F for letter in letters)
    if foreign > 0.4 * len(letters) and len(letters) > 8:
        raise UsageError(f"{name} is not in the Latin alphabet, and English alone is read", hint="check a translation")
    if len(said) < 6:
        return
    known = {each: listed(each) for each in ("English", "German", "French", "Spanish", "Italian", "Polish", "Turkish")}
    counts = {language: sum(word in some for word in said) for language, some in known.items()}
    for language, hits in counts.items():
        if hits >= 3 and hits > 2 * counts["English"] and hits > 0.12 * len(said):
            raise UsageError(f"{name} seems to be in {language}, and English alone is read", hint="check a translation")
