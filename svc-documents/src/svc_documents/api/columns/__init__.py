"""Routes of columns."""
