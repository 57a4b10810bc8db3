"""What came out wrong in use, and what is right: each case stands for a kind."""

import json
from pathlib import Path
from typing import Any

import pytest

from ringfence.catalog.store import Catalog
from ringfence.evidence.rule import Rule
from ringfence.factcheck import Report, factcheck
from ringfence.factcheck.finding import Finding, Outcome
from ringfence.specs.statement import read_date

DATA = Path(__file__).parent / "data"
CATALOG = Catalog.load()
JUDGED = {"supported", "contradicted"}


def check(text: str, system: str | None = None, as_of: str | None = None) -> Report:
    """The report on a text by the shipped records."""
    return factcheck(text, CATALOG, system=system, rule=Rule(as_of=read_date(as_of) if as_of else None))


def outcomes(text: str, **options: str) -> list[tuple[str | None, str, str | None, str]]:
    """System, measure, class and outcome of every finding."""
    return [(f.system, f.measure, f.target, f.outcome.value) for f in check(text, **options).findings]


def only(text: str) -> Finding:
    """The one finding on a text."""
    (found,) = check(text).findings
    return found


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a file of cases."""
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", rows("cases.jsonl"), ids=lambda case: case["text"][:50])
def test_labelled_case(case: dict[str, Any]) -> None:
    """A verdict that is given is the right one; *look* is right wherever a sentence is not plain."""
    found = outcomes(case["text"])
    for system, measure, target, verdict in case.get("forbid", ()):
        assert not any(f[:2] == (system, measure) and f[2] in (target, None) and f[3] == verdict for f in found)
    for system, measure, target, verdict in case.get("expect", ()):
        mine = {f[3] for f in found if f[:2] == (system, measure) and (target == "*" or f[2] in (target, None))}
        assert mine & JUDGED <= set(verdict.replace("narrowed", "supported").split("|"))


@pytest.mark.parametrize("number", ["900 000", "900\u00a0000", "900\u2009000", "900'000", "900,000"])
def test_thousands_are_read(number: str) -> None:
    """However the thousands are set apart, 900,000 metres are 900 km, and contradicted."""
    found = only(f"The S-400 hits aircraft at {number} metres.")
    assert found.point.figure
    assert found.point.figure.si == 900_000
    assert found.outcome is Outcome.CONTRADICTED


def test_class_is_kept() -> None:
    """A figure against a class that no source speaks of is not carried by another class's."""
    assert only("THAAD has a 200 km range against aircraft.").outcome is Outcome.LOOK
    assert only("THAAD has a 400 km range against ballistic missiles.").outcome is Outcome.CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        "IRIS-T SLM reaches 20 km in height and up to 40 km in distance.",
        "The S-400 reaches 30 km in altitude and 400 km in range.",
        "THAAD reaches 150 km high and up to 200 km away.",
    ],
)
def test_height_and_distance(text: str) -> None:
    """A word of measure behind a figure is that figure's, not the next one's."""
    found = check(text).findings
    assert [f.measure for f in found] == ["altitude_max", "range_max"]
    assert {f.outcome for f in found} == {Outcome.SUPPORTED}


def test_named_missile_is_judged_by_its_own_statements() -> None:
    """HQ-9B is held against what is stated of HQ-9B."""
    found = only("The HQ-9B has a range of 300 km.")
    assert found.point.part == "HQ-9B"
    assert found.beside[0].group.name == "HQ-9B"


def test_family_is_not_read_as_one_variant() -> None:
    """A name that several systems share is said to be several's, and is not judged."""
    found = only("The IRIS-T air defence system can hit targets 40 kilometres away.")
    assert len(found.point.systems) > 1
    assert found.outcome is Outcome.LOOK
    assert "may be" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "At 100 m altitude the S-400 can hit aircraft only out to 54 km.",
        "Arrow 3 intercepts ballistic missiles at an altitude of 120 km.",
        "The HQ-9 can destroy ballistic missiles 300 km away.",
        "The Akash was shown next to the Pinaka. It is a rocket launcher with ranges of up to 75 km.",
        "He rejected reports that the S-400 hits ballistic missiles at 400 km.",
        "Were it given rockets, the S-400 would reach ballistic missiles at 400 km.",
        "The S-400's export version hits ballistic missiles at 400 km.",
        "Against aircraft and ballistic missiles the S-400 reaches 60 km and 400 km respectively.",
        "Beyond 25 km the Akash is of no use.",
        "Its radar sees as far as 600 km, but the S-400 opens fire on aircraft at 400 km at most.",
        "The rockets, with a range of 75 km, can reach Tel Aviv, which is why a fifth Iron Dome battery came.",
        "The S-400 has a range of 1.000 km.",
    ],
)
def test_clouded_sentence_contradicts_nothing(text: str) -> None:
    """A condition, another product, a denial, a version, an open bound: none of them is contradicted."""
    assert {f.outcome for f in check(text).findings} <= {Outcome.LOOK, Outcome.OPEN}


