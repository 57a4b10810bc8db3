"""What people type: names in any form, several at once, synonyms, and what is said where nothing fits."""

import json
import os
import subprocess
import sys

import pytest

from ringfence.cli import COMMANDS, run
from ringfence.cli.home import ALIASES, GROUPS

Capture = pytest.CaptureFixture[str]


def records(arguments: list[str], capsys: Capture) -> list[dict[str, object]]:
    """What a command gives as JSON."""
    assert run([*arguments, "--format", "json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def systems(arguments: list[str], capsys: Capture) -> list[str]:
    """The systems of a command's answer, in order."""
    return list(dict.fromkeys(str(row["system"]) for row in records(arguments, capsys)))


def test_bare(capsys: Capture) -> None:
    """The bare name says what ringfence is, offers three things to try and the commands in groups, and exits with 0."""
    assert run([]) == 0
    out = capsys.readouterr().out
    assert out.count("\n  ringfence ") == 3
    assert all(f"\n{heading}:" in out for heading in GROUPS)
    assert all(f"\n  {name} " in out for name in COMMANDS)


def test_groups() -> None:
    """Every command stands in one group, and no alias hides a command."""
    placed = [name for names in GROUPS.values() for name in names]
    assert sorted(placed) == sorted(COMMANDS)
    assert not set(ALIASES) & set(COMMANDS)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["s400", "patriot"], ["s-400", "patriot"]),
        (["S-400", "vs", "Patriot"], ["s-400", "patriot"]),
        (["S-400 vs. Patriot"], ["s-400", "patriot"]),
        (["s-400,thaad"], ["s-400", "thaad"]),
        (["s-400,", "thaad"], ["s-400", "thaad"]),
        (["iron", "dome", "thaad"], ["iron-dome", "thaad"]),
        (["s-400", "iris-t"], ["s-400", "iris-t-slm", "iris-t-sls", "iris-t-slx"]),
        (["iris-t", "iris-t-slm"], ["iris-t-sls", "iris-t-slx", "iris-t-slm"]),
    ],
)
def test_several_systems(typed: list[str], found: list[str], capsys: Capture) -> None:
    """Commas, `vs`, names of several words and families are taken as they are meant."""
    assert systems(["compare", *typed], capsys) == found


def test_a_family_is_told(capsys: Capture) -> None:
    """Where a family's members are taken, that is said."""
    assert run(["compare", "s-400", "iris-t"]) == 0
    assert "'iris-t' may mean several systems" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        (["s-400"], ["show", "s-400"]),
        (["iron", "dome"], ["show", "iron-dome"]),
        (["40N6"], ["show", "s-400"]),
        (["show", "Tamir"], ["show", "iron-dome"]),
        (["show", "S\u2011400"], ["show", "s-400"]),
        (["show", "С-400"], ["show", "s-400"]),
        (["s-400", "vs", "thaad"], ["compare", "s-400", "thaad"]),
        (["buk"], ["list", "--named", "buk"]),
        (["iris-t"], ["list", "--named", "iris-t"]),
        (["compare", "s-400", "with", "thaad"], ["compare", "s-400", "thaad"]),
        (["list", "--where", "country == Russia"], ["list", "--where", "origin == RUS"]),
        (
            ["list", "--where", "status == in service and type == gun"],
            ["list", "-w", "status == in-service and kind == gun"],
        ),
        (["list", "patriot"], ["list", "--named", "patriot"]),
        (["orders", "India"], ["acquisitions", "--operator", "IND"]),
        (["operators", "Ukraine"], ["operators", "--operator", "UKR"]),
        (["operators", "South", "Korea"], ["operators", "--operator", "KOR"]),
        (["acquisitions", "India", "s-400"], ["acquisitions", "--operator", "IND", "--system", "s-400"]),
        (["explain", "iron", "dome"], ["explain", "iron-dome"]),
        (["compare", "s-400", "-a", "missiles"], ["compare", "s-400", "-a", "cruise-missile,ballistic-missile"]),
        (["compare", "s-400", "-a", "UAVs,Short-range ballistic missiles"], ["compare", "s-400", "-a", "drone,srbm"]),
        (["compare", "thaad", "-m", "price"], ["compare", "thaad", "-m", "unit_cost"]),
        (["compare", "s-400", "-m", "minimum range"], ["compare", "s-400", "-m", "range_min"]),
        (["compare", "s-400", "--units", "miles"], ["compare", "s-400", "--units", "imperial"]),
        (["compare", "s-400", "--units", "Nautical Miles"], ["compare", "s-400", "--units", "nautical"]),
        (["list", "--where", "origin == Russia"], ["list", "--where", "origin == RUS"]),
        (["list", "--where", "origin == South Korea"], ["list", "--where", "origin == KOR"]),
        (["list", "-w", "range[aircraft] > 300km"], ["list", "-w", "range[aircraft] > 300 km"]),
        (["list", "-w", "name contains iris and kind == sam"], ["list", "--where", "id contains iris-t"]),
    ],
)
def test_means_the_same(typed: list[str], same: list[str], capsys: Capture) -> None:
    """What people type is what they mean."""
    assert records(typed, capsys) == records(same, capsys)


