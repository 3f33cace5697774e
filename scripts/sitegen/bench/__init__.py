"""In: sizes and a seed; out: what a build costs, ours and stock MkDocs on one made-up review, page texts compared."""
