"""Routes of places."""
