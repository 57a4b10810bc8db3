"""Claims that are no lengths or speeds: targets at once, entry into service, one system against another."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ringfence.factcheck.model import Claim
from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.prose.numbers import digits_value, words_value
from ringfence.factcheck.prose.words import countries
from ringfence.factcheck.reading.owners import find_owners
from ringfence.factcheck.reading.scene import Owner, Scene
from ringfence.factcheck.reading.targets import TargetGroup

Records = Mapping[str, Mapping[str, Any]]

_NUMBER = (
    r"(?:(?<![\w.,/-])\d{1,3}(?:,\d{3})?(?!\w|\.\d)|(?<![\w-])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\w+)?|a dozen|two dozen|(?:a|one|two|three) hundred)(?!\w))"
)
_AT_ONCE = re.compile(
    r"\b(?:at (?:once|the same time|a time|one time|any one time)|simultaneous(?:ly)?|concurrently|in parallel)\b"
)
_COUNT = Lazy(
    rf"(?:(?P<track>\b(?:track|follow|monitor|keep (?:an eye on|track of)|detect)(?:s|ing)?\b)|(?P<engage>\b(?:engag(?:e|es|ing)|fir(?:e|es|ing) (?:at|on)|shoot(?:s|ing)? (?:at|down)|attack(?:s|ing)?|destroy(?:s|ing)?|intercept(?:s|ing)?|hit(?:s|ting)?|target(?:s|ing)?|handl(?:e|es|ing)|deal(?:s|ing)? with|tak(?:e|es|ing) on|strik(?:e|es|ing)|tackl(?:e|es|ing))\b)|(?P<and>,| and))"
    rf"(?:\s+(?:simultaneously|and (?:engage|destroy|attack|track)))?\s+(?P<bound>(?:up to|as many as|at least|more than|over|about|around|some|a maximum of|no more than|only) )?(?P<number>{_NUMBER})"
    r"(?P<noun>[- ](?:(?:aerial|air|airborne|ballistic|different|separate|individual|enemy|incoming|such|simultaneous) )?(?:targets?|objects?|threats?|of them|tracks?)\b)?",
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_WHEN = rf"(?:(?:early|late|mid|the (?:end|beginning|middle) of|(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}},?)?|(?:spring|summer|autumn|winter|fall))[ -]?(?:of )?)?(?P<YEAR>(?:19|20)\d\d)\b(?!s| (?:km|kilomet|m\b|met|miles))"


_SERVICE_HINT = re.compile(r"servic|operati|operat|fielded|used|commissioned|introduced|adopted|arsenal")


def _when(group: str) -> str:
    return _WHEN.replace("YEAR", group)


_SERVICE = Lazy(
    rf"\b(?:in (?:active )?(?:service|use|operation)|operational|fielded|in the (?:army's|country's) arsenal)\b(?P<gap1>[^.;:]{{0,60}}?)\bsince {_when('y1')}"
    rf"|\b(?:enter(?:ed|ing|s)|came into|come into|put into|taken into|accepted (?:in|into|for)|placed in|went into|joined|introduced into) (?:active |military |operational |combat |full )*(?:service|use|operation)\b(?P<gap2>[^.;:]{{0,50}}?)\bin {_when('y2')}"
    rf"|\b(?:became|becoming|went|was|were|been|first|declared(?: [\w'/-]+){{0,4}}) (?:first |fully |initially )*(?:operational|fielded|commissioned|introduced|adopted)\b(?P<gap3>[^.;:]{{0,40}}?)\bin {_when('y3')}"
    rf"|\b(?:has|have) (?P<gap4>(?:\w+ )?)(?:fielded|used|operated)\b[^.;:]{{0,30}}?\bsince {_when('y4')}"
    rf"|(?<=[,)] )(?:first )?(?:fielded|commissioned|introduced|inducted)(?P<gap6>) in {_when('y6')}"
    rf"|\b(?:fielded|used|operated)\b(?P<gap5>[^.;:]{{0,30}}?)\bsince {_when('y5')}",
)


def sentence_facts(scene: Scene, groups: Sequence[TargetGroup], records: Records) -> list[Claim]:
    """The claims of a sentence that rest on counts, years and comparisons."""
    from ringfence.factcheck.reading.comparisons import comparisons

    return [*_counts(scene), *_service(scene, records), *comparisons(scene, groups)]


def number_of(text: str) -> float | None:
    """A number in digits or words; None where it is vague."""
    value = digits_value(text) if text[:1].isdigit() else words_value(text)
    return value[0] if value else None


def _counts(scene: Scene) -> Iterator[Claim]:
    text, s = scene.text, scene.sentence
    if not _AT_ONCE.search(text, s.start, s.end) and "targets" not in text[s.start : s.end].lower():
        return
    measure, floor = None, s.start
    for m in _COUNT.get.finditer(text, s.start, s.end):
        measure = "targets_tracked" if m["track"] else "targets_engaged" if m["engage"] else measure
        if measure is None and m["noun"] and scene.engages_between(s.start, m.start()):
            measure = "targets_engaged"
        at_once = _AT_ONCE.search(text, floor, s.end)
        if (m["and"] and not m["noun"]) or measure is None or (not at_once and not (m["track"] and m["noun"])):
            continue
        if not m["noun"] and not re.match(
            r"\W*(?:$|\.|at (?:once|the same)|simult|and\b|,)", text[m.end("number") : m.end("number") + 20]
        ):
            continue
        count = number_of(m["number"])
        if count is None or any(x.start < m.end("number") and m.start("number") < x.end for x in scene.mentions):
            continue
        start, end = m.start("number"), m.end("noun") if m["noun"] else m.end("number")
        bound = {
            "up to ": "up to",
            "more than ": "more than",
            "over ": "more than",
            "at least ": "at least",
            "no more than ": "no more than",
            "only ": "no more than",
        }.get((m["bound"] or "").lower(), "exactly")
        owners, _ = find_owners(scene, start, end)
        for owner in owners:
            yield _claim(scene, owner, measure, start, end, count=count, bound=bound)


def _claim(scene: Scene, owner: Owner, measure: str, start: int, end: int, doubt: str = "", **more: Any) -> Claim:
    positive = scene.positive(start)
    return Claim(
        scene.number, start, end, owner.systems, measure, named=owner.named, positive=positive is not False, doubt=owner.doubt or doubt or scene.doubt(start, end),
        spans=((start, end), *owner.spans), hedges=scene.hedges, **more,
    )  # fmt: skip


def _service(scene: Scene, records: Records) -> Iterator[Claim]:
    text, s = scene.text, scene.sentence
    if not _SERVICE_HINT.search(text, s.start, s.end):
        return
    for m in _SERVICE.get.finditer(text, s.start, s.end):
        number = next(i for i in range(1, 7) if m[f"y{i}"])
        year = m[f"y{number}"]
        owners, _ = find_owners(scene, m.start(), m.end())
        begin, stop = (
            (m.start(f"gap{number}"), m.end(f"gap{number}"))
            if number in (1, 2, 3, 6)
            else (max(s.start, m.start() - 60), m.end())
        )
        around = scene.cased[begin:stop]
        abroad = {c for c, *_ in countries(around)}
        for owner in owners:
            home = {code for i in owner.systems for code in records[i]["origin"]}
            doubt = "" if not abroad - home else "speaks of a buyer's service, not of the system's entry into service"
            if number in (4, 5) and not abroad & home:
                doubt = "does not say whose service it means"
            yield _claim(scene, owner, "entered_service", m.start(), m.end(), doubt, date=year)
