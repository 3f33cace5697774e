"""In: what an editor has: a text, passages, a pasted list; out: records to complete, as text. Nothing is published yet."""
