"""Exports a part of the catalog and asks the programs that people would open it with: `make validators`.

frictionless and datasette come with the environment of tools/validators.txt; pandoc, cmark, LaTeX and biber are asked
where they are installed, and it is said where they are not.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

BIN = Path(sys.executable).parent
OWN = Path(__file__).resolve().parents[1] / ".venv" / "bin"
SYSTEMS = ("s-400", "thaad", "akash")
_BIBLIOGRAPHY = r"""\documentclass{article}\usepackage[T1]{fontenc}\usepackage[english]{babel}
\usepackage[style=authoryear]{biblatex}\addbibresource{c.bib}
\begin{document}\nocite{*}\printbibliography\end{document}
"""
_PLAIN = r"""\documentclass{article}\usepackage[T1]{fontenc}\usepackage{url}
\begin{document}\nocite{*}\bibliographystyle{plain}\bibliography{plain}\end{document}
"""


def told(*command: str | Path, within: Path) -> str:
    """What a program prints. Raises SystemExit with it where the program says no."""
    done = subprocess.run([*map(str, command)], cwd=within, capture_output=True, check=False)
    out = (done.stdout + done.stderr).decode("utf-8", "replace")
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{out[-3000:]}")
    return out


def exported(folder: Path) -> None:
    """The files to be looked at."""
    ringfence = OWN / "ringfence"
    told(ringfence, "export", "catalog", *SYSTEMS, "-f", "csv", "-o", "csv", within=folder)
    told(ringfence, "export", "catalog", *SYSTEMS, "-o", "c.sqlite", "--datasette", "metadata.json", within=folder)
    for name, form in (("c.bib", "biblatex"), ("plain.bib", "bibtex"), ("c.json", "csl-json")):
        told(ringfence, "export", "citations", *SYSTEMS, "-f", form, "-o", name, within=folder)
    for name in ("sources.md", "sources.html", "sources.tex"):
        told(ringfence, "sources", *SYSTEMS, "-o", name, within=folder)


def frictionless(folder: Path) -> None:
    """The data package is valid."""
    told(BIN / "frictionless", "validate", "csv/datapackage.json", within=folder)


def datasette(folder: Path) -> None:
    """datasette opens the database with its metadata, and finds a system by a word."""
    path = "/c/systems.json?_search=triumf&_shape=array"
    out = told(BIN / "datasette", "c.sqlite", "--metadata", "metadata.json", "--get", path, within=folder)
    if '"s-400"' not in out:
        sys.exit(f"datasette does not find the S-400: {out[:300]}")


def pandoc(folder: Path) -> None:
    """pandoc prints every source of each bibliography, each address once."""
    (folder / "n.md").write_text("---\nnocite: |\n  @*\n---\n", "utf-8")
    for name in ("c.bib", "plain.bib", "c.json"):
        out = told("pandoc", "--citeproc", "--bibliography", name, "n.md", "-t", "plain", "--wrap=none", within=folder)
        for entry in out.split("\n\n"):
            addresses = re.findall(r"https?://\S+", entry)
            if len(addresses) > len(set(addresses)):
                sys.exit(f"{name}: an address stands twice: {entry}")


def cmark(folder: Path) -> None:
    """CommonMark finds as many links in the list of sources as the page of HTML has."""
    found = told("cmark", "sources.md", within=folder).count("<a href=")
    meant = (folder / "sources.html").read_text("utf-8").count("<a href=")
    if found != meant:
        sys.exit(f"cmark finds {found} links of {meant}")


def pdflatex(folder: Path) -> None:
    """LaTeX sets the list of sources, and plain BibTeX the bibliography."""
    packages = r"\usepackage[T1]{fontenc}\usepackage{booktabs,longtable,array}"
    text = rf"\documentclass{{article}}{packages}\begin{{document}}\input{{sources}}\end{{document}}"
    (folder / "t.tex").write_text(text, "utf-8")
    (folder / "p.tex").write_text(_PLAIN, "utf-8")
    told("pdflatex", "-halt-on-error", "t.tex", within=folder)
    told("pdflatex", "-halt-on-error", "-draftmode", "p.tex", within=folder)
    told("bibtex", "p", within=folder)


def biber(folder: Path) -> None:
    """biber takes every entry without a warning."""
    (folder / "b.tex").write_text(_BIBLIOGRAPHY, "utf-8")
    told("pdflatex", "-halt-on-error", "-draftmode", "b.tex", within=folder)
    out = told("biber", "b", within=folder)
    if "WARN" in out:
        sys.exit(out)


def main() -> int:
    """Ask all of them; 1 where one says no."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        exported(folder)
        for ask in (frictionless, datasette, pandoc, cmark, pdflatex, biber):
            there = (BIN / ask.__name__).exists() or shutil.which(ask.__name__)
            if there:
                ask(folder)
            print(f"{ask.__name__}: {'yes' if there else 'not installed, not asked'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
