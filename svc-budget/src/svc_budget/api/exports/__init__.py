"""Routes of downloads."""
