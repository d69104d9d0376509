"""Routes of svc-budget: HTTP to use cases."""
