"""In: nothing; out: the codes of what is wrong in sources’ texts, the built site, its packages and the book."""

from __future__ import annotations

from .code import Code, error

BUILT: dict[str, Code] = {
    # the texts of the sources, where they are at hand
    "index-differs": error(
        "The passages of data/sources/ are those of the source's text, with its fingerprints and numbers.",
        "A claim that points at a passage of another text cannot be checked.",
    ),
    "citation-differs": error(
        "A claim cites what its passages cite, and every work that a passage cites is cited by a claim made from it.",
        "Citations are the source's own: none is added, none gets lost.",
    ),
    "copied-text": error(
        "No text of ours shares nine or more words in a row with a source, names and titles apart.",
        "Facts carry over, sentences do not.",
    ),
    # the built site
    "broken-link": error(
        "Each link and image of the built site leads somewhere.", "MkDocs does not see links in raw HTML."
    ),
    "broken-anchor": error(
        "Each link to a part of a page finds that part.", "Courses and claims point at parts of pages."
    ),
    "leftover": error(
        "No page shows an unresolved citation, footnote, template mark or None.",
        "It is a sign that something was lost on the way.",
    ),
    "empty-cell": error(
        "No cell of a table is empty.", "An empty cell does not say whether something is no, none or not stated."
    ),
    "edition-changed": error(
        "Archive and snapshot of a released edition are as they were released.", "Links to it would lead to another."
    ),
    "not-releasable": error(
        "An edition has an address of its own and a new, higher number.", "Two states under one number mislead."
    ),
    "bad-package": error(
        "A package for learning platforms holds what it names, gives each id once, and leads to pages of the site.",
        "A platform refuses the whole package, or imports an empty link without a word.",
    ),
    "double-id": error("An id occurs once on a page.", "A link would lead to the first of them only."),
    "script-in-page": error(
        "No page has a script or an event handler of its own: they stand in files.",
        "The policy of the pages runs no other; so no text that slips into a page can run, either.",
    ),
    "link-opens-anew": error(
        "A link that opens a new window says rel=noopener.", "The other site could change the page that it came from."
    ),
    "page-policy": error(
        "Each page says first, and once, what its browser may load: scripts from the site alone.",
        "Medical readers are owed a page that runs nothing but what was published.",
    ),
    "cannot-write": error(
        "The folder build/ can be written, and has room for everything that is built.",
        "Half a site would take the place of a whole one; instead, the last one stays.",
    ),
    "site-build": error("MkDocs builds the site without a warning.", "A warning is a page that a reader finds broken."),
    # the book
    "book-markup": error(
        "The book knows every tag and class of its pages: scripts/sitegen/book/treatments.py lists them.",
        "What it does not know would vanish from print, and nobody would notice.",
    ),
    "book-glyph": error(
        "The fonts of the book have every character of its text.", "A reader of the book would see an empty box."
    ),
    "book-alt": error("Every drawing in the book has an alternative text.", "Who cannot see it would be told nothing."),
    "book-link": error("Every link of the book has its aim.", "On paper it would lead to no page."),
    "book-table": error(
        "Every table of the book fits on a page, upright or turned, with whole words and whole rows.",
        "Cells beyond the edge of the paper are lost, and nothing says so.",
    ),
    "book-font": error(
        "The fonts of the book are installed with the npm packages.", "Another font would make another book."
    ),
    "book-compile": error(
        "Typst sets the book without an error, as tagged PDF (PDF/UA-1).", "A book that cannot be set is no book."
    ),
}
