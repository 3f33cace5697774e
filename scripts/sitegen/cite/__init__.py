"""In: References; out: the same works as CSL-JSON, BibTeX, RIS, COinS and as styled text; nothing is written here."""
