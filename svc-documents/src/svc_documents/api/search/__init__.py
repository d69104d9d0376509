"""Routes of lists and search."""
