"""Submissions: uploaded, read and checked, approved, published, corrected."""
