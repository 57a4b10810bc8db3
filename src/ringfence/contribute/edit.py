"""Catalog files changed in place: comments and order stay; equal figures of one source become one statement.

A claim is added, or the statement that is there takes in its classes, or it is refused: nothing in the file goes.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from ringfence.contribute.claims import USUAL, Claim
from ringfence.contribute.rows import RowRefused
from ringfence.specs.targets import TARGETS


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.version = (1, 2)  # NO stays text when the file is read
    yaml.preserve_quotes = True
    yaml.width = 100_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


class Editable:
    """A catalog file that is being changed. `text` is the file as it would be written."""

    def __init__(self, text: str) -> None:
        self._yaml = _yaml()
        self.data: CommentedMap = self._yaml.load(text)
        self._before = text
        self.changed = False

    @property
    def text(self) -> str:
        """The file's text: what it was, where nothing has changed."""
        if not self.changed:
            return self._before
        out = io.StringIO()
        self._yaml.dump(self.data, out)
        text = out.getvalue().removeprefix("%YAML 1.2\n---\n")
        return _sources_on_two_lines(text) if _TWO_LINES.search(self._before) else text

    def add_source(self, key: str, source: dict[str, Any]) -> None:
        """Define a source that is not there yet; an existing one is left as it is."""
        sources = self.data.setdefault("sources", CommentedMap())
        if key in sources:
            return
        written = ("url", "title", "publisher", "credits")
        defined = _flow({k: _quoted(v) if isinstance(v, str) and k in written else v for k, v in source.items()})
        there = list(sources)
        in_order = there == sorted(there)
        sources.insert(sum(other < key for other in there) if in_order else len(there), key, defined)
        self.changed = True

    def add(self, claim: Claim) -> bool:
        """Put a claim where it belongs; False where it is there already. Raises RowRefused, and then nothing has
        changed.
        """
        if self.holds(claim):
            return False
        if claim.measure == "engages":
            flags = self._measure(self._home(claim), "engages")
            for target in claim.targets:
                _append(flags.setdefault(target, CommentedMap()), claim)
        elif claim.block in ("envelopes", "detection"):
            self._add_targeted(claim)
        else:
            _append(self._measure(self._home(claim), claim.measure), claim)
        self.changed = True
        return True

    def holds(self, claim: Claim) -> bool:
        """Whether a claim is there already. Raises RowRefused where its figure is, with other words."""
        if claim.block in ("envelopes", "detection") and claim.measure != "engages":
            whose = "effector" if claim.block == "envelopes" else "sensor"
            return any(
                _known(block.get(claim.measure, {}).get(claim.source), claim)
                for block in self.data.get(claim.block) or ()
                if block.get(whose) == claim.part and _speaks_of(block, claim)
            )
        found = self._find(claim, claim.measure) or {}
        if claim.measure == "engages":
            return all(_known(found.get(target, {}).get(claim.source), claim) for target in claim.targets)
        return _known(found.get(claim.source), claim)

    def _find(self, claim: Claim, measure: str) -> Any:
        """What the record holds of a measure, where the claim belongs; None where it holds nothing."""
        home: Any = self.data
        for step in (claim.block, claim.part) if claim.block else ():
            home = home.get(step) or {} if step else home
        return home.get(measure)

    def _home(self, claim: Claim) -> CommentedMap:
        return self._part(claim.block, claim.part) if claim.block else self.data

    def _measure(self, home: CommentedMap, measure: str) -> CommentedMap:
        if measure not in home:
            if home is self.data:  # before the first block, so that a record still reads from the whole to its parts
                blocks = (
                    "launcher",
                    "effectors",
                    "sensors",
                    "envelopes",
                    "detection",
                    "engages",
                    "operators",
                    "acquisitions",
                    "sources",
                )
                at = next((i for i, key in enumerate(home) if key in blocks), len(home))
                home.insert(at, measure, CommentedMap())
            else:
                home[measure] = CommentedMap()
        return home[measure]  # type: ignore[no-any-return]  # ruamel's maps hold anything

    def _part(self, block: str, name: str | None) -> CommentedMap:
        if block == "launcher":
            return self._block("launcher", CommentedMap())  # type: ignore[no-any-return]  # as above
        parts = self._block(block, CommentedMap())
        kind = "missile" if block == "effectors" else "radar"
        if name not in parts:
            parts[name] = CommentedMap({"kind": kind})
            self.changed = True
        elif parts[name].fa.flow_style():
            parts[name].fa.set_block_style()
        return parts[name]  # type: ignore[no-any-return]  # as above

    def _block(self, name: str, empty: Any) -> Any:
        if self.data.get(name) is None:
            at = list(self.data).index("sources") if "sources" in self.data else len(self.data)
            self.data.insert(at, name, empty)
        return self.data[name]

    def _add_targeted(self, claim: Claim) -> None:
        whose = "effector" if claim.block == "envelopes" else "sensor"
        targets = set(claim.targets)
        blocks = [b for b in self.data.get(claim.block) or () if b.get(whose) == claim.part]
        for block in blocks:
            of_block = set(block.get("targets") or ())
            one = next(iter(_equal(block.get(claim.measure, {}).get(claim.source), claim)), None)
            if one is not None and targets and of_block:
                _must_be_joinable(block, one, claim)
                self._join(block, claim, sorted(targets | of_block, key=TARGETS.index))
                return
        if claim.part:
            self._part("effectors" if whose == "effector" else "sensors", claim.part)
        home = next((b for b in blocks if set(b.get("targets") or ()) == targets and not b.get("note")), None)
        home = self._new_block(claim, whose) if home is None else home
        _append(home.setdefault(claim.measure, CommentedMap()), claim)

    def _new_block(self, claim: Claim, whose: str) -> CommentedMap:
        home = CommentedMap({whose: claim.part} if claim.part else {})
        if claim.targets:
            home["targets"] = _flow_list(list(claim.targets))
        self._block(claim.block, CommentedSeq()).append(home)
        return home

    def _join(self, block: CommentedMap, claim: Claim, targets: list[str]) -> None:
        """The statement that a block holds speaks for more classes: alone in its block, there; else in a block of
        theirs.
        """
        if _alone(block, claim):
            block["targets"][:] = targets
            return
        stated = block[claim.measure][claim.source]
        one = _equal(stated, claim)[0]
        if isinstance(stated, list):
            stated.remove(one)
        else:
            del block[claim.measure][claim.source]
        if not block[claim.measure]:
            del block[claim.measure]
        at = self.data[claim.block].index(block) + 1
        home = CommentedMap({k: v for k, v in block.items() if k in ("effector", "sensor")})
        home["targets"] = _flow_list(targets)
        home[claim.measure] = CommentedMap({claim.source: one})
        self.data[claim.block].insert(at, home)


