"""What is no English text is refused with one clear sentence, rather than read for nothing."""

import re

from ringfence.errors import UsageError
from ringfence.factcheck.rows import words

_ENGLISH = words("the of and to in is it that for on with as at by from are was were be an has have this which can up")
_OTHERS = {
    "German": "der die das und ist nicht mit ein eine von auf für den dem des im sich auch kann werden bis zu",
    "French": "le la les des et est une dans pour que qui sur au par plus avec du peut il elle",
    "Spanish": "el la los las de que y en un una por con para es se del al puede hasta su",
    "Italian": "il lo la gli di che e un una per con non è del della dei sono può fino da",
    "Polish": "i w na z do się nie jest to że o od przez dla oraz może jak po są",
    "Turkish": "ve bir bu ile için olarak da de daha çok olan kadar km'ye sistemi",
}
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ADDRESS = re.compile(r"https?://\S+")
_SAMPLE = 20_000


def refuse_other_languages(text: str, name: str) -> None:
    """Raises UsageError where a text is empty, a web address, or written in another language than English."""
    whole = text.strip()
    if not whole:
        raise UsageError(f"{name} is empty", hint="give a sentence in quotation marks, a file, or - for standard input")
    if re.fullmatch(r"(?:https?://|www\.)\S+", whole):
        raise UsageError("a web address is not opened: nothing here goes online", hint="save the page as a file")
    said = [word.casefold() for word in _WORD.findall(_ADDRESS.sub(" ", whole[:_SAMPLE]))]
    letters = "".join(said)
    foreign = sum(ord(letter) > 0x24F for letter in letters)
    if foreign > 0.4 * len(letters) and len(letters) > 8:
        raise UsageError(f"{name} is not in the Latin alphabet, and English alone is read", hint="check a translation")
    if len(said) < 6:
        return
    english = sum(word in _ENGLISH for word in said)
    for language, some in _OTHERS.items():
        known = words(some)
        hits = sum(word in known for word in said)
        if hits >= 3 and hits > 2 * english and hits > 0.12 * len(said):
            raise UsageError(f"{name} seems to be in {language}, and English alone is read", hint="check a translation")
