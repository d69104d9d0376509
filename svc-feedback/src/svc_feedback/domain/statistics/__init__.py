"""Rankings, and periods whose figures are published."""
