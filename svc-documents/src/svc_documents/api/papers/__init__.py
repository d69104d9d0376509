"""Documents on paper and on screen: HTML, PDF, Markdown."""
