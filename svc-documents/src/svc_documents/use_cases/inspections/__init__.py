"""Verbs on random inspections."""
