"""The contract: generated files, the template, the vocabulary."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from generate import GENERATED, drifted
from py_mini_racer import MiniRacer

from ringfence.catalog.store import Catalog
from ringfence.contribute.check import check
from ringfence.paths import data_folder, shipped_systems
from ringfence.specs.acquisition import Acquisition
from ringfence.specs.system import Detection, Effector, Envelope, System
from ringfence.specs.targets import FAMILIES, TARGETS
from ringfence.strict_yaml import read_document

SPECS = data_folder("specs")


@pytest.fixture(scope="module")
def validator() -> Any:
    """A validator for system.schema.json."""
    schema = json.loads((SPECS / "system.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_nothing_drifts() -> None:
    """Every generated file is what the code says."""
    assert drifted(SPECS) == []


def test_drift_is_seen(tmp_path: Path) -> None:
    """A generated file that is missing or changed is named."""
    for name in GENERATED:
        (tmp_path / name).write_bytes((SPECS / name).read_bytes())
    (tmp_path / "units.json").write_text("{}", "utf-8")
    (tmp_path / "countries.json").unlink()
    assert drifted(tmp_path) == ["units.json", "countries.json"]


def test_schemas_work_anywhere() -> None:
    """Each schema has a name of its own, and its patterns are such as JavaScript reads, as editors and ajv do."""
    engine = MiniRacer()
    names = set()
    for path in SPECS.glob("*.schema.json"):
        text = path.read_text("utf-8")
        names.add(json.loads(text)["$id"])
        for pattern in set(_patterns(json.loads(text))):
            assert engine.eval(f"new RegExp({json.dumps(pattern)}, 'u').source.length > 0"), pattern
    assert names == {f"urn:ringfence:specs:{path.name}" for path in SPECS.glob("*.schema.json")}


def _patterns(node: Any) -> Iterator[str]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        if key == "pattern" and isinstance(value, str):
            yield value
        elif key == "patternProperties":
            yield from value
        yield from _patterns(value)


@pytest.mark.parametrize(
    "path", [*sorted(shipped_systems().glob("*.yaml")), SPECS / "template.yaml"], ids=lambda p: p.stem
)
def test_schema_takes_good_files(path: Path, validator: Any) -> None:
    """The schema takes every file that the models take, and each names the schema in its first line."""
    assert [error.message for error in validator.iter_errors(read_document(path).data)] == []
    assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=")


@pytest.mark.parametrize(
    "change", [{"nmae": "x"}, {"kind": "sma"}, {"origin": []}, {"sources": {}, "envelopes": [{"range_max": 5}]}]
)
def test_schema_refuses(change: dict[str, Any], validator: Any) -> None:
    """The schema refuses unknown keys, unknown words and wrong shapes."""
    data = read_document(SPECS / "template.yaml").data
    assert isinstance(data, dict)
    assert list(validator.iter_errors({**data, **change}))


def test_template_is_good() -> None:
    """The template is a good record, dated in the past."""
    assert check([SPECS / "template.yaml"], known=list(Catalog.load())).problems == ()


def test_template_shows_every_key() -> None:
    """The template uses or names every key of the models."""
    text = (SPECS / "template.yaml").read_text("utf-8")
    for model in (System, Effector, Envelope, Detection, Acquisition):
        missing = [name for name in model.model_fields if name not in text and name != "id"]
        assert missing == [], model.__name__


def test_vocabulary_agrees() -> None:
    """The vocabulary defines every family and class of the code, each with a definition and where it was read."""
    words: Any = read_document(SPECS / "vocabulary.yaml").data
    assert {name: tuple(classes) for name, classes in words["families"].items()} == FAMILIES
    assert set(words["targets"]) == set(TARGETS)
    for entry in words["targets"].values():
        assert entry["definition"].strip()
        assert entry["source"].strip()
        assert entry["url"].startswith("http")
