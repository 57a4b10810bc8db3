"""A report for reading: text, Markdown, HTML, JSON, and a draft of schema.org ClaimReview."""

import html
import json
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from ringfence.evidence.figures import Evidence
from ringfence.factcheck.judging.remarks import claim_text, remarks
from ringfence.factcheck.judging.verdict import Outcome, Saying, Verdict
from ringfence.factcheck.report import LIMIT_NOTE, Checked, Report, report_record
from ringfence.tables.wording import value_text

FORMATS = ("text", "markdown", "html", "json")
_LOUD = (Outcome.CONTRADICTED, Outcome.NOT_CHECKABLE)


def render(report: Report, form: str, width: int = 80) -> str:
    """The report in a format, ending with a newline."""
    if form == "json":
        return json.dumps(report_record(report), ensure_ascii=False, indent=2) + "\n"
    if form == "markdown":
        return _markdown(report)
    return _html(report) if form == "html" else _text(report, width)


def summary(report: Report) -> str:
    """One line: how many statements, and how they came out."""
    total = len(report.verdicts)
    if not total:
        return "no statement on a known system's capability was found: nothing was checked"
    counts = ", ".join(f"{n} {name}" for name, n in report.counts.items())
    return f"{total} statement{'s' * (total != 1)}: {counts}"


def marked(s: Checked, before: str, after: str, *, escape: bool = False) -> str:
    """The sentence with its spans marked."""
    clean = html.escape if escape else str
    parts, done = [], 0
    for start, end in s.spans:
        parts += [clean(s.text[done:start]), before, clean(s.text[start:end]), after]
        done = end
    return " ".join("".join([*parts, clean(s.text[done:])]).split())


def label(v: Verdict) -> str:
    """The verdict as it is printed: loud where it must not be overlooked."""
    return v.outcome.value.upper() if v.outcome in _LOUD else v.outcome.value


def evidence_text(e: Evidence | Saying, *, targeted: bool) -> str:
    """`Pravda.ru, 2025-06-27: up to 400 km`."""
    if isinstance(e, Saying):
        return f"{e.source.publisher}, {e.source.published or 'undated'}: {e.text}"
    lumped = (
        f" (for {', '.join(e.targets)})"
        if len(e.targets) > 1
        else ""
        if e.targets or not targeted
        else " (no target named)"
    )
    return f"{e.source.publisher}, {e.source.published or 'undated'}: {e.measure.text}{lumped}" + (
        f", {e.group}" if e.group else ""
    )


def basis(v: Verdict, report: Report) -> str | None:
    """`typical 60 km [60 km to 400 km], 1 of 7 origins agree`."""
    if v.pool is None or v.ground is None:
        return f"{v.reach} of {v.origins} origins agree" if v.origins and not v.claim.versus else None
    info, style = v.ground.figure.info, report.style
    low, high = value_text(info, v.pool.each[0], style), value_text(info, v.pool.each[-1], style)
    spread = f" [{low} to {high}]" if low != high else ""
    of = f", {v.pool.group}" if v.pool.group else ""
    tier = "" if v.pool.tier.label == "specific" else f", {v.pool.tier.label}"
    return f"typical {value_text(info, v.pool.typical, style)}{spread}{of}{tier}; {v.reach} of {v.origins} origin{'s' * (v.origins != 1)} agree{'s' * (v.origins == 1)}"


def _lines(v: Verdict, report: Report) -> Iterator[tuple[str, str, str | None]]:
    """What stands under a verdict: label, text, address."""
    yield "why", v.reason, None
    stated = basis(v, report)
    if stated:
        yield "sources", stated, None
    for name, e in (("for it", v.supporting), ("against", v.contradicting)):
        if e:
            yield name, evidence_text(e, targeted=v.ground is None or v.ground.figure.info.targeted), e.source.url
    if v.narrowing:
        yield "narrow it", v.narrowing, None
    for remark in remarks(v, report.rule, report.style):
        yield "note", remark, None


def _notes(report: Report) -> list[str]:
    notes = [summary(report)]
    if report.rule.text != "typical":
        notes.append(f"rule: {report.rule.text}")
    if report.reading.full:
        notes.append(LIMIT_NOTE)
    if any(v.outcome is Outcome.NOT_CHECKABLE for v in report.verdicts):
        notes.append("what is NOT CHECKABLE was not checked: it is neither right nor wrong by this")
    return notes


def _left_alone(report: Report) -> list[str]:
    text = report.reading.prose.text
    return [f"{text[u.start : u.end]!r}: {u.reason}" for u in report.reading.unread]


