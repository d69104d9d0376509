"""Policies as rows."""
