"""In: nothing; out: every problem code with its weight, the rule it stands for and why the rule exists."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A sort of problem: `error` stops a build, `gap` is counted and shown and stops a release only."""

    weight: str
    rule: str
    why: str


def _error(rule: str, why: str) -> Code:
    return Code("error", rule, why)


def _gap(rule: str, why: str) -> Code:
    return Code("gap", rule, why)


#: Printed by `review explain CODE`; the code is stable, since editors search for it.
CODES: dict[str, Code] = {
    # reading
    "unreadable-file": _error(
        "A file of the review is UTF-8 text of at most 5 MB, without invisible characters, inside the review's folder.",
        "A file that is read wrongly shows wrong characters to every reader.",
    ),
    "missing-file": _error(
        "The review's folder holds data/review.yml, data/vocabulary.yml, references.bib and docs/index.md.",
        "Without these the generator does not know what it builds.",
    ),
    "unknown-folder": _error(
        "A folder of data/ is one that the generator knows, or the id of a kind.",
        "A file in a misspelled folder would be left out without a word.",
    ),
    "yaml-syntax": _error(
        "A data file is one YAML document of mappings, lists and scalars: no anchors, aliases, merge keys or tags.",
        "Each value then stands where it is read; what a file says can be seen by looking at it.",
    ),
    "duplicate-key": _error(
        "A key occurs once in a mapping, and a field once in an entry of references.bib.",
        "Readers of YAML and BibTeX keep one of two values silently, so a fact would vanish.",
    ),
    "bibtex-syntax": _error(
        "references.bib is BibTeX that parses.",
        "Citations, the bibliography and every export are made from it.",
    ),
    # addresses that last
    "address-lost": _error(
        "An address that was published once is there in every later build, or data/ledger/moved.yml says where it went.",
        "Courses, papers and bookmarks link to it for years.",
    ),
    "bad-move": _error(
        "What data/ledger/moved.yml sends readers to is there.",
        "A reader who follows an old link must not end up nowhere twice.",
    ),
    "id-reissued": _error(
        "An id that was given up is never given to another record.",
        "An old link would lead to another fact, and its reader would not notice.",
    ),
    # shape
    "unknown-field": _error(
        "A record has only the fields that its type declares.",
        "A misspelled field would be ignored, and its fact with it.",
    ),
    "missing-field": _error("A record has every field that its type requires.", "Pages and tables rely on it."),
    "wrong-type": _error(
        "A value has the type that its field declares; the field decides, never the look of the value.",
        "`no`, `1.10` and dates change their meaning when a reader guesses.",
    ),
    "invalid-choice": _error(
        "A value of a closed list is one of that list.", "Filters, tables and wording depend on it."
    ),
    "bad-value": _error(
        "A value fits the pattern, length or limits of its field.",
        "Ids become addresses, dates are compared, patterns are parsed: a value out of form breaks them later.",
    ),
    "bad-schema": _error(
        "The fields of a kind are JSON Schema, and neither they nor its id hide what the generator has.",
        "Entities, editors and the data dictionary are all checked with them.",
    ),
    "empty-comparison": _error(
        "A comparison has at least one row.",
        "A table without rows tells a reader nothing; its filter or its list is wrong.",
    ),
    "mixed-units": _error(
        "The numbers of a column have one unit, in tables that are grouped by measure one in each group.",
        "Percent and dollars in one column would be sorted, and read, as if they were of one sort.",
    ),
    "low-above-high": _error(
        "A quantity is one value, or a range whose low end is not above its high end.",
        "A reversed range is a slip of the pen that a reader would take for a finding.",
    ),
    "number-not-in-passage": _error(
        "Each value of a quantity stands in a passage of its claim, with its unit.",
        "A number that the source does not give there is a slip of the pen or an invention.",
    ),
    "unbound-number": _error(
        "In claims and chapters a finding, share, cost, count, dose, date or duration is printed from a quantity.",
        "A typed number has no passage; it stays when the quantity is corrected.",
    ),
    "derived-value-wrong": _error(
        "A computed value says from what and how, and equals what that gives.",
        "A sum that is wrong by us would be taken for a finding about the source.",
    ),
    "claim-without-citation-statement": _error(
        "Each claim says which works its source cites there; `cites: []` when it cites none.",
        "Left out, nobody could tell an uncited statement from a forgotten citation.",
    ),
    "left-out-without-reason": _error(
        "A passage is left out for one of the named reasons only, and is then not used.",
        "What a review leaves out is as telling as what it takes in.",
    ),
    "paragraph-without-claim": _error(
        "Each paragraph of a chapter embeds or links a claim, or is marked as linking text with a reason.",
        "Prose between the facts is where opinions slip in; the marks are listed on the status page.",
    ),
    # summaries in plain words
    "summary-length": _error(
        "A summary in plain words has 60 to 150 words.",
        "Less says too little to stand alone, more is not read by those it is for.",
    ),
    "long-sentence": _error(
        "In a summary no sentence has more than 28 words, and on average a sentence has at most 18.",
        "Long sentences lose readers who are tired, worried or new to the subject.",
    ),
    "reading-grade": _error(
        "The reading grade of a summary (Flesch–Kincaid) is 9 or less; a word of a name or glossary term counts as at "
        "most two syllables.",
        "Whoever finished ninth grade should understand it at once.",
    ),
    "summary-claim": _error(
        "The claims that a summary lists are about its entity, and the claims whose numbers it prints are listed.",
        "A reader who doubts a sentence must find what it rests on.",
    ),
    "summary-missing": _gap(
        "Each chapter, and each entity with as many claims as `main-entity-claims` of data/review.yml says, has a summary.",
        "The pages most people land on should be understood by anybody.",
    ),
    "passage-unaccounted": _gap(
        "Each passage of a source is used by a claim, or left out for a reason that is named.",
        "A reader relies on the review to hold everything that the sources say.",
    ),
    # links
    "duplicate-id": _error(
        "An id is given once, and a list names nothing twice.",
        "An id is an address, where two records cannot live; what is named twice is shown and counted twice.",
    ),
    "unknown-id": _error("An id that a record names exists.", "A link to nothing helps nobody."),
    "wrong-kind": _error(
        "An id stands for a record of the kind that the field asks for.", "A target is not a disease."
    ),
    "unknown-passage": _error(
        "A claim points at a passage that its source's index holds.",
        "A claim whose passage cannot be found cannot be checked.",
    ),
    "unknown-citation": _error("A citation key is one of references.bib.", "A dead citation is worse than none."),
    "unknown-placeholder": _error(
        "A name in braces in `says` or `short` is a quantity of the claim.",
        "Numbers are printed from quantities, so that none is typed twice.",
    ),
    "unused-quantity": _error(
        "Each quantity of a claim is printed by its `says`.",
        "A number that the sentence does not show cannot be checked by reading it.",
    ),
    # references
    "bad-citation-key": _error(
        "A key of references.bib has letters, digits, `_` and `-` only.",
        "mkdocs-bibtex cuts a key at any other character and then cites another work or none.",
    ),
    "duplicate-reference": _error(
        "A key, and a title with the same year and first author, occurs once in references.bib.",
        "A work that is listed twice is counted twice.",
    ),
    "incomplete-reference": _error(
        "A reference has a title, authors, and what else is printed of a work of its type.",
        "A reader must be able to find the work, and the formatter stops where something is missing.",
    ),
    "unused-reference": _gap(
        "Each work of references.bib is cited somewhere.", "A list of works that nobody cites is padding."
    ),
    # appraisals, evidence, citation audit, questions
    "without-target": _error(
        "An appraisal or a record of evidence names at least one thing that it is about.",
        "What is about nothing is shown nowhere, and nobody would miss it.",
    ),
    "appraisal-number": _error(
        "A number in an appraisal is printed from a quantity, computed, or stands in its evidence or its passages.",
        "Who says that a number is wrong must not type a wrong one.",
    ),
    "citation-not-made": _error(
        "A verdict on a citation is about a claim that cites the work.",
        "It would blame or praise a citation that the source never made.",
    ),
    "citation-not-judged": _gap(
        "Once a citation of a source is judged, each of its citations is; `not-judged` is a verdict, too.",
        "An audit with holes lets readers take what is missing for sound.",
    ),
    "answer-of-another-measure": _error(
        "A quantity that answers a question has one of the question's measures.",
        "Unlike numbers side by side look like numbers that could be compared.",
    ),
    "answer-unlisted": _gap(
        "A quantity with a question's measure and entities is listed as an answer, or as none with the reason.",
        "A number that is left out without a word could be the one that differs.",
    ),
    "identifier-without-evidence": _error(
        "A DOI, PubMed number or registry number is shown by a record of evidence, or stated by a source in a claim.",
        "A wrong identifier leads readers to another work and looks checked.",
    ),
    # courses
    "bad-question": _error(
        "A question of a course has right and wrong answers as its type asks.", "Platforms refuse any other."
    ),
    "question-outdated": _gap(
        "The claims of a question say what they said when it was written.", "A right answer may be wrong now."
    ),
    # pages by hand
    "bad-citation": _error(
        "A citation is `[@key]` or `[@key; @key]` on one line, outside code and raw HTML.",
        "mkdocs-bibtex leaves any other form as text or loses keys without a word.",
    ),
    "heading-without-id": _error(
        "Each heading of a hand-written page has an id of its own: `## Heading {#id}`.",
        "Courses link to headings; an id made from the wording breaks when the wording changes.",
    ),
    "template-error": _error(
        "Templates use only what a page gives them; hand-written pages use only claim, q, table and figure.",
        "An undefined value would print nothing, and nobody would notice.",
    ),
    "address-taken": _error("Two pages do not share an address.", "One would overwrite the other."),
    # the texts of the sources, where they are at hand
    "index-differs": _error(
        "The passages of data/sources/ are those of the source's text, with its fingerprints and numbers.",
        "A claim that points at a passage of another text cannot be checked.",
    ),
    "citation-differs": _error(
        "A claim cites what its passages cite, and every work that a passage cites is cited by a claim made from it.",
        "Citations are the source's own: none is added, none gets lost.",
    ),
    "copied-text": _error(
        "No text of ours shares nine or more words in a row with a source, names and titles apart.",
        "Facts carry over, sentences do not.",
    ),
    # the built site
    "broken-link": _error(
        "Each link and image of the built site leads somewhere.", "MkDocs does not see links in raw HTML."
    ),
    "broken-anchor": _error(
        "Each link to a part of a page finds that part.", "Courses and claims point at parts of pages."
    ),
    "leftover": _error(
        "No page shows an unresolved citation, footnote, template mark or None.",
        "It is a sign that something was lost on the way.",
    ),
    "empty-cell": _error(
        "No cell of a table is empty.", "An empty cell does not say whether something is no, none or not stated."
    ),
    "edition-changed": _error(
        "Archive and snapshot of a released edition are as they were released.", "Links to it would lead to another."
    ),
    "not-releasable": _error(
        "An edition has an address of its own and a new, higher number.", "Two states under one number mislead."
    ),
    "bad-package": _error(
        "A package for learning platforms holds what it names, gives each id once, and leads to pages of the site.",
        "A platform refuses the whole package, or imports an empty link without a word.",
    ),
    "double-id": _error("An id occurs once on a page.", "A link would lead to the first of them only."),
    "site-build": _error(
        "MkDocs builds the site without a warning.", "A warning is a page that a reader finds broken."
    ),
    # the book
    "book-markup": _error(
        "The book knows every tag and class of its pages: scripts/sitegen/book/treatments.py lists them.",
        "What it does not know would vanish from print, and nobody would notice.",
    ),
    "book-glyph": _error(
        "The fonts of the book have every character of its text.", "A reader of the book would see an empty box."
    ),
    "book-alt": _error(
        "Every drawing in the book has an alternative text.", "Who cannot see it would be told nothing."
    ),
    "book-link": _error("Every link of the book has its aim.", "On paper it would lead to no page."),
    "book-table": _error(
        "Every table of the book fits on a page, upright or turned, with whole words and whole rows.",
        "Cells beyond the edge of the paper are lost, and nothing says so.",
    ),
    "book-font": _error(
        "The fonts of the book are installed with the npm packages.", "Another font would make another book."
    ),
    "book-compile": _error(
        "Typst sets the book without an error, as tagged PDF (PDF/UA-1).", "A book that cannot be set is no book."
    ),
}
