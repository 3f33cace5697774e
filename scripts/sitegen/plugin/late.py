"""In: how contents are made; out: virtual files of MkDocs, which make them when they are read, and come when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, _default_exclude


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


class FilesBeside(Files):
    """MkDocs' files, and many more beside the pages: it need not know one until a page links to it.

    Who builds the site puts those that belong to it in place by himself.
    """

    def __init__(self, files: Iterable[File], beside: Mapping[str, str | bytes], config: MkDocsConfig):
        super().__init__(files)
        self._beside, self._config = beside, config
        specs = [_default_exclude, *filter(None, (config.exclude_docs, config.draft_docs))]
        self._left_out = frozenset(name for spec in specs for name in spec.match_files(beside))

    def beside(self) -> Iterator[tuple[str, bytes]]:
        """Those that no setting leaves out, with their contents."""
        for name in self._beside:
            if name not in self._left_out:
                content = self._beside[name]
                yield name, content.encode() if isinstance(content, str) else content

    def get_file_from_path(self, path: str) -> File | None:
        """As MkDocs', which asks so for what a link leads to."""
        name = PurePath(path).as_posix()
        if (found := self.src_uris.get(name)) is None and name in self._beside:
            inclusion = InclusionLevel.EXCLUDED if name in self._left_out else InclusionLevel.INCLUDED
            self.append(found := late_file(self._config, name, lambda: self._beside[name], inclusion))
        return found
