"""Openness (公开度): what has to be public, what is, and the score that hides nothing."""
