"""Routes of texts: versions, differences, articles."""
