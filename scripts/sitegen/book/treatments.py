"""In: nothing; out: every tag and class that a page of the book may have, with what becomes of it in print."""

from __future__ import annotations

#: The one list of what the book knows. A page with any other tag or class stops the build, so that nothing vanishes
#: from the book without a word. To add one, say here what becomes of it:
#:
#: - `text`      its content stays, the element itself has no look of its own
#: - `drop`      it is left out, with its content: it serves the screen only
#: - `#name`     inline: the function `name` of templates/book.typ.j2 is called with its content
#: - `block name`  a block: the same, with paragraphs, lists and tables inside
#: - `paragraph name`  a paragraph by that function; `anchored name` a block that is also told its label and its id
#: - anything else is a method of book/convert.py, for what needs more than its content
#:
#: A class goes before its tag. Classes that print like the tag alone are listed with the tag's own treatment.
TREATMENTS: dict[str, str] = {
    # running text
    "em": "#emph",
    "i": "#emph",
    "strong": "#strong",
    "b": "#strong",
    "sub": "#sub",
    "sup": "#super",
    "code": "#code",
    "kbd": "#code",
    "q": "#quoted",
    "cite": "#emph",
    "small": "#small",
    "span": "text",
    "abbr": "text",
    "dfn": "#emph",
    "mark": "text",
    "time": "text",
    "br": "line_break",
    "wbr": "drop",
    "a": "link",
    "a.mention": "link",
    "a.mark": "link",
    "a.mark-high": "link",
    "a.mark-medium": "link",
    "a.mark-low": "link",
    "a.again": "mentioned_again",
    "a.headerlink": "drop",
    "span.cites": "citations",
    "span.pages": "page_list",
    "span.uses": "index_pages",
    "span.used-on": "used_on",
    "span.cited-on": "cited_on",
    "span.claim-id": "#claim-id",
    "span.label": "#label-text",
    "span.number": "#number-of",
    # blocks
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "p": "paragraph",
    "p.facts": "paragraph facts",
    "p.entry": "paragraph entry-line",
    "p.pointer": "paragraph pointer",
    "p.admonition-title": "paragraph admonition-title",
    "ul": "bullets",
    "ol": "numbered",
    "dl": "definitions",
    "blockquote": "block quotation",
    "hr": "rule",
    "pre": "verbatim",
    "div": "block plain",
    "div.highlight": "block plain",
    "div.claim": "anchored claim",
    "div.reference": "anchored reference",
    "div.entry": "anchored entry",
    "div.index": "index",
    "div.admonition": "block note",
    "details": "block note",
    "details.note": "block note",
    "summary": "paragraph admonition-title",
    "section": "block plain",
    "div.comparison-scroll": "block plain",
    "div.plain-words": "block note",
    # courses
    "div.course-facts": "block plain",
    "div.course-step": "anchored entry",
    "div.course-prompt": "anchored entry",
    "div.course-question": "anchored entry",
    "details.course-answer": "block note",
    # tables and figures
    "table": "table",
    "table.comparison-table": "table",
    "figure": "figure",
    "figure.comparison": "figure",
    "figure.figure": "figure",
    "figure.wide": "figure",
    "p.comparison-note": "paragraph facts",
    "figcaption": "text",
    "img": "image",
    "svg": "drawing",
}
#: Parts of tables, which the table itself reads; their classes only change the look on the screen.
TABLE_PARTS: dict[str, frozenset[str]] = {
    "caption": frozenset(),
    "colgroup": frozenset(),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tfoot": frozenset(),
    "tr": frozenset({"comparison-group"}),
    "th": frozenset(),
    "td": frozenset({"prose", "empty", "gap"}),
}
#: Kinds of admonitions; all print as a note with its title.
NOTES = frozenset("note abstract info tip success question warning failure danger bug example quote important".split())


def treatment(tag: str, classes: tuple[str, ...]) -> tuple[str | None, str]:
    """What becomes of an element, or None with the name of what nobody has said anything about."""
    if tag not in TREATMENTS:
        return None, f"<{tag}>"
    found = TREATMENTS[tag]
    for name in classes:
        if tag in ("div", "details") and name in NOTES:
            continue
        if f"{tag}.{name}" not in TREATMENTS:
            return None, f'<{tag} class="{name}">'
        found = TREATMENTS[f"{tag}.{name}"]
    return found, ""