_TWO_LINES = re.compile(r"^  [a-z0-9-]+:\n    \{", re.M)


def _sources_on_two_lines(text: str) -> str:
    """A source's key on a line of its own, as the shipped files have it."""
    head, mark, body = text.rpartition("\nsources:\n")
    return head + mark + re.sub(r"^(  [a-z0-9-]+:) (\{.*\})$", r"\1\n    \2", body, flags=re.M) if mark else text


def _append(by_source: CommentedMap, claim: Claim) -> None:
    stated = by_source.get(claim.source)
    if _known(stated, claim):
        return
    statement = _statement(claim)
    if stated is None:
        by_source[claim.source] = statement
    elif isinstance(stated, list):
        stated.append(statement)
    else:
        by_source[claim.source] = _flow_list([stated, statement])


def _each(stated: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Every statement of a source as it stands in the file, and as a mapping."""
    for one in stated if isinstance(stated, list) else [] if stated is None else [stated]:
        yield one, dict(one) if isinstance(one, dict) else {"value": one}


def _speaks_of(block: CommentedMap, claim: Claim) -> bool:
    """Whether a block is about all of a claim's classes; about none where the claim names none."""
    targets = set(block.get("targets") or ())
    return bool(targets) == bool(claim.targets) and targets >= set(claim.targets)


def _equal(stated: Any, claim: Claim) -> list[Any]:
    """The statements with the claim's figure, at its height, in its context."""
    mine = str(claim.value), claim.extra.get("at_altitude"), claim.extra.get("context", USUAL["context"])
    return [
        one
        for one, said in _each(stated)
        if (str(said.get("value")), said.get("at_altitude"), said.get("context", USUAL["context"])) == mine
    ]


def _known(stated: Any, claim: Claim) -> bool:
    """Whether a source's statements say all that the claim says. Raises RowRefused where they give its figure and say
    other things of it.
    """
    equal = [USUAL | said for _, said in _each(_equal(stated, claim))]
    if not equal:
        return False
    lacking = [[key for key, text in claim.extra.items() if not _covers(said, key, text)] for said in equal]
    if [] in lacking:
        return True
    lacks = lacking[0][0]
    raise RowRefused(f"the record has this figure of {claim.source!r} already, with another {lacks}: change it there")


def _covers(said: dict[str, Any], key: str, text: str) -> bool:
    mine = str(said.get(key, ""))
    return set(text.split("; ")) <= set(mine.split("; ")) or text == " ".join(mine.split())


def _must_be_joinable(block: CommentedMap, one: Any, claim: Claim) -> None:
    """Raises RowRefused where classes that join a statement would be told what was said of others."""
    ((_, said),) = _each([one])
    mine = {**USUAL, **{key: " ".join(str(text).split()) for key, text in said.items() if key != "value"}}
    theirs = {**USUAL, **claim.extra}
    differs = sorted(key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key))
    classes = ", ".join(block["targets"])
    where = f"{claim.source!r} gives this figure against {classes}"
    if differs:
        raise RowRefused(f"{where} with another {differs[0]}: add the class there, or state what is said of both")
    if block.get("note"):
        raise RowRefused(f"{where} in an envelope with a note: add the class there, where the note holds of it too")
    if not _alone(block, claim) and (
        _commented(block, claim.measure) or _commented(block[claim.measure], claim.source)
    ):
        raise RowRefused(f"{where} beside a comment: add the class there")


def _alone(block: CommentedMap, claim: Claim) -> bool:
    """Whether a block holds one statement and no more."""
    figures = [some for some in block.values() if isinstance(some, dict)]
    return len(figures) == 1 and len(figures[0]) == 1 and not isinstance(block[claim.measure][claim.source], list)


def _commented(node: CommentedMap, key: str) -> bool:
    inner = node[key]
    return any("#" in repr(ca) for ca in (node.ca.items.get(key), getattr(inner, "ca", None)) if ca)


def _statement(claim: Claim) -> Any:
    value = _quoted(claim.value) if isinstance(claim.value, str) and not claim.value[0].isalnum() else claim.value
    extra = {key: text for key, text in claim.extra.items() if text != USUAL.get(key)}
    if not extra:
        return value
    plain = (*USUAL, "at_altitude")  # words of ours, and a figure
    return _flow({"value": value, **{k: v if k in plain else _quoted(v) for k, v in extra.items()}})


def _quoted(text: Any) -> Any:
    return DoubleQuotedScalarString(str(text))


def _flow(mapping: dict[str, Any]) -> CommentedMap:
    made = CommentedMap(mapping)
    made.fa.set_flow_style()
    return made


def _flow_list(items: list[Any]) -> CommentedSeq:
    made = CommentedSeq(items)
    made.fa.set_flow_style()
    return made
