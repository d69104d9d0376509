"""Verbs on relations."""
