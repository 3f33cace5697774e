"""In: a review's folder (data, docs, templates, references.bib); out: its site, its Markdown and its exports."""

__version__ = "0.1.0"
