"""Completion in real shells: what stands on the line after the tab key."""

import os
import re
import shutil
import sys
from pathlib import Path

import pexpect
import pytest

from ringfence.cli import run

SETUP = {
    "bash": (
        ["--norc", "--noprofile", "-i"],
        "PS1='$ '; bind 'set bell-style none'; bind 'set enable-bracketed-paste off'",
    ),
    "zsh": (["-f", "-i"], "PS1='$ '; unsetopt zle_bracketed_paste beep; autoload -U compinit; compinit -u"),
}
LINES = [
    ("ringfence compl", "ringfence completion "),
    ("ringfence compare s-400 --against aircraft,dro", "ringfence compare s-400 --against aircraft,drone "),
    ("ringfence compare s-400 --measure altitude_ma", "ringfence compare s-400 --measure altitude_max "),
    ("ringfence rings s-400 --at New-De", "ringfence rings s-400 --at New-Delhi "),
    ("ringfence acquisitions --operator Ukra", "ringfence acquisitions --operator Ukraine "),
    ("ringfence operators South-K", "ringfence operators South-Korea "),
    ("ringfence show Growl", "ringfence show Growler "),
    ("ringfence compare s-400 --units nau", "ringfence compare s-400 --units nautical "),
    ("ringfence fact", "ringfence factcheck "),
]


@pytest.mark.parametrize("name", list(SETUP))
def test_completion(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the script that `ringfence completion` prints, the tab key completes commands, classes, measures, places,
    countries, names and choices.
    """
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    assert run(["completion", name]) == 0
    (tmp_path / "script").write_text(capsys.readouterr().out, "utf-8")
    program = tmp_path / "ringfence"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ringfence "$@"\n', "utf-8")
    program.chmod(0o755)
    arguments, setup = SETUP[name]
    variables = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "TERM": "dumb", "HOME": str(tmp_path)}
    shell = pexpect.spawn(path, arguments, env=variables, encoding="utf-8", timeout=60, dimensions=(50, 300))
    try:
        shell.sendline(f"{setup}; . {tmp_path / 'script'}; echo rea''dy")
        shell.expect("ready")
        for typed, completed in LINES:
            shell.send(f"{typed}\t")
            shell.expect(re.escape(completed))
            shell.send("\x15")
    finally:
        shell.close(force=True)
