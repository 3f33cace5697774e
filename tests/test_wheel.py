"""The generator as another team gets it: a wheel, without our checkout around it."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.long


def _run(*command: str | Path, folder: Path, **environment: str) -> str:
    """Run a command and give what it printed; its output is shown when it fails."""
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SITE_URL")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env=clean | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_makes_a_review_and_builds_it(tiny: Path, real_root: Path, tmp_path: Path) -> None:
    """Installed from its wheel the generator makes a new review and builds it; also one without templates and styles."""
    wheels = tmp_path / "wheels"
    pip = (sys.executable, "-I", "-m", "pip", "--disable-pip-version-check", "--no-input")
    _run(
        *pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", wheels, real_root, folder=tmp_path
    )
    (wheel,) = wheels.glob("synthesized_review-*.whl")
    # The libraries are those of this environment; only the generator itself comes from the wheel.
    target = tmp_path / "installed"
    _run(*pip, "install", "--quiet", "--no-deps", "--target", target, wheel, folder=tmp_path)
    assert (target / "sitegen" / "templates" / "entity.md.j2").is_file()
    assert (target / "sitegen" / "assets" / "stylesheets" / "review.css").is_file()
    program = "import sitegen, sitegen.cli; print(sitegen.__file__); sitegen.cli.main()"

    def review(*words: str, folder: Path) -> str:
        return _run(sys.executable, "-P", "-c", program, *words, folder=folder, PYTHONPATH=str(target))

    printed = review("build", folder=tiny)
    assert printed.startswith(str(target))
    assert (tiny / "build/site/index.html").is_file()
    assert (tiny / "build/site/assets/stylesheets/review.css").is_file()

    assert "# Adding a source" in review("handbook", "adding-a-source", folder=tmp_path)
    review("new", "bread", "--title", "Bread", folder=tmp_path)
    bread = tmp_path / "bread"
    assert "No problems." in review("validate", folder=bread)
    assert "No problems." in review("check-sources", "texts", folder=bread)
    review("build", folder=bread)
    assert "No problems." in review("check", folder=bread)
    assert "<h1" in (bread / "build/site/loaves/rye-loaf/index.html").read_text(encoding="utf-8")
    assert (bread / "build/site/downloads/review.pdf").is_file()
    assert (bread / ".vscode/settings.json").is_file()
    assert not list(bread.rglob("*.py"))


def test_the_front_door_works_without_installing(tiny: Path, real_root: Path, tmp_path: Path) -> None:
    """`python scripts/review.py` needs the libraries, not the installed package."""
    empty = tmp_path / "empty"
    venv.create(empty, with_pip=False, system_site_packages=False)
    libraries = subprocess.run(
        [sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    door = real_root / "scripts" / "review.py"
    printed = _run(empty / "bin/python", door, "validate", folder=tiny, PYTHONPATH=libraries)
    assert "No problems." in printed
