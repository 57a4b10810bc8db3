"""Reports: readable, machine-readable, escaped; what was not checked never looks like a pass."""

import json
import re

import pytest
from factcheck_scoring import frozen

from ringfence.factcheck import Report, factcheck
from ringfence.factcheck.render import claim_review, render
from ringfence.tables.wording import Style

TEXT = "<p>The S‑400 can hit aircraft &amp; ballistic missiles at 400&nbsp;km. It would hit drones at 900 km. In 2018 it cost $400m.</p>"


@pytest.fixture(scope="module")
def report() -> Report:
    """A report with a supported, a contradicted and a not checkable statement."""
    return factcheck(TEXT, frozen())


def test_text(report: Report) -> None:
    """The sentence stands there with its spans marked, each verdict with figure, spread, origins, link and date."""
    text = render(report, "text")
    assert "The [S-400] can hit [aircraft] & [ballistic missiles] at [400 km]." in text
    assert "CONTRADICTED: S-400 Triumf, range against ballistic missiles, 400 km" in text
    assert "typical 60 km [60 km to 400 km]; 1 of 7 origins agree" in text
    assert re.search(r"for it .*\n.*https?://", text)
    assert "The records carry: S-400 Triumf can engage" in text
    assert all(len(line) <= 80 or "http" in line for line in text.splitlines())


def test_not_checkable_is_loud(report: Report) -> None:
    """What was not checked is in capitals, with its reason and a note that it is neither right nor wrong."""
    text = render(report, "text")
    assert "NOT CHECKABLE" in text
    assert "neither right nor wrong" in text
    assert "not checkable" in json.loads(render(report, "json"))["counts"]


def test_json(report: Report) -> None:
    """JSON carries places in the original text, figures, evidence and remarks as plain data."""
    data = json.loads(render(report, "json"))
    claim = data["sentences"][0]["claims"][1]
    assert (claim["verdict"], claim["target"], claim["agreeing_origins"], claim["origins"]) == (
        "contradicted",
        "ballistic-missile",
        1,
        7,
    )
    assert claim["sources_state"] == {
        "typical": 60.0,
        "lowest": 60.0,
        "highest": 400.0,
        "unit": "km",
        "tier": "specific",
        "effector": None,
    }
    assert TEXT[claim["spans"][0]["start"] : claim["spans"][0]["end"]] == "400&nbsp;km"
    assert claim["contradicting"]["url"].startswith("http")
    assert data["contradicted"] is True


def test_markup_is_escaped() -> None:
    """Whatever the text holds comes out as text in HTML and Markdown."""
    nasty = 'The S-400 can hit aircraft at 400 km, says "x" &lt;img src=x onerror=alert(1)&gt; [a](javascript:b) |*_`.'
    found = factcheck(f"<p>{nasty}</p>", frozen())
    assert "<img" not in render(found, "html")
    assert "&lt;img" in render(found, "html")
    assert "\\<img" in render(found, "markdown")
    assert "[a](javascript" not in render(found, "markdown")


def test_claim_review(report: Report) -> None:
    """Each judged claim gets a schema.org ClaimReview; what was not judged gets none."""
    reviews = json.loads(claim_review(report))
    assert [r["reviewRating"]["alternateName"] for r in reviews] == ["Supported", "Contradicted"]
    for review in reviews:
        assert review["@type"] == "ClaimReview"
        assert review["@context"] == "https://schema.org"
        assert {"claimReviewed", "itemReviewed", "author", "url"} <= review.keys()
        assert review["author"]["name"].startswith("FILL IN")
        assert review["itemReviewed"]["@type"] == "Claim"
        rating = review["reviewRating"]
        assert rating["@type"] == "Rating"
        assert rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        assert all(c["@type"] == "CreativeWork" and c["publisher"]["name"] for c in review["citation"])


def test_claim_review_has_no_date_of_its_own(report: Report) -> None:
    """A date stands in a draft only where it is known: that of a source, never today's."""
    reviews = json.loads(claim_review(report))
    assert all("datePublished" not in review for review in reviews)
    dates = [c.get("datePublished") for review in reviews for c in review["citation"]]
    assert any(dates)
    assert all(date is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", date) for date in dates)


def test_claim_review_inside_a_page() -> None:
    """The draft can stand in a page's script element: nothing in a sentence ends it."""
    found = factcheck('The S-400 can hit aircraft at 400 km &lt;/script><p>, says "x" &amp; y.', frozen(), kind="html")
    draft = claim_review(found)
    assert not set("<>&") & set(draft)
    assert "</script>" in json.loads(draft)[0]["claimReviewed"]


def test_left_alone(report: Report) -> None:
    """Distances that state nothing of a system are listed with the reason."""
    found = factcheck("The S-400 was deployed 30 km from the border.", frozen())
    assert "'30 km': where something is, or how far it went" in render(found, "text")
    assert not found.verdicts
    assert found.exit_code == 0


def test_ascii(report: Report) -> None:
    """In ASCII every mark has a plain form."""
    assert render(factcheck(TEXT, frozen(), style=Style(ascii=True)), "text").isascii()


def test_nothing_found() -> None:
    """A text without a statement says that nothing was checked."""
    assert "nothing was checked" in render(factcheck("The weather is fine.", frozen()), "text")
