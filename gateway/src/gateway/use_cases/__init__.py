"""Verbs of identity and directory: one unit of work each."""
