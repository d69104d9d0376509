"""Profiles as rows of typed cells, and a policy read over many of them at once."""