def test_class_behind_a_defence() -> None:
    """`for ballistic missile defense` names the class of its own figure."""
    found = check(
        "The Patriot has a range of up to 160 km for aircraft and 20–35 km for ballistic missile defense."
    ).findings
    assert [f.target for f in found] == ["aircraft", "ballistic-missile"]


def test_the_sentence_that_began_it() -> None:
    """Aircraft are supported, drones by what is stated of drones, ballistic missiles contradicted at 60 km."""
    text = "The S-400 can intercept aircraft, drones, and ballistic missiles at ranges of up to 400 kilometers."
    found = {f.target: f for f in check(text).findings}
    assert found["aircraft"].outcome is Outcome.SUPPORTED
    assert found["drone"].beside[0].cell.target == "drone"
    ballistic = found["ballistic-missile"]
    assert ballistic.outcome is Outcome.CONTRADICTED
    assert ballistic.wording
    assert "60 km" in ballistic.wording
    assert all("60 km" in w.text for w in ballistic.opposing)


def test_contract_sentence() -> None:
    """Every number of the contract sentence is ticked against the ledger, with a source."""
    text = "India's 2018 contract of five regiments has three delivered, the last two due in 2026 and 2027."
    report = check(text, system="s-400", as_of="2025-09-03")
    assert [report.text.given[slice(*report.place(f.point)[1:])] for f in report.findings] == [
        "2018", "five", "three", "two", "2026", "2027",
    ]  # fmt: skip
    assert {f.outcome for f in report.findings} == {Outcome.SUPPORTED}
    assert all(f.supporting for f in report.findings)


def test_orders_are_matched() -> None:
    """An order is ticked with its sum; a number that no row states is in none of them; talks are no order."""
    found = check("India signed a 5.43 billion dollar deal to buy five S-400 regiments.").findings
    assert [(f.measure, f.outcome.value) for f in found] == [("price", "supported"), ("ordered", "supported")]
    assert only("India is negotiating for six S-400 batteries.").outcome is Outcome.OPEN
    assert only("India is in talks on five S-400 regiments.").outcome is Outcome.LOOK
    assert only("India ordered more than five S-400 regiments.").outcome is Outcome.LOOK


def test_an_agreement_is_an_order() -> None:
    """Number and sum of an agreement are ticked against its row, though the system is named behind them."""
    found = check(
        "India made an agreement in 2018 on the acquisition of five S-400 systems, worth $5.43 billion."
    ).findings
    ticked = [("signed", "supported"), ("ordered", "supported"), ("price", "supported")]
    assert [(f.measure, f.outcome.value) for f in found] == ticked


def test_contradiction_needs_three_closed_origins() -> None:
    """Whatever is contradicted rests on three closed origins of the group that is shown, none of which reaches it."""
    for text in ("THAAD reaches 400 km.", "The S-400 has a range of 600 km.", "The Tor-M1 has a range of 50 km."):
        found = only(text)
        assert found.outcome is Outcome.CONTRADICTED
        closed = {e.origin for e in found.beside[0].group.counted if e.value.bound not in ("more than", "at least")}
        assert len(closed) >= 3


