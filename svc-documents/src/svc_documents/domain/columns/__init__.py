"""Columns of the directory: what is published where, by whom, and how often."""
