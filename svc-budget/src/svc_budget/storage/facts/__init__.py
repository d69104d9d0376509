"""Facts as rows, and their sums."""