@pytest.mark.parametrize(
    ("text", "systems", "kind", "figure"),
    [
        ("THAAD: Range: 200+ km", ("thaad",), "range", "200+ km"),
        ("THAAD: Simultaneous targets: 100+", ("thaad",), "targets-engaged", "100+"),
        ("THAAD stops missiles travelling at MACH 8 (6,000 mph).", ("thaad",), "target-speed", "MACH 8 (6,000 mph)"),
        ('"name": "S-400",\n"altitude_range": "Up to 30,000 m"', ("s-400",), "altitude", "30,000 m"),
        ('"name": "S-400",\n"name": "Sting NG",\n"range": "20 km"', (), "range", "20 km"),
        ("The S-400 came. The Sky Hawk III was built from 2015 on.", (), "date", "2015"),
        ("THAAD sees far. Its AN/TPY-2: Range: 1,000 km", ("thaad",), "detection", "1,000 km"),
        (
            "# Iron Dome\n\nIt complements THAAD and others.\n\n## Service\n\n- 2011: First deployed.",
            ("iron-dome",),
            "date",
            "2011",
        ),
        (
            "Iron Dome is new. It is a scaled down version of the U.S.-built Patriot system. It reaches 70 km.",
            ("iron-dome",),
            "range",
            "70 km",
        ),
        ("The Barak 8 stops missiles as close as 500 m from the ship.", ("barak-8",), "min-range", "500 m"),
        ("Iron Dome is meant for rockets between a 4 and 70 km range.", ("iron-dome",), "threat-range", "70 km"),
        ("THAAD ranges: 150~200 km", ("thaad",), "range", "150~200 km"),
        ("THAAD's minimum engagement altitude is 40 km.", ("thaad",), "min-altitude", "40 km"),
        ("The S-400 has Mach 14 as its target speed.", ("s-400",), "target-speed", "Mach 14"),
        ("1. THAAD: no figure\n2. S-400: 400 km", ("s-400",), "range", "400 km"),
        ("# Hawk\n\nRange: 40 km", ("hawk",), "range", "40 km"),
        ("Name | Range (km)\n---|---\nTHAAD | 200\nAcme SATCP | 15", (), "range", "15"),
        ("| No | Name | Range (km) |\n|--|--|--|\n| 1 | THAAD | 200 |", ("thaad",), "range", "200"),
        ("| Name | Range km [w=9] | Alt km |\n|--|--|--|\n| THAAD | | 150 |", ("thaad",), "altitude", "150"),
        ("| Name | Range (km) |\n|--|--|\n| S-400 | ~250-400 (40N6E) |", ("s-400",), "range", "250-400"),
        ("| Name | Missiles per launcher |\n|--|--|\n| THAAD | 8 |", ("thaad",), "missiles", "8"),
        ("| | S-400 | THAAD |\n|--|--|--|\n| Range, km | 400 | 200 |", ("thaad",), "range", "200"),
        (
            "# SAMP/T NG\n\nThis system is the latest generation of the SAMP/T family and reaches 150 km.",
            ("samp-t-ng",),
            "range",
            "150 km",
        ),
        ("David's Sling reaches 300 km compared to Patriot's roughly 160 km.", ("patriot",), "range", "160 km"),
        ("Bulgaria chose IRIS-T SLM over Patriot for about $1.4 billion.", ("iris-t-slm",), "sum", "$1.4 billion"),
        (
            "David's Sling is cheap beside $1.1 billion or more for a Patriot.",
            ("patriot", "patriot-pac-2", "patriot-pac-3"),
            "sum",
            "$1.1 billion",
        ),
        (
            "The S-400 is new. The system offers 400 km of range against aircraft, where others had 200 km with THAAD.",
            ("s-400",),
            "range",
            "400 km",
        ),
        ("Hawk was an old and widely sold SAM. By 1960 Hawk reached 40 km.", ("hawk",), "range", "40 km"),
        ("The S-400 can detect targets at ranges exceeding 600 km.", ("s-400",), "detection", "600 km"),
        ("THAAD stops ballistic missiles with ranges exceeding 600 km.", ("thaad",), "threat-range", "600 km"),
        ("Range: 200 km\nlength: 6.17 m\nThat is THAAD.", ("thaad",), "length", "6.17 m"),
        ("## Patriot Advanced Capability-3 (PAC-3)\n\nRange: 40 km", ("patriot-pac-3",), "range", "40 km"),
        ("| System | Range |\n|---|---|\n| Arrow 2/3 | 90 km |", ("arrow-2", "arrow-3"), "range", "90 km"),
        ("The Hawk missile has been in service for 63 years.", ("hawk",), "other", "63"),
        ("The first S-400 regiment came in December last year.", ("s-400",), "date", "December last year"),
        ("The Tor-M1 works at heights from 10 metres to 6 kilometres.", ("tor-m1",), "altitude", "6 kilometres"),
        ("- THAAD: ~200 km / ~150 km high", ("thaad",), "range", "200 km"),
        (
            "THAAD reaches an altitude of 60-150 km against slower ballistic missiles.",
            ("thaad",),
            "altitude",
            "60-150 km",
        ),
        ("The 2028 target for the GMD stands.", ("gmd",), "date", "2028"),
        ("The SAMP/T came. Each of its launchers holds 8 Aster missiles.", ("samp-t",), "missiles", "8"),
        ("| Name | Crew |\n|--|--|\n| Avenger | cart with 8 Stingers |", ("avenger",), "count", "8"),
        ("| Name | Range (km) |\n|--|--|\n| Akash | 25 (jets), 18 vs drones |", ("akash",), "range", "18"),
        (
            "Slovakia paid far less for Piorun than €39 million for 12 Mistral launchers.",
            ("mistral",),
            "sum",
            "€39 million",
        ),
        ("The Patriot PAC-2 GEM-T flies 160 km far.", ("patriot-pac-2",), "range", "160 km"),
        (
            "The VL MICA is small. The system's 20 km reach grows to 40 km with the IRIS-T SLM.",
            ("vl-mica",),
            "range",
            "20 km",
        ),
        ("THAAD came. Avangard flies its course at Mach 20, as is said.", (), "speed", "Mach 20"),
        (
            "The S-400 can see targets at ranges exceeding 600 km and engage jets beyond 400 km.",
            ("s-400",),
            "range",
            "400 km",
        ),
        ("David's Sling came. Its EL/M-2084 radar looks 474 km far.", ("davids-sling",), "detection", "474 km"),
        ("Kyiv said that the Patriot had stopped six Kinzhal missiles.", (), "count", "six"),
        ("Spain paid $1.7 billion for Patriot.", ("patriot", "patriot-pac-2", "patriot-pac-3"), "sum", "$1.7 billion"),
        ("The Bavar-373 was modelled after the S-300 and reaches 200 km.", ("bavar-373",), "range", "200 km"),
        ("The Patriot is towed at 56 km/h.", ("patriot",), "other", "56 km/h"),
        ("The NASAMS is used by 13 nations.", ("nasams",), "count", "13"),
        ("The guns of the Gepard are of 35 mm, and its radar looks on.", ("gepard",), "diameter", "35 mm"),
        ("The frigate carries 22\u00d7 Sea Dart.", ("sea-dart",), "count", "22"),
        ("Gepard is a 1970s gun system.", ("gepard",), "date", "1970s"),
        ("The Spada 2000 Plus reaches 20 km.", ("spada-2000",), "range", "20 km"),
        ("The RIM-161C reaches 500 km up.", ("aegis-sm-3",), "altitude", "500 km"),
        ("# S-400\n\n- Detection vs F-35: 150 km", ("s-400",), "detection", "150 km"),
        ("The missile of the Ch\u016b-SAM reaches Mach 2.", ("type-03-chu-sam",), "speed", "Mach 2"),
        ("| Year | Buyer | What |\n|--|--|--|\n| 2018 | India | S-400 |", ("s-400",), "date", "2018"),
        ("| Year | Foe | What |\n|--|--|--|\n| 2018 | F-35 | S-400 |", ("s-400",), "date", "2018"),
        ("Kyiv said that the Patriot had stopped seven Kinzhals.", (), "count", "seven"),
        ("THAAD came. A range of 200 km was enough then, while the S-400 had more.", ("thaad",), "range", "200 km"),
        ("Israel tried Iron Dome on August 23 in the south.", ("iron-dome",), "date", "August 23"),
        ("The navy has 53 ships that fire the SM-3.", ("aegis-sm-3",), "count", "53"),
    ],
)
def test_figure_is_pointed_at(text: str, systems: tuple[str, ...], kind: str, figure: str) -> None:
    """A figure is put to the system that the text is about, and to what its words say that it measures."""
    report = check(text)
    said = {report.text.given[slice(*report.place(f.point)[1:])]: f.point for f in report.findings if f.point.figure}
    assert (said[figure].systems, said[figure].kind) == (systems, kind)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Turkey signed a contract for the S-400 in December 2017.", "the records name the year alone"),
        ("Russia and Turkey signed a loan for the S-400 in 2017.", "not judged: a loan or a letter, no order"),
        ("The Akash has a speed of Mach 2.5 to 3.5.", "the records reach its lower end"),
        ("The speed of the THAAD missile is Mach 2.", "one origin states it, of THAAD; the records state more"),
        (
            "Turkey signed a contract for the S-400 in 2017 and heard of the Patriot.",
            "not judged: another product is named beside it, or before",
        ),
        (
            "# THAAD\n\nIt came.\n\nA ship came.\n\nOthers fled.\n\nAn article on another matter says that a range of 200 km is meant.",
            "not judged: the system is not named in the sentence",
        ),
        ("The S-400 came. India ordered five regiments.", "not judged: the system is not named in the sentence"),
        ("India requested five S-400 regiments in a contract.", "not judged: a request or an approval, no order"),
        ("SM-3 stops ballistic missiles on trajectories above 100 km.", "not judged: the path of the target"),
    ],
)
def test_look_and_why(text: str, why: str) -> None:
    """A month that the records do not name, a loan, an interval half of which they reach: to be looked at."""
    found = check(text).findings[-1]
    assert (found.outcome, found.reason) == (Outcome.LOOK, why)


