"""Policies: what is said of one, whether it can be published, how it lives."""
