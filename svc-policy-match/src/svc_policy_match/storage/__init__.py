"""What svc-policy-match keeps, in plain SQL."""
