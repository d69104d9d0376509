"""Routes of the basis check."""
