"""Mechanical mends of a catalog file: what has one right answer that nobody needs to think about.

Values that are misspelled in their form alone (`400km`, `400 kilometers`, `5 Mach`), sources out of order, an `id` that
is not the file's name, a missing first line, white space at line ends. What may mean two things (`nm`, `ton`, a comma)
is left to people.
"""

import re

from ringfence.contribute.migrate import migrated
from ringfence.contribute.schema import FIRST_LINE
from ringfence.errors import CatalogError, ValueRefused
from ringfence.strict_yaml import parse_yaml
from ringfence.units.value import parse_value, value_from_yaml

_FIGURE = re.compile(
    r"(?<=[:,\[{]\s)(\"?)((?:(?:up to|at least|more than|less than|about) )?[0-9][0-9.–-]* ?[A-Za-z/]{1,12}|[0-9.]+ "
    r"Mach)\1(?=\s*(?:[,}\]]|$))",
    re.M,
)
_LIKE = re.compile(r"(?:(?:up to|at least|more than|less than|about) )?[0-9.]+(?:[–-][0-9.]+)? ?[A-Za-z/]+\Z")
_WORDS = re.compile(r"\b(?:title|publisher|note|name|native_name|maker|credits|superseded|doubt|at|reason): \Z")
_UNSURE = re.compile(r"(?i)(?<![a-z])(nm|ton|tons)\Z|,")


def mended(text: str, name: str, schema: str | None = "../../specs/system.schema.json") -> tuple[str, list[str]]:
    """The text with its mechanical faults mended, and what was done, a line each. A text that is not YAML stays as it
    is; where there is no `schema`, so does one that names none.
    """
    done: list[str] = []
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    new = "\n".join(lines).rstrip("\n") + "\n"
    if new != text:
        done.append("white space at line ends")
    if schema and not new.startswith(FIRST_LINE):
        new = f"{FIRST_LINE}{schema}\n{new}"
        done.append("first line that names the schema")
    new, moved = migrated(new)
    done += moved
    new = _FIGURE.sub(lambda match: _value(match, done), new)
    stem = name.removesuffix(".yaml")
    found = re.search(r"^id: *(\S+)$", new, re.M)
    if found and found[1] != stem:
        new = f"{new[: found.start()]}id: {stem}{new[found.end() :]}"
        done.append(f"id {found[1]} → {stem}")
    new = _sorted_sources(new, done)
    try:
        before, after = parse_yaml(text), parse_yaml(new)
    except CatalogError:
        return text, []
    return (new, done) if isinstance(before, dict) and isinstance(after, dict) else (text, [])


def _value(match: re.Match[str], done: list[str]) -> str:
    written = match[2]
    if _WORDS.search(match.string[max(0, match.start() - 20) : match.start()]):
        return match[0]  # a title stands as it was printed
    if not _LIKE.match(written) or _UNSURE.search(written):
        return match[0]
    try:
        right = value_from_yaml(written).text
    except ValueRefused as refused:
        if not refused.suggestion or parse_value(refused.suggestion).text != refused.suggestion:
            return match[0]
        right = refused.suggestion
    if right == written or _numbers(right) != _numbers(written):
        return match[0]
    done.append(f"{written} → {right}")
    return f"{match[1]}{right}{match[1]}"


def _numbers(text: str) -> list[str]:
    return re.findall(r"[0-9.]+", text)


def _sorted_sources(text: str, done: list[str]) -> str:
    head, mark, body = text.rpartition("\nsources:\n")
    if not mark or re.search(r"^\S", body, re.M):
        return text  # no sources, or another block behind them
    entries = re.split(r"^(?=  [a-z0-9][a-z0-9-]*:)", body, flags=re.M)
    first, rest = entries[0], entries[1:]
    if rest == sorted(rest, key=_key):
        return text
    done.append("sources in order of their keys")
    return head + mark + first + "".join(sorted(rest, key=_key))


def _key(entry: str) -> str:
    return entry.split(":", 1)[0].strip()
