"""In: nothing; out: Code, what a problem code stands for: its weight, the rule, why the rule exists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A sort of problem: `error` stops a build, `gap` is counted and shown and stops a release only."""

    weight: str
    rule: str
    why: str


def error(rule: str, why: str) -> Code:
    """A code that stops a build."""
    return Code("error", rule, why)


def gap(rule: str, why: str) -> Code:
    """A code that stops a release only."""
    return Code("gap", rule, why)
