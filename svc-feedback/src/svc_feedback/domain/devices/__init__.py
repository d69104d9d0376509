"""Evaluators at windows."""
