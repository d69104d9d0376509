"""What supervisors ask, and the counting behind it."""
