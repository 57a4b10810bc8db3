"""A report to be sent or read by programs: a page of HTML, JSON with the place of every figure, drafts of
ClaimReview.
"""

import html
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from ringfence.factcheck.finding import Finding, Outcome, Witness, claim_words, group_words, row_words
from ringfence.factcheck.render import HEADS, lines, marked, sections
from ringfence.factcheck.report import Report
from ringfence.plain_text import in_json

Record = dict[str, Any]
_LONGEST_CLAIM = 74
"""What readers of ClaimReview show of a claim: fewer than 75 characters."""


def as_json(reports: Sequence[Report], only: Sequence[Outcome] = ()) -> str:
    """One object for one report, a list for several."""
    some = [_record(report, only) for report in reports]
    return in_json(json.dumps(some[0] if len(some) == 1 else some, ensure_ascii=False, indent=2)) + "\n"


def _record(report: Report, only: Sequence[Outcome]) -> Record:
    found = [_finding(report, f) for f in report.findings if not only or f.outcome in only]
    counts = {outcome.value: number for outcome, number in report.counts.items()}
    made: Record = {"name": report.name, "summary": report.summary, "counts": counts, "rule": report.rule.text}
    made |= {"text": report.text.given} if report.text.lines else {}  # of HTML the places are in the text as it reads
    return {**made, "not_looked_at_from_line": report.left, "findings": found}


def _finding(report: Report, f: Finding) -> Record:
    p, figure, (line, start, end) = f.point, f.point.figure, report.place(f.point)
    made: Record = {"line": line, "start": start, "end": end, "text": report.text.given[start:end]}
    made |= {"sentence": p.sentence.text[p.sentence.own :], "systems": p.systems, "named": p.name, "missile": p.part}
    made |= {"kind": p.kind, "measure": f.measure, "target": f.target, "outcome": f.outcome.value, "reason": f.reason}
    if figure:
        made |= {"low": figure.low, "high": figure.high, "unit": figure.unit or figure.noun, "bound": figure.bound}
    made["records"] = [
        {"system": b.cell.system.id, "measure": b.cell.info.name, "target": b.cell.target}
        | {"states": group_words(b.group, ""), "ticked": b.ticked}
        for b in f.beside
    ]
    made |= {"for": [_witness(w) for w in f.supporting], "against": [_witness(w) for w in f.opposing]}
    return made | {"ledger": [row_words(row) for row in f.ledger], "wording": f.wording, "command": f.command}


def _witness(w: Witness) -> Record:
    return {"publisher": w.source.publisher, "date": w.when and str(w.when), "says": w.text, "url": w.source.url}


def claim_reviews(reports: Sequence[Report], today: date) -> str:
    """Drafts of ClaimReview, JSON-LD: one a sentence that is contradicted or supported; what you have to add
    says so.
    """
    made: list[Record] = []
    for report in reports:
        chosen: dict[int, Finding] = {}
        for outcome in (Outcome.SUPPORTED, Outcome.CONTRADICTED):
            chosen |= {f.point.sentence.number: f for f in reversed(report.findings) if f.outcome is outcome}
        made += [_review(f, today) for _, f in sorted(chosen.items())]
    text = in_json(json.dumps(made, ensure_ascii=False, indent=2)) + "\n"
    for mark in "<>&":  # so that it can stand in a page's script element, whatever the sentence holds
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _review(f: Finding, today: date) -> Record:
    claim = claim_words(f)
    claim = claim if len(claim) <= _LONGEST_CLAIM else claim[: _LONGEST_CLAIM - 1].rsplit(" ", 1)[0] + "…"
    wrong = f.outcome is Outcome.CONTRADICTED
    body = "; ".join(said for label, said, _ in lines(f) if label in ("why", "records", "they carry"))
    rating = {"@type": "Rating", "ratingValue": 1 if wrong else 5, "bestRating": 5, "worstRating": 1}
    claimed = {"@type": "Claim", "author": {"@type": "Person", "name": "FILL IN: who said it"}}
    claimed["appearance"] = {"@type": "CreativeWork", "url": "FILL IN: where it was said"}
    made: Record = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "FILL IN: the address of your review",
    }
    made |= {"datePublished": today.isoformat(), "inLanguage": "en", "claimReviewed": claim, "itemReviewed": claimed}
    made["author"] = {"@type": "Organization", "name": "FILL IN: your organisation"}
    made["reviewRating"] = rating | {"alternateName": "Contradicted" if wrong else "Supported"}
    return made | {"reviewBody": body, "citation": [_cited(w) for w in (f.opposing if wrong else f.supporting)]}


def _cited(w: Witness) -> Record:
    publisher = {"@type": "Organization", "name": w.source.publisher}
    known = {"url": w.source.url, "datePublished": w.when and str(w.when)}
    made: Record = {"@type": "CreativeWork", "name": w.source.title or w.text, "publisher": publisher}
    return made | {key: value for key, value in known.items() if value}


_HEAD = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
)
_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:#1b1b1b;background:#fff}
blockquote{margin:.3rem 0;padding-left:.8rem;border-left:3px solid #bbb;color:#333}mark{background:#ffe08a}
dl{display:grid;grid-template-columns:6.5rem 1fr;gap:.1rem .6rem;margin:.4rem 0 1.2rem}
dt{color:#555}dd{margin:0;overflow-wrap:anywhere}
h2{margin-top:2rem;border-bottom:1px solid #ccc}.contradicted h3{color:#a00018}
summary{cursor:pointer;font-weight:600}code{font-size:.9em}"""


def page(reports: Sequence[Report], only: Sequence[Outcome] = ()) -> str:
    """One HTML page of one report or several; what is supported and what no record states is folded."""
    title = html.escape(", ".join(r.name for r in reports if r.name) or "Checked against the records")
    out = [_HEAD, f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>"]
    for report in reports:
        if len(reports) > 1:
            out.append(f"<h2>{html.escape(report.name or '')}</h2>")
        out.append(f"<p>{html.escape(report.summary)}</p>")
        for outcome, some in sections(report, only):
            folded = outcome in (Outcome.SUPPORTED, Outcome.OPEN)
            head = f"{HEADS[outcome].capitalize()} ({len(some)})"
            head = f"<details><summary>{head}</summary>" if folded else f"<h2>{head}</h2>"
            out.append(f'<section class="{outcome.value.replace(" ", "-")}">{head}')
            for finding in some:
                quoted = html.escape(marked(finding, "\1", "\2")).replace("\1", "<mark>").replace("\2", "</mark>")
                line = report.place(finding.point)[0]
                out.append(f"<h3>{html.escape(claim_words(finding))} <small>line {line}</small></h3>")
                out.append(f"<blockquote>{quoted}</blockquote><dl>")
                for label, said, url in lines(finding):
                    body = html.escape(said)
                    body = f"<code>{body}</code>" if label == "more" else body
                    link = f' <a href="{html.escape(url)}" rel="noopener">{html.escape(url)}</a>' if url else ""
                    out.append(f"<dt>{label}</dt><dd>{body}{link}</dd>")
                out.append("</dl>")
            out.append(("</details>" if folded else "") + "</section>")
    return "\n".join([*out, "</body></html>"]) + "\n"
