"""The tools that check the project: what they run, what they refuse, and that each planted fault is found."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import check_wheel
import markdown_python
import notebook
import pytest
from nbclient.exceptions import CellExecutionError
from offline import environment
from readme_commands import Command, Unreadable, commands, complaint, run


def test_python_of_documents() -> None:
    """The Python of a document is one program: what is not typed, what fails and what warns is found."""
    document = Path(markdown_python.__file__).parents[1] / "docs" / "python.md"
    assert list(markdown_python.programs([document])) == ["docs_python"]
    for text, said in (
        ("x: int = 1\n\n\nprint(x)", ""),
        ("x: int = ''", "Incompatible types"),
        ("import socket\nsocket.create_connection(('example.org', 80))", "offline"),
        ("import warnings\nwarnings.warn('odd')", "odd"),
    ):
        found = markdown_python.faults({"program": text})
        assert bool(found) == bool(said)
        assert said in "".join(found)


def test_notebook_is_run() -> None:
    """A notebook's cells are run: one that fails is found, what they show is kept where it is small, and nothing else."""
    empty: dict[str, Any] = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}
    cells = [{**empty, "source": text, "id": text[:4]} for text in ("print(6 * 7)", "'x' * 20_000", "None")]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    after = notebook.executed(text)
    assert "42" in after
    assert len(after) < 3_000
    assert notebook.executed(after) == after
    with pytest.raises(CellExecutionError):
        notebook.executed(text.replace("6 * 7", "6 / 0"))


def test_commands_are_read() -> None:
    """Console blocks, indented ones too, give commands with line, exit code and shown output; other blocks give none."""
    text = (
        "a\n```console\n$ one --x  # exit 2\n$ two \\\n    more\nshown  \n\nlines\n\n$ three\n```\n\n"
        "```text\n$ not run\n```\n- in a list\n\n  ~~~console\n  $ four # no exit\n  ~~~\n"
    )
    assert commands(text) == [
        Command(3, "one --x", 2, None),
        Command(4, "two more", 0, "shown\n\nlines"),
        Command(10, "three", 0, None),
        Command(19, "four # no exit", 0, None),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("```sh\nls\n```\n", "2: a ```sh block is not run"),
        ("\n\n```bash\nls\n```\n", "4: a ```bash block is not run"),
        ("```console\nls\n```\n", "2: a ```console block begins with"),
        ("```console\n$ ls\n", "1: the block is never closed"),
    ],
)
def test_commands_that_nobody_would_run(text: str, said: str) -> None:
    """A block that would go unrun is refused with its line."""
    with pytest.raises(Unreadable) as error:
        commands(text)
    assert str(error.value).startswith(said)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (Command(1, "true", 0, None), None),
        (Command(1, "exit 2", 2, None), None),
        (Command(1, "echo a; echo b", 0, "a\nb"), None),
        (Command(1, "false", 0, None), "exit 1, not 0"),
        (Command(1, "true", 1, None), "exit 0, not 1"),
        (Command(1, "echo a", 0, "b"), "it prints something else"),
        (Command(1, "echo 'Traceback (most recent call last)' >&2", 0, None), "a traceback"),
    ],
)
def test_what_a_command_did(command: Command, said: str | None, tmp_path: Path) -> None:
    """Exit code and shown output are held against what the command did, and a traceback is never right."""
    found = complaint(command, tmp_path, environment(tmp_path))
    assert (found or "").startswith(said or "")
    assert bool(found) == bool(said)


def test_documents_without_a_fault_pass(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A faulty document fails the run and is named with its line; commands that .ci/run itself runs are counted apart."""
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text("```console\n$ make test\n```\n", "utf-8")
    bad.write_text("```sh\nls\n```\n", "utf-8")
    assert run([good]) == 0
    assert "0 commands of 1 documents run, 0 wrong; 1 run by .ci/run itself" in capfd.readouterr().out
    assert run([good, bad]) == 1
    assert f"{bad}:2: " in capfd.readouterr().err


@pytest.mark.parametrize(
    "code",
    [
        "import urllib.request as u; u.urlopen('https://example.org')",
        "import socket; socket.socket().connect(('192.0.2.1', 80))",
        "import socket; socket.create_connection(('127.0.0.1', 80))",
    ],
)
def test_offline(code: str, tmp_path: Path) -> None:
    """A Python program in the offline environment reaches no network."""
    done = subprocess.run([sys.executable, "-c", code], env=environment(tmp_path), capture_output=True, text=True)
    assert done.returncode == 1
    assert "offline" in done.stderr


def test_offline_for_other_programs(tmp_path: Path) -> None:
    """A program that is not Python's is sent to a proxy that is not there."""
    command = Command(1, "git -c http.lowSpeedTime=5 ls-remote https://github.com/git/git", 0, None)
    found = complaint(command, tmp_path, environment(tmp_path))
    assert found is not None
    assert "127.0.0.1" in found


def test_nothing_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The offline environment has an empty home and no settings of ringfence or Python."""
    monkeypatch.setenv("RINGFENCE_CATALOG", "/somewhere")
    monkeypatch.setenv("PYTHONSTARTUP", "/somewhere")
    variables = environment(tmp_path)
    assert not {"RINGFENCE_CATALOG", "PYTHONSTARTUP", "XDG_CONFIG_HOME"} & variables.keys()
    assert list(Path(variables["HOME"]).iterdir()) == []


def test_wheel_contents() -> None:
    """A wheel holds all of the clone's code and data, nothing else, and no second top-level name."""
    wanted = {"ringfence/__init__.py", "ringfence/_data/specs/units.json"}
    assert check_wheel.look_into({*wanted, "ringfence-0.1.0.dist-info/RECORD"}, wanted) == []
    wrong = check_wheel.look_into({"ringfence/__init__.py", "ringfence/_data/old.yaml", "tools/x.py"}, wanted)
    assert wrong == [
        "a top-level name besides ringfence: tools",
        "missing from the wheel: ringfence/_data/specs/units.json",
        "in the wheel, though not in the clone: ringfence/_data/old.yaml",
    ]


def test_wheel_is_to_hold_the_catalog() -> None:
    """Code, types' marker, catalog and contract are all expected in the wheel; the gallery and the tests are not."""
    names = check_wheel.expected()
    assert {
        "ringfence/py.typed",
        "ringfence/_data/catalog/systems/s-400.yaml",
        "ringfence/_data/specs/units.json",
    } <= names
    assert not [name for name in names if "gallery" in name or "test" in Path(name).parts]


def test_declared_dependencies() -> None:
    """Dependencies are followed through, those of extras that nobody asked for are not, markers are obeyed."""
    found = check_wheel.declared(["pydantic>=2", "pytest; extra == 'dev'", "tabulate; python_version < '3'"])
    assert {"pydantic", "pydantic-core", "typing-extensions"} <= {name.replace("_", "-") for name in found}
    assert not {"pytest", "tabulate", "email-validator"} & found
