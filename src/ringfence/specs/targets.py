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
"""Ballistic missiles by range. A statement on ballistic missiles does not say that it holds against every band of them.
"""

CLASSES: tuple[str, ...] = tuple(name for classes in FAMILIES.values() for name in classes)
TARGETS: tuple[str, ...] = tuple(dict.fromkeys([*CLASSES, *FAMILIES]))
"""Every word that a record's `targets` may hold: the classes and the families, in the order in which records list them.
"""

UNSPECIFIED = "unspecified"
"""Asked for in place of a class: the statements whose sources named no target."""

MISSION: tuple[str, ...] = ("aircraft", "drone", "ballistic-missile")

_FAMILY_OF = {name: family for family, classes in FAMILIES.items() for name in (family, *classes)}
_SPELLINGS = {
    "aeroplane": "aircraft", "airplane": "aircraft", "plane": "aircraft", "jet": "aircraft", "fighter": "aircraft",
    "fighter-jet": "aircraft", "bomber": "aircraft", "fixed-wing": "aircraft", "manned-aircraft": "aircraft",
    "uav": "drone", "uas": "drone", "unmanned-aerial-vehicle": "drone", "rpa": "drone", "ucav": "drone",
    "unmanned": "drone",
    "rotorcraft": "helicopter", "helo": "helicopter", "chopper": "helicopter", "rotary-wing": "helicopter",
    "cm": "cruise-missile", "cruise": "cruise-missile", "lacm": "cruise-missile",
    "bm": "ballistic-missile", "tbm": "ballistic-missile", "tactical-ballistic-missile": "ballistic-missile",
    "short-range-ballistic-missile": "srbm", "medium-range-ballistic-missile": "mrbm",
    "intermediate-range-ballistic-missile": "irbm", "intercontinental-ballistic-missile": "icbm",
    "hypersonics": "hypersonic", "hypersonic-missile": "hypersonic", "hgv": "hypersonic", "glide-vehicle": "hypersonic",
    "hypersonic-glide-vehicle": "hypersonic", "ram": "rocket-artillery-mortar", "rocket": "rocket-artillery-mortar",
    "artillery": "rocket-artillery-mortar", "shell": "rocket-artillery-mortar", "mortar": "rocket-artillery-mortar",
    "any": UNSPECIFIED, "none": UNSPECIFIED,
}  # fmt: skip
_SEVERAL: dict[str, tuple[str, ...]] = {
    "all": CLASSES, "everything": CLASSES, "missile": ("cruise-missile", "ballistic-missile"),
    "air": FAMILIES["aerodynamic"],
}  # fmt: skip
"""Words that mean several classes at once."""
KNOWN = f"there are: {', '.join((*CLASSES, 'aerodynamic', 'ballistic', UNSPECIFIED, 'all'))}"


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
    raise NotFound("target class", text, [*TARGETS, *_SPELLINGS, UNSPECIFIED], known=KNOWN)


def read_targets(text: str) -> tuple[str, ...]:
    """A comma-separated list of classes, each once; `all` and `missiles` mean several.

    Raises NotFound, or UsageError where the list is empty.
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    several = [_SEVERAL.get(part.casefold(), _SEVERAL.get(part.casefold().removesuffix("s"))) for part in parts]
    targets = [name for part, some in zip(parts, several, strict=True) for name in some or (read_target(part),)]
    if not targets:
        raise UsageError("no target class is named", hint=KNOWN)
    return tuple(dict.fromkeys(targets))
