"""The static site: every page and file is there, leads where it says, and says what the commands say."""

import json
import re
import shutil
import sys
from html import unescape
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

from ringfence.catalog.store import Catalog
from ringfence.cli import run
from ringfence.errors import RingfenceError, UsageError
from ringfence.evidence.figures import cell_of
from ringfence.explore.site import feed
from ringfence.explore.site.build import site_files, write_site
from ringfence.paths import shipped_systems
from ringfence.tables.statements import ordered
from ringfence.tables.wording import Style, cell_text

SYSTEMS = ("s-400", "thaad", "samp-t")
BASE = "https://example.org/ringfence"


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """A catalog of three shipped systems."""
    folder = tmp_path_factory.mktemp("three")
    for name in SYSTEMS:
        shutil.copy(shipped_systems() / f"{name}.yaml", folder)
    return Catalog.load(folder, shipped=False)


@pytest.fixture(scope="module")
def site(three: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their site, in a folder with a blank in its name."""
    folder = tmp_path_factory.mktemp("my site") / "deep"
    write_site(three, folder, base=BASE)
    return folder


def _links(page: Path) -> list[str]:
    text = re.sub(r"<script.*?</script>", "", page.read_text("utf-8"), flags=re.DOTALL)
    found = map(unescape, re.findall(r'(?:href|src)="([^"]*)"', text))
    return [link for link in found if not link.startswith(("http:", "https:", "data:"))]


def test_every_link_leads_somewhere(site: Path) -> None:
    """To a file of the site, so that it works from a disk, too."""
    pages = [*site.rglob("*.html")]
    assert len(pages) > 20
    for page in pages:
        for link in _links(page):
            assert (page.parent / link.split("#")[0]).is_file(), (page.name, link)


def test_only_the_explorer_runs_scripts(site: Path) -> None:
    """The other pages have none, and a policy that lets none in."""
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert ("<script" in text) == (page == site / "index.html")
        assert "default-src 'none'" in text


def test_a_systems_page_shows_each_cell_and_statement(site: Path, three: Catalog) -> None:
    """The text of `compare`, and every source with its link."""
    text = unescape((site / "systems" / "s-400.html").read_text("utf-8"))
    for target in ("aircraft", "ballistic-missile", "drone"):
        cell = cell_of(three.get("s-400"), "range_max", target)
        assert f"<b>{cell_text(cell, effector=False)}</b>" in text
        for evidence, _ in ordered(cell):
            assert evidence.source.url is None or evidence.source.url in text


def test_the_api_says_what_its_description_says(site: Path, three: Catalog) -> None:
    """Every file passes the schema that openapi.json names for its path; numbers and texts are the commands'."""
    root = site / "api" / "v1"
    described = json.loads((root / "openapi.json").read_text("utf-8"))
    schemas = {"$defs": described["components"]["schemas"]}

    def held(path: str, file: Path) -> None:
        answer = described["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        text = json.dumps({**schemas, "$ref": answer}).replace("#/components/schemas/", "#/$defs/")
        jsonschema.Draft202012Validator(json.loads(text)).validate(json.loads(file.read_text("utf-8")))

    held("/index.json", root / "index.json")
    held("/sources.json", root / "sources.json")
    for name in SYSTEMS:
        held("/systems/{id}.json", root / "systems" / f"{name}.json")
        for cell in json.loads((root / "systems" / f"{name}.json").read_text("utf-8"))["cells"]:
            if cell["measure"] != "engages":
                now = cell_of(three.get(name), cell["measure"], cell.get("target"))
                assert cell.get("si") == now.si
                assert cell["units"]["nautical"] == cell_text(now, Style("nautical"), effector=False)
                assert sum("why_not" not in each for each in cell["statements"]) == (
                    len(now.best.counted) if now.best else 0
                )


def test_the_same_catalog_gives_the_same_bytes(three: Catalog, site: Path) -> None:
    """File for file."""
    for path, text in site_files(three, base=BASE):
        assert (site / path).read_text("utf-8") == text, path


def test_sitemap_and_feed_are_xml(site: Path, three: Catalog) -> None:
    """The sitemap names every page by its address, and is not there where no address is known; the feed has the dated releases."""
    places = etree.parse(site / "sitemap.xml").getroot().xpath("//*[local-name()='loc']/text()")
    assert sorted(places) == sorted(f"{BASE}/{page.relative_to(site).as_posix()}" for page in site.rglob("*.html"))
    assert "sitemap.xml" not in dict(site_files(three))
    entries = etree.parse(site / "feed.xml").getroot().xpath("//*[local-name()='entry']")
    assert len(entries) == len(feed.releases())


def test_a_release_is_one_that_has_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Newest first; what is unreleased is in no feed."""
    text = (
        "# Changelog\n\n## Unreleased\n\nnew\n\n## 0.2.0 - 2026-12-01\n\n- two <b>\n\n## 0.1.0 – 2026-11-01\n\n- one\n"
    )
    monkeypatch.setattr(feed, "changelog_text", lambda: text)
    assert [release[:2] for release in feed.releases()] == [("0.2.0", "2026-12-01"), ("0.1.0", "2026-11-01")]
    whole = etree.fromstring(feed.feed_text("2020-01-01").encode())
    assert whole.xpath("string(//*[local-name()='content'])") == "- two <b>"


def test_what_is_no_site_is_left_alone(tmp_path: Path, three: Catalog, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder with other files is refused; an earlier site is written anew, without the pages of systems that are gone."""
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="other files"):
        write_site(three, tmp_path)
    assert run(["site", str(tmp_path)]) == 2
    assert run(["site", str(tmp_path / "new"), "--url", "javascript:x"]) == 2
    folder = tmp_path / "site"
    write_site(three, folder)
    index = folder / "api" / "v1" / "index.json"
    held = json.loads(index.read_text("utf-8"))
    index.write_text(json.dumps({**held, "systems": [*held["systems"], {"id": "gone"}]}), "utf-8")
    for name in ("gone", "mine"):
        (folder / "systems" / f"{name}.html").write_text("old")
    write_site(three, folder)
    assert not (folder / "systems" / "gone.html").exists()
    assert (folder / "systems" / "mine.html").read_text() == "old"


@pytest.mark.parametrize("index", ["{}", "[]", '{"systems": [], "countries": 5}', "[" * 100_000, '{"systems": [1]}'])
def test_an_index_of_something_else(index: str, tmp_path: Path, three: Catalog) -> None:
    """A folder whose index.json is no site's is left alone."""
    (tmp_path / "api" / "v1").mkdir(parents=True)
    (tmp_path / "api" / "v1" / "index.json").write_text(index)
    with pytest.raises(UsageError, match="other files"):
        write_site(three, tmp_path)


def _held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("earlier", [True, False])
def test_a_site_is_written_whole_or_not_at_all(
    error: BaseException, earlier: bool, three: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or Ctrl-C in the middle of the renames leaves the earlier site as it was, or no folder."""
    folder = tmp_path / "site"
    if earlier:
        write_site(three, folder)
        for page in folder.rglob("*.html"):
            page.write_text("earlier")
    before = _held(tmp_path)
    moved = []
    replace = Path.replace

    def broken(self: Path, target: Path) -> Path:
        moved.append(target)
        if len(moved) == 9:
            raise error
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(type(error) if isinstance(error, KeyboardInterrupt) else RingfenceError):
        write_site(three, folder)
    assert _held(tmp_path) == before
    assert folder.exists() == earlier


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_site_needs_few_open_files(three: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files a site has, it holds a handful open."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    write_site(three, tmp_path / "site")
    held = len([*Path("/dev/fd").iterdir()])
    resource.setrlimit(resource.RLIMIT_NOFILE, (held + 20, hard))
    try:
        written = write_site(three, tmp_path / "site")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert written > 20


@pytest.mark.parametrize("name", ["../../mine", "..\\..\\mine", "/mine", "sub/../../../mine"])
def test_an_index_names_no_file_outside(name: str, three: Catalog, tmp_path: Path) -> None:
    """What an earlier site's index calls its pages removes nothing outside of the site's folders."""
    folder = tmp_path / "site"
    write_site(three, folder)
    for place in (tmp_path, folder):
        (place / "mine.html").write_text("mine")
    index = folder / "api" / "v1" / "index.json"
    held = json.loads(index.read_text("utf-8"))
    index.write_text(json.dumps({**held, "systems": [*held["systems"], {"id": name}]}), "utf-8")
    write_site(three, folder)
    assert (tmp_path / "mine.html").read_text() == (folder / "mine.html").read_text() == "mine"
