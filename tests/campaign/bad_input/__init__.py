"""In: a seed; out: thousands of bad reviews, each a few changes to the tiny one, and the judge of what becomes of them."""
