"""Names as a reader types them: any case, any hyphenation."""

import re
import unicodedata

from ringfence.errors import Ambiguous, NotFound, shortened

SUFFIX = ".yaml"
ALIKE = (SUFFIX, ".yml")
"""Endings, in any case, of what may have been meant as a catalog file."""
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z", re.ASCII)
LONGEST_ID = 60
# Windows has no files of these names, whatever their ending: a clone that holds one cannot be checked out there
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\Z")
_DASHES = "\\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_NOISE = re.compile(rf"[\s{_DASHES}_./'’‘`´\"“”«»()]+")
ALL_SYSTEMS = "all of them: ringfence list; by a word: ringfence search WORDS"


def fold(name: str) -> str:
    """The form in which two spellings of one name are equal: S-400, s 400, S‑400 and S400 all give `s400`."""
    return _NOISE.sub("", name.casefold() if name.isascii() else unicodedata.normalize("NFKC", name).casefold())


def id_fault(text: str) -> tuple[str, str | None] | None:
    """Why a text cannot be a system's id, and so a file's name, with one that can; None where it can."""
    if _DEVICES.match(text):
        return f"{shortened(text)!r} is the name of a device on Windows, and no id", f"{text}-1"
    if len(text) <= LONGEST_ID and ID.match(text):
        return None
    near = "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in text.lower()).split())[:LONGEST_ID]
    rule = f"lower case letters and digits with single hyphens, {LONGEST_ID} characters at most"
    return f"{shortened(text)!r} is no id: {rule}", near.strip("-") or None


def not_found(name: str, index: dict[str, tuple[str, ...]]) -> Ambiguous | NotFound:
    """The error for a name that no system bears, from id → names: what it may have meant."""
    wanted = fold(name)
    if not wanted:
        return NotFound("system", name, index, known=ALL_SYSTEMS)
    partly = [
        system_id for system_id, names in index.items() if any(_begins(wanted, fold(candidate)) for candidate in names)
    ]
    if len(partly) > 1:
        return Ambiguous(name, partly)
    if partly:
        return NotFound("system", name, close=partly)
    return NotFound("system", name, sorted({known for names in index.values() for known in names}), known=ALL_SYSTEMS)


def _begins(wanted: str, candidate: str) -> bool:
    return len(wanted) >= 3 and candidate.startswith(wanted)
