"""Verbs on matters."""
