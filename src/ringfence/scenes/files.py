"""Scene files: read with every mistake at its line and column, and written so that they are read again as they were."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ringfence.catalog.load import problems_of
from ringfence.catalog.store import Catalog
from ringfence.errors import CatalogError, Problem, RingfenceError
from ringfence.scenes.scene import Scene
from ringfence.strict_yaml import Document, read_document


def read_scene(path: Path, catalog: Catalog | None = None) -> Scene:
    """Read a scene file; with a catalog also whether its systems are there.

    Raises CatalogError with file:line:column for everything that is wrong in it, RingfenceError where it cannot be
    read.
    """
    document = read_document(path)
    if not isinstance(document.data, dict):
        raise CatalogError(
            [Problem(document.place(()), "scene", "a scene is a mapping of keys to values", "see plots/scenes")]
        )
    try:
        scene = Scene.model_validate(document.data)
    except ValidationError as error:
        raise CatalogError(list(problems_of(document, error, Scene))) from error
    problems = list(_unknown(document, scene, catalog))
    if problems:
        raise CatalogError(problems)
    return scene


def _unknown(document: Document, scene: Scene, catalog: Catalog | None) -> Iterator[Problem]:
    """Places and systems that nothing is called."""
    named: list[tuple[tuple[str | int, ...], str]] = [(("systems", n), name) for n, name in enumerate(scene.systems)]
    for number, site in enumerate(scene.sites):
        try:
            _ = site.spot
        except RingfenceError as error:
            key = "at" if site.at else "name"
            yield Problem(document.place(("sites", number, key)), "place", error.message, error.hint)
        named += [(("sites", number, "systems", n), name) for n, name in enumerate(site.systems)]
    for loc, name in named if catalog else ():
        try:
            assert catalog is not None
            catalog.get(name)
        except RingfenceError as error:
            yield Problem(document.place(loc), "system", error.message, error.hint)


def scene_text(scene: Scene) -> str:
    """A scene file of what differs from the usual."""
    data: dict[str, Any] = scene.model_dump(mode="json", exclude_defaults=True)
    data["sites"] = [
        site["name"]
        if list(site) == ["name"]
        else {key: value for key, value in site.items() if key != "name" or _named(site)}
        for site in data["sites"]
    ]
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
    return f"# a scene of ringfence; its keys: specs/scene.schema.json\n{text}"


def _named(site: dict[str, Any]) -> bool:
    return bool(site["name"] != site.get("country"))
