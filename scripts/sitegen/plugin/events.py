"""In: MkDocs' events; out: the review's pages as virtual files of MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel

from ..compose.addresses import web_path
from ..compose.downloads import made_later
from ..compose.foot import foot_values
from ..compose.policy import with_policy
from ..language.scripts import script_in
from ..language.site import language_in
from ..pipeline import prepare
from ..places import generator_folder, template_folders
from ..prepared import Prepared
from ..problems import ProblemsFound, as_text, errors_of
from ..render.compiled import Compiled
from ..render.document import Document, with_head
from ..render.escape import html_text
from ..render.notes import note_of
from ..render.templates import InLanguage
from ..sinks.assets import browser_files, without_blanks
from ..sinks.bundles import Bundle, join_files, joined
from ..sinks.cards import cards_in, leave_out_claims, write_cards
from ..sinks.embeds import CLAIM_VIEW, Embed, embed_of, write_claims, write_embeds
from ..sinks.kept import Earlier
from ..sinks.later import marked_later
from ..sinks.menu import nav_of, paths_in
from ..sinks.place import Place
from ..sinks.prints import MARGIN_STYLE, feed_line, file_of, margin_style, print_line, qr_of
from ..sinks.scripts import one_by_one, with_scripts
from ..sinks.settings import speak
from ..sinks.theme import without_faults
from ..sinks.tooltips import first_only
from .configured import completed
from .keys import can_keep, page_keys
from .late import FilesBeside, late_file
from .once import once_a_folder
from .works import share_works

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer  # which looks for edits: no build does

_log = logging.getLogger("review")


def _text_of(document: Document) -> str:
    """What MkDocs reads as the page."""
    return with_head(document, document.markdown)


class ReviewPlugin(BasePlugin):
    """Gives MkDocs the pages that the pipeline made; under plain `mkdocs build` it makes them itself."""

    prepared: Prepared | None = None
    serving = False
    #: Whether somebody else prepares the review (preview.py).
    driven = False
    held: Callable[[str], str] = staticmethod(with_policy)
    server: LiveReloadServer | None = None
    page = ""
    frame: Any = None
    bundles: tuple[Bundle, ...] = ()
    #: What an earlier build made, for who builds page by page (loop.py); MkDocs' own build makes every page.
    earlier: Earlier | None = None
    #: Where its pages go; nobody gives it but who builds so.
    site: Place | None = None

    def __init__(self) -> None:
        self.added: dict[str, Any] = {}  # plugins that mkdocs.yml leaves to us
        self.keys: dict[str, str] = {}  # what each page is made of, as a sum
        self.standing: set[str] = set()  # pages whose files are there from an earlier build
        self.wrote: dict[str, list[str]] = {}  # the files of each page that was made
        self.embeds: dict[str, Embed] = {}  # what other sites show of a page, in a frame

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Keep this object between rebuilds of a live preview, each of which reads the review anew."""
        self.serving = command == "serve"
        self.held = str if self.serving else with_policy  # MkDocs puts a script of its own into each page of a preview

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:
        """Rebuild after an edit of data, templates or references.bib, too."""
        self.server = server
        self._watch(config)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the site's identity from the review; it has no second home."""
        completed(config, self.added)
        if self.prepared is None or (self.serving and not self.driven):
            self._prepare(config)
        assert self.prepared is not None
        self.share_works(config)
        self._watch(config)
        info = self.prepared.site.info
        # The theme prints these as they are.
        config.site_name = html_text(info.short_title)
        config.site_description = html_text(info.description)
        config.site_author = html_text(info.byline)
        license_ = f'<a href="{html_text(info.license.url)}">{html_text(info.license.name)}</a>'
        config.copyright = f"{html_text(info.disclaimer)}{self._said(f' Text under {license_}.')}"
        speak(config, info.language, language_in(self.prepared.site.strings).phrase)
        if not self.serving:  # the preview lives at an address of its own
            config.site_url = self.prepared.address
        for folder in reversed(template_folders(Path(config.config_file_path).parent)):
            if (folder / "theme").is_dir():  # the review's own parts of the theme go before the generator's
                config.theme.dirs.insert(0, str(folder / "theme"))
        foot = foot_values(self.prepared.site, frozenset(self.prepared.files))
        config.extra["review"] = language_in(self.prepared.site.strings).values(foot)
        config.mdx_configs["abbr"] = {"glossary": dict(self.prepared.site.tooltips)}
        os.environ.setdefault("SOURCE_DATE_EPOCH", self.prepared.epoch)
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages and the browser's files; hand-written pages are replaced by their rendered form."""
        assert self.prepared is not None
        self.embeds.clear()
        for file in list(files.documentation_pages()):
            files.remove(file)
        listed = set(paths_in(self.prepared.site.navigation))
        for document in self.prepared.documents:
            place = {} if document.path in listed else {"inclusion": InclusionLevel.NOT_IN_NAV}
            file = late_file(config, document.path, partial(_text_of, document), **place)
            file.edit_uri = document.edit
            files.append(file)
        if self.site is not None and can_keep(config):
            files = FilesBeside(files, self.prepared.files, config)
        else:
            for path in self.prepared.files:
                files.append(late_file(config, path, partial(self.prepared.files.__getitem__, path)))
        # So that links to them are in order; the build puts the files in their places.
        for path in made_later(self.prepared.prints, self.prepared.site):
            files.append(File.generated(config, path, content="Made by `review build`, not in a preview.\n"))
        style = margin_style(self.prepared.site.info, self.prepared.address)
        files.append(File.generated(config, MARGIN_STYLE, content=style))
        for path, source in browser_files(Path(config.config_file_path).parent):
            there = files.get_file_from_path(path)
            if there is not None and there.content_bytes != source.read_bytes():
                continue  # the review's own
            if there is not None:
                files.remove(there)
            files.append(self._asset(path, source, config))
        config.nav = [nav_of(item) for item in self.prepared.site.navigation]
        self._stand(config)
        return files

    def on_page_markdown(self, markdown: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        """Give a comparison the width of the page, and the theme titles that it can print as they are."""
        assert self.prepared is not None
        self.page = page.file.src_uri  # whose notes mkdocs-bibtex asks for next
        role = page.meta["role"] = self.prepared.roles[page.file.src_uri]
        page.meta["head"] = self.prepared.head_of(page.file.src_uri)
        page.meta["trail"] = [(html_text(its.title), web_path(its)) for its in page.meta["head"].trail]
        for what in ("oembed", "feed"):
            page.meta[what] = file_of(what, self.prepared.files, page.url)
        wide = {"comparison": ["toc"], "figure": ["toc"], "references": ["toc"], "home": ["navigation", "toc"]}
        page.meta["hide"] = wide.get(role, [])
        for name in ("title", "description"):
            page.meta[name] = html_text(page.meta[name])
        return markdown

    def on_page_content(self, html: str, *, page: Any, config: MkDocsConfig, files: Files) -> str:
        """Keep reference lists out of the search, claims out of the list of headings; give their cards to other pages."""
        leave_out_claims(page.toc)
        assert self.prepared is not None
        cards = cards_in(html)
        wrote = self.wrote[page.file.src_uri] = [page.file.dest_uri]
        if cards:
            wrote += write_cards(self.place(config), page.url, cards)
            wrote += write_claims(cards, page.url, self.place(config))
        cited = self._said(" Works cited").strip()
        embed = embed_of(html, page.meta["title"], page.url, page.meta["head"], cited)
        if embed:
            self.embeds[page.file.src_uri] = embed
            wrote.append(f"{embed.place}index.html")
        html = first_only(html).replace('<div class="footnote">', '<div class="footnote" data-search-exclude>')
        if page.meta["role"] != "home":  # which is short, and has lists that are cards
            html = marked_later(html)
        to_root = "../" * page.url.count("/")
        lines = print_line(self.prepared.prints, page.file.src_uri, to_root)
        return html + self._said(lines + feed_line(self.prepared.files, page.url, to_root))

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Join styles and scripts; make the theme ready for what other sites show in a frame."""
        assert self.prepared is not None
        env.filters["qr"] = qr_of
        env.globals["once_a_folder"] = once_a_folder()
        env.bytecode_cache = Compiled(f"theme of MkDocs {mkdocs.__version__}" if can_keep(config) else "")
        if self.prepared.site.strings:
            env.loader = InLanguage(env.loader, language_in(self.prepared.site.strings))
        self.bundles = join_files(files, config, File.generated)
        self.frame = env.get_template("embed.html")
        claim = replace(CLAIM_VIEW, title=self._said(CLAIM_VIEW.title), html=self._said(CLAIM_VIEW.html))
        write_embeds((claim,), self.frame, config, self.place(config))

    def on_post_page(self, output: str, *, page: Any, config: MkDocsConfig) -> str:
        """Load a script on the pages that need it only; mend what the theme gets wrong; say what the page may load."""
        if (embed := self.embeds.pop(page.file.src_uri, None)) is not None:
            write_embeds((embed,), self.frame, config, self.place(config))
        html = joined(without_faults(output, page.meta["role"]), self.bundles)
        return self.held(one_by_one(with_scripts(html, "../" * page.url.count("/"))))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the page that is shown where there is none."""
        return self.held(one_by_one(joined(without_faults(output_content, "missing"), self.bundles)))

    def _prepare(self, config: MkDocsConfig) -> bool:
        """Whether the review is in order; a live preview goes on with what was last in order."""
        try:
            self.prepared = prepare(Path(config.config_file_path).parent)
        except ProblemsFound as found:
            problems = as_text(errors_of(found.problems))
            if self.prepared is None:
                raise PluginError("\n" + problems) from found
            _log.error("\n%s\n\nThe preview shows the review as it was before.\n", problems)
            return False
        return True

    def _stand(self, config: MkDocsConfig) -> None:
        """Find the pages that an earlier build made of the same, and put their files in place."""
        assert self.prepared is not None
        self.keys, self.standing, self.wrote = {}, set(), {}
        if self.earlier is not None and can_keep(config):
            self.keys = page_keys(self.prepared, config)
            site, earlier = self.place(config), self.earlier
            self.standing = {page for page, key in self.keys.items() if earlier.bring(page, key, site)}

    def place(self, config: MkDocsConfig) -> Place:
        """The folder of the site, and that of an earlier one, whose files stay where nobody else writes into the new one."""
        if self.site is not None:
            return self.site
        return Place(Path(config.site_dir), self.earlier.site if self.earlier and can_keep(config) else None)

    def _asset(self, path: str, source: Path, config: MkDocsConfig) -> File:
        """A file for browsers; a script of ours says what it shows in the review's language."""
        assert self.prepared is not None
        if source.suffix not in (".css", ".js"):
            return File.generated(config, path, abs_src_path=str(source))
        text = source.read_text(encoding="utf-8")
        if (strings := self.prepared.site.strings) and source.is_relative_to(
            generator_folder("assets") / "javascripts"
        ):
            text = script_in(text, language_in(strings).phrase)
        return File.generated(config, path, content=without_blanks(path, text))

    def _said(self, words: str) -> str:
        """Words of the program in the review's language."""
        assert self.prepared is not None
        strings = self.prepared.site.strings
        return language_in(strings).template(words) if strings else words

    def _watch(self, config: MkDocsConfig) -> None:
        if self.server is not None:
            root = Path(config.config_file_path).parent
            # Of the root, its files only: a single file that an editor replaces would be watched no longer.
            self.server.watch(str(root), recursive=False)
            for folder in (root / "data", root / "templates"):
                if folder.is_dir():
                    self.server.watch(str(folder))

    def share_works(self, config: MkDocsConfig) -> None:
        """Let mkdocs-bibtex cite the works as they were read and formatted."""
        assert self.prepared is not None
        bibtex, site = config.plugins["bibtex"], self.prepared.site
        if bibtex.config.csl_file:
            raise PluginError("`csl_file` of the plugin `bibtex` has no effect here; leave it out")
        works = self.prepared.review.references.values()
        share_works(bibtex, works, lambda key: self._said(note_of(site, key, self.page)))
