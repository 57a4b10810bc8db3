"""The taxonomy of targets: four families, the classes in them, and what naming one says about another.

Definitions, each with its source, stand in specs/vocabulary.yaml; a test holds the two together.
"""

from ringfence.errors import NotFound, UsageError

FAMILIES: dict[str, tuple[str, ...]] = {
    "aerodynamic": ("aircraft", "helicopter", "drone", "cruise-missile"),
    "ballistic": ("ballistic-missile", "srbm", "mrbm", "irbm", "icbm"),
    "hypersonic": ("hypersonic",),
    "rocket-artillery-mortar": ("rocket-artillery-mortar",),
}
BANDS = ("srbm", "mrbm", "irbm", "icbm")
"""Ballistic missiles by range. A statement on ballistic missiles does not say that it holds against every band of them."""

CLASSES: tuple[str, ...] = tuple(name for classes in FAMILIES.values() for name in classes)
TARGETS: tuple[str, ...] = tuple(dict.fromkeys([*CLASSES, *FAMILIES]))
"""Every word that a record's `targets` may hold: the classes and the families, in the order in which records list them."""

UNSPECIFIED = "unspecified"
"""Asked for in place of a class: the statements whose sources named no target."""

MISSION: tuple[str, ...] = ("aircraft", "drone", "ballistic-missile")

_FAMILY_OF = {name: family for family, classes in FAMILIES.items() for name in (family, *classes)}
_SPELLINGS = {
    "aeroplane": "aircraft", "airplane": "aircraft", "plane": "aircraft", "jet": "aircraft", "fighter": "aircraft",
    "uav": "drone", "uas": "drone", "unmanned-aerial-vehicle": "drone", "rotorcraft": "helicopter",
    "cm": "cruise-missile", "cruise": "cruise-missile", "bm": "ballistic-missile", "tbm": "ballistic-missile",
    "hypersonics": "hypersonic", "hypersonic-missile": "hypersonic", "hgv": "hypersonic",
    "ram": "rocket-artillery-mortar", "rocket": "rocket-artillery-mortar", "mortar": "rocket-artillery-mortar",
    "any": UNSPECIFIED, "none": UNSPECIFIED,
}  # fmt: skip


def family_of(target: str) -> str:
    """The family that a class or a family belongs to. Raises KeyError for any other word."""
    return _FAMILY_OF[target]


def names_for(target: str) -> frozenset[str]:
    """The words that speak for a class when a source uses one of them: the class itself and its family."""
    return frozenset((target, family_of(target)))


def read_target(text: str) -> str:
    """The class or family that a user means: any case, singular or plural, common abbreviations.

    Raises NotFound with the nearest names.
    """
    word = "-".join(text.strip().casefold().replace("_", " ").replace("-", " ").split())
    for guess in (word, word.removesuffix("s"), _SPELLINGS.get(word), _SPELLINGS.get(word.removesuffix("s"))):
        if guess in _FAMILY_OF or guess == UNSPECIFIED:
            return str(guess)
    raise NotFound("target class", text, [*TARGETS, UNSPECIFIED])


def read_targets(text: str) -> tuple[str, ...]:
    """A comma-separated list of classes, each once. Raises NotFound, or UsageError where the list is empty."""
    targets = tuple(dict.fromkeys(read_target(part) for part in text.split(",") if part.strip()))
    if not targets:
        raise UsageError("no target class is named", hint=f"name some of: {', '.join([*TARGETS, UNSPECIFIED])}")
    return targets
