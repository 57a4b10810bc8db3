"""A report for reading: text for a terminal, and Markdown for a desk's notes."""

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from ringfence.factcheck.finding import Finding, Outcome, claim_words, class_words, group_words, row_words
from ringfence.factcheck.report import Report

HEADS = {outcome: outcome.value.upper() for outcome in Outcome} | {Outcome.LOOK: "TO LOOK AT"}
_WIDEST, _MOST_BESIDE = 230, 6


def sections(report: Report, only: Sequence[Outcome] = ()) -> Iterator[tuple[Outcome, list[Finding]]]:
    """The findings by outcome, what must not be overlooked first."""
    for outcome in HEADS:
        some = [one for one in report.findings if one.outcome is outcome]
        if some and (not only or outcome in only):
            yield outcome, some


def marked(finding: Finding, before: str, after: str) -> str:
    """The sentence with the figure marked, cut where it is long."""
    said, own, figure = finding.point.sentence.text, finding.point.sentence.own, finding.point.figure
    if figure is None:
        return said[own:][:_WIDEST]
    start, end = max(own, figure.start - _WIDEST // 2), min(len(said), figure.end + _WIDEST // 2)
    head, tail = said[start : figure.start], said[figure.end : end]
    head = ("… " + head.partition(" ")[2]) if start > own else head
    tail = (tail.rpartition(" ")[0] + " …") if end < len(said) else tail
    return f"{head}{before}{said[figure.start : figure.end]}{after}{tail}"


def lines(finding: Finding, *, full: bool = True) -> Iterator[tuple[str, str, str | None]]:
    """What stands under a finding: label, text, address."""
    yield "why", finding.reason, None
    if full:
        for said in _beside(finding):
            yield "records", said, None
        for row in finding.ledger:
            yield "ledger", row_words(row), None
    against = "lower" if finding.outcome is Outcome.SUPPORTED else "against"
    sides = (("for", finding.supporting), (against, finding.opposing))
    for label, some in sides if full else sides[:1]:
        for one in some if full else some[:1]:
            yield label, f"{one.source.publisher}, {one.when or 'undated'}: {one.text}", one.source.url
    if finding.wording:
        yield "they carry", finding.wording, None
    if full and finding.command:
        yield "more", finding.command, None


def _beside(finding: Finding) -> Iterator[str]:
    unit = finding.point.figure.unit if finding.point.figure else ""
    for one in finding.beside[:_MOST_BESIDE]:
        of = f"{one.cell.system.name}, " if finding.system is None else ""
        aim = f", {class_words(one.cell.target)}" if one.cell.target else ""
        marks = (", planned" if one.cell.planned else "") + (" ✓" if one.ticked else "")
        yield f"{of}{one.cell.info.label}{aim}: {group_words(one.group, unit)}{marks}"


def text(report: Report, width: int, only: Sequence[Outcome] = (), *, full: bool = False) -> str:
    """The report for a terminal: short where supported, counted where in no record, unless `full`."""
    out = [*([f"{report.name}:"] if report.name else []), report.summary]
    for outcome, some in sections(report, only):
        if outcome is Outcome.OPEN and not (full or only):
            out += ["", f"{len(some)} in no record; --all lists them"]
            continue
        detailed = full or outcome in (Outcome.CONTRADICTED, Outcome.LOOK)
        out += ["", HEADS[outcome]]
        for finding in some:
            head = f"line {report.place(finding.point)[0]}: {claim_words(finding)}"
            if outcome is Outcome.OPEN:
                out += wrap(f"{head}: {finding.reason}", width, subsequent_indent="    ")
                continue
            out += wrap(head, width, subsequent_indent="    ")
            if detailed:
                out += wrap(marked(finding, "[", "]"), width, initial_indent="    ", subsequent_indent="    ")
            for label, said, url in lines(finding, full=detailed):
                begin, indent = f"    {label:<10}  ", " " * 16
                out += wrap(said, width, initial_indent=begin, subsequent_indent=indent, break_on_hyphens=False)
                out += [indent + url] if url else []
    if report.left:
        out += ["", f"the text holds more figures than are looked at: from line {report.left} on nothing was"]
    out += ["", f"rule: {report.rule.text}"] if report.rule.text != "typical" else []
    return report.style.plain("\n".join(out)) + "\n"


def escaped(said: str) -> str:
    """A text in which Markdown sees no mark."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", said)


def markdown(report: Report, only: Sequence[Outcome] = ()) -> str:
    """The report in Markdown: headings by outcome, a list item a finding, links."""
    out = [f"# {escaped(report.name or 'Checked against the records')}", "", escaped(report.summary)]
    for outcome, some in sections(report, only):
        out += ["", f"## {HEADS[outcome].capitalize()}", ""]
        for finding in some:
            quoted = escaped(marked(finding, "\1", "\2")).replace("\1", "**").replace("\2", "**")
            line = report.place(finding.point)[0]
            out += [f"- line {line}: **{escaped(claim_words(finding))}**", f"  > {quoted}", ""]
            for label, said, url in lines(finding):
                out.append(f"  - {label}: {escaped(said)}" + (f" ([source](<{url}>))" if url else ""))
    return "\n".join(out) + "\n"
