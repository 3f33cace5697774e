"""In: pages and odd texts; out: that the quick steps give what Python-Markdown's and MkDocs' own give, in fewer calls.

Each text goes three ways: at once (quick/whole.py, where it can), step by step (quick/steps.py), and the engine's own.
"""

from __future__ import annotations

import re
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
from sitegen.quick.known import is_known
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

#: What is read at once, cut and mixed so that it nearly is.
SHAPES = (
    "# Title {#top}",
    '## A *heading* \\- of AB & `code` {#a .work data-year="2020"}',
    'Words of North, and *AB* [link](north.md#x), [§](south.md#a-b.c "A title, (2) & more"){.work-link}.[^a][^b]',
    "[search](<https://example.org/?a=b&c=%20>) **strong [up](../index.md) text** a_b [Internet] 5 > 3 &amp; &#39; `x`",
    ' [▲](south.md#n "High"){: .mark data-mark="high" } *of* note*[^a]* <span id="s" class="c d">in</span><br>AT&T',
    "- one [x](north.md)[^b]\n- two \\[not\\] *three*{.audit-mark}\n- <span id='q'>x</span>",
    "1. **High, of North:** [x](south.md).\n2. two",
    "| A | `b` |\n| --- | --- |\n| [x](south.md) | a \\| b |\n| one[^b] |  |\n| a | b | c |",
    '<div class="card" data-b="&quot;x&quot; &amp; y" hidden markdown="1">\n\n### In {#in}\n\nNorth[^a]\n\n</div>',
    (
        '<div class="a" markdown="1">\n<details class="v" data-x><summary>AB &amp; c</summary><ol><li><span class="n">A:</span>'
        " b & c</li><li>d</li></ol></details>\n\n</div>"
    ),
    '<details><summary>S</summary>\n<p class="n">A <i>b</i></p><pre>&#64;x{\n\n *a* [b](c.md)\n</pre>\n</details>',
    (
        '<figure class="c" id="f" data-home markdown="1">\n<figcaption id="f.c" markdown="span">North **b**</figcaption>\n'
        '<table markdown="1">\n<thead markdown="1">\n<tr markdown="1">\n<th scope="col" markdown="span">[x](south.md)[^a]</th>\n'
        '</tr>\n</thead>\n<tbody markdown="1">\n<tr id="f.r" markdown="1">\n<td data-label="A" markdown="span">x<br>y</td>\n'
        "</tr>\n</tbody>\n</table>\n</figure>"
    ),
    '<p class="n" id="n1" markdown="span"><sup>a</sup> text[^b]</p>',
    "///Footnotes Go Here///",
    "[^a]: A *note* of [North](south.md){.work-link}\n[^b]: Another.",
)
PIECES = [
    "*",
    "_",
    "`",
    "[",
    "](",
    ")",
    "<",
    ">",
    "&",
    "{",
    "}",
    "\n",
    "\n\n",
    "  \n",
    "\\",
    "|",
    "\n- ",
    "\n# ",
    "</div>",
    "[^a]",
]

Result = tuple[Any, ...]
ENGINE = "the engine's own way"
WAYS = ("at once", "step by step")


@pytest.fixture(scope="module")
def convert(tiny_root: Path) -> Callable[[str, str, str], Result]:
    """All that MkDocs asks of a page: HTML, contents, ids, links, title; one way or another."""
    return _converter(tiny_root, _PAGES)


def _converter(root: Path, paths: tuple[str, ...]) -> Callable[[str, str, str], Result]:
    config = configuration(root)
    config.mdx_configs["abbr"] = {"glossary": {"North": "a word", "A & B": "another"}}
    slow = [name for name in config.markdown_extensions if name != _QUICK]
    assert config.markdown_extensions == [*slow, _QUICK]
    for level in ("not_found", "absolute_links", "unrecognized_links"):
        config.validation.links[level] = 10
    files = Files([File(path, "/docs", "/site", True) for path in paths])

    def convert(path: str, text: str, way: str) -> Result:
        extensions = slow if way == ENGINE else [*slow, _QUICK]
        engine = Markdown(extensions=extensions, extension_configs=config.mdx_configs)
        file = files.get_file_from_path(path)
        raw = mkdocs_pages._RawHTMLPreprocessor()
        ids = mkdocs_pages._ExtractAnchorsTreeprocessor(file, files, config)
        links = mkdocs_pages._RelativePathTreeprocessor(file, files, config)
        title = mkdocs_pages._ExtractTitleTreeprocessor()
        for step in (raw, ids, links, title):
            step._register(engine)
        html = engine.convert(text) if way == "at once" else Markdown.convert(engine, text)
        led = [(to.src_uri, dict(anchors)) for to, anchors in links.links_to_anchors.items()]
        return html, engine.toc_tokens, raw.present_anchor_ids | ids.present_anchor_ids, led, title.title

    return convert


