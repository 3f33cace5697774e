"""In: pages and odd texts; out: that the quick steps give what Python-Markdown's and MkDocs' own give, in fewer calls."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.files import File, Files
from sitegen.pipeline import prepare
from sitegen.plugin import configuration
from sitegen.quick.extension import _SWAPPED
from sitegen.quick.steps import BlockLevel
from sitegen.sinks.settings import _QUICK

_PAGES = ("index.md", "teas/north.md", "teas/south.md", "teas/index.md", "works/hill.md", "works/dale/1.md")
#: What our pages hold, what a hand-written one may hold, and what only looks like either.
ODD = (
    "plain words",
    "# Heading {#top}",
    "## Another *heading* with [a link](teas/north.md#calm) {#calm .wide}",
    "### No id of its own",
    "[link](teas/north.md) [again](teas/north.md#x) [up](../index.md) [self](#top) [none](nowhere.md) [abs](/teas/north.md)",
    "[folder](teas/) [q](teas/north.md?a=1#b) [title](teas/south.md 'A title') [round](teas/a_(b).md) [<>](<teas/north.md>)",
    "[outer [inner](teas/north.md) text](teas/south.md) [![alt](x.png)](index.md) ![a *b*](pic.png 'T')",
    "[ref][one] and [one] and [One][] and ![one] [undefined][two] [x] [\n\n[one]: https://example.org/a 'Title'",
    "<https://example.org/?a=b&c> <me@example.org> a@b.c https://example.org/_x_",
    r'[a](teas/north.md "\[b\] \*c\* & \"d\"") [e](x){title="f \_g\_"} ![h \*i\*](j.png "\_k\_") <a title="\*l\*">m</a>',
    "**strong** *em* ***both*** _under_ __strong__ snake_case_word 2*3*4 * alone _ **a *b* c** *a **b** c* ****",
    r"\*not em\* \[no link\](x) \\ \` `code *x* [y](z)` ``a ` b`` \< &amp; &copy; &#169; &notanentity; AT&T a < b > c",
    "a line  \nbroken and a\nsoft one",
    "Note[^a] and again[^a] and[^b], none[^c].\n\n[^a]: The *first* [note](teas/south.md).\n[^b]: Two\n\n    more lines",
    '<div class="card" markdown="1">\n\n### In a card {#card}\n\n- one [x](teas/north.md)\n- two\n\n</div>',
    '<details class="x"><summary>More *not em*</summary><ol><li><span id="in">a & b</span></li></ol></details>',
    '<table markdown="1"><thead markdown="1"><tr markdown="1"><th markdown="span" id="h">*A*</th></tr></thead></table>',
    '<a id="anchor"></a> text <a name="named">x</a> <span id=bare>y</span> <img src="x.png" alt="<b>"> <br> <!-- c id="d" -->',
    "| A | B |\n| --- | :-: |\n| [x](teas/north.md) | a \\| b `c|d` |\n| <a id='r'></a>1{.n} | *2* |",
    "- one\n- two {.last}\n\n    - inner\n\n1. first\n2. second\n\nTerm {.t}\n:   definition [x](index.md)",
    '> quoted *text*\n> - list\n\n!!! note "Title"\n    In *it*.\n\n??? more\n    Hidden [x](teas/north.md)',
    "```python\nx = '<a id=\"no\">' & [1](2)\n```\n\n    indented *code* &amp;\n\n---\n",
    "North and AB are words. *[AB]: a b\n\n*[AB]: An abbreviation\n\nAB again in *AB* and `AB`.",
    "[TOC]",
    "text {: #para .c data-x='1' hidden }\n\nlast line\n{: #block }",
    "[link](teas/north.md){.work-link} `code`{.c} **b**{#b} {not} { } {#}",
    "\u0002klzzwxh:0000\u0003 \u0002wzxhzdk:0\u0003 stray marks \u0002\u0003",
    "<script>var a = '<b id=\"s\">'</script>\n\n<style>p > a {}</style>\n\n<pre>*x* &lt;</pre>\n\n<p>unclosed *x*",
    "É *ü* “quoted” – dash … 日本 [ü](teas/north.md#ü)\n\n## É *x* & `y` <b>z</b>",
)

Result = tuple[Any, ...]


@pytest.fixture(scope="module")
def convert(tiny_root: Path) -> Callable[[str, str, bool], Result]:
    """All that MkDocs asks of a page: HTML, contents, ids, links, title; the quick way or the slow one."""
    return _converter(tiny_root, _PAGES)


def _converter(root: Path, paths: tuple[str, ...]) -> Callable[[str, str, bool], Result]:
    config = configuration(root)
    config.mdx_configs["abbr"] = {"glossary": {"North": "a word", "A & B": "another"}}
    slow = [name for name in config.markdown_extensions if name != _QUICK]
    assert config.markdown_extensions == [*slow, _QUICK]
    for level in ("not_found", "absolute_links", "unrecognized_links"):
        config.validation.links[level] = 10
    files = Files([File(path, "/docs", "/site", True) for path in paths])

    def convert(path: str, text: str, quick: bool) -> Result:
        extensions = [*slow, _QUICK] if quick else slow
        engine = Markdown(extensions=extensions, extension_configs=config.mdx_configs)
        file = files.get_file_from_path(path)
        raw = mkdocs_pages._RawHTMLPreprocessor()
        ids = mkdocs_pages._ExtractAnchorsTreeprocessor(file, files, config)
        links = mkdocs_pages._RelativePathTreeprocessor(file, files, config)
        title = mkdocs_pages._ExtractTitleTreeprocessor()
        for step in (raw, ids, links, title):
            step._register(engine)
        html = engine.convert(text)
        led = [(to.src_uri, dict(anchors)) for to, anchors in links.links_to_anchors.items()]
        return html, engine.toc_tokens, raw.present_anchor_ids, ids.present_anchor_ids, led, title.title

    return convert


@pytest.mark.slow
@pytest.mark.parametrize("path", _PAGES)
def test_odd_texts_are_equal(convert: Callable[[str, str, bool], Result], path: str) -> None:
    """Each by itself, and all on one page."""
    for text in (*ODD, "\n\n".join(ODD)):
        assert convert(path, text, True) == convert(path, text, False), text


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*ODD, "*", "_", "`", "[", "](", ")", "<", ">", "&", "{", "}", "\n", "  \n", "\\"]), max_size=9
    )
)
def test_mixtures_are_equal(convert: Callable[[str, str, bool], Result], parts: list[str]) -> None:
    """Whatever stands beside whatever."""
    text = "".join(parts)
    assert convert("teas/north.md", text, True) == convert("teas/north.md", text, False)


@pytest.mark.slow
def test_all_pages_of_a_review_are_equal(tiny_root: Path) -> None:
    """Every sort of page that there is."""
    documents = prepare(tiny_root).documents
    convert = _converter(tiny_root, tuple(document.path for document in documents))
    assert {document.role for document in documents} >= {
        "entity",
        "section",
        "comparison",
        "work",
        "references",
        "home",
    }
    for document in documents:
        quick, slow = (convert(document.path, document.markdown, way) for way in (True, False))
        assert quick == slow, document.path


def test_each_step_is_swapped(tiny_root: Path) -> None:
    """A newer Python-Markdown or MkDocs whose steps are others would be slow again without a word."""
    config = configuration(tiny_root)
    engine = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    engine.convert("text")
    engine.reset().convert("text again")
    assert {name: type(engine.treeprocessors[name]) for name in _SWAPPED} == {
        name: quick for name, (_, quick) in _SWAPPED.items()
    }
    assert isinstance(engine.is_block_level.__self__, BlockLevel)
    assert type(engine.inlinePatterns["link"]).__name__ == "QuickLink"
    assert engine.serializer.__module__ == "sitegen.quick.steps"


def test_what_an_extension_has_changed_stays(tiny_root: Path) -> None:
    """Another class in the place of a step that we know is somebody's wish."""

    class Own(_SWAPPED["prettify"][0]):
        pass

    engine = Markdown(extensions=configuration(tiny_root).markdown_extensions)
    engine.treeprocessors.register(Own(engine), "prettify", 10)
    engine.convert("text")
    assert type(engine.treeprocessors["prettify"]) is Own


def test_the_quick_way_takes_fewer_calls(convert: Callable[[str, str, bool], Result]) -> None:
    """At most half as many calls of functions on text as ours is; calls are the same on every machine."""
    text = "\n\n".join(f"- Words [{n}](south.md#c) and more words of *it*.[^{n}]\n\n[^{n}]: A note." for n in range(60))
    calls = {way: _calls(lambda way=way: convert("teas/north.md", text, way)) for way in (True, False)}
    assert calls[True] < calls[False] / 2


def _calls(function: Callable[[], object]) -> int:
    count = 0

    def seen(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        function()
    finally:
        sys.setprofile(None)
    return count
