"""The room plan of ARCHITECTURE.md, enforced: imports, sizes, first lines, who prints."""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "scripts" / "sitegen"
MODULES = sorted(PACKAGE.rglob("*.py"))
_ROW = re.compile(r"^\| `(?P<room>\w+)` \| (?P<holds>[^|]+) \| (?P<ours>[^|]+) \| (?P<outside>[^|]+) \|$", re.M)


def _room(path: Path) -> str:
    inside = path.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else inside[0].removesuffix(".py")


def _words(cell: str) -> set[str]:
    return set() if cell.strip() == "–" else {word.strip() for word in cell.split(",")}


def _imports(path: Path) -> tuple[set[str], set[str]]:
    """The rooms and the outside packages that a module imports."""
    ours: set[str] = set()
    outside: set[str] = set()
    here = list(path.relative_to(PACKAGE).parent.parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = here[: len(here) - (node.level - 1)] + (node.module.split(".") if node.module else [])
            ours |= {base[0]} if base else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            outside.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Import):
            outside |= {alias.name.split(".")[0] for alias in node.names}
    return ours - {_room(path)}, outside - set(sys.stdlib_module_names)


def _table() -> dict[str, tuple[set[str], set[str]]]:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    return {match["room"]: (_words(match["ours"]), _words(match["outside"])) for match in _ROW.finditer(text)}


def test_the_import_table_is_the_truth() -> None:
    """Each room imports exactly the rooms and libraries that ARCHITECTURE.md says."""
    actual: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for path in MODULES:
        if path.name == "__init__.py" and path.parent == PACKAGE:
            continue
        ours, outside = _imports(path)
        actual[_room(path)][0].update(ours)
        actual[_room(path)][1].update(outside)
    assert dict(actual) == _table()


def test_rooms_form_a_line() -> None:
    """No room imports itself by way of others; the plugin and the pipeline, which call each other, are the one exception."""
    table = {room: ours for room, (ours, _) in _table().items()}
    table["pipeline"] -= {"plugin"}

    def reach(room: str, path: tuple[str, ...]) -> None:
        assert room not in path, " → ".join((*path, room))
        for other in table[room]:
            reach(other, (*path, room))

    for room in table:
        reach(room, ())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_are_small_and_say_what_goes_in_and_out(path: Path) -> None:
    """A module has at most 300 lines, and its first line is `In: …; out: …`."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    first = (ast.get_docstring(ast.parse(text)) or "").split("\n")[0]
    assert re.match("In: .*; out: .*", first), first


def test_only_the_command_line_prints_and_exits() -> None:
    """Library code yields problems; it neither prints nor exits."""
    for path in MODULES:
        if _room(path).startswith("cli"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            assert name not in ("print", "sys.exit", "exit", "quit", "click.echo"), f"{path}:{node.lineno}"


def _public(body: list[ast.stmt]) -> list[ast.FunctionDef | ast.ClassDef]:
    """Public functions and classes, and the public methods of public classes."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += _public(node.body)
    return found


def test_public_names_have_docstrings() -> None:
    """Every public function, class and method says in a sentence what it does."""
    bare = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in _public(ast.parse(path.read_text(encoding="utf-8")).body)
        if not ast.get_docstring(node)
    ]
    assert not bare
