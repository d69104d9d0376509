"""Livelihood projects, calls and ideas as rows."""
