"""Verbs on livelihood projects."""
