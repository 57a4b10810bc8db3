"""Each verdict by its rule, on the frozen records."""

import pytest
from factcheck_scoring import frozen, verdicts

from ringfence.evidence.figures import Evidence, Rule
from ringfence.factcheck import factcheck
from ringfence.factcheck.judging.remarks import remarks, suggestion
from ringfence.factcheck.judging.verdict import Outcome, Verdict
from ringfence.specs.statement import read_date
from ringfence.tables.wording import Style


def one(text: str, **options: str) -> Verdict:
    """The only verdict on a text."""
    (verdict,) = verdicts(text, **options)
    return verdict


def test_the_sentence() -> None:
    """Aircraft are supported at 400 km, drones by what is stated of drones, ballistic missiles contradicted at 60 km."""
    text = "The system can intercept aircraft, drones, and ballistic missiles at ranges of up to 400 kilometers"
    for found in (verdicts(text, "s-400"), verdicts(f"India bought the S-400. {text}.")):
        aircraft, drone, ballistic = found
        assert [v.outcome.value for v in found] == ["supported", "supported", "contradicted"]
        assert aircraft.pool
        assert drone.pool
        assert ballistic.pool
        assert all("drone" in e.targets for e in drone.pool.each)
        assert ballistic.pool.typical.measure.high == 60
        assert (ballistic.reach, ballistic.origins) == (1, 7)
        assert isinstance(ballistic.supporting, Evidence)
        assert ballistic.supporting.measure.high == 400
        assert any("blanket, not counted" in remark for remark in remarks(ballistic, Rule(), Style()))


def test_dissent_is_named() -> None:
    """A contradicted claim names the origin that does say so, with its address."""
    verdict = one("The S-400 hits ballistic missiles at 400 km.")
    assert verdict.supporting is not None
    assert verdict.supporting.source.url
    assert verdict.contradicting is not None
    assert verdict.contradicting.source.published


@pytest.mark.parametrize(
    ("text", "narrowing"),
    [
        ("The S-400 has a range of 400 km.", "say against aircraft"),
        ("The S-400 can hit aircraft at over 400 km.", "say up to, not more than"),
        ("The S-400 can hit helicopters at 400 km.", "leave out helicopter"),
        ("The Barak-8 can hit aircraft at 150 km.", "name Barak ER"),
        ("A Patriot can hit aircraft at 150 km.", "name Patriot PAC-2"),
    ],
)
def test_narrowed(text: str, narrowing: str) -> None:
    """Where a claim holds for less than it says, the verdict says for what."""
    verdict = one(text)
    assert (verdict.outcome, verdict.narrowing) == (Outcome.NARROWED, narrowing)


@pytest.mark.parametrize(
    "text",
    [
        "The S-400 can hit ballistic missiles at {} km.",
        "The PAC-3 MSE can hit ballistic missiles at {} km.",
        "The S-400 can engage {} targets at once.",
    ],
)
def test_thirds(text: str) -> None:
    """Supported where the typical value reaches, contradicted below a third of the origins, disagreement between."""
    for figure in (5, 20, 36, 40, 50, 60, 70, 80, 200, 400, 900):
        verdict = one(text.format(figure))
        share = verdict.reach / verdict.origins
        assert verdict.pool is not None
        reached = verdict.pool.typical.counted >= (figure if "targets" in text else figure * 1000)
        expected = Outcome.SUPPORTED if reached else Outcome.DISAGREE if share >= 1 / 3 else Outcome.CONTRADICTED
        assert verdict.outcome is expected


def test_limits() -> None:
    """A limit is judged the other way round: the sources must stay within it."""
    assert one("The S-400 cannot hit ballistic missiles beyond 60 km.").outcome is Outcome.SUPPORTED
    assert one("The S-400 cannot hit ballistic missiles beyond 30 km.").outcome is Outcome.CONTRADICTED
    assert one("The S-400 can hit aircraft at no more than 100 km.").outcome is Outcome.CONTRADICTED


