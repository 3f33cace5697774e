"""What is committed though something else says it, too, agrees with that; `make drift` runs this and the golden files."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from sitegen.exports.deposit import in_cff
from sitegen.model.author import author_of
from sitegen.read.published import PUBLISHED, published_in, text_of_published

ROOT = Path(__file__).resolve().parent.parent


def _yaml(name: str) -> Any:
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def test_the_citation_file_says_what_the_review_says() -> None:
    """Title, authors, date and license of CITATION.cff are those of data/review.yml; its version is the package's."""
    cited, info = _yaml("CITATION.cff"), _yaml("data/review.yml")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert cited["title"] == info["title"]
    assert cited["authors"] == [in_cff(author_of(author)) for author in info["authors"]]
    assert cited["date-released"] == info["edition"]["date"]
    assert cited["license"] == [re.sub(r" (?=4\.0|BY)", "-", info["license"]["name"]), project["license"]]
    assert cited["version"] == project["version"]


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-test.txt"])
def test_every_dependency_is_locked_as_it_is_asked_for(lock: str) -> None:
    """A name of pyproject.toml that the lock lacks, or a pin that differs: `make lock` was forgotten."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    for wanted in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]:
        name = re.match(r"[\w-]+", wanted).group().lower()
        pinned = re.search(r"==([\w.]+)", wanted)
        found = re.search(rf"^{re.escape(name)}==(\S+)", text, re.M)
        assert found, wanted
        assert pinned is None or found[1] == pinned[1], wanted


def test_every_test_tool_is_locked() -> None:
    """Each name of requirements-test.in stands in its lock file."""
    lock = (ROOT / "requirements-test.txt").read_text(encoding="utf-8")
    for name in re.findall(r"^([A-Za-z][\w-]*)", (ROOT / "requirements-test.in").read_text(encoding="utf-8"), re.M):
        assert re.search(rf"^{name.lower()}==", lock, re.M), f"{name}: run `make lock`"


def test_the_npm_lock_is_that_of_the_packages() -> None:
    """package-lock.json begins with what package.json asks for."""
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"][""]
    assert locked["dependencies"] == asked["dependencies"]
    assert locked["devDependencies"] == asked["devDependencies"]


@pytest.mark.parametrize("which", ["real_root", "tiny_root"])
def test_the_list_of_published_addresses_is_as_it_is_written(request: pytest.FixtureRequest, which: str) -> None:
    """In order and each once, as `review ledger --write` leaves it: nobody edited it by hand."""
    root = request.getfixturevalue(which)
    if (root / PUBLISHED).is_file():
        assert (root / PUBLISHED).read_text(encoding="utf-8") == text_of_published(set(published_in(root)[0].lines))


@pytest.mark.parametrize("name", [".pre-commit-hooks.yaml", ".pre-commit-config.yaml"])
def test_the_hooks_before_a_commit_are_verbs(name: str) -> None:
    """Each hook calls a verb of the command line that is there, on files that it knows."""
    from sitegen.cli import review

    said = _yaml(name)
    hooks = said if isinstance(said, list) else [hook for repo in said["repos"] for hook in repo["hooks"]]
    assert {hook["id"] for hook in hooks} == {"review-validate", "review-format"}
    for hook in hooks:
        verb = re.search(r"review ([a-z-]+)", hook["entry"])
        assert verb
        assert verb[1] in review.commands
        assert re.search(hook["files"], "data/claims/thompson-2025/1.yml")
        assert not re.search(hook["files"], "scripts/sitegen/cli.py")
