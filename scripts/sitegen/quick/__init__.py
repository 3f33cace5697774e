"""In: an engine of Python-Markdown with its extensions; out: the same engine, whose slowest steps are done sooner, with equal HTML."""
