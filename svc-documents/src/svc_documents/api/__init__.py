"""HTTP in and out, by noun."""