def test_against_all(capsys: Capture) -> None:
    """`--against all` shows every class of which something is known of any system, and no other."""
    rows = records(["compare", "s-400", "thaad", "--against", "all", "-m", "range"], capsys)
    targets = {row["target"] for row in rows}
    assert {"aircraft", "drone", "ballistic-missile"} < targets
    assert all(any(row["text"] != "?" for row in rows if row["target"] == target) for target in targets)


@pytest.mark.parametrize(
    ("words", "what", "name", "system"),
    [
        (["buk"], "system", "Buk-M1", "buk-m1"),
        (["40N6"], "missile or radar", "40N6", "s-400"),
        (["almaz"], "maker", "Almaz-Antey", "s-350"),
        (["ukraine"], "orders, operates", "Ukraine", "iris-t-slm"),
        (["India"], "origin", "India", "akash"),
        (["growler"], "system", "S-400 Triumf", "s-400"),
    ],
)
def test_search(words: list[str], what: str, name: str, system: str, capsys: Capture) -> None:
    """`search` finds systems, missiles, makers and countries by words of their names."""
    found = {(row["what"], row["name"]): row["systems"] for row in records(["search", *words], capsys)}
    systems_of = found[what, name]
    assert isinstance(systems_of, list)
    assert system in systems_of


def test_search_in_vain(capsys: Capture) -> None:
    """A search that finds nothing exits with 1 and says what is near."""
    assert run(["search", "patriott"]) == 1
    assert "did you mean" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare", "s-400", "--against", "tanks"], "there are: aircraft, helicopter"),
        (["compare", "s-400", "--measure", "colour"], "there are: range_max, range_min"),
        (["compare", "s-400", "--units", "furlongs"], "'metric', 'imperial'"),
        (["show", "zzzq"], "ringfence list"),
        (["zzzq"], "ringfence list"),
        (["operators", "--operator", "Atlantis"], "three letters"),
        (["list", "--where", "colour == red"], "known fields"),
        (["list", "--where", "status == retird"], "did you mean retired?"),
        (["list", "--where", "kind == tank"], "there are: sam, manpads"),
        (["list", "--where", "origin == Atlantis"], "no country is called 'Atlantis'"),
        (["operators", "Ukrane"], "Ukraine"),
        (["acquisitions", "Atlantis"], "no country or system is called 'Atlantis'"),
        (["show", "s-400", "thaad"], "ringfence compare s-400 thaad"),
    ],
)
def test_refusals_list_what_there_is(arguments: list[str], says: str, capsys: Capture) -> None:
    """A word that is none is refused with a list of what there is, or of where it stands."""
    assert run(arguments) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ringfence compare s-400 --against aircraft,dro", "aircraft,drone"),
        ("ringfence compare s-400 --measure alt", "altitude_max"),
        ("ringfence rings s-400 --at Anka", "Ankara"),
        ("ringfence operators South-K", "South-Korea"),
        ("ringfence acquisitions --operator UK", "UKR"),
        ("ringfence show Triu", "Triumf"),
        ("ringfence show s-4", "s-400"),
    ],
)
def test_completes(line: str, found: str) -> None:
    """The shell completes classes, measures, places, operators, aliases and ids."""
    words = line.split()
    more = {"_RINGFENCE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "ringfence"], env={**os.environ, **more}, capture_output=True, text=True, check=True
    )
    assert f"plain,{found}" in done.stdout.splitlines()
