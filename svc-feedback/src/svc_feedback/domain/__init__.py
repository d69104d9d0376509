"""The rules of reviews, in plain Python: no input, no output, no clock."""
