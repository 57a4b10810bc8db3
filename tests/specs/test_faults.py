"""What the models refuse is told in plain words: none of the library's that finds it."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from ringfence.catalog.load import examine, problems_of
from ringfence.paths import data_folder
from ringfence.plots.requests import Ranking
from ringfence.scenes.scene import Scene
from ringfence.specs.faults import _WORDS, plain
from ringfence.specs.statement import Source
from ringfence.strict_yaml import Document, read_document

Place = tuple[str | int, ...]
BAD: tuple[Any, ...] = (
    None, True, 1, -3, 10**20, 1.5, float("nan"), "x", "", "x" * 2500, [], [None], ["x"] * 99, {}, {"a": 1}, [[1]],
    {"x": {"y": [1]}},
)  # fmt: skip
JARGON = re.compile(
    r"Input should|Field required|Extra inputs|String should|List should|Tuple|tuple|dictionary|instance of|boolean|"
    r"integer|Value error|Assertion|unable to parse|validation|pydantic|NoneType|\bNone\b|\bTrue\b|\bFalse\b|\\[szd]|\^\["
)
SCENE = {
    "title": "Two", "sites": [{"name": "Here", "at": "10, 20", "systems": ["s-400"], "sector": "45-135"}, "Ankara"],
    "systems": ["thaad"], "against": ["aircraft"], "target_altitudes": ["100 m"], "refraction": 1.3, "units": "metric",
    "rule": "typical", "by": ["media"], "kind": ["newspaper"], "as_of": "2018", "size": "160mm", "style": "dark",
    "borders": True, "extent": "500 km",
}  # fmt: skip
SOURCE = {"publisher": "D", "url": "https://example.org/d", "published": "2015", "kind": "newspaper", "language": "en"}
RANKING = {"figure": "ranking", "measure": "range_max", "target": "aircraft", "most": 5, "title": "T"}


def places(data: Any, at: Place = ()) -> Iterator[Place]:
    """Every place in nested data, and one more key in each mapping."""
    yield at
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, inner in steps:
        yield from places(inner, (*at, step))
    if isinstance(data, dict):
        yield (*at, "NEW KEY")


def put(data: Any, at: Place, value: Any) -> Any:
    """The data with another value in a place."""
    if not at:
        return value
    new = copy.copy(data)
    if at[0] == "NEW KEY":
        new[at[0]] = value
    else:
        new[at[0]] = put(data[at[0]], at[1:], value)
    return new


def without(data: Any) -> Iterator[Any]:
    """The data with one key less, each in turn."""
    for at in places(data):
        *home, last = at or ("NEW KEY",)
        inner = data
        for step in home:
            inner = inner[step]
        if isinstance(inner, dict) and last != "NEW KEY":
            yield put(data, tuple(home), {key: value for key, value in inner.items() if key != last})


def broken(data: Any) -> Iterator[Any]:
    """The data with each place spoiled in every way."""
    yield from without(data)
    for at in places(data):
        for bad in BAD if at else ():
            yield put(data, at, bad)


def test_catalog_files() -> None:
    """Whatever stands anywhere in a catalog file, its problems are told in plain words, with codes of one kind."""
    document = read_document(data_folder("specs") / "template.yaml")
    codes, said = set(), set()
    for data in broken(document.data):
        for problem in examine(Document(Path("example-1.yaml"), data, ""))[1]:
            codes.add(problem.code)
            said.add(problem.message)
    assert sorted(text for text in said if JARGON.search(text))[:40] == []
    assert {"not-a-number", "not-a-list", "not-a-mapping", "not-text", "out-of-bounds", "too-long", "empty"} <= codes
    assert not [code for code in codes if re.search(r"_|tuple|dict|model|int-|string|literal|parsing|finite", code)]


@pytest.mark.parametrize(("model", "good"), [(Scene, SCENE), (Source, SOURCE), (Ranking, RANKING)])
def test_scenes_sources_requests(model: type[BaseModel], good: dict[str, Any]) -> None:
    """Whatever stands in a scene, in a source or in a figure's request is refused in plain words."""
    document = Document(Path("x.yaml"), good, "")
    found = []
    for data in broken(good):
        try:
            model.model_validate(data)
        except ValidationError as error:
            found += [problem.message for problem in problems_of(document, error, model)]
            found += [plain(detail) for detail in error.errors(include_url=False)]
    assert len(found) > 20
    assert [text for text in found if JARGON.search(text)] == []


def test_no_fault_is_left_without_words() -> None:
    """Each kind of fault that the models give has words of its own: the last resort is never needed."""
    document = read_document(data_folder("specs") / "template.yaml")
    said = set()
    for data in broken(document.data):
        said |= {p.message for p in examine(Document(Path("example-1.yaml"), data, ""))[1]}
    assert not [text for text in said if "this is not what is wanted" in text or "does not have the form" in text]
    assert len(set(_WORDS)) == len(_WORDS)
