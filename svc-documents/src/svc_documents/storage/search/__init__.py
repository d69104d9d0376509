"""The index of documents as rows, and what is asked of it."""
