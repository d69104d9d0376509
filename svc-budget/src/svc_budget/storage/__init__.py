"""Rows of svc-budget: statements that say what they cost."""
