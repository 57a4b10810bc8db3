"""Run every command of the given Markdown files, as a reader would type them.

Commands are the lines that begin with `$ ` in ```console blocks; a line `# exit N` behind a command says which exit code it is
to have (0 otherwise). All run in one fresh copy of the tracked files, in order, with an empty home folder.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(text: str) -> list[tuple[str, int]]:
    """Each command of a Markdown text with the exit code that it is to have."""
    found = []
    for block in _BLOCK.findall(text):
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, code = line[2:].partition("  # exit ")
                found.append((command.strip(), int(code or 0)))
    return found


def run(paths: list[str]) -> int:
    """1 where a command does not end as its document says."""
    failed = count = 0
    with tempfile.TemporaryDirectory() as name:
        copy, home = Path(name) / "ringfence", Path(name) / "home"
        home.mkdir()
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for path in filter(None, listed.split("\0")):
            target = copy / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / path).read_bytes())
        environment = {
            **os.environ, "HOME": str(home), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": str(home / "cache"), "RINGFENCE_CATALOG": "", "MPLBACKEND": "agg",
        }  # fmt: skip
        for path in paths:
            for command, wanted in commands((ROOT / path).read_text("utf-8")):
                if re.match(r"(git clone|make|cd|pip|pipx|python3? -m pip|source)\b", command):
                    continue  # setting up is what the other checks do
                count += 1
                done = subprocess.run(
                    ["bash", "-c", command], cwd=copy, env=environment, capture_output=True, text=True
                )
                if done.returncode != wanted or "Traceback" in done.stderr:
                    failed += 1
                    print(
                        f"{path}: $ {command}\n  exit {done.returncode}, wanted {wanted}\n{done.stderr}",
                        file=sys.stderr,
                    )
    print(f"{count} commands of {len(paths)} documents run, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
