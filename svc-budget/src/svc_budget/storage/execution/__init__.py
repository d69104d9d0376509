"""Rows of monthly execution."""
