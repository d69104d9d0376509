"""Pushes as rows."""
