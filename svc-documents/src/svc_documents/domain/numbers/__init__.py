"""Document numbers and registration numbers."""
