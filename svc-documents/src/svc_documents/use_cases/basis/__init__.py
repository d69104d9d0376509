"""Verbs on citations: resolve, keep, tell the citer."""
