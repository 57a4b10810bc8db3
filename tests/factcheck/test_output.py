"""What a desk sees: the summary first, contradictions first, lines, witnesses, formats, exit codes."""

import json
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner, Result

from ringfence.catalog.store import Catalog
from ringfence.cli.lookup.factcheck import command
from ringfence.errors import UsageError
from ringfence.factcheck import factcheck

SEED = "The S-400 can intercept aircraft, drones, and ballistic missiles at ranges of up to 400 kilometers."
ARTICLE = f"THAAD reaches 200 km.\n\n{SEED}\n\nThe S-400 will be in Ruritania in 2031. Iron Dome is 10 years old.\n"


def run(*args: str, stdin: str | None = None) -> Result:
    """The command's output and exit code."""
    result = CliRunner().invoke(command, list(args), input=stdin, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result


def test_summary_then_contradictions() -> None:
    """The first line counts, the contradiction comes first with its line, its records, both witnesses and what to type."""
    result = run("-", stdin=ARTICLE)
    lines = result.output.splitlines()
    assert lines[0] == "standard input:"
    assert "figures near" in lines[1]
    assert "1 contradicted" in lines[1]
    assert lines[3] == "CONTRADICTED"
    assert lines[4].startswith("line 3: S-400: range 400 kilometers, ballistic missiles")
    assert "ringfence explain s-400 --measure range_max --against ballistic-missile" in " ".join(result.output.split())
    assert result.output.count("against  ") == 2
    assert "http" in result.output
    assert result.return_value == 1


def test_nothing_is_lost() -> None:
    """What no record states is counted, and listed on request."""
    assert "in no record; --all lists them" in run("-", stdin=ARTICLE).output
    assert "2031" in run("-", "--all", stdin=ARTICLE).output


def test_only() -> None:
    """`--only` shows one outcome alone."""
    output = run(SEED, "--only", "supported").output
    assert "SUPPORTED" in output
    assert "CONTRADICTED" not in output


def test_units_of_the_sentence_come_first() -> None:
    """A figure in miles is answered in miles, with what was stated behind."""
    assert "mi (400 km)" in run("The S-400 has a range of 250 miles.", "--all").output


def test_json_has_places() -> None:
    """The JSON gives the span of every figure in the text as handed in."""
    record = json.loads(run(SEED, "--format", "json").output)
    assert {SEED[f["start"] : f["end"]] for f in record["findings"]} == {"400 kilometers"}
    assert {f["outcome"] for f in record["findings"]} == {"supported", "contradicted"}


def test_page_can_be_sent(tmp_path: Path) -> None:
    """The ending of the file chooses HTML: a whole page, escaped, that loads nothing."""
    path = tmp_path / "report.html"
    run(f"<b>{SEED}</b> & so on", "--output", str(path))
    text = path.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "<mark>400 kilometers</mark>" in text
    assert "<script" not in text
    assert "src=" not in text


def test_markdown_escapes() -> None:
    """Marks of the text do not become marks of the report."""
    assert "\\<b\\>" in run(f"On 'S-400 <b> x': {SEED}", "--format", "markdown").output


def test_claim_reviews_keep_the_public_limits() -> None:
    """One review a sentence, short claims, dated, in a language, of what was judged alone."""
    reviews = json.loads(run(f"{SEED} India heard of the S-400 in 2018.", "--claimreview").output)
    assert len(reviews) == 1
    assert reviews[0]["reviewRating"]["alternateName"] == "Contradicted"
    assert len(reviews[0]["claimReviewed"]) < 75
    assert {"datePublished", "inLanguage"} <= set(reviews[0])


def test_several_files(tmp_path: Path) -> None:
    """Several files are read one after the other, each under its name; a missing one is said."""
    for name in ("one.txt", "two.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("one.txt", "two.md")]
    output = run(*paths).output
    assert output.index("one.txt:") < output.index("two.md:")
    with pytest.raises(UsageError, match=r"there is no file .*three"):
        run(*paths, str(tmp_path / "three.txt"))


def test_words_without_quotation_marks() -> None:
    """A sentence whose quotation marks were forgotten is read as one."""
    assert "1 figure near" in run(*["THAAD", "reaches", "200", "km."]).output


@pytest.mark.parametrize(
    "piece",
    [
        "The S-400 has a range of 400 km. ", "S-400 ", "a ", "S-400\n", "- S-400: 400 km\n", "| S-400 | 400 km |\n", "40, 120, ", "<b>",
        "<p>The S-400 has a range of 400 km</p>", "twenty one hundred ", "fired from rockets stop ", "mach 5 to ", "400 km (", "](", '"',
        "X-1 ", "Sky Lance III ", "may 5 ", "Abc. ", "Mr. ", "1,000 ", "Hawk\n", "a\tb\t", "5 S-400 regiments of ",
    ],
)  # fmt: skip
def test_time_grows_with_the_text(piece: str) -> None:
    """A text four times as long takes about four times as long, whatever it repeats; never its square, sixteen times."""
    catalog = Catalog.load()
    catalog.records, catalog.names  # noqa: B018  # read beforehand
    factcheck("The S-400.", catalog)
    took = []
    for length in (125_000, 500_000):
        begun = process_time()
        factcheck("The S-400. " + piece * (length // len(piece)), catalog)
        took.append(max(process_time() - begun, 0.02))
    assert took[1] < 10 * took[0]


def test_what_is_left_is_said() -> None:
    """A text with more figures than are looked at says from which line on nothing was."""
    output = run("-", stdin="The S-400 has a range of 400 km.\n" * 2000).output
    assert "from line 1001 on nothing was" in output


def test_a_quotation_is_read_without_its_marks() -> None:
    """The mark of a quotation in Markdown and of a footnote are no words of the sentence."""
    output = run("-", stdin='A line.\n\n> "THAAD hits ballistic missiles 400 km away," he said.[^1]\n').output
    assert '    "THAAD hits ballistic missiles [400 km] away," he said.\n' in output


def test_sums_are_told_in_millions() -> None:
    """Nobody has to count noughts."""
    assert "million USD" in run("A THAAD battery costs $800 million.").output


def test_witnesses_are_of_the_better_kind() -> None:
    """Makers, governments, reference works and agencies speak before the press, dated before undated, blogs last."""
    finding = factcheck("THAAD hits ballistic missiles 400 km away.", Catalog.load()).findings[0]
    counted = [one.source.kind for one in finding.beside[0].group.counted if one.source.language == "en"]
    assert "think-tank" in counted or "government" in counted
    assert finding.opposing[0].source.kind in ("manufacturer", "government", "military", "academic", "think-tank")
    assert finding.opposing[0].when
