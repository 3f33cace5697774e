"""In: small pages that lead on, as they are built and spoilt at random; out: that they are read as a parser reads them."""

from __future__ import annotations

import random

from sitegen.check import pages
from sitegen.check.short import links_of_short
from sitegen.compose.pages import compose
from sitegen.exports.oembed import oembed_files
from sitegen.exports.stubs import stub_files
from sitegen.pipeline import load

ADDRESS = "https://example.org/tiny/"
#: What may stand in a page where it should not.
_ODD = (
    *("<", ">", "&amp;", "&#39;", '"', "'", "{{", "[@x]", "[^1]", "None", " None ", "///Footnotes", "\\bibliography"),
    *("\n", "\r", "\x00", "\x0b", "\x85", "é", "../", "#", ":", "//", "*", "javascript:x", "'unsafe-inline'"),
    *("<script>x</script>", ' id="a"', "<!-- x -->"),
)


def _stubs(tiny_root):
    review, problems = load(tiny_root)
    site = compose(review, problems)
    return stub_files(site, review.moves, ADDRESS, oembed_files(site, ADDRESS))


def test_a_page_that_leads_on_is_read_as_by_the_parser(tiny_root) -> None:
    """Ids, anchors, links with their lines, and problems; most of these pages are known by their shape."""
    found = _stubs(tiny_root)
    known = 0
    for name, html in found.items():
        raw = html.encode("utf-8")
        known += links_of_short(raw) is not None
        assert pages.read_page(name, raw) == pages._read(name, raw), name
    assert known > 0.8 * len(found)


def test_a_spoilt_page_is_read_as_by_the_parser(tiny_root) -> None:
    """Whatever is put into it, taken out of it or changed in it, anywhere."""
    choice, known = random.Random(12), 0
    found = sorted(_stubs(tiny_root).items())
    for _ in range(6000):
        name, html = choice.choice(found)
        at = choice.randrange(len(html))
        end = at + choice.choice((0, 0, 0, 1, 1, 5))
        html = html[:at] + choice.choice((*_ODD, "", "a", "b c")) + html[end:]
        raw = html.encode("utf-8")
        if choice.random() < 0.02:
            raw = raw[:at] + bytes([choice.randrange(128, 256)]) + raw[at:]
        known += links_of_short(raw) is not None
        read = pages._read(name, raw)
        assert pages.read_page(name, raw) == read, html
    assert known > 100, "no spoilt page is known, so nothing is held against the parser"
