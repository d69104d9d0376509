"""What a reference to a document means, and what a text cites."""
