"""Verbs on places."""
