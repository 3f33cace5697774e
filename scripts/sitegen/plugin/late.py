"""In: how a content is made; out: a virtual file of MkDocs that makes it when it is read, and does not hold it."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel


class LateFile(File):
    """A file that need not be held: MkDocs keeps what it is given until all pages are built."""

    _make: Callable[[], str | bytes]

    @property
    def _content(self) -> str | bytes:  # type: ignore[override]
        """What MkDocs' own properties give, as text or as bytes."""
        return self._make()

    @_content.setter
    def _content(self, content: str | bytes) -> None:
        self._make = lambda: content


def late_file(
    config: MkDocsConfig,
    path: str,
    make: Callable[[], str | bytes],
    inclusion: InclusionLevel = InclusionLevel.UNDEFINED,
) -> File:
    """As MkDocs' `File.generated`."""
    file = LateFile.generated(config, path, content="", inclusion=inclusion)
    assert isinstance(file, LateFile)
    file._make = make
    return file
