"""In: a review and a moment; out: builds that are killed, find no room or may not write at that moment."""
