"""In: a small built site with one defect; out: that the check finds it, with its code, its page and its line."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sitegen.check.links import leads_to, links_of_css
from sitegen.check.pages import check_site

#: Many small sites are written and read back.
pytestmark = pytest.mark.slow

ADDRESS = "https://example.org/teas/"
_POLICY = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; script-src 'self'\">"
#: Line 7 of each page is the one that tests fill.
_PAGE = """<!doctype html>
<html lang="en">
<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"><title>{title}</title>
<link rel="stylesheet" href="{root}assets/review.css"></head>
<body>
<h1 id="top-of-page">{title}</h1>
{body}
<p id="end">The end. None of this is real. <code>[@key] {{{{ x }}}} [^1] None</code></p>
</body>
</html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A clean site of two pages, a page for what is not found, styles, a picture, a sitemap and a search index."""
    _write(tmp_path, "index.html", _PAGE.format(title="Home", root="", body='<p><a href="north/#end">North</a></p>'))
    body = '<p id="here"><a href="../">Home</a> <a href="#here">Here</a></p>'
    _write(tmp_path, "north/index.html", _PAGE.format(title="North", root="../", body=body))
    _write(
        tmp_path, "404.html", _PAGE.format(title="Not found", root="/teas/", body='<a href="/teas/north/">North</a>')
    )
    _write(tmp_path, "assets/review.css", "@import 'more.css';\nbody { background: url(\"leaf.png\") }\n")
    _write(tmp_path, "assets/more.css", "/* url(gone.png) */ a { cursor: url(data:image/png;base64,AA==), auto }\n")
    _write(tmp_path, "assets/leaf.png", "")
    places = "".join(f"<url>\n<loc>{ADDRESS}{place}</loc>\n</url>\n" for place in ("", "north/"))
    _write(
        tmp_path, "sitemap.xml", f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )
    _write(tmp_path, "search/names.js", _names("", "north/", "north/#here"))
    _write(tmp_path, "search/texts-0.js", 'reviewSearch.part("texts-0",[["North","north/",0,"A tea."]])')
    _write(tmp_path, "search/words-0.js", 'reviewSearch.part("words-0",{"tea":[0,10]})')
    return tmp_path


def _names(*places: str) -> str:
    """The first part of a search that leads to these places."""
    entries = [["", 0, [["Name", place] for place in places]]]
    return f'reviewSearch.part("names",{json.dumps({"topics": [["here", "Here"]], "entries": entries})})'


def _write(site: Path, name: str, text: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(text, encoding="utf-8")


def _with(site: Path, body: str, page: str = "north/index.html") -> None:
    """Put something on line 7 of a page."""
    lines = (site / page).read_text(encoding="utf-8").split("\n")
    lines[6] += body
    _write(site, page, "\n".join(lines))


def _found(site: Path, address: str = ADDRESS) -> list[tuple[str, str, int]]:
    """Code, file and line of each problem."""
    return [
        (p.code, p.location.file.path.removeprefix("build/site/"), p.location.line) for p in check_site(site, address)
    ]


def test_a_clean_site_gives_nothing(site: Path) -> None:
    """Links to pages, parts of pages, style sheets and pictures that exist are no problem, nor is code."""
    assert check_site(site, ADDRESS) == []


CLEAN = [
    '<a href="https://example.com/x">elsewhere</a>',
    '<a href="https://example.org/other/">another place of the same host</a>',
    '<a href="//example.com/x">elsewhere</a>',
    '<a href="mailto:a@b.org">mail</a> <a href="tel:+1">call</a>',
    '<a href="https://example.org/teas/north/#end">absolute address of the site</a>',
    '<a href="HTTPS://EXAMPLE.ORG/teas/north/">the same in capitals</a>',
    '<a href="https://example.org/teas">the site without its slash</a>',
    '<a href="/teas/north/#end">path of the site</a> <a href="/teas/">home</a> <a href="/teas">home</a>',
    '<a href="../north/index.html">file</a> <a href="./">here</a> <a href=".">here</a> <a href="?q=1">search</a>',
    '<a href="">this page</a> <a href="#">top</a> <a href="#top">top</a> <a href="#:~:text=North">text</a>',
    '<a href=" ../ ">spaces</a> <a href="../no%72th/#%65nd">coded</a>',
    '<a name="old"></a> <a href="#old">named</a>',
    '<img src="../assets/leaf.png" alt="Leaf"> <img src="data:image/png;base64,AA==" alt="Dot">',
    '<img srcset="../assets/leaf.png 1x, ../assets/leaf.png?2 2x" alt="Leaf">',
    '<img srcset="data:image/png;base64,AA== 1x, ../assets/leaf.png 2x" alt="Leaf">',
    '<a href="../assets/leaf.png#part">a part of what is no page</a>',
    '<p style="background: url(../assets/leaf.png)">styled</p>',
    '<style>p { background: url("../assets/leaf.png") }</style>',
    '<link rel="preconnect" href="https://fonts.example.com">',
    '<meta http-equiv="refresh" content="0; url=../">',
    '<meta property="og:image" content="https://example.org/teas/assets/leaf.png">',
    '<p aria-labelledby="here end">labelled</p>',
    "<p>None of them, and None were there; Nonetheless, 100&nbsp;% [at] night, { x }, [1], a^2</p>",
    "<p>None, one and two: that is the order. None, one or two. Of these: None of one sort.</p>",
    "<pre>{{ x }} [@key] {% raw %} ///Footnotes Go Here/// \\bibliography None</pre>",
    "<script type='application/json'>{{ x }} [@key]</script> <style>/* None */</style>",
    '<table><tr><th>A</th><td>0</td><td><img src="../assets/leaf.png" alt="Leaf"></td><td><svg></svg></td></tr></table>',
    "<table><tr><td><a href='#here'>x</a></td><td>–</td></tr></table>",
    "<!-- [@key] {{ x }} None -->",
    '<pre class="copy">&#64;book{hill, title = {{Tea}}}</pre><p>a&#64;b [1]</p>',
    "<p>In action: a style of headers, an src and a poster.</p>",
    '<template id="here2"><p>{{ x }}</p></template>',
]


@pytest.mark.parametrize("body", CLEAN)
def test_what_is_in_order_is_left_alone(site: Path, body: str) -> None:
    """Other sites, all ways to write a link of this one, code, and cells with something in them are no problem."""
    _with(site, body)
    assert check_site(site, ADDRESS) == []


BROKEN_LINKS = [
    '<a href="../south/">raw HTML link</a>',
    '<a href="south.html">file</a>',
    '<a href="../north">a folder without its slash</a>',
    '<a href="/north/">a path of the host, outside the site</a>',
    '<a href="../../north/">out of the site</a>',
    '<a href="../../../../teas2/">out of the site</a>',
    '<a href="https://example.org/teas/south/">absolute address of the site</a>',
    '<a href="//example.org/teas/south/">the same without its scheme</a>',
    '<a href="http://example.org/teas/south/">the same, insecure</a>',
    '<a href="/teas/south/#end">path of the site</a>',
    '<a href="http://[">no address at all</a>',
    '<a href="../North/">another case</a>',
    '<a href="../north/index.htm">ending</a>',
    '<area href="../south/" alt="South">',
    '<img src="leaf.png" alt="Leaf">',
    '<img src="../assets/leaf.png" srcset="../assets/leaf.png 1x, ../assets/leaf2.png 2x" alt="Leaf">',
    '<source srcset="gone.webp">',
    '<video poster="gone.png"></video>',
    '<video><source src="gone.mp4"></video>',
    '<object data="gone.svg"></object>',
    '<iframe src="gone.html"></iframe>',
    '<script src="gone.js"></script>',
    '<link rel="stylesheet" href="gone.css">',
    '<link rel="preload" imagesrcset="gone.png 1x">',
    '<svg><use xlink:href="gone.svg#a"></use></svg>',
    '<form action="gone/"></form>',
    '<button formaction="gone/">Go</button>',
    '<form class=""action = "gone/"></form>',
    '<img alt="Leaf"/SRC=gone.png>',
    '<p style="background: url(gone.png)">styled</p>',
    "<style>p { background: url('gone.png') }</style>",
    '<meta http-equiv="refresh" content="0; url=../south/">',
    '<meta property="og:image" content="https://example.org/teas/gone.png">',
    '<noscript><a href="../south/">without scripts</a></noscript>',
]


@pytest.mark.parametrize("body", BROKEN_LINKS)
def test_a_link_that_leads_nowhere_is_found(site: Path, body: str) -> None:
    """Whatever element or attribute names a file that is not there, and however it writes the address."""
    _with(site, body)
    assert _found(site) == [("broken-link", "north/index.html", 7)]


BROKEN_ANCHORS = [
    '<a href="#nowhere">on this page</a>',
    '<a href="#Here">another case</a>',
    '<a href="../#nowhere">on another page</a>',
    '<a href="../index.html#nowhere">on another page</a>',
    '<a href="https://example.org/teas/#nowhere">absolute</a>',
    '<a href="/teas/#nowhere">absolute path</a>',
    '<a href="?q=1#nowhere">with a query</a>',
    '<p aria-labelledby="here nowhere">labelled</p>',
    '<p aria-describedby="nowhere">described</p>',
    '<table><tr><th id="a">A</th></tr><tr><td headers="a nowhere">x</td></tr></table>',
]


@pytest.mark.parametrize("body", BROKEN_ANCHORS)
def test_a_part_that_is_not_there_is_found(site: Path, body: str) -> None:
    """A fragment, on this page or another, and an attribute that names an element, need an id or a name to lead to."""
    _with(site, body)
    assert _found(site) == [("broken-anchor", "north/index.html", 7)]


LEFTOVERS = [
    "<p>As said [@hill2020].</p>",
    "<p>As said [^hill2020].</p>",
    "<p>{{ claim('c-n002') }}</p>",
    "<p>{% if x %}</p>",
    "<p>///Footnotes Go Here///</p>",
    "<p>\\bibliography</p>",
    "<p>\\full_bibliography</p>",
    "<p>None</p>",
    "<p>Color: None.</p>",
    "<p>red, None</p>",
    "<p><b>Color</b> None</p>",
    "<td>None</td>",
    "<li>None; green</li>",
    '<img src="../assets/leaf.png" alt="{{ leaf }}">',
    '<a href="../" title="None">Home</a>',
    '<p aria-label="[@hill2020]">labelled</p>',
    '<meta name="description" content="None">',
    "<noscript>{{ x }}</noscript>",
    "<pre>title = {{Tea}}, <code>[@a]</code></pre> {{ x }} <code>{{ y }}</code>",
    '<pre class="copy">{{Tea}}</pre> {{ x }}',
    "<p>As said [&#64;hill2020].</p>",
    "<p>As said &lsqb;@hill2020].</p>",
    "<p>&#x4E;one</p>",
    "<p>&lcub;{ x }}</p>",
    "<p>&bsol;&#98;ibliography</p>",
]


@pytest.mark.parametrize("body", LEFTOVERS)
def test_a_leftover_is_found(site: Path, body: str) -> None:
    """Marks that were not resolved, and a value that is None, in a text or in an attribute that stands for one."""
    _with(site, body)
    assert _found(site) == [("leftover", "north/index.html", 7)]


def test_a_leftover_in_the_title_is_found(site: Path) -> None:
    """The title of a page is text, too."""
    _write(site, "north/index.html", _PAGE.format(title="None", root="../", body='<p id="here"></p>'))
    assert {(code, page) for code, page, _ in _found(site)} == {("leftover", "north/index.html")}


@pytest.mark.parametrize(
    "cell", ["", " ", "&nbsp;", "<b></b>", " <b>&#8195;</b> ", "<!-- x -->", "<a href='#here'></a>", "\n"]
)
@pytest.mark.parametrize("tag", ["td", "th"])
def test_an_empty_cell_is_found(site: Path, cell: str, tag: str) -> None:
    """A cell needs a text or a picture; spaces and empty elements are nothing."""
    _with(site, f"<table><tr><th>A</th><{tag}>{cell}</{tag}></tr></table>")
    assert _found(site) == [("empty-cell", "north/index.html", 7)]


@pytest.mark.parametrize(
    ("body", "twice"),
    [
        ('<b id="end">again</b>', "the id 'end' is there twice, on <b> and on <p>"),
        ('<svg id="here"></svg>', "the id 'here' is there twice, on <p> and on <svg>"),
        ('<a id="top-of-page"></a>', "the id 'top-of-page' is there twice, on <h1> and on <a>"),
    ],
)
def test_an_id_twice_is_found(site: Path, body: str, twice: str) -> None:
    """The second element with an id is named, and what the first is."""
    _with(site, body)
    assert [(problem.code, problem.sentence) for problem in check_site(site, ADDRESS)] == [("double-id", twice)]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("assets/review.css", "a {}\n\nb { background: url(gone.png) }", 3),
        ("assets/review.css", "@import url('gone.css');", 1),
        ("assets/review.css", '@import "gone.css";', 1),
        ("assets/review.css", "/* one\ntwo */ a { background: URL( 'gone.png' ) }", 2),
        ("assets/review.css", "a { background: url(/assets/leaf.png) }", 1),
        ("assets/review.css", "a { background: url(../../leaf.png) }", 1),
        ("assets/review.css", "a { background: url(https://example.org/teas/gone.png) }", 1),
    ],
)
def test_a_style_sheet_is_checked(site: Path, name: str, text: str, line: int) -> None:
    """Addresses in style sheets are relative to the sheet and have to exist."""
    _write(site, name, text)
    assert _found(site) == [("broken-link", name, line)]


def test_comments_of_a_style_sheet_are_not_read() -> None:
    """An address in a comment leads nowhere, and the lines after it count on."""
    links = list(links_of_css("/* url(a)\n\n*/ b { c: url(d) } /* @import 'e' */"))
    assert [(link.href, link.line) for link in links] == [("d", 3)]


@pytest.mark.parametrize(
    "place", ["https://example.org/teas/south/", "https://example.org/", "https://example.com/teas/", "north/gone/"]
)
def test_the_sitemap_is_checked(site: Path, place: str) -> None:
    """Each address of the sitemap is one of this site and exists."""
    _write(site, "sitemap.xml", f"<urlset>\n<url><loc>{place}</loc></url>\n</urlset>")
    assert _found(site) == [("broken-link", "sitemap.xml", 2)]


@pytest.mark.parametrize(("place", "code"), [("south/", "broken-link"), ("north/#nowhere", "broken-anchor")])
def test_the_search_index_is_checked(site: Path, place: str, code: str) -> None:
    """Each place that the search leads to exists."""
    _write(site, "search/names.js", _names("", place))
    assert _found(site) == [(code, "search/names.js", 1)]


@pytest.mark.parametrize(
    ("topics", "rows", "code"),
    [
        (0, [], None),
        (1, [], "broken-anchor"),
        (-1, [[0, "north/#here"]], None),
        (-1, [[0, "west/"]], "broken-link"),
        (-1, [0], "broken-anchor"),
    ],
)
def test_parts_of_a_page_that_the_search_leads_to_are_checked(
    site: Path, topics: int, rows: list[object], code: str | None
) -> None:
    """A topic is an anchor on the page, a row an address of its own, written or made of its table's."""
    value = {
        "topics": [["here", "Here"], ["gone", "Gone"]],
        "sets": [[0], [1]],
        "tables": [["A table", "#a-table.", 0]],
        "entries": [["", 0, [["North", 0, [], topics, rows]]]],
    }
    _write(site, "search/names.js", f'reviewSearch.part("names",{json.dumps(value)})')
    assert _found(site) == ([(code, "search/names.js", 1)] if code else [])


