"""In: a Site, its templates, a Markdown engine; out: the book as PDF and EPUB, and a PDF for each chapter and comparison."""
