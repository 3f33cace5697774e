"""In: nothing; out: the core types of DESIGN's words, frozen, each field described once."""
