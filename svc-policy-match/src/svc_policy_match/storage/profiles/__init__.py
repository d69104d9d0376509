"""Data accounts as rows."""
