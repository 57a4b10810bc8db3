"""Mechanical mends of a catalog file: what has one right answer that nobody needs to think about.

Values that are misspelled in their form alone (`400km`, `400 kilometers`, `5 Mach`), sources out of order, an `id` that is not the
file's name, a missing first line, white space at line ends. What may mean two things (`nm`, `ton`, a comma) is left to people.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from ringfence.contribute.migrate import migrated
from ringfence.errors import CatalogError, ValueRefused
from ringfence.paths import data_folder
from ringfence.specs.measures import MEASURES
from ringfence.strict_yaml import parse_yaml
from ringfence.units.value import parse_value, value_from_yaml

_SCHEMA = "# yaml-language-server: $schema="
_VALUED = frozenset({*MEASURES, "price"})


def mended(text: str, name: str, schema: str = "../../specs/system.schema.json") -> tuple[str, list[str]]:
    """The text with its mechanical faults mended, and what was done, a line each. A text that is not YAML stays as it is."""
    done: list[str] = []
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    new = "\n".join(lines).rstrip("\n") + "\n"
    if new != text:
        done.append("white space at line ends")
    if not new.startswith(_SCHEMA):
        new = f"{_SCHEMA}{schema}\n{new}"
        done.append("first line that names the schema")
    new, moved = migrated(new)
    done += moved
    new = _mended_values(new, done)
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


def _mended_values(text: str, done: list[str]) -> str:
    """The text with its values in canonical form; only where a value stands, for a name or a note may look like one."""
    try:
        parse_yaml(text)
    except CatalogError:
        return text
    for node in sorted(
        _value_nodes(yaml.compose(text, Loader=yaml.SafeLoader)), key=lambda node: -node.start_mark.index
    ):
        right = _right(node.value)
        if right is not None and node.style in (None, '"', "'"):
            mark = node.style or ""
            text = f"{text[: node.start_mark.index]}{mark}{right}{mark}{text[node.end_mark.index :]}"
            done.append(f"{node.value} → {right}")
    return text


def _value_nodes(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """The scalars that are values: measure → source → value, or a list of them, or a mapping that holds one."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _value_nodes(item)
    elif isinstance(node, yaml.MappingNode):
        for key, inner in node.value:
            if key.value in _VALUED and isinstance(inner, yaml.MappingNode):
                for _, stated in inner.value:
                    yield from _stated(stated)
            else:
                yield from _value_nodes(inner)


def _stated(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _stated(item)
    elif isinstance(node, yaml.MappingNode):
        yield from (inner for key, inner in node.value if key.value == "value" and isinstance(inner, yaml.ScalarNode))


def _right(written: str) -> str | None:
    """The canonical form of a value that is misspelled in its form alone: the same numbers, and a unit that is meant for sure."""
    if "," in written:
        return None
    try:
        right = value_from_yaml(written).text
    except ValueRefused as refused:
        if not refused.suggestion or parse_value(refused.suggestion).text != refused.suggestion:
            return None
        right = refused.suggestion
    return right if right != written and _numbers(right) == _numbers(written) else None


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


def schema_line(path: Path) -> str:
    """How a file at this path names the schema."""
    shipped = (data_folder("catalog") / "systems").resolve()
    return (
        "../../specs/system.schema.json"
        if path.resolve().parent == shipped
        else (data_folder("specs") / "system.schema.json").as_posix()
    )