@pytest.mark.parametrize(
    ("text", "ends", "unit"),
    [
        ("THAAD costs $2.7\u20134.7B a battery.", (2.7e9, 4.7e9), "USD"),
        ("Norway bought NASAMS for NOK 4.8 billion.", (4.8e9, 4.8e9), "NOK"),
        ("Norway bought NASAMS for 3 billion kroner.", (3e9, 3e9), "NOK"),
        ("India bought the Akash for Rs 30,000 crores.", (3e11, 3e11), "INR"),
        ("THAAD costs $800,000 to $1.2 million.", (8e5, 1.2e6), "USD"),
    ],
)
def test_sums_are_read(text: str, ends: tuple[float, float], unit: str) -> None:
    """A currency before or behind the number, and a scale that is said once for both ends."""
    figure = check(text).findings[0].point.figure
    assert figure
    assert (figure.low, figure.high, figure.unit) == (*ends, unit)


def test_a_name_far_ahead_is_not_meant() -> None:
    """A figure long before the first name of a text is not put to it; one shortly before it is."""
    far, close = (f"The range was 200 km. {'It rained. ' * count}\n\nThen THAAD came." for count in (60, 2))
    assert [[f.point.name for f in check(text).findings if f.point.figure] for text in (far, close)] == [[], ["THAAD"]]


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("ICBMs", "icbm"), ("IRBMs", "irbm"), ("MRBMs", "mrbm"), ("SRBMs", "srbm"), ("hypersonic missiles", "hypersonic"),
        ("tactical ballistic missiles", "ballistic-missile"), ("cruise missiles", "cruise-missile"), ("UAVs", "drone"),
        ("helicopters", "helicopter"), ("bombers", "aircraft"), ("planes", "aircraft"),
        ("mortars", "rocket-artillery-mortar"),
    ],
)  # fmt: skip
def test_a_word_is_its_class(word: str, target: str) -> None:
    """Each everyday word for what flies is the class that the catalog calls it."""
    assert {f.target for f in check(f"The S-400 hits {word} at ranges of up to 20 km.").findings} == {target}


