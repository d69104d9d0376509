"""Places of the resource map as rows."""
