"""In: a Review; out: the pages of the site as values, with their tables, texts and links; no Markdown yet."""
