"""One system against another: `twice the range of the Patriot`, `a longer reach than THAAD`, `outranges`."""

import re
from collections.abc import Iterator, Sequence

from ringfence.factcheck.model import Claim
from ringfence.factcheck.prose.lazy import Lazy
from ringfence.factcheck.prose.names import Mention
from ringfence.factcheck.prose.numbers import digits_value, words_value
from ringfence.factcheck.reading.scene import Scene
from ringfence.factcheck.reading.targets import KNOWN_OTHER, TargetGroup

_NOUN = r"(?P<NOUN>(?:maximum |effective |engagement )?range|reach|ceiling|altitude|speed|detection range|radar range)"
_TIMES = r"(?P<TIMES>(?:more than |nearly |almost |about |over |roughly |up to |at least |less than )?(?:twice|double|triple|half|a third of|(?:\d{1,3}(?:\.\d)?|[a-z]+(?:-[a-z]+)?) times))"
_FACTOR = Lazy(
    rf"\b{_TIMES.replace('TIMES', 'times1')} (?:the |that of |as (?:far|high|fast) as |)(?:{_NOUN.replace('NOUN', 'noun1')} )?(?:of |as |than )?(?:that of |those of )?(?:the |an? |its )?\Z"
    rf"|\ba (?:much |far |slightly |considerably |significantly )?(?P<more>longer|greater|larger|bigger|higher|better|shorter|smaller|lower) {_NOUN.replace('NOUN', 'noun2')} (?:\w+ ){{0,4}}?than (?:that of )?(?:the |an? |its )?\Z"
    rf"|\b(?P<out>out-?rang(?:es|ing|e)) (?:the |an? |its )?\Z",
)
_HINT = re.compile(r"\b(?:times|twice|double|triple|half|third|than|out-?rang\w*)\b")
_MEASURES = {
    "range": "range_max",
    "reach": "range_max",
    "ceiling": "altitude_max",
    "altitude": "altitude_max",
    "speed": "speed_max",
    "detection range": "detection_range",
    "radar range": "detection_range",
}
_WORDS = {"twice": 2.0, "double": 2.0, "triple": 3.0, "half": 0.5, "a third of": 1 / 3}


def comparisons(scene: Scene, groups: Sequence[TargetGroup]) -> Iterator[Claim]:
    """Claims that set one system's figure against another's."""
    text, s = scene.text, scene.sentence
    own = [m for m in scene.mentions if m.systems and not m.sensor]
    if not _HINT.search(text, s.start, s.end):
        return
    for right in own:
        match = _FACTOR.get.search(text, max(s.start, right.start - 90), right.start)
        if match is None:
            continue
        left = _left(scene, own, match.start(), right)
        if left is None:
            continue
        noun = (match["noun1"] or match["noun2"] or _noun_before(text, s.start, match.start())).lower()
        noun = re.sub(r"^(?:maximum|effective|engagement) ", "", noun)
        factor, bound = _factor(match)
        if noun not in _MEASURES or factor is None:
            continue
        words = [w for g in groups for w in g.words if w.name not in (*KNOWN_OTHER, "any")]
        doubt = scene.doubt(match.start(), right.end) or (
            "names more than one class" if len({w.name for w in words}) > 1 else ""
        )
        positive = scene.positive(match.start())
        yield Claim(
            scene.number, match.start(), right.end, left[0], _MEASURES[noun], words[0].name if words else None, positive=positive is not False, doubt=doubt,
            spans=((match.start(), right.end), *left[1]), hedges=scene.hedges, versus=right.systems, factor=factor, bound=bound,
        )  # fmt: skip


def _left(
    scene: Scene, own: Sequence[Mention], place: int, right: Mention
) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]] | None:
    before = [m for m in own if m.end <= place and m.systems != right.systems]
    if before:
        return before[-1].systems if len(before) == 1 else before[0].systems, ((before[0].start, before[0].end),)
    if scene.before and not scene.before.doubt and scene.before.systems != right.systems:
        return scene.before.systems, ()
    return None


def _noun_before(text: str, start: int, end: int) -> str:
    found = re.findall(r"\b(?:detection range|radar range|range|reach|ceiling|altitude|speed)\b", text[start:end])
    return found[-1] if found else "range"


def _factor(match: re.Match[str]) -> tuple[float | None, str]:
    if match["out"]:
        return 1.0, "more than"
    if match["more"]:
        return 1.0, "no more than" if match["more"].lower() in ("shorter", "smaller", "lower") else "more than"
    words = match["times1"].lower()
    bound = next(
        (
            b
            for b, w in (
                ("more than", "more than "),
                ("more than", "over "),
                ("no more than", "less than "),
                ("about", "nearly "),
                ("about", "almost "),
                ("about", "about "),
                ("about", "roughly "),
            )
            if words.startswith(w)
        ),
        "exactly",
    )
    words = re.sub(r"^(?:more than|nearly|almost|about|over|roughly|up to|at least|less than) ", "", words)
    if words in _WORDS:
        return _WORDS[words], bound
    number = words.removesuffix(" times")
    value = digits_value(number) if number[:1].isdigit() else words_value(number)
    return (value[0] if value else None), bound
