"""The pages without script: systems, countries, sources, the evidence rule, the limits of the model."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ringfence.english import counted
from ringfence.explore.model import ENGAGES, Document, SourceText
from ringfence.explore.page import asset, hashed
from ringfence.explore.site.facts import CellFacts, OrderFacts, StatementFacts, SystemFacts

LIMITS = (
    "A ring is a range that sources state, drawn over the ground on the WGS84 ellipsoid. It is no measurement, and "
    "no forecast of a hit.",
    "Most sources do not say whether a range is slant range or ground range; it is drawn as ground range unless a "
    "reader asks otherwise.",
    "At a height a ring is the least of the stated range, the radar horizon and the stated heights. The horizon is "
    "that of a smooth sphere with an effective earth radius of 4/3: no terrain, no clutter, no ducting. It is the best "
    "case for the radar.",
    "Where no source states the height of an antenna, 10 m are assumed.",
    "Against ballistic missiles a range is the distance of intercept, not the area that is defended.",
    "Nothing is said of jamming, decoys, rates of fire, stocks, crews, or the chance of a hit.",
    "Sites are notional: cities, and points that a reader chose. No coordinates of real units are held anywhere.",
    "Figures are those of public sources, many of which repeat each other or a maker's brochure. Origins are "
    "counted, not sources; an origin that nobody noticed counts twice.",
    "A day chosen with `as of` leaves out what was published later and what bears no date. It does not say what was "
    "known in secret.",
)
PAGES = (("index.html", "Explorer"), ("systems/index.html", "Systems"), ("countries/index.html", "Countries"),
    ("sources.html", "Sources"),
         ("rule.html", "Evidence rule"), ("limits.html", "Limits"), ("api/v1/index.json", "Data"))  # fmt: skip


def pages(document: Document, facts: Sequence[SystemFacts]) -> Iterator[tuple[str, str]]:
    """Path and content of every page but the explorer."""
    labels = {measure.name: measure.label for measure in document.measures} | {ENGAGES: "engaged"}
    for each in facts:
        yield f"systems/{each.id}.html", _page(document, each.name, _system(document, each, labels), 1)
    yield "systems/index.html", _page(document, "Systems", _systems(document, facts), 1)
    codes = sorted({o.country for f in facts for o in f.orders} | {code for f in facts for code in f.origin})
    for code in codes:
        yield f"countries/{code}.html", _page(document, document.countries[code], _country(code, facts), 1)
    items = (f'<li><a href="{code}.html">{escape(document.countries[code])}</a></li>' for code in codes)
    yield "countries/index.html", _page(document, "Countries", f'<ul class="names">{"".join(items)}</ul>', 1)
    yield "sources.html", _page(document, "Sources", _sources(document), 0)
    rule = "".join(f"<li>{escape(sentence)}</li>" for sentence in document.rule)
    yield "rule.html", _page(document, "The evidence rule", f"<ol>{rule}</ol><p>{escape(document.legend)}</p>", 0)
    limits = "".join(f"<li>{escape(sentence)}</li>" for sentence in LIMITS)
    yield "limits.html", _page(document, "Limits of the model", f"<ul>{limits}</ul>", 0)


def navigation(depth: int) -> str:
    """Links to the parts of the site from a page so many folders down."""
    up = "../" * depth
    links = "".join(f'<li><a href="{up}{path}">{name}</a></li>' for path, name in PAGES)
    return f'<nav class="site-links" aria-label="The site"><ul>{links}</ul></nav>'


def _page(document: Document, title: str, body: str, depth: int) -> str:
    style = asset("site.css")
    up = "../" * depth
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src {hashed(style)}; '
        f'img-src data:">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)} – ringfence</title>\n"
        f'<link rel="icon" href="data:,">\n<link rel="alternate" type="application/atom+xml" title="Releases" '
        f'href="{up}feed.xml">\n'
        f"<style>{style}</style>\n</head>\n<body>\n{navigation(depth)}\n<main>\n"
        f"<h1>{escape(title)}</h1>\n{body}\n</main>\n"
        f"<footer><p>ringfence {escape(document.ringfence)}, catalog {escape(document.catalog)}. Figures belong to "
        "nobody; each names the source that stated it.</p></footer>\n</body>\n</html>\n"
    )


def _systems(document: Document, facts: Sequence[SystemFacts]) -> str:
    rows = "".join(
        f'<tr><th scope="row"><a href="{f.id}.html">{escape(f.name)}</a></th>'
        f"<td>{escape(', '.join(document.countries.get(code, code) for code in f.origin))}</td>"
        f"<td>{escape(f.kind)}</td>"
        f"<td>{escape(f.status)}</td><td>{len(f.cells)}</td></tr>"
        for f in facts
    )
    head = "".join(f'<th scope="col">{word}</th>' for word in ("system", "origin", "kind", "status", "cells"))
    return (
        f'<div class="scroll" tabindex="0" role="region" '
        f'aria-label="Systems"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _system(document: Document, facts: SystemFacts, labels: dict[str, str]) -> str:
    places = ", ".join(
        f'<a href="../countries/{code}.html">{escape(document.countries.get(code, code))}</a>' for code in facts.origin
    )
    about = {
        "also called": ", ".join(facts.names), "missiles and sensors": ", ".join(facts.parts), "maker": facts.maker,
        "kind": facts.kind,
        "status": facts.status, "a bare figure is about": facts.reference, "note": facts.note,
    }  # fmt: skip
    terms = "".join(f"<dt>{word}</dt><dd>{escape(text)}</dd>" for word, text in about.items() if text)
    figures_first = sorted(facts.cells, key=lambda cell: cell.measure == ENGAGES)
    cells = "".join(_cell(cell, labels) for cell in figures_first)
    return (
        f"<dl><dt>origin</dt><dd>{places}</dd>{terms}</dl>"
        f'<p><a href="../index.html#systems={facts.id}">Show it in the explorer</a> · <a '
        f'href="../api/v1/systems/{facts.id}.json">as JSON</a></p>'
        f"<h2>What sources state</h2>{cells}<h2>Operators and orders</h2>{_orders(facts.orders, by_country=True)}"
    )


def _cell(cell: CellFacts, labels: dict[str, str]) -> str:
    title = labels[cell.measure] + (f", {cell.target}" if cell.target else "")
    name = f"{cell.measure}-{cell.target}" if cell.target else cell.measure
    component = f" <small>{escape(cell.component)}</small>" if cell.component else ""
    counting = [each for each in cell.statements if each.why_not is None]
    listed = [each for each in cell.statements if each.why_not is not None]
    days = "".join(f"<li>{escape(each.day)}: {escape(each.text)}</li>" for each in cell.history)
    return (
        f'<details id="{escape(name)}"><summary><span>{escape(title)}</span> '
        f"<b>{escape(cell.text)}</b>{component}</summary>"
        f"<p>{escape(cell.basis)}</p>{_statements('Counted', counting)}{_statements('Listed, not counted', listed)}"
        + (f"<h3>By the date of the sources</h3><ul>{days}</ul>" if days else "")
        + "</details>"
    )


def _statements(title: str, some: Sequence[StatementFacts]) -> str:
    if not some:
        return ""
    return f"<h3>{title} ({len(some)})</h3><ul>{''.join(map(_statement, some))}</ul>"


def _statement(said: StatementFacts) -> str:
    height = said.at_altitude and f"at a height of {said.at_altitude}"
    about = ", ".join(filter(None, [height, *said.targets, said.component, said.by and f"quotes {said.by}"]))
    lines = [f"<b>{escape(said.stated)}</b> {escape(about)}"]
    lines += [f"<em>{escape(said.why_not)}</em>"] if said.why_not else []
    lines += [_source(said.source) + (f", {escape(said.at)}" if said.at else "")]
    lines += [escape(said.note)] if said.note else []
    return f"<li>{'<br>'.join(lines)}</li>"


def _source(source: SourceText) -> str:
    text = escape(source.title or source.key)
    linked = f'<a href="{escape(source.url)}" rel="noopener noreferrer nofollow">{text}</a>' if source.url else text
    rest = [
        source.publisher,
        source.published or "undated",
        source.kind,
        source.retells and f"retells {source.retells}",
    ]
    return f"{linked} <span>{escape(', '.join(filter(None, rest)))}</span>"


def _orders(orders: Iterable[OrderFacts], *, by_country: bool, names: dict[str, str] | None = None) -> str:
    items = []
    for order in orders:
        name = order.country_name if by_country else (names or {})[order.system]
        where = f"../countries/{order.country}.html" if by_country else f"../systems/{order.system}.html"
        told = [line.partition(": ") for line in order.orders]
        lines = "".join(f"<br>{escape(text)} <small>{escape(name)}</small>" for name, _, text in told)
        sources = "".join(f"<li>{_source(source)}</li>" for source in order.sources)
        number = counted(len(order.sources), "source")
        use = f" {escape(order.use)}" if order.use != "not stated" else ""
        items.append(
            f'<li><a href="{where}">{escape(name)}</a>{use}{lines}'
            f"<details><summary>{number}</summary><ul>{sources}</ul></details></li>"
        )
    return f'<ul class="ties">{"".join(items)}</ul>' if items else "<p>No source speaks of any.</p>"


def _country(code: str, facts: Sequence[SystemFacts]) -> str:
    names = {f.id: f.name for f in facts}
    made = "".join(f'<li><a href="../systems/{f.id}.html">{escape(f.name)}</a></li>' for f in facts if code in f.origin)
    own = f'<ul class="names">{made}</ul>' if made else "<p>None in the catalog.</p>"
    orders = [order for f in facts for order in f.orders if order.country == code]
    return (
        f"<h2>Systems of its own</h2>{own}"
        f"<h2>What it operates or ordered</h2>{_orders(orders, by_country=False, names=names)}"
    )


def _sources(document: Document) -> str:
    ordered = sorted(document.sources, key=lambda s: (s.publisher.casefold(), s.published or "", s.key))
    items = "".join(f"<li>{_source(source)}</li>" for source in ordered)
    return f"<p>{len(ordered)} sources, by publisher.</p><ul>{items}</ul>"
