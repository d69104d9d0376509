"""Verbs on requests for disclosure."""
