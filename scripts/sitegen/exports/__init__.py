"""In: a Review; out: the files that machines read, by their path on the site."""
