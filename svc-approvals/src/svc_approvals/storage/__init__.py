"""Tables, and queries that say their cost."""
