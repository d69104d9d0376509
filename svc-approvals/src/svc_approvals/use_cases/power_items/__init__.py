"""Verbs on the list of powers."""
