"""In: a good review; out: cases in which a text is markup of some language: of each field, several."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import yaml

from .case import Case

#: Each holds the word `zqx`, by which a page is found that shows it.
HOSTILE: Mapping[str, str] = {
    "script": "zqx <script>alert(1)</script>",
    "handler": "zqx <img src=x onerror=alert(1)>",
    "breaking out": "zqx \"><svg onload=alert(1)> '><b>",
    "closing tags": "zqx </p></td></table></article></script></style></textarea></title>",
    "Markdown link": "zqx [a](javascript:alert(1)) <javascript:alert(1)> [b]: javascript:alert(1)",
    "data link": "zqx ![a](data:text/html;base64,PHNjcmlwdD4=) [b](data:text/html,x)",
    "Markdown": "zqx *a* __b__ `c` ~~d~~ # e > f 1. g",
    "attributes": 'zqx {: onclick="alert(1)" } {#id .class onclick=x} {: style=x}',
    "heading": "# zqx {#zqx-own}",
    "list": "- zqx",
    "number": "1. zqx",
    "fence": "``` zqx",
    "admonition": '!!! zqx "x"',
    "details": '??? zqx "x"',
    "definition": ": zqx",
    "abbreviation": "*[zqx]: gone",
    "footnote": "zqx [^1] [^1]: gone",
    "comment": "zqx <!-- gone --> --> <!--",
    "entities": "zqx &lt;script&gt; &#60;script&#62; &amp; &copy;",
    "Jinja": "zqx {{ 7*7 }} {% for a in b %} {# gone #} {{ config }}",
    "Typst": 'zqx #eval("1") $x^2$ @label <label> #import "x" \\u{41} // gone /* gone */ = h',
    "citation": "zqx [@none2000] @hill2020 [see @hill2020] \\cite{hill2020}",
    "bibliography": "zqx \\bibliography \\full_bibliography ///Footnotes Go Here///",
    "formula =": "=cmd|' /C calc'!A0 zqx",
    "formula +": "+zqx",
    "formula -": "-2+3+zqx",
    "formula @": "@SUM(1) zqx",
    "formula tab": "\t=zqx",
    "formula return": "zqx\r=1+1",
    "table": "zqx | a | b\n| --- | ---",
    "lines": "zqx\n\n<script>alert(1)</script>\n\n    code\n",
    "bidi": "zqx \u202etxt.exe\u202c \u2066a\u2069 \u200f",
    "zero width": "zqx a\u200bb\u200cc\u200dd\u2060e\ufeff",
    "private use": "zqx \ue000\uf8ff\U000f0000",
    "mention marks": "zqx \ue000a\ue001b\ue002c\ue003d\ue004e\ue005f",
    "look-alike": "zqx nоrth tеa раураl",
    "combining": "zqx Z" + "\u0310" * 60,
    "stash": "zqx \x02wzxhzdk:0\x03 klzzwxh:0001 \x02amp\x03",
    "emoji": "zqx 👩‍⚕️🏳️‍🌈 𝔘𝔫𝔦",
    "long": "zqx " + "word " * 3000,
    "long word": "zqx" + "x" * 4000,
    "quotes": "zqx ' \" ` ´ “ ” \\ \\\\",
    "template string": "zqx ${7*7} #{7*7} <%= 7*7 %> %s %(a)s {0} {a.__class__}",
    "URL": "zqx https://example.org/?a=1&b=2#c www.example.org",
    "LaTeX": "zqx $\\int$ \\input{/etc/passwd} {\\em x} % gone",
    "CDATA": "zqx ]]> <![CDATA[ <?php x ?> <!DOCTYPE x>",
    "xml entities": "zqx <!ENTITY x SYSTEM 'file:///etc/passwd'> &x;",
    "template tag": "zqx <template><slot></template> <iframe srcdoc='x'> <base href=//x> <meta http-equiv=refresh>",
    "case": "zqx <ScRiPt>alert(1)</sCrIpT> <a HREF=JaVaScRiPt:alert(1)>x</a>",
    "broken tag": "zqx <a href='x <b <!x <? </ < >",
    "None": "None",
    "space": "\u00a0zqx\u3000\u2003",
}


def text_fields(path: str, text: str) -> list[yaml.ScalarNode]:
    """The scalars of a file that are values."""
    found: list[yaml.ScalarNode] = []

    def walk(node: yaml.Node) -> None:
        if isinstance(node, yaml.ScalarNode):
            found.append(node)
        elif isinstance(node, yaml.SequenceNode):
            for item in node.value:
                walk(item)
        elif isinstance(node, yaml.MappingNode):
            for _, value in node.value:
                walk(value)

    walk(yaml.compose(text, Loader=yaml.CSafeLoader))
    return found


def text_cases(good: Mapping[str, bytes], each: int) -> Iterator[Case]:
    """In each value of each file so many hostile texts, in turn, so that all fields together meet all of them."""
    turn = 0
    names = list(HOSTILE)
    for path in sorted(good):
        if not path.startswith("data/"):
            continue
        text = good[path].decode("utf-8")
        for node in text_fields(path, text):
            for _ in range(each):
                name = names[turn % len(names)]
                turn += 1
                yield _case(path, text, node, name)
    yield from _front_matter(good, names)


def _case(path: str, text: str, node: yaml.ScalarNode, name: str) -> Case:
    start = node.start_mark.index
    end = start + max(1, len(text[start : node.end_mark.index].rstrip()))
    changed = text[:start] + json.dumps(HOSTILE[name], ensure_ascii=False) + text[end:]
    where = f"{path}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
    return Case("injection", f"{where} holds {name}", {path: changed.encode()}, HOSTILE[name])


def _front_matter(good: Mapping[str, bytes], names: list[str]) -> Iterator[Case]:
    page = "docs/chapters/calm.md"
    text = good[page].decode("utf-8")
    for name in names:
        value = json.dumps(HOSTILE[name], ensure_ascii=False)
        for field, before in (("title", "What calms"), ("description", "What the leaflet says about calm.")):
            changed = text.replace(f"{field}: {before}", f"{field}: {value}")
            yield Case("injection", f"{page} {field} holds {name}", {page: changed.encode()}, HOSTILE[name])
