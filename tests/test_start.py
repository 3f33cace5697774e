"""In: a folder and a title; out: a new review, which is whole and explains itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sitegen.cli import review
from sitegen.pipeline import check_sources, load
from sitegen.problems import as_text
from sitegen.start import id_of, start_review
from sitegen.validate.schemas import editor_schemas


def _run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(review, list(words))
    return done.exit_code, done.output


@pytest.fixture
def bread(tmp_path: Path) -> Path:
    """A new review."""
    start_review(tmp_path / "bread", 'Bread: a "small" review')
    return tmp_path / "bread"


def test_a_new_review_is_in_order(bread: Path) -> None:
    """Not one problem, no gap either; and its data belongs to the text of its source."""
    its, problems = load(bread)
    assert as_text(problems) == ""
    assert its is not None
    assert its.info.title == 'Bread: a "small" review'
    assert its.info.id == "bread"
    found, missing = check_sources(bread, bread / "texts")
    assert as_text(found) == ""
    assert not missing


def test_every_file_of_data_explains_itself(bread: Path) -> None:
    """Each names its schema, which editors check it with while one types; those that are the first of their sort say more."""
    its, _ = load(bread)
    assert its is not None
    schemas = editor_schemas(list(its.kinds.values()))
    for file in sorted((bread / "data").rglob("*.yml")):
        first, *_ = file.read_text(encoding="utf-8").splitlines()
        assert first.startswith("# yaml-language-server: $schema="), file
        schema = (file.parent / first.partition("=")[2]).resolve()
        assert schema.parent == (bread / "build/schemas").resolve(), file
        assert schema.name in schemas, file
    settings = json.loads((bread / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert {Path(name).name for name in settings} <= schemas.keys()


def test_it_holds_no_program(bread: Path) -> None:
    """Only data, pages, the works and one short configuration."""
    endings = {file.suffix for file in bread.rglob("*") if file.is_file() and not file.name.startswith(".")}
    assert endings == {".yml", ".md", ".bib", ".txt", ".json"}
    assert len((bread / "mkdocs.yml").read_text(encoding="utf-8").splitlines()) < 12


def test_a_folder_with_files_is_left_alone(bread: Path) -> None:
    """Nothing is written over."""
    code, said = _run("new", str(bread), "--title", "Other")
    assert code == 1
    assert "is not empty; nothing was written" in said


def test_a_new_review_needs_a_title(tmp_path: Path) -> None:
    """A misspelled word makes no folder; what may have been meant is said."""
    code, said = _run("new", "clam")
    assert code == 1
    assert "needs a title" in said
    assert "review new claim?" in said
    assert not Path("clam").exists()
    code, said = _run("new", str(tmp_path / "x"), "--title", "Bridges of the North")
    assert code == 0
    assert "files in" in said


@pytest.mark.parametrize(
    ("title", "id_"),
    [("Two teas: a review", "two-teas"), ("Böden & Gärten", "boden-garten"), ("茶", "review"), ("A" * 90, "a" * 60)],
)
def test_an_id_comes_from_the_title(title: str, id_: str) -> None:
    """Lower case, words with hyphens, never empty."""
    assert id_of(title) == id_


def test_the_handbook_comes_along() -> None:
    """Each page is listed with its title, and printed by its name; another name is answered with the names."""
    code, listed = _run("handbook")
    assert code == 0
    assert "review handbook adding-a-source    Adding a source, step by step" in listed
    assert _run("handbook", "adding-a-source")[1].startswith("# Adding a source")
    code, said = _run("handbook", "adding")
    assert code == 1
    assert "adding-a-source" in said
