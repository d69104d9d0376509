"""Bad reviews as rows."""
