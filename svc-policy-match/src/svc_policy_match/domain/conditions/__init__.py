"""Conditions of policies: trees, their truth in three values, their form in clauses."""
