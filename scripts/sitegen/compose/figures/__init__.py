"""In: a Review and the figures it declares; out: each as a drawing of placed shapes, with its data; no SVG yet."""
