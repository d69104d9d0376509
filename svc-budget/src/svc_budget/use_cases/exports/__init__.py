"""Verbs of downloads."""
