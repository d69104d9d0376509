"""Routes of what a clerk does in somebody's name."""
