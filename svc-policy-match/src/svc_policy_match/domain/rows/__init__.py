"""Profiles as rows of typed cells, the same for all that read them."""
