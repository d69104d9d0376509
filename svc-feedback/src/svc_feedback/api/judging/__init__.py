"""Routes of those who judge reviews."""
