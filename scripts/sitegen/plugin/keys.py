"""In: a prepared review and MkDocs' configuration; out: for each page a sum over everything that its HTML is made of."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import _default_exclude

from ..compose.addresses import web_path
from ..compose.foot import foot_values
from ..compose.page import Target
from ..prepared import Prepared
from ..render.document import Document
from ..sinks.assets import browser_files
from ..sinks.prints import file_of

#: What may change pages in a way that we know; with anything else, every page is made anew.
_KNOWN = frozenset(("review", "bibtex", "material/privacy", "privacy"))


def can_keep(config: MkDocsConfig) -> bool:
    """Whether a page depends on nothing but what the sum is made over: another plugin or a hook may look at anything."""
    return not config.hooks and set(config.plugins) <= _KNOWN


def all_is_told(config: MkDocsConfig) -> bool:
    """Whether each file of the site is put in its place by us, or freed before: others may write into what is there."""
    return not (config.hooks or config.extra_templates) and set(config.plugins) <= {"review"}


def page_keys(prepared: Prepared, config: MkDocsConfig) -> dict[str, str]:
    """Each page's sum, by its path."""
    return keys_on(ground_of(prepared, config), prepared)


def keys_on(ground: str, prepared: Prepared) -> dict[str, str]:
    """The same, where what all pages have in common is known."""
    paths = {document.path for document in prepared.documents}
    return {document.path: _sum(ground, *_parts(prepared, document, paths)) for document in prepared.documents}


def key_on(ground: str, prepared: Prepared, document: Document) -> str:
    """The same of one page."""
    return _sum(ground, *_parts(prepared, document, {other.path for other in prepared.documents}))


def _parts(prepared: Prepared, document: Document, paths: set[str]) -> Iterator[str]:
    """What a page says, what it tells programs, the works it cites, which of its links lead somewhere."""
    yield from (document.path, document.role, document.title, document.description, document.edit or "")
    yield document.gist.sum
    head = prepared.head_of(document.path)
    yield from (repr((head.tags, head.trail)), head.graph)
    references, marks = prepared.site.references, prepared.site.marks
    for key in document.cites:
        yield references[key]
        yield marks.get(key, "")
    url = web_path(Target("", document.path))
    yield from (file_of(what, prepared.files, url) for what in ("oembed", "feed"))
    yield prepared.prints.get(document.path, "")
    yield "".join("1" if link in paths else "0" for link in document.gist.links)


def ground_of(prepared: Prepared, config: MkDocsConfig) -> str:
    """What all pages have in common: the program, its libraries, the theme, the settings, the navigation, the assets."""
    root = Path(config.config_file_path).parent
    site = prepared.site
    said: list[Any] = [config.site_url, config.site_name, config.site_description, config.site_author, config.copyright]
    said += [foot_values(site, frozenset(prepared.files)), list(site.tooltips.items())]
    said += [site.navigation, sorted(site.strings.items()), site.info, prepared.address, prepared.epoch]
    settings = json.dumps([dict(config.theme), config.extra, config.mdx_configs], default=str)
    return _sum(tools(), settings, _sum_of_files(_theme_and_assets(root, config)), *map(repr, said))


def _theme_and_assets(root: Path, config: MkDocsConfig) -> Iterator[tuple[str, Path]]:
    yield "mkdocs.yml", root / "mkdocs.yml"
    for number, folder in enumerate(map(Path, config.theme.dirs)):
        if "site-packages" in folder.parts and number:  # a library's: its version counts
            continue
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                yield f"{number} {file.relative_to(folder).as_posix()}", file
    for name, file in browser_files(root):
        yield name, file
    docs = root / "docs"
    excluded = _default_exclude + config.exclude_docs if config.exclude_docs else _default_exclude
    for file in sorted(docs.rglob("*")):
        name = file.relative_to(docs).as_posix()
        # What is no part of the site may come and go: an editor keeps a file of its own beside the one that is written.
        if file.suffix != ".md" and not excluded.match_file(name) and file.is_file():
            yield name, file


@lru_cache(maxsize=1)
def tools() -> str:
    """A sum over this program and the libraries installed beside it, by their names and versions."""
    package = Path(__file__).parent.parent
    files = ((file.relative_to(package).as_posix(), file) for file in sorted(package.rglob("*.py")))
    places = {Path(place) for place in sys.path if place}
    installed = {its.name for place in places if place.is_dir() for its in place.glob("*.dist-info")}
    return _sum(sys.version, *sorted(installed), _sum_of_files(files))


def _sum_of_files(files: Iterable[tuple[str, Path]]) -> str:
    whole = hashlib.sha256()
    for name, file in files:
        whole.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _sum(*parts: str) -> str:
    whole = "".join([f"{len(part)}:{part}" for part in parts])
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
