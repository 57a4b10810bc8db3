"""Names as a reader types them: any case, any hyphenation."""

import re
import unicodedata

from ringfence.errors import Ambiguous, NotFound

_NOISE = re.compile(r"[\s\-–—_./'’\"()]+")


def fold(name: str) -> str:
    """The form in which two spellings of one name are equal: S-400, s 400 and S400 all give `s400`."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name).casefold())


def find_id(name: str, index: dict[str, tuple[str, ...]]) -> str:
    """The id of the system that a name means, from id → names. Raises Ambiguous or NotFound."""
    wanted = fold(name)
    if not wanted:
        raise NotFound("system", name, index)
    for system_id in index:
        if fold(system_id) == wanted:
            return system_id
    owners = [system_id for system_id, names in index.items() if wanted in map(fold, names)]
    if len(owners) == 1:
        return owners[0]
    if owners:
        raise Ambiguous(name, owners)
    partly = [
        system_id for system_id, names in index.items() if any(_begins(wanted, fold(candidate)) for candidate in names)
    ]
    if len(partly) > 1:
        raise Ambiguous(name, partly)
    if partly:
        raise NotFound("system", name, close=partly)
    raise NotFound("system", name, sorted({known for names in index.values() for known in names}))


def _begins(wanted: str, candidate: str) -> bool:
    return len(wanted) >= 3 and candidate.startswith(wanted)
