"""Examining answers, judging doubts, hiding words."""
