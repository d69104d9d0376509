"""Verbs on topics."""
