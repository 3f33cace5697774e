"""In: documents with `[@key]`; out: that our folder sink resolves them exactly as mkdocs-bibtex itself does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from mkdocs_bibtex.citation import Citation, CitationBlock
from mkdocs_bibtex.registry import SimpleRegistry
from sitegen.compose.references import ReferenceFormatter
from sitegen.plugin import configuration
from sitegen.problems import SourceText
from sitegen.quick.citations import QuickBlocks
from sitegen.read.bibliography import references_of
from sitegen.render.document import Document
from sitegen.render.gists import cited_keys, gist_of
from sitegen.render.notes import notes_of
from sitegen.sinks.citations import NOTES, resolved

#: Each runs mkdocs-bibtex itself, on the real review too.
pytestmark = pytest.mark.slow

#: What we change of mkdocs-bibtex's texts: BibTeX's `and others` is printed as the sources print it.
ET_AL = ((", and others.", " et al."), (" and others.", " et al."))


def _et_al(text: str) -> str:
    # pybtex takes a number of PubMed for one of arXiv, whose own have a point.
    text = re.sub(
        r"\[arXiv:(\d{7,8})\]\(https://arxiv.org/abs/\1\)", r"[PMID:\1](https://pubmed.ncbi.nlm.nih.gov/\1)", text
    )
    for before, after in ET_AL:
        text = text.replace(before, after)
    return text


def _by_mkdocs_bibtex(root: Path) -> Callable[[str], str]:
    """The plugin as mkdocs.yml sets it up, run on Markdown alone."""
    config = configuration(root)
    plugin: Any = config.plugins["bibtex"]
    plugin.last_configured = None  # a build in the same process may have left it our texts
    plugin.on_config(config)
    return lambda markdown: plugin.on_page_markdown(markdown, None, config, None)


def _document(markdown: str) -> Document:
    return Document("a.md", "chapter", "A", "A.", markdown, gist_of("a.md", markdown), None)


def _with_notes_in_place(theirs: str) -> str:
    """Their text with the notes, which they put at the end, where Python-Markdown is told to show them."""
    body, mark, notes = theirs.rpartition(f"{NOTES}\n")
    return body + notes.strip("\n") + "\n" if mark else theirs


def test_both_sinks_resolve_alike(built: Any) -> None:
    """On every page, references in the text and the notes below it are those of mkdocs-bibtex, character by character."""
    theirs = _by_mkdocs_bibtex(built.root)
    compared = 0
    for document in built.prepared.documents:
        ours = resolved(document, built.prepared.site.references)
        expected = _et_al(theirs(document.markdown))
        assert ours.rstrip() == _with_notes_in_place(expected).rstrip(), document.path
        compared += len(document.cites)
    assert compared > 5


def test_the_pages_show_these_notes(built: Any, to_html: Callable[[str], str]) -> None:
    """The notes of a built page are those of its Markdown: the same works in the same order with the same texts."""
    for document in built.prepared.documents:
        page = html.document_fromstring(built.page(document.path).read_bytes())
        notes = notes_of(built.prepared.site, document.path, document.cites)
        markdown = to_html(resolved(document, notes))
        twin = html.fragment_fromstring(markdown, create_parent="div")
        assert _notes(page) == _notes(twin), document.path
        assert [key for key, _ in _notes(page)] == [f"fn:{key}" for key in document.cites], document.path
        assert _marks(page) == _marks(twin), document.path


def _notes(root: html.HtmlElement) -> list[tuple[str, str]]:
    return [
        (item.get("id"), " ".join(item.text_content().replace("↩", "").split()))
        for item in root.xpath("//div[starts-with(@class, 'footnote')]//li")
    ]


def _marks(root: html.HtmlElement) -> list[tuple[str, str]]:
    return [(mark.get("href"), mark.text_content()) for mark in root.xpath("//a[@class='footnote-ref']")]


@pytest.mark.parametrize("review", ["tests/tiny_review", "."])
def test_reference_texts_are_theirs(real_root: Path, review: str) -> None:
    """Each work reads as mkdocs-bibtex formats it, apart from "et al."."""
    file = real_root / review / "references.bib"
    registry = SimpleRegistry([str(file)])
    ours = _formatted(file.read_text(encoding="utf-8"))
    assert list(ours) == list(registry.bib_data.entries)
    for key, text in ours.items():
        assert text == _et_al(registry.reference_text(Citation(key)).strip()), key
        assert "others" not in text, key


_STRANGE = r"""
@string{jl = "Journal of {L}eaves"}
@article{a1, author = {M{\"u}ller, J{\'o}zef and van der Berg, Anna and {The Leaf Group}}, title = {On {DNA} \& other $\alpha$ things_here}, journal = jl, year = 2020, volume = 3, number = {2}, pages = {1--9}, doi = {10.1000/x_y-z}}
@book{b1, editor = {Poe, Ed, Jr. and \O stergaard, {\AA}se}, title = {A *Book* of [Leaves] <b>}, publisher = {Leaf \emph{Press}}, year = {1999}, edition = {Second}}
@inproceedings{c1, author = {Ann B. Hill and others}, title = {{A Title in Braces}: And More}, booktitle = {Proc. of # Hills}, year = {2001}, url = {https://x.y/a_b?c=d&e=f}}
@incollection{d1, author = {Hill, A. and others}, title = {Part | Pipe}, booktitle = {Whole}, publisher = {P}, year = {2002}, pages = {e12}}
@phdthesis{e1, author = {Solo}, title = {Thesis}, school = {School}, year = {2003}}
@techreport{f1, author = {Hill, Ann and Dale, Bo and Vale, Cy and Glen, Di}, title = {Report}, institution = {I}, year = {2004}}
@misc{g1, author = {{World Health Organization}}, title = {No Year}, howpublished = {Online}, note = {Accessed}}
@unpublished{h1, author = {Hill, Ann}, title = {Draft "quoted" `ticked`}, note = {Unpublished}, year = {2005}}
@misc{i1, title = {Nobody Wrote This}, year = {2006}}
@article(j1, author = "Hill, Ann", title = "Round" # " and joined", journal = jl, year = "2007", month = jan)
"""  # noqa: E501  (an entry a line is easier to compare)


def test_strange_entries_read_as_theirs(tmp_path: Path) -> None:
    """Accents, macros, particles, braces, all types of entry: the text is mkdocs-bibtex's own."""
    file = tmp_path / "strange.bib"
    file.write_text(_STRANGE, encoding="utf-8")
    registry = SimpleRegistry([str(file)])
    ours = _formatted(_STRANGE)
    assert list(ours) == list(registry.bib_data.entries)
    assert len(ours) == 10
    for key, text in ours.items():
        assert text == _et_al(registry.reference_text(Citation(key)).strip()), key


def _formatted(text: str) -> Mapping[str, str]:
    found, _ = references_of(SourceText.of("references.bib", text), text)
    formatter = ReferenceFormatter()
    return {read.reference.key: formatter.text(read.reference) for read in found}


_KEYS = st.text(st.sampled_from("abcXYZ019_-"), min_size=1, max_size=6)
_BLOCKS = st.lists(_KEYS, min_size=1, max_size=4).flatmap(
    lambda keys: st.sampled_from(["; ", ";"]).map(lambda joint: f"[{joint.join('@' + key for key in keys)}]")
)
_PIECES = st.one_of(
    _BLOCKS, st.sampled_from(["text ", "[a](b.md)", "[x]", "\n", " | ", "(", "**b**", "c;", "[^n]", "."])
)


@pytest.mark.slow
@settings(derandomize=True, max_examples=300, deadline=None)
@given(pieces=st.lists(_PIECES, max_size=12))
def test_any_citations_are_found_alike(pieces: list[str]) -> None:
    """Whatever stands around citations, we find the same keys in the same order as mkdocs-bibtex and mark them alike."""
    text = "".join(pieces) + "\n"
    blocks = CitationBlock.from_markdown(text)
    assert QuickBlocks.from_markdown(text) == blocks
    keys = [citation.key for block in blocks for citation in block.citations]
    assert list(cited_keys(text)) == list(dict.fromkeys(keys))
    marked = text
    for block in blocks:
        marked = marked.replace(str(block), "".join(f"[^{citation.key}]" for citation in block.citations))
    assert resolved(_document(text), dict.fromkeys(keys, "A work.")) == marked


def test_a_form_that_we_do_not_know_stays_text() -> None:
    """A citation with words in it is left as it is in our sink, not half resolved; the rules stop it long before."""
    text = "As said [see @hill2020, p. 3].\n"
    assert resolved(_document(text), {}) == text
