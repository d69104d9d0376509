"""Verbs on columns."""
