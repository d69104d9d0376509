"""Topics and their parts as rows."""
