"""What svc-feedback does: one verb, one unit of work."""
