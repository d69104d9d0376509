"""Routes of facts."""
