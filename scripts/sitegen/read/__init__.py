"""In: the review's folder; out: its files as nodes, references and hand-written pages, each with its place."""
