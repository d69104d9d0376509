"""Verbs on the knowledge graph."""
