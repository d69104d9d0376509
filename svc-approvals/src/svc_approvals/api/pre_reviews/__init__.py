"""Routes of pre-reviews."""
