"""Fuzzing that stays: YAML documents, claims, scenes, places, values, filters, and figures given to verify.

In CI a few hundred inputs of each kind, in under two minutes together; `make fuzz` tries many more (RINGFENCE_FUZZ=20000).
"""

import json
import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ringfence.catalog.load import examine
from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.contribute.fix import mended
from ringfence.contribute.importing import plan_import
from ringfence.contribute.losses import lost
from ringfence.errors import CatalogError, RingfenceError, ValueRefused
from ringfence.evidence.where import parse_filter
from ringfence.geo.places import site
from ringfence.paths import data_folder, shipped_systems
from ringfence.plain_text import odd_character
from ringfence.scenes.files import read_scene
from ringfence.strict_yaml import MAX_DEPTH, Document, parse_yaml
from ringfence.units.value import parse_value

from .mutations import NASTY, changed, mutated

COUNT = int(os.environ.get("RINGFENCE_FUZZ", "0"))
SMALLEST = sorted(shipped_systems().glob("*.yaml"), key=lambda path: (path.stat().st_size, path.name))[:25]
SCENES = sorted(data_folder("plots/scenes").glob("*.yaml"))


def tries(usual: int) -> settings:
    """How many inputs are tried."""
    return settings(max_examples=COUNT or usual, suppress_health_check=list(HealthCheck), deadline=None)


def texts(paths: list[Path]) -> st.SearchStrategy[str]:
    """Shipped files with a few pieces changed."""
    return st.sampled_from(paths).flatmap(lambda path: mutated(path.read_text("utf-8")))


@tries(150)
@given(texts(SMALLEST))
def test_catalog_files(text: str) -> None:
    """A changed catalog file is a record or problems with places, and no text of a record steers a terminal."""
    path = Path("x.yaml")
    try:
        document = Document(path, parse_yaml(text, path), text)
    except CatalogError:
        return
    assert odd_character(text.replace("\r\n", "\n")) is None
    system, problems = examine(document)
    assert system is not None or problems
    assert all(0 < problem.place.line <= text.count("\n") + 1 for problem in problems)


@tries(60)
@given(texts(SMALLEST))
def test_mends(text: str) -> None:
    """What `check --fix` mends stays YAML, and mending again changes nothing."""
    once, _ = mended(text, "x.yaml")
    if once != text:
        parse_yaml(once)
        assert mended(once, "x.yaml") == (once, [])


@tries(150)
@given(st.text(max_size=40) | st.lists(st.sampled_from(NASTY), max_size=12).map("".join), st.integers(0, 2 * MAX_DEPTH))
def test_yaml_texts(text: str, depth: int) -> None:
    """Any text is data or one problem, however deep."""
    try:
        parse_yaml("[" * depth + text)
    except CatalogError as error:
        problems = error.problems
    else:
        return
    assert len(problems) == 1


ROW: dict[str, Any] = {
    "system": SMALLEST[0].stem, "element": "system", "property": "range.max", "target": "drone", "value": 200, "value_max": 250, "unit": "km",
    "qualifier": "up to", "attributed_to": "military", "context": "stated", "note": "n", "source": "fuzz-2020",
}  # fmt: skip
SOURCE = {
    "source": "fuzz-2020",
    "publisher": "F",
    "url": "https://example.org/f",
    "published": "2020",
    "kind": "blog",
    "language": "en",
}


@cache
def catalog() -> Catalog:
    """The shipped catalog, read once."""
    return Catalog.load()


@pytest.fixture(scope="module")
def spot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the module's own."""
    return tmp_path_factory.mktemp("fuzz")


@example(rows=[{key: value for key, value in ROW.items() if key != "unit"}] * 2)  # each was given back twice
@tries(80)
@given(
    rows=st.lists(
        changed(ROW) | st.sampled_from(["aircraft", "drone"]).map(lambda t: {**ROW, "target": t}),
        min_size=1,
        max_size=4,
    )
)
def test_claims(spot: Path, rows: list[Any]) -> None:
    """Rows are taken or given back, every one; nothing that stood in a file is lost; and a second import changes nothing."""
    claims, sources = spot / "c.jsonl", spot / "s.jsonl"
    claims.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    sources.write_text(json.dumps(SOURCE) + "\n", "utf-8")
    try:
        plan = plan_import(catalog(), claims, sources)
    except RingfenceError:
        return
    assert plan.added + plan.known + len(plan.rejected) >= 1
    assert len(plan.rejected) <= len(rows)
    for path, text in plan.texts.items():
        assert lost(plan.before[path], text) is None
        system, problems = examine(Document(path, parse_yaml(text, path), text))
        assert system is not None
        assert problems == []
    assert odd_character(plan.rejected_lines()) is None


