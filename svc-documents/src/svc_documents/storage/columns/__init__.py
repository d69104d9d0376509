"""Columns and their entries as rows."""
