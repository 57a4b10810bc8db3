"""The project's own sentences in the shape of real pages: they guard, and measure little."""

from factcheck_scoring import score_sentences


def test_score() -> None:
    """Figures are pointed at with the right system and kind, and what is judged is judged rightly."""
    score = score_sentences()
    assert score.placed >= 0.85 * score.labels
    assert score.right["supported"] >= 0.95 * score.given["supported"] > 0
    assert score.right["contradicted"] == score.given["contradicted"] > 0