@tries(80)
@given(
    mutated(json.dumps(ROW)) | st.binary(max_size=60).map(lambda raw: raw.decode("latin-1")),
    st.sampled_from(["jsonl", "csv", "json"]),
)
def test_claims_files(spot: Path, text: str, ending: str) -> None:
    """A file of anything is read or refused."""
    path = spot / f"h.{ending}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(RingfenceError):
        plan_import(catalog(), path)


@tries(100)
@given(texts(SCENES))
def test_scenes(spot: Path, text: str) -> None:
    """A changed scene file is a scene or an error with a place."""
    path = spot / "scene.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(RingfenceError):
        read_scene(path)


PLACES = (
    "28°36'N 77°12'E",
    "-33.87, 151.21",
    "N28 36.5' E77 12'",
    "Hyderabad, PAK",
    "28°36'30\"N 077°12'E",
    "New Delhi",
)


@tries(400)
@given(st.sampled_from(PLACES).flatmap(mutated) | st.text("0123456789.,°'\"NSEW +-", max_size=20))
def test_places(text: str) -> None:
    """A place is on the earth, or refused."""
    try:
        found = site(text)
    except RingfenceError:
        return
    assert abs(found.latitude) <= 90
    assert abs(found.longitude) <= 180


VALUES = ("up to 400 km", "250–300 km", "Mach 5", "about 500000000 USD", "1.5 km", "30 000 m")


@tries(600)
@given(st.sampled_from(VALUES).flatmap(mutated) | st.text("0123456789.,–- kmMachUSDt", max_size=16))
def test_values(text: str) -> None:
    """A value reads as it is written, or is refused with a correction that is taken."""
    meant: str | None = text
    with suppress(ValueRefused):
        value = parse_value(text)
        assert parse_value(value.text) == value
        return
    try:
        parse_value(text)
    except ValueRefused as refused:
        meant = refused.suggestion
    if meant is not None:
        parse_value(meant)


FILTERS = (
    "range_max[aircraft] > 300 km and kind == sam",
    "not (speed_max >= Mach 3 or origin == RUS)",
    "engages[drone] == yes",
    "id == s-400",
)


@tries(300)
@given(st.sampled_from(FILTERS).flatmap(mutated) | st.text("()[]<>=! andornotkid-", max_size=30))
def test_filters(text: str) -> None:
    """A filter is read or refused."""
    with suppress(RingfenceError):
        parse_filter(text)


@cache
def exported() -> dict[str, Any]:
    """A file of rings that holds."""
    from ringfence.export.formats import rings_text
    from ringfence.scenes.rings import derive
    from ringfence.scenes.scene import make_scene

    scene = make_scene(systems=["thaad"], sites=[{"name": "Ankara"}], against=["ballistic-missile"])
    data: dict[str, Any] = json.loads(rings_text(scene, derive(scene, catalog()), "geojson", catalog=catalog().digest))
    return data


@tries(40)
@given(data=st.data())
def test_figures_of_others(spot: Path, data: st.DataObject, capsys: pytest.CaptureFixture[str]) -> None:
    """A changed file of rings holds, does not, or is refused; and nothing of it steers the terminal."""
    path = spot / "v.geojson"
    path.write_text(json.dumps(data.draw(changed(exported()))), "utf-8")
    assert run(["verify", str(path)]) in (0, 1, 2)
    told = capsys.readouterr()
    assert odd_character(told.out + told.err) is None


@tries(60)
@given(raw=st.data(), ending=st.sampled_from(["svg", "png", "geojson", "kml", "kmz", "csv", "pdf"]))
def test_files_that_are_no_figures(
    spot: Path, raw: st.DataObject, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Any bytes given to verify are refused or do not hold."""
    heads = (
        b"\x89PNG\r\n\x1a\n",
        b"%PDF-1.4",
        b"PK\x03\x04",
        b'{"type": "FeatureCollection", "ringfence": ',
        b"<svg ",
        b"<kml ",
        b"WKT,",
        b"",
    )
    path = spot / f"v.{ending}"
    path.write_bytes(
        raw.draw(st.sampled_from(heads))
        + raw.draw(st.binary(max_size=200) | st.sampled_from([b"[" * 50_000, b"<a>" * 20_000]))
    )
    assert run(["verify", str(path)]) in (1, 2)
    told = capsys.readouterr()
    assert odd_character(told.out + told.err) is None
