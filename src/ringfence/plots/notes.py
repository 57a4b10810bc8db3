"""What a map says in words: title, key, notes beneath and the numbered sources."""

import unicodedata
from collections.abc import Iterator

from ringfence import __version__
from ringfence.english import counted
from ringfence.geo.countries import OUTLINE_ERROR_M, REACH_ERROR_M
from ringfence.plots.lettering import unseen
from ringfence.plots.look import Ink
from ringfence.plots.page import Row
from ringfence.plots.strokes import stroke_of
from ringfence.scenes.features import plain
from ringfence.scenes.rings import Derived, Ring
from ringfence.scenes.scene import Scene
from ringfence.specs.targets import UNSPECIFIED, family_of


def title_of(scene: Scene, derived: Derived) -> str:
    """Who stands where: `S-400 Triumf and THAAD at Warsaw`."""
    names = {ring.system.id: ring.system.name for ring in derived.rings}
    if any(site.systems for site in scene.sites):
        standing = {(ring.system.id, n) for ring in derived.rings for n in ring.sites}
        each = {n: [names[key] for key in derived.order if (key, n) in standing] for n in range(len(scene.sites))}
        told = [
            f"{_listed(who, 3)} {'anywhere in' if scene.sites[n].country else 'at'} {scene.sites[n].name}"
            for n, who in each.items()
            if who
        ]
        return "; ".join(told[:4]) + (f"; {len(told) - 4} more sites" if len(told) > 4 else "")
    who = _listed([names[key] for key in derived.order if key in names], 4)
    sites = [f"anywhere in {site.name}" if site.country else f"at {site.name}" for site in scene.sites]
    where = _listed([site.removeprefix("at ") for site in sites], 3)
    return f"{who} {'at ' if sites[0].startswith('at ') else ''}{where}"


def _listed(names: list[str], most: int) -> str:
    more = len(names) - most
    if more > 0:
        return f"{', '.join(names[:most])} and {more} more"
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def subtitle_of(scene: Scene) -> str:
    """The scene's own, else what the rings are."""
    if scene.subtitle:
        return plain(scene.subtitle)
    return "Rings on the WGS84 ellipsoid about notional sites; what public sources state, not what was tested"


def source_numbers(scene: Scene, derived: Derived) -> dict[tuple[str, str], int]:
    """The numbers of the sources in the order of the rings: (system, key) → number; none where they are not
    asked for.
    """
    keys = ((ring.system.id, key) for ring in derived.rings for key in ring.sources)
    return {pair: n for n, pair in enumerate(dict.fromkeys(keys), 1)} if scene.sources else {}


def key_rows(scene: Scene, derived: Derived, ink: Ink) -> list[Row]:
    """A row a ring, the largest first, with its sites where they are not all, and the numbers of its sources."""
    numbers = source_numbers(scene, derived)
    rows = []
    for ring in derived.rings:
        some = [scene.sites[n].name for n in ring.sites]
        where = f" — {_listed(some, 4)}" if len(some) < len(scene.sites) else ""
        cited = _ranges([numbers[ring.system.id, key] for key in ring.sources]) if numbers else ""
        rows.append(Row(stroke_of(scene, derived, ring, ink), plain(f"{ring.label}{where}{cited}")))
    return rows


def _ranges(numbers: list[int]) -> str:
    """` [1, 3–5]`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return f" [{', '.join(str(run[0]) if len(run) == 1 else f'{run[0]}–{run[-1]}' for run in runs)}]"


def source_lines(scene: Scene, derived: Derived) -> list[str]:
    """The numbered list: who, what, when; a title that no font at hand can write is left out."""
    systems = {ring.system.id: ring.system for ring in derived.rings}
    lines = []
    for (system, key), number in source_numbers(scene, derived).items():
        source = systems[system].sources[key]
        day = source.published.text if source.published else "undated"
        seen = source.title and not unseen(source.title)
        what = f"{source.publisher}: {source.title}" if seen else source.publisher
        lines.append(plain(f"[{number}] {what}, {day}"))
    return lines


def notes_of(scene: Scene, derived: Derived, lacking: str) -> list[str]:
    """Everything that a reader of the map has to know, in the order of its weight."""
    return [plain(note) for note in _notes(scene, derived, lacking)]


def _notes(scene: Scene, derived: Derived, lacking: str) -> Iterator[str]:
    rings = derived.rings
    yield from _about_rings(scene, rings)
    if scene.target_altitudes:
        yield from _about_heights(scene, rings)
    for site in scene.sites:
        if site.country:
            yield (
                f"{site.name}: the line within which a system standing anywhere in the country would reach, true to "
                f"{REACH_ERROR_M / 1000:g} km for the outline as drawn; Natural Earth's outline at 1:50m lies within "
                f"{OUTLINE_ERROR_M / 1000:g} km of its finest one at 19 of 20 points."
            )
    if derived.missing:
        yield f"Not drawn: {'; '.join(derived.missing)}."
    if lacking:
        words = (unicodedata.name(letter, "OTHER").split()[0] for letter in lacking)
        scripts = dict.fromkeys(word if word == "CJK" else word.capitalize() for word in words)
        yield f"The font at hand may lack letters and show boxes: {', '.join(list(scripts)[:6])}."
    borders = " Borders are its de-facto lines and no statement on any claim." if scene.borders else ""
    places = " Names of places: GeoNames (CC BY 4.0)." if scene.names else ""
    yield f"Land: Natural Earth.{borders}{places}"
    as_of = f", as of {scene.as_of}" if scene.as_of else ""
    rule = scene.evidence_rule.text.split(", as of ")[0]
    known = counted(derived.origins, "source")
    yield f"{known}; rule: {rule}{as_of}. ringfence {__version__}, records {derived.records}."


def _about_rings(scene: Scene, rings: tuple[Ring, ...]) -> Iterator[str]:
    if any(ring.from_m is not None for ring in rings):
        yield "Thin inner line: the lower end, where two origins differ or a source states an interval."
    if scene.spread and any(ring.low_m < ring.high_m for ring in rings):
        yield "Shaded band: from the lowest to the highest value that sources state."
    if any(ring.purpose == "bound" for ring in rings):
        yield "Dotted, ≤: an upper bound, reasoned from another class of targets; no source states it."
    if any(ring.purpose == "detection" for ring in rings):
        yield "Dotted, detected or tracked: what sensors see; nothing is engaged at that distance."
    if any(target != UNSPECIFIED and family_of(target) == "ballistic" for ring in rings for target in ring.targets):
        yield "Against ballistic missiles the ring is the distance of intercept, not the area that is defended."
    if any(ring.naming == "blanket" for ring in rings):
        yield "° one figure for several families of targets."
    if any(ring.naming == "unnamed" for ring in rings):
        yield "† the sources name no target; such a figure is about the class that the system is made for."
    if any(ring.planned for ring in rings):
        yield "Planned: the system is not in service yet."


def _about_heights(scene: Scene, rings: tuple[Ring, ...]) -> Iterator[str]:
    antennas = dict.fromkeys(ring.antenna for ring in rings if ring.antenna)
    kind = "slant range to the target" if scene.range_is == "slant" else "ground range"
    yield (
        f"At a height the ring is the least of the stated range, taken as {kind}, the horizon and the altitude cover. "
        f"Horizon: {'; '.join(antennas) or 'none'}; effective earth radius factor {scene.refraction:.3g}; terrain "
        f"is not considered."
    )
    covers = dict.fromkeys(f"{ring.who}, {ring.target}: {ring.cover}" for ring in rings if ring.cover)
    if covers:
        yield f"Altitude cover: {'; '.join(covers)}."
