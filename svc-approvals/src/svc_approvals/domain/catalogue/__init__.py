"""The catalogue: what a matter is, and what it means for one person's answers."""
