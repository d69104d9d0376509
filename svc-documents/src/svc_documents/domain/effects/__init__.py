"""Whether a document is in force, since when, and why not."""
