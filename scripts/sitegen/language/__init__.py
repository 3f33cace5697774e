"""In: the English of templates, values and scripts, and a catalogue; out: the same in the review's language."""
