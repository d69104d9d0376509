"""Verbs on texts."""
