"""Suggestions: what people put into the box, and nothing about who did."""