def test_as_of() -> None:
    """With a date, only what was published by then counts, and undated sources are left out aloud."""
    rule = Rule(as_of=read_date("2013-06"))
    report = factcheck("The S-400 can hit ballistic missiles at 60 km.", frozen(), rule=rule)
    (verdict,) = report.verdicts
    assert verdict.ground is not None
    counted = [e for pool in verdict.ground.pools for e in pool.each]
    assert all(e.source.published and e.source.published.last <= rule.as_of.last for e in counted if rule.as_of)
    assert any("undated" in remark for remark in remarks(verdict, rule, Style()))


def test_horizon() -> None:
    """A drone at 100 m is below the horizon of a 10 m antenna beyond about 54 km, and the report says so."""
    said = remarks(one("The S-400 can hit drones at 400 km."), Rule(), Style())
    assert any("beyond about 54 km (10 m antenna)" in remark for remark in said)
    assert not any(
        "horizon" in remark for remark in remarks(one("The IRIS-T SLM can hit drones at 40 km."), Rule(), Style())
    )


def test_suggestion() -> None:
    """The narrower wording is composed from the records alone, class by class."""
    found = verdicts("The S-400 can intercept aircraft, drones and ballistic missiles at 400 km.")
    assert (
        suggestion(found, Rule(), Style())
        == "S-400 Triumf can engage aircraft and drones at up to 400 km and ballistic missiles at up to 60 km."
    )
    assert suggestion(verdicts("The S-400 can hit aircraft at 400 km."), Rule(), Style()) is None


def test_open_ended_figures() -> None:
    """A source that says `more than` contradicts nothing above its figure."""
    assert one("THAAD flies at Mach 9.").outcome is Outcome.NOT_CHECKABLE


def test_mach_and_speed_do_not_mix() -> None:
    """A Mach number is not held against metres per second."""
    verdict = one("The S-400's missiles fly at Mach 14.")
    assert verdict.outcome is Outcome.NOT_CHECKABLE
    assert "altitude" in verdict.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The S-400 will hit ballistic missiles at 400 km.", "will be"),
        ("In a test the S-400 hit a ballistic missile at 250 km.", "test"),
        ("Can the S-400 hit aircraft at 400 km?", "question"),
        ("The S-400 can hit missiles at 400 km.", "cruise or ballistic"),
        ("The S-400 can hit satellites at 400 km.", "no target class"),
        ("The S-400 can hit planes hundreds of kilometres away.", "no figure"),
    ],
)
def test_not_checkable(text: str, reason: str) -> None:
    """What is no plain statement is left unjudged, with the reason."""
    verdict = one(text)
    assert verdict.outcome is Outcome.NOT_CHECKABLE
    assert reason in verdict.reason


def test_deliveries_outdated() -> None:
    """A count of deliveries that held earlier is carried as of its day."""
    verdict = one("India has received three S-400 squadrons.")
    assert verdict.outcome is Outcome.NARROWED
    assert verdict.narrowing.startswith("say as of 2026")
    assert one("India has received three S-400 squadrons.", as_of="2025-09").outcome is Outcome.SUPPORTED


def test_converted_figures() -> None:
    """An unround figure that is a round one in other units is held against the sources with that rounding, and no other is."""
    assert verdicts("The S-400 can hit aircraft 402 km away.")[0].outcome is Outcome.SUPPORTED
    assert verdicts("The S-400 can hit aircraft 409 km away.")[0].outcome is Outcome.CONTRADICTED
    assert verdicts("The S-400 can hit aircraft 410 km away.")[0].outcome is Outcome.CONTRADICTED


def test_only() -> None:
    """`only 60 km` says that 60 km are reached and no more; `no more than` says the latter alone."""
    assert verdicts("The S-400 hits ballistic missiles at only 60 km.")[0].outcome is Outcome.SUPPORTED
    assert verdicts("The S-400 hits ballistic missiles at only 100 km.")[0].outcome is Outcome.CONTRADICTED
    assert verdicts("The S-400 hits ballistic missiles at only 20 km.")[0].outcome is Outcome.CONTRADICTED
    assert verdicts("The S-400 hits ballistic missiles at no more than 100 km.")[0].outcome is Outcome.SUPPORTED


def test_a_few_metres_behind_a_range() -> None:
    """`54 km against a drone at 100 m`: the metres are the height at which the target flies, not a second range."""
    quantity = one("The S-400 reaches 54 km against a drone at 100 m.").claim.quantity
    assert quantity
    assert quantity.si == 54_000
