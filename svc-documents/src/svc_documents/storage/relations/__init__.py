"""Relations as rows."""
