"""Routes of forms that are filled in off line."""
