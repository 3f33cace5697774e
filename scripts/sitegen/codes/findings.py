"""In: nothing; out: the codes of links, references, appraisals, courses and hand-written pages."""

from __future__ import annotations

from .code import Code, error, gap

FINDINGS: dict[str, Code] = {
    # links
    "duplicate-id": error(
        "An id is given once, and a list names nothing twice.",
        "An id is an address, where two records cannot live; what is named twice is shown and counted twice.",
    ),
    "unknown-id": error("An id that a record names exists.", "A link to nothing helps nobody."),
    "wrong-kind": error("An id stands for a record of the kind that the field asks for.", "A target is not a disease."),
    "unknown-passage": error(
        "A claim points at a passage that its source's index holds.",
        "A claim whose passage cannot be found cannot be checked.",
    ),
    "unknown-citation": error("A citation key is one of references.bib.", "A dead citation is worse than none."),
    "unknown-placeholder": error(
        "A name in braces in `says` or `short` is a quantity of the claim.",
        "Numbers are printed from quantities, so that none is typed twice.",
    ),
    "unused-quantity": error(
        "Each quantity of a claim is printed by its `says`.",
        "A number that the sentence does not show cannot be checked by reading it.",
    ),
    # references
    "bad-citation-key": error(
        "A key of references.bib has letters, digits, `_` and `-` only, and is not `index`.",
        "mkdocs-bibtex cuts a key at any other character and then cites another work or none.",
    ),
    "duplicate-reference": error(
        "A key, a DOI, a PubMed number, and a title with its year occur once in references.bib.",
        "A work that is listed twice is counted twice.",
    ),
    "incomplete-reference": error(
        "A reference has a title, authors, and what else is printed of a work of its type.",
        "A reader must be able to find the work, and the formatter stops where something is missing.",
    ),
    "biblatex-field": error(
        "The fields of references.bib are those of classic BibTeX.",
        "Reference managers lose `journaltitle` and `date`, and with them where and when a work appeared.",
    ),
    "unused-reference": gap(
        "Each work of references.bib is cited somewhere.", "A list of works that nobody cites is padding."
    ),
    # appraisals, evidence, citation audit, questions
    "without-target": error(
        "An appraisal or a record of evidence names at least one thing that it is about.",
        "What is about nothing is shown nowhere, and nobody would miss it.",
    ),
    "appraisal-number": error(
        "A number in an appraisal is printed from a quantity, computed, or stands in its evidence or its passages.",
        "Who says that a number is wrong must not type a wrong one.",
    ),
    "citation-not-made": error(
        "A verdict on a citation is about a claim that cites the work.",
        "It would blame or praise a citation that the source never made.",
    ),
    "citation-not-judged": gap(
        "Once a citation of a source is judged, each of its citations is; `not-judged` is a verdict, too.",
        "An audit with holes lets readers take what is missing for sound.",
    ),
    "answer-of-another-measure": error(
        "A quantity that answers a question has one of the question's measures.",
        "Unlike numbers side by side look like numbers that could be compared.",
    ),
    "answer-unlisted": gap(
        "A quantity with a question's measure and entities is listed as an answer, or as none with the reason.",
        "A number that is left out without a word could be the one that differs.",
    ),
    "identifier-without-evidence": error(
        "A DOI, PubMed number or registry number is shown by a record of evidence, or stated by a source in a claim.",
        "A wrong identifier leads readers to another work and looks checked.",
    ),
    # courses
    "bad-question": error(
        "A question of a course has right and wrong answers as its type asks.", "Platforms refuse any other."
    ),
    "question-outdated": gap(
        "The claims of a question say what they said when it was written.", "A right answer may be wrong now."
    ),
    # pages by hand
    "bad-citation": error(
        "A citation is `[@key]` or `[@key; @key]` on one line, outside code and raw HTML.",
        "mkdocs-bibtex leaves any other form as text or loses keys without a word.",
    ),
    "heading-without-id": error(
        "Each heading of a hand-written page has an id of its own: `## Heading {#id}`.",
        "Courses link to headings; an id made from the wording breaks when the wording changes.",
    ),
    "template-error": error(
        "Templates use only what a page gives them; hand-written pages use only claim, q, table and figure.",
        "An undefined value would print nothing, and nobody would notice.",
    ),
    "address-taken": error("Two pages do not share an address.", "One would overwrite the other."),
}
