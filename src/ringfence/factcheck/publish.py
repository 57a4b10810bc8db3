"""A report to be sent or read by programs: a page of HTML, JSON with places, drafts of ClaimReview."""

import html
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ringfence import __version__
from ringfence.factcheck.finding import Finding, Outcome, Witness, claim_words, group_words, row_words
from ringfence.factcheck.render import HEADS, lines, marked, sections
from ringfence.factcheck.report import Report
from ringfence.plain_text import in_json

Record = dict[str, Any]
_LONGEST_CLAIM = 74  # what readers of ClaimReview show of a claim: fewer than 75 characters


def as_json(reports: Sequence[Report], only: Sequence[Outcome] = ()) -> str:
    """One object for one report, a list for several."""
    some = [_record(report, only) for report in reports]
    return in_json(json.dumps(some[0] if len(some) == 1 else some, ensure_ascii=False, indent=2)) + "\n"


def _record(report: Report, only: Sequence[Outcome]) -> Record:
    found = [_finding(report, finding) for finding in report.findings if not only or finding.outcome in only]
    counts = {outcome.value: number for outcome, number in report.counts.items()}
    made: Record = {"name": report.name, "summary": report.summary, "counts": counts, "rule": report.rule.text}
    made |= {"text": report.text.given} if report.text.lines else {}  # of HTML the places are in the text as it reads
    return {**made, "not_looked_at_from_line": report.left, "findings": found}


def _finding(report: Report, finding: Finding) -> Record:
    point, figure, (line, start, end) = finding.point, finding.point.figure, report.place(finding.point)
    made: Record = {"line": line, "start": start, "end": end, "text": report.text.given[start:end]}
    made |= {"sentence": point.sentence.text[point.sentence.own :], "systems": point.systems, "named": point.name}
    made |= {"missile": point.part, "kind": point.kind, "measure": finding.measure, "target": finding.target}
    made |= {"outcome": finding.outcome.value, "reason": finding.reason}
    if figure:
        made |= {"low": figure.low, "high": figure.high, "unit": figure.unit or figure.noun, "bound": figure.bound}
    made["records"] = [
        {"system": one.cell.system.id, "measure": one.cell.info.name, "target": one.cell.target}
        | {"states": group_words(one.group, ""), "ticked": one.ticked}
        for one in finding.beside
    ]
    made |= {"for": list(map(_witness, finding.supporting)), "against": list(map(_witness, finding.opposing))}
    ledger = [row_words(row) for row in finding.ledger]
    return made | {"ledger": ledger, "wording": finding.wording, "command": finding.command}


def _witness(one: Witness) -> Record:
    said = {"publisher": one.source.publisher, "date": one.when and str(one.when), "says": one.text}
    return said | {"url": one.source.url}


def claim_reviews(reports: Sequence[Report], today: date) -> str:
    """Drafts of ClaimReview, JSON-LD: one a sentence that is contradicted or supported; what to add says so."""
    made: list[Record] = []
    for report in reports:
        order = [(one, each) for one in (Outcome.SUPPORTED, Outcome.CONTRADICTED) for each in reversed(report.findings)]
        chosen = {finding.point.sentence.number: finding for one, finding in order if finding.outcome is one}
        made += [_review(finding, today) for _, finding in sorted(chosen.items())]
    text = in_json(json.dumps(made, ensure_ascii=False, indent=2)) + "\n"
    for mark in "<>&":  # so that it can stand in a page's script element, whatever the sentence holds
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _review(finding: Finding, today: date) -> Record:
    claim = claim_words(finding)
    claim = claim if len(claim) <= _LONGEST_CLAIM else claim[: _LONGEST_CLAIM - 1].rsplit(" ", 1)[0] + "…"
    wrong = finding.outcome is Outcome.CONTRADICTED
    body = "; ".join(said for label, said, _ in lines(finding) if label in ("why", "records", "they carry"))
    rating = {"@type": "Rating", "ratingValue": 1 if wrong else 5, "bestRating": 5, "worstRating": 1}
    claimed = {"@type": "Claim", "author": {"@type": "Person", "name": "FILL IN: who said it"}}
    claimed["appearance"] = {"@type": "CreativeWork", "url": "FILL IN: where it was said"}
    made: Record = {"@context": "https://schema.org", "@type": "ClaimReview", "url": "FILL IN: where your review is"}
    made |= {"datePublished": today.isoformat(), "inLanguage": "en", "claimReviewed": claim, "itemReviewed": claimed}
    made["author"] = {"@type": "Organization", "name": "FILL IN: your organisation"}
    made["reviewRating"] = rating | {"alternateName": "Contradicted" if wrong else "Supported"}
    return made | {"reviewBody": body, "citation": list(map(_cited, finding.opposing if wrong else finding.supporting))}


def _cited(one: Witness) -> Record:
    publisher = {"@type": "Organization", "name": one.source.publisher}
    known = {"url": one.source.url, "datePublished": one.when and str(one.when)}
    made: Record = {"@type": "CreativeWork", "name": one.source.title or one.text, "publisher": publisher}
    return made | {key: value for key, value in known.items() if value}


def page(reports: Sequence[Report], only: Sequence[Outcome] = ()) -> str:
    """One HTML page of one report or several; what is supported and what no record states is folded."""
    called = ", ".join(report.name for report in reports if report.name)
    head = Path(__file__).with_name("page.html").read_text("utf-8").rstrip()
    out = [head.replace("$title", html.escape(called or "Checked against the records"))]
    for report in reports:
        if len(reports) > 1:
            out.append(f"<h2>{html.escape(report.name or '')}</h2>")
        out.append(f"<p>{html.escape(report.summary)}</p>")
        for outcome, some in sections(report, only):
            head, end = f"<h3>{HEADS[outcome].capitalize()} ({len(some)})</h3>", ""
            if outcome in (Outcome.SUPPORTED, Outcome.OPEN):
                head, end = f"<details><summary>{head}</summary>", "</details>"
            told = "\n".join(_told(finding, report) for finding in some)
            out.append(f'<section class="{outcome.value.replace(" ", "-")}">{head}\n{told}{end}</section>')
    foot = f"Checked with ringfence {__version__}. A verdict is a lead to the statements beside it, not the last word."
    rule = reports[0].rule.text if reports else ""
    return "\n".join([*out, f"<footer>{foot} Rule: {html.escape(rule)}.</footer></body></html>"]) + "\n"


def _told(finding: Finding, report: Report) -> str:
    quoted = html.escape(marked(finding, "\1", "\2")).replace("\1", "<mark>").replace("\2", "</mark>")
    head = f"<h4>{html.escape(claim_words(finding))} <small>line {report.place(finding.point)[0]}</small></h4>"
    out = [head, f"<blockquote>{quoted}</blockquote><dl>"]
    for label, said, url in lines(finding):
        who, comma, rest = map(html.escape, said.partition(", "))
        body = f'<a href="{html.escape(url)}" rel="noopener">{who}</a>{comma}{rest}' if url else who + comma + rest
        out.append(f"<dt>{label}</dt><dd>{f'<code>{body}</code>' if label == 'more' else body}</dd>")
    return "\n".join([*out, "</dl>"])
