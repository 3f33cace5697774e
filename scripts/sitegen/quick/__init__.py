"""In: an engine of Python-Markdown; out: the same engine, whose slowest steps are done sooner, with equal HTML."""
