"""What is mended of the theme's HTML is still wrong there; otherwise the mending would be dead code."""

from __future__ import annotations

from pathlib import Path

import material
import pytest
from sitegen.sinks.theme import FAULTS, without_faults

_BASE = Path(material.__file__).parent / "templates" / "base.html"


@pytest.mark.parametrize("fault", [wrong for wrong, _ in FAULTS])
def test_the_theme_still_has_the_fault(fault: str) -> None:
    """A newer Material may have mended it."""
    assert fault in _BASE.read_text(encoding="utf-8")


def test_the_faults_are_taken_out() -> None:
    """Each is replaced, and the page says what sort it is."""
    html = "<body dir=ltr>" + "".join(f"<input {wrong}>" for wrong, _ in FAULTS)
    mended = without_faults(html, "chapter")
    assert mended.startswith('<body data-review-page="chapter" dir=ltr>')
    assert not any(wrong in mended for wrong, _ in FAULTS)
