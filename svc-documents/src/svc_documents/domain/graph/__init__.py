"""What the knowledge graph is made of."""
