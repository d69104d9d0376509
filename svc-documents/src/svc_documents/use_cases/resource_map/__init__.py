"""Verbs on places of the resource map."""
