"""HTTP becomes our use cases."""
