"""Catalog files changed in place: comments and order stay, one source's equal figures for several classes become one statement."""

import io
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from ringfence.contribute.rows import Claim
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
        sources[key] = _flow(
            {
                k: _quoted(v) if isinstance(v, str) and k in ("url", "title", "publisher", "credits") else v
                for k, v in source.items()
            }
        )
        self.changed = True

    def add(self, claim: Claim) -> bool:
        """Put a claim where it belongs; False where it is there already."""
        if claim.measure == "engages":
            home = self._part(claim.block, claim.part) if claim.block else self.data
            flags = home.setdefault("engages", CommentedMap())
            added = [_append(flags.setdefault(target, CommentedMap()), claim) for target in claim.targets]
            done = any(added)
        elif claim.block in ("envelopes", "detection"):
            done = self._add_targeted(claim)
        else:
            home = self._part(claim.block, claim.part) if claim.block else self.data
            done = _append(self._measure(home, claim.measure), claim)
        self.changed |= done
        return done

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

    def _add_targeted(self, claim: Claim) -> bool:
        blocks: CommentedSeq = self._block(claim.block, CommentedSeq())
        whose = "effector" if claim.block == "envelopes" else "sensor"
        if claim.part:
            self._part("effectors" if whose == "effector" else "sensors", claim.part)
        targets = list(claim.targets)
        for block in list(blocks):
            stated = block.get(claim.measure, {}).get(claim.source)
            if (
                block.get(whose) != claim.part
                or bool(block.get("targets")) != bool(targets)
                or not _holds(stated, claim)
            ):
                continue
            if set(targets) <= set(block.get("targets", ())):
                return False
            # the same source gives the same figure for another class: together they are one statement
            targets = sorted({*targets, *block.get("targets", ())}, key=TARGETS.index)
            _take_out(block, claim)
        home = next((b for b in blocks if b.get(whose) == claim.part and list(b.get("targets", ())) == targets), None)
        home = (
            home
            if home is not None
            else next(
                (b for b in blocks if b.get(whose) == claim.part and set(b.get("targets", ())) == set(targets)), None
            )
        )
        if home is None:
            home = CommentedMap()
            if claim.part:
                home[whose] = claim.part
            if targets:
                home["targets"] = _flow_list(targets)
            blocks.append(home)
        done = _append(home.setdefault(claim.measure, CommentedMap()), claim)
        for block in [b for b in blocks if not any(isinstance(v, dict) for v in b.values())]:
            blocks.remove(block)  # emptied by the joining
        return done


_TWO_LINES = re.compile(r"^  [a-z0-9-]+:\n    \{", re.M)


def _sources_on_two_lines(text: str) -> str:
    """A source's key on a line of its own, as the shipped files have it."""
    head, mark, body = text.rpartition("\nsources:\n")
    return head + mark + re.sub(r"^(  [a-z0-9-]+:) (\{.*\})$", r"\1\n    \2", body, flags=re.M) if mark else text


def _append(by_source: CommentedMap, claim: Claim) -> bool:
    stated = by_source.get(claim.source)
    if _holds(stated, claim):
        return False
    statement = _statement(claim)
    if stated is None:
        by_source[claim.source] = statement
    elif isinstance(stated, list):
        stated.append(statement)
    else:
        by_source[claim.source] = _flow_list([stated, statement])
    return True


def _holds(stated: Any, claim: Claim) -> bool:
    """Whether what a source states already includes the claim's figure in the claim's context."""
    for one in stated if isinstance(stated, list) else [stated]:
        value = one.get("value") if isinstance(one, dict) else one
        context = one.get("context", "stated") if isinstance(one, dict) else "stated"
        if value is not None and str(value) == str(claim.value) and context == claim.extra.get("context", "stated"):
            return True
    return False


def _take_out(block: CommentedMap, claim: Claim) -> None:
    stated = block[claim.measure][claim.source]
    rest = [one for one in (stated if isinstance(stated, list) else [stated]) if not _holds(one, claim)]
    if rest:
        block[claim.measure][claim.source] = rest[0] if len(rest) == 1 else _flow_list(rest)
        return
    del block[claim.measure][claim.source]
    if not block[claim.measure]:
        del block[claim.measure]


def _statement(claim: Claim) -> Any:
    value = _quoted(claim.value) if isinstance(claim.value, str) and not claim.value[0].isalnum() else claim.value
    if not claim.extra:
        return value
    return _flow({"value": value, **{k: _quoted(v) if k == "note" else v for k, v in claim.extra.items()}})


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


def read_editable(path: Path) -> Editable:
    """Open a catalog file for changes; its problems are the loader's to find."""
    return Editable(path.read_text("utf-8"))
