"""Rank, look at the dashboard, publish."""
