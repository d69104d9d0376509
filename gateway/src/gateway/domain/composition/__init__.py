"""Answers composed of what several services know."""