def test_texts_that_the_search_leads_to_are_checked(site: Path) -> None:
    """A statement's address exists."""
    _write(site, "search/texts-0.js", 'reviewSearch.part("texts-0",[["North","north/#gone",0,"A tea."]])')
    assert _found(site) == [("broken-anchor", "search/texts-0.js", 1)]


@pytest.mark.parametrize(
    "href", ["north/", "./north/", "../teas/north/", "index.html", ".", "?q=1", "assets/review.css"]
)
def test_the_page_for_what_is_not_found_has_no_relative_links(site: Path, href: str) -> None:
    """It is shown at any depth, so its links are absolute or begin with the site's path, even where a file fits."""
    _with(site, f'<a href="{href}">somewhere</a>', "404.html")
    assert _found(site) == [("broken-link", "404.html", 7)]


@pytest.mark.parametrize(
    "href", ["#end", "/teas/", "/teas/north/#end", "https://example.org/teas/north/", "https://x.y/"]
)
def test_the_page_for_what_is_not_found_may_link_absolutely(site: Path, href: str) -> None:
    """Absolute links, and those within the page, lead to the same place from any depth."""
    _with(site, f'<a href="{href}">somewhere</a>', "404.html")
    assert _found(site) == []


def test_its_absolute_links_are_checked(site: Path) -> None:
    """A link of the 404 page that begins with the site's path leads to a page that exists."""
    _with(site, '<a href="/teas/south/">South</a>', "404.html")
    assert _found(site) == [("broken-link", "404.html", 7)]


