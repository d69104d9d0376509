"""Routes by noun: HTTP becomes use cases."""
