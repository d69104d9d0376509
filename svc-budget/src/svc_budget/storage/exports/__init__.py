"""Rows of downloads."""
