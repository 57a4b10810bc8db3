"""Strict YAML: the 1.2 core schema read with libyaml; duplicate keys, anchors, aliases and tags are refused.

In YAML 1.1, PyYAML's own schema, `NO` is false and `1_000` is a number. Here a plain scalar is null, true, false, a
decimal integer or a decimal number, or else the text as written (YAML 1.2.2, section 10.3; octal and hexadecimal are
not taken). Line and column are worked out only when somebody asks for the place of a key.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from ringfence.errors import CatalogError, Place, Problem
from ringfence.paths import MAX_BYTES, read_beginning
from ringfence.plain_text import named, odd_character

MAX_DEPTH = 40

_LOADER: type = getattr(yaml, "CLoader", yaml.Loader)
_KEYWORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_KEYWORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
# what has two readings stays text, for the value grammar to refuse: 017, +5, .5, 1., 1.500, decimals of more digits
# than are kept
_DIGITS = 15  # a double keeps no more apart
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z", re.ASCII)
_NUMBER = re.compile(r"-?(?:0|(?![0-9]{1,3}\.[0-9]{3}\Z)[1-9][0-9]{0,17})\.[0-9]{1,18}\Z", re.ASCII)

KeyPath = Sequence[str | int]


@dataclass(frozen=True)
class Document:
    """A YAML file's data (dict, list, str, int, float, bool, None) and the means to find a key's place in it."""

    path: Path
    data: object
    text: str = field(repr=False)

    def place(self, key_path: KeyPath, *, of_key: bool = False) -> Place:
        """Line and column of the value at `key_path` (with `of_key`: of its key); the nearest parent where it is
        absent.
        """
        node = self._root
        mark = node.start_mark if node is not None else None
        for step in key_path:
            found = self._children(node).get(step) or self._children(node).get(str(step))
            if found is None:
                continue  # an implicit list around a single value has no node of its own
            key, node = found
            mark = (key if of_key and key is not None else node).start_mark
        if mark is None:
            return Place(str(self.path), 1, 1)
        return Place(str(self.path), mark.line + 1, mark.column + 1)

    @cached_property
    def _root(self) -> yaml.Node | None:
        """The document's nodes; composed once, however many places are asked for."""
        return yaml.compose(self.text, Loader=_LOADER)

    @cached_property
    def _known_children(self) -> dict[int, "_Children"]:
        return {}

    def _children(self, node: yaml.Node | None) -> "_Children":
        found = self._known_children.get(id(node))
        if found is None:
            found = self._known_children[id(node)] = _children(node)
        return found


_Children = dict[str | int, tuple[yaml.Node | None, yaml.Node]]


def _children(node: yaml.Node | None) -> _Children:
    """Key → its node and its value's; position in a list → the item's."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): (key, value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return {index: (None, item) for index, item in enumerate(node.value)}
    return {}


def read_document(path: Path) -> Document:
    """Read one file. Raises CatalogError with file:line:column where it is not strict YAML in UTF-8, RingfenceError
    where it cannot be read.
    """
    return document_of(path, read_beginning(path, MAX_BYTES + 1))


def document_of(path: Path, raw: bytes) -> Document:
    """The document that a file's bytes hold. Raises CatalogError."""
    if len(raw) > MAX_BYTES:
        raise _refused(path, 0, 0, "too-large", f"the file is larger than {MAX_BYTES} bytes")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _refused(path, line, 0, "not-utf8", "the file is not UTF-8 text", "save it as UTF-8") from error
    return Document(path, parse_yaml(text, path), text)


def parse_yaml(text: str, path: Path = Path("text")) -> object:
    """The data of one YAML document. Raises CatalogError where it is not strict YAML."""
    odd = odd_character(text.replace("\r\n", "\n\n"))  # of one length, so that the offset holds
    if odd is not None:
        line, column = text.count("\n", 0, odd) + 1, odd - text.rfind("\n", 0, odd)
        raise _refused(path, line, column, "control-character", _ODD_ONE.format(named(text[odd])))
    try:
        return _build(text, path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise _refused(path, line, column, "yaml", f"not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise _refused(path, 0, 0, "yaml", f"not YAML: {str(error).splitlines()[0]}") from error


_ODD_ONE = "the text holds the character {}, which steers the terminal, turns the writing or cannot be seen"


def _refused(path: Path, line: int, column: int, code: str, message: str, hint: str | None = None) -> CatalogError:
    return CatalogError([Problem(Place(str(path), line, column), code, message, hint)])


def _build(text: str, path: Path) -> object:
    parser = _LOADER(text)
    stack: list[_Open] = []
    root: object = None
    documents = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                _no_magic(event, path)
                if event.style == '"' and (odd := odd_character(event.value)) is not None:  # brought in by an escape
                    raise _at(path, event, "control-character", _ODD_ONE.format(named(event.value[odd])))
                value: object = event.value
                if event.implicit[0]:
                    value = _plain(event.value)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                _no_magic(event, path)
                if len(stack) >= MAX_DEPTH:
                    raise _at(path, event, "too-deep", f"nested deeper than {MAX_DEPTH} levels")
                stack.append(_Open({} if kind is yaml.MappingStartEvent else []))
                continue
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                value = stack.pop().content
            elif kind is yaml.AliasEvent:
                raise _at(path, event, "alias", f"aliases are not taken (*{event.anchor})", "write it out")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _at(path, event, "documents", "a file holds one document; a second one starts here")
                continue
            else:
                continue
            if not stack:
                root = value
            else:
                stack[-1].add(value, event, path)
    finally:
        parser.dispose()
    return root


class _Open:
    """A mapping or a list that is still being read."""

    __slots__ = ("content", "key")

    def __init__(self, content: dict[str, object] | list[object]) -> None:
        self.content = content
        self.key: str | None = None

    def add(self, value: object, event: yaml.Event, path: Path) -> None:
        content = self.content
        if isinstance(content, list):
            content.append(value)
        elif self.key is not None:
            content[self.key] = value
            self.key = None
        elif not isinstance(event, yaml.ScalarEvent):
            raise _at(path, event, "key", "a key is a word or a text, not a mapping or a list")
        elif event.value != event.value.strip():
            raise _at(path, event, "key", f"the key {event.value!r} begins or ends with a blank")
        elif event.value in content:
            raise _at(path, event, "duplicate-key", f"the key {event.value!r} stands twice in one mapping")
        elif event.value == "<<" and event.implicit[0]:
            raise _at(path, event, "merge-key", "merge keys (<<) are not taken", "write the keys out")
        else:
            self.key = event.value


def _no_magic(event: yaml.ScalarEvent | yaml.CollectionStartEvent, path: Path) -> None:
    if event.anchor is not None:
        raise _at(path, event, "anchor", f"anchors are not taken (&{event.anchor})", "write it out")
    if event.tag is not None and event.tag != "!":
        raise _at(path, event, "tag", f"tags are not taken ({event.tag})")


def _plain(text: str) -> object:
    if text in _KEYWORDS:
        return _KEYWORDS[text]
    if _INTEGER.match(text):
        return int(text)
    if _NUMBER.match(text) and len(text.replace(".", "").lstrip("-0")) <= _DIGITS:
        return float(text)
    return text


def _at(path: Path, event: yaml.Event, code: str, message: str, hint: str | None = None) -> CatalogError:
    mark = event.start_mark
    assert mark is not None  # libyaml marks every event
    return _refused(path, mark.line + 1, mark.column + 1, code, message, hint)
