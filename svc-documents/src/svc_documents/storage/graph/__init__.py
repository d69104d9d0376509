"""The knowledge graph as rows: things of other services, and what hangs together."""
