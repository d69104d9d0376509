"""Verbs on cases: what applicants, windows and departments do."""