def test_an_empty_page_is_found(site: Path) -> None:
    """A file that holds no page at all is a problem, not an accident of the reader."""
    _write(site, "empty.html", "")
    assert _found(site) == [("leftover", "empty.html", 1)]


def test_the_nearest_is_named(site: Path) -> None:
    """A broken link comes with the file, a broken anchor with the id, that looks most like it."""
    _with(site, '<a href="../nort/">North</a><a href="#her">Here</a>')
    problems = check_site(site, ADDRESS)
    assert [problem.nearest for problem in problems] == ["north/index.html", "here"]


def test_a_site_at_the_root_of_its_host(site: Path) -> None:
    """Without a path in the address, a path from the root is one of the site."""
    _write(site, "404.html", _PAGE.format(title="Not found", root="/", body='<a href="/north/">North</a>'))
    (site / "sitemap.xml").unlink()
    assert _found(site, "https://example.org/") == []
    _with(site, '<a href="/south/">South</a>')
    assert _found(site, "https://example.org/") == [("broken-link", "north/index.html", 7)]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("", ("a/b/index.html", "")),
        ("#x", ("a/b/index.html", "x")),
        ("./", ("a/b/index.html", "")),
        ("..", ("a/index.html", "")),
        ("../../", ("index.html", "")),
        ("c.html#x%20y", ("a/b/c.html", "x y")),
        ("../c/", ("a/c/index.html", "")),
        ("/teas/c/", ("c/index.html", "")),
        ("https://example.org/teas/c.png", ("c.png", "")),
        ("https://example.org/c.png", None),
        ("mailto:x@y.org", None),
        ("javascript:void(0)", None),
    ],
)
def test_where_a_link_leads(href: str, expected: tuple[str, str] | None) -> None:
    """A link is resolved as a browser does it, from the address at which its page is served."""
    assert leads_to(href, "a/b/index.html", urlsplit(ADDRESS)) == expected


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<script>run()</script>", "script-in-page"),
        ('<script type="module">run()</script>', "script-in-page"),
        ('<p onclick="run()">Click.</p>', "script-in-page"),
        ('<a href=" JavaScript:run()">Click.</a>', "script-in-page"),
        ('<a href="https://example.com/" target="_blank">Elsewhere.</a>', "link-opens-anew"),
        ('<a href="https://example.com/" target="&#95;blank">Elsewhere.</a>', "link-opens-anew"),
        ('<a href="#here" data-x="JAVA&#115;cript:1">x</a>', "script-in-page"),
        ('<svg/onload = "1"></svg>', "script-in-page"),
    ],
)
def test_what_a_page_would_run_of_its_own_is_found(site: Path, body: str, code: str) -> None:
    """A script, a handler, an address that is a script, and a window that reaches back to the page."""
    _with(site, body)
    assert (code, "north/index.html", 7) in _found(site)


def test_data_in_a_page_is_no_script(site: Path) -> None:
    """What search engines read, a file of the site, a window that cannot reach back."""
    _with(
        site,
        '<script type="application/ld+json">{}</script><a href="https://example.com/" target="_blank" rel="noopener">x</a>',
    )
    assert check_site(site, ADDRESS) == []


@pytest.mark.parametrize(
    "policy",
    [
        "",
        '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'; script-src 'self' 'unsafe-inline'\">",
        '<meta http-equiv="Content-Security-Policy" content="default-src *; script-src \'self\'">',
        f'<link rel="stylesheet" href="assets/review.css">{_POLICY}',
    ],
)
def test_a_page_without_a_strict_policy_is_found(site: Path, policy: str) -> None:
    """None, one without scripts, one that lets everything in, one that comes after what is loaded."""
    page = (site / "index.html").read_text(encoding="utf-8")
    start, end = page.index("<meta"), page.index("<title>")
    _write(site, "index.html", page[:start] + policy + page[end:])
    assert [code for code, _, _ in _found(site)] == ["page-policy"]
