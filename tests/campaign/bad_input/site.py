"""In: a good review; out: cases of what surrounds the data: mkdocs.yml, templates of the review's own, hand-written pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .case import Case
from .oddities import INSTEAD

_CONFIGURATION = "mkdocs.yml"
_PAGE = "docs/chapters/calm.md"
#: What stands behind the good configuration.
SETTINGS: Mapping[str, bytes] = {
    "an unknown setting": b"\nzzz: 1\n",
    "a setting twice": b"\nsite_name: Other\n",
    "no theme": b"\ntheme: zzz\n",
    "a theme that is a list": b"\ntheme: []\n",
    "plugins that are text": b"\nplugins: search\n",
    "no plugins": b"\nplugins: []\n",
    "a plugin that is not there": b"\nplugins: [zzz]\n",
    "the plugin bibtex only": b"\nplugins: [{bibtex: {bib_file: references.bib}}]\n",
    "the plugin review only": b"\nplugins: [review]\n",
    "an option that the plugin does not have": b"\nplugins: [{review: {zzz: 1}}, {bibtex: {bib_file: references.bib}}]\n",
    "a bibliography that is not there": b"\nplugins: [review, {bibtex: {bib_file: none.bib}}]\n",
    "an extension that is not there": b"\nmarkdown_extensions: [zzz]\n",
    "no extensions": b"\nmarkdown_extensions: []\n",
    "extensions that are text": b"\nmarkdown_extensions: abbr\n",
    "an option that an extension does not have": b"\nmarkdown_extensions: [{toc: {zzz: 1}}]\n",
    "docs elsewhere": b"\ndocs_dir: none\n",
    "docs that are the site": b"\nsite_dir: docs\n",
    "docs that are everything": b"\ndocs_dir: .\n",
    "a hook that is not there": b"\nhooks: [none.py]\n",
    "a tag of Python": b"\nextra: !!python/object/apply:os.system ['true']\n",
    "a name that is not there": b"\nextra: {x: !!python/name:none.none }\n",
    "an environment": b"\nextra: {x: !ENV [NONE, NONE2]}\n",
    "a parent that is not there": b"\nINHERIT: none.yml\n",
    "itself for a parent": b"\nINHERIT: mkdocs.yml\n",
    "a style that is not there": b"\nextra_css: [none.css]\n",
    "a style of somebody else": b"\nextra_css: ['https://example.org/x.css']\n",
    "a script of somebody else": b"\nextra_javascript: ['https://example.org/x.js']\n",
    "a script of javascript": b"\nextra_javascript: ['javascript:alert(1)']\n",
    "an address that is none": b"\nsite_url: zzz\n",
    "a site of nothing": b"\nsite_name:\n",
    "pages of its own": b"\nnav: [{Home: none.md}]\n",
    "a broken navigation": b"\nnav: {a: b}\n",
    "a tab": b"\n\tzzz: 1\n",
    "a brace": b"\nzzz: {a\n",
    "a wrong strictness": b"\nstrict: maybe\n",
    "an alias of itself": b"\nextra: &a [*a]\n",
    "an alias without an anchor": b"\nextra: *none\n",
    "a language that is not there": b"\ntheme: {name: material, language: zz}\n",
    "a feature that is not there": b"\ntheme: {name: material, features: [zzz]}\n",
    "features that are text": b"\ntheme: {name: material, features: zzz}\n",
    "a folder of the theme that is not there": b"\ntheme: {name: material, custom_dir: none}\n",
    "addresses of files": b"\nuse_directory_urls: false\n",
    "exclusions of everything": b"\nexclude_docs: '*'\n",
    "exclusions of a list": b"\nexclude_docs: [a]\n",
    "wrong validation": b"\nvalidation: {links: zzz}\n",
}
#: Templates of the review's own that are wrong.
TEMPLATES: Mapping[str, str] = {
    "a tag that is not closed": "{% if page %}",
    "a value that is not closed": "{{ page.title",
    "an unknown tag": "{% zzz %}",
    "an unknown value": "{{ zzz }}",
    "an unknown field": "{{ page.zzz }}",
    "an unknown filter": "{{ page | zzz }}",
    "an unknown test": "{% if page is zzz %}{% endif %}",
    "an unknown macro": '{% from "_macros.md.j2" import zzz %}{{ zzz() }}',
    "another template that is not there": '{% include "none.md.j2" %}',
    "itself": "{% include self._TemplateReference__context.name %}",
    "a division by zero": "{{ 1 / 0 }}",
    "a call of nothing": "{{ none() }}",
    "a value of None": "{{ none }}",
    "something unsafe": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "an end without a beginning": "{% endif %}",
    "a macro inside out": "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    "nothing": "",
    "not UTF-8": "\udcff",
    "an endless range": "{% for a in range(999999999999) %}{% if a > 3 %}{{ zzz }}{% endif %}{% endfor %}",
}
_TEMPLATE_FILES = (
    "entity.md.j2", "tea.md.j2", "_macros.md.j2", "_after.md.j2", "home.md.j2", "comparison.md.j2", "_table_html.md.j2",
    "references.md.j2", "figures/drawing.svg.j2", "section.md.j2", "chapter.md.j2",
)  # fmt: skip
#: What stands in the body of a hand-written page.
BODIES: Mapping[str, str] = {
    "a script": "zqx <script>alert(1)</script>",
    "a script as a block": "<script>\nalert(1)\n</script>",
    "a script in capitals": "<SCRIPT SRC=//x.y/z.js></SCRIPT>",
    "a handler": 'zqx <img src="x.png" onerror="alert(1)">',
    "a handler of a block": '<div onclick="alert(1)" markdown="1">zqx</div>',
    "a handler by attributes": 'zqx [a](../index.md){ onclick="alert(1)" }',
    "a handler of a heading": "## Zqx {#zqx onclick=alert(1)}",
    "a frame": '<iframe src="https://example.org/"></iframe>',
    "an object": '<object data="x.swf"></object><embed src="x.swf">',
    "a form": '<form action="https://example.org/"><input name="a"></form>',
    "a base": '<base href="https://example.org/">',
    "a refresh": '<meta http-equiv="refresh" content="0;url=https://example.org/">',
    "a style": "<style>body { display: none }</style>",
    "a style of somebody else": '<link rel="stylesheet" href="https://example.org/x.css">',
    "a drawing with a script": '<svg onload="alert(1)"><script>alert(1)</script></svg>',
    "mathematics": "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "a link of javascript": "zqx [a](javascript:alert(1))",
    "a link of javascript in capitals": "zqx [a](JaVaScRiPt:alert(1))",
    "a link of javascript in entities": "zqx [a](&#106;avascript:alert(1))",
    "a link of javascript by reference": "zqx [a][b]\n\n[b]: javascript:alert(1)",
    "a link of javascript in angles": "zqx <javascript:alert(1)>",
    "a link of javascript in HTML": 'zqx <a href="javascript:alert(1)">a</a>',
    "a link of javascript with a tab": 'zqx <a href="java\tscript:alert(1)">a</a>',
    "a link of data": "zqx [a](data:text/html;base64,PHNjcmlwdD4=)",
    "a picture of data": "zqx ![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "a link of vbscript": "zqx [a](vbscript:x)",
    "a link of a file": "zqx [a](file:///etc/passwd)",
    "a picture of somebody else": "zqx ![a](https://example.org/x.png)",
    "a picture that is not there": "zqx ![a](none.png)",
    "a link to nothing": "zqx [a](none.md)",
    "a link to a part that is not there": "zqx [a](#none)",
    "a link out of the site": "zqx [a](../../../../etc/passwd)",
    "a link that is broken": "zqx [a](http://[::1)",
    "an open tag": "zqx <div>",
    "an open table": "<table><tr><td>zqx",
    "an open comment": "zqx <!-- and so on",
    "a closed tag": "zqx </div></article></main>",
    "an open fence": "```\nzqx",
    "an open fence of tildes": "~~~~\nzqx",
    "an open bracket": "zqx [a](b",
    "an open call": "zqx {{ claim('c-n001'",
    "a call of nothing": "zqx {{ }}",
    "a call of Jinja": "zqx {{ 7*7 }}",
    "a tag of Jinja": "zqx {% include 'x' %}",
    "a call of a claim that is not there": "zqx {{ claim('c-zzzz') }}",
    "a call of a quantity that is not there": "zqx {{ q('c-n002', 'zzz') }}",
    "a call within a call": "zqx {{ claim(claim('c-n001')) }}",
    "a call with a long argument": "zqx {{ claim('" + "c" * 10000 + "') }}",
    "a citation that is not there": "zqx [@none]",
    "a citation that is not closed": "zqx [@hill2020",
    "many citations": "zqx [" + "; ".join(["@hill2020"] * 3000) + "]",
    "a bibliography": "zqx \\bibliography \\full_bibliography",
    "a footnote": "zqx [^1]\n\n[^1]: note",
    "a footnote of itself": "zqx [^1]\n\n[^1]: note [^1]",
    "a footnote without a note": "zqx [^none]",
    "deep quotes": "> " * 400 + "zqx",
    "deep lists": "".join("    " * n + "- zqx\n" for n in range(90)),
    "deep brackets": "[" * 5000 + "zqx" + "]" * 5000,
    "deep emphasis": "*" * 5000 + "zqx",
    "deep tags": "<div markdown=1>" * 300 + "zqx" + "</div>" * 300,
    "deep links": "[a](" * 2000 + "zqx",
    "many angles": "<" * 20000,
    "many ticks": "`" * 20001,
    "many underscores": "_a" * 10000,
    "many pipes": "|" * 20000 + "\n" + "|-" * 5000,
    "many entities": "&" * 20000,
    "many ampersands of comments": "<!--" * 5000,
    "many exclamation marks": "![" * 5000,
    "an empty table": "| | |\n|-|-|\n| | |",
    "an id twice": "## A {#zqx}\n\n## B {#zqx}",
    "an id of another": "## A {#the-claim}",
    "an id of the site": "## A {#__toc}",
    "an id that is none": "## A {#a b}",
    "a heading without an id": "## A",
    "a heading of nothing": "## {#a}",
    "a heading of markup": "## <script>alert(1)</script> {#zqx}",
    "a snippet": '--8<-- "/etc/passwd"',
    "an admonition": '!!! danger "zqx"\n    <script>alert(1)</script>',
    "an abbreviation": "*[calm]: <script>alert(1)</script>\n\nzqx calm",
    "bidirectional override": "zqx \u202etxt\u202c",
    "private use": "zqx \ue000\ue001\ue002\ue003",
    "zero width": "zqx a\u200bb",
    "control characters": "zqx \x02wzxhzdk:0\x03",
    "NUL": "zqx \0",
    "a form feed": "zqx \x0c",
    "a line separator": "zqx \u2028",
    "a long line": "zqx " + "word " * 50_000,
    "a long word": "zqx" * 20_000,
    "a thousand headings": "\n\n".join(f"## Zqx {n} {{#zqx-{n}}}" for n in range(1000)),
    "a front matter again": "---\nid: x\n---",
    "a number": "zqx 42% of patients.",
}


def site_cases(good: Mapping[str, bytes]) -> Iterator[Case]:
    """Each of these, alone."""
    settings = good[_CONFIGURATION]
    for what, extra in SETTINGS.items():
        kept = _without(settings, extra)
        yield Case("site", f"{_CONFIGURATION} has {what}", {_CONFIGURATION: kept + extra}, site=True)
    for what, instead in INSTEAD.items():
        yield Case("site", f"{_CONFIGURATION} is {what}", {_CONFIGURATION: instead}, site=True)
    yield Case("site", f"{_CONFIGURATION} is missing", {_CONFIGURATION: None}, site=True)
    for name in _TEMPLATE_FILES:
        for what, text in TEMPLATES.items():
            content = text.encode("utf-8", "surrogateescape")
            yield Case("templates", f"templates/{name} holds {what}", {f"templates/{name}": content})
    for what, text in BODIES.items():
        body = b"\n<!-- linking text: made bad -->\n" + text.encode() + b"\n"
        yield Case("pages", f"{_PAGE} ends with {what}", {_PAGE: good[_PAGE] + body})
        head = b"---\nid: more\ntitle: More\ndescription: One page more.\n---\n"
        yield Case("pages", f"a page of {what}", {"docs/chapters/more.md": head + body})


def _without(settings: bytes, extra: bytes) -> bytes:
    """The configuration without the setting that is given anew, since a key that is there twice is another fault."""
    name = extra.strip().partition(b":")[0]
    parts = settings.split(b"\n")
    kept: list[bytes] = []
    inside = False
    for line in parts:
        if line[:1] not in (b" ", b"#", b""):
            inside = line.partition(b":")[0] == name and name != b"site_name"
        if not inside:
            kept.append(line)
    return b"\n".join(kept)
