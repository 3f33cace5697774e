"""In: words on the command line; out: what `main` makes of them, in a process that is there for nothing else."""

from __future__ import annotations

from .cli import main
from .cli_process import run


def review() -> None:
    """Run what the command line says; the process ends with it."""
    run(main)


if __name__ == "__main__":
    review()
