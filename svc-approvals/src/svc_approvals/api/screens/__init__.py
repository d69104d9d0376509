"""Routes of paired screens."""
