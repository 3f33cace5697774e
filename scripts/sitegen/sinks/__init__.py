"""In: Documents; out: a sink's files, written into a fresh folder that is swapped in when everything passed."""
