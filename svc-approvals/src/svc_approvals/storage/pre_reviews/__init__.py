"""Pre-reviews as rows."""
