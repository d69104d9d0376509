"""Matters and their versions as rows."""
