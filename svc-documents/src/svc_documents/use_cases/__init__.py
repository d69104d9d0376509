"""Verbs: one unit of work each."""
