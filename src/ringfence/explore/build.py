"""A page for what was asked: which systems it holds, and what it shows when it opens."""

from collections.abc import Sequence

from ringfence.catalog.store import Catalog
from ringfence.errors import UsageError
from ringfence.evidence.rule import Rule
from ringfence.explore.document import make_document
from ringfence.explore.ground import Detail
from ringfence.explore.model import Document, Opening, SiteText
from ringfence.explore.page import page_html
from ringfence.geo.places import find_city
from ringfence.scenes.scene import Scene, bearings
from ringfence.specs.system import System
from ringfence.specs.targets import CLASSES

TITLE = "Air-defence ranges, as sources state them"
SHOWN = ("s-400", "patriot-pac-3", "samp-t")
"""What a page of all systems opens with, where the catalog has them."""
AGAINST = ("aircraft", "drone", "ballistic-missile")
CITY = "New Delhi"
MOST = 20


def explore(
    catalog: Catalog, names: Sequence[str] = (), *, opening: Opening, rule: Rule = Rule(),  # noqa: B008  # frozen
    title: str | None = None,
    command: str = "ringfence explore", detail: Detail = "50m",
) -> tuple[str, tuple[System, ...]]:  # fmt: skip
    """The page's text, and the systems in it: see `document_of`."""
    document, systems = document_of(
        catalog, names, opening=opening, rule=rule, title=title, command=command, detail=detail
    )
    return page_html(document), systems


def document_of(
    catalog: Catalog, names: Sequence[str] = (), *, opening: Opening, rule: Rule = Rule(),  # noqa: B008  # frozen
    title: str | None = None,
    command: str, detail: Detail = "50m",
) -> tuple[Document, tuple[System, ...]]:  # fmt: skip
    """The document, and the systems in it: those named, or all.

    Of `opening` what is empty is filled in: systems, classes, a city. Raises NotFound, Ambiguous, UsageError.
    """
    own = [system for site in opening.sites for system in site.systems]
    systems = tuple({s.id: s for s in (map(catalog.get, [*names, *own]) if names else catalog)}.values())
    if not systems:
        raise UsageError("the catalog holds no system", hint="name a folder with --catalog")
    ids = [system.id for system in systems]
    everywhere = [catalog.get(name).id for name in names] or [i for i in SHOWN if i in ids] or ids[:3]
    if opening.sites and all(site.systems for site in opening.sites):
        everywhere = []
    shown = opening.systems or tuple(dict.fromkeys([*everywhere, *own]))
    filled = opening.model_copy(
        update={
            "systems": shown[:MOST], "against": opening.against or AGAINST, "sites": opening.sites or (_city(),),
            "as_of": rule.as_of.last.isoformat() if rule.as_of else None, "rule": rule.choice,
        }
    )  # fmt: skip
    unknown = [target for target in filled.against if target not in CLASSES]
    if unknown:
        raise UsageError(f"{unknown[0]!r} is no class of targets", hint=f"known: {', '.join(CLASSES)}")
    document = make_document(
        catalog, systems, opening=filled, rule=Rule(by=rule.by, kind=rule.kind), title=title or TITLE, command=command,
        detail=detail,
    )  # fmt: skip
    return document, systems


def opening_of(scene: Scene, catalog: Catalog) -> Opening:
    """What a page shows that opens with a scene. Of several heights the first; a country is a point in its middle."""
    sites = tuple(
        SiteText(
            name=site.name, latitude=site.spot.latitude, longitude=site.spot.longitude,
            sector=bearings(site.sector) if site.sector else None,
            systems=tuple(catalog.get(name).id for name in site.systems),
        )
        for site in scene.sites
    )  # fmt: skip
    height = scene.target_altitudes[0].si_high if scene.target_altitudes else None
    return Opening(
        systems=tuple(dict.fromkeys(catalog.get(name).id for name in scene.all_systems)),
        against=tuple(target for target in scene.against if target in CLASSES), sites=sites, height=height,
        antenna=scene.antenna.si_high if scene.antenna else None, refraction=scene.refraction, range_is=scene.range_is,
        units=scene.units, spread=scene.spread, dead_zone=scene.dead_zone, bounds=scene.bounds,
        detection=scene.detection,
    )  # fmt: skip


def _city() -> SiteText:
    city = find_city(CITY)
    return SiteText(name=city.name, latitude=city.latitude, longitude=city.longitude)