@pytest.mark.slow
@pytest.mark.parametrize("path", _PAGES)
def test_odd_texts_are_equal(convert: Callable[[str, str, str], Result], path: str) -> None:
    """Each by itself, and all on one page."""
    for text in (*ODD, *SHAPES, "\n\n".join(ODD), "\n\n".join(SHAPES), SHAPES[0] + "\n\n" + "\n\n".join(SHAPES[1:9])):
        wanted = convert(path, text, ENGINE)
        for way in WAYS:
            assert convert(path, text, way) == wanted, (way, text)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*ODD, *SHAPES, *PIECES]), max_size=9))
def test_mixtures_are_equal(convert: Callable[[str, str, str], Result], parts: list[str]) -> None:
    """Whatever stands beside whatever."""
    text = "".join(parts)
    wanted = convert("teas/north.md", text, ENGINE)
    for way in WAYS:
        assert convert("teas/north.md", text, way) == wanted


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(SHAPES), min_size=1, max_size=4),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from([*PIECES, ""])), max_size=2),
)
def test_what_is_nearly_known_is_equal(
    convert: Callable[[str, str, str], Result], shapes: list[str], changes: list[tuple[float, str]]
) -> None:
    """A page of known shapes into which something was put, or of which a letter was taken away."""
    text = "\n\n".join((*shapes, SHAPES[-1]))
    for share, piece in changes:
        place = int(share * len(text))
        text = text[:place] + piece + text[place + (not piece) :]
    assert convert("teas/north.md", text, "at once") == convert("teas/north.md", text, ENGINE)


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
        wanted = convert(document.path, document.markdown, ENGINE)
        for way in WAYS:
            assert convert(document.path, document.markdown, way) == wanted, document.path


def test_most_pages_are_read_at_once(tiny_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the templates write is known, but for drawings and what hand-written pages hold; a new shape is to be taught."""
    documents = prepare(tiny_root).documents
    convert = _converter(tiny_root, tuple(document.path for document in documents))
    slowly: list[str] = []
    own = Markdown.convert
    monkeypatch.setattr(Markdown, "convert", lambda engine, text: slowly.append(text) or own(engine, text))
    for document in documents:
        # Citations become marks in MkDocs: here neither they nor their list are there.
        convert(document.path, re.sub(r"\[@[^\]]*\]|///.*///", "", document.markdown), "at once")
    assert len(slowly) < len(documents) / 3, [text[:40] for text in slowly]


def test_an_engine_with_more_steps_is_left_alone(tiny_root: Path) -> None:
    """Another extension may give words a meaning that only it knows."""
    config = configuration(tiny_root)
    for more, known in (([], True), (["nl2br"], False), (["sane_lists"], False)):
        engine = Markdown(extensions=[*config.markdown_extensions, *more], extension_configs=config.mdx_configs)
        assert is_known(engine) is known
    engine = Markdown(extensions=config.markdown_extensions, extension_configs={**config.mdx_configs, "toc": {}})
    assert not is_known(engine)


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


def test_the_quick_way_takes_fewer_calls(convert: Callable[[str, str, str], Result]) -> None:
    """A page at once takes a tenth, its steps half of the calls of functions; calls are the same on every machine."""
    text = "\n\n".join(f"Words [{n}](south.md#c) and more words of *it*.[^{n}]\n\n[^{n}]: A note." for n in range(60))
    calls = {way: _calls(lambda way=way: convert("teas/north.md", text, way)) for way in (*WAYS, ENGINE)}
    assert calls["step by step"] < calls[ENGINE] / 2
    assert calls["at once"] < calls["step by step"] / 2, calls


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
