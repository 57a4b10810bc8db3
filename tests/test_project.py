"""What the project says of itself: dependencies, pins, links, documents, hooks."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any, get_args

import check_wheel
import pytest
import yaml
from packaging.requirements import Requirement
from readme_commands import blocks, commands, known_to_git

from ringfence.specs.words import SourceKind

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = known_to_git("*.md")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# Modules of src that need more than the plain installation: what they need, and why that is no dependency.
EXTRAS = {
    "pycountry": "writes specs/countries.json, which is shipped",
    "pyogrio": "the extra gis",
    "pyarrow": "the extra parquet",
    "openpyxl": "the extra xlsx",
    "pandas": "whoever wants data frames has it",
}
PINNED = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines())
INSTALLED = {one.metadata["Name"]: one.version for one in metadata.distributions()}
OTHER_VERSIONS = {name for name, pin in PINNED.items() if INSTALLED.get(name, pin) != pin}
"""What is installed in another version than the pinned one, as `make oldest` and `make newest` do."""


def plain(name: str) -> str:
    """A distribution's name in its normal form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(folder: str) -> dict[str, str]:
    """Each foreign top-level module that a folder's files import, and a file that does."""
    found: dict[str, str] = {}
    own = {Path(name).stem for name in known_to_git("benchmarks/*.py", "tools/*.py", "tests/*.py")} | {"ringfence"}
    for name in known_to_git(f"{folder}/*.py"):
        for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            found |= {n.split(".")[0]: name for n in names}
    return {module: file for module, file in found.items() if module not in own | sys.stdlib_module_names}


def required(*extras: str) -> set[str]:
    """The distributions that the project asks for, with some of its extras."""
    project = PROJECT["project"]
    texts = [*project["dependencies"], *(text for extra in extras for text in project["optional-dependencies"][extra])]
    return {plain(Requirement(text).name) for text in texts}


@pytest.mark.parametrize(
    ("folder", "extras"),
    [
        ("src", ()),
        ("tests", ("dev", "gis", "parquet", "xlsx")),
        ("tools", ("dev",)),
        ("benchmarks", ("dev", "bench", "gis")),
    ],
)
def test_every_import_is_declared(folder: str, extras: tuple[str, ...]) -> None:
    """What a folder's files import is the standard library's or declared in pyproject.toml by name, not by luck."""
    owners = metadata.packages_distributions()
    undeclared = {
        module: file
        for module, file in imported(folder).items()
        if not {plain(name) for name in owners.get(module, [module])} & required(*extras)
        and not (folder == "src" and module in EXTRAS)
    }
    assert undeclared == {}


def test_pins() -> None:
    """constraints.txt holds names and versions alone, sorted, without an address, and pins all that `make setup` installs."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []
    assert lines == sorted(lines, key=str.lower)
    pinned = {plain(line.split("==")[0]) for line in lines}
    project = PROJECT["project"]
    wanted = check_wheel.declared([*project["dependencies"], *project["optional-dependencies"]["dev"]])
    assert required("dev", "bench", "gis", "parquet", "xlsx") - pinned == set()
    if not OTHER_VERSIONS:  # those need other packages
        assert {plain(name) for name in wanted} - pinned == set()


def test_wheel_table() -> None:
    """The folders that pyproject.toml puts into the wheel are those that the wheel check looks for; an editable install is src."""
    build = PROJECT["tool"]["hatch"]["build"]
    assert build["dev-mode-dirs"] == ["src"]
    wheel = build["targets"]["wheel"]
    assert [*wheel["only-include"], *wheel["force-include"]] == ["src/ringfence", *check_wheel.DATA]
    placed = {**wheel["sources"], **wheel["force-include"]}
    assert placed == {"src": "", **{name: f"ringfence/_data/{name}" for name in check_wheel.DATA}}
    assert not (ROOT / "src" / "ringfence" / "_data").exists()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links(name: str) -> None:
    """Every relative link and picture of a document leads to a file of the repository."""
    text = (ROOT / name).read_text("utf-8")
    for _, _, lines in blocks(text):
        text = text.replace("\n".join(lines), "")
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)|(?:src|href)=\"([^\"#]+)\"", text)
    relative = [a or b for a, b in targets if not re.match(r"[a-z]+:", a or b)]
    assert [target for target in relative if not (ROOT / name).parent.joinpath(target).exists()] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_are_readable(name: str) -> None:
    """Every block of commands in a document is one that the README check runs."""
    commands((ROOT / name).read_text("utf-8"))


def test_ci_runs_the_readmes_test_command() -> None:
    """The README's test command is the last thing that .ci/run calls, so that pytest's closing line is the last printed."""
    tests = (ROOT / "README.md").read_text("utf-8").split("\n## Tests\n")[1]
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[-1] == commands(tests.split("\n## ")[0])[0].text


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("vendor.github-issue-forms", ".github/ISSUE_TEMPLATE/*.yml"),
        ("vendor.github-workflows", ".github/workflows/*.yml"),
        ("vendor.citation-file-format", "CITATION.cff"),
    ],
)
@pytest.mark.skipif(
    "check-jsonschema" in OTHER_VERSIONS, reason="which forms are known differs from version to version"
)
def test_forms_are_what_their_readers_take(schema: str, pattern: str) -> None:
    """Issue forms, the workflow and the citation file are valid by the schemas of those who read them."""
    files = [str(path) for path in ROOT.glob(pattern)]
    assert files
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_forms_offer_what_records_hold() -> None:
    """The form for a wrong figure offers every kind of source that a record may hold, and no other."""
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "correction.yml").read_text("utf-8"))
    kinds = next(part for part in form["body"] if part.get("id") == "kind")
    assert set(kinds["attributes"]["options"]) == set(get_args(SourceKind))


def test_changelog_puts_data_first() -> None:
    """Each release of the changelog tells first what changed in the data."""
    releases = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1:]
    assert releases
    assert [re.findall(r"^### (.+)$", release, re.MULTILINE)[0] for release in releases] == ["Data"] * len(releases)


def test_pre_commit_hook() -> None:
    """The hook that CONTRIBUTING names takes catalog files, a contributor's own too, leaves the rest alone, and runs."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert f"id: {hook['id']}" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    names = ["my-catalog/example-1.yaml", *known_to_git("catalog", "specs", "plots", ".github")]
    taken = [name for name in names if re.search(hook["files"], name)]
    assert taken == ["my-catalog/example-1.yaml", *known_to_git("catalog/systems/*.yaml")]
    program = Path(sys.executable).parent / hook["entry"].split()[0]
    done = subprocess.run([program, *hook["entry"].split()[1:], *taken[1:3]], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
