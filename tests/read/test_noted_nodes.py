"""In: YAML files that an earlier run parsed; out: that their nodes are those of a parser, and only theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from sitegen.problems import SourceText
from sitegen.read import noted_nodes
from sitegen.read.nodes import Node, nodes_of
from sitegen.read.noted_nodes import NotedNodes, nodes_noted


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are parsed."""
    found: list[str] = []
    monkeypatch.setattr(noted_nodes, "nodes_of", lambda file, text: found.append(file.path) or nodes_of(file, text))
    return found


def _of(nodes: NotedNodes, text: str, path: str = "data/a.yml") -> Node | None:
    return nodes.nodes_of(SourceText.of(path, text), text)[0]


def _later(nodes: NotedNodes, program: str = "program") -> NotedNodes:
    return nodes_noted(nodes.noted("program"), program)


def test_every_file_of_a_review_is_read_from_the_note(real_root: Path, parsed: list[str]) -> None:
    """With the place, the width and the quotes of each value and key; each node knows its file."""
    texts = {str(file): file.read_text(encoding="utf-8") for file in sorted((real_root / "data").rglob("*.yml"))}
    first = NotedNodes()
    anew = {path: _of(first, text, path) for path, text in texts.items()}
    assert sorted(parsed) == sorted(texts)
    second = _later(first)
    parsed.clear()
    assert {path: _of(second, text, path) for path, text in texts.items()} == anew
    assert parsed == []
    assert not second.is_new
    path, text = next(iter(texts.items()))
    node = _of(second, text, path)
    assert node is not None
    inner = next(iter(node.keys.values())) if node.keys else node.at(0)
    assert inner.file.path == node.file.path == path


@pytest.mark.parametrize(
    "how", ["another text", "another file", "another program", "cut off", "no note", "other values"]
)
def test_what_is_broken_or_foreign_is_parsed(parsed: list[str], how: str) -> None:
    """As a file that was edited is."""
    first = NotedNodes()
    before = _of(first, "a: [1, '2']\n")
    note = first.noted("program")
    broken = {"cut off": note[:-3], "no note": None, "other values": note.replace(b"\x01", b"\xc0")}
    second = nodes_noted(broken.get(how, note), "other" if how == "another program" else "program")
    text = "a: [1, '3']\n" if how == "another text" else "a: [1, '2']\n"
    parsed.clear()
    node = _of(second, text, "data/b.yml" if how == "another file" else "data/a.yml")
    assert len(parsed) == 1
    assert (node == before) is (how not in ("another text", "another file"))


def test_a_file_with_a_problem_is_parsed_each_time(parsed: list[str]) -> None:
    """What is wrong is said anew."""
    nodes = NotedNodes()
    for _ in range(2):
        _, problems = nodes.nodes_of(SourceText.of("data/a.yml", "a: 1\na: 2\n"), "a: 1\na: 2\n")
        assert [problem.code for problem in problems] == ["duplicate-key"]
        nodes = _later(nodes)
    assert len(parsed) == 2
