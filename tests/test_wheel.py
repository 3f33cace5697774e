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


def test_the_wheel_builds_a_review_of_its_own(tiny: Path, real_root: Path, tmp_path: Path) -> None:
    """Installed from its wheel the generator brings templates and styles, and builds a review that has neither."""
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
    printed = _run(sys.executable, "-P", "-c", program, "build", folder=tiny, PYTHONPATH=str(target))
    assert printed.startswith(str(target))
    assert (tiny / "build/site/index.html").is_file()
    assert (tiny / "build/site/assets/stylesheets/review.css").is_file()


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
