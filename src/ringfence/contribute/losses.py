"""What one text of a catalog file holds and another does not: statements, notes, comments. Imports only ever add."""

from collections import Counter
from collections.abc import Iterator

import yaml

from ringfence.strict_yaml import parse_yaml

Place = tuple[str, ...]
Said = tuple[Place, str]


def lost(before: str, after: str) -> str | None:
    """The first thing that `before` says and `after` does not; None where all of it is there.

    An envelope may have been told more classes, and its statements may have moved to another of the same effector.
    """
    gone = Counter(_comments(before)) - Counter(_comments(after))
    if gone:
        return f"the comment {min(gone)!r}"
    now: dict[Said, list[frozenset[str]]] = {}
    for said, targets in _said(parse_yaml(after)):
        now.setdefault(said, []).append(targets)
    for said, targets in _said(parse_yaml(before)):
        if not any(targets <= others for others in now.get(said, ())):
            return f"{'.'.join(said[0])}: {said[1]}"
    return None


def _said(data: object) -> Iterator[tuple[Said, frozenset[str]]]:
    """Every leaf of a record with its place, and the classes of the envelope that it stands in."""
    for key, value in data.items() if isinstance(data, dict) else ():
        if key in ("envelopes", "detection") and isinstance(value, list):
            for block in value:
                named = dict(block) if isinstance(block, dict) else {}
                targets = frozenset(map(str, named.pop("targets", None) or ()))
                whose = str(named.pop("effector", named.pop("sensor", "")))
                yield from ((said, targets) for said in _leaves((key, whose), named))
        else:
            yield from ((said, frozenset()) for said in _leaves((key,), value))


def _leaves(place: Place, value: object) -> Iterator[Said]:
    if isinstance(value, dict) and "value" not in value:
        for key, inner in value.items():
            yield from _leaves((*place, str(key)), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(place, inner)
    else:
        yield place, repr(sorted(value.items())) if isinstance(value, dict) else repr(value)


def _comments(text: str) -> Iterator[str]:
    """The comments of a YAML text: what stands between its tokens."""
    end = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        between = text[end : token.start_mark.index]
        yield from (part.strip() for line in between.splitlines() if (part := line.partition("#")[2]))
        end = max(end, token.end_mark.index)
    yield from (part.strip() for line in text[end:].splitlines() if (part := line.partition("#")[2]))
