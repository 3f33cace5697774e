"""In: what was built, read back with its own readers; out: problems that a reader would meet."""
