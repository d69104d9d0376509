"""Letters as they are kept."""
