"""In: the tiny review and the real one; out: copies of both to change, and both as built, made once for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.config import load_config
from sitegen.pipeline import Prepared, build
from sitegen.unchanged import inputs_of, remember

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "tiny_review"
#: What makes up a review: everything that an editor writes.
PARTS = ("data", "docs", "templates", "references.bib", "mkdocs.yml")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="write the expected files of tests/golden anew")


def pytest_configure() -> None:
    """Keep the caller's environment out of what is built."""
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH", "REVIEW_SERVE"):
        os.environ.pop(name, None)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"


def copy_of(review: Path, target: Path) -> Path:
    """The review's own parts, copied; never what was built from them."""
    target.mkdir(parents=True)
    for part in PARTS:
        if (review / part).is_dir():
            shutil.copytree(review / part, target / part)
        elif (review / part).is_file():
            shutil.copy2(review / part, target / part)
    return target


@dataclass(frozen=True)
class Built:
    """A review that was built: its folder and what was rendered."""

    root: Path
    prepared: Prepared = field(repr=False)

    @property
    def site(self) -> Path:
        """The built site."""
        return self.root / "build" / "site"

    @property
    def markdown(self) -> Path:
        """The Markdown for other engines."""
        return self.root / "build" / "markdown"

    def page(self, path: str) -> Path:
        """The HTML file of a page that is named by its Markdown file."""
        name = path.removesuffix(".md")
        return self.site / (f"{name}.html" if name.endswith("index") else f"{name}/index.html")


@pytest.fixture(scope="session")
def copy_review() -> Callable[[Path, Path], Path]:
    """Copies a review's own parts to another folder."""
    return copy_of


@pytest.fixture(scope="session")
def real_root() -> Path:
    """The repository, which is the real review; tests do not write into it."""
    return ROOT


@pytest.fixture(scope="session")
def tiny_root() -> Path:
    """The tiny review itself; tests do not write into it."""
    return TINY


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny review that a test may change."""
    return copy_of(TINY, tmp_path / "review")


@pytest.fixture
def real(tmp_path: Path) -> Path:
    """A copy of the real review that a test may change."""
    return copy_of(ROOT, tmp_path / "review")


@pytest.fixture(scope="session")
def built_tiny(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tiny review, built once; tests read it only."""
    root = copy_of(TINY, tmp_path_factory.mktemp("tiny") / "review")
    return Built(root, build(root))


@pytest.fixture(scope="session")
def built_real(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real review, built once; tests read it only."""
    root = copy_of(ROOT, tmp_path_factory.mktemp("real") / "review")
    return Built(root, build(root))


@pytest.fixture
def built_copy(built_tiny: Built, tmp_path: Path) -> Path:
    """A built copy of the tiny review that a test may change; building it again would write nothing."""
    root = tmp_path / "built"
    shutil.copytree(built_tiny.root, root)
    remember(root, inputs_of(root))
    return root


@pytest.fixture(params=["tiny", pytest.param("real", marks=pytest.mark.slow)])
def built(request: pytest.FixtureRequest) -> Built:
    """The tiny review and the real one, in turn."""
    return request.getfixturevalue(f"built_{request.param}")


@pytest.fixture(scope="session")
def to_html() -> Callable[[str], str]:
    """Python-Markdown with the extensions of mkdocs.yml, as MkDocs would set it up."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {})
    return lambda text: engine.reset().convert(text)
