"""Routes of the resource map."""
