"""Inspections as rows that are never changed."""
