"""Screen sessions as rows."""
