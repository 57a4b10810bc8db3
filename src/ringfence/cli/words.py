"""What people type: several systems in one breath, synonyms of choices, and what the shell completes."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

import click

from ringfence.errors import Ambiguous, UsageError
from ringfence.specs.words import Units

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from ringfence.catalog.store import Catalog

_BETWEEN = re.compile(r",|\s(?:vs\.?|versus)\s", re.IGNORECASE)
_FILLERS = ("vs", "vs.", "versus", "and", "or", "with", "&")
_UNQUOTED = re.compile(r"[^\w\s.+/-]")
_LONGEST = 5
"""So many words at most make one name."""


class Completed(click.ParamType[str]):
    """A text that is taken as it is typed, and completed from a list; with `commas` from the last comma on."""

    def __init__(self, name: str, candidates: Callable[[], Iterable[str]], *, commas: bool = False) -> None:
        self.name = name
        self.candidates = candidates
        self.commas = commas

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> "list[CompletionItem]":
        """The candidates that begin with what is typed, in any case, as words that need no quotes in a shell."""
        from click.shell_completion import CompletionItem

        head, comma, last = incomplete.rpartition(",") if self.commas else ("", "", incomplete)
        begun = _in_one_word(last).casefold()
        words = sorted(word for word in set(map(_in_one_word, self.candidates())) if word.casefold().startswith(begun))
        return [CompletionItem(head + comma + word) for word in words]


def _in_one_word(name: str) -> str:
    """A name as it can be typed without quotes, and is found as well: `New-Delhi`, `Xian`."""
    return "-".join(_UNQUOTED.sub("", name).split())


class OneOf(click.Choice[str]):
    """A choice, under the names that people have for it, too."""

    def __init__(self, choices: Sequence[str], meant: Mapping[str, Sequence[str]]) -> None:
        super().__init__(choices)
        self.meant = {word: choice for choice, words in meant.items() for word in words}

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The choice that a word means."""
        return super().convert(self.meaning(str(value)), param, ctx)

    def meaning(self, text: str) -> str:
        """The choice that a word means; the word itself where it means none."""
        word = "-".join(text.casefold().replace("_", " ").split())
        return self.meant.get(word, word)


def quiet_catalog() -> "Catalog":
    """The catalog for what must not stop, nor say anything: to complete a word, to tell what a first word means."""
    from ringfence.catalog.store import Catalog

    catalog = Catalog.load()
    catalog.tell, catalog.lenient = (lambda _: None), True
    return catalog


def _systems() -> Iterable[str]:
    names = (name for some in quiet_catalog().names.values() for name in some)
    return (name for name in names if name.isascii())


def _classes() -> Iterable[str]:
    from ringfence.specs.targets import TARGETS, UNSPECIFIED

    return (*TARGETS, UNSPECIFIED, "all")


def _measures() -> Iterable[str]:
    from ringfence.specs.measures import MEASURES

    return (*MEASURES, "range", "altitude", "detection", "speed", "price")


def _countries() -> Iterable[str]:
    from ringfence.specs.countries import country_names

    return (*country_names(), *(name for name in country_names().values() if name.isascii()))


def _places() -> Iterable[str]:
    from ringfence.geo.places import cities

    return (city.name for city in cities())


SYSTEM = Completed("system", _systems)
CLASSES = Completed("classes", _classes, commas=True)
MEASURE = Completed("measure", _measures)
MEASURES = Completed("measures", _measures, commas=True)
COUNTRY = Completed("country", _countries)
PLACE = Completed("place", _places)
UNITS = OneOf(
    get_args(Units),
    {
        "metric": ("km", "m", "si", "kilometres", "kilometers", "metres", "meters"),
        "imperial": ("mi", "mile", "miles", "ft", "feet", "us", "statute", "statute-miles"),
        "nautical": ("nmi", "nm", "nautical-mile", "nautical-miles", "knots", "kt", "naval"),
        "as-stated": ("stated", "original", "source"),
    },
)


def hyphened(*choices: str) -> OneOf:
    """A choice of words that may be typed with hyphens or, in quotes, with blanks."""
    return OneOf([choice.replace(" ", "-") for choice in choices], {})


def split(catalog: "Catalog", texts: Iterable[str]) -> list[str]:
    """The names in what was typed: parted by commas, blanks and `vs`; words that make one name only together are
    joined.
    """
    words = [part.strip() for text in texts for part in _BETWEEN.split(text) if part.strip()]
    words = [word for word in words if word.casefold() not in _FILLERS or catalog.knows(word)]
    names: list[str] = []
    while words:
        most = 1
        if words[0].casefold() not in catalog:
            lengths = range(min(_LONGEST, len(words)), 1, -1)
            most = next((length for length in lengths if catalog.knows(" ".join(words[:length]))), 1)
        names.append(" ".join(words[:most]))
        words = words[most:]
    return names


def several(catalog: "Catalog", texts: Iterable[str], tell: Callable[[str], None]) -> tuple[str, ...]:
    """The names of the systems that were typed; of a family (`iris-t`) its members, which is told.

    Raises NotFound.
    """
    families: dict[str, tuple[str, ...]] = {}
    named: set[str] = set()
    typed = split(catalog, texts)
    for name in typed:
        try:
            named.add(catalog.get(name).id)
        except Ambiguous as error:
            families[name] = error.candidates
            tell(f"note: {name!r} may mean several systems, and all are taken: {', '.join(error.candidates)}")
    found: list[str] = []
    for name in typed:
        found += [m for m in families[name] if m not in named and m not in found] if name in families else [name]
    return tuple(found)


def one(catalog: "Catalog", texts: Sequence[str]) -> str:
    """The one name that was typed, be it of several words."""
    names = split(catalog, texts)
    if len(names) > 1:
        at_once = f"for several at once: ringfence compare {' '.join(names)}"
        raise UsageError(f"one system is wanted here, and {len(names)} are named", hint=at_once)
    return names[0] if names else " ".join(texts)
