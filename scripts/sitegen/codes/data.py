"""In: nothing; out: the codes of what is wrong in files, records, facts and summaries."""

from __future__ import annotations

from .code import Code, error, gap

DATA: dict[str, Code] = {
    # reading
    "unreadable-file": error(
        "A file of the review is UTF-8 text of at most 5 MB, without invisible characters, inside the review's folder.",
        "A file that is read wrongly shows wrong characters to every reader.",
    ),
    "missing-file": error(
        "The review's folder holds data/review.yml, data/vocabulary.yml, references.bib and docs/index.md.",
        "Without these the generator does not know what it builds.",
    ),
    "unknown-folder": error(
        "A folder of data/ is one that the generator knows, or the id of a kind.",
        "A file in a misspelled folder would be left out without a word.",
    ),
    "yaml-syntax": error(
        "A data file is one YAML document of mappings, lists and scalars: no anchors, aliases, merge keys or tags.",
        "Each value then stands where it is read; what a file says can be seen by looking at it.",
    ),
    "duplicate-key": error(
        "A key occurs once in a mapping, and a field once in an entry of references.bib.",
        "Readers of YAML and BibTeX keep one of two values silently, so a fact would vanish.",
    ),
    "bibtex-syntax": error(
        "references.bib is BibTeX that parses.",
        "Citations, the bibliography and every export are made from it.",
    ),
    "unsafe-markup": error(
        "A hand-written page is Markdown; of HTML it has only what builds text, and its links lead to pages, the web or mail.",
        "A script, a handler or a link that runs something would run before every reader.",
    ),
    # addresses that last
    "address-lost": error(
        "An address that was published once is there in every later build, or data/ledger/moved.yml says where it went.",
        "Courses, papers and bookmarks link to it for years.",
    ),
    "bad-move": error(
        "What data/ledger/moved.yml sends readers to is there.",
        "A reader who follows an old link must not end up nowhere twice.",
    ),
    "id-reissued": error(
        "An id that was given up is never given to another record.",
        "An old link would lead to another fact, and its reader would not notice.",
    ),
    # shape
    "unknown-field": error(
        "A record has only the fields that its type declares.",
        "A misspelled field would be ignored, and its fact with it.",
    ),
    "missing-field": error("A record has every field that its type requires.", "Pages and tables rely on it."),
    "wrong-type": error(
        "A value has the type that its field declares; the field decides, never the look of the value.",
        "`no`, `1.10` and dates change their meaning when a reader guesses.",
    ),
    "invalid-choice": error(
        "A value of a closed list is one of that list.", "Filters, tables and wording depend on it."
    ),
    "bad-value": error(
        "A value fits the pattern, length or limits of its field.",
        "Ids become addresses, dates are compared, patterns are parsed: a value out of form breaks them later.",
    ),
    "bad-schema": error(
        "The fields of a kind are JSON Schema, and neither they nor its id hide what the generator has.",
        "Entities, editors and the data dictionary are all checked with them.",
    ),
    "empty-comparison": error(
        "A comparison has at least one row.",
        "A table without rows tells a reader nothing; its filter or its list is wrong.",
    ),
    "mixed-units": error(
        "The numbers of a column have one unit, in tables that are grouped by measure one in each group.",
        "Percent and dollars in one column would be sorted, and read, as if they were of one sort.",
    ),
    "low-above-high": error(
        "A quantity is one value, or a range whose low end is not above its high end.",
        "A reversed range is a slip of the pen that a reader would take for a finding.",
    ),
    "number-not-in-passage": error(
        "Each value of a quantity stands in a passage of its claim, with its unit.",
        "A number that the source does not give there is a slip of the pen or an invention.",
    ),
    "unbound-number": error(
        "In claims and chapters a finding, share, cost, count, dose, date or duration is printed from a quantity.",
        "A typed number has no passage; it stays when the quantity is corrected.",
    ),
    "derived-value-wrong": error(
        "A computed value says from what and how, and equals what that gives.",
        "A sum that is wrong by us would be taken for a finding about the source.",
    ),
    "claim-without-citation-statement": error(
        "Each claim says which works its source cites there; `cites: []` when it cites none.",
        "Left out, nobody could tell an uncited statement from a forgotten citation.",
    ),
    "left-out-without-reason": error(
        "A passage is left out for one of the named reasons only, and is then not used.",
        "What a review leaves out is as telling as what it takes in.",
    ),
    "paragraph-without-claim": error(
        "Each paragraph of a chapter embeds or links a claim, or is marked as linking text with a reason.",
        "Prose between the facts is where opinions slip in; the marks are listed on the status page.",
    ),
    # summaries in plain words
    "summary-length": error(
        "A summary in plain words has 60 to 150 words.",
        "Less says too little to stand alone, more is not read by those it is for.",
    ),
    "long-sentence": error(
        "In a summary no sentence has more than 28 words, and on average a sentence has at most 18.",
        "Long sentences lose readers who are tired, worried or new to the subject.",
    ),
    "reading-grade": error(
        "The reading grade of a summary (Flesch–Kincaid) is 9 or less; a word of a name or glossary term counts as at "
        "most two syllables.",
        "Whoever finished ninth grade should understand it at once.",
    ),
    "summary-claim": error(
        "The claims that a summary lists are about its entity, and the claims whose numbers it prints are listed.",
        "A reader who doubts a sentence must find what it rests on.",
    ),
    "summary-missing": gap(
        "Each chapter, and each entity with as many claims as `main-entity-claims` of data/review.yml says, has a summary.",
        "The pages most people land on should be understood by anybody.",
    ),
    "passage-unaccounted": gap(
        "Each passage of a source is used by a claim, or left out for a reason that is named.",
        "A reader relies on the review to hold everything that the sources say.",
    ),
}
