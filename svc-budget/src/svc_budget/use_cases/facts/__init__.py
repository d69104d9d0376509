"""Verbs of facts: what the public asks of them."""
