"""Does a drawn figure still hold? Its rings are derived anew from the evidence that it carries."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from ringfence.catalog.store import Catalog
from ringfence.errors import NotFound, RingfenceError, UsageError
from ringfence.evidence.figures import cell_of
from ringfence.evidence.orders import holdings
from ringfence.evidence.rule import Choice, Rule
from ringfence.evidence.timeline import story
from ringfence.plots.look import read_evidence
from ringfence.scenes.rings import derive
from ringfence.scenes.scene import Scene
from ringfence.specs.statement import read_date


@dataclass(frozen=True)
class Verdict:
    """Whether a figure holds, whether it was drawn from this very catalog, and a line for each ring or cell."""

    holds: bool
    same_catalog: bool
    lines: tuple[str, ...]


def verify(path: Path, catalog: Catalog) -> Verdict:
    """Hold a figure against a catalog. Raises RingfenceError where the file carries no evidence that can be read."""
    evidence = read_evidence(path)
    try:
        if evidence["figure"] == "rings":
            scene = Scene.model_validate(evidence["scene"])
            same = evidence["records"] == catalog.digest_of(catalog.get(name).id for name in scene.systems)
            lines = _rings(scene, evidence["rings"], catalog)
        elif evidence["figure"] == "deliveries":
            held = {order["system"] for order in evidence["orders"]} & set(catalog.ids)
            same, lines = evidence["records"] == catalog.digest_of(held), _orders(evidence, catalog)
        else:
            same, lines = evidence["catalog"] == catalog.digest, _cells(evidence, catalog)
    except (KeyError, TypeError, ValidationError) as error:
        raise RingfenceError(f"the evidence in {path} cannot be read: {type(error).__name__} {error}") from error
    return Verdict(all(line.startswith("holds") for line in lines), same, tuple(lines))


def _rings(scene: Scene, drawn: list[dict[str, Any]], catalog: Catalog) -> list[str]:
    try:
        now = {_name(ring.evidence()): ring.evidence() for ring in derive(scene, catalog).rings}
    except (NotFound, UsageError) as error:
        return [f"gone: {error.message}"]
    lines = []
    for ring in drawn:
        found = now.pop(_name(ring), None)
        if found is None:
            lines.append(f"gone: {_name(ring)}")
        elif any(abs(float(found[key]) - float(ring[key])) > 0.5 for key in ("radius_m", "low_m", "high_m", "dead_m")):
            lines.append(
                f"changed: {_name(ring)}: {ring['radius_m'] / 1000:g} km then, {found['radius_m'] / 1000:g} km now"
            )
        elif found["limit"] != ring["limit"]:
            lines.append(f"changed: {_name(ring)}: limited by {ring['limit']} then, by {found['limit']} now")
        else:
            lines.append(f"holds: {_name(ring)}: {ring['radius_m'] / 1000:g} km ({ring['limit']})")
    return lines + [f"new: {name}" for name in now]


def _orders(evidence: dict[str, Any], catalog: Catalog) -> list[str]:
    day = read_date(evidence["as_of"]) if evidence["as_of"] else None
    lines = []
    for drawn in evidence["orders"]:
        name = f"{drawn['system']}, {drawn['acquisition']}"
        try:
            system = catalog.get(drawn["system"])
        except NotFound:
            lines.append(f"gone: {name}")
            continue
        held = next((h for h in holdings([system], as_of=day) if h.acquisition.id == drawn["acquisition"]), None)
        now = story(held).evidence() if held else None
        if now is None:
            lines.append(f"gone: {name}")
        elif now == drawn:
            lines.append(f"holds: {name}")
        else:
            changed = ", ".join(key for key in now if now[key] != drawn.get(key))
            lines.append(f"changed: {name}: {changed}")
    return lines


def _name(ring: dict[str, object]) -> str:
    height = f" at {ring['altitude']}" if ring["altitude"] else ""
    return f"{ring['system']}, {ring['purpose']}, {ring['target']}{height}" + (
        f", {ring['effector']}" if ring["effector"] else ""
    )


def _cells(evidence: dict[str, object], catalog: Catalog) -> list[str]:
    lines = []
    cells = evidence["cells"]
    assert isinstance(cells, list)
    rule = next((choice for choice in get_args(Choice) if choice == evidence["rule"]), None)
    if rule is None:
        raise RingfenceError(f"a chart by the rule {evidence['rule']!r} cannot be derived again")
    measure, target = str(evidence["measure"]), str(evidence["target"] or "")
    for cell in cells:
        try:
            now = cell_of(catalog.get(cell["system"]), measure, target or None, Rule(rule))
        except NotFound:
            lines.append(f"gone: {cell['system']}")
            continue
        same = now.si is not None and abs(now.si - cell["si"]) < 1e-6 * max(1.0, cell["si"])
        lines.append(
            f"{'holds' if same else 'changed'}: {cell['system']}: {cell['si']:g} then, {now.si if now.si is None else f'{now.si:g}'} now"
        )
    return lines
