"""Run every command of the project's Markdown files, as a reader would type them: `readme_commands.py [FILE.md …]`.

A command is a line that begins with `$ ` in a ```console block; a backslash at its end joins the next line. `  # exit N` behind it
says which exit code it is to have (0 otherwise). Lines under a command, if any, are what it prints. Blocks of other shell
languages are refused, since nobody would run them; what is only to be looked at is marked ```text.

All commands of one document run in order in one fresh copy of the repository (and with its code, not the clone's), with an empty
home folder and without a network. Without arguments: every Markdown file that git knows.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from offline import environment

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 120

# Commands that set up the very place in which the others run, and who runs them instead.
ELSEWHERE = {
    "git clone <this repository> ringfence": "how one gets here",
    "cd ringfence": "where the others start",
    "python3 -m pip install -c constraints.txt .": "tools/check_wheel.py installs and runs the wheel",
    "make demo": ".ci/run",
    "make check": ".ci/run",
    "make test": ".ci/run",
    "python tools/gallery.py --check": "make check, which .ci/run calls",
}
_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,}) *(?P<language>[\w+-]*)")
_EXIT = re.compile(r"\s+# exit (\d+)$")
_UNRUN = {"sh", "bash", "shell", "zsh", "fish", "shell-session", "powershell"}


@dataclass(frozen=True)
class Command:
    """A command, where it stands, the exit code that it is to have, and the output that is shown (or None)."""

    line: int
    text: str
    code: int
    output: str | None


class Unreadable(ValueError):
    """A document whose commands cannot be told."""


def blocks(text: str) -> Iterator[tuple[int, str, list[str]]]:
    """Each fenced block of a Markdown text: the number of its first inner line, its language, its lines."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        start = _FENCE.match(lines[at])
        at += 1
        if not start:
            continue
        first, indent = at, len(start["indent"])
        while at < len(lines) and lines[at].strip() != start["fence"]:
            at += 1
        if at == len(lines):
            raise Unreadable(f"{first}: the block is never closed")
        yield first + 1, start["language"], [re.sub(f"^ {{0,{indent}}}", "", line) for line in lines[first:at]]
        at += 1


def commands(text: str) -> list[Command]:
    """Each command of a Markdown text, in order. Unreadable where a block is not one that can be run."""
    found: list[Command] = []
    for first, language, lines in blocks(text):
        if language in _UNRUN:
            raise Unreadable(f"{first}: a ```{language} block is not run; write ```console with `$ `, or ```text")
        if language == "console":
            found += _of_block(first, lines)
    return found


def _of_block(first: int, lines: list[str]) -> Iterator[Command]:
    at = 0
    while at < len(lines):
        number = first + at
        if not lines[at].startswith("$ "):
            raise Unreadable(
                f"{number}: a ```console block begins with `$ ` and a command, not with {lines[at][:40]!r}"
            )
        text = lines[at][2:]
        at += 1
        while text.endswith("\\") and at < len(lines):
            text = f"{text[:-1].rstrip()} {lines[at].strip()}"
            at += 1
        shown = []
        while at < len(lines) and not lines[at].startswith("$ "):
            shown.append(lines[at])
            at += 1
        code = _EXIT.search(text)
        yield Command(number, _EXIT.sub("", text).strip(), int(code[1]) if code else 0, _even("\n".join(shown)) or None)


def _even(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def known_to_git(*patterns: str) -> list[str]:
    """Files of the clone that git tracks or would track, and that are there."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return sorted({name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()})


def copy_of_clone(target: Path) -> Path:
    """A clone of the clone, holding the files as they are now."""
    subprocess.run(["git", "clone", "--quiet", "--shared", str(ROOT), str(target)], check=True, capture_output=True)
    for name in known_to_git():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((ROOT / name).read_bytes())
    return target


def complaint(command: Command, copy: Path, variables: dict[str, str]) -> str | None:
    """What is wrong with what the command did, or None."""
    try:
        done = subprocess.run(
            ["bash", "-c", command.text],
            cwd=copy, env=variables, capture_output=True, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"not done after {SECONDS} s"
    if done.returncode != command.code:
        return f"exit {done.returncode}, not {command.code}\n{done.stderr}"
    if "Traceback (most recent call last)" in done.stderr:
        return f"a traceback\n{done.stderr}"
    if command.output is not None and _even(done.stdout) != command.output:
        return f"it prints something else\n{done.stdout}"
    return None


def run(documents: list[Path]) -> int:
    """1 where a command does not do what its document says; each such place on standard error."""
    wrong: list[str] = []
    count = elsewhere = 0
    for document in documents:
        try:
            listed = commands(document.read_text("utf-8"))
        except Unreadable as error:
            wrong.append(f"{document}:{error}")
            continue
        here = [command for command in listed if command.text not in ELSEWHERE]
        elsewhere += len(listed) - len(here)
        count += len(here)
        if not here:
            continue
        with tempfile.TemporaryDirectory() as name:
            copy = copy_of_clone(Path(name) / "ringfence")
            variables = environment(Path(name), copy / "src")
            variables["PATH"] = f"{Path(sys.executable).parent}:{variables['PATH']}"
            for command in here:
                if found := complaint(command, copy, variables):
                    wrong.append(f"{document}:{command.line}: $ {command.text}\n  {found.strip()}")
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{count} commands of {len(documents)} documents run, {len(wrong)} wrong; {elsewhere} run by .ci/run itself")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(run([Path(name) for name in sys.argv[1:]] or [ROOT / name for name in known_to_git("*.md")]))