def test_another_paragraph_is_of_another_matter() -> None:
    """A sum, a troop or a year some paragraphs on, with no word of buying or serving, is not put to a system."""
    text = "Poland bought Patriot.\n\nIt rained.\n\nMore rain came.\n\nThe bridge of 1998 cost $5 million, for 4,000 people."
    assert not [f for f in check(text).findings if f.point.figure]


def test_one_of_a_list_is_not_judged() -> None:
    """Of a list of ranges each may be another missile's; all but the last are shown and not judged."""
    first = check("The S-400 has ranges of 120, 250 and 400 km.").findings[0]
    assert (first.outcome, first.reason) == (Outcome.LOOK, "not judged: one of a list")


def test_a_cell_contradicts_nothing() -> None:
    """What a bare cell says is shown beside the records, and is not called wrong."""
    found = check("| Name | Range (km) |\n|--|--|\n| THAAD | 900 |\n| Akash | Mach 3.5 |").findings
    assert {f.outcome for f in found} <= {Outcome.LOOK, Outcome.OPEN}


def test_a_missile_that_names_the_system_is_the_missile() -> None:
    """The RBS 70 is called Bolide, too; what is said of Bolide is not held against another missile's range."""
    assert only("The Bolide missile has a range of 8 km.").point.part == "Bolide"


def test_a_name_written_in_one_is_the_name() -> None:
    """`TorM2` is the Tor-M2, wherever else in the text its parts stand alone."""
    found = check("The TorM2 has a range of 15 km. A Tor, an M and a 2.").findings
    assert found[0].point.systems == ("tor-m2",)
