"""The labelled corpus: what is read, what is judged, and above all what is never said falsely."""

import pytest
from factcheck_scoring import (
    PARTS,
    SHORT,
    Item,
    corpus,
    expected,
    part,
    row,
    score_quantities,
    score_verdicts,
    verdicts,
)

from ringfence.factcheck.judging.verdict import Outcome

DECISIVE = ("supported", "contradicted")


def test_size() -> None:
    """The corpus has at least 150 sentences, and every verdict occurs in each part of it."""
    assert len(corpus()) >= 150
    assert len({item["id"] for item in corpus()}) == len(corpus())
    for name in PARTS:
        labels = {v for item in part(name) for *_, v in item.get("verdicts", ())}
        assert labels == set(SHORT.values()) - {"not-checkable"}
        assert any(item.get("not_checkable") for item in part(name))


@pytest.mark.parametrize("name", PARTS)
def test_quantities(name: str) -> None:
    """Quantities are found with a precision of at least 0.95 and a recall of at least 0.90."""
    score = score_quantities(part(name))
    assert score.precision >= 0.95, score.false
    assert score.recall >= 0.90, score.missed


@pytest.mark.parametrize("name", PARTS)
def test_roles(name: str) -> None:
    """What a quantity measures is told rightly in at least nine cases of ten."""
    score = score_quantities(part(name), with_roles=True)
    assert score.precision >= 0.90, score.false
    assert score.recall >= 0.90, score.missed


@pytest.mark.parametrize("name", PARTS)
def test_verdicts(name: str) -> None:
    """Verdicts have a precision and a recall of at least 0.90."""
    score = score_verdicts(part(name))
    assert score.precision >= 0.90, score.false
    assert score.recall >= 0.90, score.missed


@pytest.mark.parametrize("item", corpus(), ids=lambda item: str(item["id"]))
def test_never_falsely(item: Item) -> None:
    """No sentence gets a `supported` or a `contradicted` that its label does not bear out."""
    wanted = set(expected(item))
    for verdict in verdicts(item["text"], item.get("system"), item.get("as_of")):
        if SHORT[verdict.outcome] in DECISIVE:
            assert row(verdict) in wanted


@pytest.mark.parametrize("item", [i for i in corpus() if i.get("not_checkable")], ids=lambda item: str(item["id"]))
def test_not_checkable_is_no_pass(item: Item) -> None:
    """What is not checkable says why, and is neither supported nor contradicted."""
    open_ = [v for v in verdicts(item["text"], item.get("system")) if v.outcome is Outcome.NOT_CHECKABLE]
    assert open_
    assert all(v.reason for v in open_)
