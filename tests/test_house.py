"""How the source is kept: short files, short functions, names that say something."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "ringfence"
FILES = sorted(path for path in SOURCE.rglob("*") if path.suffix in (".py", ".js", ".css"))
LONGEST_FILE, LONGEST_FUNCTION = 300, 50
COORDINATES = set("xyk_")
"""Letters that the field itself uses: the axes, and the factor of the effective earth."""
_SHORT_LIVED = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Lambda)


def named(path: Path) -> str:
    """The path as a failure shows it."""
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_files_are_short(path: Path) -> None:
    """No file has more than 300 lines."""
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions of a file, inner ones too."""
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))


def letters(node: ast.AST) -> Iterator[str]:
    """The names of one letter that are bound in a function, outside of what ends with its line."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, (*_SHORT_LIVED, ast.FunctionDef)):
            continue
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store) and len(inner.id) == 1:
            yield inner.id
        if isinstance(inner, ast.arg) and len(inner.arg) == 1:
            yield inner.arg
        yield from letters(inner)


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".py"], ids=named)
def test_functions_are_short_and_their_names_speak(path: Path) -> None:
    """No function has more than 50 lines; parameters and variables have names, but in comprehensions and lambdas."""
    found = list(functions(path))
    assert [node.name for node in found if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION] == []
    assert {(node.name, letter) for node in found for letter in letters(node) if letter not in COORDINATES} == set()
