"""Data accounts over HTTP."""
