"""In: claims as YAML or as a table; out: the same claims as the other. Nothing of a claim is lost either way."""
