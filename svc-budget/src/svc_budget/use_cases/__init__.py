"""Verbs of svc-budget: fetch, let the domain decide, announce."""
