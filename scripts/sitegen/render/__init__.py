"""In: a Site and templates; out: its pages as Markdown with citations as `[@key]`; nothing is written here."""