def _text(report: Report, width: int) -> str:
    style, out = report.style, []
    for s in report.sentences:
        out += wrap(marked(s, "[", "]"), width, break_long_words=False)
        for v in s.verdicts:
            out += wrap(
                f"{label(v)}: {claim_text(v.claim, v.system)}",
                width,
                initial_indent="  ",
                subsequent_indent="    ",
                break_long_words=False,
            )
            for name, line, url in _lines(v, report):
                out += wrap(
                    line,
                    width,
                    initial_indent=f"    {name:<9}  ",
                    subsequent_indent=" " * 15,
                    break_long_words=False,
                    break_on_hyphens=False,
                )
                out += [f"{'':15}{url}"] if url else []
        for wording in s.suggestions:
            out += wrap(
                f"The records carry: {wording}",
                width,
                initial_indent="  ",
                subsequent_indent="    ",
                break_long_words=False,
            )
        out.append("")
    left = _left_alone(report)
    if left:
        out += [
            "left alone:",
            *(line for one in left[:200] for line in wrap(one, width, initial_indent="  ", subsequent_indent="    ")),
            "",
        ]
    for note in _notes(report):
        out += wrap(note, width)
    return style.plain("\n".join(out)) + "\n"


def _md(text: str) -> str:
    for mark in "\\`*_[]<>|#":
        text = text.replace(mark, f"\\{mark}")
    return text


def _markdown(report: Report) -> str:
    out = []
    for s in report.sentences:
        quoted = marked(s, "\0", "\1")
        out += ["> " + _md(quoted).replace("\0", "**").replace("\1", "**"), ""]
        for v in s.verdicts:
            out.append(f"- **{label(v)}**: {_md(claim_text(v.claim, v.system))}")
            out += [
                f"  - {name}: {_md(line)}" + (f" ([source](<{url}>))" if url else "")
                for name, line, url in _lines(v, report)
            ]
        out += ["", *(f"The records carry: *{_md(wording)}*\n" for wording in s.suggestions)]
    out += [f"- left alone: {_md(line)}" for line in _left_alone(report)]
    out += ["", *(f"{_md(note)}  " for note in _notes(report))]
    return "\n".join(out) + "\n"


def _html(report: Report) -> str:
    out = ['<section class="ringfence-factcheck">']
    for s in report.sentences:
        out.append(f"<blockquote>{marked(s, '<mark>', '</mark>', escape=True)}</blockquote>\n<ul>")
        for v in s.verdicts:
            kind = v.outcome.value.replace(" ", "-")
            out.append(
                f'<li class="{kind}"><strong>{html.escape(label(v))}</strong>: {html.escape(claim_text(v.claim, v.system))}\n<dl>'
            )
            for name, line, url in _lines(v, report):
                link = f' <a href="{html.escape(url)}" rel="noopener">{html.escape(url)}</a>' if url else ""
                out.append(f"<dt>{name}</dt><dd>{html.escape(line)}{link}</dd>")
            out.append("</dl></li>")
        out.append("</ul>")
        out += [f"<p>The records carry: <em>{html.escape(wording)}</em></p>" for wording in s.suggestions]
    left = "".join(f"<li>{html.escape(line)}</li>" for line in _left_alone(report))
    out += [f"<p>left alone:</p>\n<ul>{left}</ul>"] if left else []
    out += [f"<p>{html.escape(note)}</p>" for note in _notes(report)]
    return "\n".join([*out, "</section>"]) + "\n"


_RATING = {Outcome.CONTRADICTED: 1, Outcome.BLANKET: 2, Outcome.DISAGREE: 3, Outcome.NARROWED: 4, Outcome.SUPPORTED: 5}


def claim_review(report: Report) -> str:
    """A draft of schema.org ClaimReview in JSON-LD: one review a judged claim; what is to be filled in says so.

    What is not covered or not checkable gets no review, for a rating would pass for a judgement. A date stands only where it is
    known: of the sources that have one. The day of your review is yours to add.
    """
    reviews: list[dict[str, Any]] = []
    for s in report.sentences:
        for v in s.verdicts:
            if v.outcome not in _RATING:
                continue
            cites = [_citation(e) for e in (v.supporting, v.contradicting) if e]
            reviews.append(
                {
                    "@context": "https://schema.org", "@type": "ClaimReview", "url": "FILL IN: the address of your review",
                    "author": {"@type": "Organization", "name": "FILL IN: your organisation"},
                    "claimReviewed": f"{claim_text(v.claim, v.system)}: \"{' '.join(s.text.split())}\"",
                    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "FILL IN: who said it"}, "appearance": {"@type": "CreativeWork", "url": "FILL IN: where it was said"}},
                    "reviewRating": {"@type": "Rating", "ratingValue": _RATING[v.outcome], "bestRating": 5, "worstRating": 1, "alternateName": v.outcome.value.capitalize(), "ratingExplanation": v.reason},
                    "reviewBody": " ".join(filter(None, [v.reason, basis(v, report), *s.suggestions])), "citation": cites,
                }
            )  # fmt: skip
    text = json.dumps(reviews, ensure_ascii=False, indent=2) + "\n"
    for mark in "<>&\u2028\u2029":  # so that it can stand in a page's script element, whatever the sentence holds
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _citation(e: Evidence | Saying) -> dict[str, Any]:
    """A source as schema.org has it; what is not known of it is left out."""
    known = {
        "name": e.source.title,
        "url": e.source.url,
        "datePublished": str(e.source.published) if e.source.published else None,
    }
    return {"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": e.source.publisher}} | {
        k: v for k, v in known.items() if v
    }
