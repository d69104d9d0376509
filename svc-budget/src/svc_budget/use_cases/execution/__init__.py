"""Verbs of monthly execution."""
