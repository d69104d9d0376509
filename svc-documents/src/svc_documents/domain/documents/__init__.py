"""Documents: what they are, from draft to publication."""
